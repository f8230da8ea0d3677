import re
import subprocess
import sys

import pytest

from cop_author.model.document import Document
from cop_author.model.edition import Look
from cop_author.render import assets
from cop_author.render.faces import all_faces
from cop_author.render.html import render_site
from cop_author.render.shipped import packaged
from cop_author.render.subset import characters
from tests.conftest import REPOSITORY
from tests.render.sample import a_document, an_arabic_document, say

READ = {  # what is read: text on background, each at 7:1
    "ink": ("paper", "soft", "fill-2", "fill-3"),
    "muted": ("paper", "soft"),
    "accent": ("paper", "soft"),
    "on-accent": ("accent",),
    "on-help": ("help",),
}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours(name: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", packaged(name).decode()))


@pytest.mark.parametrize(
    "file",
    [*(f"looks/{look}.css" for look in Look), *(f"looks/{look}-dark.css" for look in Look), "contrast.css"],
)
def test_text_has_a_contrast_of_seven_to_one_in_every_scheme(file: str) -> None:
    found = colours(f"css/{file}")
    for text, grounds in READ.items():
        for ground in grounds:
            assert contrast(found[text], found[ground]) >= 7, f"{text} on {ground}"
    assert contrast(found["line"], found["paper"]) >= 3


@pytest.mark.parametrize("look", Look)
def test_a_site_finds_every_file_it_names(look: Look) -> None:
    document = a_document(look)
    files = assets.site_assets(document)
    pictures = {assets.picture(name) for name in assets.picture_names(document)}
    for text in render_site(document).values():
        for name in re.findall(r'(?:src|href)="(assets/[^"]+)"', text):
            assert name in files or name in pictures
    for name in re.findall(r"url\(([^)]+)\)", files[assets.SITE_STYLE].decode()):
        assert f"assets/{name}" in files


def test_a_reader_who_chooses_colours_gets_them_whatever_the_device_says() -> None:
    style = assets.site_assets(a_document(Look.FAMILY))[assets.SITE_STYLE].decode()
    night = colours("css/looks/family-dark.css")["paper"]
    by_device = style.index("@media (prefers-color-scheme: dark) { /* Family after dark")
    assert style.index(':root[data-scheme="dark"]', by_device) > style.index(":root:not([data-scheme])", by_device)
    assert style.count(f"--paper: {night};") == 2
    assert style.count("--paper: #000000;") == 2


def test_styles_know_no_physical_sides_and_ask_nobody_else() -> None:
    for name in ("tokens", "base", "screen", "contrast", "print"):
        text = packaged(f"css/{name}.css").decode()
        assert not re.search(r"(margin|padding|border)-(left|right)|text-align: (left|right)|[^-]float:", text), name
        assert "//" not in text, name


def test_an_edition_carries_the_fonts_of_its_scripts_with_their_licence() -> None:
    english, arabic = assets.site_assets(a_document()), assets.site_assets(an_arabic_document())
    assert not [name for name in english if "arabic" in name or "cyrillic" in name]
    assert "assets/fonts/vazirmatn-arabic-400-normal.woff2" in arabic
    assert "assets/fonts/OFL-vazirmatn.txt" in arabic and "assets/fonts/OFL-noto-sans.txt" in english


def test_every_shipped_font_is_listed_with_its_package_and_licence() -> None:
    readme = packaged("fonts/README.md").decode()
    for face in all_faces():
        assert re.sub(r"(?<=-sc-)\d+", "<n>", face.file) in readme
        assert packaged(f"fonts/{face.file}")[:4] == b"wOF2"


def test_a_page_is_light_before_its_fonts() -> None:
    document = a_document()
    style = assets.site_assets(document)[assets.SITE_STYLE]
    assert all(len(text.encode()) + len(style) < 100_000 for text in render_site(document).values())


@pytest.mark.parametrize("name", ["../setup.cfg", "/etc/passwd", "fonts/../../setup.cfg", "nowhere.css"])
def test_only_packaged_files_are_read(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        packaged(name)


def test_assets_are_the_same_each_time() -> None:
    document: Document = an_arabic_document()
    assert list(assets.site_assets(document).items()) == list(assets.site_assets(document).items())
    assert assets.templates_digest() == assets.templates_digest()


def test_the_list_of_letters_is_that_of_the_fonts() -> None:
    done = subprocess.run(
        [sys.executable, REPOSITORY / ".ci" / "font-coverage"], capture_output=True, text=True, check=True
    )
    written = packaged("fonts/coverage.txt").decode()
    assert done.stdout == written, "run: .ci/font-coverage > templates/fonts/coverage.txt"


@pytest.mark.edge_case(48)
def test_what_no_font_has_is_found_with_the_place_where_it_stands_first() -> None:
    document = a_document(title=say("Elu ᠮ listens"), subtitle=say("ᠮ and 語\u202f: \u200d"))
    assert assets.letters_without_font(document) == {"ᠮ": "x#text"}
    assert assets.letters_without_font(an_arabic_document()) == {}


def test_every_font_has_the_spaces_that_are_set_in_the_font_of_what_stands_before_them() -> None:
    files = {face.file for face in all_faces()}
    assert [name for name in sorted(files) if not {0x20, 0xA0} <= characters(packaged(f"fonts/{name}"))] == []
