"""Notices a microphone that gives nothing while one speaks: busy, refused by the system, unplugged.

WebRTC says nothing of it: the track is there, and no sample comes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

PATIENCE = 4
"""Readings without a sample, one a second: a device takes its time to open."""


@dataclass(slots=True)
class SilentMicrophone:
    """Fed with readings of WebRTC's statistics; `silent` is what they say now."""

    silent: bool = False
    _before: float = 0.0
    _nothing: int = 0

    def feed(self, connection: Iterable[Any], *, speaks: bool) -> None:
        """Take one reading; `speaks`: the microphone is on."""
        came = sum(
            each.media_source.audio.total_samples_duration
            for each in connection
            if each.WhichOneof("stats") == "media_source"
            and each.media_source.source.kind == "audio"
        )
        nothing, self._before = came == self._before, came
        self._nothing = self._nothing + 1 if speaks and nothing else 0
        self.silent = self._nothing >= PATIENCE
