"""A lesson of thirty on the real servers: what publishing by permission spares the SFU.

One teacher with sound, camera and screen, everybody else a LiveKit client that listens; two pupils
have the floor. Then the same people with the floor given to all. Counts the tracks on the SFU and
what arrives, the CPU and memory of the SFU and of the service, and how late the teacher's picture
is at the beginning and at the end. Prints one JSON object; nonzero where something grows after the
first third.
"""

import argparse
import asyncio
import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from livekit import rtc

from server.service.calls.requests import room_name
from server.service.calls.sfu import Sfu
from server.service.calls.tokens import LiveKitKeys
from tests.helpers.call import Device, soon
from tests.helpers.school import Homeserver
from tests.helpers.service_school import Member, ServiceSchool, _Roster
from tests.server.lessons.conftest import ClassRoom

WATCHED = 4
"""Pictures a pupil looks at when everybody publishes: a small grid."""
CAMERA, SCREEN = (320, 180), (640, 360)
"""Small pictures: thirty decoders share this machine with the servers."""
SETTLE = 10.0
FLIP = 0.5
RATE, BLOCK = 48_000, 4_800
GROWTH_MB = 30.0
GROWTH_MS = 100.0
HOT = {"microphone", "camera"}


@dataclass
class Client:
    """One device with what it publishes and gets."""

    device: Device
    subscribed: int = 0
    limit: int | None = None
    audio: list[rtc.AudioSource] = field(default_factory=list)
    video: list[tuple[rtc.VideoSource, int, int, float]] = field(default_factory=list)

    async def enter(self, room_id: str, *, watch: int | None) -> None:
        """Connect; with `watch` look at so many pictures and hear everybody."""
        room = self.device.room
        room.on("track_subscribed", self._count)
        await self.device.get_token(room_id)
        await room.connect(self.device.url, self.device.jwt, rtc.RoomOptions(auto_subscribe=False))
        self.limit = watch
        room.on("track_published", lambda publication, _: self._want(publication))
        for person in room.remote_participants.values():
            for publication in person.track_publications.values():
                self._want(publication)

    def _count(self, *_: object) -> None:
        self.subscribed += 1

    def _want(self, publication: rtc.RemoteTrackPublication) -> None:
        if publication.kind == rtc.TrackKind.KIND_VIDEO and self.limit is not None:
            if self.limit == 0:
                return
            self.limit -= 1
        publication.set_subscribed(True)

    async def publish(self, source: int, *, size: tuple[int, int] | None, fps: float = 5) -> None:
        """Publish sound, or pictures of a size."""
        options = rtc.TrackPublishOptions(source=source, simulcast=False)
        if size is None:
            audio = rtc.AudioSource(RATE, 1)
            track: Any = rtc.LocalAudioTrack.create_audio_track("sound", audio)
            self.audio.append(audio)
        else:
            video = rtc.VideoSource(*size)
            track = rtc.LocalVideoTrack.create_video_track("picture", video)
            self.video.append((video, *size, fps))
        for attempt in range(4):  # thirty clients on one machine are slow to answer
            try:
                await self.device.room.local_participant.publish_track(track, options)
                return
            except rtc.participant.PublishTrackError:
                print(f"publishing again ({attempt + 1})", file=sys.stderr)
        raise RuntimeError("a track could not be published")


