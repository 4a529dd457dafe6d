"""MatrixRTC events into values. Whoever sends them: what makes no sense makes None."""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from app.domain.clean import one_line
from app.domain.content import RelationKind
from app.domain.events import Event
from app.domain.ids import DeviceId, ParticipantId, RoomId, UserId
from app.domain.parse.fields import identifier, integer, items, mapping, moment, text
from app.domain.rtc import (
    BUSY,
    CALL_MEMBER,
    DECLINE,
    EXPIRES,
    HAND,
    MOST_RING,
    NOTIFICATION,
    REACTION,
    RING_LASTS,
    SLOT,
    STICKY_MEMBER,
    CallMember,
    Decline,
    HandRaised,
    MemberGone,
    Reacted,
    Ring,
    identity_of,
)

_MS = timedelta(milliseconds=1)
_DAY_MS = 86_400_000
_AHEAD = timedelta(seconds=20)
"""How far a sender's clock may be ahead of the server's before the server's counts."""
_STICKY = timedelta(hours=1)
_HAND_KEYS = frozenset({HAND, HAND.removesuffix("\ufe0f")})


def parse_member(event: Event) -> CallMember | MemberGone | None:
    """Return the place in a call that an event takes or leaves."""
    if event.type == CALL_MEMBER and event.state_key is not None:
        return _legacy(event, event.state_key)
    if event.type == STICKY_MEMBER and event.state_key is None:
        return _sticky(event)
    return None


def parse_ring(event: Event, room_id: RoomId) -> Ring | None:
    """Return the ring that an event is."""
    content = _content(event)
    if event.type != NOTIFICATION or event.state_key is not None:
        return None
    relation = event.relation
    if relation is None or relation.kind is not RelationKind.REFERENCE:
        return None
    if text(content.get("slot_id")) not in {SLOT, ""}:
        return None
    kind = text(content.get("notification_type"))
    if kind not in {"ring", "notification"}:
        return None
    sent = moment(content.get("sender_ts"))
    if abs(sent - event.timestamp) > _AHEAD:
        sent = event.timestamp
    lifetime = integer(content.get("lifetime"), 0, _DAY_MS)
    asked = RING_LASTS if lifetime is None else lifetime * _MS
    mentions = mapping(content.get("m.mentions"))
    users = (identifier(one) for one in items(mentions.get("user_ids"), 500))
    return Ring(
        event_id=event.event_id,
        room_id=room_id,
        sender=event.sender,
        membership=relation.target,
        sent=sent,
        lifetime=min(asked, MOST_RING),
        rings=kind == "ring",
        video=text(content.get("m.call.intent")) != "audio",
        for_room=mentions.get("room") is True,
        for_users=frozenset(UserId(user) for user in users if user),
    )


def parse_decline(event: Event) -> Decline | None:
    """Return the refusal that an event is."""
    relation = event.relation
    if event.type != DECLINE or event.state_key is not None or relation is None:
        return None
    return Decline(relation.target, event.sender, _content(event).get(BUSY) is True)


def parse_call_reaction(event: Event) -> HandRaised | Reacted | None:
    """Return the raised hand or the reaction in a call that an event is."""
    relation = event.relation
    if relation is None or event.state_key is not None:
        return None
    if event.type == "m.reaction" and relation.kind is RelationKind.ANNOTATION:
        if relation.key not in _HAND_KEYS:
            return None
        return HandRaised(event.event_id, relation.target, event.sender, event.timestamp)
    if event.type == REACTION and relation.kind is RelationKind.REFERENCE:
        emoji = one_line(text(_content(event).get("emoji")), 16)
        return Reacted(relation.target, event.sender, emoji) if emoji else None
    return None


def _legacy(event: Event, key: str) -> CallMember | MemberGone | None:
    content = _content(event)
    device = identifier(content.get("device_id"))
    if not content or text(content.get("application")) != "m.call":
        return MemberGone(key)
    if device is None or text(content.get("call_id")) or not _owns(key, event.sender, device):
        return None
    since = min(moment(content.get("created_ts")), event.timestamp)
    if "created_ts" not in content:
        since = event.timestamp
    lasts = integer(content.get("expires"), 0, _DAY_MS * 7)
    preferred = items(content.get("foci_preferred"), 10)
    return CallMember(
        key=key,
        user_id=event.sender,
        device_id=DeviceId(device),
        identity=identity_of(event.sender, DeviceId(device)),
        event_id=event.event_id,
        since=since,
        expires=since + (EXPIRES if lasts is None else lasts * _MS),
        video=text(content.get("m.call.intent")) != "audio",
        service_url=_service(preferred),
    )


def _owns(key: str, sender: UserId, device: str) -> bool:
    """Whether a state key is this device's own place; the server checks it too."""
    own = f"{sender}_{device}"
    return key in {sender, own, f"_{own}", f"{own}_m.call", f"_{own}_m.call"}


def _sticky(event: Event) -> CallMember | MemberGone | None:
    content = _content(event)
    sticky_key = identifier(content.get("msc4354_sticky_key"))
    if sticky_key is None or text(content.get("slot_id")) != SLOT:
        return None
    key = f"sticky {event.sender} {sticky_key}"
    member = mapping(content.get("member"))
    if not member:
        return MemberGone(key)
    device = identifier(member.get("device_id") or member.get("claimed_device_id"))
    name = identifier(member.get("id"))
    claimed = member.get("user_id", member.get("claimed_user_id", event.sender))
    application = mapping(content.get("application"))
    if device is None or name is None or claimed != event.sender:
        return None
    if text(application.get("type")) != "m.call":
        return None
    lasts = integer(mapping(event.raw.get("msc4354_sticky")).get("duration_ms"), 0, 3_600_000)
    transports = mapping(content.get("transports"))
    return CallMember(
        key=key,
        user_id=event.sender,
        device_id=DeviceId(device),
        identity=_hashed(event.sender, device, name),
        event_id=event.event_id,
        since=event.timestamp,
        expires=event.timestamp + (_STICKY if lasts is None else lasts * _MS),
        video=text(application.get("m.call.intent")) != "audio",
        service_url=_service(items(transports.get("published"), 10)),
    )


def _hashed(user: str, device: str, name: str) -> ParticipantId:
    """The LiveKit identity of a sticky membership."""
    packed = json.dumps([user, device, name], ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(packed.encode("utf-8", "replace")).digest()
    return ParticipantId(base64.b64encode(digest).decode().rstrip("="))


def _service(transports: list[Any]) -> str:
    for one in transports:
        transport = mapping(one)
        if text(transport.get("type")) == "livekit":
            return text(transport.get("livekit_service_url"))[:500]
    return ""


def _content(event: Event) -> Mapping[str, Any]:
    return mapping(event.raw.get("content"))
