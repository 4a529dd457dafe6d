"""WebRTC's device module: one for the process, and alive as long as the process has a connection.

livekit 1.2.1 ends the module for good with the last peer connection (its `AdmProxy` passes
`Terminate` on, but not the `Init` after it). What comes later is silent and deaf, and a list of
devices never ends: it has "minus one" entries. So the first room that was entered stays, closed,
until the program ends; and where the first try fails, the module is made anew.
"""

import logging
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

_log = logging.getLogger(__name__)


class DeviceModule:
    """Makes WebRTC's device module and keeps it alive. From any thread."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Any = None
        self._kept: Any = None
        self._trying = 0

    def get(self) -> Any:
        """The module. Raises `PlatformAudioError` where there is no sound."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def trying(self) -> None:
        """A connection is begun; `entered` or `failed` follows."""
        with self._lock:
            self._trying += 1

    def entered(self, room: Any) -> None:
        """It succeeded: the first room's peer connections are what keeps the module alive."""
        with self._lock:
            self._trying -= 1
            self._kept = self._kept or room

    def failed(self) -> None:
        """It did not: if it was the only one, its peer connections ended the module."""
        with self._lock:
            self._trying -= 1
            if self._kept is not None or self._trying or self._made is None:
                return
            self._made.close()
            self._made = None
        threading.Thread(target=self._renew, name="sound-module", daemon=True).start()

    def _renew(self) -> None:
        from livekit import rtc

        try:
            self.get()
        except rtc.PlatformAudioError as error:
            _log.info("no sound by WebRTC any more: %s", error)


@cache
def device_module() -> DeviceModule:
    """The one of this process."""
    from livekit import rtc

    return DeviceModule(rtc.PlatformAudio)
