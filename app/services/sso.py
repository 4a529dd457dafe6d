"""Single sign-on: the system browser goes out, a loopback address waits for it to come back."""

import asyncio
import secrets
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

_PAGE = """<!doctype html><html lang="ru"><meta charset="utf-8"><title>Парта</title>
<body style="font:18px system-ui,sans-serif;text-align:center;padding-top:20vh">
<h1 style="font-size:24px">{title}</h1><p>{text}</p></body></html>"""
_DONE = _PAGE.format(title="Вход выполнен", text="Можно вернуться в Парту и закрыть эту вкладку.")
_ODD = _PAGE.format(title="Парта", text="Эта страница открыта не из Парты или устарела.")
_READ_SECONDS = 10.0
_LONGEST_HEAD = 16_384


class LoopbackCatcher:
    """Listens on 127.0.0.1 at a free port for one browser to bring the login token."""

    def __init__(self) -> None:
        # The browser must come back to an address nobody else can guess.
        self._path = f"/{secrets.token_urlsafe(24)}"
        self._server: asyncio.Server | None = None
        self._token: asyncio.Future[str] | None = None

    @property
    def redirect_url(self) -> str:
        """The address to give to the homeserver."""
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}{self._path}"

    async def token(self) -> str:
        """Wait for the browser; return the login token."""
        assert self._token is not None
        return await self._token

    async def __aenter__(self) -> Self:
        self._token = asyncio.get_running_loop().create_future()
        self._server = await asyncio.start_server(self._on_browser, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None and self._token is not None
        self._server.close()
        self._token.cancel()

    async def _on_browser(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_READ_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
                token = self._token_in(head)
                page = _ODD if token is None else _DONE
                writer.write(_reply(page, ok=token is not None))
                await writer.drain()
            if token is not None and self._token is not None and not self._token.done():
                self._token.set_result(token)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # a browser that broke off comes again
        finally:
            writer.close()

    def _token_in(self, head: bytes) -> str | None:
        line = head[:_LONGEST_HEAD].split(b"\r\n", 1)[0].decode("latin-1")
        method, _, rest = line.partition(" ")
        address = urlsplit(rest.partition(" ")[0])
        if method != "GET" or not secrets.compare_digest(address.path, self._path):
            return None
        tokens = parse_qs(address.query).get("loginToken", [])
        return tokens[0] if len(tokens) == 1 and tokens[0] else None


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
