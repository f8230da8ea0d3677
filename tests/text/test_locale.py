import pytest

from cop_author.text.locale import choice_letters, format_date, format_duration, is_known, language, seconds


@pytest.mark.parametrize(
    ("tag", "dir_", "name"),
    [
        ("ar", "rtl", "العربية"),
        ("zh-Hans", "ltr", "中文 (简体)"),
        ("ur", "rtl", "اردو"),
        ("sr-Latn", "ltr", "srpski (latinica)"),
        ("sw", "ltr", "Kiswahili"),
    ],
)
def test_direction_and_own_name_come_from_cldr(tag: str, dir_: str, name: str) -> None:
    assert (language(tag).dir, language(tag).name) == (dir_, name)


def test_an_unknown_language_is_shown_by_its_tag_and_not_guessed() -> None:
    assert not is_known("xx")
    assert language("xx").name == "xx"


@pytest.mark.parametrize(
    ("tag", "text"), [("en", "90 days"), ("fr", "90 jours"), ("sw", "siku 90"), ("zh-Hans", "90天"), ("de", "90 Tage")]
)
def test_a_duration_is_written_as_the_language_writes_it(tag: str, text: str) -> None:
    assert format_duration("90 days", tag).replace("\u00a0", " ") == text


def test_durations_compare_across_units() -> None:
    assert seconds("90 days") == 7_776_000
    assert seconds("1 week") == seconds("7 days")
    assert seconds("soon") is None


def test_dates_are_written_at_length() -> None:
    assert format_date("2026-11-23", "fr") == "23 novembre 2026"
    assert format_date("2026-11-23", "en") == "23 November 2026"
    assert format_date("2026-11-23", "en-US") == "November 23, 2026"


def test_choices_are_counted_with_the_letters_of_the_language() -> None:
    assert choice_letters("ar-EG")[:3] == "أبج"
    assert choice_letters("he")[:3] == "אבג"
    assert choice_letters("ru")[:3] == choice_letters("zh-Hans")[:3] == choice_letters("xx")[:3] == "ABC"
