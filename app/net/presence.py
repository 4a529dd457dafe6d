"""Who is there: own presence, last activity of others."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.ids import UserId
from app.domain.parse.fields import integer, mapping, text
from app.domain.people import LastSeen, Lately, Presence
from app.net.api import Api, fields, nothing
from app.net.wire import path

_STATUS = "/_matrix/client/v3/presence/{}/status"
_PRESENCES = {presence.value: presence for presence in Presence}
_LATELY = {lately.value: lately for lately in Lately}
_TEN_YEARS = 10 * 365 * 24 * 3600 * 1000


async def set_presence(api: Api, online: bool) -> None:
    """`PUT /presence/{me}/status`; falls to offline by itself about half a minute later."""
    state = Presence.ONLINE if online else Presence.OFFLINE
    await api.put(path(_STATUS, api.user_id), {"presence": state.value}, nothing)


async def presence(api: Api, user_id: UserId) -> LastSeen:
    """`GET /presence/{user}/status`."""
    return await api.get(path(_STATUS, user_id), lambda reply: _seen(fields(reply)))


async def seen(api: Api, users: Sequence[UserId]) -> Mapping[UserId, LastSeen]:
    """`POST /_synapse/client/parta/seen`: what our module says of each; the rest are hidden."""

    def parse(reply: object) -> Mapping[UserId, LastSeen]:
        told = mapping(fields(reply).get("seen"))
        return {user: _seen(mapping(told[user])) for user in users if user in told}

    body = {"users": list(users)}
    return await api.post("/_synapse/client/parta/seen", body, parse, repeatable=True)


def _seen(status: Mapping[str, Any]) -> LastSeen:
    lately = _LATELY.get(text(status.get("lately")))
    if lately is not None:
        return LastSeen(Presence.OFFLINE, lately=lately)
    state = _PRESENCES.get(text(status.get("presence")), Presence.OFFLINE)
    ago = integer(status.get("last_active_ago"), 0, _TEN_YEARS)
    at = datetime.now(UTC) - timedelta(milliseconds=ago) if ago is not None else None
    return LastSeen(state, at)
