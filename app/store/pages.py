"""Reading a conversation: pages of one stretch, the first unread row, attachments, histories."""

from collections.abc import Sequence
from typing import Any

from app.domain.aggregate import edit_history, reaction_summary
from app.domain.cache import MediaRow, TimelinePage
from app.domain.clean import clean_text
from app.domain.events import Event, Json, MessagesPage
from app.domain.ids import EventId, RoomId, UserId
from app.domain.people import Person
from app.domain.power import powers_of
from app.domain.rooms import RoomDetails
from app.domain.timeline import EditVersion, Reaction
from app.store import account, receipts, state, stretches
from app.store.context import Context
from app.store.db import Unit, places
from app.store.facts import ROW, items_of_rows, pinned_ids
from app.store.ingest import find, last_edit, store_events
from app.store.weights import Weight

_EMPTY = TimelinePage((), at_start=False, live=True, has_older=False, has_newer=False)
_VERSIONS = 200


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
    at = _place(unit, room_id, event_id)
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
    at = _place(unit, room_id, event_id)
    if at is None:
        return _EMPTY
    room, stretch, pos = at
    rows = _select(unit, room, stretch, below=pos, limit=limit)
    return _page(unit, context, room, stretch, rows, edge=pos)


def newer_than(
    unit: Unit, context: Context, room_id: RoomId, event_id: EventId, limit: int
) -> TimelinePage:
    """Return the rows of the same stretch after an event."""
    at = _place(unit, room_id, event_id)
    if at is None:
        return _EMPTY
    room, stretch, pos = at
    rows = _select(unit, room, stretch, above=pos, limit=limit)
    return _page(unit, context, room, stretch, rows, edge=pos)


def _place(unit: Unit, room_id: RoomId, event_id: EventId) -> tuple[int, int, int] | None:
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
    cleared = _cleared(unit, room)
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


def _cleared(unit: Unit, room: int) -> int:
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
    older_token, newer_token, at_start, live = unit.row(  # type: ignore[misc]
        "SELECT s.older_token, s.newer_token, s.at_start, r.live = s.id FROM stretches s "
        "JOIN rooms r ON r.id = s.room WHERE s.id = ?",
        stretch,
    )
    first = rows[0][3] if rows else edge
    last = rows[-1][3] if rows else edge
    has_older = first is not None and bool(_select(unit, room, stretch, below=first, limit=1))
    has_newer = last is not None and bool(_select(unit, room, stretch, above=last, limit=1))
    if not has_older and _is_cleared(unit, room, stretch, first):
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


def _is_cleared(unit: Unit, room: int, stretch: int, first: int | None) -> bool:
    """Tell whether what I cleared stands right before this place."""
    cleared = _cleared(unit, room)
    return bool(
        cleared
        and unit.value(
            "SELECT 1 FROM events WHERE stretch = ? AND pos < ? AND ts <= ? LIMIT 1",
            stretch,
            1 << 60 if first is None else first,
            cleared,
        )
    )


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
    unit: Unit, room: int, run: stretches.Run, known: Any, *, backwards: bool, live: bool
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


def first_unread(unit: Unit, context: Context, room_id: RoomId) -> EventId | None:
    """Return the first stored row of others after my read position."""
    row = unit.row(
        "SELECT id, live, read_event, read_ts, cleared_before FROM rooms WHERE room_id = ?", room_id
    )
    if row is None or row[1] is None:
        return None
    room, live, read_event, read_ts, cleared = row
    place = receipts.place_of(unit, room, read_event) if read_event else None
    if place is not None and place[1]:
        where, value = "pos > ?", place[2]
    elif read_event is None:
        where, value = "ts > ?", 0
    else:
        where, value = "ts > ?", place[3] if place else read_ts
    found: EventId | None = unit.value(
        "SELECT event_id FROM events INDEXED BY events_rows WHERE stretch = ? AND weight > 0 "
        f"AND weight >= ? AND {where} AND ts > ? ORDER BY pos LIMIT 1",
        live,
        int(Weight.QUIET),
        value,
        cleared,
    )
    return found


def details(unit: Unit, context: Context, room_id: RoomId) -> RoomDetails:
    """Return what the header and the info panel show."""
    row = unit.row("SELECT id, joined_count, membership FROM rooms WHERE room_id = ?", room_id)
    if row is None:
        return RoomDetails(room_id)
    room, joined, membership = row
    create = state.state_raw(unit, room, "m.room.create") or {}
    ours = state.state_content(unit, room, "app.parta.room")
    topic = state.state_content(unit, room, "m.room.topic").get("topic")
    creator = create.get("sender")
    return RoomDetails(
        room_id=room_id,
        topic=clean_text(topic, 2000) if isinstance(topic, str) else "",
        powers=powers_of(state.levels_of(unit, room), context.me, joined=membership == "joined"),
        pinned=pinned_ids(unit, room),
        joined_count=joined,
        managed=ours.get("managed") is True,
        show_membership=ours.get("show_membership") is not False,
        creator=UserId(creator) if isinstance(creator, str) else None,
        encrypted=state.state_raw(unit, room, "m.room.encryption") is not None,
    )


