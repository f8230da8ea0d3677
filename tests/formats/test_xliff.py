"""XLIFF, TMX and TBX as other programs read them."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cop_author.formats.tbx import write_tbx
from cop_author.formats.tmx import write_tmx
from cop_author.formats.xliff import read_xliff, write_xliff
from cop_author.model.catalogue import Entry, Message
from cop_author.model.exchange import GlossaryRow, Pair

MESSAGE = Message("industry", "ind-a#text", "Report it.", comments=("Paragraph", "Note: a & b"))
letters = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


def toolkit(module: str) -> Any:
    return pytest.importorskip(f"translate.storage.{module}")


@given(
    source=letters.filter(bool),
    target=letters.filter(bool),
    address=st.from_regex(r"[a-z]+(-[a-z]+)*#text", fullmatch=True),
)
def test_whatever_the_words_are_they_come_back(source: str, target: str, address: str) -> None:
    pair = Pair(Message("industry", address, source), Entry(address, source, target))
    offers, lang, problems = read_xliff(write_xliff([pair], "sw").encode(), "sw.xliff")
    (found,) = offers
    assert (found.address, found.source, found.target, lang, problems) == (address, source, target, "sw", ())


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(content: bytes) -> None:
    offers, _, problems = read_xliff(content, "any.xliff")
    assert problems or not offers


def test_wording_without_an_address_and_plurals_come_back() -> None:
    plural = Message("ui", "", "%(n)s page", plural="%(n)s pages")
    pairs = [
        Pair(Message("ui", "", "Contents"), Entry("", "Contents", "Yaliyomo")),
        Pair(plural, Entry("", "%(n)s page", plural="%(n)s pages", targets=("Ukurasa %(n)s", "Kurasa %(n)s"))),
    ]
    offers, _, _ = read_xliff(write_xliff(pairs, "sw").encode(), "sw.xliff")
    assert [(o.address, o.source, o.target, o.plural, o.targets) for o in offers] == [
        ("", "Contents", "Yaliyomo", "", ()),
        ("", "%(n)s page", "", "%(n)s pages", ("Ukurasa %(n)s", "Kurasa %(n)s")),
    ]


def test_another_program_sees_text_state_and_notes() -> None:
    fuzzy = Entry("ind-b#text", "Keep it.", "Hifadhi.", fuzzy=True, previous="Keep this.")
    pairs = [
        Pair(MESSAGE, Entry("ind-a#text", "Report it.", "Ripoti.")),
        Pair(Message("industry", "ind-b#text", "Keep it."), fuzzy),
    ]
    one, two = toolkit("xliff").xlifffile.parsestring(write_xliff(pairs, "sw").encode()).units
    assert (str(one.source), str(one.target), one.isfuzzy()) == ("Report it.", "Ripoti.", False)
    assert "Note: a & b" in one.getnotes()
    assert (str(two.target), two.isfuzzy()) == ("Hifadhi.", True)
    assert [str(found.source) for found in two.getalttrans()] == ["Keep this."]


def test_what_another_program_translates_and_doubts_is_read() -> None:
    store = toolkit("xliff").xlifffile.parsestring(write_xliff([Pair(MESSAGE)], "sw").encode())
    store.units[0].target = "Ripoti."
    store.units[0].markfuzzy(True)
    out = BytesIO()
    store.serialize(out)
    ((offer,), _, _) = read_xliff(out.getvalue(), "sw.xliff")
    assert (offer.address, offer.target, offer.fuzzy, offer.refusal) == ("ind-a#text", "Ripoti.", True, "")


def test_a_memory_is_read_by_another_program() -> None:
    units = [
        (Entry("ind-a#text", "Report <it>.", "Ripoti & uonyeshe."), "en"),
        (Entry("eg-a#text", "بلّغ", "Ripoti"), "ar"),
    ]
    store = toolkit("tmx").tmxfile.parsestring(write_tmx(units, "sw", "en").encode())
    assert next((str(u.source), str(u.target)) for u in store.units) == ("Report <it>.", "Ripoti & uonyeshe.")
    assert len(store.units) == 2


def test_a_term_base_is_read_by_another_program() -> None:
    row = GlossaryRow(
        "csam", "abuse material", "A definition.", ("CSAM",), ("bad word",), "maudhui", ("maudhu",), ("ponografia",)
    )
    text = write_tbx([row, GlossaryRow("ai", "AI", "B.")], "sw", "en", "Terms")
    store = toolkit("tbx").tbxfile.parsestring(text.encode())
    assert [(str(u.source), str(u.target or "")) for u in store.units] == [("abuse material", "maudhui"), ("AI", "")]
