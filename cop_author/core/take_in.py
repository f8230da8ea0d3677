"""Puts translations that came back from other tools into catalogues, by address; it must not guess what one is for.

What is not for a text of today is refused and never written. An empty translation never takes one away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cop_author.core.translation_checks import is_copy
from cop_author.model.catalogue import Catalogue, Entry, Key, Message
from cop_author.model.exchange import NO_ADDRESS, Offer
from cop_author.model.problem import Problem, Problems, Rule, in_reading_order
from cop_author.text.normalise import digest, normalise

UNKNOWN = Rule(
    "C303",
    "A translation that came back for an address which is not there",
    "Put under another address, it would say something else there.",
    "If the unit was renamed, withdrawn or is not for this language, send the file anew: cop catalogue export.",
)
OTHER_TEXT = Rule(
    "C304",
    "A translation that came back for a text which has changed since",
    "The old translation under the new text would be wrong without anybody seeing it.",
    "Send the new text: cop catalogue update, then cop catalogue export or pack.",
)
COPY = Rule(
    "C305",
    "A copy of the text that came back as its translation",
    "The reader would be handed another language as theirs.",
    "Have it translated, or have the field emptied.",
)
TWICE = Rule(
    "C306",
    "Two different translations for one text came back",
    "Which of them is printed would be chance.",
    "Take the wrong one out of the file.",
)
CODES = Rule(
    "C307",
    "A translation that came back with elements which its text has not",
    "What they stood for would be lost.",
    "Have the text translated as it was sent, with its {placeholders} and links as plain text.",
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The catalogues that change, and what became of each offer; `replaced` took the place of another translation."""

    catalogues: tuple[Catalogue, ...] = ()
    taken: tuple[Key, ...] = ()
    replaced: tuple[Key, ...] = ()
    fuzzy: int = 0
    unchanged: int = 0
    empty: int = 0
    refused: Problems = ()


def take_in(
    catalogues: Iterable[Catalogue], messages: Iterable[Message], offers: Iterable[Offer], lang: str
) -> TakenIn:
    """The catalogues of one language with what the `offers` bring for its `messages`."""
    return _Taking(tuple(catalogues), tuple(messages), lang).of(offers)


