"""What is wrong with one translation, held against its text; it must not judge style, nor know gettext.

Words of negation come from `text/languages`. What must be kept is compared as a multiset, whatever the order.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from cop_author.core.reviews import seen
from cop_author.core.translation_rules import (
    BIDI,
    BRACKETS,
    CONTACTS,
    COPIED,
    DENIAL,
    EDGES,
    GLOSSARY,
    INVISIBLE,
    LINKS,
    MARKUP,
    NEGATION,
    NUMBERS,
    PLACEHOLDERS,
    PLURALS,
    REFUSED,
    SAME_FOR_MANY,
    SCRIPT,
    TOO_LONG,
    TWO_WAYS,
    WORDING,
)
from cop_author.model.catalogue import Catalogue, Entry
from cop_author.model.problem import Problem
from cop_author.model.translation_record import CheckWaiver, TermUse
from cop_author.text.figures import has_digits, is_phone, mails, numbers, phones
from cop_author.text.languages import lexicon_of
from cop_author.text.languages.lexicon import matcher
from cop_author.text.locale import plural_count, script_of

_PLACEHOLDER = re.compile(r"\{([a-z0-9.-]+)(?::([a-z0-9-]+))?\}")
_TARGET = re.compile(r"\]\(([^()\s]*)\)")
_EMPHASIS = re.compile(r"\*+")
_FORMAT = re.compile(r"%\((\w+)\)[sd]|%[sd]")
_WEB = re.compile(r"https?://[^\s)\]]+")
_ADDRESS = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s)]+)\)")
"""A link to the web: its words, and where it leads."""
_NUMERO = re.compile(r"\bNo\. ?(?=\d)")
"""Number, which is not a denial."""
_HAS_CONTACT = re.compile(r"\d|@")
_PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "」": "「", "』": "『", "）": "（", "】": "【", "》": "《"}
_OPENERS = frozenset(_PAIRS.values())
_BRACKETS = _OPENERS | frozenset(_PAIRS)
_ISOLATES = frozenset("\u2066\u2067\u2068")
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_CONTROLS = _ISOLATES | _EMBEDDINGS | frozenset("\u2069\u202c")
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u2060\ufeff\u2061\u2062\u2063\u2064\ufffc\ufffd")
_JOINERS = frozenset("\u200c\u200d")
_JOINING = frozenset({"Arab", "Deva", "Beng", "Sinh", "Mlym", "Knda", "Taml", "Telu", "Gujr", "Guru", "Orya", "Khmr"})
_LETTERS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "CJK": "Hani",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "DEVANAGARI": "Deva",
}
_ALIKE = frozenset({"Latn", "Cyrl", "Grek"})
"""Scripts with letters that look alike; a word never mixes them."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Standard:
    """What translations into one language are held to.

    `forms` are the forms that a parameter declares, by its name; `terms` the term base by the term's id.
    """

    lang: str
    source_lang: str = "en"
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Mapping[str, TermUse] = field(default_factory=dict)


def check_catalogue(
    catalogue: Catalogue, standard: Standard, waivers: Iterable[CheckWaiver] = ()
) -> tuple[Problem, ...]:
    """What is wrong with the translations that a catalogue holds, fuzzy ones left out: they are not printed."""
    waived = {(waiver.address, waiver.code, waiver.digest) for waiver in waivers}
    found: list[Problem] = []
    entries = [entry for entry in catalogue.entries if entry.is_translated and not entry.obsolete and not entry.fuzzy]
    for entry in entries:
        problems = [problem for check in CHECKS for problem in check(entry, standard)]
        if problems and waived:
            digest = seen(entry)
            problems = [each for each in problems if (entry.address, each.code, digest) not in waived]
        found += problems
    repeated = [*_find_reused(entries), *_find_two_ways(entries)]
    by_place = {(entry.where.file, entry.where.line): entry for entry in entries}
    for problem in repeated:
        entry = by_place[problem.where.file, problem.where.line]
        if not waived or (entry.address, problem.code, seen(entry)) not in waived:
            found.append(problem)
    return tuple(found)


