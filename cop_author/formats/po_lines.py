"""The strict reader of gettext's lines: each line is understood or reported; it must not repair or skip any.

Readers in use are lenient in ways that lose text: a string that is not closed is dropped, a conflict marker becomes a
comment, flags in `#=` lines and previous text in `#~|` lines go. Here all of them are kept, or refused with their line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule

QUOTING = Rule(
    "C101",
    "A line of a catalogue that cannot be read",
    "Lenient readers drop such text, and a sentence would be gone.",
    'Each text stands between two straight quotes; inside, write \\" and \\\\ and \\n. Take the last good version back '
    "with git, or mend the line.",
)
ORDER = Rule(
    "C102",
    "Parts of an entry that are missing, doubled or out of order",
    "Which translation belongs to which text cannot be told.",
    "An entry is msgctxt, msgid, msgstr, in this order.",
)
CONFLICT = Rule(
    "C103",
    "Traces of a merge that was not finished",
    "Both versions would be taken for text.",
    "Settle the conflict. With `cop catalogue install-driver`, git merges catalogues entry by entry.",
)
ENCODING = Rule(
    "C104",
    "A catalogue that is not plain UTF-8",
    "Letters would turn into others.",
    "Save the file as UTF-8 without a byte-order mark.",
)

_STRING = re.compile(
    r"(?P<mark>#~\||#~|#\|)?[ \t]*(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)[ \t]*)?"
    r'"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"[ \t]*\Z'
)
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: |\Z)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_RANK = {"msgctxt": 0, "msgid": 1, "msgid_plural": 2}


@dataclass(slots=True)
class Block:
    """The lines of one entry as they are met: texts by keyword, previous texts by keyword, comments by their sign."""

    line: int
    texts: dict[str, str] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False
    lines: dict[str, int] = field(default_factory=dict)


def scan(text: str, path: str) -> tuple[list[Block], list[Problem]]:
    """The entries of a catalogue's `text`, and what is wrong with its lines."""
    reader = _Reader(path)
    if text.startswith("\ufeff"):
        reader.report(ENCODING, 1, "it starts with a byte-order mark")
        text = text[1:]
    reader.looks_for_controls = _CONTROL.search(text.replace("\r\n", "\n")) is not None
    for number, line in enumerate(text.split("\n"), 1):
        reader.take(number, line.removesuffix("\r"))
    return list(reader.finished()), reader.problems


class _Reader:
    """One file in the making."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.problems: list[Problem] = []
        self.looks_for_controls = True
        self._blocks: list[Block] = []
        self._block: Block | None = None
        self._open: tuple[dict[str, str], str] | None = None

    def report(self, rule: Rule, line: int, message: str) -> None:
        self.problems.append(rule.at(Where(self._path, line), message))

    def take(self, number: int, line: str) -> None:
        if not line or line.isspace():
            self._open = None
            if self._block and self._block.texts:
                self._block = None
        elif self.looks_for_controls and (control := _CONTROL.search(line)):
            self.report(QUOTING, number, f"the character U+{ord(control[0]):04X} cannot stand in a catalogue as it is")
        elif line[0] == "#" and not line.startswith(("#~", "#|")):
            self._comment(number, line)
        elif match := _STRING.match(line):
            self._string(number, match)
        elif _CONFLICT.match(line):
            self.report(CONFLICT, number, f"the line begins with {line[:7]}")
        else:
            self.report(QUOTING, number, f"this is no comment and no text between quotes: {line.strip()[:40]}")

    def finished(self) -> Iterator[Block]:
        """The blocks, after a look at each."""
        for block in self._blocks:
            missing = [word for word in ("msgid", "msgstr") if not any(key.startswith(word) for key in block.texts)]
            if block.texts and missing:
                self.report(ORDER, block.line, f"the entry has no {' and no '.join(missing)}")
            elif block.texts and "msgid_plural" in block.texts and "msgstr" in block.texts:
                self.report(ORDER, block.line, "an entry with msgid_plural has msgstr[0], msgstr[1], …")
            elif block.texts and "msgid_plural" not in block.texts and "msgstr" not in block.texts:
                self.report(ORDER, block.line, "an entry without msgid_plural has one msgstr")
            yield block

    def _comment(self, number: int, line: str) -> None:
        block = self._current(number, begins=True)
        self._open = None
        sign, rest = line[1:2], line[2:].removeprefix(" ")
        if sign == ".":
            block.comments.append(rest)
        elif sign == ":":
            block.files += rest.split()
        elif sign in {",", "="}:
            block.flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
        else:
            block.notes.append(line[1:].removeprefix(" "))

    def _string(self, number: int, match: re.Match[str]) -> None:
        mark, word = match["mark"] or "", match["word"]
        text = match["text"]
        if "\\" in text:
            wrong = next((found[1] for found in _ESCAPE.finditer(text) if found[1] not in _ESCAPED), "")
            if wrong:
                self.report(QUOTING, number, f"\\{wrong} is no escape that gettext knows")
            text = _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
        is_previous = mark.endswith("|")
        if word is None:
            self._continued(number, text)
            return
        begins = is_previous or word == "msgctxt" or (word == "msgid" and not self._awaits_id())
        block = self._current(number, begins=begins)
        block.obsolete |= mark.startswith("#~")
        texts = block.previous if is_previous else block.texts
        if word in texts:
            self.report(ORDER, number, f"a second {word} in one entry")
        elif texts and _rank(word) < max(map(_rank, texts)):
            self.report(ORDER, number, f"{word} stands too late in its entry")
        texts[word] = text
        if not is_previous:
            block.lines.setdefault(word, number)
        self._open = (texts, word)

    def _continued(self, number: int, text: str) -> None:
        if self._open is None:
            self.report(ORDER, number, "a text that belongs to no msgid and no msgstr")
            return
        texts, word = self._open
        texts[word] += text

    def _awaits_id(self) -> bool:
        return self._block is not None and list(self._block.texts) == ["msgctxt"]

    def _current(self, number: int, *, begins: bool) -> Block:
        """The block that is open, or a new one where this line begins an entry and the open one is complete."""
        if self._block is None or (begins and self._block.texts):
            self._block = Block(number)
            self._blocks.append(self._block)
        return self._block


def _rank(word: str) -> int:
    return _RANK.get(word, 3)
