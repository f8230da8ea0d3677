"""Small adapters between what a record reads and what the model's classes take; they must not judge values."""

from collections.abc import Callable
from typing import Any

from cop_author.model.place import Where


def under_key(make: Callable[..., Any], name: str = "id") -> Callable[..., Any]:
    """Delay `make` until the key under which a record stands is known; `by_key` then supplies it as `name`."""

    def hold(**values: Any) -> Any:
        return lambda key: make(**{name: key}, **values)

    return hold


def by_key(key: str, record: Any, _: Where) -> Any:
    """Complete a record made by `under_key`; the `make` of a `MapOf` such records."""
    return record(key)


def without_place(make: Callable[..., Any]) -> Callable[..., Any]:
    """A maker for values that keep no place of their own."""

    def build(*, where: Where, **values: Any) -> Any:
        return make(**values)

    return build


def without_format(make: Callable[..., Any]) -> Callable[..., Any]:
    """A maker for a whole file whose model does not keep the format's number."""

    def build(*, format: str = "", **values: Any) -> Any:
        return make(**values)

    return build


def only(name: str) -> Callable[..., Any]:
    """A maker for a file of which only the value of one key matters."""

    def take(*, where: Where, format: str = "", **values: Any) -> Any:
        return values[name]

    return take
