"""Rows of any source: what they say, and where that stands, so that a report can point at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y%m%d", "%d.%m.%y", "%d-%m-%Y")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a file: `index` by our names, `shown` as the file calls them.

    `constants` are values that a format gives to all its rows: Student.csv holds pupils.
    """

    file: str
    index: Mapping[str, int]
    shown: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `line` counts from 1 with the header; values are stripped."""

    header: Header
    line: int
    values: tuple[str, ...]

    def __getitem__(self, column: str) -> str:
        place = self.header.index.get(column)
        value = self.values[place] if place is not None and place < len(self.values) else ""
        return value or self.header.constants.get(column, "")

    @property
    def file(self) -> str:
        """The file or sheet the row stands in."""
        return self.header.file

    def column(self, name: str) -> str:
        """What the file itself calls a column."""
        return self.header.shown.get(name, name)

    def as_dict(self) -> dict[str, str]:
        """Every filled cell by our names."""
        names = {*self.header.index, *self.header.constants}
        return {name: self[name] for name in sorted(names) if self[name]}


def row_of(file: str, line: int, cells: Mapping[str, str]) -> Row:
    """Return a row made of cells by our names."""
    return Row(Header(file, {name: i for i, name in enumerate(cells)}), line, tuple(cells.values()))


def parse_date(text: str) -> date | None:
    """Return a day written in any of the ways schools write it; None where it is none of them."""
    day = text.strip().split("T", 1)[0].split(" ", 1)[0].removesuffix("г.").removesuffix("г")
    for pattern in _DATES:
        try:
            found = datetime.strptime(day, pattern).date()  # noqa: DTZ007 - a day, not a time
        except ValueError:
            continue
        return found if found.year >= 1900 else None
    return None
