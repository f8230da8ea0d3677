"""Pictures and the words that stand for them; it must not open a picture."""

from collections.abc import Iterator

from cop_author.core.index import Index
from cop_author.model.problem import Problem, Rule, Severity

NO_ALT = Rule(
    "A101",
    "A picture without alternative text",
    "Who does not see the picture gets nothing.",
    "Add `alt`: what the picture shows, in one sentence.",
)
NO_PICTURE = Rule(
    "A102",
    "A picture that does not exist",
    "The page would have a hole.",
    "Put the file below content/master/assets, or correct the path.",
)
LARGE_PICTURE = Rule(
    "A103",
    "A picture that is very large",
    "A reader on a slow line waits for it.",
    "Save it smaller; SVG for drawings, WebP or JPEG for photographs.",
    Severity.WARNING,
)
MOST_BYTES = 1_000_000


def check_pictures(index: Index) -> Iterator[Problem]:
    """Pictures that are missing, too large, or without words."""
    sizes = dict(index.workspace.assets)
    shown = [(unit.image, unit.alt, unit.where, unit.id) for unit in index.workspace.master.units()]
    covers = ((edition.cover, edition) for edition in index.workspace.editions)
    shown += [(cover.image, cover.alt, edition.where.at("cover"), edition.id) for cover, edition in covers if cover]
    for image, alt, where, owner in shown:
        if not image:
            continue
        place = where.at("image")
        if alt is None:
            yield NO_ALT.at(place, f"{owner}: {image} has no alternative text")
        if image not in sizes:
            yield NO_PICTURE.at(place, f"{owner}: there is no picture {image}")
        elif sizes[image] > MOST_BYTES:
            yield LARGE_PICTURE.at(place, f"{owner}: {image} has {sizes[image] / 1e6:.1f} MB")
