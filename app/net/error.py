"""A reply or a broken connection into the one error that says what it means for the person."""

import math
import ssl
from collections.abc import Mapping
from typing import Any

import httpx

from app.domain.clean import clean_name, one_line
from app.domain.errors import (
    AppError,
    BadReply,
    Forbidden,
    LoggedOut,
    NotFound,
    Offline,
    ProxyError,
    RateLimited,
    SecondStepNeeded,
    ServerError,
    SoftLogout,
    TlsError,
    TooLarge,
    UnknownPos,
    UserLocked,
    UserSuspended,
    UserText,
)
from app.domain.parse.fields import items, mapping, text
from app.domain.second_step import NEEDED, REFUSED

_MAX_WAIT = 3600.0
_MOST_FINDINGS = 400
_TEXTS = {
    "M_INVITE_BLOCKED": "Этот человек не принимает приглашения.",
    "M_USER_DEACTIVATED": "Эта учётная запись удалена.",
    "M_GUEST_ACCESS_FORBIDDEN": "Сначала войдите в учётную запись.",
    "M_ROOM_IN_USE": "Такой адрес чата уже занят.",
    "M_INCOMPATIBLE_ROOM_VERSION": "Сервер не поддерживает этот чат.",
    "APP.PARTA.POLL_CLOSED": "Опрос уже закрыт.",
    "APP.PARTA.POLL_NO_REVOTE": "В этом опросе нельзя изменить голос.",
    "APP.PARTA.LINK_EXPIRED": "Ссылка больше не действует.",
}


class AuthNeeded(ServerError):
    """401 with `flows`: the action wants the password once more (UIA). Never leaves `app.net`."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        errcode = _text(body.get("errcode"))
        super().__init__("authentication needed", status=401, errcode=errcode)
        self.body = body


def error_of(status: int, body: object, headers: Mapping[str, str]) -> AppError:
    """Return the error that a reply outside 2xx stands for; `body` is its JSON, or None."""
    fields: Mapping[str, Any] = body if isinstance(body, dict) else {}
    errcode = _text(fields.get("errcode"))
    if status == 429 or errcode == "M_LIMIT_EXCEEDED":
        return RateLimited(retry_after=_retry_after(fields, headers))
    if status == 407:
        return ProxyError("407")
    if status == 511:
        return Offline("511: a network that wants a sign-in of its own")
    if status == 403 and (errcode or _text(fields.get("code"))) in NEEDED | REFUSED:
        return SecondStepNeeded(refused=(errcode or _text(fields.get("code"))) in REFUSED)
    kind = _kind(status, errcode, fields)
    if kind is None:
        return AuthNeeded(fields)
    known = _TEXTS.get(errcode)
    if not errcode:
        # The school service words its refusals itself: {"code", "text"}.
        errcode = _text(fields.get("code"))
        known = one_line(text(fields.get("text")), 400) if errcode else None
    code = _text(fields.get("app.parta.reason"))
    if code:
        # A rule of the school's said no, and says why in a sentence for people.
        errcode = code if errcode == "M_FORBIDDEN" else errcode
        known = one_line(_text(fields.get("error")), 400)
    error = kind(status=status, errcode=errcode, user_text=_said(known, code or errcode))
    error.findings = _findings(fields.get("fields"))
    return error


def _said(sentence: str | None, errcode: str) -> UserText | None:
    return UserText(sentence, code=errcode) if sentence else None


def _findings(value: object) -> tuple[str, ...]:
    """Every finding of a refused file or form, as the school service lists them."""
    said = (clean_name(text(mapping(one).get("text")), 500) for one in items(value, _MOST_FINDINGS))
    return tuple(one for one in said if one)


def _kind(status: int, errcode: str, fields: Mapping[str, Any]) -> type[ServerError] | None:
    match errcode:
        case "M_UNKNOWN_TOKEN" if status == 401:
            # Only this very answer removes a profile's data; anything unclear keeps it.
            return SoftLogout if fields.get("soft_logout") is True else LoggedOut
        case "M_MISSING_TOKEN" if status == 401:
            return SoftLogout
        case "M_USER_LOCKED" if status in {401, 403}:
            return UserLocked
        case "M_USER_SUSPENDED":
            return UserSuspended
        case "M_UNKNOWN_POS":
            return UnknownPos
        case "M_TOO_LARGE":
            return TooLarge
    if status == 401:
        return None if isinstance(fields.get("flows"), list) else ServerError
    match status:
        case 403:
            return Forbidden
        case 404 | 405 | 410:
            return NotFound
        case 413:
            return TooLarge
    return ServerError if status >= 400 else BadReply


def connection_error(error: httpx.HTTPError | httpx.InvalidURL | OSError) -> AppError:
    """Return the error that a request without a usable reply stands for."""
    name = type(error).__name__
    if isinstance(error, httpx.ProxyError):
        return ProxyError(name)
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return TlsError(f"certificate: {getattr(cause, 'verify_message', '')}")
        if "CERTIFICATE_VERIFY_FAILED" in str(cause):
            return TlsError("certificate")
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | httpx.DecodingError):
        return BadReply(name)
    if isinstance(error, httpx.LocalProtocolError | httpx.TooManyRedirects):
        return BadReply(name)
    return Offline(name)


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and len(found) < 10:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found


def _retry_after(fields: Mapping[str, Any], headers: Mapping[str, str]) -> float:
    wait = fields.get("retry_after_ms")
    seconds = 1.0
    if isinstance(wait, int | float) and not isinstance(wait, bool):
        # A huge integer does not fit a float: bound it before dividing.
        seconds = min(wait, _MAX_WAIT * 1000) / 1000
    else:
        text = headers.get("retry-after", "")
        if text.isascii() and text.isdigit() and len(text) < 10:
            seconds = float(text)
    if not math.isfinite(seconds):
        return _MAX_WAIT
    return min(max(seconds, 0.1), _MAX_WAIT)


def _text(value: object) -> str:
    return value[:100] if isinstance(value, str) and value.isprintable() else ""
