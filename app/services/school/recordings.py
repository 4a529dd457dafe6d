"""Recorded lessons, listed and fetched from the school service."""

from pathlib import Path

from app.domain.parse.recordings import parse_recordings
from app.domain.recordings import LessonRecording
from app.domain.server import Progress
from app.services.ports.matrix import MatrixApi

_ALL = "/v1/recordings"
_LARGEST = 16 << 30


class RecordingService:
    """Fulfils `facade.school.recordings.Recordings`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def all(self) -> tuple[LessonRecording, ...]:
        """The newest first."""
        return parse_recordings(await self._api.school.get(_ALL))

    async def fetch(self, recording: str, target: Path, *, progress: Progress) -> None:
        """Write the film to a place."""
        await self._api.school.download(
            _ALL + "/{}/file", recording, target=target, max_bytes=_LARGEST, progress=progress
        )

    async def delete(self, recording: str) -> None:
        """For good."""
        await self._api.school.delete(_ALL + "/{}", recording)
