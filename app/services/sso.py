"""Signing in through the system browser: it goes out, a loopback address waits for it.

Single sign-on of Matrix brings a login token to an address that nobody can guess; OAuth 2.0 brings
a code to a registered address, and what nobody can guess is the `state` beside it.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from html import escape
from types import TracebackType
from typing import Any, Generic, Self, TypeVar
from urllib.parse import parse_qs, urlsplit

from app.domain.errors import UserText
from app.domain.ids import DeviceId
from app.domain.oauth import OAuthAnswer, OAuthServer
from app.domain.server import SignedIn
from app.services.ports.login import LoginApi

T = TypeVar("T")
OpenBrowser = Callable[[str], Awaitable[None] | None]
"""Opens an address in the system browser."""

Say = Callable[[UserText], str]
"""Gives a sentence in the language of the person."""

_PAGE = """<!doctype html><html><meta charset="utf-8"><title>{title}</title>
<body style="font:18px system-ui,sans-serif;text-align:center;padding-top:20vh">
<h1 style="font-size:24px">{title}</h1><p>{text}</p></body></html>"""
_DONE = (
    UserText("Вход выполнен"),
    UserText("Можно вернуться в Парту и закрыть эту вкладку."),
)
_NOT_DONE = (UserText("Вход не выполнен"), UserText("Вернитесь в Парту: там сказано почему."))
_ODD = (
    UserText("Парта"),
    UserText("Эта страница открыта не из Парты или устарела. Вернитесь в Парту и войдите ещё раз."),
)
_READ_SECONDS = 10.0
_LONGEST_HEAD = 16_384
_OAUTH_PATH = "/oauth"
"""The same for every sign-in, so that servers see the same program in every registration."""


async def by_sso(
    login: LoginApi,
    homeserver: str,
    provider: str,
    *,
    open_browser: OpenBrowser,
    device_id: DeviceId | None,
    say: Say,
) -> SignedIn:
    """Sign in by single sign-on of the homeserver."""
    path = f"/{secrets.token_urlsafe(24)}"
    async with LoopbackCatcher(path, login_token, say) as catcher:
        url = login.sso_url(homeserver, provider, redirect_url=catcher.redirect_url)
        await _show(url, open_browser)
        token = await catcher.brought()
        return await login.login_token(homeserver, token, device_id=device_id)


async def by_oauth(
    login: LoginApi,
    homeserver: str,
    server: OAuthServer,
    *,
    open_browser: OpenBrowser,
    device_id: DeviceId | None,
    afresh: bool,
    say: Say,
) -> SignedIn:
    """Sign in at the OAuth server of a homeserver; `afresh`: as if nobody had been there before."""
    state = secrets.token_urlsafe(24)
    async with LoopbackCatcher(_OAUTH_PATH, answer_to(state), say) as catcher:
        request = await login.begin_oauth(
            server,
            state=state,
            redirect_url=catcher.redirect_url,
            device_id=device_id,
            afresh=afresh,
        )
        await _show(request.url, open_browser)
        return await login.finish_oauth(homeserver, request, await catcher.brought())


Query = Mapping[str, list[str]]


def login_token(query: Query) -> tuple[str, bool] | None:
    """Read the login token of single sign-on."""
    token = _only(query, "loginToken")
    return (token, True) if token else None


def answer_to(state: str) -> Callable[[Query], tuple[OAuthAnswer, bool] | None]:
    """Make what reads the answer to one OAuth request; an answer to another is none."""

    def read(query: Query) -> tuple[OAuthAnswer, bool] | None:
        if not secrets.compare_digest(_only(query, "state").encode(), state.encode()):
            return None
        code, error = _only(query, "code"), _only(query, "error")
        if not code and not error:
            return None
        answer = OAuthAnswer("" if error else code, error, _only(query, "iss"))
        return answer, not error

    return read


class LoopbackCatcher(Generic[T]):
    """Listens on 127.0.0.1 at a free port for one browser to bring what `read` makes of a query.

    `read` gives the value and whether it is good news, or None for a page that is not ours.
    """

    def __init__(
        self, path: str, read: Callable[[Query], tuple[T, bool] | None], say: Say = str
    ) -> None:
        self._path, self._read, self._say = path, read, say
        self._server: asyncio.Server | None = None
        self._found: asyncio.Future[T] | None = None

    @property
    def redirect_url(self) -> str:
        """The address to give to the homeserver."""
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}{self._path}"

    async def brought(self) -> T:
        """Wait for the browser; return what it brings."""
        assert self._found is not None
        return await self._found

    async def __aenter__(self) -> Self:
        self._found = asyncio.get_running_loop().create_future()
        self._server = await asyncio.start_server(self._on_browser, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None and self._found is not None
        self._server.close()
        self._found.cancel()

    async def _on_browser(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_READ_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
                came = self._in(head)
                page = _ODD if came is None else _DONE if came[1] else _NOT_DONE
                title, text = (escape(self._say(words)) for words in page)
                body = _PAGE.format(title=title, text=text)
                writer.write(_reply(body, ok=came is not None))
                await writer.drain()
            if came is not None and self._found is not None and not self._found.done():
                self._found.set_result(came[0])
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # a browser that broke off comes again
        finally:
            writer.close()

    def _in(self, head: bytes) -> tuple[T, bool] | None:
        line = head[:_LONGEST_HEAD].split(b"\r\n", 1)[0].decode("latin-1")
        method, _, rest = line.partition(" ")
        address = urlsplit(rest.partition(" ")[0])
        if method != "GET" or not secrets.compare_digest(
            address.path.encode("latin-1", "replace"), self._path.encode()
        ):
            return None
        try:
            return self._read(parse_qs(address.query, max_num_fields=50))
        except ValueError:
            return None


def _only(query: Query, name: str) -> str:
    """The value of a parameter that stands there once, else ''."""
    values = query.get(name, [])
    return values[0] if len(values) == 1 else ""


async def _show(url: str, open_browser: OpenBrowser) -> None:
    opening = open_browser(url)
    if opening is not None:
        await opening


def _reply(page: str, *, ok: bool) -> bytes:
    body = page.encode()
    status = "200 OK" if ok else "404 Not Found"
    head: dict[str, Any] = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": len(body),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    return "\r\n".join(lines).encode("ascii") + body
