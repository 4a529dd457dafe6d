"""Working out the chat-list row of a room from everything that is stored about it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.clean import one_line
from app.domain.ids import MxcUri, RoomId, UserId
from app.domain.media import parse_mxc
from app.domain.people import Person, Role
from app.domain.preview import preview_of, room_name
from app.domain.rooms import MuteMode, Preview, PreviewKind, RoomKind, RoomState, RoomSummary, Ticks
from app.store import state
from app.store.context import Context, decode
from app.store.db import Unit, chunks, places
from app.store.ingest import last_edit
from app.store.summary_rows import COLUMNS, from_milliseconds, from_row, to_row
from app.store.unread import count_unread
from app.store.weights import Weight

_KINDS = {kind.value: kind for kind in RoomKind if kind not in {RoomKind.DIRECT, RoomKind.SPACE}}
_STATES = {state.value: state for state in RoomState}
_GROUPS_WITH_NAMES = frozenset(RoomKind) - {RoomKind.DIRECT, RoomKind.CHANNEL}
_COUNT = COLUMNS.count(",") + 2
_WRITE = f"INSERT OR REPLACE INTO summaries (room, {COLUMNS}) VALUES ({places(range(_COUNT))})"
_FACTS = (
    "id, room_id, membership, given_name, given_avatar, heroes, joined_count, invited_count, "
    "is_dm, bump_stamp, live, marked_unread, mute, muted_until, pin_order, archived, "
    "direct_user, cleared_before"
)


def refresh(
    unit: Unit, context: Context, rooms: Iterable[int], *, always: Iterable[int] = ()
) -> tuple[RoomSummary, ...]:
    """Work out the rows of some rooms, write them, return those that changed (and `always`)."""
    wanted = sorted(set(rooms) | set(always))
    before: dict[int, RoomSummary] = {}
    for part in chunks(wanted):
        for row in unit.rows(
            f"SELECT room, {COLUMNS} FROM summaries WHERE room IN ({places(part)})", *part
        ):
            before[row[0]] = from_row(row[1:])
    changed, written = [], []
    forced = set(always)
    for room in wanted:
        summary = _summarize(unit, context, room, before.get(room))
        if summary is None:
            continue
        stored = to_row(summary)
        old = before.get(room)
        if old is None or to_row(old) != stored:
            written.append((room, *stored))
            changed.append(summary)
        elif room in forced:
            changed.append(summary)
    unit.many(_WRITE, written)
    return tuple(changed)


def load_all(unit: Unit, context: Context) -> tuple[RoomSummary, ...]:
    """Return all rows as stored, with who types now."""
    rows = (from_row(row) for row in unit.rows(f"SELECT {COLUMNS} FROM summaries"))
    return tuple(_with_typing(unit, context, row) for row in rows)


def _with_typing(unit: Unit, context: Context, summary: RoomSummary) -> RoomSummary:
    if summary.room_id not in context.typing:
        return summary
    from dataclasses import replace

    room = state.room_number(unit, summary.room_id)
    return replace(summary, typing=_typing(unit, context, summary.room_id, room))


def _typing(unit: Unit, context: Context, room_id: RoomId, room: int | None) -> tuple[str, ...]:
    users = [user for user in context.typing.get(room_id, ()) if user != context.me][:5]
    if not users:
        return ()
    people = state.persons(unit, users, room)
    return tuple(people[user].name for user in users)


def _summarize(
    unit: Unit, context: Context, room: int, before: RoomSummary | None
) -> RoomSummary | None:
    facts = unit.row(f"SELECT {_FACTS} FROM rooms WHERE id = ?", room)
    if facts is None:
        return None
    (_, room_id, membership, given_name, given_avatar, heroes, joined, invited, is_dm) = facts[:9]
    (bump, live, marked, mute, muted_until, pin_order, archived, direct_user, cleared) = facts[9:]
    set_state = _important_state(unit, room)
    hero_ids = [UserId(user) for user in json.loads(heroes)]
    if direct_user is None and is_dm:
        direct_user = hero_ids[0] if len(hero_ids) == 1 else None
    known = state.persons(unit, [*hero_ids, *([direct_user] if direct_user else [])], room)
    partner = known[direct_user] if direct_user else None
    kind = _kind(set_state, partner)
    preview, when, ticks = _last_message(unit, context, room, kind, live=live, cleared=cleared)
    if preview is None:
        preview, when, ticks = _kept(before, cleared)
    if membership == "invited":
        preview, when, ticks = _invitation(unit, room), None, Ticks.NONE
    unread, mentions = count_unread(unit, room) if membership == "joined" else (0, 0)
    return RoomSummary(
        room_id=room_id,
        name=room_name(
            given_name or None,
            [known[user].name for user in hero_ids],
            others=max(0, joined + invited - 1),
            direct_name=partner.name if partner else "",
        ),
        avatar=_avatar(given_avatar, partner),
        kind=kind,
        state=_STATES[membership],
        verified=partner is not None and partner.role is Role.TEACHER,
        direct_user=direct_user,
        member_count=joined,
        preview=preview,
        timestamp=from_milliseconds(when),
        bump_stamp=bump,
        ticks=ticks,
        unread=unread,
        mentions=mentions,
        marked_unread=bool(marked),
        mute=MuteMode(mute),
        muted_until=from_milliseconds(muted_until),
        pin_order=pin_order,
        archived=bool(archived),
        typing=_typing(unit, context, room_id, room),
        draft=_draft(unit, room_id),
        encrypted="m.room.encryption" in set_state,
        replaced_by=_text(set_state.get("m.room.tombstone", {}).get("replacement_room")),
    )


def _important_state(unit: Unit, room: int) -> dict[str, dict[str, Any]]:
    found = {}
    for kind, raw in unit.rows(
        "SELECT type, raw FROM state WHERE room = ? AND state_key = '' AND type IN "
        "('m.room.create', 'm.room.encryption', 'm.room.tombstone', 'app.parta.room')",
        room,
    ):
        content = decode(raw).get("content")
        found[kind] = content if isinstance(content, dict) else {}
    return found


def _kind(set_state: dict[str, dict[str, Any]], partner: Person | None) -> RoomKind:
    if set_state.get("m.room.create", {}).get("type") == "m.space":
        return RoomKind.SPACE
    named = set_state.get("app.parta.room", {}).get("kind")
    if isinstance(named, str) and named in _KINDS:
        return _KINDS[named]
    return RoomKind.DIRECT if partner is not None else RoomKind.FREE


def _last_message(
    unit: Unit, context: Context, room: int, kind: RoomKind, *, live: int | None, cleared: int
) -> tuple[Preview | None, int | None, Ticks]:
    """Return what the row shows of the last message; service lines only where there is no other."""
    if live is None:
        return None, None, Ticks.NONE
    for least in (Weight.DELETED, Weight.SERVICE):
        row = unit.row(
            "SELECT id, pos, ts, raw, weight FROM events INDEXED BY events_rows "
            "WHERE stretch = ? AND weight > 0 AND weight >= ? ORDER BY pos DESC LIMIT 1",
            live,
            int(least),
        )
        if row is not None:
            break
    else:
        return None, None, Ticks.NONE
    number, pos, when, raw, weight = row
    if when <= cleared:
        return Preview(), None, Ticks.NONE
    event = context.event(number, raw)
    content = event.content
    if weight > Weight.DELETED:
        edit = last_edit(unit, context, room, event)
        if edit is not None and edit.new_content is not None:
            content = edit.new_content
    mine = event.sender == context.me
    sender = state.person(unit, event.sender, room).name
    preview = preview_of(content, sender_name=sender, mine=mine, group=kind in _GROUPS_WITH_NAMES)
    ticks = Ticks.NONE
    if weight == Weight.OWN:
        ticks = Ticks.READ if _is_read(unit, context, room, live, pos) else Ticks.SENT
    return preview, when, ticks


def _is_read(unit: Unit, context: Context, room: int, stretch: int, pos: int) -> bool:
    return bool(
        unit.value(
            "SELECT 1 FROM receipts r JOIN events e ON e.id = r.event WHERE r.room = ? "
            "AND r.user <> ? AND e.stretch = ? AND e.pos >= ? LIMIT 1",
            room,
            context.me,
            stretch,
            pos,
        )
    )


def _kept(before: RoomSummary | None, cleared: int) -> tuple[Preview, int | None, Ticks]:
    """The new stretch has no message yet: go on showing the last one that was known."""
    if before is None or before.timestamp is None:
        return Preview(), None, Ticks.NONE
    when = int(before.timestamp.timestamp() * 1000)
    return (before.preview, when, before.ticks) if when > cleared else (Preview(), None, Ticks.NONE)


def _invitation(unit: Unit, room: int) -> Preview:
    inviter = unit.value("SELECT inviter FROM rooms WHERE id = ?", room)
    name = state.person(unit, inviter, room).name if inviter else ""
    return Preview(PreviewKind.SERVICE, text=f"{name} приглашает в чат" if name else "Приглашение")


def _draft(unit: Unit, room_id: str) -> str:
    raw = unit.value("SELECT draft FROM drafts WHERE room_id = ?", room_id)
    text = decode(raw).get("text") if raw else ""
    return one_line(text) if isinstance(text, str) else ""


def _avatar(given: str | None, partner: Person | None) -> MxcUri | None:
    return parse_mxc(given) or (partner.avatar if partner else None)


def _text(value: object) -> RoomId | None:
    return RoomId(value) if isinstance(value, str) and value else None


def drop(unit: Unit, rooms: Sequence[int]) -> None:
    """Forget rooms and everything in them."""
    for room in rooms:
        unit.run("DELETE FROM search WHERE rowid IN (SELECT id FROM events WHERE room = ?)", room)
        unit.run("DELETE FROM relations WHERE room = ?", room)
        unit.run("DELETE FROM events WHERE room = ?", room)
        unit.run("DELETE FROM rooms WHERE id = ?", room)
