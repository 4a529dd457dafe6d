"""Drafts: in memory at once, on the disk half a second later and when the program closes.

The person's other devices get them by `DraftSync`, which decides what a draft from elsewhere means.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.cache import Applied
from app.domain.errors import StoreError
from app.domain.events import Json
from app.domain.ids import EventId, RoomId
from app.services.facade.composer import Draft
from app.services.ports.clock import Clock
from app.services.ports.store import Store
from app.services.tasks import TaskScope

DELAY = 0.4
EMPTY = Draft()


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft with its time in milliseconds; `told`: the server has the same."""

    draft: Draft = EMPTY
    when: int = 0
    told: bool = True


NOTHING = Kept()


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
        self._kept: dict[RoomId, Kept] = {}
        self._dirty: set[RoomId] = set()
        self._waiting = False

    async def load(self) -> None:
        """Take up what the last run left; what was typed meanwhile is newer."""
        for room_id, raw in (await self._store.drafts()).items():
            self._kept.setdefault(room_id, read_kept(raw))

    def get(self, room_id: RoomId) -> Draft:
        """The draft of a chat."""
        return self.kept(room_id).draft

    def kept(self, room_id: RoomId) -> Kept:
        """The draft of a chat with its time."""
        return self._kept.get(room_id, NOTHING)

    def all(self) -> Mapping[RoomId, Kept]:
        """Every draft, and emptied ones that are not told yet."""
        return self._kept

    def put(self, room_id: RoomId, kept: Kept) -> None:
        """Keep a draft, wherever it is from."""
        self._kept[room_id] = kept
        self._dirty.add(room_id)
        if not self._waiting:
            self._waiting = True
            self._tasks.start(self._write_later())

    async def flush(self) -> None:
        """Write what is not written yet."""
        while self._dirty:
            room_id = self._dirty.pop()
            try:
                raw = write_kept(self.kept(room_id))
                self._publish(await self._store.put_draft(room_id, raw))
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
    aside = raw.get("aside")
    return Draft(
        text=text if isinstance(text, str) else "",
        reply_to=EventId(reply) if isinstance(reply, str) and reply else None,
        edit=EventId(edit) if isinstance(edit, str) and edit else None,
        aside=aside if isinstance(aside, str) else "",
    )


def write_draft(draft: Draft) -> dict[str, Any]:
    """Return the fields of a draft that say something."""
    fields = {
        "text": draft.text,
        "reply_to": draft.reply_to,
        "edit": draft.edit,
        "aside": draft.aside,
    }
    return {name: value for name, value in fields.items() if value}


def read_kept(raw: Json) -> Kept:
    """Return a draft with its time as stored; one of before there were times is not told."""
    when = raw.get("ts")
    return Kept(read_draft(raw), when if isinstance(when, int) else 0, raw.get("told") is True)


def write_kept(kept: Kept) -> Mapping[str, Any] | None:
    """Return what the store keeps; None where there is nothing to keep and nothing to tell."""
    if kept.told and kept.draft == EMPTY:
        return None
    return {**write_draft(kept.draft), "ts": kept.when, "told": kept.told}


def without_local(draft: Draft, is_local: Callable[[str], bool]) -> Draft | None:
    """Return a draft as other devices can use it; None for one about a message only we have."""
    if draft.edit is not None and is_local(draft.edit):
        return None
    if draft.reply_to is not None and is_local(draft.reply_to):
        return replace(draft, reply_to=None)
    return draft
