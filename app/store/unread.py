"""What I have not read, counted here: sliding sync always says 0.

Where everything after my read position is stored the count is exact. Else a base stands for what
is not stored: what the server's module said, or what was counted before a gap came.
"""

from app.store.db import Unit
from app.store.receipts import place_of
from app.store.weights import Weight

CAP = 1000
"""Counting stops here; the badge says 999+ long before."""


def count_unread(unit: Unit, room: int) -> tuple[int, int]:
    """Return (messages, mentions) of others after my read position."""
    row = unit.row(
        "SELECT r.live, r.read_event, r.read_ts, r.unread_base, r.mention_base, r.cleared_before, "
        "s.at_start FROM rooms r LEFT JOIN stretches s ON s.id = r.live WHERE r.id = ?",
        room,
    )
    if row is None:
        return 0, 0
    live, read_event, read_ts, base, mention_base, cleared, at_start = row
    if live is None:
        return max(0, base), max(0, mention_base)
    place = place_of(unit, room, read_event) if read_event else None
    conditions, values = "", list[int]()
    if place is not None and place[1]:
        conditions, values = " AND pos > ?", [place[2]]
        base = mention_base = 0
    else:
        after = place[3] if place else read_ts
        if at_start:
            base = mention_base = 0
        cleared = max(cleared, after)
    if cleared:  # without it the index alone answers
        conditions, values = conditions + " AND ts > ?", [*values, cleared]
    counts = unit.row(
        "SELECT count(*), sum(weight = ?) FROM (SELECT weight FROM events INDEXED BY events_rows "
        f"WHERE stretch = ? AND weight > 0 AND weight >= ?{conditions} LIMIT {CAP})",
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
    _write(unit, room, unread - counted, mentions - counted_mentions)


def carry_over_gap(unit: Unit, room: int, before: tuple[int, int]) -> None:
    """A gap came: what was unread before it stays unread, the messages after it add to it."""
    _write(unit, room, *before)


def _write(unit: Unit, room: int, unread: int, mentions: int) -> None:
    unit.run(
        "UPDATE rooms SET unread_base = ?, mention_base = ? WHERE id = ?", unread, mentions, room
    )
