"""How far I have read: told to the server only forward, one request at a time, when I am there."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.account import MARKED_UNREAD
from app.domain.cache import Applied
from app.domain.errors import AppError
from app.domain.ids import EventId, RoomId
from app.services.patience import Patience
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.send_failure import Verdict, judge
from app.services.tasks import TaskScope

_log = logging.getLogger(__name__)
SETTING = "privacy.private_receipts"
"""True: others do not see what I have read (`m.read.private`)."""
_TRIES = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A row that was seen."""

    event_id: EventId
    timestamp: datetime


class ReadMarks:
    """Collects what was seen and brings it to the store and the server."""

    def __init__(
        self,
        *,
        store: Store,
        api: MatrixApi,
        clock: Clock,
        patience: Patience,
        tasks: TaskScope,
        publish: Callable[[Applied], None],
    ) -> None:
        self._store = store
        self._api = api
        self._clock = clock
        self._patience = patience
        self._tasks = tasks
        self._publish = publish
        self._active = False
        self._wanted: dict[RoomId, Mark] = {}
        self._newest: dict[RoomId, Mark] = {}
        self._running = False

    def set_active(self, active: bool) -> None:
        """Whether the person is there; what was seen before counts when they come back."""
        self._active = active
        self._go()

    def see(self, room_id: RoomId, mark: Mark) -> None:
        """A row was on the screen. Going back is no news."""
        newest = self._newest.get(room_id)
        if newest is not None and (
            mark.event_id == newest.event_id or mark.timestamp < newest.timestamp
        ):
            return
        self._newest[room_id] = mark
        self._wanted[room_id] = mark
        self._go()

    def _go(self) -> None:
        if self._active and self._wanted and not self._running:
            self._running = True
            self._tasks.start(self._work())

    async def _work(self) -> None:
        try:
            while self._active and self._wanted:
                room_id = next(iter(self._wanted))
                mark = self._wanted.pop(room_id)
                self._publish(await self._store.mark_read(room_id, mark.event_id))
                await self._tell(room_id, mark)
        finally:
            self._running = False

    async def _tell(self, room_id: RoomId, mark: Mark) -> None:
        private = await self._store.setting(SETTING) is True
        for failures in range(_TRIES):
            await self._patience.until_online()
            if room_id in self._wanted:
                return  # a newer one is on its way
            try:
                await self._api.send_read(room_id, mark.event_id, private=private)
                await self._clear_unread_flag(room_id)
                return
            except AppError as error:
                judgement = judge(error, failures)
                if judgement.verdict in {Verdict.GIVE_UP, Verdict.DONE}:
                    _log.info("read mark not sent: %s", error)
                    return
                waits = judgement.verdict is Verdict.WAIT
                await self._patience.pause(None if waits else judgement.seconds)

    async def _clear_unread_flag(self, room_id: RoomId) -> None:
        flag = await self._store.account_data(MARKED_UNREAD, room_id)
        if flag is not None and flag.get("unread") is True:
            content = {"unread": False}
            await self._api.set_account_data(MARKED_UNREAD, content, room_id=room_id)
            self._publish(await self._store.put_account_data(MARKED_UNREAD, content, room_id))
