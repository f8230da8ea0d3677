import pytest
from hypothesis import given, strategies as st

from cop_author.core.carry_over import CarriedOver, Fate, carry_over
from cop_author.model.catalogue import Catalogue, Entry, Message
from cop_author.model.register import Change, Lineage, MinorEdit, Register
from cop_author.text.normalise import digest


def catalogue(*entries: Entry, domain: str = "industry") -> Catalogue:
    return Catalogue(domain, "sw", entries)


def message(address: str, source: str, domain: str = "industry") -> Message:
    return Message(domain, address, source)


def only(done: CarriedOver, domain: str = "industry") -> Entry:
    (found,) = [e for c in done.catalogues if c.domain == domain for e in c.entries if not e.obsolete]
    return found


def test_what_did_not_change_is_copied_with_what_the_translator_wrote() -> None:
    old = Entry("ind-a#text", "Report it.", "Ripoti.", notes=("checked with Amina",), flags=("x-ours",))
    done = carry_over([catalogue(old)], [message("ind-a#text", "Report it.")], Register(), "sw")
    assert only(done) == old and done.count(Fate.KEPT) == 1


def test_a_reworded_text_is_fuzzy_from_its_own_old_translation() -> None:
    old = Entry("ind-a#text", "Report it.", "Ripoti.")
    found = only(carry_over([catalogue(old)], [message("ind-a#text", "Report it now.")], Register(), "sw"))
    assert (found.target, found.fuzzy, found.previous, found.previous_address) == ("Ripoti.", True, "Report it.", "")
    again = only(carry_over([catalogue(found)], [message("ind-a#text", "Report it today.")], Register(), "sw"))
    assert again.previous == "Report it.", "the text that the translation was made from"


@pytest.mark.edge_case(32)
def test_a_text_reworded_to_anothers_old_words_never_takes_the_others_translation() -> None:
    old = catalogue(Entry("ind-a#text", "Block it.", "Zuia."), Entry("ind-b#text", "Keep it.", "Hifadhi."))
    done = carry_over([old], [message("ind-a#text", "Keep it."), message("ind-b#text", "Delete it.")], Register(), "sw")
    live = {e.address: e for e in done.catalogues[0].entries if not e.obsolete}
    assert (live["ind-a#text"].target, live["ind-a#text"].fuzzy) == ("Zuia.", True)
    assert (live["ind-b#text"].target, live["ind-b#text"].fuzzy) == ("Hifadhi.", True)


@pytest.mark.edge_case(31)
def test_one_text_in_two_units_keeps_two_translations() -> None:
    old = catalogue(Entry("ind-a#title", "Report", "Ripoti"), Entry("ind-b#title", "Report", "Ripoti hii"))
    done = carry_over([old], [message("ind-b#title", "Report"), message("ind-a#title", "Report")], Register(), "sw")
    assert [(e.address, e.target) for e in done.catalogues[0].entries] == [
        ("ind-b#title", "Ripoti hii"),
        ("ind-a#title", "Ripoti"),
    ]


def test_a_renamed_unit_takes_its_translation_along_while_a_release_keeps_the_old_name() -> None:
    old = catalogue(Entry("ind-a#text", "Report it.", "Ripoti."))
    register = Register(lineage=(Lineage(Change.RENAMED, "ind-a", ("ind-b",)),))
    messages = [message("ind-b#text", "Report it."), message("ind-a#text", "Report it.")]
    done = carry_over([old], messages, register, "sw", current={"ind-b#text"})
    assert [(e.address, e.target, e.fuzzy) for e in done.catalogues[0].entries] == [
        ("ind-b#text", "Ripoti.", False),
        ("ind-a#text", "Ripoti.", False),
    ]
    assert done.fates[Fate.MOVED] == ("ind-b#text",)


def test_renamed_and_reworded_is_fuzzy_and_says_where_it_came_from() -> None:
    old = catalogue(Entry("ind-a#text", "Report it.", "Ripoti."))
    register = Register(lineage=(Lineage(Change.RENAMED, "ind-a", ("ind-b",)),))
    found = only(carry_over([old], [message("ind-b#text", "Report it now.")], register, "sw"))
    assert (found.fuzzy, found.previous_address, found.previous) == (True, "ind-a#text", "Report it.")


def test_a_point_goes_where_a_split_says() -> None:
    old = catalogue(Entry("ind-a#keep", "Keep it.", "Hifadhi."), Entry("ind-a#tell", "Tell them.", "Waambie."))
    took = (("ind-a#keep", "ind-b#keep"), ("ind-a#tell", "ind-c#tell"))
    register = Register(lineage=(Lineage(Change.SPLIT, "ind-a", ("ind-b", "ind-c"), took),))
    messages = [message("ind-b#keep", "Keep it."), message("ind-c#tell", "Tell them.")]
    done = carry_over([old], messages, register, "sw")
    assert [(e.address, e.target, e.fuzzy) for e in done.catalogues[0].entries if not e.obsolete] == [
        ("ind-b#keep", "Hifadhi.", False),
        ("ind-c#tell", "Waambie.", False),
    ]


