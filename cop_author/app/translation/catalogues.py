"""The catalogues of a workspace: read from `locales/`, checked for form, by language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from cop_author.app.texts import Opened
from cop_author.formats.gettext import parse
from cop_author.formats.kinds import kind_of, load
from cop_author.formats.workspace import UNKNOWN_FILE
from cop_author.model.catalogue import Catalogue
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Problems, Rule, Severity, in_reading_order
from cop_author.model.translation_record import CheckWaiver, Respelling, Review, TermUse
from cop_author.store.locales import FOLDER, LocaleFiles, place_of, read_locales
from cop_author.text.locale import is_known, locale_name, plural_forms, tag_of
from cop_author.text.nearest import did_you_mean

UNKNOWN_LANGUAGE = Rule(
    "C108",
    "A catalogue in a language that the workspace does not name",
    "No edition would ever print it.",
    "Add the language to `languages` in cop.yaml, or rename the folder.",
)
UNKNOWN_DOMAIN = Rule(
    "C109",
    "A catalogue of a domain that nothing belongs to",
    "No edition would ever look into it.",
    "Domains are the guidelines, common, ui, and layer-<id>. Rename the file, or delete it.",
    Severity.WARNING,
)
WRONG_HEADER = Rule(
    "C110",
    "A header that contradicts the language",
    "Plural forms and the language decide which translation is taken; tools believe the header.",
    "Run `cop catalogue fmt`, which puts right what follows from the language.",
)


@dataclass(frozen=True, slots=True)
class Catalogues:
    """All catalogues by language (BCP 47), the texts they were read from, and what is wrong with their form."""

    by_lang: Mapping[str, tuple[Catalogue, ...]]
    locales: Mapping[str, str]
    found: LocaleFiles
    problems: Problems = ()
    _records: Mapping[tuple[str, str], tuple[Any, ...]] = field(default_factory=dict, repr=False)

    def of(self, lang: str) -> tuple[Catalogue, ...]:
        """The catalogues of a language."""
        return self.by_lang.get(lang, ())

    def reviews(self, lang: str) -> tuple[Review, ...]:
        """Who found which translation right."""
        return self._records.get((lang, "reviews"), ())

    def waivers(self, lang: str) -> tuple[CheckWaiver, ...]:
        """Findings on translations that somebody found to be none."""
        return self._records.get((lang, "waivers"), ())

    def terms(self, lang: str) -> tuple[TermUse, ...]:
        """How the language says the terms of the glossary."""
        return self._records.get((lang, "terms"), ())

    def spelling(self, lang: str) -> tuple[Respelling, ...]:
        """What the language spells unlike the one that it falls back to."""
        return self._records.get((lang, "spelling"), ())

    def folder(self, lang: str) -> str:
        """The folder of a language, relative to the workspace."""
        return f"{FOLDER}/{self.locales.get(lang, locale_name(lang))}"


def open_catalogues(opened: Opened, domains: Iterable[str] = (), *, files: LocaleFiles | None = None) -> Catalogues:
    """Every catalogue below `locales/`, or of `files` that were read already.

    `domains` are those that the workspace has (none: not asked).
    """
    found = files or read_locales(opened.root)
    known = {setting.tag for setting in opened.workspace.config.languages} | {opened.workspace.config.source_language}
    by_lang: dict[str, list[Catalogue]] = {}
    locales: dict[str, str] = {}
    problems = list(found.problems)
    allowed = set(domains)
    records: dict[tuple[str, str], tuple[Any, ...]] = {}
    for path, text in found.files.items():
        parts = PurePosixPath(path).parts
        if len(parts) == 3 and path.endswith(".yaml"):
            records[tag_of(parts[1]), parts[2].removesuffix(".yaml")] = _record(path, text, problems)
        place = place_of(path)
        if place is None:
            continue
        lang, domain = tag_of(place[0]), place[1]
        locales[lang] = place[0]
        if lang not in known:
            problems.append(
                UNKNOWN_LANGUAGE.at(Where(path), f"{lang} is not a language here", did_you_mean(lang, known))
            )
        elif allowed and domain not in allowed:
            problems.append(
                UNKNOWN_DOMAIN.at(Where(path), f"there is no domain {domain}", did_you_mean(domain, allowed))
            )
        catalogue, wrong = parse(text, path, domain, lang)
        problems += wrong
        if catalogue:
            problems += _find_header(catalogue)
            by_lang.setdefault(lang, []).append(catalogue)
    by = {lang: tuple(catalogues) for lang, catalogues in by_lang.items()}
    return Catalogues(by, locales, found, in_reading_order(problems), records)


def _record(path: str, text: str, problems: list[Problem]) -> tuple[Any, ...]:
    kind = kind_of(path)
    if kind is None:
        problems.append(UNKNOWN_FILE.at(Where(path), "no kind of file lies here"))
        return ()
    value, wrong = load(text, path, kind, "en")
    problems += wrong
    return value if isinstance(value, tuple) else ()


def _find_header(catalogue: Catalogue) -> Iterator[Problem]:
    stated = catalogue.field("Language")
    if stated and tag_of(stated).casefold() != catalogue.lang.casefold():
        yield WRONG_HEADER.at(catalogue.where, f"the header says Language: {stated}; the folder says {catalogue.lang}")
    forms, right = _squeezed(catalogue.field("Plural-Forms")), plural_forms(catalogue.lang)
    if not is_known(catalogue.lang):
        return
    if forms and forms != _squeezed(right):
        yield WRONG_HEADER.at(catalogue.where, f"Plural-Forms is not that of {catalogue.lang}: {right}")


def _squeezed(forms: str) -> str:
    return forms.replace(" ", "").replace("(", "").replace(")", "").rstrip(";")
