"""Brings catalogues up to date by address; a translation must never come to stand under another unit's text unmarked.

What became of each message, in this order: its entry is kept or brought back; a recorded minor edit leaves it valid;
its own older wording makes it fuzzy; the register says where its text came from; else it is new. Entries for text that
no live release holds become obsolete and stay.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cop_author.core.lineage import Lineages
from cop_author.model.catalogue import Catalogue, Entry, Key, Message
from cop_author.model.register import MinorEdit, Register
from cop_author.text.normalise import digest
from cop_author.text.words import similarity


class Fate(StrEnum):
    """What became of a message's entry."""

    KEPT = "kept"
    RETURNED = "returned"
    MINOR = "minor"
    MOVED = "moved"
    REWORDED = "reworded"
    NEW = "new"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The catalogues after an update, and the addresses by what became of them; `obsolete` are entries set aside."""

    catalogues: tuple[Catalogue, ...]
    fates: Mapping[Fate, tuple[str, ...]] = field(default_factory=dict)
    obsolete: tuple[str, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many messages had this fate."""
        return len(self.fates.get(fate, ()))


Suggest = Callable[[Message], tuple[str, ...]]
"""Lines that suggest translations of a new message; they become comments, never translations."""


def carry_over(
    old: Iterable[Catalogue],
    messages: Iterable[Message],
    register: Register,
    lang: str,
    current: Collection[str] | None = None,
    suggest: Suggest | None = None,
) -> CarriedOver:
    """The catalogues of one language for `messages`, filled from its `old` ones, whatever domain an entry stood in.

    `current` are the addresses that the work tree holds (None: all of the messages'): a text that was renamed hands its
    translation on, while a release in use keeps the old name alive.
    """
    return _Carrier(tuple(old), tuple(messages), register, lang, current, suggest).carried()


