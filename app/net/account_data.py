"""Account data and tags: what this account keeps on the server, in general and by room."""

from app.domain.events import Json
from app.domain.ids import RoomId
from app.net.api import Api, nothing
from app.net.wire import path

_USER = "/_matrix/client/v3/user/{}"


async def set_account_data(
    api: Api, event_type: str, content: Json, *, room_id: RoomId | None = None
) -> None:
    """`PUT /user/{me}[/rooms/{id}]/account_data/{type}`."""
    if room_id is None:
        where = path(_USER + "/account_data/{}", api.user_id, event_type)
    else:
        where = path(_USER + "/rooms/{}/account_data/{}", api.user_id, room_id, event_type)
    await api.put(where, content, nothing)


async def set_tag(api: Api, room_id: RoomId, tag: str, *, order: float | None) -> None:
    """`PUT /user/{me}/rooms/{id}/tags/{tag}`."""
    where = path(_USER + "/rooms/{}/tags/{}", api.user_id, room_id, tag)
    await api.put(where, {} if order is None else {"order": order}, nothing)


async def delete_tag(api: Api, room_id: RoomId, tag: str) -> None:
    """`DELETE /user/{me}/rooms/{id}/tags/{tag}`."""
    await api.delete(path(_USER + "/rooms/{}/tags/{}", api.user_id, room_id, tag))
