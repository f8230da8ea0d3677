"""`make bench`: how long the everyday commands take, as medians of five runs of whole processes.

It measures and prints; it asserts nothing, since machines differ. Ratios hold better than seconds.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.formats.gettext import serialise
from tests.bench import catalogues, corpus, drifting, languages

REPOSITORY = Path(__file__).parents[2]
PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians of a command's runs: wall and processor seconds, and the largest resident size in MB."""

    wall: float
    cpu: float
    peak: float


def measure(command: list[str], runs: int, cwd: Path = REPOSITORY) -> Timing:
    """Run `command` once to warm up, then `runs` times."""
    samples = [_once(command, cwd) for _ in range(runs + 1)][1:]
    return Timing(*(statistics.median(column) for column in zip(*samples, strict=True)))


def _once(command: list[str], cwd: Path) -> tuple[float, float, float]:
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, _megabytes(used)


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / 1024


BARE = """
import sys
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

folder = Path(sys.argv[1])


class Files(URLFetcher):
    def fetch(self, url, headers=None):
        path = folder / unquote(url.removeprefix("https://x.invalid/"))
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": guess_type(path.name)[0]})


html = (folder / "book.html").read_text()
HTML(string=html, base_url="https://x.invalid/", url_fetcher=Files()).write_pdf(folder / "bare.pdf", pdf_variant="pdf/ua-1")
"""

OURS = """
import sys
from pathlib import Path
from cop_author.render.pdf import print_pdf

folder = Path(sys.argv[1])
html = (folder / "book.html").read_text()
(folder / "ours.pdf").write_bytes(print_pdf(html, lambda name: (folder / name).read_bytes()))
"""


def write_book(folder: Path, edition: str) -> None:
    """The page that the PDF of `edition` is printed from, and its assets, as files."""
    from cop_author.app.plan import plan
    from cop_author.render.assets import book_assets, picture, picture_names
    from cop_author.render.html import render_book
    from cop_author.store.workspace import ASSETS

    document = plan(REPOSITORY, [edition], today="2026-11-25").jobs[0].document
    (folder / "book.html").write_text(render_book(document))
    images = {picture(name): (REPOSITORY / ASSETS / name).read_bytes() for name in picture_names(document)}
    for name, content in {**book_assets(document), **images}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def report(name: str, timing: Timing, goal: str) -> None:
    """One line."""
    print(f"{name:<52} {timing.wall:7.2f} s  {timing.cpu:7.2f} s cpu  {timing.peak:6.0f} MB   {goal}")


def _catalogues(folder: Path, runs: int) -> None:
    """Updating by address beside msgmerge on the same texts, and checking eight languages, cold and unchanged."""
    many = folder / "languages"
    many.mkdir()
    languages.write(many, REPOSITORY)
    cop = [PYTHON, "-m", "cop_author", "-C", str(many)]
    cold = measure(["sh", "-c", f"rm -f {many}/.cop/check.cache; exec {' '.join(cop)} check; true"], runs)
    report("cop check, eight languages, cold", cold, "at most 5 s")
    report("the same, nothing changed", measure(["sh", "-c", f"{' '.join(cop)} check; true"], runs), "at most 1 s")
    for entries in (12_700, 54_000):
        old, messages = catalogues.make(entries, 0.05)
        before, after = folder / f"{entries}.po", folder / f"{entries}.pot"
        before.write_text(serialise(old), encoding="utf-8")
        after.write_text(catalogues.template(messages), encoding="utf-8")
        ours = measure([PYTHON, "-m", "tests.bench.catalogues", str(before), str(entries)], runs)
        report(
            f"update of {entries:,} entries, 5 % reworded", ours, "at most 2 s" if entries < 20_000 else "at most 10 s"
        )
        if entries < 20_000 and shutil.which("msgmerge"):
            gettext = ["msgmerge", "-q", "--previous", "-o", str(folder / "out.po"), str(before), str(after)]
            theirs = measure(gettext, 1)
            report("msgmerge --previous on the same", theirs, f"{theirs.wall / ours.wall:.1f} times ours (at least 10)")
    _merge_driver(folder, runs)


def _merge_driver(folder: Path, runs: int) -> None:
    """Two translators who each did every second one of 12,700 texts; as git does, ours is put in place first."""
    whole, _ = catalogues.make(12_700, 0)
    for name, keep in (("base", ()), ("ours", (0,)), ("theirs", (1,))):
        entries = tuple(e if n % 2 in keep else replace(e, target="") for n, e in enumerate(whole.entries))
        (folder / f"{name}.po").write_text(serialise(replace(whole, entries=entries)), encoding="utf-8")
    driver = f"{PYTHON} -m cop_author catalogue merge-driver base.po merged.po theirs.po"
    merging = ["sh", "-c", f"cd {folder} && cp ours.po merged.po && exec {driver}"]
    report("merging a catalogue of 12,700 entries", measure(merging, runs), "")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    cop = [PYTHON, "-m", "cop_author"]
    print(f"medians of {runs} runs after one to warm up\n")
    click, help_ = measure([PYTHON, "-c", "import click"], runs), measure([*cop, "--help"], runs)
    report("import click", click, "")
    report("cop --help", help_, f"{help_.wall / click.wall:.2f} times import click (at most 2)")
    report("cop check, this workspace", measure([*cop, "check"], runs), "at most 1 s")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        corpus.write(folder / "large", 10_000)
        large = measure([*cop, "-C", str(folder / "large"), "check"], runs)
        report("cop check, 10,000 units", large, "at most 4 s, 200 MB")
        drifting.write(folder / "drifting", 10_000, 1_000)
        drift = measure([*cop, "-C", str(folder / "drifting"), "layer", "drift", "ke"], runs)
        report("cop layer drift, 1,000 operations on 10,000 units", drift, "at most 3 s")
        drifting.write(folder / "moved-on", 10_000, 1_000, moved_on=True)
        drift = measure([*cop, "-C", str(folder / "moved-on"), "layer", "drift", "ke"], runs)
        report("the same while the work tree has moved on", drift, "at most 3 s")
        _catalogues(folder, runs)
        (folder / "book").mkdir()
        write_book(folder / "book", "industry")
        bare = measure([PYTHON, "-c", BARE, str(folder / "book")], runs)
        ours = measure([PYTHON, "-c", OURS, str(folder / "book")], runs)
        report("PDF of the industry edition, bare WeasyPrint", bare, "")
        report("the same through render.pdf", ours, f"{ours.wall / bare.wall:.2f} times bare (at most 1.15)")
        full = [*cop, "build", "--force", "--jobs", "1", "--out", str(folder / "out"), "industry"]
        whole = measure(full, runs)
        report("cop build industry, HTML and PDF, whole process", whole, f"{whole.wall / bare.wall:.2f} times bare PDF")
        every = [*cop, "build", "--force", "--out", str(folder / "all")]
        report("cop build, all editions", measure(every, runs), "")
        report("cop build, nothing changed", measure([part for part in every if part != "--force"], runs), "")


if __name__ == "__main__":
    main()
