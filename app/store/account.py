"""Account data: kept as JSON, and spread over the rooms it speaks of."""

from collections.abc import Callable, Iterable
from typing import Any

from app.domain import account
from app.domain.events import Json
from app.domain.ids import EventId, RoomId
from app.domain.keywords import matcher, read_keywords
from app.domain.rooms import MuteMode
from app.store import receipts
from app.store.context import Context, decode, encode
from app.store.db import Unit
from app.store.state import room_number

_EVERYWHERE = ""


def read(unit: Unit, kind: str, room_id: RoomId | None = None) -> Json | None:
    """Return account data as last stored."""
    raw = unit.value(
        "SELECT content FROM account_data WHERE room_id = ? AND type = ?",
        room_id or _EVERYWHERE,
        kind,
    )
    return decode(raw) if raw else None


def keywords(unit: Unit, context: Context) -> Callable[[str], bool]:
    """Return whether a text holds one of my notification words, as the push rules are now."""
    if context.keywords is None:
        rules = read(unit, account.PUSH_RULES) or {}
        context.keywords = matcher([one.pattern for one in read_keywords(rules)])
    return context.keywords


def put(unit: Unit, kind: str, content: Json, room_id: RoomId | None = None) -> None:
    """Keep account data."""
    unit.run(
        "INSERT OR REPLACE INTO account_data (room_id, type, content) VALUES (?, ?, ?)",
        room_id or _EVERYWHERE,
        kind,
        encode(content),
    )


def apply_global(unit: Unit, context: Context, kinds: Iterable[str]) -> set[int]:
    """Spread global data over the rooms; returns those that changed."""
    changed: set[int] = set()
    for kind in set(kinds):
        if kind == account.DIRECT:
            changed |= _spread(unit, "direct_user", account.direct_rooms(read(unit, kind) or {}))
        elif kind == account.PUSH_RULES:
            context.keywords = None
            modes = account.mute_modes(read(unit, kind) or {})
            changed |= _spread(unit, "mute", {room: mode.value for room, mode in modes.items()})
    return changed


def _spread(unit: Unit, column: str, values: "dict[RoomId, Any]") -> set[int]:
    default = MuteMode.ALL.value if column == "mute" else None
    updates = [
        (values.get(room_id, default), number)
        for number, room_id, now in unit.rows(f"SELECT id, room_id, {column} FROM rooms")
        if values.get(room_id, default) != now
    ]
    unit.many(f"UPDATE rooms SET {column} = ? WHERE id = ?", updates)
    return {number for _, number in updates}


def apply_all_of_room(unit: Unit, context: Context, room: int, room_id: RoomId) -> None:
    """A room is new: what was said of it before it came is true now."""
    for kind, raw in unit.rows("SELECT type, content FROM account_data WHERE room_id = ?", room_id):
        _apply(unit, room, kind, decode(raw))


def apply_room(
    unit: Unit, context: Context, room_id: RoomId, kind: str, content: Json
) -> int | None:
    """Keep data of one room and spread it; returns the room's number where it is known."""
    put(unit, kind, content, room_id)
    room = room_number(unit, room_id)
    if room is not None:
        _apply(unit, room, kind, content)
    return room


def _apply(unit: Unit, room: int, kind: str, content: Json) -> None:
    match kind:
        case account.TAGS:
            tags = account.read_tags(content)
            unit.run(
                "UPDATE rooms SET pin_order = ?, archived = ? WHERE id = ?",
                tags.pin_order,
                int(tags.archived),
                room,
            )
        case account.MARKED_UNREAD:
            marked = content.get("unread") is True
            unit.run("UPDATE rooms SET marked_unread = ? WHERE id = ?", int(marked), room)
        case account.MUTE_UNTIL:
            until = account.read_time(content)
            unit.run("UPDATE rooms SET muted_until = ? WHERE id = ?", until or None, room)
        case account.CLEARED_BEFORE:
            before = account.read_time(content)
            unit.run("UPDATE rooms SET cleared_before = ? WHERE id = ?", before, room)
        case account.FULLY_READ:
            # The marker alone says nothing of when: only a stored event can move the position.
            event_id = content.get("event_id")
            if isinstance(event_id, str) and (
                place := receipts.place_of(unit, room, EventId(event_id))
            ):
                receipts.move_read(unit, room, EventId(event_id), place[3])
