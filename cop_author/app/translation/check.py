"""Whether translations are sound: each held against its text, its language's term base and the finding's waivers."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import ClassVar

from cop_author.app.texts import Opened, open_texts
from cop_author.app.translation.catalogues import Catalogues, open_catalogues
from cop_author.app.translation.messages import live_messages
from cop_author.core.reviews import seen
from cop_author.core.translation_checks import Standard, check_catalogue
from cop_author.errors import UsageError
from cop_author.formats.splice import insert_item
from cop_author.formats.yaml_writer import Bare
from cop_author.model.catalogue import Entry
from cop_author.model.problem import Plain, Problem, Problems, from_plain, in_reading_order
from cop_author.store.files import write_all
from cop_author.store.locales import LocaleFiles, read_locales
from cop_author.text.nearest import did_you_mean

_LARGE = 4_000_000
"""Characters of catalogues from which on several processes are worth starting."""


def check_translations(folder: Path, languages: Iterable[str] = ()) -> Problems:
    """What is wrong with the catalogues of `languages` (none: all), their form included."""
    opened = open_texts(folder)
    live = live_messages(opened)
    found = open_catalogues(opened, live.domains)
    chosen = tuple(languages) or tuple(found.by_lang)
    folders = tuple(f"{found.folder(lang)}/" for lang in chosen)
    form = [problem for problem in found.problems if not languages or problem.where.file.startswith(folders)]
    checked = [problem for lang in chosen for problem in findings(opened, found, lang)]
    return in_reading_order([*live.problems, *form, *checked])


def all_findings(opened: Opened) -> Problems:
    """What is wrong with the form of all catalogues and with what they hold; large ones are read side by side."""
    found = read_locales(opened.root)
    shares = _shares(found, os.cpu_count() or 1)
    if len(shares) < 2:
        return _findings_in(opened, found)
    _Shared.opened, _Shared.shares = opened, shares
    try:
        with ProcessPoolExecutor(len(shares), mp_context=get_context("fork")) as pool:
            parts = list(pool.map(_plain_findings, range(len(shares))))
    finally:
        _Shared.opened, _Shared.shares = None, []
    return in_reading_order([from_plain(found) for part in parts for found in part])


class _Shared:
    """What forked processes find in their memory: a workspace is too large to be sent to them."""

    opened: Opened | None = None
    shares: ClassVar[list[LocaleFiles]] = []


def _plain_findings(share: int) -> list[Plain]:
    assert _Shared.opened is not None
    return [problem.plain for problem in _findings_in(_Shared.opened, _Shared.shares[share])]


def _findings_in(opened: Opened, files: LocaleFiles) -> Problems:
    found = open_catalogues(opened, files=files)
    return (*found.problems, *(problem for lang in found.by_lang for problem in findings(opened, found, lang)))


def _shares(found: LocaleFiles, workers: int) -> list[LocaleFiles]:
    """The files by language in as many shares of about one size; all in one where they are few."""
    sizes: dict[str, int] = {}
    for path, text in found.files.items():
        locale = path.split("/")[1]
        sizes[locale] = sizes.get(locale, 0) + len(text)
    if workers < 2 or sum(sizes.values()) < _LARGE:
        return [found]
    shares: list[dict[str, str]] = [{} for _ in range(min(workers, len(sizes)))]
    weights = [0] * len(shares)
    for locale in sorted(sizes, key=lambda name: -sizes[name]):
        least = weights.index(min(weights))
        weights[least] += sizes[locale]
        shares[least] |= {path: text for path, text in found.files.items() if path.split("/")[1] == locale}
    return [LocaleFiles(share, found.problems if at == 0 else ()) for at, share in enumerate(shares) if share]


def findings(opened: Opened, found: Catalogues, lang: str) -> Problems:
    """What is wrong with the translations into one language."""
    standard = standard_of(opened, found, lang)
    waivers = found.waivers(lang)
    return tuple(
        problem
        for catalogue in found.of(lang)
        for problem in check_catalogue(catalogue, _for_domain(standard, opened, catalogue.domain), waivers)
    )


def _for_domain(standard: Standard, opened: Opened, domain: str) -> Standard:
    """What a layer first wrote in another language is held against that language."""
    prefixes = (f"layer-{layer.id}-" for layer in opened.workspace.layers)
    written = next((domain.removeprefix(prefix) for prefix in prefixes if domain.startswith(prefix)), "")
    return replace(standard, source_lang=written) if written else standard


def standard_of(opened: Opened, found: Catalogues, lang: str) -> Standard:
    """What translations into `lang` are held to."""
    master = opened.workspace.master
    forms = {parameter.name: parameter.forms for parameter in master.parameters if parameter.forms}
    terms = {term.id: term for term in found.terms(lang)}
    return Standard(lang, opened.workspace.config.source_language, forms, terms)


def waive(folder: Path, lang: str, address: str, code: str, reason: str, name: str) -> str:
    """Record that a finding is none; it holds until the text or its translation change. The file that was written."""
    opened = open_texts(folder)
    found = open_catalogues(opened)
    entry = find_entry(found, lang, address)
    problems: list[Problem] = [p for p in findings(opened, found, lang) if p.code == code]
    if not any(p.where == entry.where for p in problems):
        raise UsageError(f"{address} has no finding {code} in {lang}", f"See: cop catalogue check {lang}")
    path = f"{found.folder(lang)}/waivers.yaml"
    item = {"address": address, "code": code, "digest": Bare(seen(entry)), "reason": reason, "name": name}
    text = found.found.files.get(path, "format: 1\nwaivers: []\n")
    write_all(opened.root, {path: insert_item(text, ("waivers", len(found.waivers(lang))), item)})
    return path


def find_entry(found: Catalogues, lang: str, address: str) -> Entry:
    """The usable entry at an address; UsageError where there is none."""
    entries = [entry for catalogue in found.of(lang) for entry in catalogue.entries if entry.is_usable]
    for entry in entries:
        if entry.address == address:
            return entry
    hint = did_you_mean(address, {entry.address for entry in entries}) or "Addresses are the msgctxt of the entries."
    raise UsageError(f"{address} has no translation in {lang}", hint)
