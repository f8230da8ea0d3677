"""Review packs: what a signer reads, and a sheet that comes back as approvals and comments."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from cop_author.app.approve import open_desk, read_replies, take_replies
from cop_author.app.review_pack import make_pack
from cop_author.errors import OutputError
from cop_author.model.deviation import Standing

Git = Callable[..., str]
TODAY = "2026-11-25"


@pytest.fixture
def issued(released: Path) -> Path:
    """The released example, its layer no illustration."""
    layer = released / "content/layers/ke/layer.yaml"
    layer.write_text("".join(line for line in layer.read_text().splitlines(True) if "illustrative" not in line))
    (released / "content/layers/ke/approvals.yaml").unlink()
    return released


def rows(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "reply.csv").read_text(encoding="utf-8-sig"))))


def test_a_pack_is_a_page_a_book_and_a_sheet_that_need_nothing_else(issued: Path, tmp_path: Path) -> None:
    packed = make_pack(issued, "ke", tmp_path / "pack", TODAY)
    assert (packed.changes, packed.values) == (2, 2)
    page = (packed.folder / "review.html").read_text()
    assert "http" not in page.replace("https://example.org/act", "").replace('http-equiv="Content', "")
    assert "<script" not in page and "<link" not in page
    assert (packed.folder / "review.pdf").read_bytes().startswith(b"%PDF")


def test_the_page_shows_both_texts_the_reason_the_law_and_what_to_look_at_twice(issued: Path, tmp_path: Path) -> None:
    page = " ".join((make_pack(issued, "ke", tmp_path / "pack", TODAY).folder / "review.html").read_text().split())
    assert '<ins><span class="unseen">added: </span> and in any case within 24 hours' in page
    assert "National statute sets a fixed time limit." in page
    assert "An act" in page and "https://example.org/act" in page
    assert "A number was changed: “24”." in page
    assert "[child sexual abuse material]" not in page, "markup is not for readers"
    assert "90 days" in page and "Not approved yet" in page


def test_each_change_to_a_shared_text_shows_its_own_words_and_what_all_make_of_it(issued: Path, tmp_path: Path) -> None:
    override = issued / "content/layers/ke/overrides/industry.yaml"
    other = "  - {id: ke-009, do: patch, at: text, find: Give, put: Offer and Give, reason: r, effect: clarify}\n"
    override.write_text(override.read_text() + other)
    page = " ".join((make_pack(issued, "ke", tmp_path / "pack", TODAY).folder / "review.html").read_text().split())
    [first, second] = (
        page.partition(f'id="{name}"')[2].partition("</article>")[0].partition("the text reads:")
        for name in ("ke-007", "ke-009")
    )
    assert "within 24 hours" in first[0] and "Offer" not in first[0] and '<a href="#ke-009">' in first[0]
    assert "Offer" in second[0] and "24 hours" not in second[0] and '<a href="#ke-007">' in second[0]
    assert "Offer and Give users" in first[2] and "within 24 hours" in second[2]


def test_a_sheet_comes_back_as_approvals_and_comments(issued: Path, tmp_path: Path) -> None:
    sheet = rows(make_pack(issued, "ke", tmp_path / "pack", TODAY).folder)
    assert [row["subject"] for row in sheet] == ["ke-007", "ke-008", "evidence.period", "helpline.phone"]
    who = {"name": "A. Lawyer", "role": "lawyer", "date": TODAY}
    sheet[0] |= who | {"decision": "approve"}
    sheet[1] |= who | {"decision": "comment", "comment": "Does the act say must?"}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(sheet[0]))
    writer.writeheader()
    writer.writerows(sheet)
    desk = open_desk(issued, "ke", TODAY)
    replies = read_replies(desk, out.getvalue(), "reply.csv", TODAY)
    assert replies.refused == ()
    assert take_replies(desk, replies).written
    standings = {subject.name: subject.standing for subject in open_desk(issued, "ke", TODAY).subjects}
    assert (standings["ke-007"], standings["ke-008"]) == (Standing.APPROVED, Standing.MISSING)
    again = (make_pack(issued, "ke", tmp_path / "pack", TODAY).folder / "review.html").read_text()
    assert "Does the act say must?" in again


def test_a_sheet_from_before_a_change_is_refused(issued: Path, tmp_path: Path) -> None:
    sheet = rows(make_pack(issued, "ke", tmp_path / "pack", TODAY).folder)
    override = issued / "content/layers/ke/overrides/industry.yaml"
    override.write_text(override.read_text().replace("24 hours", "12 hours"))
    row = ",".join([sheet[0]["subject"], sheet[0]["digest"], "approve", "", "A. Lawyer", "lawyer", TODAY])
    text = f"subject,digest,decision,comment,name,role,date\n{row}\n"
    [problem] = read_replies(open_desk(issued, "ke", TODAY), text, "reply.csv", TODAY).refused
    assert problem.code == "L209" and "row 2" in problem.message


def test_an_illustration_can_be_read_and_says_that_nobody_approves_it(released: Path, tmp_path: Path) -> None:
    page = (make_pack(released, "ke", tmp_path / "pack", TODAY).folder / "review.html").read_text()
    assert "Illustration. Not issued by the authorities of Kenya." in page
    assert "Nobody is asked to approve it" in page


def test_a_folder_with_other_files_is_never_replaced(issued: Path) -> None:
    with pytest.raises(OutputError, match="holds other files"):
        make_pack(issued, "ke", issued, TODAY)
    assert (issued / "cop.yaml").is_file()
