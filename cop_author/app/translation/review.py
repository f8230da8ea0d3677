"""A native reader's reviews: recorded with a digest of what was read, so that any later edit ends them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cop_author.app.texts import open_texts
from cop_author.app.translation.catalogues import Catalogues, open_catalogues
from cop_author.core.reviews import reviewed_keys, seen
from cop_author.errors import UsageError
from cop_author.formats.yaml_writer import write_scalar
from cop_author.model.catalogue import Entry
from cop_author.store.files import write_all


@dataclass(frozen=True, slots=True)
class ToReview:
    """Translations that nobody has found right yet, in reading order, and how many there are that somebody has."""

    entries: tuple[Entry, ...]
    reviewed: int
    _found: Catalogues
    _root: Path


def to_review(folder: Path, lang: str, domain: str = "", addresses: Iterable[str] = ()) -> ToReview:
    """What a reader of `lang` has before them, of one domain or of some addresses where they name any."""
    opened = open_texts(folder)
    found = open_catalogues(opened)
    if not found.of(lang):
        raise UsageError(f"there is no catalogue in {lang}", "`cop catalogue status` shows the languages.")
    wanted = set(addresses)
    entries = [
        entry
        for catalogue in found.of(lang)
        if not domain or catalogue.domain == domain
        for entry in catalogue.entries
        if entry.is_usable and (not wanted or entry.address in wanted)
    ]
    if missing := wanted - {entry.address for entry in entries}:
        raise UsageError(f"no translation to review: {', '.join(sorted(missing))}", "Fuzzy entries come first.")
    done = reviewed_keys(found.reviews(lang), found.of(lang))
    left = tuple(entry for entry in entries if entry.key not in done)
    return ToReview(left, len(entries) - len(left), found, opened.root)


def record_reviews(asked: ToReview, lang: str, entries: Iterable[Entry], name: str, date: str) -> str:
    """Record that `name` found these translations right; the file that was written."""
    found, kept = asked._found, {}
    live = {(e.address, seen(e)) for catalogue in found.of(lang) for e in catalogue.entries if e.is_usable}
    for review in found.reviews(lang):
        if (review.address, review.digest) in live:
            kept[review.address, review.digest] = (review.name, review.date)
    kept |= {(entry.address, seen(entry)): (name, date) for entry in entries}
    items = "".join(
        f"  - {{address: {_scalar(address)}, digest: {digest}, name: {_scalar(who)}, date: {day}}}\n"
        for (address, digest), (who, day) in kept.items()
    )
    path = f"{found.folder(lang)}/reviews.yaml"
    write_all(asked._root, {path: f"format: 1\nreviews:\n{items}"})
    return path


def _scalar(value: str) -> str:
    return write_scalar(value, "", 0, in_flow=True)
