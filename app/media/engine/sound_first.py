"""Sound before pictures: what a thin line still carries, judged by what comes over it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from app.media.engine.figures import Meter, call_stats, pictures_come
from app.media.engine.silent_microphone import SilentMicrophone
from app.media.engine.thread import MediaThread

if TYPE_CHECKING:
    from livekit import rtc

EVERY = 1.0
"""Seconds between two readings."""


class Room(IntEnum):
    """How much of the line is left for the pictures of others."""

    NONE = 0
    SMALL = 1
    ALL = 2


@dataclass(slots=True)
class SoundFirst:
    """Takes the pictures off a line that chokes on them, and tries again when it is calm.

    It is fed percent lost on the way here, the round trip in ms, whether the server calls the
    connection poor, and whether pictures come. It begins with small pictures; four calm readings
    of a line that carries them are a leave for more: one that carries nothing proves nothing. Until
    then it is on probation: two bad readings in a row take them off. Later there are small ones
    again at the first bad reading, none at the fourth; back after ten seconds of a clean line or
    forty of a so-so one, and twice as long after each time in vain.
    """

    room: Room = Room.SMALL
    _bad: int = 0
    _calm: float = 6.0
    _in_vain: int = 0
    _proven: bool = False
    _shortest: float = field(default=float("inf"))

    LOSS, LOSS_CLEAN = 10.0, 3.0
    QUEUE, QUEUE_CLEAN = 300.0, 100.0
    """Milliseconds over the shortest round trip seen: a server that is far is no queue."""
    NONE_AFTER, NONE_ON_PROBATION_AFTER = 4, 2
    BACK_AFTER, LONGEST, FORGIVEN_AFTER = 10.0, 80.0, 60.0
    """Counts of readings."""

    def feed(self, *, loss: float, round_trip: float, poor: bool, pictures: bool) -> Room:
        """Take one reading; return what is left for pictures from now on."""
        if round_trip > 0:
            self._shortest = min(self._shortest, round_trip)
        queue = max(0.0, round_trip - self._shortest)
        if poor or loss >= self.LOSS or queue >= self.QUEUE:
            self._worse()
        else:
            self._bad = 0
            if pictures or self.room is not Room.SMALL:
                self._better(clean=loss < self.LOSS_CLEAN and queue < self.QUEUE_CLEAN)
        return self.room

    def _worse(self) -> None:
        self._bad, self._calm = self._bad + 1, 0.0
        enough = self.NONE_AFTER if self._proven else self.NONE_ON_PROBATION_AFTER
        if self._bad >= enough and self.room > Room.NONE:
            self.room, self._proven = Room.NONE, False
            self._in_vain += 1
        elif self.room is Room.ALL:
            self.room = Room.SMALL

    def _better(self, *, clean: bool) -> None:
        self._calm += 1.0 if clean else 0.25
        if self.room is Room.ALL:
            if self._calm >= self.FORGIVEN_AFTER:
                self._in_vain = 0
            return
        wait = self.BACK_AFTER
        if self.room is Room.NONE:
            wait = min(wait * 2 ** (self._in_vain - 1), self.LONGEST)
        if self._calm >= wait:
            self.room, self._calm = Room(self.room + 1), 0.0
            self._proven = self.room is Room.ALL


class LineWatch:
    """Reads the statistics of a room again and again; `room` is what they leave for pictures."""

    def __init__(self, thread: MediaThread, changed: Callable[[], None]) -> None:
        self._thread, self._changed = thread, changed
        self._first = SoundFirst()
        self._reading: Future[None] | None = None
        self._microphone = SilentMicrophone()
        self.poor = self.speaks = False
        """Set from outside: what the server calls the connection; whether the microphone is on."""

    @property
    def room(self) -> Room:
        """What is left for the pictures of others now."""
        return self._first.room

    @property
    def microphone_is_silent(self) -> bool:
        """Whether it is on and gives nothing."""
        return self._microphone.silent

    def begin(self, room: "rtc.Room") -> None:
        """Watch this connection."""
        self.end()
        self._reading = self._thread.start(self._read(room))

    def end(self) -> None:
        """There is none any more; what was learned of the line stays."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    async def _read(self, room: "rtc.Room") -> None:
        meter = Meter()
        while True:
            await asyncio.sleep(EVERY)
            try:
                both = await room.get_rtc_stats()
            except RuntimeError:  # the connection ended while it was asked
                continue
            # Where there is one connection for both, all figures are the publisher's.
            connection = [*both.publisher_stats, *both.subscriber_stats]
            stats = call_stats(connection, (), meter)
            self._microphone.feed(both.publisher_stats, speaks=self.speaks)
            self._first.feed(
                loss=stats.lost_here,
                round_trip=stats.round_trip,
                poor=self.poor,
                pictures=pictures_come(connection, meter),
            )
            self._changed()
