"""What the UI sees of the diaries of the school, and of the journals behind them."""

from datetime import date
from pathlib import Path
from typing import Protocol

from app.domain.diary import (
    Absences,
    Announcement,
    Child,
    Homework,
    Journal,
    JournalGroups,
    LinkOutcome,
    Register,
    Results,
    Week,
)
from app.domain.ids import PersonId


class Diary(Protocol):
    """The diaries I may read: my own as a pupil, my children's as a parent."""

    async def children(self) -> tuple[Child, ...]:
        """Whose diaries I may read."""

    async def kept_children(self) -> tuple[Child, ...]:
        """The same as last seen on this computer."""

    async def week(self, child: PersonId, day: date | None) -> Week:
        """The week of a day, the current one for None."""

    async def kept_week(self, child: PersonId) -> Week | None:
        """The week that was shown last."""

    async def results(self, child: PersonId, period: str | None) -> Results:
        """Marks and averages of a period, the current one for None."""

    async def absences(self, child: PersonId, period: str | None) -> Absences:
        """Absences of a period, the current one for None."""

    async def homework(self, child: PersonId) -> Homework:
        """Homework to come and what is overdue."""

    async def announcements(self, child: PersonId) -> tuple[Announcement, ...]:
        """Announcements, newest first."""

    async def confirm(self, child: PersonId, notice: str) -> None:
        """I have read an announcement."""

    async def save_file(
        self, child: PersonId, assignment: str, attachment: str, target: Path
    ) -> None:
        """Save a file of an assignment."""

    async def save_notice_file(
        self, child: PersonId, notice: str, attachment: str, target: Path
    ) -> None:
        """Save a file of an announcement."""

    async def journal_groups(self) -> JournalGroups:
        """Classes and subjects whose journal I may read as staff."""

    async def journal(self, group: str, period: str | None) -> Journal:
        """The journal of a group over a period, the current one for None."""

    async def registers(self) -> tuple[Register, ...]:
        """Gradebooks that can be linked."""

    async def link(
        self,
        child: PersonId,
        register: str,
        *,
        login: str,
        password: str,
        student: int | None = None,
    ) -> LinkOutcome:
        """Link a gradebook with the family's own sign-in there; it is not kept here."""

    async def unlink(self, child: PersonId) -> None:
        """Let the service forget the sign-in."""
