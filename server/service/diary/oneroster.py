"""OneRoster gradebook exports (1.1 and 1.2, CSV and REST) into the values of `gradebook.py`.

Beside the standard columns an export may have `metadata.duty` and `metadata.lesson` on line items
and a `timetable.csv`, which the standard lacks. A bulk file replaces what stood, a delta changes
it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Generic, TypeVar

from server.service.diary.gradebook import LineItem, Result, Slot
from server.service.diary.values import Period
from server.service.rosters.problems import Report, RosterRefused
from server.service.rosters.rows import Row, parse_date, row_of
from server.service.rosters.tables import columns, read_table

T = TypeVar("T")
_COMMON = ("status", "dateLastModified")
_MARKS = range(1, 6)
_LONGEST_PERIOD = 400
"""Days: a longer one would let one request walk through centuries."""
_FILES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "academicSessions": (("sourcedId", "title", "startDate", "endDate"), ("type",)),
    "categories": (("sourcedId", "title"), ("weight",)),
    "lineItems": (
        ("sourcedId", "title", "classSourcedId", "dueDate"),
        ("description", "assignDate", "categorySourcedId", "metadata.duty", "metadata.lesson"),
    ),
    "results": (
        ("sourcedId", "lineItemSourcedId", "studentSourcedId"),
        ("scoreStatus", "score", "textScore", "scoreDate", "comment"),
    ),
    "timetable": (
        ("classSourcedId", "weekday", "number"),
        ("beginTime", "endTime", "room"),
    ),
}


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """What one file says: rows to write and ids that are gone; `whole` drops everything else."""

    whole: bool = False
    rows: tuple[T, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """A category of works."""

    id: str
    title: str
    weight: float


@dataclass(frozen=True, slots=True)
class GradebookExport:
    """An export that was understood as a whole."""

    kinds: Change[Kind] = field(default_factory=Change)
    periods: Change[Period] = field(default_factory=Change)
    line_items: Change[LineItem] = field(default_factory=Change)
    results: Change[Result] = field(default_factory=Change)
    slots: Change[Slot] = field(default_factory=Change)


def is_gradebook(files: Mapping[str, bytes]) -> bool:
    """Whether an export holds anything for the diary."""
    return any(f"{name.lower()}.csv" in files for name in _FILES)


def read_export(
    files: Mapping[str, bytes], *, report: Report, kinds: Mapping[str, tuple[str, float]] = {}
) -> GradebookExport:
    """Read the gradebook files of an export; raises RosterRefused and then nothing counts.

    `files` maps lower-case names to bytes; `kinds` are categories known from before, by id.
    """
    tables = {}
    for name, (required, known) in _FILES.items():
        data = files.get(f"{name.lower()}.csv")
        if data is not None:
            wanted = columns(required, (*known, *_COMMON))
            tables[name] = read_table(f"{name}.csv", data, wanted, report=report)
    deltas = {
        row["propertyName"].removeprefix("file.")
        for row in _manifest(files, report)
        if row["value"].casefold() == "delta"
    }
    export = _Reader(tables, deltas, report).export(kinds)
    if report.failed:
        raise RosterRefused(report.problems)
    return export


def rest_rows(name: str, items: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
    """Return the objects of a REST answer as rows of the CSV file of the same name.

    `name` is that of the file (`lineItems`); references become their `…SourcedId` columns.
    """
    required, known = _FILES[name]
    rows = []
    for line, item in enumerate(items, 1):
        metadata = item.get("metadata")
        flat = dict(item) | {
            f"metadata.{key}": value
            for key, value in (metadata.items() if isinstance(metadata, Mapping) else ())
        }
        for key, value in item.items():
            if isinstance(value, Mapping) and isinstance(value.get("sourcedId"), str):
                flat[f"{key}SourcedId"] = value["sourcedId"]
        cells = {
            column: str(flat[column]).strip()
            for column in (*required, *known, *_COMMON)
            if isinstance(flat.get(column), str | int | float)
        }
        rows.append(row_of(f"{name}.csv", line, cells))
    return tuple(rows)


def read_rest(
    tables: Mapping[str, Iterable[Mapping[str, Any]]], *, report: Report
) -> GradebookExport:
    """Read whole REST collections by file name; raises RosterRefused like `read_export`."""
    rows = {name: rest_rows(name, items) for name, items in tables.items()}
    export = _Reader(rows, set(), report).export({})
    if report.failed:
        raise RosterRefused(report.problems)
    return export


def _manifest(files: Mapping[str, bytes], report: Report) -> tuple[Row, ...]:
    data = files.get("manifest.csv")
    if data is None:
        return ()
    return read_table("manifest.csv", data, columns(("propertyName", "value")), report=report)


class _Reader:
    def __init__(
        self, tables: Mapping[str, tuple[Row, ...]], deltas: set[str], report: Report
    ) -> None:
        self._tables, self._deltas, self._report = tables, deltas, report

    def export(self, kinds: Mapping[str, tuple[str, float]]) -> GradebookExport:
        told = self._change("categories", self._kind)
        kinds = dict(kinds) | {one.id: (one.title, one.weight) for one in told.rows}
        return GradebookExport(
            told,
            self._change("academicSessions", self._period),
            self._change("lineItems", lambda row: self._line_item(row, kinds)),
            self._change("results", self._result),
            self._change("timetable", self._slot),
        )

    def _change(self, name: str, make: Callable[[Row], T | None]) -> Change[T]:
        if name not in self._tables:
            return Change()
        made, gone = [], set()
        lines: dict[str, int] = {}
        for row in self._tables[name]:
            if name != "timetable":
                key = row["sourcedId"]
                if not key or key in lines:
                    text = f"sourcedId {key} уже был в строке {lines[key]}." if key else "Пусто."
                    self._error(name, row, "sourcedId", text)
                    continue
                lines[key] = row.line
            if row["status"].casefold() == "tobedeleted":
                gone.add(row["sourcedId"])
            elif (value := make(row)) is not None:
                made.append(value)
        return Change(name not in self._deltas, tuple(made), frozenset(gone))

    def _kind(self, row: Row) -> Kind:
        weight = self._number("categories", row, "weight", 1.0)
        return Kind(row["sourcedId"], row["title"], weight)

    def _period(self, row: Row) -> Period | None:
        if row["type"].casefold() in {"schoolyear", "semester"}:
            return None
        begins = self._day("academicSessions", row, "startDate")
        ends = self._day("academicSessions", row, "endDate")
        if begins is None or ends is None:
            return None
        if ends < begins:
            self._error("academicSessions", row, "endDate", "Период кончается раньше начала.")
            return None
        if (ends - begins).days > _LONGEST_PERIOD:
            self._error("academicSessions", row, "endDate", "Период длиннее учебного года.")
            return None
        return Period(row["sourcedId"], row["title"], begins, ends)

    def _line_item(self, row: Row, kinds: Mapping[str, tuple[str, float]]) -> LineItem | None:
        due = self._day("lineItems", row, "dueDate")
        if due is None:
            return None
        kind, weight = kinds.get(row["categorySourcedId"], ("", 1.0))
        return LineItem(
            row["sourcedId"],
            row["classSourcedId"],
            row["title"],
            due,
            kind,
            weight,
            row["description"],
            row["metadata.duty"].casefold() in {"true", "1"},
            int(self._number("lineItems", row, "metadata.lesson", 0)),
        )

    def _result(self, row: Row) -> Result | None:
        mark = row["textScore"] or _five_point(row["score"])
        if not mark and row["scoreStatus"].casefold() == "exempt":
            mark = "ОСВ"
        if not mark and not row["comment"]:
            return None
        return Result(
            row["sourcedId"],
            row["lineItemSourcedId"],
            row["studentSourcedId"],
            mark[:8],
            row["comment"],
        )

    def _slot(self, row: Row) -> Slot | None:
        weekday = int(self._number("timetable", row, "weekday", 0))
        number = int(self._number("timetable", row, "number", 0))
        if not 1 <= weekday <= 7 or not 1 <= number <= 20:
            self._error("timetable", row, "weekday", "День недели бывает 1–7, номер урока 1–20.")
            return None
        begins = self._clock(row, "beginTime")
        ends = self._clock(row, "endTime")
        return Slot(row["classSourcedId"], weekday, number, begins, ends, row["room"])

    def _day(self, file: str, row: Row, column: str) -> date | None:
        day = parse_date(row[column])
        if day is None:
            text = f"Дата «{row[column][:20]}» не читается: нужна вида 2026-09-01."
            self._error(file, row, column, text)
        return day

    def _clock(self, row: Row, column: str) -> time | None:
        try:
            return time.fromisoformat(row[column].rjust(5, "0")) if row[column] else None
        except ValueError:
            text = f"Время «{row[column][:20]}» не читается: нужно вида 8:30."
            self._error("timetable", row, column, text)
            return None

    def _number(self, file: str, row: Row, column: str, default: float) -> float:
        try:
            number = float(row[column].replace(",", ".")) if row[column] else default
        except ValueError:
            number = -1.0
        if not 0 <= number <= 1_000:
            self._error(file, row, column, f"«{row[column][:20]}» — не число.")
            return default
        return number

    def _error(self, file: str, row: Row, column: str, text: str) -> None:
        self._report.error(f"{file}.csv", text, line=row.line, column=column)


def _five_point(score: str) -> str:
    """«5.0» is a five; other scales are shown as they are and count in no average."""
    try:
        number = float(score.replace(",", "."))
    except ValueError:
        return score
    return str(int(number)) if number in _MARKS else score
