"""Where each chat was left: a row and its height, for as long as the profile is signed in."""

from dataclasses import dataclass

from app.domain.ids import EventId, RoomId
from app.ui.conversation.stretch import Position
from app.ui.conversation.view import MessageView


@dataclass(frozen=True, slots=True)
class Place:
    """A position with the event it hangs on, for reloading around it."""

    position: Position
    event_id: EventId | None


class Places:
    """Remembers one place per chat."""

    def __init__(self) -> None:
        self._kept: dict[RoomId, Place] = {}

    def keep(self, view: MessageView) -> None:
        """Note where the view stands; at the bottom there is nothing to note."""
        timeline = view.timeline
        if timeline is None:
            return
        position = view.position()
        item = view.item(position.key) if position.key is not None else None
        if item is None or item.event_id is None:
            self._kept.pop(timeline.room_id, None)
        else:
            self._kept[timeline.room_id] = Place(position, item.event_id)

    def of(self, room_id: RoomId) -> Place | None:
        """Return where a chat was left, None for its bottom."""
        return self._kept.get(room_id)
