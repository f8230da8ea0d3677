"""Prose in many scripts is printed, and its words are read out of the PDF again.

The texts are the first article of the Universal Declaration of Human Rights. A script is tried with the fonts that are
shipped or lie below tests/; where none has its letters, its test is skipped.
"""

import io
import shutil
import subprocess
from functools import cache
from pathlib import Path

import page
import pikepdf
import pytest

from cop_author.render.faces import all_faces
from cop_author.render.pdf import print_pdf
from cop_author.render.shipped import packaged
from cop_author.render.subset import characters
from cop_author.render.text_layer import is_turned, needs_actual_text
from tests.conftest import REPOSITORY
from tests.render.tree import tree_of
from tests.text_layer import score, text_of

PROSE = {
    "ar": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل بعضهم بعضًا بروح"
    " الإخاء.",
    "bn": "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে। তাঁদের বিবেক এবং বুদ্ধি আছে; সুতরাং"
    " সকলেরই একে অপরের প্রতি ভ্রাতৃত্বসুলভ মনোভাব নিয়ে আচরণ করা উচিত।",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με"
    " λογική και συνείδηση, και οφείλουν να συμπεριφέρονται μεταξύ τους με πνεύμα αδελφοσύνης.",
    "he": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש"
    " ברעהו ברוח של אחווה.",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और"
    " अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "km": "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
    "lo": "ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີ, ສິດທິ, ເສລີພາບ ແລະ ຄວາມສະເໝີພາບເທົ່າທຽມກັນ.",
    "my": "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။",
    "ta": "மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும், உரிமைகளிலும் சமமானவர்கள்.",
    "te": "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును నగుదురు.",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔",
    "zh": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
}
RIGHT_TO_LEFT = ("ar", "he", "ur")
FLOORS = {"ar": 94.0, "he": 97.0, "ur": 97.0}
"""Less than all, of languages from right to left: a reader of PDF may put a vowel sign, or a full stop, elsewhere."""
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")


@cache
def printed(lang: str) -> bytes:
    return printed_anew(lang)


def printed_anew(lang: str) -> bytes:
    """A title and a paragraph of prose, the second with a link, on a wide page."""
    said = PROSE[lang]
    fonts = fonts_for(said)
    names = [f"{lang}{at}" for at in range(len(fonts))]
    faces = "".join(f"@font-face{{font-family:{name};src:url({name}.woff2)}}" for name in names)
    style = f"{faces}@page{{size:A4 landscape}}body{{font:10pt/2 {','.join(names)}}}"
    html = f"""<!doctype html><html lang="{lang}" dir="{"rtl" if lang in RIGHT_TO_LEFT else "ltr"}">
        <head><title>Prose</title><style>{style}</style></head>
        <body><h1>{said}</h1><p>{said} <a href="https://a.example/">a.example</a> {said}</p></body></html>"""
    return print_pdf(html, dict(zip((f"{name}.woff2" for name in names), fonts, strict=True)).__getitem__)


def fonts_for(text: str) -> tuple[bytes, ...]:
    """The fonts that have the letters of a text, and Latin ones."""
    wanted = {ord(char) for char in text} - {0x20}
    shipped = [face for face in all_faces() if (face.weight, face.style) == (400, "normal")]
    chosen = [packaged(f"fonts/{face.file}") for face in shipped if face.covers(frozenset(wanted | {0x61}))]
    chosen += [font for font in of_tests() if wanted & characters(font)]
    if missing := wanted.difference(*map(characters, chosen)):
        pytest.skip(f"no font here has {''.join(map(chr, sorted(missing)))}")
    return tuple(chosen)


@cache
def of_tests() -> tuple[bytes, ...]:
    """Fonts of further scripts: one in the repository, others among what is installed for tests."""
    installed = (REPOSITORY / "node_modules" / "@fontsource").glob("*/files/*-400-normal.woff2")
    return tuple(path.read_bytes() for path in sorted((*(REPOSITORY / "tests").rglob("*.woff2"), *installed)))


@needs_poppler
@pytest.mark.pdf
@pytest.mark.parametrize("lang", PROSE)
def test_the_words_of_prose_can_be_read_out_of_the_pdf(lang: str, tmp_path: Path) -> None:
    (tmp_path / "prose.pdf").write_bytes(printed(lang))
    found = score([PROSE[lang]], text_of(tmp_path / "prose.pdf"))
    assert found.share >= FLOORS.get(lang, 100.0), found
    assert not page.validate_pdf(str(tmp_path / "prose.pdf")).failures


@needs_poppler
@pytest.mark.pdf
def test_without_what_we_add_some_of_these_words_could_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed("hi")
    monkeypatch.setattr("cop_author.render.tagging.needs_actual_text", lambda words: False)
    (tmp_path / "prose.pdf").write_bytes(printed_anew("hi"))
    assert score([PROSE["hi"]], text_of(tmp_path / "prose.pdf")).share < 80


def test_words_that_need_no_more_get_no_more() -> None:
    for lang in ("ar", "el", "zh"):
        with pikepdf.open(io.BytesIO(printed(lang))) as pdf:
            assert b"/ActualText" not in pdf.pages[0].Contents.read_bytes()
    with pikepdf.open(io.BytesIO(printed("hi"))) as pdf:
        drawn = pdf.pages[0].Contents.read_bytes()
    assert drawn.count(b"/ActualText") >= 3
    assert drawn.count(b"/Lang (hi)") == drawn.count(b"/ActualText")
    assert drawn.count(b"BDC") == drawn.count(b"EMC")


def test_what_runs_from_right_to_left_is_told_in_the_order_of_reading() -> None:
    title, paragraph = tree_of(printed("ar")).kids
    assert title.actual == PROSE["ar"] and title.role == "H1"  # type: ignore[union-attr]
    first, link, second = (kid for kid in paragraph.kids if not isinstance(kid, str))  # type: ignore[union-attr]
    assert (first.role, link.role, second.role) == ("Span", "Link", "Span")
    assert first.actual.strip() == second.actual.strip() == PROSE["ar"]
    assert link.actual == "" and link.links == ("a.example",)


def test_no_element_that_holds_others_has_words_in_their_place() -> None:
    for lang in ("ar", "el"):
        for tag in tree_of(printed(lang)).all():
            assert not tag.actual or all(isinstance(kid, str) for kid in tag.kids)


@pytest.mark.parametrize(
    ("words", "needed"), [("कि", True), ("abc", False), ("ไทย", False), ("ខ្មែរ", True), ("عين", False)]
)
def test_which_scripts_need_their_words_said(words: str, needed: bool) -> None:
    assert needs_actual_text(words) is needed


@pytest.mark.parametrize(
    ("words", "from_right", "turned"),
    [
        ("عين", False, True),
        ("אב", False, True),
        ("Two words", True, False),
        ("Two words.", True, True),
        ("Two words.", False, False),
        ("12", True, False),
        ("1 2", True, True),
        ("  ", True, False),
    ],
)
def test_which_words_stand_in_another_order_than_they_are_read(words: str, from_right: bool, turned: bool) -> None:
    assert is_turned(words, from_right=from_right) is turned


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_such_a_pdf_is_sound_and_the_same_each_time(tmp_path: Path) -> None:
    assert printed("hi") == printed_anew("hi")
    (tmp_path / "prose.pdf").write_bytes(printed("hi"))
    subprocess.run(["qpdf", "--check", tmp_path / "prose.pdf"], check=True, capture_output=True)
