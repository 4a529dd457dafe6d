"""Announcements of staff, in memory."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from app.domain.board import Addressable, Audience, BoardNotice, NewNotice, NoticeReader, SentFile
from app.domain.diary import Announcement
from app.domain.server import Progress
from tests.helpers.fakes.recorded import Recorded


class FakeBoard(Recorded):
    """`Board`: two announcements of one school."""

    def __init__(self) -> None:
        super().__init__()
        self.halfway: asyncio.Event | None = None
        """Holds a file that is being sent."""
        posted = datetime(2026, 11, 17, 9, 10, tzinfo=UTC)
        head = Announcement(
            "b1", "Сверить журналы", "До пятницы.", "Ольга Облакова", posted, due=date(2026, 11, 20)
        )
        mine = Announcement("b2", "Собрание", "В среду в 18:00.", "Вера Вартанян", posted)
        self.all: tuple[BoardNotice, ...] = (
            BoardNotice(head, "Школа № 14", Audience.STAFF, for_me=True),
            BoardNotice(mine, "Школа № 14", Audience.PARENTS, ("9А", "9Б"), mine=True),
        )
        self.schools: tuple[Addressable, ...] = (
            Addressable("s14", "Школа № 14", (("9a", "9А"), ("9b", "9Б")), 1_000_000, 3),
        )
        self.people: tuple[NoticeReader, ...] = (
            NoticeReader("Кузнецова Елена", posted),
            NoticeReader("Иванова Анна"),
        )

    async def notices(self) -> tuple[BoardNotice, ...]:
        await self._called("notices")
        return self.all

    async def addressables(self) -> tuple[Addressable, ...]:
        await self._called("addressables")
        return self.schools

    async def post(self, notice: NewNotice) -> None:
        await self._called("post", notice)

    async def withdraw(self, notice: str) -> None:
        await self._called("withdraw", notice)
        self.all = tuple(one for one in self.all if one.notice.id != notice)

    async def confirm(self, notice: str) -> None:
        await self._called("confirm", notice)
        self.all = tuple(
            replace(one, notice=replace(one.notice, read_at=one.notice.posted_at))
            if one.notice.id == notice
            else one
            for one in self.all
        )

    async def readers(self, notice: str) -> tuple[NoticeReader, ...]:
        await self._called("readers", notice)
        return self.people

    async def send_file(self, source: Path, *, progress: Progress) -> SentFile:
        await self._called("send_file", source.name)
        progress(250, 1000)
        if self.halfway is not None:
            await self.halfway.wait()
        progress(1000, 1000)
        return SentFile(f"file-{source.name}", 1000)

    async def forget_file(self, file: str) -> None:
        await self._called("forget_file", file)

    async def save_file(self, notice: str, file: str, target: Path) -> None:
        await self._called("save_file", notice, file, target)
