from pathlib import Path

import pytest

from cop_author.formats.workspace import assemble
from cop_author.store.workspace import read
from tests.conftest import EXAMPLE


def files() -> dict[str, str]:
    return read(EXAMPLE).files


def codes(changed: dict[str, str | None]) -> list[str]:
    texts = {name: text for name, text in (files() | changed).items() if text is not None}
    return [f"{p.where} {p.code} {p.message}" for p in assemble(texts, {})[1]]


def test_every_example_of_the_data_model_loads() -> None:
    workspace, problems = assemble(files(), {})
    assert problems == ()
    assert workspace is not None
    assert [guideline.id for guideline in workspace.master.guidelines] == ["children", "industry", "policy-makers"]
    layer = workspace.layers[0]
    assert [operation.id for operation in layer.operations] == ["ke-007", "ke-008"]
    assert layer.operations[0].target == "ind-reporting-route"
    assert layer.base.pin is not None
    assert layer.base.pin.version == "0.9.0"
    assert {value.name: value.value for value in layer.parameters}["helpline.phone"] == "116"
    assert len(workspace.register.releases) == len(workspace.register.waivers) == len(workspace.register.minor) == 1
    assert {step.id for step in workspace.register.lineage} == {"ind-a", "ind-gone"}


def test_the_order_of_files_never_matters() -> None:
    texts = files()
    assert assemble(dict(reversed(texts.items())), {}) == assemble(texts, {})


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"cop.yaml": None}, "cop.yaml W101"),
        ({"content/master/master.yaml": None}, "content/master/master.yaml W101"),
        ({"content/notes.yaml": "a: b\n"}, "content/notes.yaml W102"),
        ({"content/master/industry/reporting.yaml": None}, "content/master/industry/guideline.yaml:5 W104"),
        (
            {"content/master/industry/more.yaml": "format: 1\nsection: {id: ind-more, title: More}\n"},
            "content/master/industry/more.yaml:2 W103",
        ),
        ({"content/master/industry/guideline.yaml": None}, "content/master/master.yaml:6 W104"),
    ],
)
def test_what_is_missing_or_listed_nowhere_is_found(changed: dict[str, str | None], expected: str) -> None:
    assert any(found.startswith(expected) for found in codes(changed)), codes(changed)


@pytest.mark.edge_case(24)
def test_names_that_differ_only_in_case_are_refused() -> None:
    twin = "content/master/industry/Reporting.yaml"
    found = codes({twin: files()["content/master/industry/reporting.yaml"]})
    assert any("W105" in problem and "differs from" in problem for problem in found)


def test_reading_follows_no_link_out_of_the_workspace(example: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1\n")
    (example / "content/master/industry/stolen.yaml").symlink_to(secret)
    (example / "content/master/assets").mkdir()
    (example / "content/master/assets/stolen.svg").symlink_to(secret)
    found = read(example)
    assert "content/master/industry/stolen.yaml" not in found.files
    assert found.assets == {}
    assert [problem.code for problem in found.problems] == ["W113", "W113"]


def test_a_file_that_is_not_utf8_or_too_large_is_reported_and_not_read(example: Path) -> None:
    (example / "content/master/terms.yaml").write_bytes("format: 1\n# caf\xe9\n".encode("latin-1"))
    (example / "content/master/sources.yaml").write_bytes(b"a" * 50_000_000)
    (example / "content/master/facets.yaml").write_bytes(b"\xef\xbb\xbfformat: 1\n")
    problems = [f"{p.where} {p.code}" for p in read(example).problems]
    assert problems == [
        "content/master/facets.yaml:1 W111",
        "content/master/sources.yaml W112",
        "content/master/terms.yaml:2 W111",
    ]
