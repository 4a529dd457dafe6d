"""Simplified sliding sync (MSC4186): a `SyncRequest` into a body, a reply into a `SyncBatch`."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.clean import clean_name, is_clean_id
from app.domain.conduct import HOURS, MUTED, SHARING, SLOW
from app.domain.errors import BadReply, ServerError, UnknownPos
from app.domain.events import Event, Json, Receipt, RoomDelta, SyncBatch
from app.domain.ids import EventId, RoomId, UserId
from app.domain.media import parse_mxc
from app.domain.parse import local_part, moment, parse_event
from app.domain.parse.fields import identifier, integer, items, mapping, text
from app.domain.rooms import SUPERVISED
from app.domain.rtc import CALL_MEMBER
from app.domain.server import SyncRequest
from app.domain.stickers import ROOM_PACK, ROOM_PACK_BEFORE
from app.net import wire
from app.net.api import Api, fields, text_field
from app.net.http import Call

PATH = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync"
_PATIENCE = 15.0
"""Seconds beyond the long poll's own time before the server counts as gone."""
_OPEN_ROOM_TIMELINE = 30
_STATE = (
    ("m.room.create", ""),
    ("m.room.name", ""),
    ("m.room.avatar", ""),
    ("m.room.topic", ""),
    ("m.room.power_levels", ""),
    ("m.room.pinned_events", ""),
    ("m.room.encryption", ""),
    ("m.room.tombstone", ""),
    ("app.parta.room", ""),
    ("app.parta.room.theme", ""),
    (SUPERVISED, ""),
    (HOURS, ""),
    (SLOW, ""),
    (SHARING, ""),
    (MUTED, "*"),
    (CALL_MEMBER, "*"),
    (ROOM_PACK, "*"),
    (ROOM_PACK_BEFORE, "*"),
    ("m.room.member", "$LAZY"),
    ("m.room.member", "$ME"),
)
_MAX_ROOMS = 20_000
_MAX_EVENTS = 5_000
_MAX_USERS = 20_000
_MAX_RECEIPTS = 100_000


async def sync(api: Api, request: SyncRequest) -> SyncBatch:
    """`POST …/sync`: wait for news. Raises UnknownPos when the position has expired."""
    params = {"timeout": str(request.timeout_ms)}
    if request.pos:
        params["pos"] = request.pos
    call = Call(
        "POST",
        PATH,
        wire.dumps(request_body(request)),
        params=params,
        timeout=request.timeout_ms / 1000 + _PATIENCE,
    )
    try:
        return await api.json(call, parse_batch)
    except ServerError as error:
        # A position the server cannot even read comes as M_UNKNOWN "Invalid stream token".
        if error.status == 400 and error.errcode == "M_UNKNOWN" and request.pos:
            raise UnknownPos(status=400, errcode="M_UNKNOWN") from error
        raise


def request_body(request: SyncRequest) -> dict[str, Any]:
    """Return the body: one list from the top down to the window, the open chats on top of it."""
    state = [list(pair) for pair in _STATE]
    body: dict[str, Any] = {
        "conn_id": "main",
        "lists": {
            "all": {
                "ranges": [[0, max(1, request.window) - 1]],
                "timeline_limit": max(1, request.timeline_limit),
                "required_state": state,
            }
        },
        "extensions": {name: {"enabled": True} for name in ("account_data", "receipts", "typing")},
    }
    if request.open_rooms:
        limit = max(request.timeline_limit, _OPEN_ROOM_TIMELINE)
        subscription = {"timeline_limit": limit, "required_state": state}
        body["room_subscriptions"] = dict.fromkeys(request.open_rooms, subscription)
    if request.to_device_since:
        # Asking deletes what was delivered from the server, so only a caller who keeps it asks.
        body["extensions"]["to_device"] = {"enabled": True, "since": request.to_device_since}
    return body


def parse_batch(reply: object) -> SyncBatch:
    """Return the reply as values. What is malformed inside is left out; a reply without `pos` is
    no reply.
    """
    top = fields(reply)
    pos = text_field(top, "pos")
    extensions = mapping(top.get("extensions"))
    account = mapping(extensions.get("account_data"))
    since = mapping(extensions.get("to_device")).get("next_batch")
    lists = mapping(top.get("lists"))
    counts = {name: integer(mapping(each).get("count")) for name, each in lists.items()}
    return SyncBatch(
        pos=pos,
        rooms=tuple(_room(room_id, each) for room_id, each in _rooms(top.get("rooms"))),
        list_counts={name: count for name, count in counts.items() if count is not None},
        global_account_data=tuple(_account_data(account.get("global"))),
        room_account_data=tuple(
            (room_id, event_type, content)
            for room_id, events in _by_room(account.get("rooms"))
            for event_type, content in _account_data(events)
        ),
        receipts=tuple(
            (room_id, receipts)
            for room_id, event in _rooms(mapping(extensions.get("receipts")).get("rooms"))
            if (receipts := parse_receipts(event.get("content")))
        ),
        typing=tuple(
            (room_id, _typing(event))
            for room_id, event in _rooms(mapping(extensions.get("typing")).get("rooms"))
        ),
        to_device_since=since if is_clean_id(since) else None,
    )


