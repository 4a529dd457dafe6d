"""What the UI sees of writing: drafts, and everything that goes out of a chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.ids import EventId, ItemKey, RoomId, UserId
from app.domain.polls import PollStart
from app.domain.stickers import Sticker


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsent text of a chat, with what it answers or edits."""

    text: str = ""
    reply_to: EventId | None = None
    edit: EventId | None = None
    aside: str = ""
    """With `edit`: what was being written before, which answers `reply_to`. It comes back."""


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file to send. `resize` is the longest side in pixels for pictures, None keeps it as is."""

    path: Path
    caption: str = ""
    as_file: bool = False
    resize: int | None = None
    voice: bool = False
    """A voice note (MSC3245), not a piece of music."""
    made: bool = False
    """Made for this message, in a folder of its own: both go once the message has gone."""


class Composer(Protocol):
    """Everything that goes out of a chat, through the send queue of the profile."""

    async def send_text(
        self,
        room_id: RoomId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
        mention_room: bool = False,
        reply_to: EventId | None = None,
    ) -> ItemKey:
        """Send text; `**bold**`, `_italic_`, `~~strike~~`, `` `code` ``, ``` blocks, `> quote`."""

    async def edit(
        self,
        room_id: RoomId,
        event_id: EventId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
    ) -> None:
        """Replace an own message (or the caption of an own picture); `mentions` are new ones."""

    async def source_text(self, room_id: RoomId, event_id: EventId) -> str:
        """The text of an own message as it would be typed, for editing."""

    async def delete(self, room_id: RoomId, keys: Sequence[ItemKey]) -> None:
        """Delete for everyone; takes a queued message back instead."""

    async def react(self, room_id: RoomId, event_id: EventId, key: str) -> None:
        """Add my reaction, or take it back where it is already mine."""

    async def forward(
        self, room_id: RoomId, event_ids: Sequence[EventId], targets: Sequence[RoomId]
    ) -> None:
        """Copy messages of this profile to chats of this profile."""

    async def send_files(
        self, room_id: RoomId, files: Sequence[OutgoingFile], *, reply_to: EventId | None = None
    ) -> None:
        """Send files; several pictures make an album."""

    async def send_sticker(
        self, room_id: RoomId, sticker: Sticker, *, reply_to: EventId | None = None
    ) -> ItemKey:
        """Send a sticker."""

    async def send_poll(self, room_id: RoomId, poll: PollStart) -> ItemKey:
        """Publish a poll."""

    async def vote(self, room_id: RoomId, poll_id: EventId, answers: Sequence[str]) -> None:
        """Vote, or change the vote; no answers takes it back."""

    async def close_poll(self, room_id: RoomId, poll_id: EventId) -> None:
        """End an own poll."""

    async def pin_message(self, room_id: RoomId, event_id: EventId, *, pinned: bool) -> None:
        """Pin or unpin."""

    async def retry(self, room_id: RoomId, key: ItemKey) -> None:
        """Put a failed message back into the queue."""

    async def discard(self, room_id: RoomId, key: ItemKey) -> None:
        """Delete a message that has not gone out; cancels an upload."""

    def typing(self, room_id: RoomId, *, active: bool) -> None:
        """Tell others that I write; call it on every key press, it is throttled."""

    def draft(self, room_id: RoomId) -> Draft:
        """The draft of a chat."""

    def set_draft(self, room_id: RoomId, draft: Draft) -> None:
        """Keep a draft; written to disk shortly after, told to the person's other devices."""

    def watch_drafts(self, listener: Callable[[RoomId], None]) -> Callable[[], None]:
        """Call `listener` when a draft came from another device; returns the way to stop it."""

    async def upload_limit(self) -> int | None:
        """Largest file the server takes, in bytes; None while unknown."""
