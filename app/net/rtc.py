"""MatrixRTC on the wire: transports, media server's tokens, memberships that end by themselves."""

from typing import Any
from urllib.parse import urlsplit

from app.domain.clean import is_clean_id, one_line
from app.domain.errors import BadReply, NotFound, UserText
from app.domain.events import Json
from app.domain.ids import EventId, RoomId, TransactionId
from app.domain.parse.fields import items, mapping, text
from app.domain.parse.lessons import LESSON
from app.domain.rtc import CALL_MEMBER, CallTicket, Relay
from app.net import wire
from app.net.api import Api, event_id, fields, nothing, text_field
from app.net.http import Call, is_loopback
from app.net.wire import path

_V3 = "/_matrix/client/v3"
_WAITS = "app.parta.waits"
_RELAY = "app.parta.relay"
_MOST_TRANSPORTS = 10
_DELAY = "org.matrix.msc4140.delay"
_STICKY = "org.matrix.msc4354.sticky_duration_ms"
_DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events/{}/{}"


async def transports(api: Api) -> tuple[str, ...]:
    """`GET …/rtc/transports`: addresses of the token services for LiveKit; none on 404."""

    def parse(reply: object) -> tuple[str, ...]:
        listed = [
            mapping(one) for one in items(fields(reply).get("rtc_transports"), _MOST_TRANSPORTS)
        ]
        urls = [
            text(one.get("livekit_service_url"))
            for one in listed
            if text(one.get("type")) == "livekit"
        ]
        return tuple(url.rstrip("/") for url in urls if is_web(url, ("https", "http")))

    try:
        return await api.get("/_matrix/client/unstable/org.matrix.msc4143/rtc/transports", parse)
    except NotFound:
        return ()


async def call_ticket(api: Api, service_url: str, room_id: RoomId) -> CallTicket:
    """Exchange an OpenID token for one of the media server: `POST {service}/sfu/get`."""
    who = path(_V3 + "/user/{}/openid/request_token", api.user_id)
    openid = await api.post(who, {}, _openid, repeatable=True)
    body = {"room": room_id, "openid_token": openid, "device_id": api.device_id}

    def parse(reply: object) -> CallTicket:
        answer = fields(reply)
        url, token = answer.get("url"), answer.get("jwt")
        if not isinstance(token, str) or not 0 < len(token) < 65_536:
            raise BadReply("no token for the call")
        if not isinstance(url, str) or not is_web(url, ("wss", "ws")):
            raise BadReply("no address of the media server")
        lesson = answer.get(LESSON)
        waits = one_line(text(mapping(answer.get(_WAITS)).get("text")), 400)
        return CallTicket(
            url,
            token,
            lesson=lesson if isinstance(lesson, dict) else None,
            waits=UserText(waits) if waits else None,
            relay=parse_relay(mapping(answer.get(_RELAY))),
        )

    # Without our access token: this may be another server.
    call = Call("POST", f"{service_url}/sfu/get", wire.dumps(body), repeatable=True)
    return await api.http.json(call, parse)


def parse_relay(told: Json) -> Relay | None:
    """Read what a school tells of its relay; nothing where it is not whole."""
    host, name, key = (one_line(text(told.get(one)), 400) for one in ("host", "name", "key"))
    port = told.get("port")
    if not (host and name and key) or not isinstance(port, int) or not 0 < port < 65_536:
        return None
    return Relay(host, port, name, key)


async def set_membership(api: Api, room_id: RoomId, key: str, content: Json) -> EventId:
    """Take a place in the call, or leave it (`{}`)."""
    where = path(_V3 + "/rooms/{}/state/{}/{}", room_id, CALL_MEMBER, key)
    return await api.put(where, content, event_id)


async def delay_leaving(api: Api, room_id: RoomId, key: str, *, delay_ms: int) -> str:
    """Let the server leave the call for us unless we say in time that we are there."""
    where = path(_V3 + "/rooms/{}/state/{}/{}", room_id, CALL_MEMBER, key)
    call = Call("PUT", where, b"{}", params={_DELAY: str(delay_ms)}, repeatable=False)
    return await api.json(call, lambda reply: text_field(reply, "delay_id"))


async def delayed(api: Api, delay_id: str, action: str) -> None:
    """`restart`, `send` or `cancel` a delayed event; NotFound when it has been sent."""
    await api.post(path(_DELAYED, delay_id, action), {}, nothing, repeatable=True)


async def send_sticky(
    api: Api,
    room_id: RoomId,
    event_type: str,
    content: Json,
    *,
    txn_id: TransactionId,
    lasts_ms: int,
) -> EventId:
    """Send an event that newcomers are given for a while (MSC4354)."""
    where = path(_V3 + "/rooms/{}/send/{}/{}", room_id, event_type, txn_id)
    call = Call("PUT", where, wire.dumps(content), params={_STICKY: str(lasts_ms)})
    return await api.json(call, event_id)


def is_web(url: str, schemes: tuple[str, str]) -> bool:
    """Whether an address has the secure scheme, or the plain one on this computer."""
    if not is_clean_id(url, 2_000):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    secure, plain = schemes
    return bool(host) and (parts.scheme == secure or (parts.scheme == plain and is_loopback(host)))


def _openid(reply: object) -> dict[str, Any]:
    answer = fields(reply)
    return {
        "access_token": text_field(answer, "access_token"),
        "token_type": "Bearer",
        "matrix_server_name": text_field(answer, "matrix_server_name"),
        "expires_in": 3600,
    }
