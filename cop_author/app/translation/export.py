"""What goes out to translation tools: XLIFF, a translation memory, a term base; brought up to date first, in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cop_author.app.texts import Opened, open_texts
from cop_author.app.translation.catalogues import Catalogues, open_catalogues
from cop_author.app.translation.languages import drafted
from cop_author.app.translation.messages import Live, live_messages
from cop_author.app.translation.update import carried_over, chosen_languages, refuse_broken
from cop_author.core.reviews import reviewed_keys
from cop_author.errors import UsageError
from cop_author.formats.tbx import write_tbx
from cop_author.formats.tmx import write_tmx
from cop_author.formats.xliff import write_xliff
from cop_author.model.catalogue import Catalogue
from cop_author.model.exchange import GlossaryRow, Pair
from cop_author.model.problem import Problems
from cop_author.model.rich import plain
from cop_author.store.files import write_text
from cop_author.text.inline import parse
from cop_author.text.nearest import did_you_mean

FORMATS = ("xliff", "tmx", "tbx")
FOLDER = "build/translate"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was written for `lang`: where, and how many texts, translations or terms it holds."""

    path: Path
    lang: str
    form: str
    count: int
    translated: int
    problems: Problems = ()


@dataclass(frozen=True, slots=True)
class Current:
    """A language's catalogues as an update would make them now; nothing of it is written to `locales/`."""

    opened: Opened
    live: Live
    found: Catalogues
    lang: str
    catalogues: tuple[Catalogue, ...]

    def pairs(self, domain: str = "") -> tuple[Pair, ...]:
        """Every message for the language, of one domain where it is named, with its entry."""
        entries = {e.key: e for catalogue in self.catalogues for e in catalogue.entries if not e.obsolete}
        reviewed = reviewed_keys(self.found.reviews(self.lang), self.catalogues)
        messages = [message for message in self.live.of(self.lang) if domain in {"", message.domain}]
        if not messages:
            domains = dict.fromkeys(message.domain for message in self.live.of(self.lang))
            hint = did_you_mean(domain, domains) or f"Domains are {', '.join(domains)}."
            raise UsageError(f"there is no domain {domain!r} in {self.lang}", hint)
        drafts = frozenset(drafted(self.catalogues)) - reviewed
        return tuple(Pair(m, entries.get(m.key), m.key in reviewed, m.key in drafts) for m in messages)


def current(folder: Path, lang: str) -> Current:
    """The catalogues of `lang` brought up to date; UsageError where the workspace has no such language."""
    opened = open_texts(folder)
    live, found = live_messages(opened), open_catalogues(opened)
    chosen_languages(opened, live, (lang,))
    refuse_broken(found, (lang,))
    return Current(opened, live, found, lang, carried_over(opened, live, found, lang).catalogues)


def export(folder: Path, lang: str, form: str, domain: str = "", out: Path | None = None) -> Sent:
    """Write one file in `form` (one of FORMATS) for `lang`, of one domain where it is named."""
    if domain and form == "tbx":
        raise UsageError("a term base has no domains", "Leave out --domain.")
    now = current(folder, lang)
    text, count, translated = {"xliff": _xliff, "tmx": _tmx, "tbx": _tbx}[form](now, domain)
    name = f"{lang}-{domain}.{form}" if domain else f"{lang}.{form}"
    path = (out or now.opened.root / FOLDER / name).resolve()
    write_text(path, text)
    return Sent(path, lang, form, count, translated, now.live.problems)


def glossary(now: Current) -> Iterator[GlossaryRow]:
    """The terms of the glossary with their wording in the language."""
    spoken = {
        entry.address: entry.target
        for catalogue in now.catalogues
        for entry in catalogue.entries
        if entry.is_usable and entry.address.startswith("term:")
    }
    bases = {term.id: term for term in now.found.terms(now.lang)}
    for term in now.opened.workspace.master.terms:
        base = bases.get(term.id)
        yield GlossaryRow(
            term.id,
            term.preferred.source,
            plain(parse(term.definition.source).nodes),
            tuple(dict.fromkeys((*((term.abbreviation,) if term.abbreviation else ()), *term.forms))),
            tuple(deprecated.wording for deprecated in term.deprecated),
            spoken.get(f"term:{term.id}#preferred", ""),
            base.use if base else (),
            base.refuse if base else (),
            term.note,
        )


def _xliff(now: Current, domain: str) -> tuple[str, int, int]:
    pairs = now.pairs(domain)
    translated = sum(pair.entry is not None and pair.entry.is_usable for pair in pairs)
    return write_xliff(pairs, now.lang), len(pairs), translated


def _tmx(now: Current, domain: str) -> tuple[str, int, int]:
    pairs = now.pairs(domain)
    units = [(pair.entry, pair.message.lang) for pair in pairs if pair.entry and pair.entry.is_usable]
    source = now.opened.workspace.config.source_language
    return write_tmx(units, now.lang, source), len(units), len(units)


def _tbx(now: Current, _: str) -> tuple[str, int, int]:
    rows, source = tuple(glossary(now)), now.opened.workspace.config.source_language
    text = write_tbx(rows, now.lang, source, now.opened.workspace.config.title)
    return text, len(rows), sum(bool(row.preferred or row.use) for row in rows)
