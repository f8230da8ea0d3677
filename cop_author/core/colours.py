"""Whether a layer's colours can be read in the looks that it uses, by day and after dark; it must not read a style
sheet."""

from collections.abc import Iterator, Mapping

from cop_author.model.brand import Brand
from cop_author.model.problem import Problem, Rule
from cop_author.text.contrast import ENOUGH, contrast, nearest

TOO_FAINT = Rule(
    "B301",
    "A colour that text cannot be read in or on",
    "Text needs a contrast of 7:1 with its ground, for tired eyes, poor screens and who sees little.",
    "Use the colour that the message names, or a darker or lighter one.",
)
Palette = Mapping[str, str]
"""A look's colours: custom property → `#rrggbb`."""
_PAIRS = (
    ("accent", "paper"),
    ("accent", "soft"),
    ("on-accent", "accent"),
    ("ink", "soft"),
    ("muted", "soft"),
    ("ink", "fill"),
    ("ink", "fill-2"),
    ("ink", "fill-3"),
    ("on-help", "help"),
)
"""What is written in which colour on which ground."""


def check_colours(brand: Brand, looks: Mapping[str, Palette]) -> Iterator[Problem]:
    """Colours that do not have the contrast they need in one of `looks`: each once, with the nearest that does."""
    for name, value in brand.colours:
        worst = min(_pairs(name, value, brand, looks), default=None)
        if worst is not None and worst[0] < ENOUGH:
            ratio, other, look = worst
            others = {other for _, other, _ in _pairs(name, value, brand, looks)}
            better = nearest(value, others)
            hint = f'Write: {name}: "{better}"' if better else "No colour like it fits all looks; leave it out."
            message = f"{name} {value} has a contrast of {ratio:.1f}:1 with {other} in the look {look}; text needs 7:1"
            yield TOO_FAINT.at(brand.colours_where.at(name.replace("-", "_")), message, hint)


def after_dark(colours: tuple[tuple[str, str], ...], palette: Palette) -> tuple[tuple[str, str], ...]:
    """Those of the colours that can be read among those of a look after dark, which keeps its own for the others."""
    shown, kept = dict(palette), []
    for name, value in colours:
        if all(contrast(value, shown[other]) >= ENOUGH for other in _beside(name) if other in shown):
            shown[name] = value
            kept.append((name, value))
    return tuple(kept)


def _pairs(name: str, value: str, brand: Brand, looks: Mapping[str, Palette]) -> Iterator[tuple[float, str, str]]:
    """The contrast of a colour with each that it meets, that colour, and the look in which they meet."""
    for look, own in looks.items():
        palette = {**own, **dict(brand.colours)}
        for other in _beside(name):
            if other in palette:
                yield contrast(value, palette[other]), palette[other], look


def _beside(name: str) -> Iterator[str]:
    """What a colour meets."""
    for text, ground in _PAIRS:
        if name == text:
            yield ground
        elif name == ground:
            yield text
