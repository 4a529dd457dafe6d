"""A way to the school's relay through TLS of our own: WebRTC knows no certificates but its own few.

WebRTC speaks TURN to a port of this computer; what it says goes on in TLS to the relay, whose
certificate is checked as the system checks all others.
"""

import asyncio
import logging
import ssl
from contextlib import suppress

from app.domain.rtc import Relay

_log = logging.getLogger(__name__)
_HERE = "127.0.0.1"
_PIECE = 65_536
PATIENCE = 15.0
"""Seconds for the way to the relay."""


class Bridge:
    """One open port; on the media loop."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()

    async def open(self) -> str:
        """Open it, if it is not; gives the address for WebRTC."""
        if self._server is None:
            self._server = await asyncio.start_server(self._take, _HERE, 0)
        port = self._server.sockets[0].getsockname()[1]
        return f"turn:{_HERE}:{port}?transport=tcp"

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
            async with asyncio.timeout(PATIENCE):
                context = await asyncio.to_thread(_trust)
                there, back = await asyncio.open_connection(
                    self.relay.host, self.relay.port, ssl=context
                )
            ends.add(back)
            self._ends.add(back)
            await asyncio.gather(_pass(reader, back), _pass(there, writer))
        except (OSError, TimeoutError) as error:  # TLS refusals are OSErrors
            _log.info("the relay of calls is out of reach: %s", type(error).__name__)
        finally:
            self._ends -= ends
            for each in ends:
                each.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()


def _trust() -> ssl.SSLContext:
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
