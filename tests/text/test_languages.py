import pytest

from cop_author.text.languages import LANGUAGES, UNKNOWN, Lexicon, entries, lexicon_of, matcher


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("fr-CA", "fr"),
        ("fr_CA", "fr"),
        ("zh-Hans", "zh"),
        ("zh-Hant-HK", "zh"),
        ("EN", "en"),
    ],
)
def test_a_form_of_a_language_has_the_words_of_the_language(tag: str, code: str) -> None:
    found = lexicon_of(tag)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("tag", ["", "tlh", "eng", "und", "sr-Latn", "e"])
def test_a_language_without_words_is_not_known(tag: str) -> None:
    assert lexicon_of(tag) is None


@pytest.mark.parametrize("lexicon", LANGUAGES, ids=lambda lexicon: lexicon.code)
def test_every_listed_word_is_found(lexicon: Lexicon) -> None:
    for words in (lexicon.negation, lexicon.force, lexicon.condition, lexicon.number, lexicon.quantity):
        listed = entries(words.listed)
        assert listed
        assert len(listed) == len(set(listed))
        for entry in listed:
            assert matcher(lexicon, words).search(lexicon.prepare(f"… {entry.replace('*', '')} …")), entry


@pytest.mark.parametrize(
    ("lang", "kind", "found", "missed"),
    [
        ("en", "negation", ["can’t", "harmless", "alcohol-free", "NOT", "pro\u00adhibited"], ["unless", "wireless", "note", "knot"]),
        ("en", "number", ["twenty-four", "seventeenth", "Two"], ["often", "phone", "tent"]),
        ("en", "quantity", ["at least", "ages"], ["page", "ally"]),
        ("fr", "negation", ["n’ouvre", "N'ouvre", "interdit", "d’aucun"], ["note", "passer"]),
        ("es", "force", ["podrá", "debería", "puede"], ["debajo", "apodo"]),
        ("de", "negation", ["keinerlei", "wehrlos", "gewaltfreie"], ["Note", "groß"]),
        ("de", "number", ["einundzwanzig", "dreizehnte", "hundert"], ["achten", "helfen", "eine"]),
        ("it", "number", ["duecentotrentasette", "ventunesimo"], ["centro", "settembre"]),
        ("ru", "negation", ["незаконный", "без", "запрещено"], ["небо", "нежный"]),
        ("ru", "number", ["трёх", "девяностый"], ["семья", "сотрудник"]),
        ("ar", "negation", ["ولا", "لَمْ", "بدون", "غـــير", "إلّا"], ["لها", "سلام", "كلام"]),
        ("ar", "condition", ["إذا", "اذا", "وإذا"], ["هذا"]),
        ("zh", "negation", ["不", "从未", "禁止", "別"], ["未成年", "非常", "特别", "免费", "性别", "别人"]),
        ("zh", "denial", ["别说", "不要", "没有"], ["特别", "区别", "性别", "识别", "别人"]),
        ("zh", "force", ["应当", "必须", "可以"], ["应用", "重要", "智能", "适应"]),
        ("zh", "quantity", ["每年", "多少"], ["青少年", "未成年人", "聊天"]),
        ("sw", "negation", ["hawaruhusiwi", "hakuna", "usitumie", "asiyejulikana", "kutotumia", "sitaki", "hutaweza", "haliko", "hayupo"], ["habari", "hatua", "siku", "siri", "wasichana", "usiku", "kutoka", "kutoa", "haki", "asilimia", "mawasiliano"]),
        ("sw", "force", ["anaweza", "lazima", "inapaswa"], ["mwezi"]),
    ],
)  # fmt: skip
def test_words_are_told_from_those_that_look_alike(lang: str, kind: str, found: list[str], missed: list[str]) -> None:
    lexicon = lexicon_of(lang)
    assert lexicon is not None
    pattern = matcher(lexicon, getattr(lexicon, kind))
    assert [word for word in found if not pattern.search(lexicon.prepare(f"x {word} x"))] == []
    assert [word for word in missed if pattern.search(lexicon.prepare(f"x {word} x"))] == []


def test_nothing_is_found_for_an_unknown_language() -> None:
    assert not matcher(UNKNOWN, UNKNOWN.negation).search("not never")
