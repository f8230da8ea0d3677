"""The shape of an edition's manifest."""

from typing import Any

from cop_author.formats.common import CONDITIONS, FORMAT, LANG, PICTURE, SLUG, SLUGS
from cop_author.formats.makers import without_format, without_place
from cop_author.formats.scalars import Flag, OneWord, Prose, Whole, Word
from cop_author.formats.shape import Key, ListOf, MapOf, Record
from cop_author.model.edition import (
    Cover,
    Deviations,
    Digits,
    Edition,
    Gates,
    LeftOut,
    Look,
    Output,
    RiskMap,
    Selection,
    Stale,
)


def _one_of(*words: str) -> Word:
    return Word(" or ".join(words), lambda text: text in words, f"^({'|'.join(words)})$")


class _AsIsOrList(ListOf):
    """`as-is`, or an ordered list of section and unit ids."""

    def load(self, node: Any, reading: Any) -> Any:
        """The ids; none for as-is."""
        return () if getattr(node, "value", None) == "as-is" else ListOf.load(self, node, reading)

    def schema(self, defs: Any) -> Any:
        """Either form."""
        return {"anyOf": [{"const": "as-is"}, ListOf.schema(self, defs)]}


_SELECT = Record(
    "selection",
    without_place(Selection),
    Key("for", CONDITIONS, "Whom the edition is for: facet → values.", attribute="for_"),
    Key("topics", SLUGS, "Only what is about one of these."),
    Key("include", SLUGS, "Units added by id."),
    Key("exclude", SLUGS, "Units left out by id; wins over include."),
)
_PERCENT = Whole(0, 100)
_GATES = Record(
    "gates",
    without_place(Gates),
    Key("approvals", _one_of("required", "none"), "Whether every deviation needs an approval."),
    Key("drift", _one_of("none", "cosmetic", "any"), "The most drift that is published."),
    Key("parameters", _one_of("complete", "any"), "Whether every parameter needs a value."),
    Key("translated", _PERCENT, "Least share of texts translated, in per cent."),
    Key("reviewed", _PERCENT, "Least share of translations reviewed, in per cent."),
)
_DEVIATIONS = Record(
    "deviations",
    without_place(Deviations),
    Key("annex", Flag(), "Whether an annex lists how the edition differs from the master."),
    Key("marks", Flag(), "Whether changed text is marked."),
)
_COVER = Record(
    "cover",
    without_place(Cover),
    Key("line", Prose(), "One sentence.", required=True),
    Key("image", PICTURE, "One bold picture."),
    Key("alt", Prose(), "The picture in words."),
)
_RISK_MAP = Record(
    "risk map",
    without_place(RiskMap),
    Key("rows", SLUG, "A facet, or `sections`: what stands line by line.", required=True),
    Key("risks", MapOf(SLUG, SLUGS), "The columns: topic → further topics that count as it.", required=True),
)
EDITION = Record(
    "edition",
    without_format(Edition),
    FORMAT,
    Key("id", SLUG, "Also the name of its folder and PDF.", required=True),
    Key("title", Prose(), "The title on the cover.", required=True),
    Key("subtitle", Prose(), "Below the title."),
    Key("cover", _COVER, "Picture and sentence of the cover."),
    Key("look", OneWord(Look), "The voice in which it is set; left out: the usual one of its first guideline."),
    Key("layer", SLUG, "The layer whose text it prints; left out: the master."),
    Key("family", SLUG, "Editions that together must hold all mandatory units of their audience."),
    Key("languages", ListOf(LANG), "One output for each.", required=True),
    Key("guidelines", SLUGS, "Guidelines it draws from, in order.", required=True),
    Key("select", _SELECT, "What it takes."),
    Key("help", SLUG, "The unit shown on every page as 'I need help now'."),
    Key("structure", _AsIsOrList(SLUG), "as-is, or an ordered list of section and unit ids."),
    Key("paths", SLUGS, "Tables and lists, by id, that are drawn as a path of numbered stations."),
    Key("risk-map", _RISK_MAP, "A map of which risks are dealt with where."),
    Key(
        "left-out-references", OneWord(LeftOut), "What becomes of references to what is left out.", attribute="left_out"
    ),
    Key("stale", OneWord(Stale), "What is printed where a translation is out of date."),
    Key("digits", OneWord(Digits), "latin, or native: numbers in the digits of a language's own script, if any."),
    Key("gates", _GATES, "What must hold before it is published."),
    Key("deviations", _DEVIATIONS, "How differences from the master are shown."),
    Key("outputs", ListOf(OneWord(Output)), "html, pdf, epub, json; left out: html, pdf."),
)
