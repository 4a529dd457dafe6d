"""The school's hand on LiveKit Egress: one file of a room, begun, looked after and ended.

LiveKit answers for Egress, which needs no address of its own; both meet in Redis. A recording is
known by the name of its file, which is ours from the start, so that one whose beginning we were not
told of is found again. Egress sees the file under a path of its own (`EgressSettings.written_to`).
"""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TypeVar

import aiohttp
from livekit import api

from server.service.calls.sfu import SfuDown
from server.service.calls.tokens import LiveKitKeys
from server.service.settings import EgressSettings

T = TypeVar("T")

PREFIX, SUFFIX = "lesson-", ".mp4"
_PATIENCE = aiohttp.ClientTimeout(total=45)
"""LiveKit looks for a free recorder for some 22 seconds before it says that there is none."""
_OVER = frozenset({"not_found", "failed_precondition"})
_STATUS = api.EgressStatus

_ENCODING = api.EncodingOptions(
    width=1280,
    height=720,
    framerate=15,
    video_codec=api.VideoCodec.H264_MAIN,
    video_bitrate=1_000,
    audio_codec=api.AudioCodec.AAC,
    audio_bitrate=96,
    audio_frequency=48_000,
)
"""A blackboard can be read and a voice understood; a lesson of 45 minutes is some 370 MB."""


class NoRecorder(SfuDown):
    """LiveKit answered: nobody is there to record. Without an answer it might have begun."""


class Step(Enum):
    """Where Egress is with a recording."""

    STARTING = "starting"
    RUNNING = "running"
    ENDING = "ending"
    DONE = "done"
    FAILED = "failed"


_STEPS = {
    _STATUS.EGRESS_STARTING: Step.STARTING,
    _STATUS.EGRESS_ACTIVE: Step.RUNNING,
    _STATUS.EGRESS_ENDING: Step.ENDING,
    _STATUS.EGRESS_COMPLETE: Step.DONE,
    # A limit of the operator's ended it; what there is, is whole.
    _STATUS.EGRESS_LIMIT_REACHED: Step.DONE,
}


@dataclass(frozen=True, slots=True)
class Tape:
    """A recording as Egress tells it. `name` is the part of its file's name that is ours.

    `seconds` and `size` (bytes) are those of the whole file, 0 before its end.
    """

    id: str
    name: str
    step: Step
    began: datetime | None = None
    seconds: int = 0
    size: int = 0
    error: str = ""


class Recorder:
    """Requests about recordings to one LiveKit server or cluster. Make it inside the loop."""

    def __init__(self, url: str, keys: LiveKitKeys, settings: EgressSettings) -> None:
        self._api = api.LiveKitAPI(url, keys.key, keys.secret, timeout=_PATIENCE, failover=False)
        self._settings = settings

    async def aclose(self) -> None:
        """Close the connections."""
        await self._api.aclose()

    def file(self, name: str) -> Path:
        """Where a recording's file lies for the service."""
        return self._settings.folder / f"{PREFIX}{name}{SUFFIX}"

    def names(self, *, before: datetime) -> tuple[str, ...]:
        """The names of the files that lie there and were written last before a moment.

        Raises:
            OSError: the folder cannot be read.
        """
        files = self._settings.folder.glob(f"{PREFIX}*{SUFFIX}")
        old = (one for one in files if one.stat().st_mtime < before.timestamp())
        return tuple(one.name[len(PREFIX) : -len(SUFFIX)] for one in old)

    async def start(self, room: str, name: str) -> Tape:
        """Record a room into one file: who shows or speaks large, everybody's sound.

        Raises:
            NoRecorder: there is no free recorder, or no such room.
            SfuDown: there is no answer; it may have begun.
        """
        output = api.EncodedFileOutput(
            file_type=api.EncodedFileType.MP4,
            filepath=f"{self._written_to}/{PREFIX}{name}{SUFFIX}",
            disable_manifest=True,
        )
        request = api.RoomCompositeEgressRequest(
            room_name=room, layout="speaker", advanced=_ENCODING, file_outputs=[output]
        )
        return _tape(await self._ask(self._api.egress.start_room_composite_egress(request)))

    async def stop(self, egress_id: str) -> None:
        """End a recording; one that is over stays so."""
        try:
            await self._ask(
                self._api.egress.stop_egress(api.StopEgressRequest(egress_id=egress_id))
            )
        except NoRecorder as answer:
            if str(answer) not in _OVER:
                raise

    async def tapes(self, room: str) -> tuple[Tape, ...]:
        """The recordings of a room, also those that are over, as far back as LiveKit remembers."""
        asked = api.ListEgressRequest(room_name=room)
        found = await self._ask(self._api.egress.list_egress(asked))
        return tuple(map(_tape, found.items))

    async def ours(self) -> tuple[Tape, ...]:
        """What is recorded into our folder now, in whatever room."""
        found = await self._ask(self._api.egress.list_egress(_ACTIVE))
        return tuple(_tape(one) for one in found.items if self._is_ours(one))

    def _is_ours(self, info: api.EgressInfo) -> bool:
        return bool(name_of(info)) and str(PurePosixPath(_path(info)).parent) == self._written_to

    @property
    def _written_to(self) -> str:
        return str(PurePosixPath(self._settings.written_to or self._settings.folder.as_posix()))

    async def _ask(self, request: Awaitable[T]) -> T:
        try:
            return await request
        except api.TwirpError as error:
            raise NoRecorder(error.code) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise SfuDown(type(error).__name__) from error


_ACTIVE = api.ListEgressRequest(active=True)


def name_of(info: api.EgressInfo) -> str:
    """The part of a recording's file name that is ours, '' where it is none of ours."""
    file = PurePosixPath(_path(info)).name
    ours = file.startswith(PREFIX) and file.endswith(SUFFIX)
    return file[len(PREFIX) : -len(SUFFIX)] if ours else ""


def _path(info: api.EgressInfo) -> str:
    outputs = info.room_composite.file_outputs
    return outputs[0].filepath if outputs else ""


def _tape(info: api.EgressInfo) -> Tape:
    file = info.file_results[0] if info.file_results else None
    return Tape(
        info.egress_id,
        name_of(info),
        _STEPS.get(info.status, Step.FAILED),
        began=_time(info.started_at),
        seconds=round(file.duration / 1e9) if file is not None else 0,
        size=file.size if file is not None else 0,
        error=info.error,
    )


def _time(nanoseconds: int) -> datetime | None:
    return datetime.fromtimestamp(nanoseconds / 1e9, UTC) if nanoseconds else None
