"""Sound through PortAudio with WebRTC's processing, where WebRTC finds no device by itself."""

import asyncio
import logging
from collections import deque
from concurrent.futures import Future
from typing import Any

from app.domain.calls import DeviceKind, MediaDevice
from app.domain.errors import MediaError
from app.media.engine.port_devices import port_device
from app.media.engine.troubles import NO_MICROPHONE

_log = logging.getLogger(__name__)
RATE = 48_000
BLOCK = 480
"""Samples of ten milliseconds, which is what the processing takes."""
_AHEAD = 20
"""Blocks that may wait for the speakers; older ones are dropped, so that speech is never late."""


class PortSound:
    """Microphone and speakers by PortAudio."""

    def __init__(self, portaudio: Any, rtc: Any) -> None:
        self._portaudio, self._rtc = portaudio, rtc
        self._loop = asyncio.get_running_loop()
        self._errors = (portaudio.PortAudioError, ValueError, OSError)
        self._chosen: dict[DeviceKind, str | None] = {}
        self._apm = rtc.AudioProcessingModule(
            echo_cancellation=True,
            noise_suppression=True,
            high_pass_filter=True,
            auto_gain_control=True,
        )
        self._apm.set_stream_delay_ms(60)
        self._heard: asyncio.Queue[bytes] = asyncio.Queue(_AHEAD)
        self._to_play: deque[bytes] = deque(maxlen=_AHEAD)
        self._streams: dict[str, Any] = {}
        self._mixer = rtc.AudioMixer(RATE, 1, blocksize=BLOCK)
        self._source: Any = None
        self._input: Any = None
        self._output: Any = None
        self._work: list[Future[None]] = []

    def devices(self) -> tuple[MediaDevice, ...]:
        """Microphones and speakers that are there now."""
        found: dict[tuple[DeviceKind, str], MediaDevice] = {}
        for each in self._portaudio.query_devices():
            for kind, channels in (
                (DeviceKind.MICROPHONE, each["max_input_channels"]),
                (DeviceKind.SPEAKER, each["max_output_channels"]),
            ):
                if channels:
                    name = str(each["name"])
                    found.setdefault((kind, name), MediaDevice(kind, name, name))
        return tuple(found.values())

    def choose(self, kind: DeviceKind, device: str | None) -> None:
        """Use another device from the next opening on; what is open is opened anew."""
        self._chosen[kind] = device
        if kind is DeviceKind.MICROPHONE and self._input is not None:
            self._close(self._input)
            self._input = self._open_input()
        elif kind is DeviceKind.SPEAKER and self._output is not None:
            self._close(self._output)
            self._output = self._open_output()

    def microphone(self) -> Any:
        """A source filled from the microphone, with echo, noise and loudness taken care of."""
        if self._source is None:
            self._input = self._open_input()
            self._source = self._rtc.AudioSource(RATE, 1, queue_size_ms=200)
            self._start(self._send())
        return self._source

    def play(self, sid: str, track: Any) -> None:
        """Mix a received track into what is heard."""
        if self._output is None:
            try:
                self._output = self._open_output()
            except self._errors as error:
                _log.info("no speakers: %s", type(error).__name__)
                return
            self._start(self._receive())
        stream = _Frames(
            self._rtc.AudioStream(track, sample_rate=RATE, num_channels=1, frame_size_ms=10)
        )
        self._streams[sid] = stream
        self._mixer.add_stream(stream)

    def silence(self, sid: str) -> None:
        """It is gone."""
        if (stream := self._streams.pop(sid, None)) is not None:
            self._mixer.remove_stream(stream)
            self._start(stream.aclose())

    def close(self) -> None:
        """Let the devices go."""
        for work in self._work:
            work.cancel()
        for stream in (self._input, self._output):
            if stream is not None:
                self._close(stream)

    def _open_input(self) -> Any:
        def on_block(data: Any, frames: int, time: Any, status: Any) -> None:
            self._loop.call_soon_threadsafe(self._on_heard, bytes(data))

        try:
            stream = self._portaudio.RawInputStream(
                samplerate=RATE,
                channels=1,
                dtype="int16",
                blocksize=BLOCK,
                device=self._chosen_one(DeviceKind.MICROPHONE),
                callback=on_block,
            )
            stream.start()
        except self._errors as error:
            raise MediaError(type(error).__name__, user_text=NO_MICROPHONE) from error
        return stream

    def _open_output(self) -> Any:
        silence = bytes(BLOCK * 2)

        def on_block(data: Any, frames: int, time: Any, status: Any) -> None:
            data[:] = self._to_play.popleft() if self._to_play else silence

        stream = self._portaudio.RawOutputStream(
            samplerate=RATE,
            channels=1,
            dtype="int16",
            blocksize=BLOCK,
            device=self._chosen_one(DeviceKind.SPEAKER),
            callback=on_block,
        )
        stream.start()
        return stream

    def _chosen_one(self, kind: DeviceKind) -> int | None:
        return port_device(self._portaudio, kind, self._chosen.get(kind))

    def _on_heard(self, block: bytes) -> None:
        if not self._heard.full():
            self._heard.put_nowait(block)

    async def _send(self) -> None:
        while True:
            frame = self._rtc.AudioFrame(await self._heard.get(), RATE, 1, BLOCK)
            self._apm.process_stream(frame)
            await self._source.capture_frame(frame)

    async def _receive(self) -> None:
        async for frame in self._mixer:
            self._apm.process_reverse_stream(frame)
            self._to_play.append(bytes(frame.data.cast("B")))

    def _start(self, work: Any) -> None:
        self._work.append(asyncio.run_coroutine_threadsafe(work, self._loop))

    def _close(self, stream: Any) -> None:
        try:
            stream.abort()
            stream.close()
        except self._errors as error:
            _log.info("sound device: %s", type(error).__name__)


class _Frames:
    """The frames of a stream without their events, as the mixer takes them."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __aiter__(self) -> "_Frames":
        return self

    async def __anext__(self) -> Any:
        return (await self._stream.__anext__()).frame

    async def aclose(self) -> None:
        """End it."""
        await self._stream.aclose()


def open_port_sound() -> PortSound | None:
    """Return it where PortAudio has a device; on the media loop."""
    from livekit import rtc

    try:
        import sounddevice
    except OSError:
        _log.info("PortAudio is not installed")
        return None
    return PortSound(sounddevice, rtc) if len(sounddevice.query_devices()) else None
