"""State of rooms: what is set now, who is in, and what is known of people anywhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain.content import MembershipContent
from app.domain.events import Event
from app.domain.ids import MxcUri, RoomId, UserId
from app.domain.media import parse_mxc
from app.domain.order import by_name
from app.domain.parse import person_name
from app.domain.parse.fields import mapping, text
from app.domain.people import Member, Membership, Person, Role, role_of
from app.domain.power import PowerLevels, read_levels
from app.store.context import Context, decode, encode
from app.store.db import Unit, chunks, places
from app.store.words import normalize

_MEMBER = "m.room.member"


def room_number(unit: Unit, room_id: RoomId) -> int | None:
    """Return the number of a known room."""
    number: int | None = unit.value("SELECT id FROM rooms WHERE room_id = ?", room_id)
    return number


def ensure_room(unit: Unit, room_id: RoomId) -> int:
    """Return the number of a room, noting the room where it is new."""
    number = room_number(unit, room_id)
    if number is None:
        unit.run("INSERT INTO rooms (room_id) VALUES (?)", room_id)
        number = room_number(unit, room_id)
    assert number is not None
    return number


def put_state(unit: Unit, context: Context, room: int, events: Iterable[Event]) -> set[str]:
    """Take over state events, the last one of each key holds; returns the types that were set."""
    latest: dict[tuple[str, str], Event] = {}
    for event in events:
        if event.state_key is not None:
            latest[event.type, event.state_key] = event
    members = [event for (kind, _), event in latest.items() if kind == _MEMBER]
    others = {key: event for key, event in latest.items() if key[0] != _MEMBER}
    put_members(unit, context, room, members)
    if any(kind == "m.room.power_levels" for kind, _ in others):
        context.polls.clear()  # who may close a poll has changed
    unit.many(
        "INSERT INTO state (room, type, state_key, raw) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET raw = excluded.raw",
        ((room, kind, key, encode(event.raw)) for (kind, key), event in others.items()),
    )
    return {kind for kind, _ in latest}


def put_members(unit: Unit, context: Context, room: int, events: Iterable[Event]) -> None:
    """Take over member events."""
    rows, known = [], []
    for event in events:
        membership, user = membership_of(event), event.state_key
        if membership is None or not user:
            continue
        raw = mapping(event.raw.get("content"))
        avatar = parse_mxc(raw.get("avatar_url"))
        if isinstance(event.content, MembershipContent):
            name = event.content.target_name
        else:  # who changed nothing makes no service line
            name = person_name(raw, user)
        rows.append((room, user, membership.value, name, avatar))
        if membership in {Membership.JOIN, Membership.INVITE}:
            role = event.sender_role.value if event.sender == user else ""
            known.append((user, name, avatar, role, normalize(name)))
    unit.many(
        "INSERT INTO members (room, user, membership, name, avatar) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET membership = excluded.membership, "
        "name = CASE WHEN excluded.membership IN ('leave', 'ban') THEN name ELSE excluded.name END,"
        "avatar = CASE WHEN excluded.membership IN ('leave', 'ban') THEN avatar "
        "ELSE excluded.avatar END",
        rows,
    )
    unit.many(
        "INSERT INTO people (user, name, avatar, role, words) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET name = excluded.name, avatar = excluded.avatar, "
        "words = excluded.words, "
        "role = CASE excluded.role WHEN '' THEN role ELSE excluded.role END",
        known,
    )


def membership_of(event: Event) -> Membership | None:
    """Return what a member event says, None for other events and broken ones."""
    if event.type != _MEMBER:
        return None
    return _MEMBERSHIPS.get(text(mapping(event.raw.get("content")).get("membership")))


def put_roles(unit: Unit, events: Iterable[Event]) -> None:
    """Note the roles the server attests in `unsigned`: the only source of the cap."""
    roles = {
        event.sender: event.sender_role for event in events if event.sender_role is not Role.NONE
    }
    unit.many(
        "UPDATE people SET role = ? WHERE user = ? AND role <> ?",
        ((role.value, user, role.value) for user, role in roles.items()),
    )


def state_content(unit: Unit, room: int, kind: str, state_key: str = "") -> Mapping[str, Any]:
    """Return the content of a state event, {} where it is not set."""
    raw = state_raw(unit, room, kind, state_key)
    return mapping(raw.get("content")) if raw else {}


def contents_by_key(unit: Unit, room: int, kind: str) -> dict[str, Mapping[str, Any]]:
    """Return the contents of a type of state by state key."""
    rows = unit.rows("SELECT state_key, raw FROM state WHERE room = ? AND type = ?", room, kind)
    return {key: mapping(decode(raw).get("content")) for key, raw in rows}


def state_raw(unit: Unit, room: int, kind: str, state_key: str = "") -> Mapping[str, Any] | None:
    """Return a state event as it came."""
    raw = unit.value(
        "SELECT raw FROM state WHERE room = ? AND type = ? AND state_key = ?", room, kind, state_key
    )
    return decode(raw) if raw else None


def states_of_type(unit: Unit, kind: str) -> list[tuple[RoomId, Mapping[str, Any]]]:
    """Return (room, event as it came) of a type of state in all rooms that are joined."""
    return [
        (RoomId(room_id), decode(raw))
        for room_id, raw in unit.rows(
            "SELECT r.room_id, s.raw FROM state s JOIN rooms r ON r.id = s.room "
            "WHERE s.type = ? AND r.membership = 'joined'",
            kind,
        )
    ]


def levels_of(unit: Unit, room: int) -> PowerLevels:
    """Return the power levels of a room."""
    return read_levels(
        state_raw(unit, room, "m.room.create"), state_raw(unit, room, "m.room.power_levels")
    )


def person(unit: Unit, user: UserId, room: int | None = None) -> Person:
    """Return a person as known in a room, else anywhere, else by their id."""
    return persons(unit, [user], room)[user]


def persons(unit: Unit, users: Sequence[UserId], room: int | None) -> dict[UserId, Person]:
    """Return people as known in a room, else anywhere, else by their id."""
    found: dict[UserId, Person] = {}
    wanted = list(dict.fromkeys(users))
    for part in chunks(wanted):
        marks = places(part)
        for user, name, avatar, role in unit.rows(
            f"SELECT user, name, avatar, role FROM people WHERE user IN ({marks})", *part
        ):
            found[user] = make_person(user, name, avatar, role)
        if room is None:
            continue
        for user, name, avatar in unit.rows(
            f"SELECT user, name, avatar FROM members WHERE room = ? AND user IN ({marks})",
            room,
            *part,
        ):
            role = found[user].role.value if user in found else ""
            found[user] = make_person(user, name, avatar, role)
    for user in wanted:
        if user not in found:
            found[user] = make_person(user, "", None, "")
    return found


def make_person(user: str, name: str, avatar: str | None, role: str) -> Person:
    """Build a person; without a name the local part of the id stands in."""
    shown = name or user.removeprefix("@").partition(":")[0] or user
    return Person(UserId(user), shown, MxcUri(avatar) if avatar else None, role_of(role))


_MEMBERSHIPS = {membership.value: membership for membership in Membership}


def members(unit: Unit, room: int) -> tuple[Member, ...]:
    """Return everybody who is in, invited or knocking: by power, then by name."""
    levels = levels_of(unit, room)
    found = [
        Member(
            make_person(user, name, avatar, role or ""), _MEMBERSHIPS[membership], levels.of(user)
        )
        for user, name, avatar, membership, role in unit.rows(
            "SELECT m.user, m.name, m.avatar, m.membership, p.role FROM members m "
            "LEFT JOIN people p ON p.user = m.user "
            "WHERE m.room = ? AND m.membership IN ('join', 'invite', 'knock')",
            room,
        )
    ]
    found.sort(key=lambda member: (-member.power, by_name(member.person.name)))
    return tuple(found)
