"""`cop catalogue export` and `import`: what goes out comes back to its own text, or is refused with its line."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cop_author.cli.main import cop
from cop_author.errors import CopError, UsageError
from cop_author.formats.gettext import parse
from cop_author.model.catalogue import Entry

Edit = Callable[[str], str]
PO = "locales/sw/LC_MESSAGES/industry.po"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cop, ["-C", str(folder), "catalogue", *arguments])


def entries(folder: Path, domain: str = "industry") -> dict[str, Entry]:
    path = folder / f"locales/sw/LC_MESSAGES/{domain}.po"
    catalogue, problems = parse(path.read_text(encoding="utf-8"), str(path), domain, "sw")
    assert catalogue and not problems
    return {entry.address: entry for entry in catalogue.entries}


def translate(folder: Path, source: str, target: str, flag: str = "") -> None:
    """Put a translation under the first entry with this text."""
    path = folder / PO
    text = path.read_text(encoding="utf-8")
    old = f'msgid "{source}"\nmsgstr ""'
    assert old in text
    text = text.replace(old, f'msgid "{source}"\nmsgstr "{target}"', 1)
    if flag:
        at = text.rindex("\n\n", 0, text.index(f'msgid "{source}"'))
        text = f"{text[: at + 2]}#, {flag}\n{text[at + 2 :]}"
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def translated(example: Path) -> Path:
    """The example with catalogues in Swahili, one text of which is translated and one is fuzzy."""
    assert run(example, "update", "sw").exit_code == 0
    first, second, *_ = entries(example).values()
    translate(example, first.source, "Tafsiri ya kwanza")
    translate(example, second.source, "Tafsiri ya pili", "fuzzy")
    return example


def sent(folder: Path, edit: Edit = str, name: str = "back.xliff") -> Path:
    """The exported XLIFF file as a tool would save it."""
    out = folder / name
    assert run(folder, "export", "sw", "--domain", "industry", "--out", str(out)).exit_code == 0
    out.write_text(edit(out.read_text(encoding="utf-8")), encoding="utf-8")
    return out


def unit(text: str, at: int = 2) -> str:
    """The unit number `at` of a file; the first two are translated."""
    return re.findall(r"<trans-unit.*?</trans-unit>", text, re.DOTALL)[at]


def filled(target: str, state: str = "", at: int = 2) -> Edit:
    """An edit that puts a translation into the unit number `at`."""

    def edit(text: str) -> str:
        found = unit(text, at)
        attribute = f' state="{state}"' if state else ""
        bare = re.sub(r"\s*<target.*?</target>", "", found, flags=re.DOTALL)
        return text.replace(found, bare.replace("</source>", f"</source><target{attribute}>{target}</target>"))

    return edit


def take(folder: Path, path: Path, *options: str) -> dict[str, object]:
    done = run(folder, "import", str(path), "--json", *options)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    found: dict[str, object] = json.loads(done.output)
    assert done.exit_code == (1 if found["refused"] else 0)
    return found


def codes(found: dict[str, object]) -> list[str]:
    assert isinstance(found["refused"], list)
    return [problem["code"] for problem in found["refused"]]


def test_what_was_sent_comes_back_unchanged_and_writes_nothing(translated: Path) -> None:
    before = (translated / PO).read_bytes()
    found = take(translated, sent(translated))
    assert (found["taken"], found["unchanged"], found["refused"], found["changed"]) == ([], 2, [], [])
    assert (translated / PO).read_bytes() == before


def test_a_new_translation_is_taken_at_its_address_and_nowhere_else(translated: Path) -> None:
    before = entries(translated)
    path = sent(translated, filled("Tafsiri mpya"))
    address = re.findall(r'resname="(.*?)"', path.read_text())[2]
    assert take(translated, path, "--dry-run")["taken"] == [address]
    assert entries(translated) == before, "a dry run writes nothing"
    assert take(translated, path)["changed"] == [PO]
    after = entries(translated)
    assert (after[address].target, after[address].fuzzy) == ("Tafsiri mpya", False)
    assert {key: entry for key, entry in after.items() if key != address} == {
        key: entry for key, entry in before.items() if key != address
    }


@pytest.mark.parametrize(
    ("state", "fuzzy"),
    [("", False), ("translated", False), ("signed-off", False), ("final", False),
     ("needs-review-translation", True), ("needs-review-l10n", True), ("needs-adaptation", True), ("new", True),
     ("x-uncertain", True)],
)  # fmt: skip
def test_states_that_ask_for_a_review_become_fuzzy(translated: Path, state: str, fuzzy: bool) -> None:
    path = sent(translated, filled("Tafsiri mpya", state))
    (address,) = take(translated, path)["taken"]  # type: ignore[misc]
    assert entries(translated)[address].fuzzy is fuzzy


def test_a_fuzzy_translation_that_was_confirmed_is_fuzzy_no_more(translated: Path) -> None:
    path = sent(translated, lambda text: text.replace("needs-review-translation", "translated"))
    (address,) = take(translated, path)["taken"]  # type: ignore[misc]
    found = entries(translated)[address]
    assert (found.target, found.fuzzy, found.previous) == ("Tafsiri ya pili", False, "")


def test_a_translation_of_other_words_is_refused_with_its_line(translated: Path) -> None:
    path = sent(translated, filled("Tafsiri mpya"))
    text = path.read_text()
    source = re.search(r"<source>(.*?)</source>", unit(text))
    assert source
    path.write_text(text.replace(source[0], f"<source>Never {source[1]}</source>", 1))
    line = next(n for n, each in enumerate(path.read_text().splitlines(), 1) if "Tafsiri mpya" in each)
    before = (translated / PO).read_bytes()
    found = take(translated, path)
    assert [(p["code"], p["file"], p["line"]) for p in found["refused"]] == [("C304", str(path), line)]  # type: ignore[attr-defined]
    assert (translated / PO).read_bytes() == before


def test_a_text_that_was_reworded_in_the_meantime_takes_no_old_translation(translated: Path) -> None:
    path = sent(translated, filled("Tafsiri mpya"))
    file = translated / "content/master/industry/reporting.yaml"
    source = re.findall(r"<source>(.*?)</source>", path.read_text())[2]
    words = " ".join(source.split()[:2])
    assert words in file.read_text()
    file.write_text(file.read_text().replace(words, f"Always {words}"))
    assert "C304" in codes(take(translated, path))


def test_a_text_that_the_tool_changed_together_with_ours_is_known_by_its_digest(translated: Path) -> None:
    """The tool swapped two units' sources: the texts are both of today, and neither translation is for them."""

    def swap(text: str) -> str:
        one, two = (filled(f"Tafsiri {at}", "", at)(text) for at in (2, 2))
        assert one == two
        first, second = (re.search(r"<source>.*?</source>", unit(one, at)) for at in (2, 3))
        assert first and second
        return one.replace(first[0], second[0], 1)

    assert codes(take(translated, sent(translated, swap))) == ["C304"]


