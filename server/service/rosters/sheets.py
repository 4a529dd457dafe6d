"""Spreadsheets as plain grids of text, from XLSX and CSV alike; macros and formulas never run."""

import csv
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from server.service.rosters.letters import visible
from server.service.rosters.problems import Report
from server.service.rosters.tables import delimiter, text_of

MAX_ROWS = 200_000
MAX_COLUMNS = 100
MAX_INFLATED = 256 * 1024 * 1024
MAX_RATIO = 400


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid: `file` names it for a report, `title` is the sheet's or the file's own name.

    `lines` holds each row with its number in the file, counted from 1; cells are stripped.
    """

    file: str
    title: str
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheets(file: str, data: bytes, *, report: Report) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, or the one of a CSV file; findings go to the report."""
    if file.endswith((".xlsx", ".xlsm")):
        return tuple(_workbook(file, data, report=report))
    text = text_of(file, data, report=report)
    if text is None:
        return ()
    return (Sheet(file, file.rsplit(".", 1)[0], tuple(_csv(file, text, report=report))),)


def _csv(file: str, text: str, *, report: Report) -> Iterator[tuple[int, tuple[str, ...]]]:
    best = max(text.split("\n")[:20], key=lambda line: sum(map(line.count, ",;\t")))
    lines = csv.reader(StringIO(text), delimiter=delimiter(best), strict=True)
    while True:
        number = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            report.error(file, "Строка не читается: проверьте кавычки.", line=number)
            return
        if number > MAX_ROWS:
            report.error(file, "Строк больше, чем бывает у школы.", line=number)
            return
        if any(cell.strip() for cell in cells):
            yield number, tuple(" ".join(cell.split()) for cell in cells[:MAX_COLUMNS])


def _workbook(file: str, data: bytes, *, report: Report) -> Iterator[Sheet]:
    fault, formulas = _inspect(data)
    if fault:
        report.error(file, fault)
        return
    if file.endswith(".xlsm"):
        report.warn(file, "Макросы в книге не выполняются: взяты только значения.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = load_workbook(BytesIO(data), read_only=True, data_only=True)
            raw = load_workbook(BytesIO(data), read_only=True) if formulas else None
            for sheet in values.worksheets:
                if sheet.sheet_state != "visible":
                    report.warn(file, f"Скрытый лист «{sheet.title}» не прочитан.")
                    continue
                name = f"{file}, лист «{sheet.title}»"
                sheet.reset_dimensions()
                asked = raw[sheet.title] if raw else None
                if asked is not None:
                    asked.reset_dimensions()
                    _refuse_empty_formulas(name, sheet, asked, report=report)
                title = visible(sheet.title)
                yield Sheet(name, title, tuple(_lines(name, sheet, report=report)))
    except Exception as error:  # boundary: openpyxl raises whatever a broken file makes it raise
        report.error(file, f"Книга Excel повреждена ({type(error).__name__}). Сохраните её заново.")


def _inspect(data: bytes) -> tuple[str, bool]:
    """What is wrong with the container, and whether any sheet holds formulas."""
    formulas = False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            left = MAX_INFLATED
            for entry in entries:
                # Parts are found by the workbook's own index, whatever they are called.
                if entry.filename.startswith("xl/media/"):
                    continue  # pictures are never opened
                most = min(left, max(entry.compress_size, 4096) * MAX_RATIO)
                with archive.open(entry) as member:
                    text = member.read(most + 1)
                left -= len(text)
                if len(text) > most:
                    return "Книга слишком большая или сжата подозрительно сильно.", False
                if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text:
                    return "В книге то, чего Excel не пишет: такой файл не читаем.", False
                formulas = formulas or (b"<f>" in text or b"<f " in text)
    except Exception:  # boundary: zipfile and its codecs raise anything, too
        return "Это не книга Excel: файл повреждён или защищён паролем.", False
    return "", formulas


def _refuse_empty_formulas(name: str, values: object, raw: object, *, report: Report) -> None:
    for shown, asked in zip(_cells(values), _cells(raw), strict=False):
        for number, (value, formula) in enumerate(zip(shown[1], asked[1], strict=False), 1):
            if value is None and isinstance(formula, str) and formula.startswith("="):
                report.error(
                    name,
                    "В ячейке формула без значения. Откройте файл в Excel и сохраните, "
                    "или вставьте значения.",
                    line=shown[0],
                    column=get_column_letter(number),
                )


def _cells(sheet: object) -> Iterator[tuple[int, Sequence[object]]]:
    rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)  # type: ignore[attr-defined]
    yield from enumerate(rows, 1)


def _lines(name: str, sheet: object, *, report: Report) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in _cells(sheet):
        if number > MAX_ROWS:
            report.error(name, "Строк больше, чем бывает у школы.", line=number)
            return
        texts = tuple(_text(cell) for cell in cells)
        if any(texts):
            yield number, texts


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(visible(str(value)).split())
