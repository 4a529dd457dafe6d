"""Deadlines of announcements: reminded once, in the morning, and only who has not confirmed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.school_core.notices import Addressees, Audience
from server.school_core.school import School, SchoolDay
from server.service.database import Database
from server.service.diary import noticeboard
from server.service.diary.noticeboard import BoardNotice
from server.service.diary.reminders import remind
from server.service.migrations import upgrade
from server.service.notices.tables import NoticeRow
from server.service.world import World
from tests.server.core.schools import DAY, NAMES, SCHOOL, pid, school

ZONE = ZoneInfo("Europe/Samara")
DUE = DAY + timedelta(days=10)


class _Book:
    """The small school with an account for everybody."""

    def __init__(self) -> None:
        self._school = School(school(), {f"@{name}:s14": pid(name) for name in NAMES})

    async def school(self) -> School:
        return self._school

    async def today(self) -> SchoolDay:
        return SchoolDay(self._school, DAY)


class _Desk:
    """A service with its own database and a clock to turn."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(f"sqlite:///{folder / 'own.db'}")
        upgrade(self.database.engine)
        self.now = datetime.combine(DUE, datetime.min.time(), ZONE)
        settings: Any = SimpleNamespace(zone=ZONE)
        book: Any = _Book()
        unused: Any = None
        self.world = World(settings, self.database, unused, book, unused, now=lambda: self.now)

    async def at(self, day: date, hour: int) -> list[str]:
        """Look at deadlines at an hour of the school's day; whom the bot is to write to so far."""
        self.now = datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)
        await remind(self.world)
        return await self.database.run(_told)


def _told(session: Session) -> list[str]:
    return sorted(row.user_id for row in session.scalars(select(NoticeRow)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    made = _Desk(tmp_path)
    yield made
    made.database.close()


async def _post(desk: _Desk, posted: date) -> None:
    to = Addressees(SCHOOL, Audience.STAFF)
    at = datetime(posted.year, posted.month, posted.day, 12, tzinfo=ZONE)
    notice = BoardNotice("school:1", to, "Журналы", "Сверить.", "@head:s14", "", at, DUE)
    await desk.database.run(noticeboard.add, notice)
    await desk.database.run(noticeboard.confirm, notice.id, "@vera:s14", now=at)


async def test_the_morning_before_those_are_told_who_have_not_confirmed(desk: _Desk) -> None:
    await _post(desk, DUE - timedelta(days=5))
    before = DUE - timedelta(days=1)
    assert await desk.at(before - timedelta(days=1), 12) == []
    assert await desk.at(before, 8) == []
    # Neither the author nor who has confirmed, and nobody outside the staff of this school.
    assert await desk.at(before, 9) == ["@ivan:s14", "@mixed:s14"]
    assert await desk.at(before, 10) == ["@ivan:s14", "@mixed:s14"], "once each"
    assert await desk.at(DUE, 9) == ["@ivan:s14", "@mixed:s14"]


async def test_what_is_posted_late_is_reminded_of_on_its_day_and_never_after_it(
    desk: _Desk,
) -> None:
    await _post(desk, DUE - timedelta(days=1))
    assert await desk.at(DUE - timedelta(days=1), 15) == [], "it was posted this very day"
    assert await desk.at(DUE + timedelta(days=1), 9) == []
    assert await desk.at(DUE, 9) == ["@ivan:s14", "@mixed:s14"]