def test_an_unknown_address_is_refused(translated: Path) -> None:
    path = sent(translated, filled("Tafsiri mpya"))
    found = unit(path.read_text())
    path.write_text(path.read_text().replace(found, re.sub(r'resname="[^"]*"', 'resname="ind-gone#text"', found)))
    assert codes(take(translated, path)) == ["C303"]


def test_a_copy_is_refused_unless_it_is_one_word_or_not_begun(translated: Path) -> None:
    sources = re.findall(r"<source>(.*?)</source>", sent(translated).read_text())
    at = next(n for n, text in enumerate(sources[2:], 2) if len(text.split()) > 2)
    assert codes(take(translated, sent(translated, filled(sources[at], "", at)))) == ["C305"]
    found = take(translated, sent(translated, filled(sources[at], "new", at)))
    assert (found["taken"], found["refused"]) == ([], []), "a tool that fills in the text says that it is new"


def test_an_empty_translation_takes_none_away(translated: Path) -> None:
    found = take(translated, sent(translated, filled("", "translated", 0)))
    assert (found["taken"], found["refused"]) == ([], [])
    assert [e.target for e in entries(translated).values() if e.is_translated] == [
        "Tafsiri ya kwanza",
        "Tafsiri ya pili",
    ]


def test_replacing_another_translation_is_told(translated: Path) -> None:
    found = take(translated, sent(translated, filled("Tafsiri nyingine", "", 0)))
    assert found["replaced"] == found["taken"] != []


def test_elements_that_were_never_sent_are_refused_and_marks_of_segments_are_read(translated: Path) -> None:
    assert codes(take(translated, sent(translated, filled('Tafsiri <x id="1"/> mpya')))) == ["C307"]
    segments = '<mrk mtype="seg" mid="1">Tafsiri.</mrk> <mrk mtype="seg" mid="2">Mpya.</mrk>'
    (address,) = take(translated, sent(translated, filled(segments)))["taken"]  # type: ignore[misc]
    assert entries(translated)[address].target == "Tafsiri. Mpya."


def test_two_translations_for_one_text_are_both_refused(translated: Path) -> None:
    path = sent(translated, filled("Tafsiri mpya"))
    found = unit(path.read_text())
    path.write_text(path.read_text().replace(found, f"{found}\n{found.replace('mpya', 'ingine')}"))
    assert codes(take(translated, path)) == ["C306", "C306"]


def test_a_note_of_the_translator_comes_along(translated: Path) -> None:
    def noted(text: str) -> str:
        found = unit(filled("Tafsiri mpya")(text))
        return filled("Tafsiri mpya")(text).replace(
            found, found.replace("</target>", '</target><note from="translator">asked Amina</note>')
        )

    (address,) = take(translated, sent(translated, noted))["taken"]  # type: ignore[misc]
    assert entries(translated)[address].notes == ("asked Amina",)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
