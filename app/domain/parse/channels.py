"""Replies of the school service about channels."""

from app.domain.channels import ROLES, Channel, ChannelWriter
from app.domain.clean import clean_name, clean_text, is_clean_id
from app.domain.errors import BadReply
from app.domain.ids import RoomId, UserId
from app.domain.parse.fields import items, mapping, text

_MANY = 2_000


def parse_channels(reply: object) -> tuple[Channel, ...]:
    """`GET /v1/channels`: by subject and name, as the service sorts them."""
    rows = (_channel(row) for row in items(mapping(reply).get("channels"), _MANY))
    return tuple(row for row in rows if row is not None)


def parse_channel(reply: object) -> Channel:
    """`POST /v1/channels`."""
    found = _channel(reply)
    if found is None:
        raise BadReply("no channel")
    return found


def parse_writers(reply: object) -> tuple[ChannelWriter, ...]:
    """`GET /v1/channels/{room}/writers`."""
    rows = (mapping(row) for row in items(mapping(reply).get("writers"), _MANY))
    return tuple(
        ChannelWriter(UserId(str(row.get("user_id"))), clean_name(text(row.get("name"))))
        for row in rows
        if is_clean_id(row.get("user_id"))
    )


def _channel(raw: object) -> Channel | None:
    row = mapping(raw)
    room_id = row.get("room_id")
    if not isinstance(room_id, str) or not is_clean_id(room_id):
        return None
    told = {text(one) for one in items(row.get("roles"), 20)}
    return Channel(
        text(row.get("org"))[:255],
        clean_name(text(row.get("name"))),
        clean_text(text(row.get("about")), 500),
        clean_name(text(row.get("subject"))),
        tuple(role for role in ROLES if role in told),
        room_id=RoomId(room_id),
        subscribed=row.get("subscribed") is True,
    )
