"""One family's session with the register: signs in when it must, once again when it ran out.

The session lives in a cookie and the header `at`; it dies without a ping every few minutes. A
refused password is not tried again: the register locks accounts that guess.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import unquote

import httpx

from server.service.diary.source import File, GradebookDown, GradebookRefused
from server.service.diary.values import Announcement, Attachment, Day, Debt
from server.service.sgo import read
from server.service.sgo.proof import password_proof

MAX_JSON = 8 * 1024 * 1024
MAX_FILE = 64 * 1024 * 1024
PING_SECONDS = 300.0
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_EXPIRED = frozenset({401, 409})


@dataclass(frozen=True, slots=True)
class SgoAccount:
    """Where and as whom a family signs in. The password never shows in a log or an error."""

    url: str
    school: int
    login: str
    password: str = field(repr=False)


class SgoSession:
    """The register for one account. Every coroutine raises only GradebookError."""

    def __init__(
        self,
        account: SgoAccount,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: httpx.Timeout = _TIMEOUT,
    ) -> None:
        # httpx names whole addresses, children's ids and all, at INFO.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._account = account
        self._http = httpx.AsyncClient(
            base_url=account.url.rstrip("/") + "/webapi/",
            timeout=timeout,
            transport=transport,
            trust_env=False,
            headers={"referer": account.url, "accept": "application/json"},
        )
        self._lock = asyncio.Lock()
        self._times = 0
        """How often it has signed in; tells a waiter that another one has done it meanwhile."""
        self._refusal: GradebookRefused | None = None
        self._students: tuple[read.Student, ...] = ()
        self._year = 0
        self._kinds: Mapping[int, read.Kind] = {}

    async def prove(self) -> None:
        """Sign in and nothing more: whether the register knows this name and password."""
        await self._enter()
        self._times += 1  # so that `aclose` signs out

    async def students(self) -> tuple[read.Student, ...]:
        """The children of the account."""
        await self._signed_in(0)
        return self._students

    async def diary(self, student: int, begins: date, ends: date) -> tuple[Day, ...]:
        """`GET student/diary`."""
        reply = await self._get("student/diary", await self._span(student, begins, ends))
        return read.days(reply, self._kinds)

    async def past_mandatory(self, student: int, begins: date, ends: date) -> tuple[Debt, ...]:
        """`GET student/diary/pastMandatory`."""
        span = await self._span(student, begins, ends)
        return read.overdue(await self._get("student/diary/pastMandatory", span), self._kinds)

    async def announcements(self) -> tuple[Announcement, ...]:
        """`GET announcements`."""
        return read.announcements(await self._get("announcements", {"take": "-1"}))

    async def attachments(self, student: int, assignment: int) -> tuple[Attachment, ...]:
        """`POST student/diary/get-attachments`."""
        reply = await self._json(
            "POST",
            "student/diary/get-attachments",
            params={"studentId": str(student)},
            json={"assignId": [assignment]},
        )
        return read.attachments_by_assignment(reply).get(str(assignment), ())

    @asynccontextmanager
    async def open_file(self, attachment: int) -> AsyncIterator[File]:
        """`GET attachments/{id}`, in pieces."""
        async with self._reply("GET", f"attachments/{attachment}") as response:
            kind = response.headers.get("content-type", "application/octet-stream")
            name = _file_name(response.headers.get("content-disposition", "")) or str(attachment)
            yield File(name, kind.partition(";")[0], _pieces(response))

    async def ping(self) -> None:
        """`GET context`: keeps the session alive."""
        await self._get("context", {})

    async def aclose(self) -> None:
        """`POST auth/logout` if it ever signed in, and close the connections."""
        try:
            if self._times:
                await self._http.post("auth/logout")
        except httpx.HTTPError:
            pass  # whoever ends it, the register forgets the session in some minutes
        finally:
            await self._http.aclose()

    # ------------------------------------------------------------------------------ signing in

    async def _signed_in(self, seen: int) -> int:
        """Sign in unless somebody has since `seen`; return the number of this sign-in."""
        async with self._lock:
            if self._refusal is not None:
                raise self._refusal
            if self._times > seen:
                return self._times
            try:
                await self._sign_in()
            except GradebookRefused as refusal:
                self._refusal = refusal
                raise
            self._times += 1
            return self._times

    async def _sign_in(self) -> None:
        await self._enter()
        self._students = read.students(await self._once("GET", "student/diary/init"))
        self._year = read.year_id(await self._once("GET", "years/current"))
        types = await self._once("GET", "grade/assignment/types", params={"all": "false"})
        self._kinds = read.kinds(types)

    async def _enter(self) -> None:
        self._http.cookies.clear()
        self._http.headers.pop("at", None)
        await self._once("GET", "logindata")
        meta = _fields(await self._once("POST", "auth/getdata"))
        pw, pw2 = password_proof(self._account.password, str(meta.pop("salt", "")))
        form: dict[str, str] = {key: str(meta[key]) for key in ("lt", "ver") if key in meta}
        form |= {"loginType": "1", "scid": str(self._account.school)}
        form |= {"un": self._account.login, "pw": pw, "pw2": pw2}
        at = _fields(await self._once("POST", "login", data=form)).get("at")
        if not isinstance(at, str) or not at.isascii() or not at.isprintable():
            raise GradebookRefused("no at in the answer to login")
        self._http.headers["at"] = at

    async def _once(self, method: str, path: str, **more: Any) -> Any:
        async with self._send(method, path, **more) as response:
            body = await _body(response)
            if response.status_code == 409:
                raise GradebookRefused("409", text=_message(body))
            if response.status_code == 401:
                raise GradebookRefused("401")
            return _parsed(response, body)

    # -------------------------------------------------------------------------------- requests

    async def _span(self, student: int, begins: date, ends: date) -> dict[str, str]:
        await self._signed_in(0)
        return {
            "studentId": str(student),
            "yearId": str(self._year),
            "weekStart": begins.isoformat(),
            "weekEnd": ends.isoformat(),
        }

    async def _get(self, path: str, params: Mapping[str, str]) -> Any:
        return await self._json("GET", path, params=params)

    async def _json(self, method: str, path: str, **more: Any) -> Any:
        async with self._reply(method, path, **more) as response:
            return _parsed(response, await _body(response))

    @asynccontextmanager
    async def _reply(self, method: str, path: str, **more: Any) -> AsyncIterator[httpx.Response]:
        """Give a good reply; 401 and 409 are answered with one new sign-in."""
        seen = await self._signed_in(0)
        async with self._send(method, path, **more) as response:
            if response.status_code not in _EXPIRED:
                _refuse_bad(response)
                yield response
                return
        await self._signed_in(seen)
        async with self._send(method, path, **more) as response:
            if response.status_code in _EXPIRED:
                body = await _body(response)
                raise GradebookDown(str(response.status_code), text=_message(body))
            _refuse_bad(response)
            yield response

    @asynccontextmanager
    async def _send(self, method: str, path: str, **more: Any) -> AsyncIterator[httpx.Response]:
        try:
            async with self._http.stream(method, path, **more) as response:
                yield response
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
            raise GradebookDown(type(error).__name__) from None


async def _body(response: httpx.Response) -> bytes:
    body = b""
    async for part in response.aiter_bytes():
        body += part
        if len(body) > MAX_JSON:
            raise GradebookDown("too long")
    return body


async def _pieces(response: httpx.Response) -> AsyncIterator[bytes]:
    size = 0
    async for part in response.aiter_bytes(64 * 1024):
        size += len(part)
        if size > MAX_FILE:
            raise GradebookDown("the file is too long")
        yield part


def _refuse_bad(response: httpx.Response) -> None:
    if not response.is_success:
        raise GradebookDown(str(response.status_code))


def _parsed(response: httpx.Response, body: bytes) -> Any:
    _refuse_bad(response)
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise GradebookDown("not JSON") from None


def _fields(reply: object) -> dict[str, Any]:
    if not isinstance(reply, dict):
        raise GradebookDown("an object was expected")
    return reply


def _message(body: bytes) -> str:
    try:
        message = json.loads(body).get("message")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return f"Электронный журнал ответил: {message[:300]}" if isinstance(message, str) else ""


def _file_name(disposition: str) -> str:
    """The name in `Content-Disposition`; RFC 5987 and plain, without any path."""
    for part in disposition.split(";"):
        key, _, value = part.strip().partition("=")
        if key.lower() == "filename*":
            value = unquote(value.partition("''")[2])
        elif key.lower() != "filename":
            continue
        name = value.strip('" ').replace("\\", "/").rsplit("/", 1)[-1]
        return "".join(letter for letter in name if letter.isprintable())[:200]
    return ""