def readers(unit: Unit, context: Context, room_id: RoomId, event_id: EventId) -> tuple[Person, ...]:
    """Return those whose receipt stands at the event or after it, last reader first."""
    at = _place(unit, room_id, event_id)
    if at is None:
        return ()
    room, stretch, pos = at
    users = [
        UserId(user)
        for (user,) in unit.rows(
            "SELECT r.user FROM receipts r JOIN events e ON e.id = r.event WHERE r.room = ? "
            "AND e.stretch = ? AND e.pos >= ? AND r.user <> ? ORDER BY r.ts DESC",
            room,
            stretch,
            pos,
            context.me,
        )
    ]
    people = state.persons(unit, users, room)
    return tuple(people[user] for user in users)


def reactions(
    unit: Unit, context: Context, room_id: RoomId, event_id: EventId
) -> tuple[Reaction, ...]:
    """Return all reactions with everybody who reacted."""
    room = state.room_number(unit, room_id)
    if room is None:
        return ()
    by_key: dict[str, list[UserId]] = {}
    for key, user in unit.rows(
        "SELECT key, sender FROM relations WHERE target = ? AND kind = 'reaction' AND room = ? "
        "ORDER BY event",
        event_id,
        room,
    ):
        by_key.setdefault(key, []).append(UserId(user))
    people = state.persons(unit, [user for users in by_key.values() for user in users], room)
    return reaction_summary(
        [(key, len(users)) for key, users in by_key.items()],
        frozenset(key for key, users in by_key.items() if context.me in users),
        {key: tuple(people[user] for user in users) for key, users in by_key.items()},
    )


def own_reaction(
    unit: Unit, context: Context, room_id: RoomId, event_id: EventId, key: str
) -> EventId | None:
    """Return the event of my own reaction with this emoji."""
    found: EventId | None = unit.value(
        "SELECT e.event_id FROM relations r JOIN events e ON e.id = r.event "
        "JOIN rooms o ON o.id = r.room WHERE r.target = ? AND r.kind = 'reaction' "
        "AND r.sender = ? AND r.key = ? AND o.room_id = ?",
        event_id,
        context.me,
        key,
        room_id,
    )
    return found


def edits(
    unit: Unit, context: Context, room_id: RoomId, event_id: EventId
) -> tuple[EditVersion, ...]:
    """Return the versions of a message, oldest first."""
    original = _event(unit, context, room_id, event_id)
    if original is None:
        return ()
    rows = unit.rows(
        "SELECT e.id, e.raw FROM relations r JOIN events e ON e.id = r.event "
        "JOIN rooms o ON o.id = r.room WHERE r.target = ? AND r.kind = 'edit' AND r.sender = ? "
        "AND o.room_id = ? ORDER BY r.ts DESC, r.event DESC LIMIT ?",
        event_id,
        original.sender,
        room_id,
        _VERSIONS,
    )
    return edit_history(original, [context.event(*row) for row in reversed(rows)])


def _event(unit: Unit, context: Context, room_id: RoomId, event_id: EventId) -> Event | None:
    row = unit.row(
        "SELECT e.id, e.raw FROM rooms r JOIN events e ON e.room = r.id "
        "WHERE r.room_id = ? AND e.event_id = ?",
        room_id,
        event_id,
    )
    return context.event(row[0], row[1]) if row else None


def raw_event(unit: Unit, context: Context, room_id: RoomId, event_id: EventId) -> Json | None:
    """Return the event as it came, its content being what the last edit made of it."""
    original = _event(unit, context, room_id, event_id)
    room = state.room_number(unit, room_id)
    if original is None or room is None:
        return None
    edit = last_edit(unit, context, room, original)
    content = edit.raw.get("content") if edit is not None else None
    new = content.get("m.new_content") if isinstance(content, dict) else None
    return {**original.raw, "content": new} if isinstance(new, dict) else original.raw


def media(
    unit: Unit,
    context: Context,
    room_id: RoomId,
    kinds: Sequence[str],
    *,
    before: EventId | None,
    limit: int,
) -> tuple[MediaRow, ...]:
    """Return attachments, newest first."""
    room = state.room_number(unit, room_id)
    if room is None or not kinds:
        return ()
    number = 1 << 62
    if before is not None:
        number = (
            unit.value("SELECT id FROM events WHERE room = ? AND event_id = ?", room, before)
            or number
        )
    rows = unit.rows(
        f"SELECT {ROW} FROM events INDEXED BY events_media WHERE room = ? "
        f"AND media IN ({places(kinds)}) AND media IS NOT NULL AND id < ? AND ts > ? "
        "AND weight > 0 ORDER BY id DESC LIMIT ?",
        room,
        *kinds,
        number,
        _cleared(unit, room) or -1,
        limit,
    )
    items = items_of_rows(unit, context, room, rows)
    return tuple(MediaRow(item.event_id, item) for item in items if item.event_id)


def read_marker(unit: Unit, room_id: RoomId) -> EventId | None:
    """Return my `m.fully_read`, else how far my receipts say I have read."""
    content = account.read(unit, "m.fully_read", room_id)
    marked = content.get("event_id") if content else None
    if isinstance(marked, str) and _place(unit, room_id, EventId(marked)) is not None:
        return EventId(marked)
    found: EventId | None = unit.value("SELECT read_event FROM rooms WHERE room_id = ?", room_id)
    return found
