"""Why a person must see a merge although it is clean; it must not settle or change anything.

A clean merge can turn a meaning round: "Store images of victims" and "Do not store images" make "Do not store images of
victims". So what goes through without a person touches no negation, force, condition, number, placeholder, term or link
on either side, and every sentence of it was written by one of the two.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

from cop_author.text.languages import UNKNOWN, Lexicon, Words, entries, finder, lexicon_of, matcher
from cop_author.text.merge import Hunk, Merge, Origin, Passage, changes
from cop_author.text.normalise import normalise
from cop_author.text.sentences import Span, sentences, spans
from cop_author.text.words import tokens


class Reason(StrEnum):
    """What makes a merge sensitive."""

    UNKNOWN_LANGUAGE = "unknown-language"
    AMBIGUOUS = "ambiguous"
    SAME_SENTENCE = "same-sentence"
    NEW_NEGATION = "new-negation"
    DOUBLED = "doubled"
    NEGATION = "negation"
    FORCE = "force"
    CONDITION = "condition"
    NUMBER = "number"
    QUANTITY = "quantity"
    PLACEHOLDER = "placeholder"
    TERM = "term"
    LINK = "link"

    @property
    def words(self) -> str:
        """The reason as a sentence for a person."""
        return _IN_WORDS[self]


_IN_WORDS = {
    Reason.UNKNOWN_LANGUAGE: "The words of this language that turn a meaning are not known to the tool.",
    Reason.AMBIGUOUS: "The two changes can be lined up in more than one way, and the results differ.",
    Reason.SAME_SENTENCE: "Both sides changed the same sentence.",
    Reason.NEW_NEGATION: "A sentence that neither side wrote in this form holds a negation.",
    Reason.DOUBLED: "A sentence now stands in the text twice.",
    Reason.NEGATION: "A negation was added, removed or given other words to negate.",
    Reason.FORCE: "A word that says how binding this is was changed.",
    Reason.CONDITION: "A condition or an exception was changed.",
    Reason.NUMBER: "A number was changed.",
    Reason.QUANTITY: "A word for an amount, a time or an age was changed.",
    Reason.PLACEHOLDER: "A parameter was added, removed or moved.",
    Reason.TERM: "A term of the glossary was changed.",
    Reason.LINK: "The target of a link was changed.",
}


@dataclass(frozen=True, slots=True)
class Concern:
    """One reason, the side it concerns (`both`: the merged text) and the words that gave rise to it."""

    reason: Reason
    side: Origin
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    """What to look for; `reaches`: a change right beside it counts too, such as that of the word after a negation."""

    reason: Reason
    pattern: re.Pattern[str]
    reaches: bool = False


_TURNING = frozenset({Reason.NEGATION, Reason.FORCE, Reason.CONDITION, Reason.NUMBER, Reason.PLACEHOLDER})
_PLACEHOLDER = re.compile(r"\{[^{}\s]*\}")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_TARGET = re.compile(r"(?<=\])\([^()\s]*\)|https?://[^\s)]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FIGURE = re.compile(
    r"[+#]?\d+(?:[-.,:/\u066b\u066c\u2013 ]?\d+)*|\b[IVX]{2,}\b|[%\u2030\u066a\u00a7\u00b0$€£¥₽<>≤≥±]|"
    r"[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u218b\u2460-\u24ff]"
)


def sensitive(
    base: str, ours: str, theirs: str, merged: Merge, lang: str, terms: Collection[str] = ()
) -> tuple[Reason, ...]:
    """Why a person must see `merged`, the merge of these texts in the language `lang`; nothing if nobody has to."""
    found = {concern.reason for concern in concerns(base, ours, theirs, merged, lang, terms)}
    return tuple(reason for reason in Reason if reason in found)


def concerns(
    base: str, ours: str, theirs: str, merged: Merge, lang: str, terms: Collection[str] = ()
) -> tuple[Concern, ...]:
    """The reasons with the words that gave rise to them. `terms` are forms of the glossary's terms in lower case."""
    if base in (ours, theirs) or ours == theirs:
        return ()
    lexicon = lexicon_of(lang) or UNKNOWN
    found = [Concern(Reason.UNKNOWN_LANGUAGE, Origin.BOTH, (lang,))] if lexicon is UNKNOWN else []
    if merged.ambiguous:
        found.append(Concern(Reason.AMBIGUOUS, Origin.BOTH))
    if merged.text is not None:
        found += _find_in_merged(ours, theirs, merged, merged.text, lexicon)
    rules = _rules(lexicon, tuple(sorted(terms)))
    for side, text in ((Origin.OURS, ours), (Origin.THEIRS, theirs)):
        before, after = lexicon.prepare(base), lexicon.prepare(text)
        found += [Concern(reason, side, words) for reason, words in _find_touched(before, after, rules, lexicon)]
    return tuple(found)


