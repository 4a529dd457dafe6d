"""What the services need to read and to write in a chat."""

from datetime import datetime
from typing import Protocol

from app.domain.events import Event, Json, MessagesPage
from app.domain.ids import EventId, RoomId, TransactionId


class MessagesApi(Protocol):
    """Events of a room, in my name: part of `MatrixApi`."""

    async def messages(
        self, room_id: RoomId, token: str | None, *, backwards: bool, limit: int
    ) -> MessagesPage:
        """`GET /rooms/{id}/messages`; `token` None starts at the live end."""

    async def attachments(
        self, room_id: RoomId, token: str | None, *, polls: bool, limit: int
    ) -> MessagesPage:
        """`GET /rooms/{id}/messages` backwards with files alone, or with polls alone."""

    async def context(self, room_id: RoomId, event_id: EventId, *, limit: int) -> MessagesPage:
        """`GET /rooms/{id}/context/{event}`: the event stands among `events`."""

    async def event(self, room_id: RoomId, event_id: EventId) -> Event:
        """`GET /rooms/{id}/event/{event}`."""

    async def relations(
        self, room_id: RoomId, event_id: EventId, *, rel_type: str, token: str | None
    ) -> MessagesPage:
        """`GET /rooms/{id}/relations/{event}/{rel_type}`."""

    async def search_messages(
        self, term: str, *, room_id: RoomId | None, limit: int
    ) -> tuple[tuple[RoomId, Event], ...]:
        """`POST /search`: messages of my rooms that have the words, newest first."""

    async def timestamp_to_event(self, room_id: RoomId, when: datetime) -> EventId:
        """`GET /rooms/{id}/timestamp_to_event`, the first event at or after `when`."""

    async def send(
        self, room_id: RoomId, event_type: str, content: Json, *, txn_id: TransactionId
    ) -> EventId:
        """`PUT /rooms/{id}/send/{type}/{txn}`: safe to repeat with the same transaction id."""

    async def redact(
        self, room_id: RoomId, event_id: EventId, *, txn_id: TransactionId, reason: str
    ) -> EventId:
        """`PUT /rooms/{id}/redact/{event}/{txn}`."""

    async def report(self, room_id: RoomId, event_id: EventId, *, reason: str) -> None:
        """`POST /rooms/{id}/report/{event}`."""

    async def send_read(self, room_id: RoomId, event_id: EventId, *, private: bool) -> None:
        """`POST /rooms/{id}/read_markers` with fully_read and the (private) receipt."""

    async def send_typing(self, room_id: RoomId, *, typing: bool, timeout_ms: int) -> None:
        """`PUT /rooms/{id}/typing/{me}`."""
