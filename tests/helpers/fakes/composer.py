"""A composer that writes down what it was asked for."""

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.ids import EventId, ItemKey, RoomId, UserId
from app.domain.polls import PollStart
from app.domain.stickers import Sticker
from app.services.facade.composer import Draft, OutgoingFile


class FakeComposer:
    """`Composer` that records; `sent` holds the texts."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.drafts: dict[RoomId, Draft] = {}
        self._watching: list[Callable[[RoomId], None]] = []
        self.limit: int | None = 50 * 1024 * 1024
        self.error: Exception | None = None

    async def send_text(
        self,
        room_id: RoomId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
        mention_room: bool = False,
        reply_to: EventId | None = None,
    ) -> ItemKey:
        return self._note("send_text", room_id, text, tuple(mentions), mention_room, reply_to)

    async def edit(
        self,
        room_id: RoomId,
        event_id: EventId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
    ) -> None:
        self._note("edit", room_id, event_id, text, *((tuple(mentions),) if mentions else ()))

    async def source_text(self, room_id: RoomId, event_id: EventId) -> str:
        return "исходный текст"

    async def delete(self, room_id: RoomId, keys: Sequence[ItemKey]) -> None:
        self._note("delete", room_id, tuple(keys))

    async def react(self, room_id: RoomId, event_id: EventId, key: str) -> None:
        self._note("react", room_id, event_id, key)

    async def forward(
        self, room_id: RoomId, event_ids: Sequence[EventId], targets: Sequence[RoomId]
    ) -> None:
        self._note("forward", room_id, tuple(event_ids), tuple(targets))

    async def send_files(
        self, room_id: RoomId, files: Sequence[OutgoingFile], *, reply_to: EventId | None = None
    ) -> None:
        self._note("send_files", room_id, tuple(files), reply_to)

    async def send_sticker(
        self, room_id: RoomId, sticker: Sticker, *, reply_to: EventId | None = None
    ) -> ItemKey:
        return self._note("send_sticker", room_id, sticker, reply_to)

    async def send_poll(self, room_id: RoomId, poll: PollStart) -> ItemKey:
        return self._note("send_poll", room_id, poll)

    async def vote(self, room_id: RoomId, poll_id: EventId, answers: Sequence[str]) -> None:
        self._note("vote", room_id, poll_id, tuple(answers))

    async def close_poll(self, room_id: RoomId, poll_id: EventId) -> None:
        self._note("close_poll", room_id, poll_id)

    async def pin_message(self, room_id: RoomId, event_id: EventId, *, pinned: bool) -> None:
        self._note("pin_message", room_id, event_id, pinned)

    async def retry(self, room_id: RoomId, key: ItemKey) -> None:
        self._note("retry", room_id, key)

    async def discard(self, room_id: RoomId, key: ItemKey) -> None:
        self._note("discard", room_id, key)

    def typing(self, room_id: RoomId, *, active: bool) -> None:
        self.calls.append(("typing", room_id, active))  # never an error

    def draft(self, room_id: RoomId) -> Draft:
        return self.drafts.get(room_id, Draft())

    def set_draft(self, room_id: RoomId, draft: Draft) -> None:
        self.drafts[room_id] = draft

    def watch_drafts(self, listener: Callable[[RoomId], None]) -> Callable[[], None]:
        self._watching.append(listener)
        return lambda: self._watching.remove(listener)

    def draft_from_elsewhere(self, room_id: RoomId, draft: Draft) -> None:
        """What the person's other device wrote comes by sync."""
        self.drafts[room_id] = draft
        for listener in tuple(self._watching):
            listener(room_id)

    async def upload_limit(self) -> int | None:
        return self.limit

    def _note(self, name: str, *args: Any) -> ItemKey:
        if self.error is not None:
            raise self.error
        self.calls.append((name, *args))
        return ItemKey(f"txn{len(self.calls)}")
