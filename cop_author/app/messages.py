"""All that translators have to translate: the work tree's texts and those of every release that a layer stands on."""

from collections.abc import Iterator
from dataclasses import dataclass

from cop_author.app.texts import Grounds, Opened, stack_of
from cop_author.core.extract import merged, messages_of_layer, messages_of_master
from cop_author.core.resolve import Resolved, resolve
from cop_author.model.catalogue import Message
from cop_author.model.edition import MASTER
from cop_author.model.problem import Problem, Problems
from cop_author.render.wording import messages_of_templates


@dataclass(frozen=True, slots=True)
class Live:
    """Every message that some edition may print, and the addresses that the work tree itself holds."""

    messages: tuple[Message, ...]
    current: frozenset[str]
    problems: Problems = ()

    def of(self, lang: str) -> tuple[Message, ...]:
        """Those that are to be translated into `lang` (BCP 47)."""
        return tuple(message for message in self.messages if message.lang != lang)

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
    templates = messages_of_templates(lang)
    return Live((*merged(uses), *templates), frozenset(current), tuple(problems))


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
