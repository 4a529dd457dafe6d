"""The register's JSON into values. Whatever is not of the expected shape is GradebookDown."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from server.service.diary.source import GradebookDown
from server.service.diary.values import Announcement, Assignment, Attachment, Day, Debt, Lesson

Json = Mapping[str, Any]
_MOST = 5_000
_LONGEST = 20_000
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Student:
    """A child of the family's account."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of assignment: its name and how much its marks weigh."""

    name: str
    weight: float = 1.0


def students(reply: object) -> tuple[Student, ...]:
    """`student/diary/init`: the children of the account, the one chosen there first."""
    fields = _object(reply)
    given = fields.get("students")
    # Some installations send a list, some an object with the places as keys.
    rows = given.values() if isinstance(given, Mapping) else _items(given)
    found = [
        Student(_integer(row, "studentId"), _text(row.get("nickName") or row.get("name")))
        for row in map(_object, rows)
    ]
    current = fields.get("currentStudentId")
    if isinstance(current, int) and 0 < current < len(found):
        found.insert(0, found.pop(current))
    return tuple(found)


def year_id(reply: object) -> int:
    """`years/current`."""
    return _integer(_object(reply), "id")


def kinds(reply: object) -> Mapping[int, Kind]:
    """`grade/assignment/types`."""
    return {
        _integer(row, "id"): Kind(_text(row.get("name")), _number(row.get("weight"), 1.0))
        for row in map(_object, _items(reply))
    }


def days(reply: object, names: Mapping[int, Kind]) -> tuple[Day, ...]:
    """`student/diary`."""
    return tuple(
        Day(_day(row.get("date")), tuple(_lessons(row, names)))
        for row in map(_object, _items(_object(reply).get("weekDays")))
    )


def overdue(reply: object, names: Mapping[int, Kind]) -> tuple[Debt, ...]:
    """`student/diary/pastMandatory`."""
    return tuple(
        Debt(_text(row.get("subjectName")), _assignment(row, names, None))
        for row in map(_object, _items(reply))
    )


def announcements(reply: object) -> tuple[Announcement, ...]:
    """`announcements`."""
    found = []
    for row in map(_object, _items(reply)):
        author = row.get("author")
        name = author.get("fio") or author.get("nickName") if isinstance(author, Mapping) else ""
        found.append(
            Announcement(
                str(row.get("id") or f"{row.get('postDate')}:{row.get('name')}")[:200],
                _text(row.get("name")),
                plain(row.get("description")),
                _moment(row.get("postDate")),
                _text(name),
                files(row.get("attachments")),
            )
        )
    return tuple(sorted(found, key=lambda one: one.posted, reverse=True))


def attachments_by_assignment(reply: object) -> Mapping[str, tuple[Attachment, ...]]:
    """`student/diary/get-attachments`."""
    return {
        str(_integer(row, "assignmentId")): files(row.get("attachments"))
        for row in map(_object, _items(reply))
    }


def files(value: object) -> tuple[Attachment, ...]:
    """The attachments of an assignment or an announcement."""
    return tuple(
        Attachment(
            str(_integer(row, "id")),
            _text(row.get("originalFileName") or row.get("name")) or "файл",
        )
        for row in map(_object, _items(value or []))
    )


def plain(value: object) -> str:
    """The text of a description without its markup."""
    text = _text(value, _LONGEST)
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return re.sub(r"\n{3,}", "\n\n", text.replace("\xa0", " ")).strip()


def _lessons(day: Json, names: Mapping[int, Kind]) -> Iterator[Lesson]:
    for row in map(_object, _items(day.get("lessons") or [])):
        on = _day(row.get("day") or day.get("date"))
        yield Lesson(
            _integer(row, "number"),
            _text(row.get("subjectName")) or "Предмет",
            _clock(row.get("startTime")),
            _clock(row.get("endTime")),
            _text(row.get("room")),
            assignments=tuple(
                _assignment(one, names, on)
                for one in map(_object, _items(row.get("assignments") or []))
            ),
        )


def _assignment(row: Json, names: Mapping[int, Kind], on: date | None) -> Assignment:
    kind = names.get(row.get("typeId", -1), Kind("Задание"))
    mark = row.get("mark")
    marked: Json = mark if isinstance(mark, Mapping) else {}
    value = marked.get("mark")
    comment = row.get("markComment")
    return Assignment(
        str(_integer(row, "id")),
        kind.name,
        _text(row.get("assignmentName")),
        on if on is not None and not row.get("dueDate") else _day(row.get("dueDate")),
        "" if value is None else _text(str(value), 8),
        _number(row.get("weight"), kind.weight),
        _text(comment.get("name")) if isinstance(comment, Mapping) else "",
        bool(marked.get("dutyMark") or row.get("dutyMark")),
        files(row.get("attachments")),
    )


def _object(value: object) -> Json:
    if not isinstance(value, Mapping):
        raise GradebookDown("an object was expected")
    return value


def _items(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MOST:
        raise GradebookDown("a list was expected")
    return value


def _integer(row: Json, key: str) -> int:
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise GradebookDown(f"no {key}")
    return value


def _text(value: object, longest: int = 2_000) -> str:
    return value[:longest].replace("\x00", "").strip() if isinstance(value, str) else ""


def _number(value: object, default: float) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100:
        return float(value)
    return default


def _moment(value: object) -> datetime:
    try:
        return datetime.fromisoformat(_text(value))
    except ValueError:
        raise GradebookDown("a date was expected") from None


def _day(value: object) -> date:
    return _moment(value).date()


def _clock(value: object) -> time | None:
    try:
        return time.fromisoformat(_text(value)) if value else None
    except ValueError:
        return None
