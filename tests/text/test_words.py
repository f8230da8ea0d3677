import pytest
from hypothesis import given, strategies as st

from cop_author.model.runs import Op, Run
from cop_author.text.words import diff, readable_diff, tokens

sentences = st.lists(
    st.sampled_from(["store", "images", "do", "not", "of", "victims", ".", " ", "{a.b}", "图", "片"]), max_size=12
).map(" ".join)


@given(st.text())
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(sentences, sentences)
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    runs = diff(old, new)
    assert "".join(run.text for run in runs if run.op is not Op.INSERT) == old
    assert "".join(run.text for run in runs if run.op is not Op.DELETE) == new


def test_a_placeholder_and_a_hyphenated_word_are_one_word() -> None:
    assert tokens("Keep {evidence.period} up-to-date") == ("Keep", " ", "{evidence.period}", " ", "up-to-date")


def test_scripts_without_spaces_are_compared_by_character() -> None:
    assert diff("保存图片", "删除图片") == (Run(Op.DELETE, "保存"), Run(Op.INSERT, "删除"), Run(Op.KEEP, "图片"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قدّموا المساعدة", ["قدّموا", " ", "المساعدة"]),
        ("बच्चों को", ["बच्चों", " ", "को"]),
        ("שָׁלוֹם", ["שָׁלוֹם"]),
        ("می‌خواهم", ["می‌خواهم"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("กำลัง", ["ก", "ำ", "ลั", "ง"]),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
        ("မြန်မာ", ["မြ", "န်", "မာ"]),
    ],
)
def test_a_letter_keeps_the_signs_that_are_written_on_it(text: str, words: list[str]) -> None:
    assert list(tokens(text)) == words


def test_neighbouring_changes_are_one() -> None:
    assert diff("without any delay", "within two days") == (
        Run(Op.DELETE, "without any delay"),
        Run(Op.INSERT, "within two days"),
    )


@given(sentences, sentences)
def test_a_readable_difference_holds_both_texts_too(old: str, new: str) -> None:
    runs = readable_diff(old, new)
    assert "".join(run.text for run in runs if run.op is not Op.INSERT) == old
    assert "".join(run.text for run in runs if run.op is not Op.DELETE) == new


def test_words_alike_by_chance_do_not_cut_a_sentence_into_pieces() -> None:
    assert readable_diff("Complaint in writing", "In writing, with your name, in a single case") == (
        Run(Op.DELETE, "Complaint in writing"),
        Run(Op.INSERT, "In writing, with your name, in a single case"),
    )
    assert readable_diff("Owner: the head of government.", "Owner: the council, with the heads of the cantons.") == (
        Run(Op.KEEP, "Owner: the "),
        Run(Op.DELETE, "head of government"),
        Run(Op.INSERT, "council, with the heads of the cantons"),
        Run(Op.KEEP, "."),
    )


def test_small_changes_far_from_each_other_stay_small() -> None:
    assert len(readable_diff("Pass it on soon and keep it.", "Pass it on today and keep it well.")) == len(
        diff("Pass it on soon and keep it.", "Pass it on today and keep it well.")
    )
