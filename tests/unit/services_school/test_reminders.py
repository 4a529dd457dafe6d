"""Homework for tomorrow: told once an evening, to a pupil, of what is still to be done."""

from datetime import datetime

import pytest

from app.domain.errors import Offline
from app.domain.school import Grant, SchoolMe
from app.services.school.diary import DiaryService
from app.services.school.reminders import HomeworkReminder
from tests.unit.services_school.test_diary import _Parts

PUPIL, MOTHER = (SchoolMe("Я", (Grant("s", role),)) for role in ("pupil", "parent"))


def work(subject: str, due: str, mark: str = "") -> dict[str, object]:
    task = {"id": subject, "kind": "Задание", "text": "п. 5", "due": due, "homework": True}
    return {"subject": subject, "assignment": task | {"mark": mark}}


def evening(day: int, hour: int) -> datetime:
    """An hour of this computer's clock."""
    return datetime(2026, 11, day, hour).astimezone()


class Desk:
    def __init__(self) -> None:
        self.parts = _Parts()
        self.parts.school.answers |= {
            "/v1/diary/children": [
                {"person": "p-1", "name": "Я", "class_title": "9Б", "me": True}
                | {"gradebook": {"title": "СГ", "linked": True}}
            ],
            "/v1/diary/children/p-1/homework": {
                "homework": [
                    work("Алгебра", "2026-11-19"),
                    work("Химия", "2026-11-20"),
                    work("Физика", "2026-11-19", mark="5"),
                ],
                "overdue": [work("История", "2026-11-10")],
            },
        }
        self.told: list[list[str]] = []
        diary = DiaryService(self.parts, self.parts)  # type: ignore[arg-type]  # what it needs
        self.reminder = HomeworkReminder(diary, self.parts)  # type: ignore[arg-type]
        self.reminder.due.subscribe(
            lambda works: self.told.append([one.subject for one in works]) if works else None
        )


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_in_the_evening_a_pupil_hears_once_what_is_due_tomorrow(desk: Desk) -> None:
    for hour in (9, 16, 17, 18, 20):
        await desk.reminder.look(PUPIL, evening(18, hour))
        assert desk.told == ([["Алгебра"]] if hour >= 17 else [])
    await desk.reminder.look(PUPIL, evening(19, 18))
    assert desk.told == [["Алгебра"], ["Химия"]]


async def test_neither_late_at_night_nor_to_a_parent(desk: Desk) -> None:
    await desk.reminder.look(PUPIL, evening(18, 22))
    await desk.reminder.look(MOTHER, evening(18, 18))
    await desk.reminder.look(None, evening(18, 18))
    assert (desk.told, desk.parts.school.calls) == ([], [])


async def test_who_had_no_connection_is_told_when_there_is_one(desk: Desk) -> None:
    desk.parts.school.error = Offline()
    with pytest.raises(Offline):
        await desk.reminder.look(PUPIL, evening(18, 18))
    desk.parts.school.error = None
    await desk.reminder.look(PUPIL, evening(18, 19))
    assert desk.told == [["Алгебра"]]
