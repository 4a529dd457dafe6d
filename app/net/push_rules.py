"""How loud one chat is, as push rules: they hold on every device of the account."""

from app.domain.errors import NotFound
from app.domain.ids import RoomId
from app.domain.rooms import MuteMode
from app.net.api import Api, nothing
from app.net.wire import path

_RULE = "/_matrix/client/v3/pushrules/global/{}/{}"


async def set_room_push_rule(api: Api, room_id: RoomId, mode: MuteMode) -> None:
    """Set the rules of one chat; the new rule comes before the old one goes."""
    override, room = path(_RULE, "override", room_id), path(_RULE, "room", room_id)
    match mode:
        case MuteMode.ALL:
            await _forget(api, override)
            await _forget(api, room)
        case MuteMode.MENTIONS:
            await api.put(room, {"actions": []}, nothing)
            await _forget(api, override)
        case MuteMode.NONE:
            condition = {"kind": "event_match", "key": "room_id", "pattern": room_id}
            await api.put(override, {"conditions": [condition], "actions": []}, nothing)
            await _forget(api, room)


async def _forget(api: Api, rule: str) -> None:
    try:
        await api.delete(rule)
    except NotFound:
        return  # it is not there, as wished