def is_copy(source: str, target: str) -> bool:
    """Whether a text of more than one word was copied into the place of its translation; an address is no word."""
    named_by_itself = _ADDRESS.sub(lambda link: "" if link[1] in link[2] else link[0], source)
    return target == source and _words_of(named_by_itself) > 1


def _find_placeholders(entry: Entry, standard: Standard) -> Iterator[Problem]:
    if "{" not in entry.source and "{" not in entry.target:
        return
    was, now = (Counter(name for name, _ in _PLACEHOLDER.findall(text)) for text in (entry.source, entry.target))
    if was != now:
        yield PLACEHOLDERS.at(entry.where, f"{_name(entry)}: {_difference(was, now, '{{{}}}')}")
    for name, form in _PLACEHOLDER.findall(entry.target):
        if form and form not in standard.forms.get(name, ()):
            yield PLACEHOLDERS.at(entry.where, f"{_name(entry)}: {{{name}}} declares no form {form!r}")


def _find_markup(entry: Entry, _: Standard) -> Iterator[Problem]:
    if "*" not in entry.source and "*" not in entry.target:
        return
    was, now = (Counter(_EMPHASIS.findall(text)) for text in (entry.source, entry.target))
    if was != now:
        yield MARKUP.at(entry.where, f"{_name(entry)}: {_difference(was, now, '{}')}")


def _find_links(entry: Entry, _: Standard) -> Iterator[Problem]:
    if "](" not in entry.source and "](" not in entry.target and "http" not in entry.target:
        return
    was, now = (Counter(_TARGET.findall(text) or _WEB.findall(text)) for text in (entry.source, entry.target))
    if was != now:
        yield LINKS.at(entry.where, f"{_name(entry)}: {_difference(was, now, '({})')}")


def _find_contacts(entry: Entry, _: Standard) -> Iterator[Problem]:
    if not _HAS_CONTACT.search(entry.source) and not _HAS_CONTACT.search(entry.target):
        return
    for count in (mails, phones):
        was, now = map(count, _both(entry))
        if was != now and (count is mails or any(map(is_phone, was | now))):
            yield CONTACTS.at(entry.where, f"{_name(entry)}: {_difference(was, now, '{}')}")


def _find_numbers(entry: Entry, _: Standard) -> Iterator[Problem]:
    if not has_digits(entry.source) and not has_digits(entry.target):
        return
    was, now = map(numbers, _both(entry))
    if was != now:
        yield NUMBERS.at(entry.where, f"{_name(entry)}: {_difference(was, now, '{}')}")


def _find_brackets(entry: Entry, _: Standard) -> Iterator[Problem]:
    for text in entry.targets or (entry.target,):
        if _is_unbalanced(text) and not _is_unbalanced(entry.source):
            yield BRACKETS.at(entry.where, f"{_name(entry)}: a bracket stands alone")


def _find_edges(entry: Entry, _: Standard) -> Iterator[Problem]:
    for text in entry.targets or (entry.target,):
        edges = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])
        source = entry.source
        if edges != (source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]):
            yield EDGES.at(entry.where, f"{_name(entry)}: its edges differ from the text's")
        elif text.count("\n") != source.count("\n"):
            yield EDGES.at(entry.where, f"{_name(entry)}: {text.count(chr(10))} line ends for {source.count(chr(10))}")


def _find_length(entry: Entry, _: Standard) -> Iterator[Problem]:
    part = entry.address.rpartition("#")[2].rpartition(".")[2]
    if part in {"title", "head", "subtitle"} and len(entry.target) > 3 * max(len(entry.source), 20):
        yield TOO_LONG.at(entry.where, f"{_name(entry)}: {len(entry.target)} characters for {len(entry.source)}")


def _find_copies(entry: Entry, _: Standard) -> Iterator[Problem]:
    if is_copy(entry.source, entry.target):
        yield COPIED.at(entry.where, f"{_name(entry)}: {entry.target[:50]!r}")


