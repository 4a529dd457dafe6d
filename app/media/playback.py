"""The work of a player's thread: decode, write sound, wait for the clock, show what is due."""

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.errors import MediaError
from app.media.clock import MediaClock
from app.media.sound_out import CHANNELS, RATE, SoundOut

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)
_LATE = 0.12
_MAX_WIDTH, _MAX_HEIGHT = 1920, 1080
_FRAMES_AHEAD = 24


@dataclass(frozen=True, slots=True)
class VideoFrame:
    """One picture: rows of B, G, R, A without gaps (Qt `Format_RGB32`), upright after `rotation`.

    `rotation` is in degrees counterclockwise: 0, 90, 180 or -90.
    """

    data: bytes
    width: int
    height: int
    position: float
    rotation: int = 0


class Control(Protocol):
    """What the person wants of a playback: `SoundPlayer`."""

    @property
    def clock(self) -> MediaClock:
        """Where the playback stands."""

    @property
    def with_video(self) -> bool:
        """Whether pictures are wanted."""

    @property
    def speed(self) -> float:
        """How fast it runs."""

    @property
    def volume(self) -> float:
        """Loudness, 0 … 1."""

    @property
    def disturbed(self) -> bool:
        """Whether the thread has to look up from its work."""

    @property
    def redirected(self) -> bool:
        """Whether what is being worked on is not wanted any more."""

    def wait_while_paused(self) -> bool:
        """Wait until there is something to do; False when the player closes."""

    def wait_at_end(self) -> bool:
        """The end is reached; wait for a seek. False when the player closes."""

    def wait_until(self, position: float) -> bool:
        """Wait for the clock; False when something else is to be done first."""

    def take_seek(self) -> float | None:
        """The place to go to, once."""

    def show(self, frame: VideoFrame) -> None:
        """Put a picture into the slot."""

    def open_speakers(self) -> SoundOut | None:
        """Open the device when the first sound comes."""


