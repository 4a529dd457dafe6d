"""Recorded lessons without a network."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.recordings import LessonRecording
from app.domain.server import Progress
from tests.helpers.fakes.recorded import Recorded

FILM = b"a film"


def film(name: str = "r1", title: str = "Биология") -> LessonRecording:
    """A recording of 44 minutes."""
    began = datetime(2026, 11, 18, 9, 16, tzinfo=UTC)
    length, kept = timedelta(minutes=44), datetime(2026, 12, 18, 10, tzinfo=UTC)
    return LessonRecording(name, title, "Вартанян Вера Арамовна", began, length, 361 << 20, kept)


class FakeRecordings(Recorded):
    """`Recordings`: what there is, a test says."""

    def __init__(self) -> None:
        super().__init__()
        self.films: tuple[LessonRecording, ...] = ()

    async def all(self) -> tuple[LessonRecording, ...]:
        await self._called("all")
        return self.films

    async def fetch(self, recording: str, target: Path, *, progress: Progress) -> None:
        progress(3, len(FILM))
        await self._called("fetch", recording)
        await asyncio.to_thread(target.write_bytes, FILM)
        progress(len(FILM), len(FILM))

    async def delete(self, recording: str) -> None:
        await self._called("delete", recording)
        self.films = tuple(one for one in self.films if one.id != recording)
