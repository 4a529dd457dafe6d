"""What a gradebook must be able to tell, and what can go wrong with it in words for people."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from server.service.diary.values import Announcement, Attachment, Day, Debt, Period


class GradebookError(Exception):
    """The gradebook did not answer as it should; `text` is a Russian sentence for people."""

    text = "Электронный журнал сейчас не отвечает. Попробуйте позже."

    def __init__(self, detail: str = "", *, text: str = "") -> None:
        super().__init__(detail or type(self).__name__)
        self.text = text or self.text


class GradebookDown(GradebookError):
    """No usable answer: the network, a 5xx, a time-out, a page instead of data."""


class GradebookRefused(GradebookError):
    """The gradebook said no: wrong password, account closed; its own sentence is in `text`."""

    text = "Электронный журнал не принял логин или пароль."


class NoGradebook(GradebookError):
    """Nobody has linked a gradebook for this child and the school has sent none."""

    text = "Дневник ещё не подключён. Привяжите электронный журнал."


@dataclass(frozen=True, slots=True)
class File:
    """A file on its way through: what the gradebook says about it, and its bytes in pieces."""

    name: str
    media_type: str
    chunks: AsyncIterator[bytes]


class DiarySource(Protocol):
    """The diary of one child in one gradebook. Every coroutine raises only GradebookError."""

    title: str
    """Name of the gradebook for people."""

    async def days(self, begins: date, ends: date) -> tuple[Day, ...]:
        """Lessons and assignments between two days, both included."""

    async def overdue(self, begins: date, ends: date) -> tuple[Debt, ...]:
        """Required works that are past their day."""

    async def periods(self, today: date) -> tuple[Period, ...]:
        """The periods of the school year; empty where the gradebook names none."""

    async def announcements(self) -> tuple[Announcement, ...]:
        """Notices, newest first."""

    async def attachments(self, assignment: str) -> tuple[Attachment, ...]:
        """Files of an assignment of this child; empty for an assignment it does not have."""

    def open_file(self, attachment: str) -> AbstractAsyncContextManager[File]:
        """The file itself."""
