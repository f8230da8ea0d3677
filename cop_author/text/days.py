"""Days as ISO 8601 writes them; it must not know a calendar's names."""

from datetime import date


def is_day(text: str) -> bool:
    """Whether `text` is a day that exists: 2026-02-28."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
