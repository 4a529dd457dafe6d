"""One sliding-sync loop of a profile: a state machine that people can see, and that heals itself.

    CONNECTING ──► CATCHING_UP ──► LIVE          the window grows until it holds every chat
        ▲              │             │
        └── OFFLINE ◄──┴─────────────┘           and back by itself; STOPPED needs the person

One reply is one unit of work in the store and one batch of diffs. The position is stored with the
batch it came with, so a crash loses nothing and doubles nothing.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from dataclasses import replace

from app.domain.diff import Observable
from app.domain.errors import (
    AppError,
    LoggedOut,
    RateLimited,
    SoftLogout,
    StoreError,
    StoreFull,
    StoreReadOnly,
    TlsError,
    UnknownPos,
    UserLocked,
)
from app.domain.events import SyncBatch
from app.domain.ids import RoomId
from app.domain.profiles import Connection, ConnectionPhase, StopReason
from app.domain.server import SyncRequest
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.tasks import TaskScope
from app.services.updates import Updates

_log = logging.getLogger(__name__)

FIRST_WINDOW = 20
WINDOW_STEP = 100
TIMELINE_LIMIT = 8
"""Events of each chat in a first reply: enough for a preview under reactions and joins."""
POLL_MS = 30_000
SAVING_WINDOW = 40
"""Chats from the top that are followed while traffic is saved, once all of them are known here."""
SAVING_LIMIT = 2
SAVING_POLL_MS = 55_000
"""A longer poll costs fewer requests; what stands between often ends a quiet line at a minute."""
LONGEST_WAIT = 60.0
LOCKED_WAIT = 60.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 300.0
"""Seconds that a 429 may make us wait, whatever the server says."""
QUICK_REPLY = 1.0
QUICK_REPLIES = 5
"""Empty replies sooner than that, one after the other, are no long poll: slow down."""
DISK_WAIT = 10.0


class SyncLoop:
    """Keeps one profile up to date until it is stopped. `run()` returns why it stopped."""

    def __init__(
        self,
        api: MatrixApi,
        store: Store,
        *,
        updates: Updates,
        clock: Clock,
        tasks: TaskScope,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._api, self._store = api, store
        self._updates, self._clock, self._tasks = updates, clock, tasks
        self._jitter = jitter
        self.connection = Observable(Connection())
        self.open_rooms: tuple[RoomId, ...] = ()
        self.saving = False
        """Whether traffic is saved."""
        self._known = 0
        """How many chats the cache holds, as of the last time it held all."""
        self._pos: str | None = None
        self._to_device: str | None = None
        self._window = FIRST_WINDOW
        self._total = FIRST_WINDOW
        self._failures = 0
        self._expired = 0
        self._empty = 0
        self._running: asyncio.Task[SyncBatch | AppError | None] | None = None

    def wake(self) -> None:
        """Ask again at once: the PC woke up, or the network came back."""
        self._failures = 0
        if self._running is not None:
            self._running.cancel()

    async def run(self) -> StopReason:
        """Sync until something stops it that only the person can mend."""
        await self._begin()
        while True:
            result = await self._one_reply()
            if result is None:
                continue  # woken: ask again
            reason = await self._meet(result) if isinstance(result, AppError) else None
            if reason is not None:
                return reason

    async def _begin(self) -> None:
        self._pos, self._to_device = await self._store.sync_state()
        self._known = len(await self._store.rooms())
        if self._pos is not None:
            # The server remembers this connection: go on with all that is known.
            self._total = max(self._known, FIRST_WINDOW)
            self._window = self._goal

    @property
    def _goal(self) -> int:
        """How many chats are to be followed."""
        # Chats that are new stand at the top, so the window sees them.
        knows_all = self._total - self._known < SAVING_WINDOW
        cap = SAVING_WINDOW if self.saving and knows_all else self._total
        return max(min(self._total, cap), FIRST_WINDOW)

    @property
    def _complete(self) -> bool:
        return self._pos is not None and self._window >= min(self._goal, self._total)

    async def _one_reply(self) -> AppError | bool | None:
        """Make one request and store its reply: True, the error, or None when woken."""
        live = self.connection.value.phase is ConnectionPhase.LIVE
        request = SyncRequest(
            pos=self._pos,
            window=self._window,
            timeline_limit=SAVING_LIMIT if self.saving else TIMELINE_LIMIT,
            timeout_ms=(SAVING_POLL_MS if self.saving else POLL_MS) if live else 0,
            open_rooms=self.open_rooms,
            to_device_since=self._to_device,
        )
        asked = self._clock.monotonic()
        result = await self._woken_by(self._ask(request))
        if result is None or isinstance(result, AppError):
            return result
        try:
            await self._take(result)
        except AppError as error:
            return error
        if live:
            self._expired = 0
            await self._slow_down(result, self._clock.monotonic() - asked)
        return True

    async def _slow_down(self, batch: SyncBatch, took: float) -> None:
        """A server that answers a long poll at once with nothing must not make us spin."""
        said = batch.rooms or batch.receipts or batch.typing or batch.room_account_data
        nothing = not said and not batch.global_account_data
        self._empty = self._empty + 1 if nothing and took < QUICK_REPLY else 0
        if self._empty > QUICK_REPLIES:
            await self._wait(min(2.0 ** (self._empty - QUICK_REPLIES - 1), LONGEST_WAIT))

    async def _ask(self, request: SyncRequest) -> SyncBatch | AppError:
        try:
            return await self._api.sync(request)
        except AppError as error:
            return error

    async def _woken_by(
        self, work: Coroutine[object, object, SyncBatch | AppError | None]
    ) -> SyncBatch | AppError | None:
        """Do `work`, or None when `wake()` came in between."""
        self._running = self._tasks.start(work)
        try:
            await asyncio.wait([self._running])
            return None if self._running.cancelled() else self._running.result()
        finally:
            self._running.cancel()
            self._running = None

    async def _take(self, batch: SyncBatch) -> None:
        applied = await self._store.apply_sync(batch)
        self._pos = batch.pos
        self._to_device = batch.to_device_since or self._to_device
        self._total = batch.list_counts.get("all", self._total)
        if self._window >= self._total:
            self._known = self._total
        self._failures = 0
        self._updates.publish(applied)
        self._updates.publish_batch(batch)
        live = self.connection.value.phase is ConnectionPhase.LIVE
        if not self._complete and not (live and self._goal - self._window <= WINDOW_STEP):
            self._window = min(self._window + WINDOW_STEP, self._goal)
            self._set(Connection(ConnectionPhase.CATCHING_UP))
        elif not live:
            self._window = self._goal
            self._set(Connection(ConnectionPhase.LIVE))
            await self._count_unread()
        else:
            self._window = self._goal

    async def _count_unread(self) -> None:
        """Ask our module, which knows of messages that are not stored here."""
        try:
            counts = await self._api.unread_counts()
        except AppError as error:
            _log.info("no unread counts: %s", error)
            return
        if counts is not None:
            self._updates.publish(await self._store.apply_unread(counts))

    async def _meet(self, error: AppError) -> StopReason | None:
        """Do what an error asks for; the reason to stop, or None to go on."""
        match error:
            case UnknownPos():
                _log.info("the sync position has expired")
                await self._store.forget_pos()
                self._pos, self._window = None, FIRST_WINDOW
                self._set(Connection(ConnectionPhase.CATCHING_UP))
                if self._expired:  # again, before it once was live: no hurry
                    self._failures = self._expired
                    await self._wait(self._back_off())
                self._expired += 1
            case RateLimited():
                pause = min(max(error.retry_after, SHORTEST_PAUSE), LONGEST_PAUSE)
                await self._wait(pause * (1 + self._jitter() / 10))
            case LoggedOut():
                return self._stop(StopReason.LOGGED_OUT)
            case SoftLogout():
                return self._stop(StopReason.SOFT_LOGOUT)
            case UserLocked():
                self._stop(StopReason.LOCKED)
                await self._wait(LOCKED_WAIT)
            case StoreFull() | StoreReadOnly():
                # Nothing is lost: the position stays, the server sends the same again.
                self._stop(StopReason.STORE)
                await self._wait(DISK_WAIT)
            case StoreError():
                return self._stop(StopReason.STORE)
            case _:
                await self._offline(error)
        return None

    async def _offline(self, error: AppError) -> None:
        wait = self._back_off()
        self._failures += 1
        _log.info("sync failed, next try in %.1f s: %s", wait, error)
        known = self.connection.value
        offline = known.phase is ConnectionPhase.OFFLINE
        self._set(
            Connection(
                ConnectionPhase.OFFLINE,
                since=known.since if offline else self._clock.now().timestamp(),
                stop=StopReason.TLS if isinstance(error, TlsError) else StopReason.NONE,
                retry_in=wait,
            )
        )
        await self._wait(wait)

    def _back_off(self) -> float:
        longest = min(2.0 ** min(self._failures, 10), LONGEST_WAIT)
        return longest * (0.5 + self._jitter() / 2)

    async def _wait(self, seconds: float) -> None:
        async def sleep() -> None:
            await self._clock.sleep(seconds)

        await self._woken_by(sleep())

    def _stop(self, reason: StopReason) -> StopReason:
        self._set(Connection(ConnectionPhase.STOPPED, stop=reason))
        return reason

    def _set(self, connection: Connection) -> None:
        self.connection.set(replace(connection, suspended=self.connection.value.suspended))
