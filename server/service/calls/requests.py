"""What MatrixRTC clients ask of a LiveKit token service: `/sfu/get` and `/get_token` (MSC4195).

Element Call sends either; both lead to the same room of the SFU. Used by the school service and,
for the personal homeserver, inside Synapse: nothing here knows HTTP.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SLOT = "m.call#ROOM"
_LONGEST = 512


class BadRequest(ValueError):
    """The body is not such a request; the text is for the client's developer."""


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A request read. `member_id` is None in the older form; `claimed_user` is to be checked."""

    room_id: str
    slot_id: str
    device_id: str
    openid_token: str
    openid_server: str
    claimed_user: str | None = None
    member_id: str | None = None

    @property
    def room(self) -> str:
        """The SFU's name of the call's room."""
        return room_name(self.room_id, self.slot_id)

    def identity(self, user_id: str) -> str:
        """How the SFU and the other clients know this device of a person."""
        if self.member_id is None:
            return f"{user_id}:{self.device_id}"
        return _digest(user_id, self.device_id, self.member_id)


def room_name(room_id: str, slot_id: str = SLOT, *more: str) -> str:
    """The SFU's room of a chat's call; `more` makes rooms beside it, breakout groups say."""
    return _digest(room_id, slot_id, *more)


def parse_sfu_get(body: object) -> TokenRequest:
    """Read the body of `/sfu/get`.

    Raises:
        BadRequest: something is missing or of a wrong kind.
    """
    fields = _fields(body)
    token, server = _openid(fields)
    return TokenRequest(
        room_id=_text(fields, "room"),
        slot_id=SLOT,
        device_id=_text(fields, "device_id"),
        openid_token=token,
        openid_server=server,
    )


def parse_get_token(body: object) -> TokenRequest:
    """Read the body of `/get_token`.

    Raises:
        BadRequest: something is missing or of a wrong kind, or the slot is not a room's call.
    """
    fields = _fields(body)
    member = _fields(fields.get("member"), "member")
    token, server = _openid(fields)
    slot = _text(fields, "slot_id")
    if slot != SLOT:
        raise BadRequest(f"slot_id: only {SLOT} is served here")
    return TokenRequest(
        room_id=_text(fields, "room_id"),
        slot_id=slot,
        device_id=_text(member, "claimed_device_id"),
        openid_token=token,
        openid_server=server,
        claimed_user=_text(member, "claimed_user_id"),
        member_id=_text(member, "id"),
    )


def _openid(fields: Mapping[str, Any]) -> tuple[str, str]:
    openid = _fields(fields.get("openid_token"), "openid_token")
    return _text(openid, "access_token"), _text(openid, "matrix_server_name")


def _fields(value: object, name: str = "body") -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadRequest(f"{name}: an object is needed")
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise BadRequest(f"{name}: a string is needed")
    if len(value) > _LONGEST or not value.isprintable():
        raise BadRequest(f"{name}: too long, or not printable")
    return value


def _digest(*parts: str) -> str:
    text = json.dumps(parts, separators=(",", ":"), ensure_ascii=False)
    # Lone surrogates are JSON but no UTF-8.
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    return base64.b64encode(digest).decode().rstrip("=")
