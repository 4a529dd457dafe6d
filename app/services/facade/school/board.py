"""What the UI sees of announcements of staff."""

from pathlib import Path
from typing import Protocol

from app.domain.board import Addressable, BoardNotice, NewNotice, NoticeReader, SentFile
from app.domain.server import Progress


class Board(Protocol):
    """Announcements among a school's staff, and theirs to families."""

    async def notices(self) -> tuple[BoardNotice, ...]:
        """What is for me and what I answer for, newest first."""

    async def addressables(self) -> tuple[Addressable, ...]:
        """Where I may announce something."""

    async def post(self, notice: NewNotice) -> None:
        """Announce something; the same key twice is one announcement."""

    async def withdraw(self, notice: str) -> None:
        """Take an announcement down, for everybody; for its author and administrators."""

    async def confirm(self, notice: str) -> None:
        """I have read an announcement that is for me."""

    async def readers(self, notice: str) -> tuple[NoticeReader, ...]:
        """Everybody an announcement is for; for its author and administrators."""

    async def send_file(self, source: Path, *, progress: Progress) -> SentFile:
        """Send a file that an announcement is to carry; cancelling stops it."""

    async def forget_file(self, file: str) -> None:
        """Take back a file that was not posted."""

    async def save_file(self, notice: str, file: str, target: Path) -> None:
        """Save a file of an announcement."""
