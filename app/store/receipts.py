"""Who has read how far. My own receipts move my read position; they never move it back."""

from collections.abc import Iterable, Sequence

from app.domain.events import Receipt
from app.domain.ids import EventId
from app.store.context import Context
from app.store.db import Unit, chunks, places


def put_receipts(
    unit: Unit, context: Context, room: int, receipts: Iterable[Receipt]
) -> tuple[bool, bool]:
    """Take over receipts; (whether those of others changed, whether mine did)."""
    others = mine = False
    for receipt in receipts:
        when = int(receipt.timestamp.timestamp() * 1000)
        if receipt.user_id == context.me:
            mine |= move_read(unit, room, receipt.event_id, when)
        else:
            others |= _move(unit, room, receipt.user_id, receipt.event_id, when)
    return others, mine


def place_of(unit: Unit, room: int, event_id: EventId) -> tuple[int, int, int, int] | None:
    """Return (row, 1 if live, pos, ts) of a stored event that has a place."""
    row = unit.row(
        "SELECT e.id, e.stretch IS r.live, e.pos, e.ts FROM events e JOIN rooms r ON r.id = e.room "
        "WHERE e.event_id = ? AND e.room = ?",
        event_id,
        room,
    )
    return None if row is None or row[2] is None else (row[0], row[1], row[2], row[3])


def is_later(unit: Unit, room: int, new: tuple[EventId, int], old: tuple[EventId, int]) -> bool:
    """Tell whether the first (event, time) stands after the second in the room.

    Both in the live stretch: by place. Else by the time of the events, else of the receipts.
    """
    if new[0] == old[0]:
        return False
    a, b = place_of(unit, room, new[0]), place_of(unit, room, old[0])
    if a and b:
        return (a[1], a[2]) > (b[1], b[2]) if a[1] == b[1] == 1 else (a[1], a[3]) > (b[1], b[3])
    return new[1] >= old[1]


def _move(unit: Unit, room: int, user: str, event_id: EventId, when: int) -> bool:
    known = unit.row("SELECT event_id, ts FROM receipts WHERE room = ? AND user = ?", room, user)
    if known is not None and not is_later(unit, room, (event_id, when), (known[0], known[1])):
        return False
    unit.run(
        "INSERT INTO receipts (room, user, event_id, event, ts) VALUES "
        "(?1, ?2, ?3, (SELECT id FROM events WHERE event_id = ?3 AND room = ?1), ?4) "
        "ON CONFLICT DO UPDATE SET event_id = excluded.event_id, event = excluded.event, "
        "ts = excluded.ts",
        room,
        user,
        event_id,
        when,
    )
    return True


def move_read(unit: Unit, room: int, event_id: EventId, when: int) -> bool:
    """Move my read position forward; what the server counted before is then out of date."""
    known = unit.row("SELECT read_event, read_ts FROM rooms WHERE id = ?", room)
    if known is None:
        return False
    if known[0] is not None and not is_later(unit, room, (event_id, when), (known[0], known[1])):
        return False
    unit.run(
        "UPDATE rooms SET read_event = ?, read_ts = ?, unread_base = 0, mention_base = 0 "
        "WHERE id = ?",
        event_id,
        when,
        room,
    )
    return True


def imply(
    unit: Unit, context: Context, room: int, events: Sequence[tuple[EventId, str, int]]
) -> bool:
    """Who writes has read what stands above: note it for (event, sender, milliseconds)."""
    last = {sender: (event_id, when) for event_id, sender, when in events}
    changed = False
    for sender, (event_id, when) in last.items():
        if sender == context.me:
            move_read(unit, room, event_id, when)
        else:
            changed |= _move(unit, room, sender, event_id, when)
    return changed


def resolve(unit: Unit, room: int, event_ids: Sequence[EventId]) -> bool:
    """Connect receipts with events that have only now been stored."""
    changed = False
    waiting = {
        row[0]
        for row in unit.rows("SELECT event_id FROM receipts WHERE room = ? AND event IS NULL", room)
    }
    for part in chunks([event_id for event_id in event_ids if event_id in waiting]):
        changed = True
        unit.run(
            "UPDATE receipts SET event = (SELECT id FROM events e WHERE e.event_id = "
            "receipts.event_id AND e.room = receipts.room) "
            f"WHERE room = ? AND event IS NULL AND event_id IN ({places(part)})",
            room,
            *part,
        )
    return changed


def readers_by_place(
    unit: Unit, context: Context, room: int, stretch: int
) -> list[tuple[int, int]]:
    """Return (place, how many others stand there) for a stretch, ascending."""
    return [
        (pos, count)
        for pos, count in unit.rows(
            "SELECT e.pos, count(*) FROM receipts r JOIN events e ON e.id = r.event "
            "WHERE r.room = ? AND e.stretch = ? AND r.user <> ? GROUP BY e.pos ORDER BY e.pos",
            room,
            stretch,
            context.me,
        )
    ]
