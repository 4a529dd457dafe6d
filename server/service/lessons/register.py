"""The register of a lesson: everybody on the class list, and who else was there."""

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from server.school_core.attendance import Presence, Stay, presence
from server.school_core.lessons import Phase, Place
from server.school_core.order import by_name
from server.school_core.roster import EnrolmentRole, PersonId
from server.school_core.school import School, SchoolDay
from server.service.lessons.lesson import Lesson
from server.service.lessons.schemas import AttendanceLine

_HEADER = ("Фамилия, имя", "Был", "Вошёл", "Вышел", "Минут на уроке", "Опоздал, минут")


def register(
    lesson: Lesson,
    stays: Mapping[str, tuple[Stay, ...]],
    school: School,
    *,
    day: date,
    now: datetime,
) -> tuple[AttendanceLine, ...]:
    """Work out every line: pupils of the class first, then others, each by name."""
    people = school.roster.people
    account = {person: user for user, person in school.accounts.items()}
    listed = {
        enrolment.person
        for group, enrolment in school.roster.enrolled(day)
        if group.id == lesson.class_id and enrolment.role is EnrolmentRole.PUPIL
    }
    today = SchoolDay(school, day)
    lines = [
        _line(lesson, stays, account.get(one), one, people[one].full_name, now=now)
        for one in listed
    ]
    for user in stays:
        person = school.accounts.get(user)
        if person in listed:
            continue
        name = people[person].full_name if person else user
        line = _line(lesson, stays, user, person, name, now=now)
        place = lesson.place_of(user, today)
        admitted = place is Place.LEADS or user in lesson.board.entered
        if line.joined is not None and admitted:
            lines.append(line.model_copy(update={"place": place, "expected": False}))
    return tuple(sorted(lines, key=lambda one: (not one.expected, by_name(one.name))))


def _line(
    lesson: Lesson,
    stays: Mapping[str, tuple[Stay, ...]],
    user: str | None,
    person: PersonId | None,
    name: str,
    *,
    now: datetime,
) -> AttendanceLine:
    found = _presence(lesson, stays.get(user, ()) if user else (), now)
    return AttendanceLine(
        user_id=user,
        person=person,
        name=name,
        place=Place.LEARNS,
        expected=True,
        joined=found.joined if found else None,
        left=found.left if found else None,
        here=found is not None and found.left is None,
        present_seconds=int(found.present.total_seconds()) if found else 0,
        late_minutes=found.late_minutes if found else 0,
    )


def _presence(lesson: Lesson, stays: tuple[Stay, ...], now: datetime) -> Presence | None:
    if lesson.begun is None:
        return None
    over = lesson.phase is Phase.ENDED
    until = lesson.ended if over and lesson.ended else now
    return presence(stays, begun=lesson.begun, due=lesson.due, until=until, over=over)


def as_csv(lines: tuple[AttendanceLine, ...], zone: ZoneInfo) -> str:
    """Write the register as spreadsheets in Russia open it: semicolons, a mark for UTF-8."""
    out = io.StringIO("\ufeff", newline="")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_HEADER)
    for one in lines:
        was = one.joined is not None
        writer.writerow(
            (
                _plain(one.name),
                "да" if was else "нет",
                _clock(one.joined, zone),
                _clock(one.left, zone),
                one.present_seconds // 60 if was else "",
                one.late_minutes if was else "",
            )
        )
    return out.getvalue()


def _clock(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M:%S}" if at else ""


def _plain(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