class Playback:
    """One open file being played: decoding, pacing, seeking. Runs in the player's thread."""

    def __init__(self, player: Control, container: Any) -> None:
        from app.media.av_files import video_stream

        self._player = player
        self._container = container
        self._video = video_stream(container) if player.with_video else None
        self._audio = container.streams.audio[0] if container.streams.audio else None
        self._ahead: deque[Any] = deque()
        self._out: SoundOut | None = None
        self._tried_out = False
        self._stretch: tuple[float, Any] | None = None
        self._skip_before = 0.0
        self._shows_next = False
        if self._video is not None:
            self._video.thread_type = "AUTO"

    def run(self) -> None:
        """Play until the player closes."""
        try:
            self._loop()
        finally:
            if self._out is not None:
                self._out.close()

    def _loop(self) -> None:
        packets = self._packets()
        while True:
            if self._player.disturbed:
                if self._out is not None:
                    self._out.pause()
                if not self._player.wait_while_paused():
                    return
            if (target := self._player.take_seek()) is not None:
                self._go_to(target)
                packets = self._packets()
                continue
            packet = next(packets, None)
            if packet is None:
                while self._ahead:
                    if not self._player.wait_until(self._ahead[0].time):
                        break
                    self._show_due()
                self._play_rest()
                if self._player.disturbed:
                    continue
                if not self._player.wait_at_end():
                    return
                continue
            for frame in self._decode(packet):
                if packet.stream is self._audio:
                    self._play_sound(frame)
                else:
                    self._take_picture(frame)

    def _packets(self) -> Iterator[Any]:
        streams = [stream for stream in (self._audio, self._video) if stream is not None]
        if not streams:
            raise MediaError("nothing to play")
        packets: Iterator[Any] = self._container.demux(streams)
        return packets

    def _decode(self, packet: Any) -> Sequence[Any]:
        import av

        try:
            frames: Sequence[Any] = packet.decode()
            return frames
        except av.InvalidDataError:
            return ()  # one broken packet; the next may be good

    def _go_to(self, target: float) -> None:
        import av

        try:
            self._container.seek(int(target * 1_000_000))
        except av.FFmpegError:
            _log.info("cannot seek in this file")
        self._ahead.clear()
        self._stretch = None
        self._skip_before = target
        self._shows_next = True

    # ------------------------------------------------------------------------------- sound

    def _play_sound(self, frame: Any) -> None:
        start = float(frame.time or 0.0)
        length = frame.samples / frame.sample_rate
        if start + length <= self._skip_before:
            return
        if not self._tried_out:
            self._tried_out, self._out = True, self._player.open_speakers()
        player = self._player
        while player.disturbed and not player.redirected:
            if self._out is not None:
                self._out.pause()
            if not player.wait_while_paused():
                return
        if player.redirected:
            return
        player.clock.run(True)
        if self._out is None:
            player.wait_until(start)
            self._show_due()
            return
        for samples in self._stretched(frame):
            if not self._out.write(samples * player.volume):
                self._out.close()
                self._out = None
                return
        player.clock.set(start + length - self._out.latency * player.speed)
        self._show_due()

    def _stretched(self, frame: Any) -> "list[NDArray[np.float32]]":
        """Return the samples at the wished speed, the pitch unchanged."""
        import av

        speed = self._player.speed
        if self._stretch is None or self._stretch[0] != speed:
            graph = av.filter.Graph()
            source = graph.add_abuffer(template=self._audio)
            # Mono stays mono here: FFmpeg makes it quieter on its way to two channels.
            layouts = "channel_layouts=mono|stereo"
            shape = graph.add("aformat", f"sample_fmts=flt:sample_rates={RATE}:{layouts}")
            nodes = [source, shape, graph.add("abuffersink")]
            if speed != 1.0:
                nodes.insert(1, graph.add("atempo", f"{speed:.3f}"))
            graph.link_nodes(*nodes).configure()
            self._stretch = (speed, graph)
        graph = self._stretch[1]
        graph.push(frame)
        return self._pulled(graph)

    def _pulled(self, graph: Any) -> "list[NDArray[np.float32]]":
        import av
        import numpy as np

        parts: list[NDArray[np.float32]] = []
        while True:
            try:
                part = graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return parts
            samples = part.to_ndarray().reshape(-1, len(part.layout.channels))
            if samples.shape[1] != CHANNELS:
                samples = np.repeat(samples[:, :1], CHANNELS, axis=1)
            parts.append(np.ascontiguousarray(samples, dtype=np.float32))

    def _play_rest(self) -> None:
        """Play what the filters still hold when the file has ended."""
        if self._stretch is None or self._out is None or self._player.disturbed:
            return
        graph = self._stretch[1]
        self._stretch = None
        graph.push(None)
        for samples in self._pulled(graph):
            self._out.write(samples * self._player.volume)

    # ------------------------------------------------------------------------------ pictures

    def _take_picture(self, frame: Any) -> None:
        if frame.time is None or frame.time < self._skip_before:
            return
        if self._shows_next:
            # After a seek the picture stands at once, playing or not.
            self._shows_next = False
            self._publish(frame)
            return
        self._ahead.append(frame)
        if self._audio is None or len(self._ahead) > _FRAMES_AHEAD:
            self._player.clock.run(not self._player.disturbed)
            self._player.wait_until(float(self._ahead[0].time))
        self._show_due()

    def _show_due(self) -> None:
        now = self._player.clock.position
        due = None
        while self._ahead and self._ahead[0].time <= now:
            due = self._ahead.popleft()
        if due is not None and (now - due.time < _LATE or not self._ahead):
            self._publish(due)

    def _publish(self, frame: Any) -> None:
        share = min(1.0, _MAX_WIDTH / frame.width, _MAX_HEIGHT / frame.height)
        width, height = max(1, int(frame.width * share)), max(1, int(frame.height * share))
        picture = frame.reformat(width=width, height=height, format="bgra").to_ndarray()
        data = picture.tobytes()
        at, turned = float(frame.time or 0.0), int(frame.rotation)
        self._player.show(VideoFrame(data, width, height, at, turned))
