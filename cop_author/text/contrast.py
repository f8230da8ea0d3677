"""Contrast of two colours after WCAG, and colours near one that have enough; it must not know what they are for."""

from collections.abc import Iterable, Iterator

ENOUGH = 7.0
"""What text needs on its ground (WCAG 2.2, 1.4.6)."""
_STEPS = 200


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written `#rrggbb`, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: str, beside: Iterable[str]) -> str:
    """The colour nearest to this one, darker or lighter, with enough contrast to all others; '' where there is none."""
    others = tuple(beside)
    for step in range(_STEPS + 1):
        for end in (0, 255):
            found = _mixed(colour, end, step / _STEPS)
            if all(contrast(found, other) >= ENOUGH for other in others):
                return found
    return ""


def _mixed(colour: str, end: int, share: float) -> str:
    """The colour with a share of black (0) or white (255) in it."""
    return "#" + "".join(f"{round(part + (end - part) * share):02x}" for part in _parts(colour))


def _luminance(colour: str) -> float:
    red, green, blue = (part / 255 for part in _parts(colour))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> Iterator[int]:
    return (int(colour[at : at + 2], 16) for at in (1, 3, 5))
