"""Drafts: in memory at once, on the disk half a second later and when the program closes."""

from collections.abc import Callable, Mapping

from app.domain.cache import Applied
from app.domain.errors import StoreError
from app.domain.events import Json
from app.domain.ids import EventId, RoomId
from app.services.facade import Draft
from app.services.ports import Clock, Store
from app.services.tasks import TaskScope

DELAY = 0.4
EMPTY = Draft()


class Drafts:
    """The unsent texts of a profile."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        tasks: TaskScope,
        publish: Callable[[Applied], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._tasks = tasks
        self._publish = publish
        self._drafts: dict[RoomId, Draft] = {}
        self._dirty: set[RoomId] = set()
        self._waiting = False

    async def load(self) -> None:
        """Take up what the last run left; what was typed meanwhile is newer."""
        for room_id, raw in (await self._store.drafts()).items():
            self._drafts.setdefault(room_id, read_draft(raw))

    def get(self, room_id: RoomId) -> Draft:
        """The draft of a chat."""
        return self._drafts.get(room_id, EMPTY)

    def set(self, room_id: RoomId, draft: Draft) -> None:
        """Keep a draft."""
        if draft == self.get(room_id):
            return
        self._drafts[room_id] = draft
        self._dirty.add(room_id)
        if not self._waiting:
            self._waiting = True
            self._tasks.start(self._write_later())

    async def flush(self) -> None:
        """Write what is not written yet."""
        while self._dirty:
            room_id = self._dirty.pop()
            try:
                self._publish(await self._store.put_draft(room_id, write_draft(self.get(room_id))))
            except StoreError:
                self._dirty.add(room_id)
                raise

    async def _write_later(self) -> None:
        try:
            await self._clock.sleep(DELAY)
        finally:
            self._waiting = False
        await self.flush()


def read_draft(raw: Json) -> Draft:
    """Return a draft as stored; anything else is an empty one."""
    text, reply, edit = raw.get("text"), raw.get("reply_to"), raw.get("edit")
    return Draft(
        text=text if isinstance(text, str) else "",
        reply_to=EventId(reply) if isinstance(reply, str) and reply else None,
        edit=EventId(edit) if isinstance(edit, str) and edit else None,
    )


def write_draft(draft: Draft) -> Mapping[str, str | None] | None:
    """Return the draft for the store; None where there is nothing to keep."""
    if draft == EMPTY:
        return None
    return {"text": draft.text, "reply_to": draft.reply_to, "edit": draft.edit}