class _Carrier:
    """One language's update in the making."""

    def __init__(
        self,
        old: tuple[Catalogue, ...],
        messages: tuple[Message, ...],
        register: Register,
        lang: str,
        current: Collection[str] | None,
        suggest: Suggest | None,
    ) -> None:
        self._old, self._messages, self._lang, self._suggest = old, messages, lang, suggest
        self._lineages = Lineages(register.lineage)
        self._minor = _by_address(register.minor)
        self._live = {message.key for message in messages}
        self._current = frozenset(current if current is not None else (message.address for message in messages))
        self._by_key: dict[Key, Entry] = {}
        self._by_address: dict[str, list[tuple[str, Entry]]] = {}
        for catalogue in old:
            for entry in catalogue.entries:
                known = self._by_key.get(entry.key)
                if known is None or ((known.obsolete or not known.is_translated) and not entry.obsolete):
                    self._by_key[entry.key] = entry
                if entry.is_translated:
                    self._by_address.setdefault(entry.address, []).append((catalogue.domain, entry))
        self._heirs = self._find_heirs()
        self._fates: dict[Fate, list[str]] = {}

    def carried(self) -> CarriedOver:
        made: dict[str, list[Entry]] = {}
        for message in self._messages:
            fate, entry = self._entry(message)
            self._fates.setdefault(fate, []).append(message.address)
            made.setdefault(message.domain, []).append(entry)
        gone: list[str] = []
        catalogues = []
        before = {catalogue.domain: catalogue for catalogue in self._old}
        for domain in dict.fromkeys([*made, *before]):
            catalogue = before.get(domain, Catalogue(domain, self._lang))
            aside = tuple(self._set_aside(catalogue))
            gone += [entry.address for entry in catalogue.entries if not entry.obsolete and entry.key not in self._live]
            catalogues.append(replace(catalogue, entries=(*made.get(domain, ()), *aside)))
        fates = {fate: tuple(found) for fate, found in self._fates.items()}
        return CarriedOver(tuple(catalogues), fates, tuple(gone))

    def _entry(self, message: Message) -> tuple[Fate, Entry]:
        known = self._by_key.get(message.key)
        if known and known.is_translated:
            fate = Fate.RETURNED if known.obsolete else Fate.KEPT
            return fate, _dressed(replace(known, obsolete=False), message)
        own = self._own(message)
        minor = next((entry for entry in own if self._is_minor(entry, message)), None)
        if minor:
            return Fate.MINOR, _dressed(_as(minor, message), message)
        if own:
            return Fate.REWORDED, _dressed(_fuzzy(_nearest(own, message), message), message)
        heirs = self._heirs.get(message.address, [])
        same = next((entry for entry in heirs if entry.source == message.source), None)
        if same:
            return Fate.MOVED, _dressed(_as(same, message), message)
        if heirs:
            return Fate.REWORDED, _dressed(_fuzzy(_nearest(heirs, message), message), message)
        fate = Fate.UNTRANSLATED if known and not known.obsolete else Fate.NEW
        entry = replace(message.blank, notes=known.notes if known else ())
        if self._suggest:
            entry = replace(entry, comments=(*entry.comments, *self._suggest(message)))
        return fate, entry

    def _own(self, message: Message) -> list[Entry]:
        """Translated entries of the same address: of the same domain, else the master's; never another layer's.

        What no release holds any more comes first: it is what was reworded.
        """
        found = self._by_address.get(message.address, ()) if message.address else ()
        same = [entry for domain, entry in found if domain == message.domain]
        below = [entry for domain, entry in found if not domain.startswith("layer-")]
        own = same or below
        return [entry for entry in own if entry.key not in self._live] or own

    def _is_minor(self, entry: Entry, message: Message) -> bool:
        """Whether one recorded minor edit, or several in a row, led from the entry's text to the message's."""
        edits = self._minor.get(message.address, {})
        at, goal, steps = digest(entry.source), digest(message.source), 0
        if at == goal:
            return True
        while at in edits and steps <= len(edits):
            at, steps = edits[at], steps + 1
            if at == goal:
                return True
        return False

    def _find_heirs(self) -> dict[str, list[Entry]]:
        """Translated entries whose address is gone, by the addresses to which the register says it led."""
        found: dict[str, list[Entry]] = {}
        for address, entries in self._by_address.items():
            if address and address not in self._current:
                for successor in self._lineages.address(address, self._current.__contains__).found:
                    found.setdefault(successor, []).extend(entry for _, entry in entries)
        return found

    def _set_aside(self, catalogue: Catalogue) -> Iterator[Entry]:
        seen: set[Key] = set()
        for entry in catalogue.entries:
            worth = entry.is_translated or entry.notes or any(entry.targets)
            if entry.key not in self._live and entry.key not in seen and worth:
                seen.add(entry.key)
                yield replace(entry, obsolete=True, comments=(), files=())


def _by_address(edits: Iterable[MinorEdit]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for edit in edits:
        found.setdefault(edit.address, {})[edit.old] = edit.new
    return found


def _nearest(entries: list[Entry], message: Message) -> Entry:
    """The entry whose text is most like the message's; the later one where two are alike."""
    if len(entries) == 1:
        return entries[0]
    return max(reversed(entries), key=lambda entry: similarity(entry.source, message.source))


def _as(entry: Entry, message: Message) -> Entry:
    """The entry for another text of the same meaning; what was fuzzy stays so."""
    return replace(entry, address=message.address, source=message.source, plural=message.plural, obsolete=False)


def _fuzzy(entry: Entry, message: Message) -> Entry:
    """The entry's translation under the message, to be looked at, with the text that it was made from."""
    made_from = entry.previous if entry.fuzzy and entry.previous else entry.source
    came_from = entry.previous_address if entry.fuzzy and entry.previous else ""
    if not came_from and entry.address != message.address:
        came_from = entry.address
    return replace(
        entry,
        address=message.address,
        source=message.source,
        plural=message.plural,
        fuzzy=True,
        obsolete=False,
        previous=made_from,
        previous_address=came_from,
        previous_plural=entry.plural if entry.plural != message.plural else "",
    )


def _dressed(entry: Entry, message: Message) -> Entry:
    """The entry with what is extracted anew; notes, flags and translations are the translator's."""
    flags = tuple(dict.fromkeys((*message.flags, *entry.flags)))
    return replace(entry, comments=message.comments, files=message.files, flags=flags, plural=message.plural)
