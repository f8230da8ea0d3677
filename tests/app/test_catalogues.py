"""Catalogues from extraction to edition, in a workspace with a layer that stands on a release."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cop_author.app.texts import open_texts
from cop_author.app.translation.catalogues import open_catalogues
from cop_author.app.translation.memory import recall
from cop_author.app.translation.messages import live_messages
from cop_author.app.translation.update import extract, fmt, update
from cop_author.cli.main import cop
from cop_author.errors import CopError
from cop_author.text.pseudo import Pseudo, pseudo

Git = Callable[..., str]
LANGUAGES = (
    "languages:\n  en: {}\n  sw: {}\n  fr: {}\n  fr-CA: {}\n  zh-Hans: {}\n  pt-BR: {}\n  sr-Latn: {}\n  xx: {}\n"
)


@pytest.fixture
def spoken(released: Path) -> Path:
    """The released example with more languages."""
    config = released / "cop.yaml"
    config.write_text(re.sub(r"languages:\n(?:  .*\n)+", LANGUAGES, config.read_text()))
    return released


def run(folder: Path, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(cop, ["-C", str(folder), *words])
    assert done.exit_code == code, done.output + str(done.exception)
    return done.output


def catalogue(folder: Path, locale: str = "sw", domain: str = "industry") -> Path:
    return folder / f"locales/{locale}/LC_MESSAGES/{domain}.po"


def translated(folder: Path, locale: str = "sw") -> None:
    """Every entry of a language, each with a translation that keeps what must be kept."""
    for path in sorted((folder / f"locales/{locale}/LC_MESSAGES").glob("*.po")):
        text = path.read_text(encoding="utf-8")
        pairs = re.compile(r'^msgid "(.+)"\nmsgstr ""$', re.MULTILINE)
        path.write_text(pairs.sub(lambda m: f'msgid "{m[1]}"\nmsgstr "{pseudo(m[1], Pseudo.EXPANDED)}"', text), "utf-8")


def test_templates_are_the_same_bytes_each_time_and_hold_the_releases_texts_too(spoken: Path) -> None:
    assert extract(spoken).changed
    assert extract(spoken).changed == ()
    sources = {
        m.source: m for m in live_messages(open_texts(spoken)).messages if m.address == "ind-reporting-route#text"
    }
    work_tree, pinned = (next(m for s, m in sources.items() if words in s) for words in ("at once", "without delay"))
    assert "Used by: master" in work_tree.comments[-1] and "1.0.0" in pinned.comments[-1]


def test_an_update_writes_nothing_the_second_time_and_a_dry_run_nothing_at_all(spoken: Path) -> None:
    assert update(spoken, ["sw"], dry_run=True).changed and not catalogue(spoken).exists()
    assert update(spoken, ["sw"]).changed
    translated(spoken)
    before = catalogue(spoken).read_bytes()
    assert update(spoken, ["sw"]).changed == () and fmt(spoken).changed == ()
    assert catalogue(spoken).read_bytes() == before


def test_a_reworded_text_is_fuzzy_and_not_published_while_the_pinned_edition_keeps_its_own(spoken: Path) -> None:
    update(spoken, ["sw"])
    translated(spoken)
    reporting = spoken / "content/master/industry/reporting.yaml"
    reporting.write_text(reporting.read_text().replace("at once", "straight away"))
    assert "1" in run(spoken, "catalogue", "update", "sw")
    text = catalogue(spoken).read_text(encoding="utf-8")
    assert re.search(
        r'#, fuzzy\n#\| msgid ".*at once.*"\nmsgctxt "ind-reporting-route#text"\nmsgid ".*straight away', text
    )
    assert re.search(r'msgctxt "ind-reporting-route#text"\nmsgid ".*without delay.*"\nmsgstr ".+"', text)


@pytest.mark.edge_case(38)
@pytest.mark.parametrize("lang", ["zh-Hans", "pt-BR", "sr-Latn", "fr-CA", "xx"])
def test_languages_with_script_or_region_and_languages_that_nobody_knows(spoken: Path, lang: str) -> None:
    update(spoken, [lang])
    path = catalogue(spoken, lang.replace("-", "_"))
    header = path.read_text(encoding="utf-8").split("\n\n")[0]
    assert f"Language: {lang.replace('-', '_')}" in header
    assert ("Plural-Forms" in header) is (lang != "xx")
    found = open_catalogues(open_texts(spoken))
    assert found.problems == () and found.of(lang)


@pytest.mark.edge_case(33)
def test_a_header_that_contradicts_the_language_is_found_and_put_right(spoken: Path) -> None:
    update(spoken, ["fr"])
    path = catalogue(spoken, "fr")
    path.write_text(path.read_text("utf-8").replace("nplurals=2; plural=(n > 1)", "nplurals=1; plural=0"), "utf-8")
    assert "C110" in run(spoken, "catalogue", "check", "fr", code=1)
    fmt(spoken)
    assert run(spoken, "catalogue", "check", "fr") == "no problems\n"


@pytest.mark.edge_case(43)
def test_a_domain_or_a_language_that_the_workspace_does_not_know_is_found(spoken: Path) -> None:
    update(spoken, ["sw"])
    catalogue(spoken, domain="industri").write_bytes(catalogue(spoken).read_bytes())
    other = catalogue(spoken, "de")
    other.parent.mkdir(parents=True)
    other.write_bytes(catalogue(spoken).read_bytes().replace(b"Language: sw", b"Language: de"))
    told = run(spoken, "catalogue", "check", code=1)
    assert "industri.po: warning C109" in told and "did you mean" in told.casefold()
    assert "locales/de/LC_MESSAGES/industry.po: error C108" in told


def test_a_catalogue_that_cannot_be_read_is_never_overwritten(spoken: Path) -> None:
    update(spoken, ["sw"])
    path = catalogue(spoken)
    broken = path.read_text("utf-8") + '\nmsgctxt "x#y"\nmsgid "A"\nmsgstr "B\n'
    path.write_text(broken, "utf-8")
    with pytest.raises(CopError, match=r"industry.po:\d+"):
        update(spoken, ["sw"])
    assert path.read_text("utf-8") == broken


def test_an_edition_is_held_back_until_it_is_translated_and_then_speaks_its_language(spoken: Path) -> None:
    games = spoken / "content/editions/games.yaml"
    games.write_text(games.read_text().replace("languages: [en]", "languages: [en, pt-BR]"))
    update(spoken, ["pt-BR"])
    assert "G102" in run(spoken, "catalogue", "gate", "games", code=4)
    translated(spoken, "pt_BR")
    assert "no translation holds" in run(spoken, "catalogue", "gate", "games")
    run(spoken, "build", "games", "--out", str(spoken / "out"))
    page = (spoken / "out/games/pt-BR/html/index.html").read_text("utf-8")
    assert 'lang="pt-BR"' in page and pseudo("About this edition", Pseudo.EXPANDED) in page


def test_a_language_falls_back_to_what_it_is_a_case_of_and_counts_it_apart(spoken: Path) -> None:
    update(spoken, ["fr"])
    translated(spoken, "fr")
    shares = json.loads(run(spoken, "catalogue", "status", "fr-CA", "--json"))
    assert shares and all(share["own"] == 0 and share["inherited"] > 0 for share in shares)
    assert "100 %" in run(spoken, "catalogue", "status", "fr-CA").splitlines()[-1]


def test_an_edition_in_a_variant_is_spelt_as_the_variant_is(spoken: Path) -> None:
    config = spoken / "cop.yaml"
    config.write_text(config.read_text().replace("  pt-BR: {}\n", "  pt-BR: {}\n  pt-PT: {fallback: [pt-BR]}\n"))
    games = spoken / "content/editions/games.yaml"
    games.write_text(games.read_text().replace("languages: [en]", "languages: [pt-BR, pt-PT]"))
    update(spoken, ["pt-BR"])
    translated(spoken, "pt_BR")
    (spoken / "locales/pt_PT").mkdir()
    spelling = spoken / "locales/pt_PT/spelling.yaml"
    spelling.write_text('format: 1\nspelling:\n  - {instead-of: "ñ", write: "n"}\n')
    run(spoken, "build", "games", "--out", str(spoken / "out"))
    brazilian, european = (
        (spoken / f"out/games/{lang}/html/index.html").read_text("utf-8") for lang in ("pt-BR", "pt-PT")
    )
    said = pseudo("About this edition", Pseudo.EXPANDED)
    assert said in brazilian and "ñ" in said
    assert said.replace("ñ", "n") in european
    spelling.write_text('format: 1\nspelling:\n  - {instead-of: "", write: "n"}\n')
    assert "locales/pt_PT/spelling.yaml:3" in run(spoken, "check", code=1)


def test_errors_in_a_catalogue_close_the_gate_of_its_editions(spoken: Path) -> None:
    games = spoken / "content/editions/games.yaml"
    games.write_text(games.read_text().replace("languages: [en]", "languages: [en, fr]"))
    update(spoken, ["fr"])
    translated(spoken, "fr")
    path = catalogue(spoken, "fr")
    path.write_text(
        path.read_text("utf-8").replace('msgstr "', 'msgstr "7 ', 3).replace('""\nmsgstr "7 ', '""\nmsgstr "', 1),
        "utf-8",
    )
    assert "G110" in run(spoken, "catalogue", "gate", "games", code=4)


def test_a_reader_reviews_and_the_status_counts_it(spoken: Path) -> None:
    update(spoken, ["sw"])
    translated(spoken)
    run(spoken, "catalogue", "review", "sw", "ind-reporting-route#title", "--name", "A. Reader", "--yes")
    assert "1 reviewed" in run(spoken, "catalogue", "review", "sw", "--domain", "industry", "--list")
    path = catalogue(spoken)
    title = re.search(r'msgctxt "ind-reporting-route#title"\nmsgid ".+"\nmsgstr "(.+)"', path.read_text("utf-8"))
    assert title
    path.write_text(path.read_text("utf-8").replace(f'msgstr "{title[1]}"', f'msgstr "{title[1]}!"'), "utf-8")
    assert " 0 reviewed" in run(spoken, "catalogue", "review", "sw", "--domain", "industry", "--list")


def test_the_memory_learns_from_the_history_and_suggests(spoken: Path, git: Git) -> None:
    update(spoken, ["sw"])
    translated(spoken)
    git(spoken, "add", ".")
    git(spoken, "commit", "-qm", "Swahili")
    source = next(
        m.source for m in live_messages(open_texts(spoken)).messages if m.address == "ind-reporting-route#title"
    )
    catalogue(spoken).unlink()
    found = recall(spoken, "sw", f"{source} today")
    assert found.added and found.found[0][1][0].found.target == pseudo(source, Pseudo.EXPANDED)
    assert recall(spoken, "sw", source).found[0][1][0].likeness == 100


@pytest.mark.parametrize("kind", Pseudo)
def test_a_pseudo_translation_keeps_what_a_translation_must_keep(kind: Pseudo) -> None:
    text = "Call {hotline.name} or see [the *other* page](unit:ind-b) for %(n)s days."
    found = pseudo(text, kind)
    for kept in ("{hotline.name}", "](unit:ind-b)", "%(n)s", "*"):
        assert found.count(kept) == text.count(kept)
    assert "the" not in found
    assert kind is Pseudo.RTL or all(len(pseudo(text * n, kind)) > len(text * n) * 1.3 for n in (1, 5, 50))


def test_nothing_changed_is_answered_from_the_last_time_and_any_edit_is_seen(spoken: Path) -> None:
    update(spoken, ["sw"])
    first = run(spoken, "check", "--all", code=0)
    assert run(spoken, "check", "--all") == first and (spoken / ".cop/check.cache").is_file()
    translated(spoken)
    path = catalogue(spoken)
    path.write_text(path.read_text("utf-8").replace("{hotline.name}", "{hotline.nam}"), "utf-8")
    assert run(spoken, "check", "--all", code=1) != first


@pytest.mark.parametrize(
    ("stale", "printed"),
    [
        ("source", "straight away"),
        ("previous-marked", pseudo("at once", Pseudo.EXPANDED)[:7]),
        ("omit", ""),
        ("fail", None),
    ],
)
def test_what_is_out_of_date_is_printed_as_the_manifest_says(spoken: Path, stale: str, printed: str | None) -> None:
    games = spoken / "content/editions/games.yaml"
    manifest = games.read_text().replace("languages: [en]", "languages: [en, pt-BR]")
    games.write_text(f"{manifest}stale: {stale}\ngates: {{translated: 0}}\n")
    reporting = spoken / "content/master/industry/reporting.yaml"
    reporting.write_text(reporting.read_text().replace("core: mandatory", "core: expected"))
    update(spoken, ["pt-BR"])
    translated(spoken, "pt_BR")
    reporting.write_text(reporting.read_text().replace("at once", "straight away"))
    update(spoken, ["pt-BR"])
    done = CliRunner().invoke(cop, ["-C", str(spoken), "build", "games", "--out", str(spoken / "out")])
    if printed is None:
        assert "G113" in done.output and not (spoken / "out/games/pt-BR").exists()
        return
    assert "G1" not in done.output, done.output
    pages = [p.read_text("utf-8") for p in (spoken / "out/games/pt-BR/html").glob("ind-*.html")]
    text = re.sub(r"<[^>]+>", "", "".join(pages))
    remark = pseudo("(translated from an earlier version of this text)", Pseudo.EXPANDED)
    assert (remark in text) is (stale == "previous-marked")
    assert ("straight away" in text) is (stale == "source")
    assert printed in text


@pytest.mark.parametrize("before", [None, "format: 1\nwaivers: []\n", "# Ours\nformat: 1\nwaivers:  # see below\n"])
def test_a_finding_is_waived_in_whatever_file_there_is(spoken: Path, before: str | None) -> None:
    update(spoken, ["pt-BR"])
    translated(spoken, "pt_BR")
    path = catalogue(spoken, "pt_BR")
    text = path.read_text("utf-8")
    path.write_text(text.replace('msgstr "', 'msgstr "7 ', 4).replace('""\nmsgstr "7 ', '""\nmsgstr "', 1), "utf-8")
    addresses = re.findall(r"C205: (\S+):", run(spoken, "catalogue", "check", "pt-BR", code=1))
    file = spoken / "locales/pt_BR/waivers.yaml"
    if before:
        file.write_text(before if before.startswith("format") else f"{before}{OLD_WAIVER}", "utf-8")
    for address in addresses:
        said = ("--reason", "A number of ours.", "--name", "A. Reader")
        run(spoken, "catalogue", "check", "pt-BR", "--waive", address, "C205", *said)
    assert len(addresses) > 1 and "C205" not in run(spoken, "catalogue", "check", "pt-BR", "--all")
    assert not before or file.read_text("utf-8").startswith(before.partition(" []")[0])


OLD_WAIVER = "  - {address: ind-a#text, code: C205, digest: 5b1e, reason: Gone since., name: A. Reader}\n"
