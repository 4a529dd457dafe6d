"""WebRTC's device module: one for the process, and alive as long as the process.

livekit 1.2.1 ends the module for good with the last peer connection (its `AdmProxy` passes
`Terminate` on, but not the `Init` after it), be it between two tries of its own to get into a room.
What comes later is silent and deaf, and a list of devices never ends: it has "minus one" entries.
But it makes the peer connection before it calls its server. So one call to a port of this computer
where nobody ever answers keeps the module alive.
"""

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

from app.media.engine.thread import MediaThread

_log = logging.getLogger(__name__)
_HERE = "127.0.0.1"
_FOR_EVER = 4_000_000.0
"""Seconds: the most that LiveKit can be told; it tries three more times after that."""
_PATIENCE = 5.0
"""Seconds in which LiveKit calls a port of this computer."""
_ANY_TOKEN = "e30.e30.e30"
"""LiveKit looks at its form alone."""


class DeviceModule:
    """Makes WebRTC's device module and keeps it alive. From any thread."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Any = None
        self._silence: tuple[int, ...] = ()

    def get(self) -> Any:
        """The module. Raises `PlatformAudioError` where there is no sound."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    async def keep(self, thread: MediaThread) -> None:
        """Let it live as long as the process; on the media loop, before the first connection."""
        if self._silence:
            return
        try:
            self._silence = await _call_nobody(thread)
        except OSError as error:
            _log.warning("sound will end with the first connection: %s", type(error).__name__)


async def _call_nobody(thread: MediaThread) -> tuple[int, ...]:
    """Begin a connection that never comes about; its sockets, which nobody closes any more.

    Raises OSError.
    """
    from livekit import rtc

    silent = socket.create_server((_HERE, 0))
    silent.setblocking(False)
    address = f"ws://{_HERE}:{silent.getsockname()[1]}"
    options = rtc.RoomOptions(connect_timeout=_FOR_EVER)
    calling = thread.launch(rtc.Room().connect(address, _ANY_TOKEN, options))
    try:
        async with asyncio.timeout(_PATIENCE):
            called, _ = await asyncio.get_running_loop().sock_accept(silent)
        return silent.detach(), called.detach()
    finally:
        calling.cancel()  # LiveKit itself cannot be stopped on its way, and need not


@cache
def device_module() -> DeviceModule:
    """The one of this process."""
    from livekit import rtc

    return DeviceModule(rtc.PlatformAudio)
