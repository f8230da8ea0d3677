"""A national team begins a layer, pins it, fills in values, and sees where it stands; with commands alone."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings, strategies as st

from cop_author.app.check import check
from cop_author.app.fill import Answer, enter, open_fill
from cop_author.app.value_sheet import COLUMNS, read_values, write_values
from cop_author.cli.layers import fill
from cop_author.cli.main import cop
from cop_author.errors import UsageError

Git = Callable[..., str]
DAY = "2026-11-24"
ROUTE = "ind-reporting-route"
WHY = ("--reason", "The act says so.", "--effect", "strengthen")


def run(folder: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(cop, ["-C", str(folder), *arguments], input=answers, catch_exceptions=False)


def layer(folder: Path, *arguments: str, answers: str = "") -> Result:
    return run(folder, "layer", *arguments, answers=answers)


def refused(folder: Path, *arguments: str) -> UsageError:
    with pytest.raises(UsageError) as failure:
        layer(folder, *arguments)
    assert failure.value.hint
    return failure.value


def errors(folder: Path) -> list[str]:
    return [problem.message for problem in check(folder) if problem.is_error]


@pytest.fixture
def released(repository: Path, git: Git) -> Path:
    """The example in git, with its release recorded as it is."""
    release = repository / "content/register/releases.yaml"
    if "version: 1.0.0" not in release.read_text():
        run(repository, "release", "record", "master")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Release")
    return repository


# new


def test_a_new_layer_stands_on_the_newest_release_and_changes_nothing(released: Path) -> None:
    done = layer(
        released, "new", "tz", "--title", "Tanzania", "--languages", "en,sw", "--place", "Tanzania",
        "--guideline", "industry", "--guideline", "children", "--illustrative",
    )  # fmt: skip
    assert done.exit_code == 0
    assert "tz stands on master 1.0.0." in done.output
    assert "cop layer fill tz" in done.output
    folder = released / "content/layers/tz"
    assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.yaml")) == [
        "base.yaml", "editions/tz-children.yaml", "editions/tz-games.yaml", "layer.yaml", "parameters.yaml",
    ]  # fmt: skip
    assert "illustrative: true\n" in (folder / "layer.yaml").read_text()
    assert errors(released) == []
    assert '"operations": {}' in layer(released, "status", "tz", "--json").output


def test_a_new_layer_may_stand_on_another_and_takes_over_its_editions(example: Path) -> None:
    done = layer(example, "new", "acme", "--title", "Acme", "--kind", "organisation", "--parent", "ke",
                 "--guideline", "industry")  # fmt: skip
    assert "nothing has been released yet" in done.output
    edition = (example / "content/layers/acme/editions/acme-industry-games.yaml").read_text()
    assert "sectors: [gaming]" in edition
    assert errors(example) == []


def test_a_dry_run_of_new_makes_nothing(example: Path) -> None:
    assert "+id: tz" in layer(example, "new", "tz", "--title", "Tanzania", "--dry-run").output
    assert not (example / "content/layers/tz").exists()


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["Kenya!"], "cannot be an id", "as in ke"),
        (["ke"], "there is a layer 'ke' already", "status"),
        (["master"], "there is a layer 'master' already", "another id"),
        (["ind"], "prefix of a guideline", "another id"),
        (["tz", "--parent", "kx"], "no layer 'kx'", "master, ke"),
        (["tz", "--guideline", "industri"], "no guideline 'industri'", "industry"),
    ],
)
def test_a_layer_that_cannot_be_is_not_begun(example: Path, arguments: list[str], message: str, hint: str) -> None:
    failure = refused(example, "new", *arguments, "--title", "T")
    assert message in failure.message
    assert hint in failure.hint


def test_a_language_that_is_none_is_refused_and_nothing_is_written(example: Path) -> None:
    done = layer(example, "new", "tz", "--title", "Tanzania", "--languages", "english")
    assert (done.exit_code, "is not a language tag" in done.output) == (1, True)
    assert not (example / "content/layers/tz").exists()


# pin


def test_a_first_pin_and_missing_bases_are_recorded(released: Path) -> None:
    base = released / "content/layers/ke/base.yaml"
    follow = released / "content/layers/ke/layer.yaml"
    follow.write_text(re.sub(r"(?m)^follow: true.*\n", "", follow.read_text()))
    base.unlink()
    done = layer(released, "pin", "ke")
    assert "ke now stands on master 1.0.0." in done.output
    assert f"recorded {ROUTE}#force" in done.output
    assert f"{ROUTE}#text: >-" in base.read_text()
    assert [p.code for p in check(released) if p.code == "D112"] == []
    assert "nothing was missing" in layer(released, "pin", "ke").output
    failure = refused(released, "pin", "ke", "--to", "2.0.0")
    assert "ke stands on master 1.0.0 already" in failure.message
    assert "cop layer upgrade ke" in failure.hint


def test_a_base_that_differs_is_never_overwritten_where_others_are_recorded(example: Path) -> None:
    base = example / "content/layers/ke/base.yaml"
    text = re.sub(r"(?ms)^  ind-reporting-route#text: >-\n(    .*?\n)+", "", base.read_text())
    base.write_text(text.replace("#force: should", "#force: may"))
    done = layer(example, "pin", "ke")
    assert f"{ROUTE}#force was made for other words" in done.output
    assert f"recorded {ROUTE}#text" in done.output
    assert f"{ROUTE}#force: may" in base.read_text()


def test_without_a_release_there_is_nothing_to_pin(example: Path) -> None:
    layer(example, "new", "acme", "--title", "Acme", "--parent", "ke")
    failure = refused(example, "pin", "acme")
    assert "nothing of ke has been released yet" in failure.message
    assert "cop release record ke" in failure.hint


def test_a_release_that_is_not_there_cannot_be_pinned(released: Path) -> None:
    layer(released, "new", "tz", "--title", "Tanzania")
    (released / "content/layers/tz/base.yaml").unlink()
    assert "One of: 0.9.0, 1.0.0." in refused(released, "pin", "tz", "--to", "9.0.0").hint


# fill


def test_what_is_missing_is_listed_with_where_it_is_printed(example: Path) -> None:
    done = layer(example, "fill", "ke", "--list")
    assert "missing  hotline.name" in done.output
    assert ROUTE in done.output
    found = {entry["name"]: entry for entry in json.loads(layer(example, "fill", "ke", "--json", "--all").output)}
    assert found["hotline.name"]["state"] == "missing"
    assert found["consent.digital"]["printed"] == {}
    assert "at least 13 and at most 18" in found["consent.digital"]["form"]


def ask(folder: Path, monkeypatch: pytest.MonkeyPatch, answers: list[str], *more: str) -> Result:
    monkeypatch.setattr(fill, "is_terminal", lambda: True)
    return layer(folder, "fill", "ke", *more, answers="".join(f"{answer}\n" for answer in answers))


def test_questions_are_asked_again_until_the_answer_can_be_used(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = ask(
        example, monkeypatch,
        ["Ministry", "*Childline*", "Childline", "kitabu", "https://example.org/line", "Childline", "Childline Kenya",
         "soon", DAY, ""],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "Where illegal content is reported" in done.output
    assert "holds markup" in done.output
    assert "'soon' is no day" in done.output
    text = (example / "content/layers/ke/parameters.yaml").read_text()
    assert f"hotline.name: {{value: Childline, source: ke-childline, verified: {DAY}, owner: Ministry}}" in text
    assert "ke-childline:" in (example / "content/layers/ke/sources.yaml").read_text()
    assert errors(example) == []


def test_what_was_answered_is_kept_when_somebody_stops(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = ask(example, monkeypatch, ["Ministry", "", "16", "", DAY, ""], "--all")
    assert "changed content/layers/ke/parameters.yaml" in done.output
    assert 'consent.digital: {value: "16"' in (example / "content/layers/ke/parameters.yaml").read_text()


def test_without_a_terminal_a_sheet_is_offered(example: Path) -> None:
    assert "--csv" in refused(example, "fill", "ke").hint


def sheet(folder: Path) -> list[list[str]]:
    path = folder.parent / "values.csv"
    layer(folder, "fill", "ke", "--csv", str(path), "--all")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def read_back(folder: Path, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8-sig") -> Result:
    path = folder.parent / "back.csv"
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return layer(folder, "fill", "ke", "--from", str(path))


def test_a_sheet_that_nobody_changed_changes_nothing(example: Path) -> None:
    assert "nothing changed" in read_back(example, sheet(example)).output


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")])
def test_a_sheet_is_read_as_any_spreadsheet_program_saves_it(example: Path, delimiter: str, encoding: str) -> None:
    rows = sheet(example)
    row = next(row for row in rows if row[0] == "hotline.name")
    row[COLUMNS.index("value")] = "Línea, ayuda; “ahora”"
    row[COLUMNS.index("source")] = "https://example.org/hotline"
    row[COLUMNS.index("publisher")] = "The hotline"
    done = read_back(example, rows, delimiter, encoding)
    assert done.exit_code == 0, done.output
    assert "Línea, ayuda; “ahora”" in (example / "content/layers/ke/parameters.yaml").read_text()
    assert errors(example) == []


def test_every_bad_row_is_named_and_nothing_is_written(example: Path) -> None:
    rows = sheet(example)
    before = (example / "content/layers/ke/parameters.yaml").read_text()
    by_name = {row[0]: row for row in rows}
    by_name["consent.digital"][4] = "12"
    by_name["helpline.phone"][4] = "one one six"
    by_name["evidence.period"][4:6] = ["100 days", "ke-nothing"]
    by_name["hotline.name"][4] = "A hotline"
    by_name["hotline.name"][7] = "24/11/2026"
    done = read_back(example, [*rows, ["helpline.fone", "", "", "", "1"], by_name["hotline.name"]])
    assert done.exit_code == 1
    said = done.output
    for number, row in enumerate(rows, 1):
        if row[0] in {"consent.digital", "helpline.phone", "evidence.period", "hotline.name"}:
            assert f"row {number}: error: {row[0]}" in said
    assert "the master allows 13 to 18" in said
    assert "no source 'ke-nothing'" in said
    assert "'24/11/2026' is no day" in said
    assert "Did you mean 'helpline.phone'?" in said
    assert "already" in said
    assert (example / "content/layers/ke/parameters.yaml").read_text() == before


def test_a_plus_that_a_spreadsheet_dropped_is_noticed(example: Path) -> None:
    opened = open_fill(example, "ke", DAY)
    enter(opened, (Answer("helpline.phone", "+254 116"),))
    rows = sheet(example)
    next(row for row in rows if row[0] == "helpline.phone")[4] = "254116"
    assert "Format the column as text" in read_back(example, rows).output


def test_a_sheet_without_its_columns_or_in_another_encoding_is_refused(example: Path) -> None:
    path = example.parent / "bad.csv"
    path.write_text("parameter,wert\nhelpline.phone,116\n")
    assert "--csv" in refused(example, "fill", "ke", "--from", str(path)).hint
    path.write_bytes("name,value\nhotline.name,Línea\n".encode("latin-1"))
    assert "CSV UTF-8" in refused(example, "fill", "ke", "--from", str(path)).hint
    path.write_bytes(b"")
    assert "--csv" in refused(example, "fill", "ke", "--from", str(path)).hint
    assert "already" in refused(example, "fill", "ke", "--csv", str(path)).message


_VALUE = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters="{}<>[]*`"), min_size=1, max_size=40)  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=_VALUE.map(str.strip).filter(bool))
def test_any_words_go_through_a_sheet_and_the_files_unharmed(example: Path, value: str) -> None:
    enter(open_fill(example, "ke", DAY), (Answer("hotline.name", value),))
    opened = open_fill(example, "ke", DAY)
    found = opened.entry("hotline.name").value
    assert found is not None
    assert found.value == value
    assert read_values(write_values(opened.entries), opened) == ((), ())


def test_nobody_has_verified_anything_tomorrow(example: Path) -> None:
    rows = sheet(example)
    row = next(row for row in rows if row[0] == "hotline.name")
    row[COLUMNS.index("value")], row[COLUMNS.index("verified")] = "A hotline", "2999-01-31"
    assert "2999-01-31 has not come yet" in read_back(example, rows).output


# status and explain


def test_status_shows_every_layer_in_a_line_and_one_at_length(example: Path) -> None:
    done = layer(example, "status")
    assert done.output.splitlines()[0].split()[:3] == ["layer", "stands", "on"]
    assert "ke" in done.output
    done = layer(example, "status", "ke")
    assert "1 patch, 1 set" in done.output
    assert "cop layer fill ke" in done.output
    found = json.loads(layer(example, "status", "--json").output)[0]
    assert found["operations"] == {"patch": 1, "set": 1}
    assert found["values"]["missing"] >= 1
    assert found["editions"][0]["id"] == "ke-industry-games"


def test_status_of_a_workspace_without_layers_says_how_to_begin(example: Path) -> None:
    for path in sorted((example / "content/layers").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert "cop layer new" in layer(example, "status").output


def test_explain_says_what_changed_why_and_what_did_not(example: Path) -> None:
    said = layer(example, "explain", ROUTE).output
    for words in (
        "master", "text  Give users a visible way", "ke (Kenya): changes 2 of its texts and values",
        "delay{+ and in any case within 24 hours+}", "force  [-should-]{+must+}", "unchanged: title, evidence, feedback",
        "ke-007 patch text, strengthen: an illustration", "why: National statute sets a fixed time limit.",
        "law: ", "source ke-act", "owner: ",
    ):  # fmt: skip
        assert words in " ".join(said.split()).replace("  ", " ") or words in said
    assert max(len(line) for line in said.splitlines()) <= 80


def test_explain_shows_units_that_a_layer_adds_takes_out_or_stands_beside(example: Path) -> None:
    added = ("--insert-unit", "key-message", "--title", "In Kenya", "--text", "Call 116.")
    layer(example, "override", "ind-duties", "--layer", "ke", *added, *WHY)
    said = layer(example, "explain", "ke-in-kenya").output
    assert "master 1.0.0: not there" in said or "master: not there" in said
    assert "ke (Kenya): adds it" in said
    assert "text  Call 116." in said
    assert "ke-009 puts ke-in-kenya after it" in layer(example, "explain", "ind-duties", "--layer", "ke").output


def test_explain_of_a_unit_that_no_layer_changes_says_so(example: Path) -> None:
    assert "No layer changes it." in layer(example, "explain", "chi-park").output
    assert refused(example, "explain", "chi-prak").hint.startswith("Did you mean")


def test_explain_asks_which_layer_where_two_change_a_unit_side_by_side(example: Path) -> None:
    layer(example, "new", "tz", "--title", "Tanzania")
    layer(example, "override", ROUTE, "--layer", "tz", "--force", "must", *WHY)
    assert "--layer" in refused(example, "explain", ROUTE).hint
    layer(example, "new", "acme", "--title", "Acme", "--parent", "tz")
    layer(example, "override", ROUTE, "--layer", "acme", "--at", "title", "--to", "Ours", *WHY)
    (example / "content/layers/ke/overrides/industry.yaml").unlink()
    said = layer(example, "explain", ROUTE).output
    assert said.index("tz (Tanzania)") < said.index("acme (Acme)")
