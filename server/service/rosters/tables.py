"""CSV as schools really send it: BOM, windows-1251, semicolons, CR line ends, trailing commas."""

import csv
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from server.service.rosters.letters import visible
from server.service.rosters.problems import Report
from server.service.rosters.rows import Header, Row

if TYPE_CHECKING:
    from _csv import Reader

MAX_ROWS = 2_000_000
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a file may have: what it calls them → what we call them."""

    required: Mapping[str, str]
    known: Mapping[str, str]


def columns(required: Sequence[str], known: Sequence[str] = ()) -> Columns:
    """Return columns that are called the same on both sides."""
    return Columns({name: name for name in required}, {name: name for name in known})


def decode(data: bytes) -> str | None:
    """Return the text of a file in UTF-8, UTF-16 or windows-1251; None for binary."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\x00" in data:  # UTF-16 of mostly Latin text has a zero in every second byte
        for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if len(data) % 2 == 0 and data[start::2].count(0) > len(data) // 5:
                text = _decoded(data, encoding)
                return None if text is None or "\x00" in text else text
        return None
    return _decoded(data, "utf-8-sig") or _decoded(data, "cp1251")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return visible(data.decode(encoding))
    except UnicodeDecodeError:
        return None


def text_of(file: str, data: bytes, *, report: Report) -> str | None:
    """Return the text with plain line ends; None, with an error in the report, for what is none."""
    text = decode(data)
    if text is None:
        report.error(file, "Это не текстовый файл CSV.")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\n\t ,;\ufeff"):
        report.error(file, "Файл пуст. Если данных нет, уберите файл из выгрузки.")
        return None
    return text


def headings(data: bytes) -> tuple[str, ...]:
    """Return the plain names of the first line's columns, to see what kind of file it is."""
    text = decode(data[:65536]) or decode(data) or ""
    first = text.replace("\r", "\n").lstrip("\n").split("\n", 1)[0]
    return tuple(plain(cell) for cell in first.split(delimiter(first)))


def read_table(file: str, data: bytes, columns: Columns, *, report: Report) -> tuple[Row, ...]:
    """Return the rows of a file; an empty tuple with errors in the report where it cannot be read.

    Header names are matched without regard to case, spaces and underscores; a required column that
    is missing but misspelt is an error that names the likely one. Extra columns are ignored.
    """
    text = text_of(file, data, report=report)
    if text is None:
        return ()
    lines = csv.reader(StringIO(text), delimiter=delimiter(text), strict=True)
    try:
        cells = next(lines)
    except csv.Error:
        report.error(file, "Первая строка не читается: проверьте кавычки.", line=1)
        return ()
    width = max((n for n, cell in enumerate(cells, 1) if cell.strip()), default=0)
    header = _header(file, cells[:width], columns, report=report)
    if header is None:
        return ()
    return tuple(_rows(header, lines, width, required=columns.required, report=report))


def delimiter(text: str) -> str:
    """Return what separates the cells of the first line."""
    first = text.lstrip("\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)


def plain(name: str) -> str:
    """Return a heading without case, spaces and signs, to compare it."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _header(file: str, cells: Sequence[str], columns: Columns, *, report: Report) -> Header | None:
    names = {plain(said): ours for said, ours in {**columns.required, **columns.known}.items()}
    found = [names.get(plain(cell), "") for cell in cells]
    strangers = [cell.strip() for cell, ours in zip(cells, found, strict=True) if not ours]
    good = True
    for said, ours in columns.required.items():
        if ours in found:
            continue
        near = difflib.get_close_matches(said, strangers, n=1, cutoff=0.7)
        hint = f" Похоже, он назван «{near[0]}»: переименуйте." if near else " Добавьте его."
        report.error(file, f"Нет обязательного столбца {said}.{hint}", line=1, column=said)
        good = False
    for said, ours in columns.known.items():
        near = difflib.get_close_matches(said, strangers, n=1, cutoff=0.85)
        if ours not in found and near:
            text = f"Столбец «{near[0]}» не знаем: похоже, это {said}. Пока он не учтён."
            report.warn(file, text, line=1, column=near[0])
    for ours in {ours for ours in found if ours and found.count(ours) > 1}:
        report.error(file, "Столбец встречается дважды. Оставьте один.", line=1, column=ours)
        good = False
    if not good:
        return None
    places = {ours: number for number, ours in enumerate(found) if ours}
    shown = {ours: cells[number].strip() for ours, number in places.items()}
    return Header(file, places, shown)


def _rows(
    header: Header, lines: "Reader", width: int, *, required: Mapping[str, str], report: Report
) -> Iterator[Row]:
    least = max((header.index[ours] for ours in required.values()), default=-1) + 1
    same: dict[str, str] = {}  # a school repeats its words: keep each once
    count = 0
    while True:
        number = lines.line_num + 1  # where the row starts: a quoted cell may span lines
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            report.error(header.file, "Строка не читается: проверьте кавычки.", line=number)
            return
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MAX_ROWS:
            report.error(header.file, "Строк больше, чем бывает у школы.", line=number)
            return
        if any(cell.strip() for cell in cells[width:]) or len(cells) < least:
            report.error(
                header.file,
                f"В строке {len(cells)} значений, а столбцов {width}. Проверьте кавычки и запятые.",
                line=number,
            )
            continue
        if len(cells) < width - 1:
            text = f"В строке {len(cells)} значений, а столбцов {width}: остальные сочли пустыми."
            report.warn(header.file, text, line=number)
        padded = (*cells[:width], *[""] * (width - len(cells)))
        stripped = (cell.strip() for cell in padded)
        yield Row(header, number, tuple(same.setdefault(cell, cell) for cell in stripped))