class _Taking:
    """One import in the making."""

    def __init__(self, catalogues: tuple[Catalogue, ...], messages: tuple[Message, ...], lang: str) -> None:
        self._catalogues, self._messages, self._lang = catalogues, messages, lang
        self._by_address: dict[str, list[Message]] = {}
        for message in messages:
            self._by_address.setdefault(message.address, []).append(message)
        self._entries = {entry.key: entry for found in catalogues for entry in found.entries if not entry.obsolete}
        self._new: dict[Key, Entry] = {}
        self._refused: list[Problem] = []
        self._counts = {"unchanged": 0, "empty": 0}

    def of(self, offers: Iterable[Offer]) -> TakenIn:
        found: dict[Key, tuple[Message, list[Offer]]] = {}
        for offer in offers:
            message = self._message(offer)
            if message:
                found.setdefault(message.key, (message, []))[1].append(offer)
        for message, same in found.values():
            self._take(message, same)
        taken = tuple(self._new)
        return TakenIn(
            tuple(self._changed()),
            taken,
            tuple(key for key in taken if self._is_replaced(key)),
            sum(entry.fuzzy for entry in self._new.values()),
            refused=in_reading_order(self._refused),
            **self._counts,
        )

    def _message(self, offer: Offer) -> Message | None:
        """The text that an offer is for; None, and a reason where it brings a translation, if there is none."""
        known = self._by_address.get(offer.address, ())
        same = [message for message in known if message.plural == offer.plural and _is_of(offer, message)]
        exact = next((message for message in same if message.source == offer.source), None)
        if same:
            return exact or same[0]
        if offer.is_empty or not offer.is_begun:
            self._counts["empty"] += 1
        elif offer.address == NO_ADDRESS:
            self._refuse(UNKNOWN, offer, f"{_name(offer)} comes without the address of its text")
        elif not known or not offer.address:
            self._refuse(UNKNOWN, offer, f"{_name(offer)} is no text of today")
        else:
            self._refuse(OTHER_TEXT, offer, f"{_name(offer)} reads otherwise now: {known[-1].source[:50]!r}")
        return None

    def _take(self, message: Message, offers: list[Offer]) -> None:
        filled = [offer for offer in offers if not offer.is_empty]
        now = self._entries.get(message.key)
        if not filled:
            self._counts["empty"] += 1
            return
        offer = filled[0]
        if any((other.target, other.targets) != (offer.target, offer.targets) for other in filled[1:]):
            for each in filled:
                self._refuse(TWICE, each, f"{_name(each)}: {(each.target or ' / '.join(each.targets))[:50]!r}")
            return
        made = _made(now or message.blank, offer)
        if made == now:
            self._counts["unchanged"] += 1
        elif offer.refusal:
            self._refuse(CODES, offer, f"{_name(offer)}: {offer.refusal}")
        elif any(is_copy(normalise(message.source), normalise(target)) for target in (offer.target, *offer.targets)):
            if offer.is_begun:
                self._refuse(COPY, offer, f"{_name(offer)}: {offer.source[:50]!r}")
            else:
                self._counts["empty"] += 1
        else:
            self._new[message.key] = made

    def _is_replaced(self, key: Key) -> bool:
        was, made = self._entries.get(key), self._new[key]
        return was is not None and was.is_usable and (was.target, was.targets) != (made.target, made.targets)

    def _changed(self) -> Iterator[Catalogue]:
        """Each catalogue that something was taken into; what it lacked stands where its text stands."""
        by_domain: dict[str, dict[Key, Entry]] = {}
        home = {entry.key: found.domain for found in self._catalogues for entry in found.entries if not entry.obsolete}
        domains = {message.key: message.domain for message in self._messages}
        for key, entry in self._new.items():
            by_domain.setdefault(home.get(key, domains[key]), {})[key] = entry
        known = {found.domain: found for found in self._catalogues}
        rank = {message.key: at for at, message in enumerate(self._messages)}
        for domain, made in by_domain.items():
            found = known.get(domain, Catalogue(domain, self._lang))
            yield replace(found, entries=tuple(_merged(found.entries, made, rank)))

    def _refuse(self, rule: Rule, offer: Offer, message: str) -> None:
        self._refused.append(rule.at(offer.where, message))


def _merged(entries: Iterable[Entry], made: Mapping[Key, Entry], rank: Mapping[Key, int]) -> Iterator[Entry]:
    """The entries with those `made` in their places; new ones before the first whose text comes later."""
    kept = list(entries)
    live = {entry.key for entry in kept if not entry.obsolete}
    waiting = sorted((key for key in made if key not in live), key=rank.__getitem__)
    for entry in kept:
        if entry.obsolete and entry.key in made:
            continue
        at = len(rank) if entry.obsolete else rank.get(entry.key, -1)
        while waiting and rank[waiting[0]] < at:
            yield made[waiting.pop(0)]
        yield entry if entry.obsolete else made.get(entry.key, entry)
    yield from (made[key] for key in waiting)


def _is_of(offer: Offer, message: Message) -> bool:
    """Whether the offer was made for this text: by the digest that the file kept, and by the text it shows."""
    texts = f"{message.source}\x1f{message.plural}" if message.plural else message.source
    if offer.digest and not digest(texts).startswith(offer.digest):
        return False
    return offer.source == message.source or normalise(offer.source) == normalise(message.source)


def _made(now: Entry, offer: Offer) -> Entry:
    """The entry with the offer's words; what a translation was made from is told as long as it is fuzzy."""
    fuzzy = offer.fuzzy or not offer.is_begun
    made = replace(now, target=offer.target, targets=offer.targets, fuzzy=fuzzy, notes=offer.notes or now.notes)
    return made if fuzzy else replace(made, previous="", previous_address="", previous_plural="")


def _name(offer: Offer) -> str:
    return repr(offer.source[:40]) if offer.address in {"", NO_ADDRESS} else offer.address
