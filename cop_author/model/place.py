"""Where a value stands in the author's files; it must not read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NO_FIELDS: Mapping[str, tuple[int, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: path relative to the workspace, line and column counted from 1 (0: the file as a whole).

    `fields` holds (line, column) of the values of a record, by field name.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    fields: Mapping[str, tuple[int, int]] = field(default_factory=lambda: _NO_FIELDS, compare=False, repr=False)

    def at(self, name: str) -> "Where":
        """The place of field `name` of this record, or of the record where the field is absent."""
        line, column = self.fields.get(name, (self.line, self.column))
        return Where(self.file, line, column)

    def on(self, line: int) -> "Where":
        """A line of the same file."""
        return Where(self.file, line)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


NOWHERE = Where()
