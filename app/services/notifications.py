"""From new messages to notifications; the screen decides how they look and when it is quiet."""

from collections.abc import Callable

from app.domain.aggregate import quote_text
from app.domain.cache import Applied, Notable
from app.domain.ids import ProfileId, RoomId
from app.domain.preview import preview_of
from app.domain.rooms import RoomKind, RoomSummary
from app.services.facade.profiles import Notification

Listener = Callable[[Notification], None]


class Notifications:
    """The notifications of all profiles, in one place to subscribe to."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` for every notification; returns the way to unsubscribe."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def publish(self, notification: Notification) -> None:
        """Tell every listener."""
        for listener in tuple(self._listeners):
            listener(notification)


def notifications_of(
    applied: Applied,
    *,
    profile_id: ProfileId,
    room: Callable[[RoomId], RoomSummary | None],
    looked_at: RoomId | None,
) -> list[Notification]:
    """Return what a batch gives cause to notify of; nothing for the chat that is looked at."""
    found = []
    for notable in applied.notify:
        summary = room(notable.room_id)
        if summary is not None and notable.room_id != looked_at:
            found.append(_notification(notable, summary, profile_id))
    return found


def _notification(notable: Notable, room: RoomSummary, profile_id: ProfileId) -> Notification:
    item = notable.item
    group = room.kind is not RoomKind.DIRECT
    preview = preview_of(item.content, sender_name=item.sender.name, mine=False, group=group)
    who = f"{preview.sender_name}: " if group and preview.sender_name else ""
    return Notification(
        profile_id=profile_id,
        room_id=notable.room_id,
        event_id=item.event_id,
        title=room.name,
        body=f"{who}{preview.text or quote_text(item.content)}",
        sender=item.sender,
    )
