"""Ways to the school's servers through TLS of our own: livekit knows neither its certificates nor
the proxy.

What livekit and WebRTC say to a port of this computer goes on in TLS, over the way that everything
else of this program takes; HTTP is told whom it speaks to.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.domain.errors import AppError
from app.domain.rtc import Relay

if TYPE_CHECKING:
    from livekit import rtc

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
OpenWay = Callable[[str, int], Awaitable[Streams]]
"""Connects to host and port with TLS. Raises AppError."""
_log = logging.getLogger(__name__)
_HERE = "127.0.0.1"
_PIECE = 65_536
_HEAD = 262_144
"""Bytes of a request's head at most: LiveKit puts its whole offer into the address."""
_HOST = re.compile(rb"^host:[^\r\n]*", re.IGNORECASE | re.MULTILINE)


class Bridge:
    """One open port that leads to one server; with `http`, for requests. On the media loop."""

    def __init__(self, host: str, port: int, open_way: OpenWay, *, http: bool) -> None:
        self._host, self._port, self._open_way, self._http = host, port, open_way, http
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self.problem: AppError | None = None
        """What was wrong with the way when it was last tried."""

    async def open(self) -> int:
        """Open it, if it is not; gives its number."""
        if self._server is None:
            self._server = await asyncio.start_server(self._take, _HERE, 0, limit=_HEAD)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Close it, and what goes through it."""
        if self._server is not None:
            self._server.close()
        for each in tuple(self._ends):
            each.close()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = {writer}
        self._ends.add(writer)
        try:
            head = await self._head(reader) if self._http else b""
            there, back = await self._open_way(self._host, self._port)
            self.problem = None
            ends.add(back)
            self._ends.add(back)
            back.write(head)
            await asyncio.gather(_pass(reader, back), _pass(there, writer))
        except AppError as error:
            _log.info("a server of calls is out of reach: %s", type(error).__name__)
            self.problem = error
        except (OSError, UnicodeError, EOFError, asyncio.LimitOverrunError) as error:
            _log.info("nothing for a server of calls: %s", type(error).__name__)
        finally:
            self._ends -= ends
            for each in ends:
                each.close()

    async def _head(self, reader: asyncio.StreamReader) -> bytes:
        """The head of a request, addressed to the server."""
        head = await reader.readuntil(b"\r\n\r\n")
        host = self._host if self._port == 443 else f"{self._host}:{self._port}"
        return _HOST.sub(b"Host: " + host.encode("idna"), head, count=1)


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()


class Bridges:
    """Those of one participant: to the media server's door, and to the relay of media."""

    def __init__(self, open_way: OpenWay) -> None:
        self._open_way = open_way
        self._doors: dict[tuple[str, int], Bridge] = {}
        self._relay: tuple[Relay, Bridge] | None = None

    async def door(self, url: str) -> str:
        """The address for livekit; what is not in TLS is on this computer and stays as it is."""
        parts = urlsplit(url)
        if parts.scheme != "wss" or parts.hostname is None:
            return url
        at = (parts.hostname, parts.port or 443)
        if at not in self._doors:
            self._doors[at] = Bridge(*at, self._open_way, http=True)
        port = await self._doors[at].open()
        return parts._replace(scheme="ws", netloc=f"{_HERE}:{port}").geturl()

    async def media(self, relay: Relay | None) -> "rtc.RtcConfiguration | None":
        """Where media may go besides straight to the server; None is what the server tells.

        A relay once told stays known.
        """
        from livekit import rtc

        if relay is not None and (self._relay is None or self._relay[0] != relay):
            if self._relay is not None:
                await self._relay[1].close()
            self._relay = relay, Bridge(relay.host, relay.port, self._open_way, http=False)
        if self._relay is None:
            return None
        told, bridge = self._relay
        url = f"turn:{_HERE}:{await bridge.open()}?transport=tcp"
        server = rtc.IceServer(urls=[url], username=told.name, password=told.key)
        return rtc.RtcConfiguration(ice_servers=[server])

    @property
    def problem(self) -> AppError | None:
        """What was wrong with the way to the media server when it was last tried."""
        return next((one.problem for one in self._doors.values() if one.problem), None)

    async def close(self) -> None:
        """Close them all."""
        for each in self._doors.values():
            await each.close()
        if self._relay is not None:
            await self._relay[1].close()