def _find_negation(entry: Entry, standard: Standard) -> Iterator[Problem]:
    if entry.plural or lexicon_of(standard.source_lang) is None or lexicon_of(standard.lang) is None:
        return
    denied, is_negative = _negations(standard.source_lang, entry.source)
    denies, negates = _negations(standard.lang, entry.target)
    if denied and not denies and not negates:
        yield NEGATION.at(entry.where, f"{_name(entry)}: the text says {denied!r}, the translation denies nothing")
    elif denies and not denied and not is_negative:
        yield DENIAL.at(entry.where, f"{_name(entry)}: the translation says {denies!r}, the text denies nothing")


@lru_cache(maxsize=20_000)
def _negations(lang: str, text: str) -> tuple[str, bool]:
    """The first word with which a text denies, and whether it negates anything in a wider sense."""
    lexicon = lexicon_of(lang)
    if lexicon is None:
        return "", False
    prepared = lexicon.prepare(_NUMERO.sub("", text))
    found = matcher(lexicon, lexicon.denial).search(prepared)
    return (found[0] if found else ""), matcher(lexicon, lexicon.negation).search(prepared) is not None


def _find_terms(entry: Entry, standard: Standard) -> Iterator[Problem]:
    if not standard.terms:
        return
    spoken = entry.target.casefold()
    for name in dict.fromkeys(target[5:] for target in _TARGET.findall(entry.source) if target.startswith("term:")):
        term = standard.terms.get(name)
        if term and not any(_has(spoken, stem, standard.lang) for stem in term.use):
            yield GLOSSARY.at(entry.where, f"{_name(entry)}: {name} is {' or '.join(term.use)}")
    for term in standard.terms.values():
        for wording in term.refuse:
            if wording.casefold() in spoken and _has(spoken, wording, standard.lang):
                yield REFUSED.at(entry.where, f"{_name(entry)}: {wording!r} is refused ({term.id})")


def _find_bidi(entry: Entry, _: Standard) -> Iterator[Problem]:
    for text in entry.targets or (entry.target,):
        if _CONTROLS.isdisjoint(text):
            continue
        depth = {"i": 0, "e": 0}
        broken = False
        for char in text:
            depth["i"] += (char in _ISOLATES) - (char == "\u2069")
            depth["e"] += (char in _EMBEDDINGS) - (char == "\u202c")
            broken |= min(depth.values()) < 0
        if broken or any(depth.values()):
            yield BIDI.at(entry.where, f"{_name(entry)}: a control of direction is not closed, or closes nothing")


def _find_script(entry: Entry, standard: Standard) -> Iterator[Problem]:
    own = script_of(standard.lang)
    text = _bare(entry.target)
    if {_script(char) for char in set(text) if char.isalpha()} <= {own, ""}:
        return
    known = {word.casefold() for word in _WORD.findall(_bare(entry.source))}
    foreign = total = 0
    for word in _WORD.findall(text):
        scripts = {found for char in word if (found := _script(char))}
        if len(scripts & _ALIKE) > 1:
            yield SCRIPT.at(entry.where, f"{_name(entry)}: {word!r} mixes scripts")
        is_other = bool(scripts) and own not in scripts and word.casefold() not in known and len(word) > 1
        foreign, total = foreign + is_other, total + 1
    if total > 3 and foreign * 2 > total:
        message = f"{_name(entry)}: {foreign} of {total} words are not in the script of the language"
        yield SCRIPT.at(entry.where, message)


def _find_plurals(entry: Entry, standard: Standard) -> Iterator[Problem]:
    expected = plural_count(standard.lang) if entry.plural else 0
    if expected and len(entry.targets) != expected:
        message = f"{entry.source[:30]!r}: {len(entry.targets)} forms; {standard.lang} has {expected}"
        yield PLURALS.at(entry.where, message)


