"""Signing in by OAuth 2.0 and staying in: register, exchange a code, renew and revoke tokens.

What Matrix asks of it stands in the client-server API 1.18, "OAuth 2.0 API": a public client that
registers anew for each sign-in, PKCE, one device in the scope.
"""

import base64
import hashlib
import re
import secrets
import string
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

from app.domain.errors import (
    AppError,
    BadReply,
    Forbidden,
    LoggedOut,
    RateLimited,
    ServerError,
    SoftLogout,
    UserText,
)
from app.domain.ids import DeviceId, UserId
from app.domain.oauth import OAuthAnswer, OAuthClient, OAuthRequest, OAuthServer
from app.domain.parse.fields import text
from app.domain.profiles import Tokens
from app.domain.server import SignedIn
from app.net import wire
from app.net.api import fields, text_field
from app.net.auth_metadata import MOST_BYTES, auth_metadata, origin_base
from app.net.http import Call, Http
from app.net.tokens import read_tokens

HttpOf = Callable[[str], Awaitable[Http]]
"""Gives the kept connections to a server by its base address."""
OpenHttp = Callable[[str], AbstractAsyncContextManager[Http]]
"""The same for a moment."""
HOME = "https://parta.example/"
"""Servers want a page of the program's. It has none yet: the name is one reserved for examples."""
_API = "urn:matrix:client:api:*"
_DEVICE = "urn:matrix:client:device:"
_SCOPE_TOKEN = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,200}\Z")
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def begin(
    http_of: HttpOf,
    server: OAuthServer,
    *,
    state: str,
    redirect_url: str,
    device_id: DeviceId | None,
    afresh: bool,
) -> OAuthRequest:
    """Register and make the address for the browser.

    `device_id` keeps a device, None makes one; `afresh` asks for a sign-in even where the browser
    remembers one.
    """
    device = device_id or _new_device()
    if not _SCOPE_TOKEN.match(device):
        raise BadReply("a device no scope can name")
    client = OAuthClient(server.issuer, await _register(http_of, server, redirect_url))
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    query = {
        "response_type": "code",
        "response_mode": "query",
        "client_id": client.client_id,
        "redirect_uri": redirect_url,
        "scope": f"{_API} {_DEVICE}{device}",
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode("ascii").rstrip("="),
        "code_challenge_method": "S256",
    }
    if afresh and "login" in server.prompts:
        query["prompt"] = "login"
    joint = "&" if "?" in server.authorization else "?"
    url = f"{server.authorization}{joint}{urlencode(query)}"
    return OAuthRequest(url, server, client, device, redirect_url, verifier)


async def finish(
    http_of: HttpOf,
    homeserver: str,
    request: OAuthRequest,
    answer: OAuthAnswer,
    *,
    now: Callable[[], float] = time.time,
) -> SignedIn:
    """Exchange the code for tokens and learn whose they are."""
    _check(request.server, answer)
    tokens = await _exchange(http_of, request, answer.code, now=now)
    http = await http_of(homeserver)
    try:
        user, device = await _whoami(http, tokens.access_token)
        if device != request.device_id:
            raise BadReply("another device than asked for")
    except AppError as error:
        with suppress(AppError):  # what went wrong first is what is told
            issuer = await http_of(origin_base(request.server.revocation))
            await _revoke(issuer, request.server, request.client, tokens)
        if isinstance(error, LoggedOut | SoftLogout):
            words = UserText("Вход не удался: Парте не дали доступа к учётной записи.")
            raise Forbidden(status=401, errcode="no_scope", user_text=words) from error
        raise
    return SignedIn(user, device, homeserver, tokens, request.client)


