"""The shape of `cop.yaml`, of the master's own file and of the vocabularies."""

from typing import Any

from cop_author.formats.common import DATE, DOTTED, FORMAT, LANG, SLUG, SLUGS, VERSION, WEB
from cop_author.formats.makers import by_key, only, under_key, without_format
from cop_author.formats.scalars import Flag, OneWord, Plain, Prose, Whole
from cop_author.formats.shape import Key, ListOf, MapOf, Record, Shape
from cop_author.model.guideline import Text
from cop_author.model.place import Where
from cop_author.model.vocabulary import Deprecated, Facet, FacetValue, Parameter, ParameterType, Prop, Source, Term
from cop_author.model.workspace import Config, LanguageSetting, Master


def _language(fallback: tuple[str, ...] = (), *, where: Where) -> Any:
    return lambda tag: LanguageSetting(tag, fallback)


CONFIG = Record(
    "workspace",
    without_format(Config),
    FORMAT,
    Key("title", Plain(), "What the workspace is called.", required=True),
    Key("source-language", LANG, "The language in which the master is written.", required=True),
    Key(
        "languages",
        MapOf(
            LANG,
            Record("language", _language, Key("fallback", ListOf(LANG), "Tried in order where it has no translation.")),
            by_key,
        ),
        "The languages of the workspace.",
    ),
    Key("address", WEB, "Where the editions are published on the web; links between editions need it."),
)


def _master(guidelines: tuple[str, ...], format: str = "", **values: Any) -> Master:
    return Master(order=guidelines, **values)


MASTER = Record(
    "master",
    _master,
    FORMAT,
    Key("title", Prose(), "The title of the whole.", required=True),
    Key("version", VERSION, "The version of the text that is being written.", required=True),
    Key("licence", Plain(), "The licence of the text.", required=True),
    Key("statement", Prose(), "Who publishes this text, and who does not; printed in every edition."),
    Key("guidelines", SLUGS, "Folders of the guidelines, in order.", required=True),
)


def _value(key: str, label: Text, _: Where) -> FacetValue:
    return FacetValue(key, label)


_VALUES = Key("values", MapOf(SLUG, Prose(), _value), "Value → label for people.", required=True)
_FACET = Record(
    "facet", under_key(Facet), Key("title", Prose(), "The facet's name.", required=True), Key("about", Prose()), _VALUES
)
_PROP = Record(
    "prop", under_key(Prop), Key("title", Prose(), "The property's name.", required=True),
    Key("values", MapOf(SLUG, Prose(), _value), "Allowed values; left out: any text."),
)  # fmt: skip


def _facets(facets: tuple[Facet, ...], props: tuple[Prop, ...] = (), format: str = "", *, where: Where) -> Any:
    return facets, props


FACETS = Record(
    "facets file",
    _facets,
    FORMAT,
    Key("facets", MapOf(SLUG, _FACET, by_key), "The dimensions along which text is selected.", required=True),
    Key("props", MapOf(SLUG, _PROP, by_key), "Properties that countries and sectors may add to units."),
)


class _Bound(Plain):
    """A bound: an age or number, or a duration such as `90 days`."""

    def load(self, node: Any, reading: Any) -> Any:
        """The bound as written; a plain number is what is meant here."""
        value = getattr(node, "value", "")
        return (
            value if isinstance(value, str) and value.isascii() and value.isdigit() else Plain.load(self, node, reading)
        )

    def schema(self, defs: Any) -> Any:
        """A number or text."""
        return {"type": ["integer", "string"]}


_PARAMETER = Record(
    "parameter",
    under_key(Parameter, "name"),
    Key("type", OneWord(ParameterType), "What its value is.", required=True),
    Key("generic", Prose(), "Printed in the master's own editions, marked as to be filled in.", required=True),
    Key("about", Plain(), "What it is, for whoever fills it in."),
    Key("min", _Bound(), "The least value."),
    Key("max", _Bound(), "The greatest value."),
    Key("verify-every", Plain(), "How long a verified value stays good, as 365 days."),
    Key("forms", SLUGS, "Forms that a translation may ask for, as genitive."),
    Key("vital", Flag(), "Whether no country's edition for children or parents may go without it."),
)


def _file(kind: str, name: str, shape: Shape, about: str) -> Record:
    return Record(kind, only(name), FORMAT, Key(name, shape, about, required=True))


PARAMETERS = _file(
    "parameters file", "parameters", MapOf(DOTTED, _PARAMETER, by_key), "Values that each country fills in."
)  # fmt: skip

_DEPRECATED = Record(
    "deprecated wording",
    Deprecated,
    Key("wording", Plain(), "Words that are refused in text.", required=True),
    Key("why", Plain(), "Why, in one sentence."),
)
_TERM = Record(
    "term",
    under_key(Term),
    Key("preferred", Prose(), "The wording to use.", required=True),
    Key("definition", Prose(), "One to three plain sentences.", required=True),
    Key("abbreviation", Plain(), "Its abbreviation."),
    Key("forms", ListOf(Plain()), "Other correct forms, as plurals."),
    Key("deprecated", ListOf(_DEPRECATED), "Wording that is refused, and why."),
    Key("topics", SLUGS, "What it is about."),
    Key("sources", SLUGS, "Evidence."),
    Key("note", Plain(), "For translators."),
)
TERMS = _file("terms file", "terms", MapOf(SLUG, _TERM, by_key), "The glossary.")

_SOURCE = Record(
    "source",
    under_key(Source),
    Key("title", Plain(), "The document's title.", required=True),
    Key("publisher", Plain(), "Who published it.", required=True),
    Key("year", Whole(1900, 2100), "When; left out for a page that bears no date."),
    Key("address", WEB, "Where it can be read.", required=True),
    Key("read", DATE, "The day on which it was opened.", required=True),
    Key("lang", LANG, "Its language."),
)
SOURCES = _file("sources file", "sources", MapOf(SLUG, _SOURCE, by_key), "Evidence for what the text states.")
