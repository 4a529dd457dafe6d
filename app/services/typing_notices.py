"""«Печатает…»: told when it begins and now and then, taken back when it ends; never an error."""

import logging

from app.domain.errors import AppError
from app.domain.ids import RoomId
from app.services.patience import Patience
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.tasks import TaskScope

_log = logging.getLogger(__name__)
TIMEOUT_MS = 12_000
_REPEAT = 8.0
SETTING = "privacy.hide_typing"


class TypingNotices:
    """Turns key presses into few requests."""

    def __init__(
        self, *, store: Store, api: MatrixApi, clock: Clock, patience: Patience, tasks: TaskScope
    ) -> None:
        self._store = store
        self._api = api
        self._clock = clock
        self._patience = patience
        self._tasks = tasks
        self._told: dict[RoomId, float] = {}

    def note(self, room_id: RoomId, *, active: bool) -> None:
        """A key was pressed, or writing has stopped."""
        told = self._told.get(room_id)
        now = self._clock.monotonic()
        if active and (told is None or now - told >= _REPEAT):
            self._told[room_id] = now
            self._tasks.start(self._tell(room_id, typing=True))
        elif not active and told is not None:
            del self._told[room_id]
            self._tasks.start(self._tell(room_id, typing=False))

    def sent(self, room_id: RoomId) -> None:
        """A message ends the typing on the server by itself."""
        self._told.pop(room_id, None)

    async def _tell(self, room_id: RoomId, *, typing: bool) -> None:
        try:
            if not self._patience.online or await self._store.setting(SETTING) is True:
                return
            await self._api.send_typing(room_id, typing=typing, timeout_ms=TIMEOUT_MS)
        except AppError as error:
            _log.info("typing notice not sent: %s", error)
