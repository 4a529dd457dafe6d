"""What calls need to know of the chats they go on in."""

from collections.abc import Callable

from app.domain.calls import CallKind
from app.domain.ids import RoomId, UserId
from app.domain.rooms import RoomKind, RoomSummary


class CallChats:
    """Reads the list of chats; a chat that is not in it is a group without a name."""

    def __init__(self, room: Callable[[RoomId], RoomSummary | None]) -> None:
        self._room = room

    def kind(self, room_id: RoomId) -> CallKind:
        """What a call is there."""
        room = self._room(room_id)
        match room.kind if room is not None else None:
            case RoomKind.DIRECT:
                return CallKind.DIRECT
            case RoomKind.CLASS | RoomKind.SUBJECT:
                return CallKind.LESSON
            case _:
                return CallKind.GROUP

    def title(self, room_id: RoomId) -> str:
        """Its name."""
        room = self._room(room_id)
        return room.name if room is not None else ""

    def members(self, room_id: RoomId) -> int:
        """How many people are in it."""
        room = self._room(room_id)
        return room.member_count if room is not None else 0

    def other(self, room_id: RoomId) -> UserId | None:
        """With whom one is alone there."""
        room = self._room(room_id)
        return room.direct_user if room is not None else None
