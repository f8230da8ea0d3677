"""The review packs of real layers pass the validators too, and need nothing but themselves."""

import json
from pathlib import Path

import page
import pytest

from cop_author.app.review_pack import make_pack
from tests.conftest import REPOSITORY
from tests.publication.conftest import Tool, need


@pytest.fixture(scope="module", params=["ch", "eg"])
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pack(REPOSITORY, request.param, tmp_path_factory.mktemp("review") / request.param, "2026-11-26").folder


def test_what_a_layer_takes_from_the_one_below_it_is_named_by_its_place(tmp_path: Path) -> None:
    page = make_pack(REPOSITORY, "eg", tmp_path / "eg", "2026-11-26").folder / "review.html"
    assert "In the table: A child abroad or on the way, Who, gone:" in " ".join(page.read_text("utf-8").split())


@pytest.mark.pdf
def test_the_book_is_accessible_by_pdf_ua_1(pack: Path) -> None:
    report = page.validate_pdf(str(pack / "review.pdf"), profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.node
def test_the_page_is_valid_html(pack: Path, node: Tool) -> None:
    config = "tests/publication/html-validate.json"
    done = node("node_modules/html-validate/bin/html-validate.mjs", "--config", config, str(pack / "review.html"))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_page_has_no_accessibility_violation_and_asks_for_nothing(
    pack: Path, node: Tool, scheme: str, width: int
) -> None:
    arguments = (need("chromium"), scheme, str(width), str(pack), str(pack / "review.html"))
    done = node("tests/publication/axe.js", *arguments)
    assert done.returncode == 0, done.stderr[-3000:]
    [result] = json.loads(done.stdout)
    assert result["violations"] == []
    assert result["outside"] == result["failed"] == []
    assert result["overflow"] <= 0, f"{result['overflow']} px wider than a screen of {width} px"
