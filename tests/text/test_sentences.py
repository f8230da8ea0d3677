import pytest
from hypothesis import given, strategies as st

from cop_author.text.languages import UNKNOWN, lexicon_of
from cop_author.text.sentences import sentences, spans


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("en", "Call the police. Keep a note.", 2),
        ("en", "Is it safe? Ask! “Stop.” Then go on.", 4),
        ("en", "Ask Dr. Smith, e.g. Monday, or see Art. 5 of the law, p. 3.", 1),
        ("en", "Version 2.5 of {hotline.name} is at https://example.org/a.b now.", 1),
        ("en", "He said “Why?” and left.", 1),
        ("en", "**Stop.** {hotline.name} helps. [Read on](unit:a).", 3),
        ("en", "Under 13. Then ask.", 2),
        ("de", "Am 3. Mai geschlossen, d.h. am Feiertag.", 1),
        ("zh", "保存图片。告诉用户！好吗？", 3),
        ("zh", "他说：“停止。”然后离开。", 2),
        ("ar", "هل هذا آمن؟ اسأل. ثم أبلغ.", 3),
        ("ru", "Сообщите об этом. Это важно, т. е. срочно.", 2),
        ("es", "¿Es seguro? Pregunte.", 2),
        ("hi", "यह सुरक्षित है। पूछो।", 2),
    ],
)
def test_sentences_end_where_a_reader_would_say(lang: str, text: str, count: int) -> None:
    found = sentences(text, lexicon_of(lang) or UNKNOWN)
    assert len(found) == count, found


@given(st.text(alphabet="aA .!?。“”13\n", max_size=40))
def test_sentences_hold_all_but_white_space(text: str) -> None:
    places = spans(text, UNKNOWN)
    rest = list(text)
    for start, end in places:
        rest[start:end] = [""] * (end - start)
    assert not "".join(rest).strip()