class Studio:
    """Feeds every published track from one clock; the teacher's picture blinks."""

    def __init__(self) -> None:
        self.flips: list[float] = []
        self._tasks: list[asyncio.Task[None]] = []

    def feed(self, clients: Sequence[Client], *, teacher: Client) -> None:
        """Begin."""
        self._tasks = [asyncio.create_task(self._sound(clients))]
        for client in clients:
            for source, width, height, fps in client.video:
                blink = client is teacher and (width, height) == CAMERA
                work = self._pictures(source, width, height, fps, blink=blink)
                self._tasks.append(asyncio.create_task(work))

    async def stop(self) -> None:
        """End."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _sound(self, clients: Sequence[Client]) -> None:
        wave = (np.sin(np.arange(BLOCK) * 2 * math.pi * 440 / RATE) * 8_000).astype(np.int16)
        block = rtc.AudioFrame(wave.tobytes(), RATE, 1, BLOCK)
        due = time.monotonic()
        while True:
            for client in clients:
                for source in client.audio:
                    await source.capture_frame(block)
            due += BLOCK / RATE
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def _pictures(
        self, source: rtc.VideoSource, width: int, height: int, fps: float, *, blink: bool
    ) -> None:
        frames = [
            rtc.VideoFrame(
                width, height, rtc.VideoBufferType.RGBA, bytes([shade]) * width * height * 4
            )
            for shade in (30, 220)
        ]
        bright, flipped = 0, time.monotonic()
        while True:
            now = time.monotonic()
            if blink and now - flipped >= FLIP:
                bright, flipped = 1 - bright, now
                self.flips.append(now)
            source.capture_frame(frames[bright])
            await asyncio.sleep(1 / fps)


async def eye(track: rtc.RemoteVideoTrack, seen: list[float]) -> None:
    """Note when the picture changed from dark to bright or back."""
    stream = rtc.VideoStream(track, format=rtc.VideoBufferType.I420, capacity=1)
    bright: bool | None = None
    async for event in stream:
        now_bright = event.frame.data[0] > 120
        if bright is not None and now_bright != bright:
            seen.append(time.monotonic())
        bright = now_bright


def delays(flips: Sequence[float], seen: Sequence[float]) -> list[tuple[float, float]]:
    """(when, milliseconds) of each change that arrived before the next was made."""
    found = []
    for at in seen:
        before = [flip for flip in flips if flip <= at]
        if before and at - before[-1] < FLIP:
            found.append((at, (at - before[-1]) * 1000))
    return found


class Process:
    """CPU and memory of one program of the school."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._cpu, self._at = self._seconds(), time.monotonic()
        self._megabytes_then = [self._megabytes()]

    def look(self) -> None:
        """Note the memory of now."""
        self._megabytes_then.append(self._megabytes())

    def report(self) -> dict[str, Any]:
        """What it took since it was made; growth is since the first look, when it is warm."""
        took = time.monotonic() - self._at
        return {
            "cpu_percent": round((self._seconds() - self._cpu) / took * 100, 1),
            "rss_mb": [round(one, 1) for one in self._megabytes_then],
            "rss_growth_mb": round(self._megabytes_then[-1] - self._megabytes_then[1], 1),
        }

    def _seconds(self) -> float:
        times = self._process.cpu_times()
        return times.user + times.system

    def _megabytes(self) -> float:
        return self._process.memory_info().rss / 1_048_576


@asynccontextmanager
async def school_of(pupils: int, server: Homeserver) -> AsyncIterator[ClassRoom]:
    """A class with a teacher and so many pupils, in its chat."""
    school = ServiceSchool(server, _Roster())
    await school.tell()
    room = ClassRoom(school)
    room.people["vera"] = await school.person("Вера Классная", "teacher", leads=["9b"])
    for number in range(pupils):
        room.people[f"p{number}"] = await _pupil(school, number)
        print(f"\r{number + 1} pupils", end="", file=sys.stderr)
    room.room_id = await room.chat(*room.people)
    try:
        yield room
    finally:
        await school.aclose()


async def _pupil(school: ServiceSchool, number: int) -> Member:
    return await school.person(f"Ученик {number:02}", "pupil", learns=["9b"], sign_in=False)


