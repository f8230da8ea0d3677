"""One zip for a translator without git: catalogues, glossary, style guide, and every text beside its translation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cop_author.app.translation.export import FOLDER, Current, current, glossary
from cop_author.app.translation.update import headed
from cop_author.formats.gettext import serialise
from cop_author.formats.glossary_sheet import write_glossary
from cop_author.model.exchange import Pair
from cop_author.model.problem import Problems
from cop_author.render.html import render_template
from cop_author.store.archive import pack as packed
from cop_author.store.files import write_bytes
from cop_author.text.locale import language

README, GLOSSARY, STYLE = "README.txt", "glossary.csv", "style.md"


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One catalogue of a pack, and how much of it is left to do."""

    name: str
    texts: int
    missing: int
    fuzzy: int
    words: int


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was written: where, what is in it; `title` and the language's names are for its README."""

    path: Path
    lang: str
    name: str
    own_name: str
    title: str
    files: tuple[PackedFile, ...]
    has_style: bool
    problems: Problems = ()

    @property
    def widest(self) -> int:
        """The length of the longest file name."""
        return max((len(file.name) for file in self.files), default=4)


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a preview with its translation; `state` is translated, fuzzy or missing."""

    anchor: str
    name: str
    source: str
    source_lang: str
    source_dir: str
    target: str
    state: str
    previous: str = ""
    is_mandatory: bool = False


def make_pack(folder: Path, lang: str, out: Path | None = None) -> Pack:
    """Write the pack of a language to `out` (otherwise build/translate/<lang>.zip); the same texts, the same bytes."""
    now = current(folder, lang)
    source = now.opened.workspace.config.source_language
    spoken = language(lang, source)
    pairs = _by_domain(now)
    style = now.found.found.files.get(f"{now.found.folder(lang)}/{STYLE}")
    made = Pack(
        path=(out or now.opened.root / FOLDER / f"{lang}.zip").resolve(),
        lang=lang,
        name=spoken.english or lang,
        own_name=spoken.name,
        title=now.opened.workspace.config.title,
        files=tuple(_counted(domain, found) for domain, found in pairs.items()),
        has_style=style is not None,
        problems=now.live.problems,
    )
    texts = {f"{found.domain}.po": serialise(headed(found)) for found in now.catalogues if found.domain in pairs}
    texts |= {f"preview/{domain}.html": _preview(domain, found, now) for domain, found in pairs.items()}
    texts |= {STYLE: style} if style is not None else {}
    texts[GLOSSARY] = write_glossary(glossary(now), lang)
    texts[README] = render_template("pack/README.txt", {"pack": made}).replace("\n", "\r\n")
    write_bytes(made.path, packed({name: text.encode() for name, text in texts.items()}))
    return made


def _by_domain(now: Current) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in now.pairs():
        found.setdefault(pair.message.domain, []).append(pair)
    return found


def _counted(domain: str, pairs: list[Pair]) -> PackedFile:
    states = Counter(_state(pair) for pair in pairs)
    left = sum(len(pair.message.source.split()) for pair in pairs if _state(pair) != "translated")
    return PackedFile(f"{domain}.po", len(pairs), states["missing"], states["fuzzy"], left)


def _state(pair: Pair) -> str:
    if pair.entry is None or not pair.entry.is_translated:
        return "missing"
    return "fuzzy" if pair.entry.fuzzy else "translated"


def _preview(domain: str, pairs: list[Pair], now: Current) -> str:
    source = now.opened.workspace.config.source_language
    spoken = language(now.lang, source)
    page = {
        "domain": domain,
        "name": spoken.english or now.lang,
        "lang": now.lang,
        "dir": spoken.dir,
        "source_lang": source,
        "source_dir": language(source, source).dir,
        "rows": tuple(_rows(pairs, source)),
    }
    return render_template("pack/preview.html", {"page": page})


def _rows(pairs: list[Pair], source: str) -> Iterator[Row]:
    """Rows anchored by address; where releases have two texts under one address, the later ones are numbered."""
    seen: Counter[str] = Counter()
    for number, pair in enumerate(pairs, 1):
        message, entry = pair.message, pair.entry
        name = message.address or f"ui-{number}"
        seen[name] += 1
        yield Row(
            name if seen[name] == 1 else f"{name}@{seen[name]}",
            name,
            "\n".join(text for text in (message.source, message.plural) if text),
            message.lang,
            language(message.lang, source).dir,
            "\n".join(entry.targets) or entry.target if entry else "",
            _state(pair),
            entry.previous if entry and entry.fuzzy else "",
            message.mandatory,
        )
