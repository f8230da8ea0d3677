import unicodedata

import pytest

from cop_author.text.normalise import digest, loosely, normalise

COMPOSED = "Café “oui” à tous"


@pytest.mark.edge_case(23)
@pytest.mark.parametrize(
    "other",
    [
        unicodedata.normalize("NFD", COMPOSED),
        COMPOSED.replace(" ", "\u00a0"),
        COMPOSED.replace(" ", "\r\n"),
        f" {COMPOSED}\n",
    ],
    ids=["decomposed", "no-break space", "CRLF", "edges"],
)
def test_the_form_of_the_same_text_changes_no_digest(other: str) -> None:
    assert other != COMPOSED
    assert normalise(other) == COMPOSED
    assert digest(other) == digest(COMPOSED)


@pytest.mark.edge_case(23)
def test_smart_quotes_defeat_no_search_but_are_kept_in_a_digest() -> None:
    assert loosely("It’s “so”") == loosely('it\'s "SO"')
    assert digest("It’s") != digest("It's")


def test_other_words_have_another_digest() -> None:
    assert digest("Store images") != digest("Do not store images")
