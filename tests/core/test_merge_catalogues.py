from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from cop_author.core.merge_catalogues import Merged, merge_catalogues
from cop_author.core.merge_headers import Header, merge_headers, moment
from cop_author.formats.gettext import parse, serialise
from cop_author.model.catalogue import Catalogue, Entry

HEADER: Header = (("Language", "sw"), ("Content-Type", "text/plain; charset=UTF-8"))


def catalogue(*entries: Entry, header: Header = HEADER) -> Catalogue:
    return Catalogue("industry", "sw", entries, header)


def entry(name: str, target: str = "", **values: object) -> Entry:
    return replace(Entry(f"ind-{name}#text", f"Text {name}.", target), **values)  # type: ignore[arg-type]


def merged(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Merged:
    """The merge of catalogues that hold one entry or none; the same whichever side is ours, but for a conflict."""
    sides = [catalogue(*([found] if found else [])) for found in (base, ours, theirs)]
    done = merge_catalogues(*sides)
    if not done.conflicts:
        assert merge_catalogues(sides[0], sides[2], sides[1]) == done
    return done


def alone(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry:
    done = merged(base, ours, theirs)
    (found,) = done.catalogue.entries
    assert not done.conflicts
    return found


@pytest.mark.edge_case(42)
def test_one_text_translated_in_two_ways_is_fuzzy_and_keeps_both() -> None:
    done = merged(entry("a", notes=("mine",)), entry("a", "Zuia.", notes=("mine",)), entry("a", "Funga.\nSasa."))
    (found,) = done.catalogue.entries
    assert done.conflicts == (("ind-a#text", "Text a."),)
    assert (found.target, found.fuzzy) == ("Zuia.", True)
    assert found.notes == ("conflict: ours: Zuia.", r"conflict: theirs: Funga.\nSasa.")
    assert parse(serialise(done.catalogue), "x.po", "industry", "sw") == (done.catalogue, ())
    swapped = merged(entry("a"), entry("a", "Funga."), entry("a", "Zuia."))
    assert swapped.catalogue.entries[0].target == "Funga."


def test_a_conflict_in_plural_forms_names_each_form() -> None:
    base = entry("a", plural="Texts.", targets=("", ""))
    done = merged(base, replace(base, targets=("Moja", "")), replace(base, targets=("", "Mengi")))
    (found,) = done.catalogue.entries
    assert found.targets == ("Moja", "") and found.fuzzy
    assert found.notes == ("conflict: ours: [0] Moja [1] ", "conflict: theirs: [0]  [1] Mengi")


@pytest.mark.edge_case(42)
def test_the_same_translation_on_both_sides_is_no_conflict() -> None:
    assert alone(entry("a"), entry("a", "Zuia.", notes=("x",)), entry("a", "Zuia.")) == entry(
        "a", "Zuia.", notes=("x",)
    )
    assert alone(None, entry("a", "Zuia."), entry("a", "Zuia.", fuzzy=True)).fuzzy, "nobody settled the doubt"


def test_what_one_side_deleted_or_set_aside_and_the_other_translated_survives() -> None:
    base = entry("a", "Zamani.", comments=("Paragraph",), files=("a.yaml",))
    aside = replace(base, obsolete=True, comments=(), files=())
    anew = replace(base, target="Sasa.")
    assert alone(base, None, anew) == anew
    assert alone(base, aside, anew) == anew
    assert alone(replace(base, fuzzy=True), replace(aside, fuzzy=True), base) == base, "an approval is work too"
    assert alone(aside, None, base) == base, "it came back"
    noted = replace(base, notes=("ask Amina",))
    assert alone(base, None, noted) == noted
    assert alone(base, aside, noted) == replace(aside, notes=("ask Amina",))


def test_what_one_side_deleted_and_nobody_worked_on_goes() -> None:
    base = entry("a", "Zamani.", comments=("Paragraph",))
    assert merged(base, None, base).catalogue.entries == ()
    assert merged(base, None, replace(base, comments=("Title",))).catalogue.entries == ()
    aside = replace(base, obsolete=True, comments=())
    assert alone(base, aside, replace(base, comments=("Title",))) == aside


def test_a_translation_that_one_side_emptied_gives_way_to_the_others_new_one() -> None:
    assert alone(entry("a", "Zamani."), entry("a"), entry("a", "Sasa.")) == entry("a", "Sasa.")


def test_an_approval_holds_for_the_words_that_were_approved() -> None:
    base = entry("a", "Zamani.", fuzzy=True, previous="Text.")
    approved = entry("a", "Zamani.")
    assert alone(base, approved, replace(base, notes=("x",))) == replace(approved, notes=("x",))
    reworded = replace(base, target="Sasa.")
    assert alone(base, approved, reworded) == reworded
    assert alone(base, approved, entry("a", "Sasa.")) == entry("a", "Sasa.")


def test_a_doubt_stays_when_the_other_side_changes_the_words() -> None:
    base = entry("a", "Zamani.")
    assert alone(base, replace(base, fuzzy=True), entry("a", "Sasa.")) == entry("a", "Sasa.", fuzzy=True)


def test_notes_and_flags_of_both_sides_stay_in_order_and_what_one_side_took_away_goes() -> None:
    base = entry("a", notes=("one", "two"), flags=("x-a",))
    ours = replace(base, notes=("one", "mine", "two"), flags=("x-a", "x-b"))
    theirs = replace(base, notes=("two", "yours"), flags=())
    found = merge_catalogues(catalogue(base), catalogue(ours), catalogue(theirs)).catalogue.entries[0]
    assert (found.notes, found.flags) == (("mine", "two", "yours"), ("x-b",))


def test_comments_and_files_come_from_the_side_that_changed_them() -> None:
    base = entry("a", comments=("Paragraph",), files=("a.yaml",))
    theirs = replace(base, comments=("Title",), files=("b.yaml",))
    assert alone(base, replace(base, target="Zuia."), theirs) == replace(theirs, target="Zuia.")


def test_a_plural_goes_with_its_translation() -> None:
    base, counted = entry("a"), entry("a", plural="Texts.", targets=("", ""))
    assert alone(base, counted, entry("a", "Zuia.")) == entry("a", "Zuia.")
    assert alone(base, counted, replace(base, notes=("x",))) == replace(counted, notes=("x",))


@pytest.mark.edge_case(42)
@pytest.mark.parametrize("address", ["", "ind-old#text"])
def test_what_an_update_carried_over_on_both_branches_is_no_translation_of_its_own(address: str) -> None:
    old = Entry(address or "ind-a#text", "Text.", "Zamani.")
    carried = entry("a", "Zamani.", fuzzy=True, previous="Text.", previous_address=address)
    aside, done = replace(old, obsolete=True), entry("a", "Sasa.")
    sides = catalogue(carried, aside), catalogue(done, aside)
    for ours, theirs in (sides, sides[::-1]):
        found = merge_catalogues(catalogue(old), ours, theirs)
        assert (found.catalogue.entries, found.conflicts) == ((done, aside), ())
    other = replace(carried, target="Nyingine.")
    assert merge_catalogues(catalogue(old), catalogue(other), catalogue(done)).conflicts, "somebody wrote this"


def test_new_entries_stand_after_the_entry_that_they_follow_and_obsolete_ones_last() -> None:
    base = catalogue(entry("a"), entry("b"), entry("old", "Zamani.", obsolete=True))
    ours = catalogue(entry("b"), entry("m"), entry("a"), entry("old", "Zamani.", obsolete=True))
    theirs = catalogue(entry("0"), entry("a"), entry("t"), entry("u"), entry("gone", "x", obsolete=True))
    found = merge_catalogues(base, ours, theirs).catalogue
    assert [e.address[4:-5] for e in found.entries] == ["0", "m", "a", "t", "u", "gone"]


def test_an_order_that_only_they_changed_is_theirs() -> None:
    base = catalogue(entry("a"), entry("b"))
    done = merge_catalogues(base, catalogue(entry("a", "A"), entry("b")), catalogue(entry("b", "B"), entry("a")))
    assert done.catalogue.entries == (entry("b", "B"), entry("a", "A"))


def test_an_obsolete_entry_beside_a_live_one_with_the_same_text_stays() -> None:
    both = catalogue(entry("a", "Sasa."), entry("a", "Zamani.", obsolete=True))
    theirs = catalogue(entry("a", "Kesho."), entry("a", "Zamani.", obsolete=True))
    done = merge_catalogues(both, catalogue(*both.entries, entry("b", "x", obsolete=True)), theirs)
    assert done.catalogue.entries == (*theirs.entries, entry("b", "x", obsolete=True)) and not done.conflicts


# The header


def dated(date: str, who: str, **more: str) -> Header:
    fields = {"PO-Revision-Date": date, "Last-Translator": who, **{k.replace("_", "-"): v for k, v in more.items()}}
    return tuple(fields.items())


NONE = "YEAR-MO-DA HO:MI+ZONE"


@pytest.mark.parametrize(
    ("ours", "theirs", "kept"),
    [
        ("2026-11-25 10:00+0300", "2026-11-24 10:00+0300", "Ours"),
        ("2026-11-25 10:00+0300", "2026-11-25 08:00+0000", "Theirs"),
        ("2026-11-25 10:00+0000", "2026-11-25 09:00-0500", "Theirs"),
        (NONE, "2026-11-25 10:00+0300", "Theirs"),
        ("2026-11-25 10:00+0300", "2026-13-45 10:00+0300", "Ours"),
        ("2026-11-25 10:00+0300", "2026-11-25 07:00+0000", "Ours"),
        ("yesterday", NONE, "Ours"),
    ],
)
@pytest.mark.edge_case(37, 42)
def test_the_later_revision_gives_date_and_translator(ours: str, theirs: str, kept: str) -> None:
    found = dict(merge_headers(dated(NONE, ""), dated(ours, "Ours"), dated(theirs, "Theirs")))
    assert found["Last-Translator"] == kept
    assert found["PO-Revision-Date"] == (ours if kept == "Ours" else theirs)


def test_a_date_without_a_zone_is_one_and_nonsense_is_none() -> None:
    assert moment("2026-11-25 10:00") == moment("2026-11-25 13:00+0300") is not None
    assert moment("2026-02-30 10:00+0000") is None and moment("") is None


def test_other_fields_are_merged_three_ways_and_ours_wins() -> None:
    base = dated(NONE, "", Language="sw", X_Draft="machine", X_Old="1")
    ours = dated("2026-11-24", "O", Language="sw_KE", X_Old="1", X_Ours="a")
    theirs = dated("2026-11-25", "T", Language="sw_TZ", X_Theirs="b", X_Draft="machine", X_Old="2")
    found = dict(merge_headers(base, ours, theirs))
    assert found == dict(dated("2026-11-25", "T", Language="sw_KE", X_Old="2", X_Ours="a", X_Theirs="b"))


def test_a_field_that_one_side_took_away_goes_unless_we_changed_it() -> None:
    base = dated(NONE, "", X_Draft="machine", X_Kept="1", X_Ours="a")
    ours = dated("2026-11-24", "O", X_Draft="machine", X_Kept="2", X_Ours="a")
    theirs = dated("2026-11-25", "T", X_Ours="b")
    assert merge_headers(base, ours, theirs) == dated("2026-11-25", "T", X_Kept="2", X_Ours="b")
    without = dated("2026-11-24", "O", X_Kept="1")
    other = dated("2026-11-25", "T", X_Draft="machine", X_Kept="1", X_Ours="b")
    assert merge_headers(base, without, other) == dated("2026-11-25", "T", X_Kept="1")


# Whatever the catalogues


names = st.sampled_from("abcdefgh")
texts = st.sampled_from(["", "Zuia.", "Funga.", "Sasa\nhivi."])


@st.composite
def entries(draw: st.DrawFn, name: str) -> Entry:
    plural = draw(st.booleans())
    return entry(
        name,
        "" if plural else draw(texts),
        plural="Texts." if plural else "",
        targets=(draw(texts), draw(texts)) if plural else (),
        fuzzy=draw(st.booleans()),
        obsolete=draw(st.booleans()),
        previous=draw(st.sampled_from(["", "Text."])),
        notes=tuple(draw(st.lists(st.sampled_from(["", "one", "two"]), max_size=3))),
        comments=draw(st.sampled_from([(), ("Paragraph",), ("Title",)])),
        flags=draw(st.sampled_from([(), ("x-a",), ("x-b", "x-a")])),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    found = [draw(entries(name)) for name in draw(st.lists(names, max_size=8))]
    live = {e.key: e for e in reversed(found) if not e.obsolete}
    kept = [e for e in found if e.obsolete or live[e.key] is e]
    header = draw(st.sampled_from([HEADER, HEADER[::-1], dated(NONE, "A"), dated("2026-11-25", "B", X_A="1")]))
    notes = draw(st.sampled_from([(), ("Team",), ("Team", "", "2026")]))
    return Catalogue(
        "industry", "sw", tuple(sorted(kept, key=lambda e: e.obsolete)), header, notes, draw(st.booleans())
    )


@given(catalogues(), catalogues())
def test_a_merge_with_a_side_that_did_nothing_is_the_other_side(base: Catalogue, side: Catalogue) -> None:
    assert merge_catalogues(base, side, base) == Merged(side)
    assert merge_catalogues(base, base, side) == Merged(side)
    assert merge_catalogues(base, side, side) == Merged(side)


@given(catalogues(), catalogues(), catalogues())
def test_no_new_translation_goes_and_no_live_text_stands_twice(
    base: Catalogue, ours: Catalogue, theirs: Catalogue
) -> None:
    done = merge_catalogues(base, ours, theirs)
    live = [e.key for e in done.catalogue.entries if not e.obsolete]
    assert len(live) == len(set(live))
    assert list(done.catalogue.entries) == sorted(done.catalogue.entries, key=lambda e: e.obsolete)
    was = {text for e in base.entries for text in _texts(e)}
    by_key: dict[tuple[str, str], list[Entry]] = {}
    for found in done.catalogue.entries:
        by_key.setdefault(found.key, []).append(found)
    for side in (ours, theirs):
        for new in (e for e in side.entries if set(_texts(e)) - was - {""}):
            held = [*(_texts(e) for e in by_key[new.key]), [note for e in by_key[new.key] for note in e.notes]]
            words = " ".join(text for texts in held for text in texts).replace(r"\n", "\n")
            assert all(text in words for text in _texts(new))
    for key in done.conflicts:
        assert any(e.fuzzy for e in by_key[key])


@pytest.mark.edge_case(42)
@given(catalogues(), st.data())
def test_edits_of_different_entries_all_survive_whichever_side_is_ours(base: Catalogue, data: st.DataObject) -> None:
    keys = sorted({e.key for e in base.entries})
    mine = set(data.draw(st.lists(st.sampled_from(keys), unique=True) if keys else st.just([])))
    sides = [
        replace(base, entries=tuple(_edited(e, f"{who} {e.address}") if e.key in share else e for e in base.entries))
        for who, share in (("A", mine), ("B", set(keys) - mine))
    ]
    wanted = {
        (who, e.key, *_texts(e)) for who, side in zip("AB", sides, strict=True) for e in side.entries if _by(who, e)
    }
    for ours, theirs in (sides, sides[::-1]):
        done = merge_catalogues(base, ours, theirs)
        assert not done.conflicts
        assert {("A" if _by("A", e) else "B", e.key, *_texts(e)) for e in done.catalogue.entries} == wanted
        assert not any(e.fuzzy for e in done.catalogue.entries)
        assert done.catalogue.notes == base.notes and done.catalogue.header == base.header


def _edited(found: Entry, text: str) -> Entry:
    if found.plural:
        return replace(found, targets=(text, text), fuzzy=False)
    return replace(found, target=text, fuzzy=False)


def _by(who: str, found: Entry) -> bool:
    return _texts(found)[0].startswith(f"{who} ")


def _texts(found: Entry) -> tuple[str, ...]:
    return found.targets if found.plural else (found.target,)
