import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given, strategies as st

from cop_author.formats.gettext import parse, serialise
from cop_author.model.catalogue import Catalogue, Entry

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
FIELDS = (("Language", "sw"), ("Content-Type", "text/plain; charset=UTF-8"))
words = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x85\u2028\u2029"), max_size=30)
texts = st.lists(words, min_size=1, max_size=3).map("\n".join)
lines = words.map(str.strip).filter(lambda line: not line.startswith((",", ":", ".", "|", "~", "=")))


def read(text: str) -> Catalogue:
    catalogue, problems = parse(text, "x.po", "children", "sw")
    assert catalogue, problems
    return catalogue


def codes(text: str) -> list[tuple[str, int]]:
    catalogue, problems = parse(text, "x.po", "children", "sw")
    assert catalogue is None
    return [(problem.code, problem.where.line) for problem in problems]


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    keys = draw(st.lists(st.tuples(words.filter(bool), texts.filter(bool)), unique=True, max_size=5))
    entries = [
        Entry(
            address,
            source,
            draw(texts),
            fuzzy=draw(st.booleans()),
            obsolete=draw(st.booleans()),
            previous=draw(texts),
            notes=tuple(draw(st.lists(lines, max_size=2))),
            flags=tuple(draw(st.lists(st.sampled_from(["no-wrap", "x-mine"]), unique=True))),
        )
        for address, source in keys
    ]
    return Catalogue("children", "sw", tuple(sorted(entries, key=lambda entry: entry.obsolete)), FIELDS)


@given(catalogues())
def test_what_is_written_is_read_back(catalogue: Catalogue) -> None:
    written = serialise(catalogue)
    found = read(written)
    assert found == catalogue
    assert serialise(found) == written


@given(catalogues())
def test_polib_reads_the_same(catalogue: Catalogue) -> None:
    found = polib.pofile(serialise(catalogue))
    assert [(e.msgctxt, e.msgid, e.msgstr, "fuzzy" in e.flags, bool(e.obsolete)) for e in found] == [
        (e.address, e.source, e.target, e.fuzzy, e.obsolete) for e in catalogue.entries
    ]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_msgfmt_takes_what_is_written(tmp_path: Path) -> None:
    entry = Entry(
        "ind-a#text", 'Say "no" \\ now', 'Sema "la"', notes=("mine",), comments=("Paragraph",), files=("a.yaml",)
    )
    old = Entry("ind-b#text", "Gone", "Imeondoka", obsolete=True, previous="Going")
    path = tmp_path / "x.po"
    path.write_text(serialise(Catalogue("children", "sw", (entry, old), FIELDS)), encoding="utf-8")
    subprocess.run(["msgfmt", "--check-format", "--check-domain", "-o", "/dev/null", path], check=True)


@pytest.mark.edge_case(34)
def test_flags_previous_texts_and_comments_of_other_tools_survive() -> None:
    text = f"""# Team of translators
{HEAD}
#  a note,   not to be wrapped however long it becomes, {"x" * 200}
#= no-wrap
#, fuzzy, x-of-ours
#| msgctxt "old"
#| msgid "Was"
msgctxt "a#text"
msgid "Is"
msgstr "Ni"

#~| msgid "Before"
#~ msgctxt "b#text"
#~ msgid "Gone"
#~ msgstr "Zamani"
"""
    first, second = read(text).entries
    assert first.notes == (f" a note,   not to be wrapped however long it becomes, {'x' * 200}",)
    assert first.flags == ("no-wrap", "x-of-ours") and first.fuzzy
    assert (first.previous, first.previous_address) == ("Was", "old")
    assert (second.previous, second.obsolete) == ("Before", True)
    assert read(serialise(read(text))) == read(text)


@pytest.mark.edge_case(35)
def test_a_string_that_is_not_closed_is_refused_with_its_line() -> None:
    assert codes(f'{HEAD}\nmsgctxt "a#text"\nmsgid "A"\nmsgstr "Never touch\n') == [("C101", 6), ("C102", 4)]
    assert codes(f'{HEAD}\nmsgctxt "a#text"\nmsgid "A"\nmsgstr "say "no""\n')[0] == ("C101", 6)
    assert codes(f'{HEAD}\nmsgctxt "a#text"\nmsgid "A"\nmsgstr "\\q"\n') == [("C101", 6)]


@pytest.mark.edge_case(36)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f'{HEAD}\nmsgctxt "a#t"\nmsgid "A"\nmsgstr "B"\n\nmsgctxt "a#t"\nmsgid "A"\nmsgstr "C"\n', [("C105", 10)]),
        (f'{HEAD}\n<<<<<<< ours\nmsgctxt "a#t"\nmsgid "A"\nmsgstr "B"\n', [("C103", 4)]),
        (f'\ufeff{HEAD}\nmsgctxt "a#t"\nmsgid "A"\nmsgstr "B"\n', [("C104", 1)]),
        ("", [("C106", 1)]),
        (f'{HEAD}\nmsgid "A"\nmsgstr "B"\n', [("C107", 5)]),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n', [("C106", 1)]),
        (f'{HEAD}\nmsgctxt "a#t"\nmsgid "A"\n', [("C102", 4)]),
        (f'{HEAD}\nmsgctxt "a#t"\nmsgstr "A"\nmsgid "B"\n', [("C102", 4), ("C102", 6)]),
    ],
)
def test_what_cannot_be_trusted_is_refused(text: str, found: list[tuple[str, int]]) -> None:
    assert codes(text) == found


@pytest.mark.edge_case(36)
def test_a_header_alone_and_windows_line_ends_are_read() -> None:
    assert read(HEAD).entries == ()
    crlf = f'{HEAD}\nmsgctxt "a#t"\nmsgid "A"\nmsgstr "B"\n'.replace("\n", "\r\n")
    assert read(crlf).entries[0].target == "B"
    assert "\r" not in serialise(read(crlf))


def test_every_escape_is_written_as_it_was_read() -> None:
    text = f'{HEAD}\nmsgctxt "a#t"\nmsgid "A"\nmsgstr "\\a\\b\\f\\v\\t\\r\\\\ \\"x\\""\n'
    assert read(text).entries[0].target == '\a\b\f\v\t\r\\ "x"'
    assert serialise(read(text)).endswith(text.removeprefix(HEAD))


@pytest.mark.edge_case(37)
def test_a_date_that_is_none_is_kept_as_it_is() -> None:
    head = 'msgid ""\nmsgstr ""\n"PO-Revision-Date: yesterday\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    assert read(head).field("po-revision-date") == "yesterday"
    assert serialise(read(head)) == head
