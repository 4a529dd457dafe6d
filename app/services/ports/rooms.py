"""What the services need to make chats, to enter them and to decide about them."""

from collections.abc import Sequence
from typing import Protocol

from app.domain.events import Event, Json
from app.domain.ids import EventId, RoomId, UserId
from app.domain.rooms import RoomGlance


class RoomsApi(Protocol):
    """Rooms of the homeserver, in my name: part of `MatrixApi`."""

    async def create_room(self, body: Json) -> RoomId:
        """`POST /createRoom`."""

    async def join(self, room: str, *, via: Sequence[str] = ()) -> RoomId:
        """`POST /join/{room}`; an id or an alias."""

    async def glance(self, room: str, *, via: Sequence[str] = ()) -> RoomGlance:
        """`GET /room_summary/{room}`; an id or an alias."""

    async def leave(self, room_id: RoomId) -> None:
        """`POST /rooms/{id}/leave`; also declines an invite."""

    async def invite(self, room_id: RoomId, user_id: UserId) -> None:
        """`POST /rooms/{id}/invite`."""

    async def kick(self, room_id: RoomId, user_id: UserId, *, reason: str) -> None:
        """`POST /rooms/{id}/kick`."""

    async def members(self, room_id: RoomId) -> tuple[Event, ...]:
        """`GET /rooms/{id}/members`: member events."""

    async def state(self, room_id: RoomId, event_type: str, *, state_key: str) -> Json:
        """`GET /rooms/{id}/state/{type}/{key}`: the content; NotFound where it was never set."""

    async def set_state(
        self, room_id: RoomId, event_type: str, content: Json, *, state_key: str
    ) -> EventId:
        """`PUT /rooms/{id}/state/{type}/{key}`."""

    async def set_tag(self, room_id: RoomId, tag: str, *, order: float | None) -> None:
        """`PUT /user/{me}/rooms/{id}/tags/{tag}`."""

    async def delete_tag(self, room_id: RoomId, tag: str) -> None:
        """`DELETE /user/{me}/rooms/{id}/tags/{tag}`."""

    async def set_room_push_rule(self, room_id: RoomId, mode: str) -> None:
        """Set push rules so that the chat notifies for "all", "mentions" or "none"."""
