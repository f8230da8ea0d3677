"""How a layer shows itself, from its files to its editions: found by checks, taken from below, held back where it must."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cop_author.app.check import check
from cop_author.app.job import files_of, job_key
from cop_author.app.plan import Plan, plan
from cop_author.app.releases import record
from cop_author.app.texts import open_texts
from cop_author.render.dress import tools_template
from cop_author.store.releases import work_tree_digest
from cop_author.store.workspace import read

Git = Callable[..., str]
TODAY = "2026-11-25"
LAYER = "content/layers/ke"
MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
BRAND = """format: 1
colours: {accent: "#7a1f4b"}
logo: {image: mark.svg, alt: A dot}
foreword: {title: About this example, what: What it is., who: Who made it., signed: The editors}
imprint: {publisher: A project, responsible: Its editors}
"""


@pytest.fixture
def kenya(example: Path) -> Path:
    """The example with a brand for its layer, and an edition that can be built as it is."""
    edition = example / LAYER / "editions/games.yaml"
    edition.write_text(
        edition.read_text().replace("parameters: complete", "parameters: any").replace("[en, sw]", "[en]")
    )
    (example / "content/register/waivers.yaml").unlink()
    write(example, "brand.yaml", BRAND)
    write(example, "assets/mark.svg", MARK)
    return example


def write(workspace: Path, name: str, text: str) -> None:
    file = workspace / LAYER / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def planned(workspace: Path) -> Plan:
    return plan(workspace, ["ke-industry-games"], today=TODAY)


def found(workspace: Path) -> list[tuple[str, str]]:
    """Code and place of what is wrong with how the layer shows itself."""
    return [(p.code, str(p.where)) for p in check(workspace, today=TODAY) if p.code[:2] in ("B3", "L4")]


def test_an_edition_wears_colours_mark_foreword_and_imprint(kenya: Path) -> None:
    assert found(kenya) == []
    (job,) = planned(kenya).jobs
    brand = job.document.brand
    assert brand.colours == (("accent", "#7a1f4b"),) and brand.mark == "assets/marks/ke.svg"
    assert brand.foreword and brand.foreword.title.plain == "About this example"
    assert {f"{LAYER}/brand.yaml", f"{LAYER}/assets/mark.svg"} <= set(job.inputs)
    assert [route.phone.text for route in job.document.routes if route.phone] == ["116"]


def test_the_masters_editions_wear_nothing(kenya: Path) -> None:
    for job in plan(kenya, today=TODAY).jobs:
        assert bool(job.document.brand.colours) == (job.document.colophon.layer != "")
        assert bool(job.document.routes) == (job.document.colophon.layer != "")


def test_a_brand_is_no_text_of_a_release(kenya: Path) -> None:
    with_brand = work_tree_digest(read(kenya), "ke")
    write(kenya, "templates/css/layer.css", "h1 { letter-spacing: 0 }")
    write(kenya, "brand.yaml", BRAND.replace("A project", "Another"))
    assert work_tree_digest(read(kenya), "ke") == with_brand
    shutil.rmtree(kenya / LAYER / "assets")
    assert work_tree_digest(read(kenya), "ke") == with_brand


@pytest.mark.parametrize(
    ("name", "text", "code", "place"),
    [
        ("brand.yaml", BRAND.replace("#7a1f4b", "#d070a0"), "B301", "brand.yaml:2"),
        ("brand.yaml", BRAND.replace("mark.svg", "gone.svg"), "B303", "brand.yaml:3"),
        ("assets/mark.svg", MARK.replace("<circle", "<script/><circle"), "B302", "assets/mark.svg:1"),
        ("templates/parts/covr.html", "x", "L401", "templates/parts/covr.html:1"),
        ("templates/parts/cover.html", "\n{% if %}", "L402", "templates/parts/cover.html:2"),
        ("templates/css/layer.css", "\n.strip { color: var(--paper) }", "L403", "templates/css/layer.css:2"),
    ],
)
def test_what_is_wrong_is_found_by_checks_and_holds_the_editions_back(
    kenya: Path, name: str, text: str, code: str, place: str
) -> None:
    write(kenya, name, text)
    assert found(kenya) == [(code, f"{LAYER}/{place}")]
    held = planned(kenya)
    assert held.jobs == () and [problem.code for problem in held.held_back] == ["G101"]


def test_a_template_that_is_no_text_is_a_problem_and_no_failure(kenya: Path) -> None:
    file = kenya / LAYER / "templates/parts/cover.html"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe\x00")
    assert found(kenya) == [("L401", f"{LAYER}/templates/parts/cover.html")]


def test_a_template_that_drops_the_label_of_an_illustration_holds_the_edition_back(kenya: Path) -> None:
    page = tools_template("layout/page.html")
    assert page is not None
    write(kenya, "templates/layout/page.html", page.replace('{% include "parts/illustration.html" %}', ""))
    assert found(kenya) == []
    held = planned(kenya)
    assert held.jobs == () and {problem.code for problem in held.held_back} == {"L404"}


def test_a_layer_takes_from_the_one_below_what_it_does_not_state_itself(kenya: Path) -> None:
    above = kenya / "content/layers/town"
    shutil.copytree(kenya / LAYER / "editions", above / "editions")
    edition = (above / "editions/games.yaml").read_text()
    (above / "editions/games.yaml").write_text(
        edition.replace("id: ke-industry-games", "id: town-games").replace("layer: ke ", "layer: town ")
    )
    (above / "layer.yaml").write_text(
        "format: 1\nid: town\ntitle: A town\nkind: organisation\nparent: ke\nlanguages: [en]\nillustrative: true\n"
        "follow: true\n"
    )
    write(kenya, "templates/parts/cover.html", '<p>From below</p>{% include "tool/parts/cover.html" %}')
    write(kenya, "templates/css/layer.css", "h1 { letter-spacing: 0 }")
    (above / "templates/css").mkdir(parents=True)
    (above / "templates/css/layer.css").write_text("h2 { letter-spacing: 0 }")
    held = plan(kenya, ["town-games"], today=TODAY)
    assert [f"{p.where} {p.message}" for p in held.held_back] == []
    (job,) = held.jobs
    assert job.document.brand.colours and job.document.brand.mark == "assets/marks/ke.svg"
    assert job.document.brand.foreword is None and job.document.brand.imprint is None
    files = files_of(job)
    assert b"From below" in files["html/index.html"]
    style = files["html/assets/edition.css"].decode()
    assert style.index("h1 { letter-spacing: 0 }") < style.index("h2 { letter-spacing: 0 }")
    write(kenya, "templates/parts/cover.html", "{{ nobody }}")
    assert [p.code for p in plan(kenya, ["town-games"], today=TODAY).held_back] == ["G101"]


def test_what_a_layer_wears_decides_whether_an_edition_is_current(kenya: Path) -> None:
    (job,) = planned(kenya).jobs
    write(kenya, "assets/mark.svg", MARK.replace('r="4"', 'r="3"'))
    (other,) = planned(kenya).jobs
    assert job.key != other.key
    assert job_key(job.document, job.beside, job.dress) == job.key


def test_a_pinned_layer_may_change_how_it_shows_itself(released: Path, git: Git) -> None:
    release, applied = record(released, "ke", "1.0.0", "2026-11-26")
    assert applied.written
    git(released, "add", ".")
    git(released, "commit", "-qm", "Kenya 1.0.0")
    write(released, "brand.yaml", BRAND)
    write(released, "assets/mark.svg", MARK)
    assert work_tree_digest(open_texts(released).found, "ke") == release.digest
