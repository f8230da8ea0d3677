"""Days as ISO 8601 writes them; it must not know a calendar's names."""

from datetime import date


def is_day(text: str) -> bool:
    """Whether `text` is a day that exists: 2026-02-28."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def days_between(earlier: str, later: str) -> int:
    """The number of days from one day to another; negative where the other comes first."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