def turned(before: str, after: str, lang: str) -> tuple[Concern, ...]:
    """What one change adds to or takes from a text that may turn its meaning: negations, force, conditions, numbers,
    parameters, and words made into their opposites. Words that only moved are none."""
    lexicon = lexicon_of(lang) or UNKNOWN
    if normalise(before) == normalise(after):
        return ()
    old, new = lexicon.prepare(before), lexicon.prepare(after)
    found: dict[Reason, list[str]] = {Reason.UNKNOWN_LANGUAGE: [lang]} if lexicon is UNKNOWN else {}
    for rule in _rules(lexicon, ()):
        was, now = (Counter(match[0].casefold() for match in rule.pattern.finditer(text)) for text in (old, new))
        if rule.reason in _TURNING and was != now:
            found.setdefault(rule.reason, []).extend(sorted((was - now) + (now - was)))
    was_tokens, now_tokens = tokens(old), tokens(new)
    if opposites := list(_opposites(was_tokens, now_tokens, changes(was_tokens, now_tokens), lexicon)):
        found.setdefault(Reason.NEGATION, []).extend(opposites)
    return tuple(Concern(reason, Origin.OURS, tuple(words)) for reason, words in found.items())


def lost_negations(before: str, after: str, lang: str) -> tuple[str, ...]:
    """The words that deny in `before` and are no more in `after`, where no other one took their place. Stems such as
    those of illegal or prevented are left out here: they often only name a thing."""
    lexicon = lexicon_of(lang) or UNKNOWN
    whole = ",".join(word for word in entries(lexicon.negation.listed) if "*" not in word or word.startswith("*n'"))
    finds = matcher(lexicon, Words(whole))
    was, now = ([match[0].casefold() for match in finds.finditer(lexicon.prepare(text))] for text in (before, after))
    return tuple(sorted(Counter(was) - Counter(now))) if len(now) < len(was) else ()


def force_words(text: str, lang: str) -> tuple[str, ...]:
    """The words in `text` that say how binding something is, as far as they are known for the language."""
    lexicon = lexicon_of(lang) or UNKNOWN
    return tuple(match[0] for match in matcher(lexicon, lexicon.force).finditer(lexicon.prepare(text)))


@lru_cache(maxsize=32)
def _rules(lexicon: Lexicon, terms: tuple[str, ...]) -> tuple[_Rule, ...]:
    return (
        _Rule(Reason.NEGATION, matcher(lexicon, lexicon.negation), reaches=True),
        _Rule(Reason.FORCE, matcher(lexicon, lexicon.force)),
        _Rule(Reason.CONDITION, matcher(lexicon, lexicon.condition), reaches=True),
        _Rule(Reason.NUMBER, matcher(lexicon, lexicon.number), reaches=True),
        _Rule(Reason.NUMBER, _FIGURE, reaches=True),
        _Rule(Reason.QUANTITY, matcher(lexicon, lexicon.quantity)),
        _Rule(Reason.PLACEHOLDER, _PLACEHOLDER),
        _Rule(Reason.TERM, finder(lexicon, terms)),
        _Rule(Reason.LINK, _TARGET),
    )


def _find_touched(
    before: str, after: str, rules: tuple[_Rule, ...], lexicon: Lexicon
) -> Iterator[tuple[Reason, tuple[str, ...]]]:
    """What one side changed that a person must see."""
    old, new = tokens(before), tokens(after)
    hunks = changes(old, new)
    changed = (
        (before, _spans_of(old, [(hunk.start, hunk.end) for hunk in hunks])),
        (after, _spans_of(new, [(hunk.new_start, hunk.new_end) for hunk in hunks])),
    )
    for rule in rules:
        words = [word for text, places in changed for word in _touched_words(text, places, rule)]
        if words:
            yield rule.reason, tuple(dict.fromkeys(words))
    if opposites := tuple(_opposites(old, new, hunks, lexicon)):
        yield Reason.NEGATION, opposites


