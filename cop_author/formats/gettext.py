"""Catalogues to gettext's PO files and back; the only user of polib, and it must not lose or rewrap what people wrote.

The lines are read by `po_lines`, since polib drops what it does not understand; polib gives the escapes.
"""

from collections.abc import Iterator

import polib

from cop_author.formats.po_lines import ORDER, Block, scan
from cop_author.model.catalogue import WORDING, Catalogue, Entry, Key
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Problems, Rule

DUPLICATE = Rule(
    "C105",
    "Two entries for the same text at the same address",
    "Which of the two translations is printed would be chance.",
    "Keep the right one and delete the other.",
)
HEADER = Rule(
    "C106",
    "A catalogue without a proper header",
    "Without it, tools do not know encoding, language or plural forms.",
    "Run `cop catalogue update`, which writes one, or take the header of another catalogue.",
)
NO_ADDRESS = Rule(
    "C107",
    "An entry without the address of its text",
    "Without an address it is not known which sentence this translates.",
    "Take the file from the translators' pack again, and move the translation over.",
)
_ORDER = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)


def parse(text: str, path: str, domain: str, lang: str) -> tuple[Catalogue | None, Problems]:
    """The catalogue that a PO file's `text` holds, or None, and what is wrong with its form.

    Nothing is read from a file that has an error in its form.
    """
    blocks, problems = scan(text, path)
    if problems:
        return None, tuple(problems)
    filled = [block for block in blocks if block.texts]
    loose = [line for block in blocks if not block.texts for line in block.notes]
    head = next((block for block in filled if _is_header(block)), None)
    entries = tuple(_entry(block, path) for block in filled if block is not head)
    problems += _find_wrong(entries, head, path, has_addresses=domain != WORDING)
    if any(problem.is_error for problem in problems):
        return None, tuple(problems)
    header = tuple(_fields(head.texts.get("msgstr", ""))) if head else ()
    notes = (*head.notes, *loose) if head else tuple(loose)
    fuzzy = head is not None and "fuzzy" in head.flags
    return Catalogue(domain, lang, entries, header, notes, fuzzy, Where(path, 1)), tuple(problems)


def serialise(catalogue: Catalogue) -> str:
    """The catalogue as a PO file: unwrapped, in its order, the obsolete entries last, LF, a final line end."""
    live = [entry for entry in catalogue.entries if not entry.obsolete]
    gone = [entry for entry in catalogue.entries if entry.obsolete]
    return "\n".join(
        "".join(f"{line}\n" for line in lines) for lines in (_head(catalogue), *map(_lines, [*live, *gone]))
    )


def arranged(header: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The fields of a header in gettext's usual order, others after them as they come."""
    rank = {name.casefold(): at for at, name in enumerate(_ORDER)}
    return tuple(sorted(header, key=lambda pair: rank.get(pair[0].casefold(), len(rank))))


def _is_header(block: Block) -> bool:
    return block.texts.get("msgid") == "" and "msgctxt" not in block.texts and not block.obsolete


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if line.strip():
            yield (name.strip(), value.strip()) if colon else ("", line)


def _entry(block: Block, path: str) -> Entry:
    texts, previous = block.texts, block.previous
    plural = texts.get("msgid_plural", "")
    numbered = sorted(word for word in texts if word.startswith("msgstr["))
    line = block.lines.get("msgstr", block.lines.get("msgid", block.line))
    return Entry(
        address=texts.get("msgctxt", ""),
        source=texts["msgid"],
        target="" if plural else texts.get("msgstr", ""),
        fuzzy="fuzzy" in block.flags,
        obsolete=block.obsolete,
        previous=previous.get("msgid", ""),
        previous_address=previous.get("msgctxt", ""),
        notes=tuple(block.notes),
        comments=tuple(block.comments),
        files=tuple(block.files),
        flags=tuple(dict.fromkeys(flag for flag in block.flags if flag != "fuzzy")),
        plural=plural,
        previous_plural=previous.get("msgid_plural", ""),
        targets=tuple(texts[word] for word in numbered) if plural else (),
        where=Where(path, line),
    )


def _find_wrong(entries: tuple[Entry, ...], head: Block | None, path: str, *, has_addresses: bool) -> Iterator[Problem]:
    if head is None:
        yield HEADER.at(Where(path, 1), "there is no header (an entry with an empty msgid)")
    elif (charset := _charset(head)) != "utf-8":
        yield HEADER.at(Where(path, head.line), f"the header says charset={charset or '?'}; catalogues are UTF-8")
    seen: dict[Key, Entry] = {}
    for entry in entries:
        if not entry.source:
            yield ORDER.at(entry.where, "an entry with an empty msgid")
            continue
        if has_addresses and not entry.address and not entry.obsolete:
            yield NO_ADDRESS.at(entry.where, f"no msgctxt for {entry.source[:40]!r}")
        first = seen.setdefault(entry.key, entry)
        if first is not entry and not (first.obsolete or entry.obsolete):
            yield DUPLICATE.at(entry.where, f"{entry.address} with this text stands in line {first.where.line} already")


def _charset(head: Block) -> str:
    kind = next((value for name, value in _fields(head.texts.get("msgstr", "")) if name == "Content-Type"), "")
    return kind.partition("charset=")[2].strip().casefold()


def _head(catalogue: Catalogue) -> Iterator[str]:
    yield from _comment_lines("#", catalogue.notes)
    if catalogue.header_fuzzy:
        yield "#, fuzzy"
    yield 'msgid ""'
    yield 'msgstr ""'
    for name, value in catalogue.header:
        yield _quoted(f"{name}: {value}\n" if name else f"{value}\n")


def _lines(entry: Entry) -> Iterator[str]:
    dead = "#~ " if entry.obsolete else ""
    before = "#~| " if entry.obsolete else "#| "
    yield from _comment_lines("#", entry.notes)
    yield from _comment_lines("#.", entry.comments)
    yield from (f"#: {file}" for file in entry.files)
    flags = [*(["fuzzy"] if entry.fuzzy else []), *entry.flags]
    if flags:
        yield f"#, {', '.join(flags)}"
    if entry.previous_address:
        yield from _text(before, "msgctxt", entry.previous_address)
    if entry.previous:
        yield from _text(before, "msgid", entry.previous)
    if entry.previous_plural:
        yield from _text(before, "msgid_plural", entry.previous_plural)
    if entry.address:
        yield from _text(dead, "msgctxt", entry.address)
    yield from _text(dead, "msgid", entry.source)
    if not entry.plural:
        yield from _text(dead, "msgstr", entry.target)
        return
    yield from _text(dead, "msgid_plural", entry.plural)
    for at, target in enumerate(entry.targets or ("", "")):
        yield from _text(dead, f"msgstr[{at}]", target)


def _comment_lines(sign: str, lines: tuple[str, ...]) -> Iterator[str]:
    for line in lines:
        yield f"{sign} {line}" if line else sign


def _text(mark: str, word: str, text: str) -> Iterator[str]:
    """A keyword and its text, one line for each line of the text."""
    parts = text.split("\n")
    if len(parts) == 1:
        yield f"{mark}{word} {_quoted(text)}"
        return
    yield f'{mark}{word} ""'
    for part in [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else []):
        yield f"{mark}{_quoted(part)}"


def _quoted(text: str) -> str:
    # polib knows every escape but this one.
    return f'"{polib.escape(text)}"'.replace("\a", r"\a")
