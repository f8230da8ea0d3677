"""All that translators have to translate: the work tree's texts and those of every release that a layer stands on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cop_author.app.texts import Grounds, Opened, stack_of
from cop_author.core.extract import merged, messages_of_layer, messages_of_master
from cop_author.core.resolve import Resolved, resolve
from cop_author.model.catalogue import Message
from cop_author.model.edition import MASTER
from cop_author.model.layer import Layer
from cop_author.model.problem import Problem, Problems
from cop_author.render.wording import messages_of_templates
from cop_author.text.locale import parents


@dataclass(frozen=True, slots=True)
class Live:
    """Every message that some edition may print, and the addresses that the work tree itself holds."""

    messages: tuple[Message, ...]
    current: frozenset[str]
    problems: Problems = ()
    spoken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The languages of each layer and of those that stand on it, by the layer's id."""

    def of(self, lang: str) -> tuple[Message, ...]:
        """Those that are to be translated into `lang` (BCP 47); a layer's only into the languages it speaks."""
        return tuple(message for message in self.messages if message.lang != lang and self._is_for(message, lang))

    def _is_for(self, message: Message, lang: str) -> bool:
        return not message.layer or lang in self.spoken.get(message.layer, ())

    @property
    def domains(self) -> tuple[str, ...]:
        """All domains, in the order of their first message."""
        return tuple(dict.fromkeys(message.domain for message in self.messages))


def live_messages(opened: Opened) -> Live:
    """The messages of the workspace. A text whose release is not here has none, and a problem says so."""
    problems: list[Problem] = []
    lang = opened.workspace.config.source_language
    uses = [(MASTER, messages_of_master(opened.workspace.master, opened.workspace.editions, lang))]
    current = {message.address for message in uses[0][1]}
    seen: set[str] = set()
    for layer in opened.workspace.layers:
        grounds, wrong = stack_of(opened, layer)
        if grounds is None:
            problems += wrong
            continue
        ground = grounds.read_from[0]
        if ground.revision and ground.revision not in seen:
            seen.add(ground.revision)
            uses.append((f"{MASTER} {ground.version}", messages_of_master(grounds.master, (), lang)))
        for name, messages in _of_layers(opened, grounds, lang):
            uses.append((name, messages))
            current |= {message.address for message in messages if name == layer.id}
    messages = (*merged(uses), *messages_of_templates())
    return Live(messages, frozenset(current), tuple(problems), _spoken(opened.workspace.layers))


def _spoken(layers: Iterable[Layer]) -> dict[str, frozenset[str]]:
    """A fallback speaks for what falls back to it: de where de-CH is asked for."""
    by_id = {layer.id: layer for layer in layers}
    found: dict[str, set[str]] = {name: set() for name in by_id}
    for layer in by_id.values():
        tags = {tag for lang in layer.languages for tag in (lang, *parents(lang))}
        name, seen = layer.id, set[str]()
        while name in by_id and name not in seen:
            seen.add(name)
            found[name] |= tags
            name = by_id[name].parent
    return {name: frozenset(tags) for name, tags in found.items()}


def _of_layers(opened: Opened, grounds: Grounds, lang: str) -> Iterator[tuple[str, tuple[Message, ...]]]:
    """What each layer of a stack writes, with its name, and its version where it is a release."""
    below = Resolved(grounds.master)
    editions = opened.workspace.editions
    for count, layer in enumerate(grounds.layers, 1):
        resolved, _ = resolve(grounds.master, grounds.layers[:count], opened.workspace.register)
        version = grounds.read_from[count].version
        name = f"{layer.id} {version}" if version else layer.id
        yield name, messages_of_layer(layer, below.master, resolved.master, editions, lang)
        below = resolved
