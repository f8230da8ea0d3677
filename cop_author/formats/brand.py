"""The shape of `brand.yaml`; it must not judge colours."""

import re
from typing import Any

from cop_author.formats.common import FORMAT
from cop_author.formats.makers import without_format, without_place
from cop_author.formats.scalars import Plain, Prose, Word
from cop_author.formats.shape import Key, Record
from cop_author.model.brand import Brand, Foreword, Imprint, Logo
from cop_author.model.place import NOWHERE, Where

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_MARK = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.(?:svg|png)\Z")
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+\Z")

COLOUR = Word("a colour as #rrggbb in quotes", lambda t: _COLOUR.match(t) is not None, "^#[0-9A-Fa-f]{6}$")
MARK = Word("a picture in the layer's assets/ (svg or png)", lambda t: _MARK.match(t) is not None, r"\.(svg|png)$")
EMAIL = Word("an e-mail address", lambda t: _EMAIL.match(t) is not None, "@")


def _colours(*, where: Where, **values: str) -> tuple[tuple[tuple[str, str], ...], Where]:
    return tuple((name.replace("_", "-"), value.lower()) for name, value in sorted(values.items())), where


def _brand(*, colours: Any = ((), NOWHERE), **values: Any) -> Brand:
    return Brand(colours=colours[0], colours_where=colours[1], **values)


_COLOURS = Record(
    "colours",
    _colours,
    Key("accent", COLOUR, "Titles, links, rules and the ground of the firmest label."),
    Key("soft", COLOUR, "The ground of key messages and of heads."),
    Key("fill", COLOUR, "The strongest ground, and the largest area of a cover."),
    Key("fill-2", COLOUR, "A second ground."),
    Key("fill-3", COLOUR, "A third ground."),
    Key("help", COLOUR, "The ground of the help panel."),
)
_LOGO = Record(
    "logo",
    Logo,
    Key("image", MARK, "Its path below the layer's assets/.", required=True),
    Key("alt", Prose(), "What it shows, for who does not see it.", required=True),
)
_FOREWORD = Record(
    "foreword",
    without_place(Foreword),
    Key("title", Prose(), "Its heading.", required=True),
    Key("what", Prose(), "What this edition is.", required=True),
    Key("who", Prose(), "Who made it.", required=True),
    Key("signed", Prose(), "Whose words these are.", required=True),
)
_IMPRINT = Record(
    "imprint",
    without_place(Imprint),
    Key("publisher", Prose(), "Who publishes.", required=True),
    Key("responsible", Prose(), "Who answers for the content.", required=True),
    Key("address", Plain(), "The postal address, lines parted by commas."),
    Key("e-mail", EMAIL, "Where to write.", attribute="email"),
    Key("licence", Plain(), "The licence, where it is another than the text's."),
)
BRAND = Record(
    "brand",
    without_format(_brand),
    FORMAT,
    Key("colours", _COLOURS, "Colours in place of the look's, by the names of its custom properties."),
    Key("logo", _LOGO, "A mark for covers and the colophon."),
    Key("foreword", _FOREWORD, "What stands after the cover."),
    Key("imprint", _IMPRINT, "Who publishes and who answers for it."),
)
