"""Our module on the school's homeserver."""

from collections.abc import Mapping

from app.domain.clean import is_clean_id
from app.domain.ids import RoomId, UserId
from app.domain.parse.fields import integer, items, mapping
from app.domain.people import Role, role_of
from app.net.api import Api, fields


async def unread_counts(api: Api) -> Mapping[RoomId, tuple[int, int]]:
    """`GET /_synapse/client/parta/unread`: (unread, mentions) by room, rooms without left out."""

    def parse(reply: object) -> Mapping[RoomId, tuple[int, int]]:
        counts: dict[RoomId, tuple[int, int]] = {}
        for room_id, pair in mapping(fields(reply).get("rooms")).items():
            numbers = [integer(number, 0, 1_000_000) for number in items(pair, 2)]
            if is_clean_id(room_id) and len(numbers) == 2:
                counts[RoomId(room_id)] = (numbers[0] or 0, numbers[1] or 0)
        return counts

    return await api.get("/_synapse/client/parta/unread", parse)


async def online_count(api: Api, room_id: RoomId) -> int:
    """`GET /_synapse/client/parta/online`: how many members of a chat are here now."""

    def parse(reply: object) -> int:
        return integer(fields(reply).get("online"), 0, 1_000_000) or 0

    return await api.get("/_synapse/client/parta/online", parse, params={"room_id": room_id})


async def badge_changes(api: Api, since: int) -> tuple[int, Mapping[UserId, Role]]:
    """`GET /_synapse/client/parta/badges`: (the newest number, roles of those who changed)."""

    def parse(reply: object) -> tuple[int, Mapping[UserId, Role]]:
        roles = {
            UserId(user): role_of(role)
            for user, role in mapping(fields(reply).get("roles")).items()
            if is_clean_id(user)
        }
        return integer(fields(reply).get("version"), 0, 1 << 53) or 0, roles

    return await api.get("/_synapse/client/parta/badges", parse, params={"since": str(since)})
