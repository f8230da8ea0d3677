"""What an edition says in one language: translations along its fallbacks, the wording of pages, and how much of each.

Errors in a catalogue's form leave its language without that catalogue, and the gate of its editions closed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cop_author.app.texts import Opened
from cop_author.app.translation.catalogues import Catalogues, open_catalogues
from cop_author.app.translation.check import findings
from cop_author.core.choose import choose, usable
from cop_author.core.reviews import reviewed_keys
from cop_author.model.catalogue import WORDING, Catalogue, Entry, Key, Translations
from cop_author.model.document import Translation
from cop_author.model.guideline import Text
from cop_author.model.workspace import Config
from cop_author.render.wording import WRITTEN_IN, messages_of_templates
from cop_author.store.locales import read_locales
from cop_author.text.locale import parents

DRAFT_FIELD = "X-Cop-Draft"
"""The header field of a catalogue that a machine drafted and nobody has reviewed yet."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One language of a workspace: what it says for each text, and what is known of it."""

    lang: str
    chain: tuple[str, ...] = ()
    chosen: Translations = field(default_factory=dict)
    words: Mapping[str, Text] = field(default_factory=dict)
    outdated: Mapping[Key, Entry] = field(default_factory=dict)
    reviewed: frozenset[Key] = frozenset()
    drafted: frozenset[Key] = frozenset()
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def wording(self) -> tuple[tuple[str, str], ...]:
        """The wording of pages, by the wording that the templates hold."""
        return tuple(sorted((message, text.source) for message, text in self.words.items()))

    def says(self, address: str, text: Text) -> bool:
        """Whether the text is printed in this language, or one that it falls back to."""
        return (address, text.source) in self.chosen or text.lang in self.chain

    def _worded(self, key: Key) -> Text | None:
        return self.words.get(key[1]) if not key[0] else None

    def has(self, key: Key) -> bool:
        """Whether something is said for a text, wording of pages included."""
        return key in self.chosen or self._worded(key) is not None

    def measure(self, keys: Iterable[tuple[Key, str]]) -> Translation:
        """How much of these texts, each with the language it is written in, is said in this language."""
        own = inherited = fuzzy = missing = reviewed = drafted = 0
        for key, written in keys:
            text = self.chosen.get(key) or self._worded(key)
            if text is None and written in self.chain:
                own += 1
                reviewed += 1
                continue
            own += text is not None and text.lang == self.lang
            inherited += text is not None and text.lang != self.lang
            fuzzy += text is None and key in self.outdated
            missing += text is None and key not in self.outdated
            reviewed += key in self.reviewed
            drafted += text is not None and key in self.drafted and key not in self.reviewed
        return Translation(own, inherited, fuzzy, missing, reviewed, drafted)


class Languages:
    """The languages of a workspace, each read once, when it is asked for."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._config = opened.workspace.config
        self._files = read_locales(opened.root)
        self._found: dict[str, Catalogues] = {}
        self._speeches: dict[str, Speech] = {}
        self._errors: dict[str, int] = {}

    def speech(self, lang: str) -> Speech:
        """What the workspace says in `lang` (BCP 47)."""
        if lang not in self._speeches:
            self._speeches[lang] = self._speech(lang)
        return self._speeches[lang]

    def unsaid(self, lang: str) -> int:
        """How much of the wording of pages has no translation."""
        if lang.partition("-")[0] == WRITTEN_IN:
            return 0
        said = self.speech(lang).words
        return sum(message.source not in said for message in messages_of_templates())

    def errors(self, lang: str) -> int:
        """What is wrong in the catalogues of `lang` and of what it falls back to."""
        return sum(map(self._count_errors, self.speech(lang).chain))

    def _catalogues(self, lang: str) -> Catalogues:
        if lang not in self._found:
            self._found[lang] = open_catalogues(self._opened, files=self._files.of(lang))
        return self._found[lang]

    def _count_errors(self, lang: str) -> int:
        if lang not in self._errors:
            found = self._catalogues(lang)
            problems = (*found.problems, *findings(self._opened, found, lang))
            self._errors[lang] = sum(problem.is_error for problem in problems)
        return self._errors[lang]

    def _speech(self, lang: str) -> Speech:
        chain = chain_of(self._config, lang)
        found = {each: self._catalogues(each).of(each) for each in chain}
        spelling = self._catalogues(lang).spelling(lang)
        chosen = choose(chain, {each: usable(catalogues) for each, catalogues in found.items()}, spelling)
        outdated = {
            entry.key: entry
            for catalogue in found[lang]
            for entry in catalogue.entries
            if entry.fuzzy and entry.is_translated and not entry.obsolete
        }
        return Speech(
            lang,
            chain,
            {key: text for key, text in chosen.items() if key[0]},
            {key[1]: text for key, text in chosen.items() if not key[0]},
            outdated,
            reviewed_keys(self._catalogues(lang).reviews(lang), found[lang]),
            frozenset(drafted(catalogue for catalogues in found.values() for catalogue in catalogues)),
            {each: tuple(catalogue.where.file for catalogue in catalogues) for each, catalogues in found.items()},
        )


def chain_of(config: Config, lang: str) -> tuple[str, ...]:
    """`lang`, the fallbacks that cop.yaml gives it, then what it is a case of: fr-CA, fr. The source is none."""
    stated = next((setting.fallback for setting in config.languages if setting.tag == lang), ())
    wider = [parent for each in (lang, *stated) for parent in parents(each)]
    known = {setting.tag for setting in config.languages}
    others = (each for each in (*stated, *wider) if each in known and each != config.source_language)
    return tuple(dict.fromkeys((lang, *others)))


def drafted(catalogues: Iterable[Catalogue]) -> Iterator[Key]:
    """The texts whose translations a machine drafted, as the catalogues' headers say."""
    for catalogue in catalogues:
        if catalogue.field(DRAFT_FIELD) and catalogue.domain != WORDING:
            yield from (entry.key for entry in catalogue.entries if entry.is_usable)
