"""What a layer brings to be shown with: pictures and style sheets that could run, load or hide something are refused."""

import pytest

from cop_author.formats.own_files import check_mark, check_style
from cop_author.model.brand import OwnFile
from cop_author.model.problem import Problem

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">\n{}\n</svg>'
)


def mark(inside: str) -> list[Problem]:
    return list(check_mark(OwnFile("ex", "assets/mark.svg", SVG.format(inside).encode())))


def style(text: str) -> list[Problem]:
    return list(check_style(OwnFile("ex", "templates/css/layer.css", text.encode())))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<image href="https://example.org/x.png"/>',
        '<image href="data:image/png;base64,AA"/>',
        '<use xlink:href="other.svg#a"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<rect fill="url(https://example.org/#a)"/>',
        "<rect style=\"fill:url( 'https://example.org/#a')\"/>",
        "<style>@import 'https://example.org/x.css';</style>",
        '<animate attributeName="href" to="https://example.org"/>',
        '<x xmlns="http://www.w3.org/1999/xhtml"/>',
    ],
)
def test_a_picture_that_could_run_or_load_something_is_refused_with_its_line(inside: str) -> None:
    assert {(found.code, found.where.file, found.where.line) for found in mark(inside)} == {
        ("B302", "content/layers/ex/assets/mark.svg", 2)
    }


@pytest.mark.parametrize(
    "content", [b"", b"<svg", b"\xff\xfe", b"<html/>", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', b"<svg>" * 9000]
)
def test_what_is_no_picture_is_a_problem_and_no_failure(content: bytes) -> None:
    assert {found.code for found in check_mark(OwnFile("ex", "assets/mark.svg", content))} == {"B302"}
    assert {found.code for found in check_mark(OwnFile("ex", "assets/mark.png", content))} == {"B302"}


def test_shapes_with_gradients_of_their_own_are_fine() -> None:
    inside = '<linearGradient id="a"/><rect fill="url(#a)" stroke="#123456"/><title>A mark</title>'
    assert mark(inside) == []
    assert list(check_mark(OwnFile("ex", "assets/mark.png", b"\x89PNG\r\n\x1a\n"))) == []


@pytest.mark.parametrize(
    "rule",
    [
        "body { background: url(https://example.org/x.png) }",
        "body { background: u\\72l(//example.org) }",
        "@import 'x.css';",
        "@font-face { font-family: x }",
        "</style><script>",
        ".illustration { color: var(--soft) }",
        "aside { display: none }",
        "footer { font-size: 0 }",
        "main p { opacity: 0.1 }",
        ":root { --ink: #eeeeee }",
        ".a.help-strip { margin: 0 }",
    ],
)
def test_a_style_sheet_that_loads_or_hides_is_refused_with_its_line(rule: str) -> None:
    found = style(f"/* a comment\nover two lines */\n{rule}\n")
    assert {(each.code, each.where.line) for each in found} == {("L403", 3)}


def test_rules_that_only_shape_the_page_are_fine() -> None:
    assert style(".cover-title { text-transform: none; background-position: 0 0; color: var(--accent) }") == []
