"""What a session does by itself from time to time; what fails waits for the next time."""

import logging
from collections.abc import Callable

from app.domain.errors import AppError
from app.domain.rooms import PreviewKind, RoomState
from app.services.poll_reminders import PollReminders
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.room_list import RoomList
from app.services.school.school import SchoolService
from app.services.timeline_pages import Pages

_log = logging.getLogger(__name__)

FIRST_SNAPSHOT = 3.0
"""Soon after the start, so that a crash does not cost the first picture."""
SNAPSHOT_EVERY = 20.0
MINUTE = 60.0
POLICY_EVERY = 3600.0
REMIND_EVERY = 600.0
MOST_BLANK = 50
"""Chats without a preview that are paged back after a start."""
SLEEP_CHECK = 5.0
SLEPT = 20.0
"""Seconds that the wall clock may run ahead of ours before the PC is taken to have slept."""


class Snapshots:
    """Keeps what the next start paints first."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self.due = False
        """Something changed that is on it."""

    async def keep(self) -> None:
        """Write it now and then while the program runs."""
        wait = FIRST_SNAPSHOT
        while True:
            await self._clock.sleep(wait)
            if self.due:
                self.due = False
                wait = SNAPSHOT_EVERY
                try:
                    await self._store.save_snapshot()
                except AppError as error:
                    self.due = True
                    _log.warning("no snapshot for now: %s", error)

    async def finish(self) -> None:
        """Write it for the last time."""
        if self.due:
            await self._store.save_snapshot()


async def every_minute(clock: Clock, rooms: RoomList, polls: PollReminders) -> None:
    """Let mutes expire and polls be called to mind."""
    while True:
        await clock.sleep(MINUTE)
        try:
            await rooms.unmute_expired()
            await polls.look()
        except AppError as error:
            _log.info("mutes and reminders wait for the next minute: %s", error)


async def watch_sleep(clock: Clock, woke: Callable[[], None]) -> None:
    """Notice that the PC slept: wall time went on and our own clock did not."""
    while True:
        wall, own = clock.now(), clock.monotonic()
        await clock.sleep(SLEEP_CHECK)
        slept = (clock.now() - wall).total_seconds() - (clock.monotonic() - own)
        if slept > SLEPT or clock.monotonic() - own > SLEEP_CHECK + SLEPT:
            _log.info("the computer slept")
            woke()


async def keep_policy(clock: Clock, school: SchoolService) -> None:
    """Ask at every start and each hour whether the school lets this version in."""
    while True:
        try:
            await school.refresh_policy()
        except AppError as error:
            _log.info("the school's policy is as last heard: %s", error)
        await clock.sleep(POLICY_EVERY)


async def keep_reminding(clock: Clock, school: SchoolService) -> None:
    """Look in the evening what a pupil has to hand in tomorrow."""
    while True:
        try:
            await school.remind(clock.now())
        except AppError as error:
            _log.info("the diary did not say what is due: %s", error)
        await clock.sleep(REMIND_EVERY)


async def fill_previews(rooms: RoomList, store: Store, api: MatrixApi) -> bool:
    """Page back once in chats whose last events make no line: votes, reactions, joins.

    Returns whether all that were blank were looked at, and there were some.
    """
    blank = [
        room.room_id
        for room in rooms.all()
        if room.preview.kind is PreviewKind.NONE and room.state is RoomState.JOINED
    ]
    for room_id in blank[:MOST_BLANK]:
        pages = Pages(room_id, store=store, api=api, busy=lambda _: None)
        try:
            await pages.fetch_older(None, 1)
        except AppError as error:
            _log.info("a preview stays empty: %s", error)
            return False
    return bool(blank)
