"""Stretches: unbroken runs of events, stitched together where they meet.

The live stretch is the one that sync appends to. A `limited` sync leaves a gap and starts a new
live stretch; paging back grows it until it meets the one before, and then both become one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ids import EventId
from app.store.db import Unit
from app.store.ingest import Place, find


@dataclass(frozen=True, slots=True)
class Run:
    """Events that follow each other without a gap, oldest first, and how to page on from them."""

    events: tuple[EventId, ...]
    older_token: str | None = None
    newer_token: str | None = None
    at_start: bool = False


def live_stretch(unit: Unit, room: int) -> int | None:
    """Return the stretch at the live end."""
    live: int | None = unit.value("SELECT live FROM rooms WHERE id = ?", room)
    return live


def bounds(unit: Unit, stretch: int) -> tuple[int, int]:
    """Return the first and last place of a stretch; (0, -1) where it is empty."""
    row = unit.row(
        "SELECT (SELECT min(pos) FROM events WHERE stretch = ?1), "
        "(SELECT max(pos) FROM events WHERE stretch = ?1)",
        stretch,
    )
    return (0, -1) if row is None or row[0] is None else (row[0], row[1])


def new_stretch(unit: Unit, room: int) -> int:
    """Make an empty stretch."""
    unit.run("INSERT INTO stretches (room) VALUES (?)", room)
    number: int = unit.value("SELECT last_insert_rowid()")
    return number


def stitch(
    unit: Unit,
    room: int,
    run: Run,
    *,
    known: dict[EventId, Place],
    append_to: int | None = None,
    live: bool = False,
) -> int | None:
    """Put a run in its place and return its stretch; all its events are stored already.

    Events that stand somewhere stay there; those around them are added at the ends. Where the run
    leads from one stretch into another the two become one. `append_to`: the run follows the end of
    this stretch. `live`: the run ends at the live end, so its last events go last come what may.
    """
    current, pending = append_to, list[EventId]()
    first_is_edge = last_is_edge = False
    at_end = append_to is not None
    for event_id in dict.fromkeys(run.events):
        place = known.get(event_id)
        if place is None:
            continue
        if place.stretch is None:
            pending.append(event_id)
            continue
        first, last = bounds(unit, place.stretch)
        if current is None:
            if place.pos == first:
                _put(unit, place.stretch, pending, first - len(pending), known)
                first_is_edge = True
            current = place.stretch
        elif place.stretch != current:
            if at_end:
                _put(unit, current, pending, bounds(unit, current)[1] + 1, known)
            current = _join(unit, room, current, place.stretch)
            known.update(find(unit, room, run.events))
            place = known[event_id]
            last = bounds(unit, current)[1]
        pending = []
        at_end = place.pos == last
    if current is None:
        if not pending:
            return None
        current = new_stretch(unit, room)
        _put(unit, current, pending, 0, known)
        first_is_edge = last_is_edge = True
    elif at_end or live:
        _put(unit, current, pending, bounds(unit, current)[1] + 1, known)
        last_is_edge = True
    if first_is_edge:
        unit.run(
            "UPDATE stretches SET older_token = ?, at_start = ? WHERE id = ?",
            run.older_token,
            int(run.at_start),
            current,
        )
    if last_is_edge and run.newer_token is not None:
        unit.run("UPDATE stretches SET newer_token = ? WHERE id = ?", run.newer_token, current)
    return current


def _put(
    unit: Unit, stretch: int, events: Sequence[EventId], start: int, known: dict[EventId, Place]
) -> None:
    rows = []
    for pos, event_id in enumerate(events, start):
        place = known[event_id]
        place.stretch, place.pos = stretch, pos
        rows.append((stretch, pos, place.row))
    unit.many("UPDATE events SET stretch = ?, pos = ? WHERE id = ?", rows)


def _join(unit: Unit, room: int, older: int, newer: int) -> int:
    """Make one stretch of two that meet; the longer one keeps its rows as they are."""
    (old_first, old_last), (new_first, new_last) = bounds(unit, older), bounds(unit, newer)
    if old_last - old_first >= new_last - new_first:
        keep, move, shift = older, newer, old_last + 1 - new_first
    else:
        keep, move, shift = newer, older, new_first - 1 - old_last
    unit.run("UPDATE events SET stretch = ?, pos = pos + ? WHERE stretch = ?", keep, shift, move)
    token, at_start = unit.one("SELECT older_token, at_start FROM stretches WHERE id = ?", older)
    newer_token = unit.value("SELECT newer_token FROM stretches WHERE id = ?", newer)
    unit.run(
        "UPDATE stretches SET older_token = ?, at_start = ?, newer_token = ? WHERE id = ?",
        token,
        at_start,
        newer_token,
        keep,
    )
    unit.run("UPDATE rooms SET live = ? WHERE id = ? AND live IN (?, ?)", keep, room, older, newer)
    unit.run("DELETE FROM stretches WHERE id = ?", move)
    return keep
