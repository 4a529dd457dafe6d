"""The school service: signed in with an OpenID token of the homeserver, spoken to with its own.

Where it is stands in the homeserver's well-known file. Our Matrix token never goes there.
"""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from app.domain.errors import BadReply, MediaError, NotFound, ServerError, TooLarge, UserText
from app.domain.parse.fields import iso_moment
from app.domain.server import Progress
from app.net import wire
from app.net.address import base_url
from app.net.api import Api, fields, text_field
from app.net.files import fetch, pieces_of, size_of
from app.net.forms import form_of
from app.net.http import BIG, MAX_JSON, Call, read_body
from app.net.login import SCHOOL
from app.net.wire import path as to_path

T = TypeVar("T")

_OPENID = "/_matrix/client/v3/user/{}/openid/request_token"
_SPARE_SECONDS = 60.0
"""A session that ends so soon is not begun with."""
MAX_FILE = 128 * 1024 * 1024
MAX_UPLOAD = 10 * 1024 * 1024
_PATIENCE = 180.0
"""Seconds for what the service has to work at: a roster of ten thousand people, for one."""


class SchoolApi:
    """Requests to the service in my name; signs in by itself, and once more on a 401."""

    def __init__(self, api: Api, *, now: Callable[[], float] = time.time) -> None:
        self._api = api
        self._now = now
        self._lock = asyncio.Lock()
        self._base = ""
        self._token = ""
        self._expires = 0.0

    def is_at(self, url: str) -> bool:
        """Whether an address lies at this service; no while we have not spoken to it."""
        return bool(self._base) and url.startswith(self._base.rstrip("/") + "/")

    async def get(self, template: str, *ids: str, params: Mapping[str, str] | None = None) -> Any:
        """`GET`; ids are put into the template percent-encoded. Gives the JSON."""
        return await self._json("GET", to_path(template, *ids), params=params)

    async def get_open(
        self, template: str, *ids: str, params: Mapping[str, str] | None = None
    ) -> Any:
        """`GET` of what is told to everybody: no sign-in before it, no token with it."""
        async with self._lock:
            self._base = self._base or await self._find()
        call = Call("GET", self._base + to_path(template, *ids), None, params)
        return await self._api.http.json(call, fields)

    async def put(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        """`PUT`; gives the JSON, None for an empty answer."""
        return await self._json("PUT", to_path(template, *ids), body or {})

    async def post(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        """`POST`, never repeated by itself; gives the JSON, None for an empty answer."""
        return await self._json("POST", to_path(template, *ids), body or {})

    async def delete(self, template: str, *ids: str) -> None:
        """`DELETE`."""
        await self._json("DELETE", to_path(template, *ids))

    async def download(
        self,
        template: str,
        *ids: str,
        target: Path,
        max_bytes: int = MAX_FILE,
        progress: Progress | None = None,
    ) -> None:
        """Write a file to `target`, whole or not at all."""
        where = to_path(template, *ids)

        def fetched(base: str, token: str) -> Awaitable[None]:
            call = Call("GET", base + where)
            return self._fetch(call, token, target, max_bytes=max_bytes, progress=progress)

        await self._asked(fetched)

    async def upload(self, template: str, *ids: str, field: str, source: Path) -> Any:
        """`PUT` a small file as a form with one field; its name stays at home. Gives the JSON."""
        content, kind = await asyncio.to_thread(_form, field, source)
        where, headers = to_path(template, *ids), {"Content-Type": kind}
        return await self._asked(
            lambda base, token: self._answer(
                Call("PUT", base + where, content, headers=headers), token
            )
        )

    async def send_file(
        self,
        template: str,
        source: Path,
        *,
        params: Mapping[str, str],
        progress: Progress,
    ) -> Any:
        """`POST` a file as the body, in pieces; gives the JSON. Never repeated by itself."""
        size = await size_of(source)
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)}

        def sent(base: str, token: str) -> Awaitable[Any]:
            call = Call(
                "POST",
                base + template,
                lambda: pieces_of(source, size, progress),
                params,
                headers=headers,
                timeout=_PATIENCE,
                repeatable=False,
            )
            return self._answer(call, token)

        return await self._asked(sent)

    async def download_made(
        self, template: str, *ids: str, body: Mapping[str, Any], target: Path
    ) -> None:
        """`POST`, the reply written to `target` whole or not at all."""
        where, content = to_path(template, *ids), wire.dumps(body)

        def made(base: str, token: str) -> Awaitable[None]:
            call = Call("POST", base + where, content, repeatable=False)
            return self._fetch(call, token, target)

        await self._asked(made)

    async def send_files(
        self,
        template: str,
        files: Sequence[tuple[str, Path]],
        fields: Mapping[str, str],
        *,
        part: str = "files",
    ) -> Any:
        """`POST` files, in the field `part`, and fields as a form; gives the JSON."""
        content, kind = await asyncio.to_thread(form_of, files, fields, part=part)
        headers = {"Content-Type": kind}
        return await self._asked(
            lambda base, token: self._answer(
                Call("POST", base + template, content, headers=headers, timeout=_PATIENCE), token
            )
        )

    async def _json(
        self,
        method: str,
        where: str,
        body: Mapping[str, Any] | None = None,
        *,
        params: Mapping[str, str] | None = None,
    ) -> Any:
        content = None if body is None else wire.dumps(body)
        patience = _PATIENCE if method == "POST" else None

        def asked(base: str, token: str) -> Awaitable[Any]:
            repeatable = method != "POST"
            call = Call(
                method, base + where, content, params, timeout=patience, repeatable=repeatable
            )
            return self._answer(call, token)

        return await self._asked(asked)

    async def _asked(self, ask: Callable[[str, str], Awaitable[T]]) -> T:
        """Ask with address and token; once more where the session is over, whatever our clock says.

        The service looks at the token before anything else: what it refused it has not done.
        """
        base, token = await self._session()
        try:
            return await ask(base, token)
        except ServerError as error:
            if error.status != 401:
                raise
        return await ask(*await self._session(stale=token))

    async def _fetch(
        self,
        call: Call,
        token: str,
        target: Path,
        *,
        max_bytes: int = MAX_FILE,
        progress: Progress | None = None,
    ) -> None:
        with_token = partial(self._api.http.stream, token=token)
        await fetch(with_token, call, target, max_bytes=max_bytes, progress=progress)

    async def _answer(self, call: Call, token: str) -> Any:
        async with self._api.http.stream(call, token=token) as response:
            body = await read_body(response, MAX_JSON)
        if len(body) > BIG:
            return await asyncio.to_thread(wire.loads, body)
        return wire.loads(body) if body else None

    async def _session(self, stale: str = "") -> tuple[str, str]:
        """Return address and token, signing in unless somebody already has."""
        async with self._lock:
            fresh = self._token and self._token != stale
            if not fresh or self._now() > self._expires - _SPARE_SECONDS:
                await self._sign_in()
            return self._base, self._token

    async def _sign_in(self) -> None:
        self._base = self._base or await self._find()
        openid = await self._api.post(
            to_path(_OPENID, self._api.user_id), {}, _openid, repeatable=True
        )
        # Without our access token: this is another server.
        call = Call("POST", f"{self._base}/v1/session", wire.dumps(openid))
        token, expires = await self._api.http.json(call, _read_session)
        self._token, self._expires = token, expires

    async def _find(self) -> str:
        call = Call("GET", "/.well-known/matrix/client")
        known = await self._api.http.json(call, fields)
        school = known.get(SCHOOL)
        found = base_url(school.get("service_url")) if isinstance(school, dict) else None
        if found is None:
            raise NotFound(
                "no service_url", user_text=UserText("У этого сервера нет сервиса школы.")
            )
        return found


def _form(field: str, source: Path) -> tuple[bytes, str]:
    """Return the body and its type; the kind of the file is for the service to find out."""
    try:
        with source.open("rb") as file:
            data = file.read(MAX_UPLOAD + 1)
    except OSError as error:
        raise MediaError(
            type(error).__name__, user_text=UserText("Файл не открылся. Выберите его ещё раз.")
        ) from error
    if len(data) > MAX_UPLOAD:
        raise TooLarge(status=413, user_text=UserText("Файл слишком большой: не больше 10 МБ."))
    edge = secrets.token_hex(16)
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="file"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
    return body, f"multipart/form-data; boundary={edge}"


def _openid(reply: object) -> dict[str, Any]:
    return {
        "access_token": text_field(reply, "access_token"),
        "token_type": "Bearer",
        "matrix_server_name": text_field(reply, "matrix_server_name"),
        "expires_in": 3600,
    }


def _read_session(reply: object) -> tuple[str, float]:
    expires = iso_moment(fields(reply).get("expires_at"))
    if expires is None:
        raise BadReply("no expires_at")
    return text_field(reply, "token"), expires.timestamp()
