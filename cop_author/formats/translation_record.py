"""The shape of what stands beside the catalogues of a language: reviews, waived findings, the term base."""

from cop_author.formats.common import ADDRESS, DATE, FORMAT, SLUG
from cop_author.formats.makers import only
from cop_author.formats.scalars import Plain, Word
from cop_author.formats.shape import Key, ListOf, Record
from cop_author.model.translation_record import CheckWaiver, Respelling, Review, TermUse

_REVIEW = Record(
    "review",
    Review,
    Key("address", ADDRESS, "Of the text.", required=True),
    Key("digest", Plain(), "Of the text and its translation, as the reader saw them.", required=True),
    Key("name", Plain(), "Who read it.", required=True),
    Key("date", DATE, "When.", required=True),
)
REVIEWS = Record(
    "reviews file",
    only("reviews"),
    FORMAT,
    Key("reviews", ListOf(_REVIEW), "Translations that a native reader found right.", required=True),
)
_WAIVER = Record(
    "waiver of a finding",
    CheckWaiver,
    Key("address", ADDRESS, "Of the text.", required=True),
    Key("code", Plain(), "Of the finding.", required=True),
    Key("digest", Plain(), "Of the text and its translation.", required=True),
    Key("reason", Plain(), "Why it is right as it is.", required=True),
    Key("name", Plain(), "Who says so.", required=True),
)
WAIVERS = Record(
    "waivers file",
    only("waivers"),
    FORMAT,
    Key("waivers", ListOf(_WAIVER), "Findings that are none.", required=True),
)
_TERM = Record(
    "term in a language",
    TermUse,
    Key("id", SLUG, "The term's id in terms.yaml.", required=True),
    Key("use", ListOf(Plain()), "What a translation of text with this term holds one of.", required=True),
    Key("refuse", ListOf(Plain()), "Wording never to be used."),
    Key("from", Plain(), "Where the wording comes from.", attribute="origin"),
)
TERMS = Record(
    "term base",
    only("terms"),
    FORMAT,
    Key("terms", ListOf(_TERM), "How the language says the glossary's terms.", required=True),
)
_CHARACTERS = Word("one or more characters, in quotes", loose=True)
_RESPELLING = Record(
    "respelling",
    Respelling,
    Key("instead-of", _CHARACTERS, "Characters of the language that this one falls back to.", required=True),
    Key("write", _CHARACTERS, "What stands in their place.", required=True),
)
SPELLING = Record(
    "spelling",
    only("spelling"),
    FORMAT,
    Key("spelling", ListOf(_RESPELLING), "What differs from the language that this one falls back to.", required=True),
)
