"""«Сетевой Город» as the diary of one child."""

from contextlib import AbstractAsyncContextManager
from datetime import date

from server.service.diary.source import File, GradebookDown
from server.service.diary.values import Announcement, Attachment, Day, Debt, Period
from server.service.sgo.session import SgoSession


class SgoDiary:
    """Fulfils `DiarySource` with the session of the child's family."""

    title = "Сетевой Город"

    def __init__(self, session: SgoSession, student: int) -> None:
        self._session = session
        self._student = student

    async def days(self, begins: date, ends: date) -> tuple[Day, ...]:
        """Lessons and assignments between two days."""
        return await self._session.diary(self._student, begins, ends)

    async def overdue(self, begins: date, ends: date) -> tuple[Debt, ...]:
        """Required works that are past their day."""
        return await self._session.past_mandatory(self._student, begins, ends)

    async def periods(self, today: date) -> tuple[Period, ...]:
        """The calls of a family name no periods."""
        return ()

    async def announcements(self) -> tuple[Announcement, ...]:
        """Notices, newest first."""
        return await self._session.announcements()

    async def attachments(self, assignment: str) -> tuple[Attachment, ...]:
        """Files of an assignment."""
        return await self._session.attachments(self._student, _number(assignment))

    def open_file(self, attachment: str) -> AbstractAsyncContextManager[File]:
        """A file of the family's account."""
        return self._session.open_file(_number(attachment))


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise GradebookDown("no such id", text="Такого файла в дневнике нет.")
    return int(text)