def parse_receipts(content: object) -> tuple[Receipt, ...]:
    """Return the receipts of an `m.receipt` event; those of threads are not of the main line."""
    found: list[Receipt] = []
    for event_id, kinds in mapping(content).items():
        if not is_clean_id(event_id):
            continue
        for kind, private in (("m.read", False), ("m.read.private", True)):
            for user_id, data in mapping(mapping(kinds).get(kind)).items():
                thread = mapping(data).get("thread_id", "main")
                if thread != "main" or not is_clean_id(user_id):
                    continue
                when = moment(mapping(data).get("ts"))
                found.append(Receipt(UserId(user_id), EventId(event_id), when, private))
                if len(found) >= _MAX_RECEIPTS:
                    return tuple(found)
    return tuple(found)


def _room(room_id: RoomId, raw: Mapping[str, Any]) -> RoomDelta:
    name = raw.get("name")
    dm = raw.get("is_dm")
    heroes = raw.get("heroes")
    people = _heroes(heroes) if isinstance(heroes, list) else None
    invite = raw.get("invite_state", raw.get("knock_state"))
    token = raw.get("prev_batch")
    return RoomDelta(
        room_id=room_id,
        initial=raw.get("initial") is True,
        name=clean_name(name) if isinstance(name, str) else None,
        avatar=parse_mxc(raw.get("avatar")),
        heroes=tuple(user for user, _, _ in people) if people is not None else None,
        hero_names=tuple(name for _, name, _ in people or ()),
        hero_avatars=tuple(parse_mxc(avatar) for _, _, avatar in people or ()),
        is_dm=dm if isinstance(dm, bool) else None,
        joined_count=integer(raw.get("joined_count")),
        invited_count=integer(raw.get("invited_count")),
        bump_stamp=integer(raw.get("bump_stamp")),
        state=_state(raw.get("required_state"), room_id),
        timeline=_timeline(raw.get("timeline"), room_id),
        limited=raw.get("limited") is True,
        expanded=raw.get("unstable_expanded_timeline") is True,
        prev_batch=str(token) if is_clean_id(token, 4096) else None,
        invite_state=_stripped(invite) if isinstance(invite, list) else None,
        num_live=integer(raw.get("num_live")) or 0,
    )


def _heroes(value: object) -> list[tuple[UserId, str, object]]:
    people = []
    for raw in items(value, 20):
        hero = mapping(raw)
        if user := identifier(hero.get("user_id")):
            name = clean_name(text(hero.get("displayname"))) or local_part(user)
            people.append((UserId(user), name, hero.get("avatar_url")))
    return people


def _state(value: object, room_id: RoomId) -> tuple[Event, ...]:
    events = (parse_event(raw, room_id=room_id) for raw in items(value, _MAX_USERS))
    return tuple(event for event in events if event and event.event_id and _is_state(event))


def _timeline(value: object, room_id: RoomId) -> tuple[Event, ...]:
    events: dict[EventId, Event] = {}
    for raw in items(value, _MAX_EVENTS):
        event = parse_event(raw, room_id=room_id)
        if event and event.event_id:
            events.setdefault(event.event_id, event)
    return tuple(events.values())


def _stripped(value: object) -> tuple[Event, ...]:
    events = (parse_event(raw) for raw in items(value, 500))
    return tuple(event for event in events if event and _is_state(event))


def _is_state(event: Event) -> bool:
    return event.state_key is not None


def _rooms(value: object) -> Iterator[tuple[RoomId, Mapping[str, Any]]]:
    for room_id, each in _by_room(value):
        yield room_id, mapping(each)


def _by_room(value: object) -> Iterator[tuple[RoomId, object]]:
    for number, (room_id, each) in enumerate(mapping(value).items()):
        if number >= _MAX_ROOMS:
            raise BadReply("too many rooms")
        if is_clean_id(room_id):
            yield RoomId(room_id), each


def _account_data(value: object) -> Iterator[tuple[str, Json]]:
    for raw in items(value, 1_000):
        event = mapping(raw)
        event_type, content = identifier(event.get("type")), event.get("content")
        if event_type and isinstance(content, dict):
            yield event_type, content


def _typing(event: Mapping[str, Any]) -> tuple[UserId, ...]:
    users = items(mapping(event.get("content")).get("user_ids"), 200)
    return tuple(UserId(user) for user in users if is_clean_id(user))