def _find_invisible(entry: Entry, standard: Standard) -> Iterator[Problem]:
    if entry.target.isascii():
        return
    for char in sorted((_INVISIBLE | _JOINERS).intersection(entry.target).difference(entry.source)):
        joins = char in _JOINERS and script_of(standard.lang) in _JOINING
        if char in _INVISIBLE or (char in _JOINERS and not joins):
            yield INVISIBLE.at(entry.where, f"{_name(entry)}: U+{ord(char):04X} {unicodedata.name(char, '')}")


def _find_wording(entry: Entry, _: Standard) -> Iterator[Problem]:
    if entry.address or "%" not in entry.source + entry.target:
        return
    for text in entry.targets or (entry.target,):
        was, now = (Counter(match[0] for match in _FORMAT.finditer(each)) for each in (entry.source, text))
        if was != now and not (entry.plural and set(now) <= set(was)):
            yield WORDING.at(entry.where, f"{entry.source[:40]!r}: {_difference(was, now, '{}')}")


Check = Callable[[Entry, Standard], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    _find_placeholders,
    _find_markup,
    _find_links,
    _find_contacts,
    _find_numbers,
    _find_brackets,
    _find_edges,
    _find_length,
    _find_copies,
    _find_negation,
    _find_terms,
    _find_bidi,
    _find_script,
    _find_plurals,
    _find_invisible,
    _find_wording,
)


def _find_reused(entries: list[Entry]) -> Iterator[Problem]:
    """One translation under texts that differ by more than their punctuation."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if _words_of(entry.source) < 3 or not entry.address:
            continue
        other = first.setdefault(entry.target, entry)
        same = _letters(other.source) == _letters(entry.source) or other.address == entry.address
        if other is not entry and not same:
            yield SAME_FOR_MANY.at(entry.where, f"{_name(entry)}: {other.address} has this translation too")


def _find_two_ways(entries: list[Entry]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if not entry.address:
            continue
        other = first.setdefault(entry.source, entry)
        if other.target != entry.target:
            yield TWO_WAYS.at(entry.where, f"{_name(entry)}: {other.address} has the same text, translated otherwise")


def _name(entry: Entry) -> str:
    """What to call an entry: its address, or its text where it has none."""
    return entry.address or repr(entry.source[:40])


def _both(entry: Entry) -> tuple[str, str]:
    """Text and translation without placeholders and targets of links, whose digits are no numbers."""
    return _bare(entry.source), _bare(entry.target)


def _bare(text: str) -> str:
    for pattern in (_PLACEHOLDER, _TARGET, _WEB, _FORMAT):
        text = pattern.sub(" ", text)
    return text


def _difference(was: Counter[str], now: Counter[str], form: str) -> str:
    lost, gained = list((was - now).elements()), list((now - was).elements())
    pairs = (("lost", lost), ("gained", gained))
    return "; ".join(f"{word} {', '.join(map(form.format, items))}" for word, items in pairs if items)


def _is_unbalanced(text: str) -> bool:
    if _BRACKETS.isdisjoint(text):
        return False
    stack: list[str] = []
    for char in text:
        if char in _OPENERS:
            stack.append(char)
        elif char in _PAIRS and (not stack or stack.pop() != _PAIRS[char]):
            return True
    return bool(stack)


def _words_of(text: str) -> int:
    return len(_WORD.findall(_bare(text)))


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text)).casefold()


def _has(text: str, stem: str, lang: str) -> bool:
    """Whether a word of `text` begins with `stem`; in scripts without spaces and after prefixes, any part."""
    lexicon = lexicon_of(lang)
    wanted = stem.casefold()
    if script_of(lang) in {"Arab", "Hebr"} or (lexicon and not lexicon.has_spaces):
        return wanted in text
    return re.search(rf"(?<!\w){re.escape(wanted)}", text) is not None


@cache
def _script(char: str) -> str:
    if char.isascii():
        return "Latn"
    name = unicodedata.name(char, "").partition(" ")[0]
    return _LETTERS.get(name, "")
