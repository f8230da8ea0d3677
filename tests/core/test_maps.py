from cop_author.core.compose import Setting, compose
from cop_author.core.tailor import tailor
from cop_author.model.document import DocMap, MapKind
from cop_author.model.edition import Edition, Look, RiskMap
from cop_author.model.guideline import Kind, Section
from cop_author.text.locale import language
from tests.builders import conditions, edition, guideline, master, section, unit
from tests.core.test_compose import COLOPHON, composed as document_of, one


def maps(chosen: Edition, *sections: Section) -> tuple[DocMap, ...]:
    found = master(guideline(*sections))
    english = language("en")
    setting = Setting(english, (english,), {}, found.facets, found.terms, found.sources, COLOPHON)
    return compose(tailor(found, chosen)[0], setting)[0].maps


def shown(found: DocMap) -> dict[str, list[tuple[int, str] | None]]:
    return {row.label.plain: [cell and (cell.count, cell.anchor) for cell in row.cells] for row in found.rows}


YOUNG = section(
    unit("ind-a", title="The first", topics=("privacy",)),
    unit("ind-b", topics=("privacy", "reporting")),
    id="ind-young",
    for_=conditions(ages=["under-9"]),
)
OLDER = section(
    unit("ind-c", topics=("reporting",), for_=conditions(ages=["9-12", "13-18"])),
    unit("ind-d", topics=("reporting",)),
    id="ind-older",
)
FAMILY = edition(look=Look.FAMILY)


def test_a_map_of_ages_counts_what_units_and_sections_state_and_leads_to_the_first() -> None:
    (found,) = maps(FAMILY, YOUNG, OLDER)
    assert found.kind is MapKind.AGES
    assert [column.plain for column in found.columns] == ["Under-9", "9-12", "13-18"]
    assert shown(found) == {
        "Reporting": [(1, "ind-b"), (1, "ind-c"), (1, "ind-c")],
        "Privacy": [(2, "ind-a"), None, None],
    }
    assert found.rows[1].cells[0] and found.rows[1].cells[0].title == "The first"


def test_where_hardly_anything_is_stated_there_is_no_map() -> None:
    assert maps(FAMILY, section(unit(topics=("privacy",), for_=conditions(ages=["9-12"])))) == ()
    assert maps(FAMILY, OLDER) == ()


def test_books_for_children_have_no_maps() -> None:
    assert maps(edition(look=Look.RULES), YOUNG, OLDER) == ()


def test_a_risk_gathers_topics_and_stands_in_the_order_of_the_manifest() -> None:
    wanted = RiskMap("sections", (("reporting", ()), ("privacy", ("reporting",))))
    found = maps(edition(look=Look.INDUSTRY, risk_map=wanted), YOUNG, OLDER)[-1]
    assert found.kind is MapKind.RISKS
    assert [(row.number, row.anchor) for row in found.rows] == [("1", "ind-young"), ("2", "ind-older")]
    assert [[cell and cell.count for cell in row.cells] for row in found.rows] == [[1, 2], [2, 2]]


def test_lines_of_a_map_can_be_a_facet() -> None:
    games = section(
        unit("ind-a", topics=("privacy",), for_=conditions(sectors=["gaming", "social"])),
        unit("ind-b", topics=("reporting",), for_=conditions(sectors=["gaming"])),
        unit("ind-c", topics=("reporting",)),
    )
    wanted = RiskMap("sectors", (("privacy", ()), ("reporting", ())))
    (found,) = maps(edition(look=Look.INDUSTRY, risk_map=wanted), games)
    assert found.head == "Sectors"
    assert shown(found) == {"Gaming": [(1, "ind-a"), (1, "ind-b")], "Social": [(1, "ind-a"), None]}


def test_a_table_that_is_drawn_as_a_path_is_counted_as_a_figure() -> None:
    tables = [unit(name, Kind.TABLE, title=name, text="") for name in ("ind-a", "ind-b", "ind-c")]
    document, _ = document_of(one(*tables), edition(paths=("ind-b",)))
    assert [(u.number, u.is_path) for u in document.units()] == [("1", False), ("1", True), ("2", False)]
