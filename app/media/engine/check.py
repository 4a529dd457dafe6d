"""Microphone, camera and speakers before a call: a level, a picture, a sound, one's own voice."""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.calls import DeviceKind, Source, VideoFrame, VideoTrack
from app.domain.errors import AppError, UserText
from app.domain.ids import ParticipantId
from app.media.engine.camera import Camera
from app.media.engine.frames import Feed
from app.media.engine.port_devices import opened_at
from app.media.engine.troubles import NO_CAMERA, NO_MICROPHONE, NO_SOUND

_log = logging.getLogger(__name__)
RATE = 48_000
BLOCK = 960
LATER = 35
"""Blocks between what one says and hears: 0.7 s, so that it is no echo but a recording."""
_TEST_NOTES = (523.25, 659.25, 783.99)


class Check:
    """Fulfils `ports.calls.MediaCheck`; what is wrong now stands in `problem`."""

    def __init__(self, closed: Callable[["Check"], object] = lambda _: None) -> None:
        self._closed = closed
        self.problem: UserText | None = None
        self.camera = Feed(
            VideoTrack(ParticipantId(""), Source.CAMERA), 640, 360, changed=lambda _: None
        )
        self._eye: Camera | None = None
        self._level = 0.0
        self._said: deque[bytes] = deque(maxlen=LATER)
        self._input: Any = None
        self._output: Any = None
        self._speaker: str | None = None
        self._errors: tuple[type[Exception], ...] = (OSError, ValueError)

    @classmethod
    async def open(
        cls,
        camera: str | None,
        chosen: Mapping[DeviceKind, str],
        closed: Callable[["Check"], object] = lambda _: None,
    ) -> "Check":
        """Open what there is; what is missing is named in `problem`."""
        check = cls(closed)
        await asyncio.to_thread(check._open, camera, chosen)
        return check

    async def use(self, camera: str | None, chosen: Mapping[DeviceKind, str]) -> None:
        """Look at and listen to these from now on."""
        await asyncio.to_thread(self._use, camera, chosen)

    def level(self) -> float:
        """How loud the microphone is now, 0 … 1."""
        return self._level

    async def play_test_sound(self) -> None:
        """Three notes, from the speakers."""
        await asyncio.to_thread(self._play, _notes())

    async def loop_back(self, on: bool) -> None:
        """Hear oneself a little later."""
        await asyncio.to_thread(self._loop_back, on)

    async def close(self) -> None:
        """Let the devices go."""
        self._closed(self)
        self.camera.close()
        await asyncio.to_thread(self._close)

    # --------------------------------------------------------------------- in a worker thread

    def _use(self, camera: str | None, chosen: Mapping[DeviceKind, str]) -> None:
        hears_itself = self._output is not None
        self._close()
        self.problem = None
        self._open(camera, chosen)
        if hears_itself:
            self._loop_back(True)

    def _open(self, camera: str | None, chosen: Mapping[DeviceKind, str]) -> None:
        self._speaker = chosen.get(DeviceKind.SPEAKER)
        self._open_microphone(chosen.get(DeviceKind.MICROPHONE))
        if camera is None:
            self.problem = self.problem or NO_CAMERA
            return
        eye = Camera(camera, self, self._on_lost)
        try:
            eye.open()
        except AppError as error:
            self.problem = error.user_text
        else:
            self._eye = eye

    def _open_microphone(self, device: str | None) -> None:
        try:
            import sounddevice
        except OSError:
            self.problem = NO_SOUND
            return
        self._errors = (sounddevice.PortAudioError, OSError, ValueError)
        try:
            with opened_at(sounddevice, DeviceKind.MICROPHONE, device) as number:
                self._input = sounddevice.RawInputStream(
                    samplerate=RATE,
                    channels=1,
                    dtype="int16",
                    blocksize=BLOCK,
                    device=number,
                    callback=self._on_heard,
                )
                self._input.start()
        except self._errors as error:
            _log.info("no microphone: %s", type(error).__name__)
            self.problem = NO_MICROPHONE

    def _on_heard(self, data: Any, frames: int, time: Any, status: Any) -> None:
        block = bytes(data)
        self._said.append(block)
        samples = memoryview(block).cast("h")
        power = sum(value * value for value in samples[::8]) / max(1, len(samples) // 8)
        # -60 dB is silence, 0 dB is full scale.
        loud = 1 + 20 * math.log10(max(1.0, math.sqrt(power)) / 32768) / 60
        self._level = max(0.0, min(1.0, loud))

    def _loop_back(self, on: bool) -> None:
        if not on:
            self._shut(self._output)
            self._output = None
        elif self._output is None:
            self._said.clear()
            self._output = self._open_output(self._on_wanted)

    def _on_wanted(self, data: Any, frames: int, time: Any, status: Any) -> None:
        late = len(self._said) == LATER
        data[:] = self._said.popleft() if late else bytes(len(data))

    def _play(self, sound: bytes) -> None:
        stream = self._open_output(None)
        if stream is None:
            return
        try:
            stream.write(sound)
            stream.stop()
        except self._errors as error:
            _log.info("test sound: %s", type(error).__name__)
        finally:
            self._shut(stream)

    def _open_output(self, callback: Any) -> Any:
        try:
            import sounddevice

            with opened_at(sounddevice, DeviceKind.SPEAKER, self._speaker) as number:
                stream = sounddevice.RawOutputStream(
                    samplerate=RATE,
                    channels=1,
                    dtype="int16",
                    blocksize=BLOCK,
                    device=number,
                    callback=callback,
                )
                stream.start()
        except self._errors as error:
            _log.info("no speakers: %s", type(error).__name__)
            self.problem = NO_SOUND
            return None
        return stream

    def _close(self) -> None:
        if self._eye is not None:
            self._eye.close()
        self._shut(self._input)
        self._shut(self._output)
        self._eye = self._input = self._output = None

    def _shut(self, stream: Any) -> None:
        if stream is None:
            return
        try:
            stream.abort()
            stream.close()
        except self._errors as error:
            _log.info("sound device: %s", type(error).__name__)

    def _on_lost(self, text: UserText) -> None:
        self.problem = text

    # ------------------------------------------------------------------------ the camera's side

    def picture(self, data: bytes, width: int, height: int) -> None:
        """Nobody is sent anything."""

    def preview_size(self) -> tuple[int, int] | None:
        """How large the picture is shown."""
        return self.camera.size if self.camera.wanted else None

    def preview(self, frame: VideoFrame) -> None:
        """One picture."""
        self.camera.put(frame)


def _notes() -> bytes:
    import numpy as np

    parts = []
    for note in _TEST_NOTES:
        when = np.arange(RATE // 4) / RATE
        parts.append(np.sin(2 * np.pi * note * when) * np.exp(-6 * when) * 12_000)
    return np.concatenate(parts).astype(np.int16).tobytes()
