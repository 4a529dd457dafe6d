"""Who is there: own presence, last activity of others."""

from datetime import UTC, datetime, timedelta

from app.domain.ids import UserId
from app.domain.parse.fields import integer, text
from app.domain.people import LastSeen, Presence
from app.net.api import Api, fields, nothing
from app.net.wire import path

_STATUS = "/_matrix/client/v3/presence/{}/status"
_PRESENCES = {presence.value: presence for presence in Presence}
_TEN_YEARS = 10 * 365 * 24 * 3600 * 1000


async def set_presence(api: Api, online: bool) -> None:
    """`PUT /presence/{me}/status`; falls to offline by itself about half a minute later."""
    state = Presence.ONLINE if online else Presence.OFFLINE
    await api.put(path(_STATUS, api.user_id), {"presence": state.value}, nothing)


async def presence(api: Api, user_id: UserId) -> LastSeen:
    """`GET /presence/{user}/status`."""

    def parse(reply: object) -> LastSeen:
        status = fields(reply)
        state = _PRESENCES.get(text(status.get("presence")), Presence.OFFLINE)
        ago = integer(status.get("last_active_ago"), 0, _TEN_YEARS)
        at = datetime.now(UTC) - timedelta(milliseconds=ago) if ago is not None else None
        return LastSeen(state, at)

    return await api.get(path(_STATUS, user_id), parse)
