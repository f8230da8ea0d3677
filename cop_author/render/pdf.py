"""HTML to PDF/UA-1; the only user of WeasyPrint, and it must not fetch anything but the assets handed to it."""

import gc
import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from importlib.resources import as_file, files
from mimetypes import guess_type
from typing import Any
from urllib.parse import unquote

from cop_author.errors import CopError
from cop_author.render.layout import Flaw, flaws
from cop_author.render.text_layer import mend_maps

FetchAsset = Callable[[str], bytes]
"""Gives the bytes of an asset by its path as the HTML writes it (`assets/book.css`); raises KeyError or OSError."""
Progress = Callable[[str], None]
Hear = Callable[[tuple[Flaw, ...]], None]

BASE = "https://edition.invalid/"
"""Where the page pretends to stand, so that its relative links have a meaning; nothing is ever asked of it."""
_THRESHOLDS = (50_000, 50, 1_000)


def print_pdf(html: str, fetch_asset: FetchAsset, progress: Progress | None = None, hear: Hear | None = None) -> bytes:
    """The book as tagged PDF/UA-1; equal HTML and assets give equal bytes.

    `progress` hears of each stage, `hear` of what is wrong with the layout, if anything. Raises CopError where letters
    would be printed as boxes.
    """
    weasyprint = _engine()
    fetcher = _fetcher(fetch_asset)
    with _few_collections(), _hearing(progress):
        page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        options = {"pdf_variant": "pdf/ua-1"}
        laid_out = page.render(font_config=_no_fonts_yet(), **options)
        if hear:
            hear(flaws(laid_out.pages))
        printed = laid_out.write_pdf(finisher=lambda _, pdf: mend_maps(pdf), **options)
    _refuse_boxes(laid_out.fonts.values())
    return bytes(printed)


def pdf_writer() -> str:
    """The name and version of what prints: a part of what decides the bytes."""
    return f"WeasyPrint {version('weasyprint')}"


@cache
def _engine() -> Any:
    """The library, with our own layer of tags."""
    with _without_fonts_of_the_machine():
        import weasyprint

        from cop_author.render import tagging

    tagging.install()
    gc.collect()
    gc.freeze()
    return weasyprint


def _no_fonts_yet() -> Any:
    """A set of fonts for one book: what another book has loaded under other names must not decide how it is set."""
    from weasyprint.text.fonts import FontConfiguration

    with _without_fonts_of_the_machine():
        return FontConfiguration()


@contextmanager
def _without_fonts_of_the_machine() -> Iterator[None]:
    with (
        as_file(files("cop_author.templates").joinpath("fonts", "none.xml")) as no_fonts,
        _setting("FONTCONFIG_FILE", str(no_fonts)),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", UserWarning)
        yield


def _refuse_boxes(fonts: Iterable[Any]) -> None:
    """Stop at letters that were printed as boxes. Fonts are checked before; this is what came of it."""
    boxes = sorted({point for font in fonts for point in font.missing})
    if boxes:
        named = ", ".join(f"{chr(point)} (U+{point:04X})" for point in boxes[:5])
        more = f" and {len(boxes) - 5} more" if len(boxes) > 5 else ""
        raise CopError(
            f"the PDF would print boxes in place of {named}{more}",
            "Look at what fonts/faces.txt says of the fonts of this workspace, or add one that has them: cop font add",
        )


def _fetcher(fetch_asset: FetchAsset) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]
        """Answers addresses below BASE from the assets, refuses all others and stops at the first failure."""

        def fetch(self, url: str, headers: object = None) -> Any:
            if not url.startswith(BASE):
                raise ValueError(f"not an asset of the edition: {url}")
            name = unquote(url.removeprefix(BASE))
            kind = guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, fetch_asset(name), {"Content-Type": kind})

    return Assets(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Collect garbage rarely: a book is many small objects that all live to its end."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _setting(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def _hearing(progress: Progress | None) -> Iterator[None]:
    """Pass on what the library says of its progress."""
    if progress is None:
        yield
        return
    logger = logging.getLogger("weasyprint.progress")
    listener = _Listener(progress)
    before = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.setLevel(before)


class _Listener(logging.Handler):
    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        self._progress(record.getMessage())
