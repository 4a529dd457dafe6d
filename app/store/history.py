"""Joining pages from the server to what is stored: history, contexts, single events."""

from collections.abc import Sequence

from app.domain.events import Event, MessagesPage
from app.domain.ids import EventId, RoomId
from app.store import receipts, state, stretches
from app.store.context import Context
from app.store.db import Unit, places
from app.store.ingest import Place, find, store_events


def add_history(
    unit: Unit,
    context: Context,
    room_id: RoomId,
    anchor: EventId | None,
    page: MessagesPage,
    *,
    backwards: bool,
) -> int:
    """Join a page to the stretch of `anchor`; returns how many events were new."""
    room = state.ensure_room(unit, room_id)
    state.put_roles(unit, page.events)
    stored = store_events(unit, context, room, page.events)
    _people_of(unit, context, room, page)
    ids = [event.event_id for event in page.events if event.event_id]
    edge = _edge(unit, room, anchor, page, backwards=backwards)
    if edge is not None:
        stored.places.update(find(unit, room, [edge]))
        ids = [*ids, edge] if backwards else [edge, *ids]
    reached_start = backwards and page.end is None
    run = stretches.Run(
        tuple(ids),
        older_token=page.end if backwards else None,
        newer_token=None if backwards else page.end,
        at_start=reached_start,
    )
    is_live = anchor is None and backwards and stretches.live_stretch(unit, room) is None
    if ids:
        _stitch(unit, room, run, stored.places, backwards=backwards, live=is_live)
    receipts.resolve(unit, room, list(stored.new))
    context.stale.add(room)
    return len(stored.new)


def _edge(
    unit: Unit, room: int, anchor: EventId | None, page: MessagesPage, *, backwards: bool
) -> EventId | None:
    """Return the event that the page leads on from: the outermost of the anchor's stretch.

    The anchor is a row that was seen; hidden events may stand between it and the end of its
    stretch, where the token belongs. Without an anchor the token may be that of the live stretch.
    """
    if anchor is not None:
        stretch = unit.value(
            "SELECT stretch FROM events WHERE room = ? AND event_id = ?", room, anchor
        )
    else:
        stretch = unit.value(
            "SELECT s.id FROM rooms r JOIN stretches s ON s.id = r.live "
            "WHERE r.id = ? AND s.older_token = ?",
            room,
            page.start,
        )
    event_id: EventId | None = unit.value(
        f"SELECT event_id FROM events WHERE stretch = ? "
        f"ORDER BY pos {'ASC' if backwards else 'DESC'} LIMIT 1",
        stretch,
    )
    return event_id


def _stitch(
    unit: Unit,
    room: int,
    run: stretches.Run,
    known: dict[EventId, Place],
    *,
    backwards: bool,
    live: bool,
) -> None:
    if not backwards:
        # Going forward, the token before the run is that of the stretch it leads on from.
        at = known.get(run.events[0])
        token = at and unit.row(
            "SELECT older_token, at_start FROM stretches WHERE id = ?", at.stretch
        )
        if token:
            run = stretches.Run(run.events, token[0], run.newer_token, bool(token[1]))
    stretch = stretches.stitch(unit, room, run, known=known)
    if stretch is not None and live:
        unit.run("UPDATE rooms SET live = ? WHERE id = ?", stretch, room)


def add_context(unit: Unit, context: Context, room_id: RoomId, page: MessagesPage) -> None:
    """Store a `/context` page as a stretch of its own, merged with those it meets."""
    room = state.ensure_room(unit, room_id)
    state.put_roles(unit, page.events)
    stored = store_events(unit, context, room, page.events)
    _people_of(unit, context, room, page)
    run = stretches.Run(
        tuple(event.event_id for event in page.events if event.event_id),
        older_token=page.start,
        newer_token=page.end,
        at_start=page.start is None,
    )
    stretches.stitch(unit, room, run, known=stored.places)
    receipts.resolve(unit, room, list(stored.new))


def _people_of(unit: Unit, context: Context, room: int, page: MessagesPage) -> None:
    """Note those who are named in a page and not known yet: its state is of the past."""
    users = {event.state_key for event in page.state if state.membership_of(event)}
    known = {
        row[0]
        for row in unit.rows(
            f"SELECT user FROM members WHERE room = ? AND user IN ({places(list(users))})",
            room,
            *users,
        )
    }
    state.put_members(
        unit, context, room, [event for event in page.state if event.state_key not in known]
    )


def add_loose(unit: Unit, context: Context, room_id: RoomId, events: Sequence[Event]) -> None:
    """Store events whose place is not known: the target of a quote, relations."""
    room = state.ensure_room(unit, room_id)
    state.put_roles(unit, events)
    stored = store_events(unit, context, room, events)
    receipts.resolve(unit, room, list(stored.new))
    context.stale.add(room)
