"""Which translations are reviewed: a review holds as long as text and translation stay what the reader saw."""

from collections.abc import Iterable

from cop_author.model.catalogue import Catalogue, Entry, Key
from cop_author.model.translation_record import Review
from cop_author.text.normalise import digest


def seen(entry: Entry) -> str:
    """The digest of what a reader of this entry sees: the text, its translation in every form."""
    return digest("\x1f".join((entry.source, entry.plural, entry.target, *entry.targets)))


def reviewed_keys(reviews: Iterable[Review], catalogues: Iterable[Catalogue]) -> frozenset[Key]:
    """The texts whose translation stands as it was reviewed."""
    signed = {(review.address, review.digest) for review in reviews}
    if not signed:
        return frozenset()
    return frozenset(
        entry.key
        for catalogue in catalogues
        for entry in catalogue.entries
        if entry.is_usable and (entry.address, seen(entry)) in signed
    )
