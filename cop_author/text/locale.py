"""What the tool knows of languages, from CLDR; the only user of Babel, and it must not guess a language it lacks."""

import re
from datetime import date
from functools import lru_cache
from string import ascii_uppercase
from typing import Literal, cast

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date as babel_date, format_timedelta
from babel.messages.plurals import get_plural

from cop_author.model.document import Language

_DURATION = re.compile(r"(\d{1,5}) (day|week|month|year|hour|minute)s?\Z")
_PSEUDO = re.compile(r"-X[A-Z]\Z")
"""A pseudo-locale's region, as CLDR has them: en-XA, ar-XB."""
_CHOICES = {
    "ar": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "ja": "アイウエオカキクケコサシスセソ",
    "ko": "가나다라마바사아자차카타파하",
}
_CHOICES_OF_SCRIPT = {
    "Arab": "ابجدهوزحطیکلمنسعفصقرشت",
    "Beng": "কখগঘঙচছজঝঞ",
    "Deva": "कखगघङचछजझञ",
    "Ethi": "ሀለሐመሠረሰሸቀበ",
    "Geor": "აბგდევზთიკ",
    "Grek": "ΑΒΓΔΕΖΗΘΙΚ",
    "Hebr": "אבגדהוזחטיכלמנסעפצקרשת",
    "Khmr": "កខគឃងចឆជឈញ",
    "Taml": "அஆஇஈஉஊஎஏஐஒ",
    "Thai": "กขคงจฉชซฌญ",
}
_Granularity = Literal["minute", "hour", "day", "week", "month", "year"]
_SECONDS: dict[str, int] = {
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_536_000,
}


@lru_cache(maxsize=256)
def language(tag: str, source: str = "en") -> Language:
    """The language with the BCP 47 `tag`: its direction and names; the tag itself where CLDR has no name."""
    locale = _locale(tag)
    if locale is None and _PSEUDO.search(tag):
        base = language(tag.partition("-")[0], source)
        return Language(tag, base.dir, f"{base.name} ({tag})", f"{base.english} ({tag})")
    if locale is None:
        return Language(tag, "ltr", tag, tag)
    own = locale.get_display_name(tag.replace("-", "_")) or tag
    english = locale.get_display_name(source.replace("-", "_")) or tag
    return Language(tag, locale.text_direction, own, english)


def is_known(tag: str) -> bool:
    """Whether CLDR knows the language."""
    return _locale(tag) is not None


def parents(tag: str) -> tuple[str, ...]:
    """The tags that `tag` is a case of, nearest first: fr-CA → fr; zh-Hant-HK → zh-Hant, never zh.

    Another script is another text: it is no fallback.
    """
    parts = tag.split("-")
    shorter = ["-".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]
    script = next((part for part in parts[1:] if len(part) == 4), "")
    return tuple(found for found in shorter if not script or script in found)


def locale_name(tag: str) -> str:
    """A BCP 47 tag as gettext writes it: zh-Hans → zh_Hans."""
    return tag.replace("-", "_")


def tag_of(locale: str) -> str:
    """gettext's name of a locale as a BCP 47 tag: pt_BR → pt-BR, sr@latin → sr-Latn."""
    name, _, modifier = locale.partition("@")
    script = {"latin": "-Latn", "cyrillic": "-Cyrl"}.get(modifier.casefold(), "")
    spoken, *rest = name.replace("_", "-").split("-")
    return "-".join([f"{spoken}{script}", *rest])


@lru_cache(maxsize=256)
def plural_forms(tag: str) -> str:
    """gettext's Plural-Forms of a language after CLDR; '' where the language is unknown."""
    locale = _locale(tag)
    return f"{str(get_plural(locale).plural_forms).rstrip(';')};" if locale else ""


def plural_count(tag: str) -> int:
    """How many plural forms a language has after CLDR; 0 where it is unknown."""
    locale = _locale(tag)
    return int(get_plural(locale).num_plurals) if locale else 0


@lru_cache(maxsize=256)
def script_of(tag: str) -> str:
    """The script (ISO 15924) in which a language is written: the tag's own, or the likely one; Han is always Hani."""
    if _locale(tag) is None:
        return ""
    likely = get_global("likely_subtags").get(tag.replace("-", "_")) or ""
    base = get_global("likely_subtags").get(tag.partition("-")[0]) or ""
    parts = [*tag.split("-")[1:], *likely.split("_")[1:], *base.split("_")[1:]]
    found = next((part for part in parts if len(part) == 4), "Latn")
    return "Hani" if found in {"Hans", "Hant"} else found


def choice_letters(tag: str) -> str:
    """The letters that count choices in a language, in their order (W3C, Ready-made Counter Styles).

    Arabic and Hebrew count by the abjad; languages that are not listed are given Latin letters, which their schoolbooks
    use or know.
    """
    spoken = tag.partition("-")[0]
    return _CHOICES.get(spoken) or _CHOICES_OF_SCRIPT.get(script_of(tag), ascii_uppercase)


def seconds(duration: str) -> int | None:
    """`90 days` in seconds (a month counts 30 days, a year 365); None where it is no duration."""
    match = _DURATION.match(duration)
    return int(match[1]) * _SECONDS[match[2]] if match else None


def format_duration(duration: str, tag: str) -> str:
    """`90 days` as `tag` writes it, in the unit in which it is given."""
    match = _DURATION.match(duration)
    if not match:
        raise ValueError(f"{duration!r} is not a duration")
    locale = _locale(tag) or Locale.parse("en")
    unit = cast(_Granularity, match[2])
    return str(format_timedelta(int(match[1]) * _SECONDS[unit], unit, 1000, format="long", locale=locale))


def format_date(day: str, tag: str) -> str:
    """The ISO 8601 `day` as `tag` writes it at length; English without a region as most of the world does (en-001)."""
    locale = _locale("en-001" if tag == "en" else tag) or Locale.parse("en_001")
    return str(babel_date(date.fromisoformat(day), "long", locale))


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
