import json
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from cop_author.text.merge import Conflict, Merge, Origin, Passage, merge
from cop_author.text.sensitive import sensitive
from cop_author.text.words import tokens
from tests.bench.merge_cases import FIXTURE, agreement, case, git_merge

vocabulary = [
    "store",
    "images",
    "Do",
    "not",
    "of",
    "victims",
    ".",
    ",",
    " ",
    "  ",
    "{a.b}",
    "18",
    "图",
    "片",
    "é",
    "e\u0301",
]
texts = st.lists(st.sampled_from(vocabulary), max_size=14).map(" ".join) | st.lists(
    st.sampled_from("ab "), max_size=12
).map("".join)


def side(merged: Merge, kept: Origin, other: Origin) -> str:
    """One side's text, read back from a merge."""
    return "".join(
        (part.ours if kept is Origin.OURS else part.theirs) if isinstance(part, Conflict) else part.was if part.origin is other else part.text
        for part in merged.parts
    )  # fmt: skip


def swapped(merged: Merge) -> Merge:
    """A merge with its sides exchanged."""
    names = {Origin.OURS: Origin.THEIRS, Origin.THEIRS: Origin.OURS}
    return Merge(
        tuple(
            Conflict(part.base, part.theirs, part.ours)
            if isinstance(part, Conflict)
            else Passage(names.get(part.origin, part.origin), part.text, part.was)
            for part in merged.parts
        ),
        merged.ambiguous,
    )


@given(texts, texts)
def test_one_side_alone_is_what_it_wrote(base: str, changed: str) -> None:
    for merged in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert merged.text == changed
        assert not merged.ambiguous


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_merged(base: str, changed: str) -> None:
    assert merge(base, changed, base).text == changed


@given(texts, texts, texts)
def test_exchanging_the_sides_exchanges_the_origins(base: str, ours: str, theirs: str) -> None:
    assert swapped(merge(base, ours, theirs)) == merge(base, theirs, ours)


@given(texts, texts, texts)
def test_every_text_can_be_read_back_from_the_parts(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert "".join(part.base if isinstance(part, Conflict) else part.was for part in merged.parts) == base
    assert side(merged, Origin.OURS, Origin.THEIRS) == ours
    assert side(merged, Origin.THEIRS, Origin.OURS) == theirs


@given(texts, texts, texts)
def test_a_clean_merge_holds_what_each_side_added(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    if merged.text is not None:
        words = Counter(tokens(merged.text))
        for changed in (ours, theirs):
            added = Counter(tokens(changed)) - Counter(tokens(base))
            assert all(token.isspace() or words[token] >= count for token, count in added.items())


def test_each_passage_says_who_wrote_it() -> None:
    merged = merge("Store the images safely.", "Store the pictures safely, now.", "Do store the images safely.")
    assert merged.is_clean
    assert merged.text == "Do store the pictures safely, now."
    assert merged.parts == (
        Passage(Origin.THEIRS, "Do store", "Store"),
        Passage(Origin.BASE, " the ", " the "),
        Passage(Origin.OURS, "pictures", "images"),
        Passage(Origin.BASE, " safely", " safely"),
        Passage(Origin.OURS, ", now", ""),
        Passage(Origin.BASE, ".", "."),
    )


def test_what_both_wrote_alike_stands_once() -> None:
    merged = merge(
        "Call the police. Keep a note.", "Call the hotline. Keep a note.", "Call the hotline. Keep one note."
    )
    assert merged.text == "Call the hotline. Keep one note."
    assert Passage(Origin.BOTH, "hotline", "police") in merged.parts
    assert not merged.ambiguous


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("Keep the images.", "Keep the pictures.", "Keep the photos."),
        ("Keep the images.", "Keep all images.", "Keep the pictures."),
        ("Keep the images.", "Keep the old images.", "Keep the new images."),
        ("Keep the images.", "Keep.", "Keep the pictures."),
        ("保存图片。", "保存照片。", "删除图像。"),
        ("", "Keep.", "Delete."),
    ],
)
def test_changes_that_overlap_or_touch_are_a_conflict(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert merged.text is None
    assert len(merged.conflicts) == 1


def test_only_the_place_in_dispute_is_a_conflict() -> None:
    merged = merge("Keep the images. Tell nobody.", "Keep the pictures. Tell nobody.", "Keep the photos. Tell us.")
    assert merged.conflicts == (Conflict("images", "pictures", "photos"),)
    assert merged.parts[-2] == Passage(Origin.THEIRS, "us", "nobody")


def test_scripts_without_spaces_merge_by_character() -> None:
    assert (
        merge("保存图片。告诉用户。", "保存受害者图片。告诉用户。", "保存图片。告诉家长。").text
        == "保存受害者图片。告诉家长。"
    )


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("Ask. Ask. Ask.", "Ask. Ask.", "Ask. Ask. Ask now."),
        ("store the images, the images", "store the images, the images, the images", "store the images, the films"),
    ],
)
def test_what_can_be_lined_up_in_two_ways_is_ambiguous(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert merged.ambiguous


def test_ordinary_changes_are_not_ambiguous() -> None:
    base = (
        "Give users a way to report. Pass the report to the police, and keep the evidence. Tell the user what happens."
    )
    ours = base.replace("a way", "a visible way").replace("the police", "the hotline")
    merged = merge(base, ours, base.replace("Tell the user", "Tell the child"))
    assert merged.is_clean and not merged.ambiguous


def test_texts_too_long_to_look_at_from_all_sides_are_ambiguous() -> None:
    base = " ".join(f"word{number}" for number in range(1_001))
    assert merge(base, base.replace("word3 ", "other "), base.replace("word900 ", "other ")).ambiguous


@pytest.mark.parametrize("seed", range(5))
def test_no_conflict_of_git_passes_unseen(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        texts_of_case = case(chance)
        merged = merge(texts_of_case.base, texts_of_case.ours, texts_of_case.theirs)
        how = agreement(merged, git_merge(tmp_path, texts_of_case))
        assert merged.ambiguous or how not in {"conflict in git only", "different texts"}, texts_of_case


def test_no_disagreement_with_git_is_applied_without_a_person() -> None:
    known = json.loads(FIXTURE.read_text(encoding="utf-8"))
    assert known["cases"] >= 10_000
    for each in known["disagreements"]:
        merged = merge(each["base"], each["ours"], each["theirs"])
        assert (merged.text, merged.ambiguous) == (each["merged"], each["ambiguous"])
        assert merged.ambiguous
        assert sensitive(each["base"], each["ours"], each["theirs"], merged, "en")


def test_a_very_long_text_is_merged_by_sentences_and_for_a_person() -> None:
    base = " ".join(f"Sentence {number} says what is to be done on day {number}." for number in range(800))
    ours = base.replace("done on day 5.", "done by us on day 5.")
    theirs = base.replace("done on day 700.", "done by them on day 700.")
    found = merge(base, ours, theirs)
    assert found.text == ours.replace("done on day 700.", "done by them on day 700.") and found.ambiguous
    assert merge(base, ours, base.replace("done on day 5.", "left on day 5.")).conflicts
    assert merge(base, ours, base).text == ours and not merge(base, ours, base).ambiguous
