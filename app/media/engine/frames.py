"""Where a picture waits for the screen: a slot for the newest one, never a queue."""

from collections import deque
from collections.abc import Callable

from app.domain.calls import VideoFrame, VideoTrack


class FrameSlot:
    """One picture at most. Filled by one thread and emptied by another."""

    def __init__(self) -> None:
        self._frames: deque[VideoFrame] = deque(maxlen=1)

    def put(self, frame: VideoFrame) -> None:
        """Leave a picture; one that nobody took is gone."""
        self._frames.append(frame)

    def take(self) -> VideoFrame | None:
        """The newest picture, once."""
        try:
            return self._frames.popleft()
        except IndexError:
            return None


class Feed(FrameSlot):
    """Fulfils `VideoFeed`: the pictures of one track at the size of one place on the screen."""

    def __init__(
        self,
        track: VideoTrack,
        width: int,
        height: int,
        *,
        changed: Callable[["Feed"], None],
    ) -> None:
        super().__init__()
        self.track = track
        self.size = (width, height)
        self.closed = False
        self._changed = changed

    @property
    def wanted(self) -> bool:
        """Whether anybody sees it now."""
        return not self.closed and min(self.size) > 0

    def resize(self, width: int, height: int) -> None:
        """It is shown at this many pixels now; 0, 0 while it is not shown."""
        if (width, height) != self.size:
            self.size = (max(0, width), max(0, height))
            self._changed(self)

    def close(self) -> None:
        """Nobody looks any more."""
        if not self.closed:
            self.closed = True
            self._changed(self)
