"""Reading a conversation: pages of one stretch."""

from collections.abc import Sequence
from typing import Any

from app.domain.cache import TimelinePage
from app.domain.ids import EventId, RoomId
from app.store import state, stretches
from app.store.context import Context
from app.store.db import Unit
from app.store.facts import ROW, items_of_rows

_EMPTY = TimelinePage((), at_start=False, live=True, has_older=False, has_newer=False)


def at_end(unit: Unit, context: Context, room_id: RoomId, limit: int) -> TimelinePage:
    """Return the newest rows."""
    room = state.room_number(unit, room_id)
    live = stretches.live_stretch(unit, room) if room is not None else None
    if room is None or live is None:
        return _EMPTY
    older = _select(unit, room, live, below=1 << 60, limit=limit)
    return _page(unit, context, room, live, older)


def around(
    unit: Unit, context: Context, room_id: RoomId, event_id: EventId, limit: int
) -> TimelinePage | None:
    """Return the rows around an event, None where it has no place."""
    at = place_in(unit, room_id, event_id)
    if at is None:
        return None
    room, stretch, pos = at
    older = _select(unit, room, stretch, below=pos + 1, limit=max(1, limit // 2 + 1))
    newer = _select(unit, room, stretch, above=pos, limit=max(1, limit - limit // 2 - 1))
    return _page(unit, context, room, stretch, [*older, *newer])


def older_than(
    unit: Unit, context: Context, room_id: RoomId, event_id: EventId, limit: int
) -> TimelinePage:
    """Return the rows of the same stretch before an event."""
    at = place_in(unit, room_id, event_id)
    if at is None:
        return _EMPTY
    room, stretch, pos = at
    rows = _select(unit, room, stretch, below=pos, limit=limit)
    return _page(unit, context, room, stretch, rows, edge=pos)


def newer_than(
    unit: Unit, context: Context, room_id: RoomId, event_id: EventId, limit: int
) -> TimelinePage:
    """Return the rows of the same stretch after an event."""
    at = place_in(unit, room_id, event_id)
    if at is None:
        return _EMPTY
    room, stretch, pos = at
    rows = _select(unit, room, stretch, above=pos, limit=limit)
    return _page(unit, context, room, stretch, rows, edge=pos)


def place_in(unit: Unit, room_id: RoomId, event_id: EventId) -> tuple[int, int, int] | None:
    """Return (room, stretch, place) of an event that has a place."""
    row = unit.row(
        "SELECT r.id, e.stretch, e.pos FROM rooms r JOIN events e ON e.room = r.id "
        "WHERE r.room_id = ? AND e.event_id = ?",
        room_id,
        event_id,
    )
    return None if row is None or row[1] is None else (row[0], row[1], row[2])


def _select(
    unit: Unit,
    room: int,
    stretch: int,
    *,
    limit: int,
    below: int | None = None,
    above: int | None = None,
) -> list[Sequence[Any]]:
    """Return rows of `ROW` in the order of the room, what was cleared left out."""
    cleared = cleared_before(unit, room)
    backwards = below is not None
    rows = unit.rows(
        f"SELECT {ROW} FROM events INDEXED BY events_rows WHERE stretch = ? AND weight > 0 "
        f"AND pos {'<' if backwards else '>'} ? AND ts > ? "
        f"ORDER BY pos {'DESC' if backwards else 'ASC'} LIMIT ?",
        stretch,
        below if backwards else above,
        cleared or -1,
        limit,
    )
    return list(reversed(rows)) if backwards else list(rows)


def cleared_before(unit: Unit, room: int) -> int:
    """Return the moment (milliseconds) up to which I cleared the chat for me."""
    cleared: int = unit.value("SELECT cleared_before FROM rooms WHERE id = ?", room)
    return cleared


def _page(
    unit: Unit,
    context: Context,
    room: int,
    stretch: int,
    rows: Sequence[Sequence[Any]],
    *,
    edge: int | None = None,
) -> TimelinePage:
    """Make the page; `edge`: where it was asked from, for the case that it has no rows."""
    older_token, newer_token, at_start, live = unit.one(
        "SELECT s.older_token, s.newer_token, s.at_start, r.live = s.id FROM stretches s "
        "JOIN rooms r ON r.id = s.room WHERE s.id = ?",
        stretch,
    )
    first = rows[0][3] if rows else edge
    last = rows[-1][3] if rows else edge
    has_older = first is not None and bool(_select(unit, room, stretch, below=first, limit=1))
    has_newer = last is not None and bool(_select(unit, room, stretch, above=last, limit=1))
    if not has_older and _iscleared_before(unit, room, stretch, first):
        older_token, at_start = None, 1
    return TimelinePage(
        items=items_of_rows(unit, context, room, rows),
        at_start=bool(at_start) and not has_older,
        live=bool(live) and not has_newer,
        has_older=has_older,
        has_newer=has_newer,
        older_token=older_token,
        newer_token=newer_token,
    )


def _iscleared_before(unit: Unit, room: int, stretch: int, first: int | None) -> bool:
    """Tell whether what I cleared stands right before this place."""
    cleared = cleared_before(unit, room)
    return bool(
        cleared
        and unit.value(
            "SELECT 1 FROM events WHERE stretch = ? AND pos < ? AND ts <= ? LIMIT 1",
            stretch,
            1 << 60 if first is None else first,
            cleared,
        )
    )
