"""Writes templates, brings catalogues up to date and puts them in form: `extract`, `update` and `fmt`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.app.texts import Opened, open_texts
from cop_author.app.translation.catalogues import WRONG_HEADER, Catalogues, open_catalogues
from cop_author.app.translation.messages import Live, live_messages
from cop_author.core.carry_over import CarriedOver, Suggest, carry_over
from cop_author.core.suggest import Memory, Remembered, as_comment
from cop_author.errors import CopError, UsageError
from cop_author.formats.gettext import arranged, serialise
from cop_author.model.catalogue import Catalogue, Message
from cop_author.model.problem import Problems
from cop_author.store.files import write_all
from cop_author.store.locales import FOLDER, TEMPLATES, catalogue_path, template_path
from cop_author.text.locale import locale_name, plural_forms
from cop_author.text.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Written:
    """Files of catalogues that were written, or would be; `carried` by language, where an update did it."""

    changed: tuple[str, ...]
    carried: Mapping[str, CarriedOver]
    problems: Problems = ()
    messages: int = 0
    words: int = 0


def extract(folder: Path, *, dry_run: bool = False) -> Written:
    """Write the template of each domain: every text that some edition may print."""
    opened = open_texts(folder)
    live = live_messages(opened)
    texts = _templates(live, open_catalogues(opened))
    words = sum(len(message.source.split()) for message in live.messages)
    changed = write_all(opened.root, texts, dry_run=dry_run)
    return Written(changed, {}, live.problems, len(live.messages), words)


def _templates(live: Live, found: Catalogues) -> dict[str, str | None]:
    """The template of each domain, by path; None for those of domains that are gone."""
    texts: dict[str, str | None] = {}
    for domain in live.domains:
        entries = tuple(message.blank for message in live.messages if message.domain == domain)
        texts[template_path(domain)] = serialise(Catalogue(domain, "", entries, _header(domain, "")))
    for path in found.found.files:
        if path.startswith(f"{TEMPLATES}/") and path.endswith(".pot") and path not in texts:
            texts[path] = None
    return texts


def update(folder: Path, languages: Iterable[str] = (), *, dry_run: bool = False) -> Written:
    """Bring the catalogues of `languages` (none: all that the workspace names) up to date, and the templates."""
    opened = open_texts(folder)
    live = live_messages(opened)
    found = open_catalogues(opened)
    chosen = chosen_languages(opened, live, tuple(languages))
    refuse_broken(found, chosen)
    texts = _templates(live, found)
    carried: dict[str, CarriedOver] = {}
    for lang in chosen:
        carried[lang] = carried_over(opened, live, found, lang)
        texts |= texts_of(found, lang, carried[lang].catalogues)
    changed = write_all(opened.root, texts, dry_run=dry_run)
    return Written(changed, carried, live.problems)


def fmt(folder: Path, *, dry_run: bool = False) -> Written:
    """Put every catalogue in form: unwrapped, header in order and true to the language; no entry is touched."""
    opened = open_texts(folder)
    found = open_catalogues(opened)
    refuse_broken(found, tuple(found.by_lang))
    texts: dict[str, str | None] = {}
    for lang in found.by_lang:
        texts |= texts_of(found, lang, found.of(lang))
    return Written(write_all(opened.root, texts, dry_run=dry_run), {})


def carried_over(opened: Opened, live: Live, found: Catalogues, lang: str) -> CarriedOver:
    """The catalogues of `lang` brought up to date, with what became of each message; nothing is written."""
    old, register = found.of(lang), opened.workspace.register
    return carry_over(old, live.of(lang), register, lang, live.current, _suggester(old))


def headed(catalogue: Catalogue) -> Catalogue:
    """The catalogue with a header that is whole and follows from its language; other fields stay."""
    needed = dict(_header(catalogue.domain, catalogue.lang))
    ours = {name.casefold() for name in ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")}
    ours |= {"plural-forms"} if plural_forms(catalogue.lang) else set()
    kept = {name: value for name, value in catalogue.header if name and name.casefold() not in ours}
    loose = tuple(pair for pair in catalogue.header if not pair[0])
    known = {name.casefold() for name in kept}
    missing = {name: value for name, value in needed.items() if name.casefold() not in known}
    return replace(catalogue, header=(*arranged(tuple((kept | missing).items())), *loose))


def _suggester(catalogues: tuple[Catalogue, ...]) -> Suggest:
    """Suggests what the same text, or one that is gone and was much like it, was translated to."""
    entries = [entry for catalogue in catalogues for entry in catalogue.entries if entry.target and not entry.fuzzy]
    known = Memory(Remembered(entry.source, entry.target, entry.address) for entry in entries if not entry.obsolete)
    gone = Memory(Remembered(entry.source, entry.target, entry.address) for entry in entries if entry.obsolete)

    def suggest(message: Message) -> tuple[str, ...]:
        found = (*known.same(message.source), *gone.find(message.source, at_least=75))
        return tuple(map(as_comment, found[:3]))

    return suggest


def texts_of(found: Catalogues, lang: str, catalogues: Iterable[Catalogue]) -> Iterator[tuple[str, str | None]]:
    """The path and the text of each of these catalogues; None where one holds nothing any more."""
    locale = found.locales.get(lang, locale_name(lang))
    for catalogue in catalogues:
        path = catalogue.where.file or catalogue_path(locale, catalogue.domain)
        yield path, serialise(headed(catalogue)) if catalogue.entries else None


def _header(domain: str, lang: str) -> tuple[tuple[str, str], ...]:
    forms = plural_forms(lang) if lang else "nplurals=INTEGER; plural=EXPRESSION;"
    fields = (
        ("Project-Id-Version", f"cop {domain}"),
        ("Report-Msgid-Bugs-To", ""),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", ""),
        ("Language-Team", locale_name(lang)),
        ("Language", locale_name(lang)),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", forms),
    )
    return tuple(pair for pair in fields if pair[1] or pair[0] != "Plural-Forms")


def chosen_languages(opened: Opened, live: Live, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages named, else all; the source's own where a layer first wrote something in another language."""
    config = opened.workspace.config
    source = (config.source_language,) if live.of(config.source_language) else ()
    known = (*source, *(setting.tag for setting in config.languages if setting.tag != config.source_language))
    wrong = next((lang for lang in languages if lang not in known), "")
    if wrong:
        hint = did_you_mean(wrong, known) or "Languages stand in cop.yaml."
        raise UsageError(f"the workspace has no language {wrong!r}", hint)
    return languages or known


def refuse_broken(found: Catalogues, chosen: tuple[str, ...]) -> None:
    """CopError where a catalogue of these languages cannot be read: writing it anew would lose what it holds."""
    folders = tuple(f"{FOLDER}/{found.locales[lang]}/" for lang in chosen if lang in found.locales)
    for first in found.problems:
        if not first.is_error or first.code == WRONG_HEADER.code or not first.where.file.startswith(folders):
            continue
        raise CopError(f"{first.where}: {first.message}", f"{first.hint}\n  Nothing was written.")
