"""Being in rooms: create, join, leave, invite; read markers and typing; people and profiles."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from app.domain.clean import clean_name
from app.domain.events import Json
from app.domain.ids import EventId, MxcUri, RoomId, UserId
from app.domain.media import parse_mxc
from app.domain.parse import local_part
from app.domain.parse.fields import identifier, integer, items, mapping, text
from app.domain.people import Person
from app.domain.rooms import RoomGlance
from app.net.api import Api, fields, nothing, text_field
from app.net.wire import path

_V3 = "/_matrix/client/v3/"
_OPEN = frozenset({"public", "restricted", "knock_restricted"})


async def create_room(api: Api, body: Json) -> RoomId:
    """`POST /createRoom`; never repeated by itself: that would make a second room."""
    return RoomId(await api.post(_V3 + "createRoom", body, lambda r: text_field(r, "room_id")))


async def join(api: Api, room: str, via: Sequence[str] = ()) -> RoomId:
    """`POST /join/{room}`, by id or alias, with the servers to ask."""
    where = path(_V3 + "join/{}", room) + _via(via)
    return RoomId(await api.post(where, {}, lambda r: text_field(r, "room_id"), repeatable=True))


async def glance(api: Api, room: str, via: Sequence[str] = ()) -> RoomGlance:
    """`GET /room_summary/{room}`: what a room I am not in shows of itself."""

    def parse(reply: object) -> RoomGlance:
        told = fields(reply)
        return RoomGlance(
            RoomId(text_field(told, "room_id")),
            clean_name(text(told.get("name"))),
            integer(told.get("num_joined_members")) or 0,
            open=told.get("join_rule") in _OPEN or told.get("membership") == "invite",
        )

    return await api.get(path("/_matrix/client/v1/room_summary/{}", room) + _via(via), parse)


async def leave(api: Api, room_id: RoomId) -> None:
    """`POST /rooms/{id}/leave`; also declines an invite."""
    await api.post(path(_V3 + "rooms/{}/leave", room_id), {}, nothing, repeatable=True)


async def invite(api: Api, room_id: RoomId, user_id: UserId) -> None:
    """`POST /rooms/{id}/invite`."""
    await api.post(path(_V3 + "rooms/{}/invite", room_id), {"user_id": user_id}, nothing)


async def kick(api: Api, room_id: RoomId, user_id: UserId, *, reason: str) -> None:
    """`POST /rooms/{id}/kick`."""
    body = {"user_id": user_id, **({"reason": reason} if reason else {})}
    await api.post(path(_V3 + "rooms/{}/kick", room_id), body, nothing)


async def report(api: Api, room_id: RoomId, event_id: EventId, *, reason: str) -> None:
    """`POST /rooms/{id}/report/{event}`."""
    where = path(_V3 + "rooms/{}/report/{}", room_id, event_id)
    await api.post(where, {"reason": reason}, nothing)


async def report_person(api: Api, user_id: UserId, *, reason: str) -> None:
    """`POST /users/{id}/report`."""
    await api.post(path(_V3 + "users/{}/report", user_id), {"reason": reason}, nothing)


async def send_read(api: Api, room_id: RoomId, event_id: EventId, *, private: bool) -> None:
    """`POST /rooms/{id}/read_markers`: the marker and the receipt in one request."""
    receipt = "m.read.private" if private else "m.read"
    body = {"m.fully_read": event_id, receipt: event_id}
    await api.post(path(_V3 + "rooms/{}/read_markers", room_id), body, nothing, repeatable=True)


async def send_typing(api: Api, room_id: RoomId, *, typing: bool, timeout_ms: int) -> None:
    """`PUT /rooms/{id}/typing/{me}`."""
    body: dict[str, Any] = {"typing": True, "timeout": timeout_ms} if typing else {"typing": False}
    await api.put(path(_V3 + "rooms/{}/typing/{}", room_id, api.user_id), body, nothing)


async def profile(api: Api, user_id: UserId) -> Person:
    """`GET /profile/{user}`."""
    where = path(_V3 + "profile/{}", user_id)
    return await api.get(where, lambda reply: _person(user_id, fields(reply), "displayname"))


async def search_users(api: Api, term: str, *, limit: int) -> tuple[Person, ...]:
    """`POST /user_directory/search`."""

    def parse(reply: object) -> tuple[Person, ...]:
        found: dict[UserId, Person] = {}
        for raw in items(fields(reply).get("results"), 1_000):
            user = identifier(mapping(raw).get("user_id"))
            if user:
                person = _person(UserId(user), mapping(raw), "display_name")
                found.setdefault(person.user_id, person)
        return tuple(found.values())

    body = {"search_term": term, "limit": limit}
    return await api.post(_V3 + "user_directory/search", body, parse, repeatable=True)


async def set_display_name(api: Api, name: str) -> None:
    """`PUT /profile/{me}/displayname`."""
    where = path(_V3 + "profile/{}/displayname", api.user_id)
    await api.put(where, {"displayname": name}, nothing)


async def set_avatar(api: Api, uri: MxcUri) -> None:
    """`PUT /profile/{me}/avatar_url`."""
    await api.put(path(_V3 + "profile/{}/avatar_url", api.user_id), {"avatar_url": uri}, nothing)


def _via(servers: Sequence[str]) -> str:
    return "?" + urlencode([("via", name) for name in servers]) if servers else ""


def _person(user_id: UserId, raw: Json, name_key: str) -> Person:
    name = clean_name(text(raw.get(name_key))) or local_part(user_id)
    return Person(user_id, name, parse_mxc(raw.get("avatar_url")))
