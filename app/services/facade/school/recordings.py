"""What the UI sees of recorded lessons."""

from pathlib import Path
from typing import Protocol

from app.domain.recordings import LessonRecording
from app.domain.server import Progress


class Recordings(Protocol):
    """Those that I may open: of lessons I held, or of my school for who administers it."""

    async def all(self) -> tuple[LessonRecording, ...]:
        """The newest first."""

    async def fetch(self, recording: str, target: Path, *, progress: Progress) -> None:
        """Write the film to a place, whole or not at all."""

    async def delete(self, recording: str) -> None:
        """For good: there is no copy."""
