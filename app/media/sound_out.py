"""Where sound goes: the speakers, or nowhere at the same pace where there are none."""

import logging
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)
RATE = 48_000
CHANNELS = 2


class SoundOut(Protocol):
    """Takes samples (frames, `CHANNELS`) of float32."""

    latency: float
    """Seconds between `write` and the ear; 0 where nothing paces the writing."""

    def write(self, samples: "NDArray[np.float32]") -> bool:
        """Play; blocks while the buffer is full. False when the device is gone."""

    def pause(self) -> None:
        """Be silent at once."""

    def close(self) -> None:
        """Let the device go."""


class Speakers:
    """The default output device."""

    def __init__(self) -> None:
        import sounddevice

        self._errors = (sounddevice.PortAudioError, OSError)
        self._stream: Any = sounddevice.OutputStream(
            samplerate=RATE, channels=CHANNELS, dtype="float32", latency="low"
        )
        self.latency = float(self._stream.latency)

    def write(self, samples: "NDArray[np.float32]") -> bool:
        """Play; starts the device when it stands still."""
        try:
            if not self._stream.active:
                self._stream.start()
            self._stream.write(samples)
        except self._errors as error:
            _log.info("sound output lost: %s", error)
            return False
        return True

    def pause(self) -> None:
        """Drop what is in the buffer."""
        try:
            if self._stream.active:
                self._stream.abort()
        except self._errors as error:
            _log.info("sound output: %s", error)

    def close(self) -> None:
        """Close the device."""
        try:
            self._stream.abort()
            self._stream.close()
        except self._errors as error:
            _log.info("sound output: %s", error)


def open_speakers() -> SoundOut | None:
    """Return the speakers, None where there are none (then the clock alone paces)."""
    try:
        import sounddevice
    except OSError:
        _log.info("no sound output: PortAudio is not installed")
        return None
    try:
        return Speakers()
    except (sounddevice.PortAudioError, ValueError, OSError) as error:
        _log.info("no sound output: %s", type(error).__name__)
        return None
