"""Events of a room: pages of history, one event, relations, sending, redacting."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.errors import BadReply
from app.domain.events import Event, Json, MessagesPage
from app.domain.ids import EventId, RoomId, TransactionId
from app.domain.parse import parse_event
from app.domain.parse.fields import identifier, items, mapping
from app.net.api import Api, event_id, fields, text_field
from app.net.wire import path

_V3 = "/_matrix/client/v3/rooms/"
_V1 = "/_matrix/client/v1/rooms/"
_LAZY = '{"lazy_load_members":true}'
_ATTACHMENTS = '{"lazy_load_members":true,"contains_url":true,"types":["m.room.message"]}'
_POLLS = (
    '{"lazy_load_members":true,"types":["org.matrix.msc3381.poll.start","m.poll.start",'
    '"org.matrix.msc3381.v2.poll.start"]}'
)
_MAX_EVENTS = 5_000
_MAX_MEMBERS = 50_000


async def messages(
    api: Api, room_id: RoomId, token: str | None, *, backwards: bool, limit: int
) -> MessagesPage:
    """`GET /rooms/{id}/messages`. An empty page with an `end` is no edge: page on."""
    return await _page(api, room_id, token, backwards=backwards, limit=limit, only=_LAZY)


async def attachments(
    api: Api, room_id: RoomId, token: str | None, *, polls: bool, limit: int
) -> MessagesPage:
    """The same backwards with files alone, or with polls alone; the page is no stretch."""
    only = _POLLS if polls else _ATTACHMENTS
    return await _page(api, room_id, token, backwards=True, limit=limit, only=only)


async def _page(
    api: Api, room_id: RoomId, token: str | None, *, backwards: bool, limit: int, only: str
) -> MessagesPage:
    params = {"dir": "b" if backwards else "f", "limit": str(limit), "filter": only}
    if token is not None:
        params["from"] = token

    def parse(reply: object) -> MessagesPage:
        page = fields(reply)
        return MessagesPage(
            events=_events(page.get("chunk"), room_id, newest_first=backwards),
            start=_token(page, "start"),
            end=_token(page, "end"),
            state=_events(page.get("state"), room_id),
        )

    return await api.get(path(_V3 + "{}/messages", room_id), parse, params=params)


async def context(api: Api, room_id: RoomId, event: EventId, *, limit: int) -> MessagesPage:
    """`GET /rooms/{id}/context/{event}`: `start` pages back from here, `end` forward."""

    def parse(reply: object) -> MessagesPage:
        page = fields(reply)
        before = _events(page.get("events_before"), room_id, newest_first=True)
        middle = _events([page.get("event")], room_id)
        if not middle:
            raise BadReply("no event in its context")
        after = _events(page.get("events_after"), room_id)
        return MessagesPage(
            events=_unique((*before, *middle, *after)),
            start=_token(page, "start"),
            end=_token(page, "end"),
            state=_events(page.get("state"), room_id),
        )

    params = {"limit": str(limit), "filter": _LAZY}
    return await api.get(path(_V3 + "{}/context/{}", room_id, event), parse, params=params)


async def event(api: Api, room_id: RoomId, wanted: EventId) -> Event:
    """`GET /rooms/{id}/event/{event}`."""

    def parse(reply: object) -> Event:
        found = parse_event(reply, room_id=room_id)
        if found is None or found.event_id != wanted:
            raise BadReply("not the event that was asked for")
        return found

    return await api.get(path(_V3 + "{}/event/{}", room_id, wanted), parse)


async def relations(
    api: Api, room_id: RoomId, target: EventId, *, rel_type: str, token: str | None
) -> MessagesPage:
    """`GET /rooms/{id}/relations/{event}/{rel_type}`, newest page first."""
    params = {"dir": "b", "limit": "100"}
    if token is not None:
        params["from"] = token

    def parse(reply: object) -> MessagesPage:
        page = fields(reply)
        return MessagesPage(
            events=_events(page.get("chunk"), room_id, newest_first=True),
            start=_token(page, "prev_batch"),
            end=_token(page, "next_batch"),
        )

    where = path(_V1 + "{}/relations/{}/{}", room_id, target, rel_type)
    return await api.get(where, parse, params=params)


async def search(
    api: Api, term: str, *, room_id: RoomId | None, limit: int
) -> tuple[tuple[RoomId, Event], ...]:
    """`POST /search`: messages that have the words, each with its room, newest first."""

    def parse(reply: object) -> tuple[tuple[RoomId, Event], ...]:
        found = mapping(mapping(fields(reply).get("search_categories")).get("room_events"))
        hits = []
        for hit in items(found.get("results"), _MAX_EVENTS):
            raw = mapping(mapping(hit).get("result"))
            room = identifier(raw.get("room_id"))
            if not room:
                continue
            event = parse_event(raw, room_id=RoomId(room))
            if event is not None:
                hits.append((RoomId(room), event))
        return tuple(hits)

    within = {"rooms": [room_id]} if room_id is not None else {}
    wanted = {
        "search_term": term,
        "keys": ["content.body"],
        "order_by": "recent",
        "filter": {"limit": limit, **within},
    }
    body = {"search_categories": {"room_events": wanted}}
    return await api.post("/_matrix/client/v3/search", body, parse, repeatable=True)


async def timestamp_to_event(api: Api, room_id: RoomId, when: datetime) -> EventId:
    """`GET /rooms/{id}/timestamp_to_event`: the first event at or after `when`."""
    params = {"ts": str(max(0, int(when.timestamp() * 1000))), "dir": "f"}
    return await api.get(path(_V1 + "{}/timestamp_to_event", room_id), event_id, params=params)


async def send(
    api: Api, room_id: RoomId, event_type: str, content: Json, *, txn_id: TransactionId
) -> EventId:
    """`PUT /rooms/{id}/send/{type}/{txn}`."""
    where = path(_V3 + "{}/send/{}/{}", room_id, event_type, txn_id)
    return await api.put(where, content, event_id)


async def redact(
    api: Api, room_id: RoomId, target: EventId, *, txn_id: TransactionId, reason: str
) -> EventId:
    """`PUT /rooms/{id}/redact/{event}/{txn}`."""
    where = path(_V3 + "{}/redact/{}/{}", room_id, target, txn_id)
    return await api.put(where, {"reason": reason} if reason else {}, event_id)


async def set_state(
    api: Api, room_id: RoomId, event_type: str, content: Json, *, state_key: str
) -> EventId:
    """`PUT /rooms/{id}/state/{type}/{key}`."""
    where = path(_V3 + "{}/state/{}/{}", room_id, event_type, state_key)
    return await api.put(where, content, event_id)


async def state(api: Api, room_id: RoomId, event_type: str, *, state_key: str) -> Json:
    """`GET /rooms/{id}/state/{type}/{key}`: the content."""
    where = path(_V3 + "{}/state/{}/{}", room_id, event_type, state_key)
    return await api.get(where, fields)


async def members(api: Api, room_id: RoomId) -> tuple[Event, ...]:
    """`GET /rooms/{id}/members` without those who left."""

    def parse(reply: object) -> tuple[Event, ...]:
        events = _events(fields(reply).get("chunk"), room_id, limit=_MAX_MEMBERS)
        return tuple(each for each in events if each.type == "m.room.member" and each.state_key)

    where = path(_V3 + "{}/members", room_id)
    return await api.get(where, parse, params={"not_membership": "leave"})


def _events(
    value: object, room_id: RoomId, *, newest_first: bool = False, limit: int = _MAX_EVENTS
) -> tuple[Event, ...]:
    parsed = (parse_event(raw, room_id=room_id) for raw in items(value, limit))
    events = [each for each in parsed if each and each.event_id]
    if newest_first:
        events.reverse()
    return _unique(events)


def _unique(events: tuple[Event, ...] | list[Event]) -> tuple[Event, ...]:
    return tuple({each.event_id: each for each in events}.values())


def _token(page: Mapping[str, Any], key: str) -> str | None:
    """Return a paging token; a missing one means the edge of the room."""
    return text_field(page, key) if page.get(key) is not None else None