async def run(klass: ClassRoom, sfu: Sfu, seconds: float, *, everyone: bool) -> dict[str, Any]:
    """One lesson, measured."""
    server = klass.school.homeserver
    lesson_id = await klass.lesson()
    path = f"/v1/lessons/{lesson_id}"
    programs = server.status()["programs"]
    teacher = Client(klass.device("vera", f"L{everyone}"))
    await teacher.enter(klass.room_id, watch=None)
    await teacher.publish(rtc.TrackSource.SOURCE_MICROPHONE, size=None)
    await teacher.publish(rtc.TrackSource.SOURCE_CAMERA, size=CAMERA, fps=15)
    await teacher.publish(rtc.TrackSource.SOURCE_SCREENSHARE, size=SCREEN, fps=2)
    pupils = [Client(klass.device(name, f"L{everyone}")) for name in klass.people if name != "vera"]
    floor: dict[str, Any] = {"sources": sorted(HOT if everyone else {"microphone"})}
    speaking = pupils if everyone else pupils[:2]
    if everyone:
        await klass["vera"].ok("PUT", f"{path}/floor", json=floor)
    for pupil in pupils:
        await pupil.enter(klass.room_id, watch=WATCHED if everyone else None)
    for pupil in speaking:
        if not everyone:
            user = {"user_id": pupil.device.user_id}
            await klass["vera"].ok("PUT", f"{path}/floor", json=floor | user)
        await soon(lambda pupil=pupil: pupil.device.may_publish)  # type: ignore[misc]
        await pupil.publish(rtc.TrackSource.SOURCE_MICROPHONE, size=None)
        if everyone:
            await pupil.publish(rtc.TrackSource.SOURCE_CAMERA, size=(160, 90), fps=5)
    studio, seen = Studio(), []  # type: ignore[var-annotated]
    studio.feed([teacher, *pupils], teacher=teacher)
    looking = asyncio.create_task(eye(await _camera(pupils[0], teacher), seen))
    await asyncio.sleep(SETTLE)
    meters = {name: Process(programs[name]["pid"]) for name in ("livekit", "service")}
    begun = time.monotonic()
    third = seconds / 3
    for _ in range(3):
        await asyncio.sleep(third)
        for meter in meters.values():
            meter.look()
    measured = delays(studio.flips, [at for at in seen if at >= begun])
    early = [ms for at, ms in measured if at < begun + third]
    late = [ms for at, ms in measured if at > begun + 2 * third]
    participants = await sfu.participants(room_name(klass.room_id))
    result = {
        "people": len(participants),
        "tracks_published": sum(len(one.publishes) for one in participants),
        "tracks_received": sum(one.subscribed for one in (teacher, *pupils)),
        "picture_delay_ms": {
            "median_first_third": round(statistics.median(early), 1) if early else None,
            "median_last_third": round(statistics.median(late), 1) if late else None,
            "changes_seen": f"{len(measured)} of {sum(flip >= begun for flip in studio.flips)}",
        },
        **{name: meter.report() for name, meter in meters.items()},
    }
    looking.cancel()
    await studio.stop()
    await klass["vera"].ok("POST", f"{path}/end")
    left = await sfu.participants(room_name(klass.room_id))
    lines = (await klass["vera"].ok("GET", f"{path}/attendance"))["lines"]
    result["left_behind"] = len(left)
    result["in_the_register"] = sum(line["joined"] is not None for line in lines)
    return result


async def _camera(client: Client, teacher: Client) -> rtc.RemoteVideoTrack:
    while True:
        person = client.device.room.remote_participants.get(teacher.device.identity)
        for one in person.track_publications.values() if person else ():
            if one.source == rtc.TrackSource.SOURCE_CAMERA and one.track is not None:
                return one.track
        await asyncio.sleep(0.05)


async def measure(
    server: Homeserver, pupils: int, seconds: float, everyone_seconds: float
) -> dict[str, Any]:
    """Both lessons, one after the other; the second one is left out where it lasts no time."""
    state = json.loads((server.data / "school.json").read_text())["servers"]["livekit"]
    sfu = Sfu(f"http://127.0.0.1:{state['port']}", LiveKitKeys("parta", state["shared_secret"]))
    async with school_of(pupils, server) as klass:
        by_permission = await run(klass, sfu, seconds, everyone=False)
        print(json.dumps(by_permission, ensure_ascii=False), file=sys.stderr)
        found = {"by_permission": by_permission}
        if everyone_seconds:
            everyone = await run(klass, sfu, everyone_seconds, everyone=True)
            ratio = by_permission["livekit"]["cpu_percent"] / everyone["livekit"]["cpu_percent"]
            found |= {"everyone_publishes": everyone, "sfu_cpu_ratio": round(ratio, 2)}
        await klass.aclose()
    await sfu.aclose()
    return found


def main() -> int:
    """Run and judge growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=29)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--everyone-seconds", type=float, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Homeserver(Path(folder) / "school", "school", service=True)
        try:
            server.start()
            found = asyncio.run(
                measure(server, options.pupils, options.seconds, options.everyone_seconds)
            )
        finally:
            server.stop()
    print(json.dumps(found, ensure_ascii=False, indent=1))
    lesson = found["by_permission"]
    delay = lesson["picture_delay_ms"]
    early, late = delay["median_first_third"], delay["median_last_third"]
    steady = (
        lesson["livekit"]["rss_growth_mb"] < GROWTH_MB
        and lesson["service"]["rss_growth_mb"] < GROWTH_MB
        and early is not None
        and late is not None
        and late - early < GROWTH_MS
        and lesson["left_behind"] == 0
    )
    return 0 if steady else 1


if __name__ == "__main__":
    sys.exit(main())