def test_a_unit_that_moved_to_another_guideline_moves_to_its_catalogue() -> None:
    old = catalogue(Entry("ind-a#text", "Report it.", "Ripoti."))
    done = carry_over([old], [message("ind-a#text", "Report it.", "policy-makers")], Register(), "sw")
    assert only(done, "policy-makers").target == "Ripoti."
    assert [c.entries for c in done.catalogues if c.domain == "industry"] == [()]


def test_what_is_gone_stays_as_obsolete_and_comes_back_with_its_text() -> None:
    old = catalogue(Entry("ind-a#text", "Report it.", "Ripoti.", notes=("mine",)))
    gone = carry_over([old], [], Register(), "sw")
    (kept,) = gone.catalogues[0].entries
    assert kept.obsolete and gone.obsolete == ("ind-a#text",)
    back = carry_over(gone.catalogues, [message("ind-a#text", "Report it.")], Register(), "sw")
    assert (only(back).target, only(back).obsolete, only(back).notes) == ("Ripoti.", False, ("mine",))
    assert back.count(Fate.RETURNED) == 1


def test_a_recorded_minor_edit_leaves_a_translation_valid() -> None:
    old = catalogue(Entry("ind-a#text", "Report it", "Ripoti."))
    edits = (
        MinorEdit("ind-a#text", digest("Report it"), digest("Report it."), "Amina", "full stop"),
        MinorEdit("ind-a#text", digest("Report it."), digest("Report it!"), "Amina", "mark"),
    )
    found = only(carry_over([old], [message("ind-a#text", "Report it!")], Register(minor=edits), "sw"))
    assert (found.target, found.fuzzy, found.source) == ("Ripoti.", False, "Report it!")
    other = only(carry_over([old], [message("ind-a#text", "Report it?")], Register(minor=edits), "sw"))
    assert other.fuzzy


@pytest.mark.edge_case(11)
def test_a_layers_text_is_seeded_from_the_masters_and_the_masters_stays_valid() -> None:
    old = catalogue(Entry("ind-a#text", "Report it.", "Ripoti."))
    messages = [message("ind-a#text", "Report it."), message("ind-a#text", "Report it in 24 hours.", "layer-ke")]
    done = carry_over([old], messages, Register(), "sw")
    assert not only(done).fuzzy
    seeded = only(done, "layer-ke")
    assert (seeded.target, seeded.fuzzy, seeded.previous) == ("Ripoti.", True, "Report it.")


def test_the_master_is_never_seeded_from_a_layer() -> None:
    layer = catalogue(Entry("ind-a#text", "Report it in 24 hours.", "Ripoti kwa saa 24."), domain="layer-ke")
    found = only(carry_over([layer], [message("ind-a#text", "Report it.")], Register(), "sw"))
    assert found.target == ""


def test_suggestions_are_comments_and_never_translations() -> None:
    found = only(
        carry_over([], [message("ind-a#text", "New.")], Register(), "sw", suggest=lambda _: ("Suggestion: Mpya.",))
    )
    assert (found.target, found.comments) == ("", ("Suggestion: Mpya.",))


names = st.sampled_from(["ind-a", "ind-b", "ind-c", "ind-d"])
wordings = st.sampled_from(["One.", "Two.", "Three.", "Four."])
states = st.dictionaries(names, wordings, max_size=4)


@given(st.lists(states, min_size=1, max_size=6))
def test_in_any_history_no_translation_lands_in_another_unit_unmarked(history: list[dict[str, str]]) -> None:
    """Each translation names its address and text; whatever is not fuzzy must still stand under just these."""
    held: tuple[Catalogue, ...] = ()
    for state in history:
        messages = [message(f"{name}#text", text) for name, text in state.items()]
        done = carry_over(held, messages, Register(), "sw")
        held = tuple(
            Catalogue(c.domain, "sw", tuple(_translated(entry) for entry in c.entries)) for c in done.catalogues
        )
        for entry in (entry for c in done.catalogues for entry in c.entries if entry.target):
            address, text = entry.target.split("|")
            assert address == entry.address
            assert entry.fuzzy or text == entry.source
            assert not entry.fuzzy or text == entry.previous
        assert {e.key for c in done.catalogues for e in c.entries if not e.obsolete} == {m.key for m in messages}


def _translated(entry: Entry) -> Entry:
    if entry.obsolete or entry.target:
        return entry
    return Entry(entry.address, entry.source, f"{entry.address}|{entry.source}")