def _spans_of(found: tuple[str, ...], runs: list[Span]) -> list[Span]:
    """Runs of tokens as places in the text."""
    at = [0, *accumulate(map(len, found))]
    return [(at[start], at[end]) for start, end in runs]


def _touched_words(text: str, places: list[Span], rule: _Rule) -> Iterator[str]:
    """The words that changes at `places`, which come in order and apart, touch; only the nearest can."""
    starts, ends = [start for start, _ in places], [end for _, end in places]
    for match in rule.pattern.finditer(text):
        start, end = match.span()
        near = places[max(0, bisect_left(ends, start) - 1) : bisect_right(starts, end) + 1]
        if any(_meets(text, place, (start, end), rule.reaches) for place in near):
            yield match[0]


def _meets(text: str, place: Span, word: Span, reaches: bool) -> bool:
    """Whether a change overlaps or splits a word, or with `reaches` has nothing but white space before or after it."""
    if place[0] < word[1] and word[0] < place[1]:
        return True
    between = text[word[1] : place[0]] if place[0] >= word[1] else text[place[1] : word[0]]
    return reaches and not between.strip()


def _opposites(old: tuple[str, ...], new: tuple[str, ...], hunks: tuple[Hunk, ...], lexicon: Lexicon) -> Iterator[str]:
    """Words that one text has with, the other without a prefix that denies: safe, unsafe."""
    gone = {token.casefold() for hunk in hunks for token in old[hunk.start : hunk.end]}
    come = {token.casefold() for hunk in hunks for token in new[hunk.new_start : hunk.new_end]}
    for prefix in entries(lexicon.negative_prefixes):
        yield from sorted(prefix + word for word in gone if word.isalpha() and prefix + word in come)
        yield from sorted(prefix + word for word in come if word.isalpha() and prefix + word in gone)


def _find_in_merged(ours: str, theirs: str, merged: Merge, text: str, lexicon: Lexicon) -> Iterator[Concern]:
    """What only the merged text as a whole shows."""
    mine, yours, result = (Counter(sentences(lexicon.prepare(each), lexicon)) for each in (ours, theirs, text))
    mixed = tuple(sentence for sentence in result if sentence not in mine and sentence not in yours)
    if mixed or _has_common_sentence(merged, lexicon):
        yield Concern(Reason.SAME_SENTENCE, Origin.BOTH, mixed)
    if denying := tuple(sentence for sentence in mixed if matcher(lexicon, lexicon.negation).search(sentence)):
        yield Concern(Reason.NEW_NEGATION, Origin.BOTH, denying)
    if doubled := tuple(each for each, count in result.items() if count > max(1, mine[each], yours[each])):
        yield Concern(Reason.DOUBLED, Origin.BOTH, doubled)
    links = set(_LINK.findall(text)) - set(_LINK.findall(ours)) - set(_LINK.findall(theirs))
    if links:
        yield Concern(Reason.LINK, Origin.BOTH, tuple(sorted(target for _, target in links)))


def _has_common_sentence(merged: Merge, lexicon: Lexicon) -> bool:
    """Whether both sides changed one sentence of the base, be it in different places."""
    passages = [part for part in merged.parts if isinstance(part, Passage)]
    ends = list(accumulate(len(part.was) for part in passages))
    base = "".join(part.was for part in passages)
    for start, end in spans(base, lexicon):
        sides = {
            part.origin
            for part, until in zip(passages, ends, strict=True)
            if part.origin is not Origin.BASE and _falls_in(until - len(part.was), until, start, end)
        }
        if len(sides) > 1:
            return True
    return False


def _falls_in(start: int, end: int, first: int, last: int) -> bool:
    """Whether a replaced piece of the base, or a place where something was inserted, lies within a sentence."""
    return (start < last and end > first) if start < end else first < start < last
