"""Words that the text must not use, and claims that need evidence; it must not judge style."""

import re
from collections.abc import Iterator
from functools import lru_cache

from cop_author.core.index import Index
from cop_author.model.guideline import Kind, Text
from cop_author.model.problem import Problem, Rule
from cop_author.model.rich import Link, plain, walk
from cop_author.model.vocabulary import Term
from cop_author.text.inline import parse
from cop_author.text.normalise import loosely

DEPRECATED = Rule(
    "T101",
    "Wording that the glossary refuses",
    "Words such as these blame or belittle a child, or name a crime as if it were entertainment.",
    "Use the preferred term that the message names.",
)
MODAL = Rule(
    "T102",
    "A modal verb in a recommendation",
    "The force of a recommendation is a value, so that a country can turn should into must without touching a word.",
    "Write the imperative, and state the force in `force`.",
)
UNSUPPORTED_CLAIM = Rule(
    "E101",
    "A figure or research claim without a source",
    "A number that nobody can check does not belong in a text that protects children.",
    "Add `sources`, or a ref: link, or cut the claim.",
)
CARRIES = Rule(
    "T103",
    "Markdown that editions cannot carry",
    "What an edition cannot show would be lost or, worse, run.",
    "Keep to *emphasis*, **strong**, links and {parameters}.",
)
_MODAL_IN_TEXT = re.compile(
    r"\b(must|should|shall|ought to|may|might|need to|needs to|has to|have to)\b", re.IGNORECASE
)
_MODAL_IN_POINT = re.compile(r"\b(must|should|shall|ought to)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)?\s?(?:%|per ?cent)|\b(?:one|two|three|\d+) (?:in|out of) (?:every )?(?:two|three|four|five|six"
    r"|seven|eight|nine|ten|\d+)\b|\bper cent\b|\b\d[\d,.]* ?(?:thousand|million|billion)\b|\b\d{1,3}(?:,\d{3})+\b",
    re.IGNORECASE,
)
_RESEARCH = re.compile(
    r"\b(?:research|studies|surveys|evidence|data|statistics|experts?) "
    r"(?:shows?|suggests?|finds?|found|says?|indicates?|proves?|confirms?|agrees?)\b",
    re.IGNORECASE,
)
_CLAIM_WORDS = ("%", "cent", " in ", " of ", "research", "studies", "survey", "evidence", "data", "statistic", "expert")
"""Whatever either pattern matches holds a digit or one of these; a look for them is quicker than the patterns."""

_STORIES = frozenset({Kind.SCENARIO, Kind.ACTIVITY, Kind.QUESTION})
"""What a character in these claims is theirs, not ours."""


def check_markdown(index: Index) -> Iterator[Problem]:
    """Markup that no edition can show."""
    for printed in index.printed:
        for fault in parse(printed.text.source).faults:
            yield CARRIES.at(printed.text.where, f"{printed.address}: {fault}")


def check_terms(index: Index) -> Iterator[Problem]:
    """Deprecated wording anywhere but in the glossary's own list of it, in text in the glossary's language."""
    refused = _refused(tuple(index.terms.values()))
    if refused is None:
        return
    for printed in index.printed:
        if printed.text.lang != index.workspace.config.source_language:
            continue
        for match in refused.finditer(loosely(plain(parse(printed.text.source).nodes))):
            term, why = _who_refuses(index, match[0])
            preferred = term.preferred.source
            message = f"{printed.address}: {match[0]!r}; the term is {preferred!r}"
            yield DEPRECATED.at(printed.text.where, message, f"Write {preferred!r}. {why}".strip())


def check_modals(index: Index) -> Iterator[Problem]:
    """English modal verbs in recommendations: none in the text; in points none that sets a force."""
    for printed in index.printed:
        if printed.unit and printed.unit.kind is Kind.RECOMMENDATION and _is_english(printed.text):
            in_text = printed.address.field in {"text", "title"}
            match = (_MODAL_IN_TEXT if in_text else _MODAL_IN_POINT).search(printed.text.source)
            if match:
                yield MODAL.at(printed.text.where, f"{printed.address}: {match[0]!r} in a recommendation")


def check_claims(index: Index) -> Iterator[Problem]:
    """Figures and research claims, in English, in units that cite nothing."""
    for printed in index.printed:
        if printed.unit and not printed.unit.sources and _is_english(printed.text) and not _cites(printed.text):
            match = _find_claim(printed.text.source)
            if match and printed.unit.kind not in _STORIES:
                yield UNSUPPORTED_CLAIM.at(printed.text.where, f"{printed.address}: {match[0]!r} has no source")


def _is_english(text: Text) -> bool:
    """Whether the words that these checks know can be looked for."""
    return text.lang.partition("-")[0] == "en"


def _find_claim(text: str) -> re.Match[str] | None:
    lower = text.lower()
    if any(word in lower for word in _CLAIM_WORDS) or any(map(str.isdigit, text)):
        return _FIGURE.search(text) or _RESEARCH.search(text)
    return None


def _cites(text: Text) -> bool:
    return any(isinstance(node, Link) and node.scheme in {"ref", "https"} for node in walk(parse(text.source).nodes))


@lru_cache(maxsize=4)
def _refused(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    wordings = sorted({loosely(d.wording) for term in terms for d in term.deprecated}, key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wordings)) + r")(?!\w)") if wordings else None


def _who_refuses(index: Index, wording: str) -> tuple[Term, str]:
    return next(
        (term, deprecated.why)
        for term in index.terms.values()
        for deprecated in term.deprecated
        if loosely(deprecated.wording) == wording
    )