class OAuthRenewal:
    """One session's dealings with the server that signed it in.

    The metadata is asked for each time: it may change. Tokens go to their own issuer only.
    """

    tells_apart = False

    def __init__(
        self,
        http: Http,
        client: OAuthClient,
        open_http: OpenHttp,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._http, self._client = http, client
        self._open, self._now = open_http, now

    async def renew(self, spent: str) -> Tokens:
        """Spend a refresh token at the token endpoint."""
        server = await self._server()
        form = {
            "grant_type": "refresh_token",
            "refresh_token": spent,
            "client_id": self._client.client_id,
        }
        async with self._open(origin_base(server.token)) as http:
            try:
                return await http.json(
                    _post(server.token, form),
                    lambda reply: _tokens(reply, now=self._now(), refresh_token=spent),
                )
            except RateLimited:
                raise
            except ServerError as error:
                if 400 <= error.status < 500:
                    raise SoftLogout("refresh refused", status=401) from error
                raise

    async def revoke(self, tokens: Tokens) -> None:
        """Sign the device out: both tokens end with either."""
        server = await self._server()
        async with self._open(origin_base(server.revocation)) as http:
            await _revoke(http, server, self._client, tokens)

    async def _server(self) -> OAuthServer:
        server = await auth_metadata(self._http)
        if server is None or server.issuer != self._client.issuer:
            raise SoftLogout("another issuer", status=401)
        return server


def _check(server: OAuthServer, answer: OAuthAnswer) -> None:
    """Refuse an answer that is none, or that another server gave (RFC 9207)."""
    if (answer.issuer or server.names_itself) and answer.issuer != server.issuer:
        words = UserText(
            "Вход прерван: ответил не тот сервер, который проверяет вход. Попробуйте ещё раз."
        )
        raise Forbidden("mixed up", status=403, errcode="wrong_issuer", user_text=words)
    if answer.error == "access_denied":
        words = UserText("Вход отменён в браузере. Парта ничего не получила.")
        raise Forbidden("refused", status=403, errcode=answer.error, user_text=words)
    if not answer.code:
        raise _failed("no code")


async def _register(http_of: HttpOf, server: OAuthServer, redirect_url: str) -> str:
    """Register this program. The redirect address goes without its port: any one will do."""
    parts = urlsplit(redirect_url)
    body = {
        "client_name": "Парта",
        "client_name#en": "Parta",
        "client_uri": HOME,
        "application_type": "native",
        "redirect_uris": [f"{parts.scheme}://{parts.hostname}{parts.path}"],
        "response_types": ["code"],
        "grant_types": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_method": "none",
    }
    call = Call("POST", server.registration, wire.dumps(body), repeatable=False, most=MOST_BYTES)
    http = await http_of(origin_base(server.registration))
    try:
        return await http.json(call, lambda reply: text_field(reply, "client_id"))
    except RateLimited:
        raise
    except ServerError as error:
        if 400 <= error.status < 500:
            words = UserText("Сервер входа не принимает Парту. Обратитесь к тем, кто его ведёт.")
            raise Forbidden(
                "not registered", status=403, errcode="not_registered", user_text=words
            ) from error
        raise


async def _exchange(
    http_of: HttpOf, request: OAuthRequest, code: str, *, now: Callable[[], float]
) -> Tokens:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": request.redirect_url,
        "client_id": request.client.client_id,
        "code_verifier": request.verifier,
    }
    http = await http_of(origin_base(request.server.token))
    try:
        return await http.json(
            _post(request.server.token, form), lambda reply: _tokens(reply, now=now())
        )
    except RateLimited:
        raise
    except ServerError as error:
        if 400 <= error.status < 500:
            raise _failed("no tokens") from error
        raise


async def _revoke(http: Http, server: OAuthServer, client: OAuthClient, tokens: Tokens) -> None:
    """Revoke the refresh token where there is one: the access token ends with it."""
    renewable = tokens.refresh_token is not None
    form = {
        "token": tokens.refresh_token or tokens.access_token,
        "token_type_hint": "refresh_token" if renewable else "access_token",
        "client_id": client.client_id,
    }
    async with http.stream(_post(server.revocation, form, repeatable=True)):
        return  # the answer says nothing more


async def _whoami(http: Http, access_token: str) -> tuple[UserId, DeviceId]:
    def parse(reply: object) -> tuple[UserId, DeviceId]:
        return UserId(text_field(reply, "user_id")), DeviceId(text_field(reply, "device_id"))

    call = Call("GET", "/_matrix/client/v3/account/whoami")
    return await http.json(call, parse, token=access_token)


def _tokens(reply: object, *, now: float, refresh_token: str | None = None) -> Tokens:
    if text(fields(reply).get("token_type")).lower() != "bearer":
        raise BadReply("no bearer token")
    return read_tokens(reply, now=now, refresh_token=refresh_token, seconds=True)


def _post(url: str, form: Mapping[str, Any], *, repeatable: bool = False) -> Call:
    body = urlencode(form).encode("ascii")
    return Call("POST", url, body, headers=_FORM, repeatable=repeatable, most=MOST_BYTES)


def _failed(detail: str) -> Forbidden:
    words = UserText("Вход не удался: страница входа сообщила об ошибке. Попробуйте войти ещё раз.")
    return Forbidden(detail, status=403, errcode="oauth_error", user_text=words)


def _new_device() -> DeviceId:
    return DeviceId("".join(secrets.choice(string.ascii_uppercase) for _ in range(12)))
