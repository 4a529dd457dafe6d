"""What I have not read, counted here: sliding sync always says 0."""

from app.store.db import Unit
from app.store.receipts import place_of
from app.store.weights import Weight

CAP = 1000
"""Counting stops here; the badge says 999+ long before."""


def count_unread(unit: Unit, room: int) -> tuple[int, int]:
    """Return (messages, mentions) of others after my read position."""
    row = unit.row(
        "SELECT live, read_event, read_ts, unread_base, mention_base, cleared_before "
        "FROM rooms WHERE id = ?",
        room,
    )
    if row is None or row[0] is None:
        return (max(0, row[3]), max(0, row[4])) if row else (0, 0)
    live, read_event, read_ts, base, mention_base, cleared = row
    place = place_of(unit, room, read_event) if read_event else None
    if place is not None and place[1]:
        # With nothing cleared the index alone answers.
        where, values = "pos > ?", [place[2]]
        if cleared:
            where, values = "pos > ? AND ts > ?", [place[2], cleared]
    else:
        where, values = "ts > ?", [max(cleared, place[3] if place else read_ts)]
    counts = unit.row(
        "SELECT count(*), sum(weight = ?) FROM (SELECT weight FROM events INDEXED BY events_rows "
        f"WHERE stretch = ? AND weight >= ? AND weight > 0 AND {where} LIMIT {CAP})",
        int(Weight.MENTION),
        live,
        int(Weight.MESSAGE),
        *values,
    )
    assert counts is not None
    return max(0, counts[0] + base), max(0, (counts[1] or 0) + mention_base)


def is_exact(unit: Unit, room: int) -> bool:
    """Tell whether everything after my read position is stored, so that our count is right."""
    read_event = unit.value("SELECT read_event FROM rooms WHERE id = ?", room)
    place = place_of(unit, room, read_event) if read_event else None
    if place is not None:
        return bool(place[1])
    return bool(
        unit.value(
            "SELECT s.at_start FROM rooms r JOIN stretches s ON s.id = r.live WHERE r.id = ?", room
        )
    )


def set_base(unit: Unit, room: int, unread: int, mentions: int) -> None:
    """Make the count what the server says it is; messages to come add to it."""
    unit.run("UPDATE rooms SET unread_base = 0, mention_base = 0 WHERE id = ?", room)
    counted, counted_mentions = count_unread(unit, room)
    unit.run(
        "UPDATE rooms SET unread_base = ?, mention_base = ? WHERE id = ?",
        unread - counted,
        mentions - counted_mentions,
        room,
    )
