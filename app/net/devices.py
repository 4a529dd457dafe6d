"""The devices of the account, and signing out."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from app.domain.clean import clean_name
from app.domain.errors import Forbidden, LoggedOut, SecondStepNeeded, SoftLogout, UserText
from app.domain.ids import DeviceId
from app.domain.oauth import OAuthServer
from app.domain.parse import moment
from app.domain.parse.fields import identifier, items, mapping, text
from app.domain.second_step import CODE_FIELD, NEEDED, REFUSED
from app.domain.server import Confirming, Device
from app.net.api import Api, fields, nothing
from app.net.error import AuthNeeded
from app.net.wire import path

_V3 = "/_matrix/client/v3/"
_PASSWORD, _SSO = "m.login.password", "m.login.sso"


async def devices(api: Api) -> tuple[Device, ...]:
    """`GET /devices`, the current one first, then by last use."""

    def parse(reply: object) -> tuple[Device, ...]:
        found = [
            _device(mapping(raw), DeviceId(device_id), api.device_id)
            for raw in items(fields(reply).get("devices"), 2_000)
            if (device_id := identifier(mapping(raw).get("device_id")))
        ]
        found.sort(key=lambda each: each.last_seen or moment(0), reverse=True)
        found.sort(key=lambda each: not each.current)
        return tuple(found)

    return await api.get(_V3 + "devices", parse)


async def rename_device(api: Api, device_id: DeviceId, name: str) -> None:
    """`PUT /devices/{id}`."""
    await api.put(path(_V3 + "devices/{}", device_id), {"display_name": name}, nothing)


async def delete_devices(
    api: Api, device_ids: Sequence[DeviceId], *, password: str, code: str = ""
) -> None:
    """`POST /delete_devices`: the server asks for the password, the second request holds it.

    `code` is the second step of whoever has one.
    """
    body: dict[str, Any] = {"devices": list(device_ids)}
    try:
        await api.post(_V3 + "delete_devices", body, nothing)
        return
    except AuthNeeded as needed:
        session = text(needed.body.get("session"))
        if not _takes(needed.body, _PASSWORD):
            raise Forbidden(
                "no password flow",
                status=401,
                user_text=UserText(
                    "Вход здесь без пароля: отключите устройство на странице школы."
                ),
            ) from needed
    body["auth"] = {
        "type": _PASSWORD,
        "identifier": {"type": "m.id.user", "user": api.user_id},
        "password": password,
        "session": session,
    } | ({CODE_FIELD: code} if code else {})
    try:
        await api.post(_V3 + "delete_devices", body, nothing)
    except AuthNeeded as refused:
        if refused.errcode in NEEDED | REFUSED:
            raise SecondStepNeeded(refused=refused.errcode in REFUSED) from refused
        raise Forbidden(
            "wrong password",
            status=401,
            errcode=refused.errcode,
            user_text=UserText("Неверный пароль."),
        ) from refused


async def confirming_deletion(api: Api, device_ids: Sequence[DeviceId]) -> Confirming | None:
    """`POST /delete_devices` without a confirmation: how it wants one, None where it is done.

    With no device nothing is done and one learns the ways.
    """
    try:
        await api.post(_V3 + "delete_devices", {"devices": list(device_ids)}, nothing)
    except AuthNeeded as needed:
        session = identifier(needed.body.get("session")) or ""
        page = f"{api.http.base_url}{_V3}auth/{_SSO}/fallback/web?{urlencode({'session': session})}"
        by_browser = bool(session) and _takes(needed.body, _SSO)
        return Confirming(session, _takes(needed.body, _PASSWORD), page if by_browser else "")
    return None


def deleting_elsewhere(server: OAuthServer, device_ids: Sequence[DeviceId]) -> Confirming:
    """How it is done where the homeserver manages no accounts: on the page of whoever does."""
    page = server.page_for_devices(device_ids)
    if not page:
        text = UserText("Устройства этой учётной записи отключают на странице её сервера.")
        raise Forbidden("no account page", status=403, errcode="no_page", user_text=text)
    return Confirming("", password=False, page=page, elsewhere=True)


async def deletion_confirmed(
    api: Api, device_ids: Sequence[DeviceId], confirming: Confirming
) -> bool:
    """Do it if it was confirmed in the browser by now; whether it is done."""
    body = {"devices": list(device_ids), "auth": {"session": confirming.session}}
    try:
        await api.post(_V3 + "delete_devices", body, nothing)
    except AuthNeeded:
        return False
    except Forbidden as refused:
        text = UserText("В браузере вошёл другой человек. Начните ещё раз.")
        raise Forbidden("another user", status=403, user_text=text) from refused
    return True


async def logout(api: Api) -> None:
    """`POST /logout`; a session that the server has forgotten already is signed out too."""
    try:
        await api.post(_V3 + "logout", {}, nothing)
    except (LoggedOut, SoftLogout):
        return


def _device(raw: Mapping[str, Any], device_id: DeviceId, current: DeviceId) -> Device:
    seen = raw.get("last_seen_ts")
    return Device(
        device_id=device_id,
        name=clean_name(text(raw.get("display_name"))),
        last_seen=moment(seen) if isinstance(seen, int) and seen > 0 else None,
        last_ip=clean_name(text(raw.get("last_seen_ip")), 45),
        current=device_id == current,
    )


def _takes(body: Mapping[str, Any], stage: str) -> bool:
    return any(
        items(mapping(flow).get("stages"), 10) == [stage] for flow in items(body["flows"], 50)
    )
