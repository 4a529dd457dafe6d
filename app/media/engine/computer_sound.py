"""What this computer plays, as a sound for others: every program's but our own.

PulseAudio, and PipeWire in its place, let one listen to the stream of a single program. So the
others do not hear themselves, and nothing is changed in how the system plays. Windows and macOS
have no such way for a program without a driver of its own: there it is not offered.
"""

import asyncio
import contextlib
import logging
import os
import re
import shutil
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import MediaError, UserText
from app.media.engine.thread import MediaThread
from app.media.engine.troubles import NO_SCREEN_SOUND

_log = logging.getLogger(__name__)
RATE = 48_000
BLOCK = 480
"""Samples of ten milliseconds."""
_LATE = BLOCK * 2 * 20
"""Bytes of one program that may wait: 0.2 s."""
_LISTEN = ("parec", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1")
_PROCESS = re.compile(r'application\.process\.id = "(\d+)"')


def can_share_sound() -> bool:
    """Whether it works on this computer; blocking."""
    if not sys.platform.startswith("linux") or Path("/.flatpak-info").exists():
        return False
    if not shutil.which("pactl") or not shutil.which("parec"):
        return False
    try:
        asked = subprocess.run(
            ["pactl", "info"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=2
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def other_programs(listing: str, own: int) -> frozenset[int]:
    """The streams in the answer to `pactl list sink-inputs` that are not of the process `own`.

    A stream of no process is the sound server's own: it may carry what we play.
    """
    found = set()
    for part in re.split(r"^Sink Input #", listing, flags=re.MULTILINE)[1:]:
        number, process = re.match(r"\d+", part), _PROCESS.search(part)
        if number is not None and process is not None and int(process[1]) != own:
            found.add(int(number[0]))
    return frozenset(found)


class ComputerSound:
    """Runs from `open` to `close`, on the media loop; `source` is what a track is made of."""

    def __init__(self, thread: MediaThread, lost: Callable[[UserText], None]) -> None:
        from livekit import rtc

        self._thread, self._lost = thread, lost
        self._rtc = rtc
        self.source = rtc.AudioSource(RATE, 1, queue_size_ms=100)
        self._ears: dict[int, _Ear] = {}
        self._plays = asyncio.Event()
        self._work: list[Future[None]] = []

    async def open(self) -> None:
        """Listen to whoever plays, now and later. Raises MediaError."""
        try:
            news = await asyncio.create_subprocess_exec(
                "pactl", "subscribe", stdout=PIPE, stderr=DEVNULL, env=os.environ | {"LC_ALL": "C"}
            )
            await self._review()
        except OSError as error:
            await self.close()
            raise MediaError(type(error).__name__, user_text=NO_SCREEN_SOUND) from error
        self._work = [self._thread.start(one) for one in (self._follow(news), self._send())]

    async def close(self) -> None:
        """Listen no more."""
        for work in self._work:
            work.cancel()
        for number in tuple(self._ears):
            await self._ears.pop(number).close()
        await self.source.aclose()

    async def _follow(self, news: Process) -> None:
        assert news.stdout is not None
        try:
            while line := await news.stdout.readline():
                if b"sink-input" in line and b"'change'" not in line:
                    await self._review()
            _log.info("the sound server is gone")
            self._lost(NO_SCREEN_SOUND)
        except OSError as error:
            _log.info("no sound of the computer: %s", type(error).__name__)
            self._lost(NO_SCREEN_SOUND)
        finally:
            await _end(news)

    async def _review(self) -> None:
        """Listen to those who play, and to nobody else."""
        asking = await asyncio.create_subprocess_exec(
            *("pactl", "list", "sink-inputs"),
            stdout=PIPE,
            stderr=DEVNULL,
            env=os.environ | {"LC_ALL": "C"},
        )
        answer, _ = await asking.communicate()
        playing = other_programs(answer.decode(errors="replace"), os.getpid())
        for number in playing - self._ears.keys():
            self._ears[number] = await _Ear.open(self._thread, number)
        for number in self._ears.keys() - playing:
            await self._ears.pop(number).close()
        self._plays.set() if self._ears else self._plays.clear()

    async def _send(self) -> None:
        """Mix what came; the source takes ten milliseconds in ten milliseconds."""
        while await self._plays.wait():
            mixed = np.zeros(BLOCK, np.int32)
            for ear in self._ears.values():
                mixed += ear.block()
            samples = mixed.clip(-32_768, 32_767).astype(np.int16).tobytes()
            await self.source.capture_frame(self._rtc.AudioFrame(samples, RATE, 1, BLOCK))


class _Ear:
    """Listens to one program."""

    def __init__(self, thread: MediaThread, process: Process) -> None:
        self._process = process
        self._heard = bytearray()
        self._reading = thread.start(self._read())

    @classmethod
    async def open(cls, thread: MediaThread, number: int) -> "_Ear":
        """Listen to the stream of this number."""
        which = (f"--monitor-stream={number}", "--latency-msec=20")
        process = await asyncio.create_subprocess_exec(
            *_LISTEN, *which, stdout=PIPE, stderr=DEVNULL
        )
        return cls(thread, process)

    def block(self) -> NDArray[Any]:
        """The next ten milliseconds; silence where there are none."""
        if len(self._heard) < BLOCK * 2:
            return np.zeros(BLOCK, np.int16)
        samples = np.frombuffer(bytes(self._heard[: BLOCK * 2]), np.int16)
        del self._heard[: BLOCK * 2]
        return samples

    async def close(self) -> None:
        """Listen no more."""
        self._reading.cancel()
        await _end(self._process)

    async def _read(self) -> None:
        assert self._process.stdout is not None
        while data := await self._process.stdout.read(BLOCK * 2):
            self._heard += data
            del self._heard[:-_LATE]


async def _end(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    await process.wait()
