"""What comes back from translators: read whole or not at all, taken by address; it must not drop one unsaid."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cop_author.app.texts import open_texts
from cop_author.app.translation.catalogues import open_catalogues
from cop_author.app.translation.messages import live_messages
from cop_author.app.translation.update import chosen_languages, headed, refuse_broken, texts_of
from cop_author.core.take_in import TakenIn, take_in
from cop_author.errors import CopError, UsageError
from cop_author.formats.gettext import parse
from cop_author.formats.xliff import read_xliff
from cop_author.model.catalogue import WORDING, Catalogue
from cop_author.model.exchange import NO_ADDRESS, Offer
from cop_author.model.problem import Problem, Problems
from cop_author.store.archive import Part, read_parts
from cop_author.store.files import write_all
from cop_author.text.locale import tag_of

SUFFIXES = (".xliff", ".xlf", ".po")
ENCODINGS = "It must be UTF-8. Save it again as UTF-8; nothing was taken from it."


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's translations, and the catalogues that were written, or would be."""

    lang: str
    changed: tuple[str, ...]
    done: TakenIn
    problems: Problems = field(default=())


def import_file(folder: Path, path: Path, lang: str = "", *, dry_run: bool = False) -> Imported:
    """Take the translations of `path` (.xliff, .xlf, .po or a .zip of such) into the catalogues of their language."""
    if path.suffix.casefold() not in (*SUFFIXES, ".zip"):
        raise UsageError(f"{path}: no format of translations", f"It can be {', '.join(SUFFIXES)} or .zip.")
    offers, stated = _read(path)
    opened = open_texts(folder)
    live, found = live_messages(opened), open_catalogues(opened)
    lang = _language(stated, lang, tuple(setting.tag for setting in opened.workspace.config.languages))
    chosen_languages(opened, live, (lang,))
    refuse_broken(found, (lang,))
    done = take_in(found.of(lang), live.of(lang), offers, lang)
    texts = dict(texts_of(found, lang, map(headed, done.catalogues)))
    changed = write_all(opened.root, texts, dry_run=dry_run)
    return Imported(lang, changed, done, live.problems)


def _read(path: Path) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
    """The offers of all files, and the languages that these name; CopError where one cannot be read."""
    parts = read_parts(path, SUFFIXES)
    if not parts:
        raise CopError(f"{path} holds no translations", f"It needs a file with the suffix {', '.join(SUFFIXES)}.")
    offers: list[Offer] = []
    stated: dict[str, None] = {}
    problems: list[Problem] = []
    for part in parts:
        found, named, wrong = _read_po(part) if part.name.casefold().endswith(".po") else _xliff(part)
        offers += found
        problems += wrong
        stated |= {named: None} if named else {}
    if problems:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise CopError(f"{first.where}: {first.message}{more}", f"{first.hint}\n  Nothing was written.")
    return tuple(offers), tuple(stated)


def _xliff(part: Part) -> tuple[Iterable[Offer], str, Iterable[Problem]]:
    return read_xliff(part.content, part.name)


def _read_po(part: Part) -> tuple[Iterable[Offer], str, Iterable[Problem]]:
    try:
        text = part.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = part.content.count(b"\n", 0, error.start) + 1
        raise CopError(f"{part.name}:{line}: byte 0x{part.content[error.start]:02x} is not UTF-8", ENCODINGS) from error
    catalogue, problems = parse(text, part.name, WORDING, "")
    if catalogue is None:
        return (), "", problems
    return _offers(catalogue, part.name), catalogue.field("Language"), ()


def _offers(catalogue: Catalogue, name: str) -> Iterable[Offer]:
    """The entries as offers. Without an address, they are for the wording of pages, if the file is of it."""
    is_wording = (
        PurePosixPath(name).stem.casefold() == WORDING or catalogue.field("Project-Id-Version") == f"cop {WORDING}"
    )
    for entry in catalogue.entries:
        if not entry.obsolete:
            yield Offer(
                entry.address or ("" if is_wording else NO_ADDRESS),
                entry.source,
                entry.target,
                entry.fuzzy,
                entry.notes,
                entry.plural,
                entry.targets,
                where=entry.where,
            )


def _language(stated: tuple[str, ...], asked: str, known: tuple[str, ...]) -> str:
    """The language that was asked for, else the one that the file names; never another one of the workspace's."""
    by_name = {tag.casefold(): tag for tag in known}
    named = {by_name.get(tag_of(tag).casefold(), tag) for tag in stated}
    others = sorted(tag for tag in named if tag in known and tag != asked)
    if asked and others:
        raise UsageError(f"the file says that it is {', '.join(others)}, not {asked}", "Leave out --lang, if it is.")
    if asked:
        return asked
    if len(named) != 1:
        raise UsageError(
            f"the language of the file is not told: it names {', '.join(sorted(named)) or 'none'}",
            "Say it: --lang. A pack is of one language.",
        )
    return named.pop()
