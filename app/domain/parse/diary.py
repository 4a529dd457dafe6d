"""Replies of the school service about the diary, read so that any JSON gives values or BadReply."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, TypeVar

from app.domain.clean import clean_filename, clean_name, clean_text, is_clean_id, one_line
from app.domain.diary import (
    Absence,
    Absences,
    Announcement,
    Assignment,
    Attachment,
    Attendance,
    Child,
    Day,
    Homework,
    Journal,
    JournalGroup,
    JournalGroups,
    Lesson,
    LinkOutcome,
    Period,
    Register,
    Results,
    SubjectResult,
    Week,
    Work,
)
from app.domain.errors import BadReply
from app.domain.ids import PersonId, UserId
from app.domain.parse.fields import integer, iso_moment, items, mapping, text

T = TypeVar("T")
_MANY = 2_000


def parse_children(reply: object) -> tuple[Child, ...]:
    """`GET /v1/diary/children`."""
    return _all(reply, _child)


def parse_week(reply: object) -> Week:
    """`GET …/week`."""
    body = mapping(reply)
    return Week(
        _day_of(body.get("monday")),
        clean_name(text(body.get("source"))),
        _moment(body.get("fetched_at")),
        _all(body.get("days"), _day),
        _all(body.get("works"), _work),
    )


def parse_results(reply: object) -> Results:
    """`GET …/results`."""
    body = mapping(reply)
    return Results(
        _all(body.get("periods"), _period),
        _period(mapping(body.get("period"))),
        _all(body.get("subjects"), _subject),
    )


def parse_absences(reply: object) -> Absences:
    """`GET …/absences`."""
    body = mapping(reply)
    return Absences(
        _all(body.get("periods"), _period),
        _period(mapping(body.get("period"))),
        _all(body.get("absences"), _absence),
    )


def parse_homework(reply: object) -> Homework:
    """`GET …/homework`."""
    body = mapping(reply)
    return Homework(_all(body.get("homework"), _work), _all(body.get("overdue"), _work))


def parse_announcements(reply: object) -> tuple[Announcement, ...]:
    """`GET …/announcements`."""
    return _all(mapping(reply).get("announcements"), _announcement)


def parse_registers(reply: object) -> tuple[Register, ...]:
    """`GET /v1/diary/registers`."""
    return _all(reply, lambda row: Register(_id(row, "id"), clean_name(text(row.get("title")))))


def parse_journal_groups(reply: object) -> JournalGroups:
    """`GET /v1/diary/journal`."""
    body = mapping(reply)
    return JournalGroups(
        _all(body.get("groups"), _group),
        _all(body.get("periods"), _period),
        text(body.get("current")),
    )


def parse_journal(reply: object) -> Journal:
    """`GET /v1/diary/journal/{group}`: columns and cells put together, a row a pupil."""
    body = mapping(reply)
    works = {one.id: one for one in _all(body.get("columns"), _column)}

    def pupil(row: Mapping[str, Any]) -> SubjectResult:
        marks = []
        for cell in map(mapping, items(row.get("cells"), _MANY)):
            work, mark = works.get(_id(cell, "work")), clean_name(text(cell.get("mark")), 8)
            if work is not None and mark:
                number = integer(int(mark[0]), 1, 5) if mark[:1] in set("12345") else None
                comment = clean_text(text(cell.get("comment")))
                marks.append((work.due, replace(work, mark=mark, number=number, comment=comment)))
        name = clean_name(text(row.get("name")))
        return SubjectResult(name, _average(row.get("average")), tuple(marks))

    group = _group(mapping(body.get("group")))
    rows = _all(body.get("rows"), pupil)
    by_day = tuple(sorted(works.values(), key=lambda one: (one.due, one.id)))
    return Journal(group.title, _period(mapping(body.get("period"))), rows, by_day)


def _column(row: Mapping[str, Any]) -> Assignment:
    kind, words = clean_name(text(row.get("kind"))), clean_text(text(row.get("text")))
    return Assignment(_id(row, "work"), kind, words, _day_of(row.get("day")))


def parse_link(reply: object) -> LinkOutcome:
    """`PUT …/link`."""
    body = mapping(reply)
    students = _all(
        body.get("students"),
        lambda row: (integer(row.get("id")) or 0, clean_name(text(row.get("name")))),
    )
    return LinkOutcome(body.get("linked") is True, students)


def _all(value: object, make: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    return tuple(make(mapping(row)) for row in items(value, _MANY))


def _child(row: Mapping[str, Any]) -> Child:
    gradebook = mapping(row.get("gradebook"))
    return Child(
        PersonId(_id(row, "person")),
        clean_name(text(row.get("name"))),
        clean_name(text(row.get("class_title"))),
        row.get("me") is True,
        clean_name(text(gradebook.get("title"))),
        gradebook.get("linked") is True,
        one_line(text(gradebook.get("problem")), 400),
    )


def _day(row: Mapping[str, Any]) -> Day:
    return Day(_day_of(row.get("day")), _all(row.get("lessons"), _lesson))


def _lesson(row: Mapping[str, Any]) -> Lesson:
    teacher = row.get("teacher")
    return Lesson(
        integer(row.get("number"), 0, 99) or 0,
        clean_name(text(row.get("subject"))),
        _clock(row.get("begins")),
        _clock(row.get("ends")),
        clean_name(text(row.get("room"))),
        UserId(str(teacher)) if is_clean_id(teacher) and str(teacher).startswith("@") else None,
        clean_name(text(row.get("teacher_name"))),
        _all(row.get("assignments"), _assignment),
    )


def _assignment(row: Mapping[str, Any]) -> Assignment:
    weight = row.get("weight")
    good = isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight <= 100
    return Assignment(
        _id(row, "id"),
        clean_name(text(row.get("kind"))),
        clean_text(text(row.get("text")), 4_000).strip(),
        _day_of(row.get("due")),
        clean_name(text(row.get("mark")), 8),
        integer(row.get("number"), 1, 5),
        float(weight) if good else 1.0,  # type: ignore[arg-type]  # a number by now
        clean_text(text(row.get("comment")), 1_000).strip(),
        row.get("duty") is True,
        row.get("homework") is True,
        _all(row.get("attachments"), _attachment),
    )


def _group(row: Mapping[str, Any]) -> JournalGroup:
    return JournalGroup(
        _id(row, "id"),
        clean_name(text(row.get("title"))),
        clean_name(text(row.get("subject"))),
        tuple(clean_name(text(one)) for one in items(row.get("teachers"), 50)),
        integer(row.get("grade"), 0, 12),
    )


def _attachment(row: Mapping[str, Any]) -> Attachment:
    return Attachment(_id(row, "id"), clean_filename(text(row.get("name"))) or "файл")


def _work(row: Mapping[str, Any]) -> Work:
    return Work(clean_name(text(row.get("subject"))), _assignment(mapping(row.get("assignment"))))


def _period(row: Mapping[str, Any]) -> Period:
    begins, ends = _day_of(row.get("begins")), _day_of(row.get("ends"))
    return Period(_id(row, "id"), clean_name(text(row.get("title"))), begins, ends)


def _subject(row: Mapping[str, Any]) -> SubjectResult:
    return SubjectResult(
        clean_name(text(row.get("subject"))),
        _average(row.get("average")),
        _all(
            row.get("marks"),
            lambda one: (_day_of(one.get("day")), _assignment(mapping(one.get("assignment")))),
        ),
    )


def _average(value: object) -> float | None:
    # The service writes decimals as text, so that no binary fraction creeps in.
    try:
        number = float(text(value) or "nan")
    except ValueError:
        return None
    return number if 1 <= number <= 5 else None


def _absence(row: Mapping[str, Any]) -> Absence:
    try:
        why = Attendance(text(row.get("why")))
    except ValueError:
        why = Attendance.ABSENT
    return Absence(
        _day_of(row.get("day")),
        integer(row.get("number"), 0, 99) or 0,
        clean_name(text(row.get("subject"))),
        why,
        row.get("missed") is True,
    )


def _announcement(row: Mapping[str, Any]) -> Announcement:
    read = row.get("read_at")
    return Announcement(
        _id(row, "id"),
        clean_name(text(row.get("title")), 200),
        clean_text(text(row.get("text")), 20_000),
        clean_name(text(row.get("author"))),
        _moment(row.get("posted_at")),
        _moment(read) if read is not None else None,
        _all(row.get("attachments"), _attachment),
        _day_of(row["due"]) if row.get("due") is not None else None,
    )


def _id(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not is_clean_id(value):
        raise BadReply(f"no {key}")
    return str(value)


def _day_of(value: object) -> date:
    try:
        return date.fromisoformat(text(value)[:10])
    except ValueError:
        raise BadReply("no day") from None


def _moment(value: object) -> datetime:
    found = iso_moment(value)
    if found is None:
        raise BadReply("no time")
    return found


def _clock(value: object) -> time | None:
    try:
        return time.fromisoformat(text(value)).replace(tzinfo=None) if value else None
    except ValueError:
        return None
