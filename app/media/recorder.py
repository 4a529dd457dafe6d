"""Voice notes: the microphone into an Ogg/Opus file, with the waveform that is shown."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.errors import MediaError, UserText
from app.media.av_files import to_points

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)
RATE = 48_000
_BITRATE = 32_000
MAX_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished voice note; duration in milliseconds."""

    path: Path
    duration: int
    waveform: tuple[int, ...]


class Microphone(Protocol):
    """A running input; calls back with mono float32 samples at 48 kHz from its own thread."""

    def close(self) -> None:
        """Let the device go."""


OpenMicrophone = Callable[[Callable[["NDArray[np.float32]"], None]], Microphone]


class _Input:
    """The default input device."""

    def __init__(self, heard: Callable[["NDArray[np.float32]"], None]) -> None:
        import sounddevice

        def on_block(samples: Any, frames: int, time: Any, status: Any) -> None:
            heard(samples[:, 0].copy())

        self._error = sounddevice.PortAudioError
        self._stream: Any = sounddevice.InputStream(
            samplerate=RATE, channels=1, dtype="float32", blocksize=960, callback=on_block
        )
        self._stream.start()

    def close(self) -> None:
        """Stop and close the device."""
        try:
            self._stream.stop()
            self._stream.close()
        except self._error as error:
            _log.info("microphone: %s", error)


def open_microphone(heard: Callable[["NDArray[np.float32]"], None]) -> Microphone:
    """Open the default input. Raises MediaError where there is none."""
    text = UserText("Микрофон не найден или занят. Проверьте, что он подключён.")
    try:
        import sounddevice
    except OSError as error:
        raise MediaError("no PortAudio", user_text=text) from error
    try:
        return _Input(heard)
    except (sounddevice.PortAudioError, ValueError, OSError) as error:
        raise MediaError(type(error).__name__, user_text=text) from error


class VoiceRecorder:
    """Records until `stop` or `cancel`; the file is written while one speaks."""

    def __init__(self, path: Path, *, microphone: OpenMicrophone = open_microphone) -> None:
        self._path = path
        self._open = microphone
        self._blocks: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._microphone: Microphone | None = None
        self._thread = threading.Thread(target=self._write, name="recorder", daemon=True)
        self._peaks: list[float] = []
        self._samples = 0
        self._level = 0.0
        self._error: MediaError | None = None

    @property
    def level(self) -> float:
        """Loudness now, 0 … 1."""
        return self._level

    @property
    def seconds(self) -> float:
        """How long it has been recording."""
        return self._samples / RATE

    def start(self) -> None:
        """Begin. Raises MediaError where there is no microphone."""
        self._microphone = self._open(self._on_heard)
        self._thread.start()

    def stop(self) -> Recording:
        """End and return the note; takes a moment, call it off the UI thread."""
        self._end()
        if self._error is not None:
            self._path.unlink(missing_ok=True)
            raise self._error
        duration = self._samples * 1000 // RATE
        return Recording(self._path, duration, to_points(self._peaks))

    def finish(self) -> Path:
        """End and return the file; its length and waveform are found out when it is sent."""
        return self.stop().path

    def cancel(self) -> None:
        """End and leave nothing behind."""
        self._end()
        self._path.unlink(missing_ok=True)

    def _end(self) -> None:
        if self._microphone is not None:
            self._microphone.close()
            self._microphone = None
            self._blocks.put(None)
            self._thread.join(10)

    def _on_heard(self, samples: "NDArray[np.float32]") -> None:
        if self._samples < MAX_SECONDS * RATE:
            self._samples += len(samples)
            peak = float(abs(samples).max(initial=0.0))
            self._level = min(1.0, peak)
            self._peaks.append(peak)
            self._blocks.put(samples)

    def _write(self) -> None:
        try:
            self._encode()
        except Exception as error:  # boundary: the thread's entry
            _log.exception("recording failed")
            text = UserText("Не удалось записать голосовое сообщение на диск.")
            self._error = MediaError(type(error).__name__, user_text=text)

    def _encode(self) -> None:
        import av

        with av.open(str(self._path), "w", format="ogg") as container:
            stream: Any = container.add_stream("libopus", rate=RATE, layout="mono")
            stream.bit_rate = _BITRATE
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE, frame_size=960)
            written = 0
            while (samples := self._blocks.get()) is not None:
                frame = av.AudioFrame.from_ndarray(
                    samples.reshape(1, -1), format="flt", layout="mono"
                )
                frame.sample_rate, frame.pts = RATE, written
                written += len(samples)
                for part in resampler.resample(frame):
                    container.mux(stream.encode(part))
            for part in resampler.resample(None):
                container.mux(stream.encode(part))
            container.mux(stream.encode(None))
