"""How loud chats and words are, as push rules: they hold on every device of the account."""

from app.domain.errors import NotFound
from app.domain.ids import RoomId
from app.domain.keywords import ACTIONS
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


async def set_keyword(api: Api, rule_id: str, pattern: str | None) -> None:
    """Set the rule of a word to be told of; None takes it away."""
    rule = path(_RULE, "content", rule_id)
    if pattern is None:
        await _forget(api, rule)
    else:
        await api.put(rule, {"pattern": pattern, "actions": ACTIONS}, nothing)


async def _forget(api: Api, rule: str) -> None:
    try:
        await api.delete(rule)
    except NotFound:
        return  # it is not there, as wished
