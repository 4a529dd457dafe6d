"""Playback of a sound or video file in a thread of its own; the screen polls, nothing calls back.

The thread decodes, writes sound (which paces it) or waits for the clock where there is no device,
and leaves the newest due video frame in a slot. A frame that comes too late is skipped.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from app.domain.errors import MediaError
from app.media.clock import MediaClock
from app.media.playback import Playback, VideoFrame
from app.media.probe import FileKind, probe
from app.media.sound_out import SoundOut, open_speakers

_log = logging.getLogger(__name__)
SPEEDS = (0.5, 2.0)


class SoundPlayer:
    """Plays one file. Every property may be read from any thread at any time."""

    def __init__(
        self,
        path: Path,
        *,
        speakers: Callable[[], SoundOut | None] = open_speakers,
        clock: MediaClock | None = None,
        video: bool = False,
    ) -> None:
        self._path = path
        self._open_speakers = speakers
        self._clock = clock or MediaClock()
        self._with_video = video
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._wanted = False
        self._seek: float | None = None
        self._closing = False
        self._speed = 1.0
        self._volume = 1.0
        self._duration = 0.0
        self._finished = False
        self._error: MediaError | None = None
        self._frame: VideoFrame | None = None

    # ------------------------------------------------------------------------- what is told

    @property
    def position(self) -> float:
        """Seconds from the start."""
        at = self._clock.position if self._seek is None else self._seek
        return min(at, self._duration) if self._duration else at

    @property
    def duration(self) -> float:
        """Seconds in all; 0 while unknown."""
        return self._duration

    @property
    def playing(self) -> bool:
        """Whether it runs now."""
        return self._wanted and not self._finished and self._error is None

    @property
    def finished(self) -> bool:
        """Whether the end was reached; `start` begins anew."""
        return self._finished

    @property
    def error(self) -> MediaError | None:
        """Why it cannot be played."""
        return self._error

    def take_frame(self) -> VideoFrame | None:
        """The newest picture that was not taken yet."""
        with self._changed:
            frame, self._frame = self._frame, None
            return frame

    # ------------------------------------------------------------------------- what is done

    def start(self) -> None:
        """Play from here, or from the start after the end."""
        with self._changed:
            if self._finished:
                self._finished, self._seek = False, 0.0
            self._wanted = True
            if self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._run, name="player", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    resume = start

    def pause(self) -> None:
        """Stand still."""
        with self._changed:
            self._wanted = False
            self._clock.run(False)
            self._changed.notify_all()

    def seek(self, seconds: float) -> None:
        """Go to a place; plays on from there when it was playing."""
        with self._changed:
            self._seek = max(0.0, seconds)
            self._finished = False
            self._changed.notify_all()

    @property
    def speed(self) -> float:
        """How fast it runs, 0.5 … 2."""
        return self._speed

    @speed.setter
    def speed(self, value: float) -> None:
        with self._changed:
            self._speed = min(SPEEDS[1], max(SPEEDS[0], value))
            self._clock.set_speed(self._speed)
            self._changed.notify_all()

    @property
    def volume(self) -> float:
        """Loudness, 0 … 1."""
        return self._volume

    @volume.setter
    def volume(self, value: float) -> None:
        self._volume = min(1.0, max(0.0, value))

    def close(self, *, wait: float = 2.0) -> None:
        """End the thread and let the device go."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(wait)

    # ----------------------------------------------------------------------------- the thread

    def _run(self) -> None:
        try:
            self._play_file()
        except MediaError as error:
            self._error = error
        except Exception:  # boundary: the thread's entry
            _log.exception("player failed")
            self._error = MediaError("player failed")
        finally:
            self._clock.run(False)

    def _play_file(self) -> None:
        from app.media.av_files import measure, open_av

        found = probe(self._path)
        if found.kind is not FileKind.AV:
            raise MediaError("not audio or video")
        with open_av(self._path, found) as container:
            self._duration = (measure(container).duration or 0) / 1000
            Playback(self, container).run()

    def wait_while_paused(self) -> bool:
        """Wait until there is something to do; False when the player closes."""
        with self._changed:
            while not self._closing and not self._wanted and self._seek is None:
                self._changed.wait()
            return not self._closing

    def wait_at_end(self) -> bool:
        """The end is reached; wait for a seek. False when the player closes."""
        with self._changed:
            if self._seek is None:
                self._finished, self._wanted = True, False
                self._clock.run(False)
                if self._duration:
                    self._clock.set(self._duration)
            while not self._closing and self._seek is None:
                self._changed.wait()
            return not self._closing

    def wait_until(self, position: float) -> bool:
        """Wait for the clock; False when something else is to be done first."""
        with self._changed:
            while not self._closing and self._wanted and self._seek is None:
                seconds = self._clock.until(position)
                if seconds <= 0:
                    return True
                self._changed.wait(seconds)
            return False

    def take_seek(self) -> float | None:
        """The place to go to, once."""
        with self._changed:
            target, self._seek = self._seek, None
            if target is not None:
                self._clock.set(target)
            return target

    @property
    def disturbed(self) -> bool:
        """Whether the thread has to look up from its work."""
        return self._closing or not self._wanted or self._seek is not None

    @property
    def redirected(self) -> bool:
        """Whether what is being worked on is not wanted any more: another place, or the end."""
        return self._closing or self._seek is not None

    def show(self, frame: VideoFrame) -> None:
        """Put a picture into the slot."""
        with self._changed:
            self._frame = frame

    def open_speakers(self) -> SoundOut | None:
        """Open the device when the first sound comes."""
        return self._open_speakers()

    @property
    def clock(self) -> MediaClock:
        """Where the playback stands."""
        return self._clock

    @property
    def with_video(self) -> bool:
        """Whether pictures are wanted."""
        return self._with_video


class VideoPlayer(SoundPlayer):
    """Plays a video: pictures are in `take_frame()`."""

    def __init__(
        self,
        path: Path,
        *,
        speakers: Callable[[], SoundOut | None] = open_speakers,
        clock: MediaClock | None = None,
    ) -> None:
        super().__init__(path, speakers=speakers, clock=clock, video=True)
