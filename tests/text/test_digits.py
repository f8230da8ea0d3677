"""Digits of a script of its own: which languages have some, and which numbers are written with them."""

import pytest

from cop_author.text.digits import native_digits, written_with
from cop_author.text.figures import western_digits

ARABIC = "٠١٢٣٤٥٦٧٨٩"


@pytest.mark.parametrize(
    ("tag", "digits"),
    [
        ("ar", ARABIC),
        ("ar-XB", ARABIC),
        ("ur", "۰۱۲۳۴۵۶۷۸۹"),
        ("hi", "०१२३४५६७८९"),
        ("km", "០១២៣៤៥៦៧៨៩"),
        ("th", "๐๑๒๓๔๕๖๗๘๙"),
        *((tag, "") for tag in ("en", "he", "am", "zh-Hans", "ja", "xx", "not a tag")),
    ],
)
def test_a_language_has_digits_of_its_own_or_none(tag: str, digits: str) -> None:
    assert native_digits(tag) == digits


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("من 9 إلى 12", "من ٩ إلى ١٢"),
        ("(18)، 3.1 و1,500", "(١٨)، ٣.١ و١,٥٠٠"),
        ("9–12 سنة", "٩–١٢ سنة"),
        ("H.265 وCOVID-19 و4K", "H.265 وCOVID-19 و4K"),
        ("a@b.example https://a.example/7 2/3", "a@b.example https://a.example/7 2/3"),
        ("2026-11-23 1.4.0", "2026-11-23 1.4.0"),
        ("&#39; &#34;5&#34; R&amp;D2 5&nbsp;6", "&#39; &#34;٥&#34; R&amp;D2 ٥&nbsp;٦"),
        ("٥ و5", "٥ و٥"),
    ],
)
def test_numbers_are_written_with_them_and_what_is_typed_is_not(text: str, written: str) -> None:
    assert written_with(ARABIC, text) == written


def test_a_number_is_found_with_any_digits() -> None:
    assert western_digits("١٢ ۱۲ १२ 12 ①") == "12 12 12 12 ①"