THEFT = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DTD = '<!DOCTYPE xliff SYSTEM "https://example.org/xliff.dtd">'


@pytest.mark.parametrize("declaration", [BOMB, THEFT, DTD])
def test_a_document_type_is_refused_before_anything_is_read(translated: Path, declaration: str) -> None:
    path = sent(translated, lambda text: filled("&a; mpya")(text).replace("?>", f"?>{declaration}", 1))
    before = (translated / PO).read_bytes()
    done = run(translated, "import", str(path))
    assert isinstance(done.exception, CopError)
    assert "document type" in done.exception.message and f"{path}:1" in done.exception.message
    assert (translated / PO).read_bytes() == before


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda text: text[: len(text) // 2], "it is no XML"),
        (lambda text: text.replace('version="1.2"', 'version="2.0"'), "XLIFF 2.0"),
        (lambda text: "<tmx/>", "<tmx>"),
        (lambda text: text.replace("<source>", "<source>&copy;", 1), "undefined entity"),
        (lambda text: f"{'<a>' * 100}{'</a>' * 100}", "nested"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_everything_as_it_was(translated: Path, edit: Edit, message: str) -> None:
    path = sent(translated, lambda text: edit(filled("Tafsiri mpya")(text)))
    before = (translated / PO).read_bytes()
    done = run(translated, "import", str(path))
    assert isinstance(done.exception, CopError) and message in done.exception.message
    assert (translated / PO).read_bytes() == before


def test_the_language_is_the_files_own_or_the_one_that_is_named(translated: Path) -> None:
    path = sent(translated, lambda text: filled("Tafsiri mpya")(text).replace('target-language="sw"', ""))
    done = run(translated, "import", str(path))
    assert isinstance(done.exception, UsageError) and "--lang" in done.exception.hint
    assert len(take(translated, path, "--lang", "sw")["taken"]) == 1  # type: ignore[arg-type]
    other = sent(translated, lambda text: text.replace('target-language="sw"', 'target-language="xx"'))
    assert isinstance(run(translated, "import", str(other)).exception, UsageError)


def test_a_language_without_catalogues_begins_with_what_came_back(translated: Path) -> None:
    path = sent(translated, filled("Tafsiri mpya"))
    (translated / PO).unlink()
    found = take(translated, path)
    assert len(found["taken"]) == 3  # type: ignore[arg-type]
    assert [e.fuzzy for e in entries(translated).values()] == [False, True, False], "in the order of the text"


def test_a_memory_holds_only_what_an_edition_may_print(translated: Path) -> None:
    out = translated / "sw.tmx"
    assert run(translated, "export", "sw", "--format", "tmx", "--out", str(out)).exit_code == 0
    text = out.read_text()
    assert "Tafsiri ya kwanza" in text and "Tafsiri ya pili" not in text


def test_the_term_base_is_part_of_the_glossary_as_tbx(translated: Path) -> None:
    (translated / "locales/sw/terms.yaml").write_text(
        "format: 1\nterms:\n  - {id: csam, use: [unyanyasaji wa kingono], refuse: [ponografia], from: own}\n"
    )
    out = translated / "sw.tbx"
    assert run(translated, "export", "sw", "--format", "tbx", "--out", str(out)).exit_code == 0
    text = out.read_text()
    assert "<term>unyanyasaji wa kingono</term>" in text
    refused = text.partition("<term>ponografia</term>")[2]
    assert refused.lstrip().startswith('<termNote type="administrativeStatus">deprecatedTerm-admn-sts')


@pytest.mark.parametrize(
    "arguments",
    [("export", "xx"), ("export", "en"), ("export", "sw", "--domain", "none"),
     ("export", "sw", "--format", "tbx", "--domain", "industry")],
)  # fmt: skip
def test_what_is_not_there_is_a_wrong_use(translated: Path, arguments: tuple[str, ...]) -> None:
    assert isinstance(run(translated, *arguments).exception, UsageError)


def test_the_same_texts_give_the_same_file(translated: Path) -> None:
    assert sent(translated).read_bytes() == sent(translated, name="again.xliff").read_bytes()


def test_what_a_machine_drafted_is_sent_as_its_suggestion_until_it_is_reviewed(translated: Path) -> None:
    assert 'approved="yes"' in unit(sent(translated).read_text(), 0)
    path = translated / PO
    path.write_text(path.read_text().replace('"Language: sw\\n"', '"Language: sw\\n"\n"X-Cop-Draft: machine\\n"', 1))
    draft = unit(sent(translated).read_text(), 0)
    assert 'state-qualifier="mt-suggestion"' in draft and "approved" not in draft
    assert run(translated, "review", "sw", "--yes", "--name", "A. Reader").exit_code == 0
    reviewed = unit(sent(translated).read_text(), 0)
    assert 'state="final"' in reviewed and "mt-suggestion" not in reviewed
