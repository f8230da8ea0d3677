"""HTML to PDF/UA-1; the only user of WeasyPrint, and it must not fetch anything but the assets handed to it."""

import gc
import logging
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from importlib.resources import as_file, files
from mimetypes import guess_type
from multiprocessing.util import Finalize
from typing import Any
from urllib.parse import unquote

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

    `progress` hears of each stage, `hear` of what is wrong with the layout, if anything.
    """
    weasyprint, fonts = _engine()
    fetcher = _fetcher(fetch_asset)
    with _few_collections(), _hearing(progress):
        page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        options = {"pdf_variant": "pdf/ua-1"}
        laid_out = page.render(font_config=fonts, **options)
        if hear:
            hear(flaws(laid_out.pages))
        printed = laid_out.write_pdf(finisher=lambda _, pdf: mend_maps(pdf), **options)
    return bytes(printed)


def pdf_writer() -> str:
    """The name and version of what prints: a part of what decides the bytes."""
    return f"WeasyPrint {version('weasyprint')}"


@cache
def _engine() -> tuple[Any, Any]:
    """The library and one set of fonts for the process, which holds none of the machine's own."""
    with (
        as_file(files("cop_author.templates").joinpath("fonts", "none.xml")) as no_fonts,
        _setting("FONTCONFIG_FILE", str(no_fonts)),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", UserWarning)
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        from cop_author.render import tagging

        fonts = FontConfiguration()
    tagging.install()
    gc.collect()
    gc.freeze()
    os.register_at_fork(after_in_child=lambda: _leave_to_parent(fonts))
    Finalize(None, fonts.__del__, exitpriority=1)
    return weasyprint, fonts


def _leave_to_parent(fonts: Any) -> None:
    """A forked process takes fonts of its own.

    A file in the parent's folder counts as loaded, whoever wrote it, and the folder must outlive this process.
    """
    fonts._folder = None
    _engine.cache_clear()


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
