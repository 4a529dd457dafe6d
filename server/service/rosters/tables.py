"""CSV as schools really send it: BOM, windows-1251, semicolons, CR line ends, trailing commas."""

import csv
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import TYPE_CHECKING

from server.service.rosters.problems import Problem, Weight

if TYPE_CHECKING:
    from _csv import Reader

_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y%m%d")
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `line` counts from 1 with the header; cells are stripped."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class Report:
    """Findings of one import, in the order they were made."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found."""
        return tuple(self._problems)

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(problem.weight is Weight.ERROR for problem in self._problems)

    def error(self, file: str, text: str, *, line: int = 0, column: str = "") -> None:
        """Note what stops the import."""
        self._problems.append(Problem(Weight.ERROR, file, line, column, text))

    def warn(self, file: str, text: str, *, line: int = 0, column: str = "") -> None:
        """Note what is left out or mended."""
        self._problems.append(Problem(Weight.WARNING, file, line, column, text))


def decode(data: bytes) -> str | None:
    """Return the text of a file in UTF-8, UTF-16 with a BOM, or windows-1251; None for binary."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\x00" in data:
        return None
    return _decoded(data, "utf-8-sig") or _decoded(data, "cp1251")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def read_table(
    file: str, data: bytes, *, required: Sequence[str], known: Sequence[str], report: Report
) -> tuple[Row, ...]:
    """Return the rows of a file; an empty tuple with errors in the report where it cannot be read.

    Header names are matched without regard to case, spaces and underscores; a required column that
    is missing but misspelt is an error that names the likely one. Extra columns are ignored.
    """
    text = decode(data)
    if text is None:
        report.error(file, "Это не текстовый файл CSV.")
        return ()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        report.error(file, "Файл пуст. Если данных нет, уберите файл из выгрузки.")
        return ()
    lines = csv.reader(StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        header = next(lines)
    except csv.Error:
        report.error(file, "Первая строка не читается: проверьте кавычки.", line=1)
        return ()
    columns = _columns(file, header, required=required, known=known, report=report)
    if columns is None:
        return ()
    return tuple(_rows(file, lines, columns, report=report))


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _columns(
    file: str,
    header: Sequence[str],
    *,
    required: Sequence[str],
    known: Sequence[str],
    report: Report,
) -> list[str] | None:
    names = {_plain(name): name for name in (*required, *known)}
    columns = [names.get(_plain(cell), "") for cell in header]
    missing = [name for name in required if name not in columns]
    for name in missing:
        strangers = [
            cell.strip() for cell, column in zip(header, columns, strict=True) if not column
        ]
        near = difflib.get_close_matches(name, strangers, n=1, cutoff=0.7)
        hint = f" Похоже, он назван «{near[0]}»: переименуйте." if near else " Добавьте его."
        report.error(file, f"Нет обязательного столбца {name}.{hint}", line=1, column=name)
    for name in {name for name in columns if name and columns.count(name) > 1}:
        report.error(file, "Столбец встречается дважды. Оставьте один.", line=1, column=name)
        missing.append(name)
    return None if missing else columns


def _rows(file: str, lines: "Reader", columns: Sequence[str], *, report: Report) -> Iterator[Row]:
    while True:
        number = lines.line_num + 1  # where the row starts: a quoted cell may span lines
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            report.error(file, "Строка не читается: проверьте кавычки.", line=number)
            return
        if not any(cell.strip() for cell in cells):
            continue
        spare = cells[len(columns) :]
        if any(cell.strip() for cell in spare) or len(cells) < len(columns) - 1:
            report.error(
                file,
                f"В строке {len(cells)} значений, а столбцов {len(columns)}. "
                "Проверьте кавычки и запятые.",
                line=number,
            )
            continue
        named = zip(columns, cells, strict=False)
        yield Row(number, {name: cell.strip() for name, cell in named if name})


def parse_date(text: str) -> date | None:
    """Return a day written in any of the ways schools write it; None where it is none of them."""
    for pattern in _DATES:
        try:
            return datetime.strptime(text[:10], pattern).date()  # noqa: DTZ007 - a day, not a time
        except ValueError:
            continue
    return None
