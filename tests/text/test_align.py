"""What long texts have in common is found in a short time, and is in common indeed."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cop_author.model.runs import Op
from cop_author.text import align
from cop_author.text.align import common_runs, is_long
from cop_author.text.merge import merge
from cop_author.text.sensitive import sensitive
from cop_author.text.words import diff, similarity, tokens

WORDS = st.lists(st.sampled_from(["keep", "the", "form", "safe", "now", ".", "!"]), max_size=40).map(" ".join)
SHORT = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def all_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text is lined up as long ones are."""
    monkeypatch.setattr(align, "_MOST", (4, 4))
    monkeypatch.setattr(align, "_MOST_BETWEEN", (6, 4))


@SHORT
@given(WORDS, WORDS)
@pytest.mark.usefixtures("all_are_long")
def test_runs_are_in_common_and_in_order(old: str, new: str) -> None:
    before, after = tokens(old), tokens(new)
    end = new_end = 0
    for at, new_at, size in common_runs(before, after, str.isspace):
        assert at >= end and new_at >= new_end and size
        assert before[at : at + size] == after[new_at : new_at + size]
        assert (at, new_at) != (end, new_end) or not end, "two runs that are one"
        end, new_end = at + size, new_at + size


@SHORT
@given(WORDS, WORDS, WORDS)
@pytest.mark.usefixtures("all_are_long")
def test_a_merge_of_long_texts_loses_nothing(base: str, ours: str, theirs: str) -> None:
    assert merge(base, ours, base).text == ours and merge(base, base, theirs).text == theirs
    assert merge(base, ours, ours).text == ours
    runs = diff(base, ours)
    assert "".join(run.text for run in runs if run.op is not Op.INSERT) == base
    assert "".join(run.text for run in runs if run.op is not Op.DELETE) == ours


def test_ordinary_texts_are_not_long_and_those_that_repeat_a_word_over_and_over_are() -> None:
    ordinary = tokens(" ".join(f"Sentence {number} says what to do." for number in range(40)))
    assert not is_long(ordinary, ordinary)
    assert is_long(tokens("a " * 300), tokens("a " * 300))


def long_text(chance: random.Random, words: int) -> str:
    known = ["child", "report", "the", "of", "and", "to", "must", *(f"word{number}" for number in range(300))]
    return " ".join(chance.choice(known) + "." * (number % 14 == 13) for number in range(words))


def edited(text: str, chance: random.Random, times: int) -> str:
    words = text.split(" ")
    for _ in range(times):
        words[chance.randrange(len(words))] = "other"
    return " ".join(words)


CHANCE = random.Random(1)
LONG = long_text(CHANCE, 6_000)
CASES = {
    "a few words": (LONG, edited(LONG, CHANCE, 5), edited(LONG, CHANCE, 5)),
    "a word in five": (LONG, edited(LONG, CHANCE, 1_200), edited(LONG, CHANCE, 1_200)),
    "all": (LONG, long_text(CHANCE, 6_000), long_text(CHANCE, 6_000)),
    "one word over and over": ("a " * 6_000, "a " * 5_990 + "b", "b " + "a " * 6_000),
    "no sentences": tuple(each.replace(".", "") for each in (LONG, f"Our {LONG}", f"{LONG} their")),
    "by character": ("保存图片。告诉用户" * 700, "我" + "保存图片。告诉用户" * 700, "保存图片。告诉用户" * 700 + "我"),
}


@pytest.mark.parametrize("name", CASES)
def test_texts_of_thousands_of_words_are_merged_at_once_and_for_a_person(name: str) -> None:
    base, ours, theirs = CASES[name]
    before = time.process_time()
    merged = merge(base, ours, theirs)
    assert sensitive(base, ours, theirs, merged, "en")
    similarity(base, ours)
    assert time.process_time() - before < 5, "seconds; without a bound it is minutes"
    assert merged.ambiguous


def test_changes_of_one_long_sentence_in_two_places_go_together() -> None:
    words = [f"word{number}" for number in range(2_000)]
    base = " ".join(words)
    merged = merge(base, base.replace("word3 ", "ours "), base.replace("word1900 ", "theirs "))
    assert merged.text == base.replace("word3 ", "ours ").replace("word1900 ", "theirs ")
