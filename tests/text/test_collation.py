import os
import subprocess
import sys

import pytest

from cop_author.text.collation import DIGITS, OTHERS, alphabet


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en", ["3 rules", "abuse", "Äpfel", "App", "“Quoted”", "resume", "résumé", "Résumé", "Zoo", "рус", "中文"]),
        ("de", ["Übel", "übrig", "Uhr", "Zug"]),
        ("fr", ["cote", "coté", "côte", "Écran", "éduquer", "été", "foyer"]),
        ("es", ["¿Cómo?", "nube", "ñandú", "ocio"]),
        ("it", ["città", "cittadino", "È ora", "figlio"]),
        ("sv", ["ord", "zon", "ålder", "ändra", "öppen"]),
        ("ru", ["ёлка", "ель", "енот", "жук", "яма", "AI"]),
        ("ar", ["الابتزاز", "أطفال", "الأمان", "إنترنت", "باب", "الحماية", "يوم", "AI"]),
        ("zh-Hans", ["爱", "保护", "儿童", "中国", "AI", "B 计划"]),
        ("zh-Hant", ["中國", "保護", "愛"]),
        ("ja", ["AI", "アプリ", "いじめ", "かぞく", "学校"]),
        ("ko", ["가족", "까치", "나라", "학교", "AI"]),
        ("hi", ["अधिकार", "बच्चा", "सुरक्षा"]),
        ("th", ["กา", "เด็ก", "ไทย"]),
        ("ka", ["ბავშვი", "დაცვა"]),
        ("el", ["Άλφα", "βήτα", "ωμέγα"]),
        ("am", ["ሀገር", "ልጅ"]),
    ],
)
def test_words_stand_in_the_order_of_their_language(tag: str, words: list[str]) -> None:
    assert sorted(sorted(words), key=alphabet(tag).key) == words


def test_latin_words_share_their_letters_with_chinese_ones() -> None:
    found = alphabet("zh-Hans").grouped(["中国", "B 计划", "AI", "爱", "ZIP"], str)
    assert found == {"A": ("爱", "AI"), "B": ("B 计划",), "Z": ("中国", "ZIP")}
    assert list(found) == ["A", "B", "Z"]


@pytest.mark.parametrize(
    ("tag", "letters"),
    [
        ("en", {"Éclair": "E", "“Zoo”": "Z", "app": "A", "3 rules": DIGITS, "中文": OTHERS, "": OTHERS}),
        ("de", {"Übung": "U", "ältere": "A", "ß": "S"}),
        ("es", {"ñandú": "Ñ", "Ábaco": "A", "¿Qué?": "Q"}),
        ("sv", {"ålder": "Å", "öppen": "Ö", "ämne": "Ä"}),
        ("ru", {"ёлка": "Е", "Этика": "Э", "AI": "A"}),
        ("ar", {"أمان": "ا", "إبلاغ": "ا", "آراء": "ا", "«التَّنمّر»": "ت", "الأطفال": "ا", "AI": "A"}),
        ("zh-Hans", {"爱": "A", "重庆": "C", "保护": "B", "AI": "A", "《权利》": "Q"}),
        ("zh-Hant", {"中國": "4劃"}),
        ("ko", {"가족": "ㄱ", "까치": "ㄱ", "학교": "ㅎ", "AI": "A"}),
        ("ja", {"カナ": "か", "がっこう": "か", "AI": "A", "学校": OTHERS}),
        ("th", {"เด็ก": "ด", "ไทย": "ท"}),
        ("hi", {"बच्चा": "ब"}),
        ("el", {"Άλφα": "Α"}),
        ("ka", {"ბავშვი": "ბ"}),
        ("xx", {"Årsak": "A", "бок": OTHERS}),
    ],
)
def test_words_stand_under_the_letter_that_a_reader_looks_under(tag: str, letters: dict[str, str]) -> None:
    assert {words: alphabet(tag).letter(words) for words in letters} == letters


@pytest.mark.parametrize(
    ("tag", "words", "letter"),
    [
        ("en", "A child helpline", "C"),
        ("en", "Area", "A"),
        ("en", "A", "A"),
        ("fr", "L’école", "E"),
        ("fr", "Lecture", "L"),
        ("it", "Un’app", "A"),
        ("es", "Las reglas", "R"),
        ("de", "Die Regeln", "R"),
        ("ar", "الإبلاغ", "ا"),
        ("ar", "الحماية", "ح"),
        ("ar", "التزام الدولة", "ا"),
        ("ar", "ال", "ا"),
        ("fa", "الحماية", "ا"),
    ],
)
def test_an_article_is_passed_over_and_what_looks_like_one_is_not(tag: str, words: str, letter: str) -> None:
    assert alphabet(tag).letter(words) == letter


def test_equal_words_keep_their_order_and_other_letters_come_last() -> None:
    items = [("中文", 0), ("Zoo", 1), ("app", 2), ("App", 3), ("app", 4), ("9 to 12", 5)]
    found = alphabet("en").grouped(items, lambda item: item[0])
    assert {letter: [at for _, at in each] for letter, each in found.items()} == {
        DIGITS: [5],
        "A": [2, 4, 3],
        "Z": [1],
        OTHERS: [0],
    }
    assert list(found) == [DIGITS, "A", "Z", OTHERS]


def test_the_language_of_the_machine_changes_nothing() -> None:
    code = "from cop_author.text.collation import alphabet as a; print(a('xx').letter('ålder'), a('qq').letter('ö'))"
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "LC_ALL": lang, "LANG": lang},
            capture_output=True,
            check=True,
        ).stdout
        for lang in ("C", "sv_SE.UTF-8")
    }
    assert said == {b"A O\n"}
