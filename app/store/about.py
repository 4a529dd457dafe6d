"""What is known of a chat or a message beside its rows: details, readers, attachments."""

from collections.abc import Sequence

from app.domain.aggregate import edit_history, reaction_summary
from app.domain.cache import MediaRow
from app.domain.clean import clean_text
from app.domain.conduct import HOURS, MUTED, SHARING, SLOW, Conduct, read_conduct
from app.domain.events import Event, Json
from app.domain.ids import EventId, RoomId, UserId
from app.domain.people import Person
from app.domain.power import powers_of
from app.domain.rooms import SUPERVISED, RoomDetails
from app.domain.timeline import EditVersion, Reaction, TimelineItem
from app.store import account, receipts, state
from app.store.context import Context
from app.store.db import Unit, places
from app.store.facts import ROW, items_of_rows, pinned_ids
from app.store.ingest import last_edit
from app.store.pages import cleared_before, place_in
from app.store.weights import Weight

_MOST_POLLS = 200
_VERSIONS = 200


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
    levels = state.levels_of(unit, room)
    return RoomDetails(
        room_id=room_id,
        topic=clean_text(topic, 2000) if isinstance(topic, str) else "",
        powers=powers_of(levels, context.me, joined=membership == "joined"),
        pinned=pinned_ids(unit, room),
        joined_count=joined,
        managed=ours.get("managed") is True,
        administrators=levels.administrators,
        show_membership=ours.get("show_membership") is not False,
        creator=UserId(creator) if isinstance(creator, str) else None,
        encrypted=state.state_raw(unit, room, "m.room.encryption") is not None,
        supervised=state.state_raw(unit, room, SUPERVISED) is not None,
        conduct=_conduct(unit, room),
        look=_name(state.state_content(unit, room, "app.parta.room.theme").get("wallpaper")),
    )


def _conduct(unit: Unit, room: int) -> Conduct:
    kinds = (HOURS, SLOW, SHARING)
    return read_conduct(
        {kind: state.state_content(unit, room, kind) for kind in kinds},
        state.contents_by_key(unit, room, MUTED),
    )


def _name(value: object) -> str:
    return value if isinstance(value, str) and value.isalnum() and len(value) < 20 else ""


def readers(unit: Unit, context: Context, room_id: RoomId, event_id: EventId) -> tuple[Person, ...]:
    """Return those whose receipt stands at the event or after it, last reader first."""
    at = place_in(unit, room_id, event_id)
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
        cleared_before(unit, room) or -1,
        limit,
    )
    items = items_of_rows(unit, context, room, rows)
    return tuple(MediaRow(item.event_id, item) for item in items if item.event_id)


def polls_since(
    unit: Unit, context: Context, since: int
) -> tuple[tuple[RoomId, TimelineItem], ...]:
    """Return the last polls of all chats that are not older than a time in milliseconds."""
    rows = unit.rows(
        f"SELECT {ROW}, room FROM events INDEXED BY events_media WHERE media = 'poll' "
        "AND media IS NOT NULL AND ts > ? AND weight > 0 ORDER BY id DESC LIMIT ?",
        since,
        _MOST_POLLS,
    )
    found: list[tuple[RoomId, TimelineItem]] = []
    for number in dict.fromkeys(row[-1] for row in rows):
        room_id: str = unit.value("SELECT room_id FROM rooms WHERE id = ?", number)
        mine = [row[:-1] for row in rows if row[-1] == number]
        found += [(RoomId(room_id), item) for item in items_of_rows(unit, context, number, mine)]
    return tuple(found)


def read_marker(unit: Unit, room_id: RoomId) -> EventId | None:
    """Return my `m.fully_read`, else how far my receipts say I have read."""
    content = account.read(unit, "m.fully_read", room_id)
    marked = content.get("event_id") if content else None
    if isinstance(marked, str) and place_in(unit, room_id, EventId(marked)) is not None:
        return EventId(marked)
    found: EventId | None = unit.value("SELECT read_event FROM rooms WHERE room_id = ?", room_id)
    return found


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
