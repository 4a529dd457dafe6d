"""Roles that the server told without an event: whoever they belong to looks different at once."""

from collections.abc import Mapping

from app.domain.cache import Applied, TimelineChange
from app.domain.ids import EventId, RoomId, UserId
from app.domain.people import Role
from app.store import summary
from app.store.context import Context
from app.store.db import Unit

_MOST_ROWS = 3_000
"""Messages of a person in one chat that are drawn anew: as many as a timeline holds."""


def apply(unit: Unit, context: Context, roles: Mapping[UserId, Role]) -> Applied:
    """Keep the roles; tell the chats and rows of those for whom it is news."""
    rooms: dict[int, RoomId] = {}
    touched: dict[RoomId, set[EventId]] = {}
    for user, role in roles.items():
        if unit.value("SELECT role FROM people WHERE user = ?", user) in (None, role.value):
            continue
        unit.run("UPDATE people SET role = ? WHERE user = ?", role.value, user)
        for number, room_id in unit.rows(
            "SELECT r.id, r.room_id FROM members m JOIN rooms r ON r.id = m.room WHERE m.user = ?",
            user,
        ):
            rooms[number] = RoomId(room_id)
            rows = unit.rows(
                "SELECT event_id FROM events WHERE room = ? AND sender = ? AND weight > 0 "
                "ORDER BY ts DESC LIMIT ?",
                number,
                user,
                _MOST_ROWS,
            )
            touched.setdefault(RoomId(room_id), set()).update(row[0] for row in rows)
    return Applied(
        rooms=summary.refresh(unit, context, rooms),
        timelines={
            room_id: TimelineChange(touched=frozenset(events), details=True)
            for room_id, events in touched.items()
        },
    )
