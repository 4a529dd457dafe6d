"""Where a picture waits for the screen: a slot for the newest one, never a queue."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.calls import VideoFrame, VideoTrack

if TYPE_CHECKING:
    from app.media.engine.arrivals import Arrived
    from app.media.engine.scaling import Scaler


class Feed:
    """Fulfils `VideoFeed`: the pictures of one track at the size of one place on the screen.

    One picture at most: one thread fills the slot and another empties it. A received picture is
    made to fit where it is taken, so one that nobody takes costs nothing.
    """

    def __init__(
        self,
        track: VideoTrack,
        width: int,
        height: int,
        *,
        changed: Callable[["Feed"], None],
    ) -> None:
        self.track = track
        self.size = (width, height)
        self.closed = False
        self._changed = changed
        self._pictures: deque[VideoFrame | Arrived] = deque(maxlen=1)
        self._scaler: Scaler | None = None

    def put(self, picture: "VideoFrame | Arrived") -> None:
        """Leave a picture, ready or as it was received; one that nobody took is gone."""
        self._pictures.append(picture)

    def take(self) -> VideoFrame | None:
        """The newest picture, once."""
        try:
            picture = self._pictures.popleft()
        except IndexError:
            return None
        if isinstance(picture, VideoFrame):
            return picture
        if self._scaler is None:
            from app.media.engine.scaling import Scaler

            self._scaler = Scaler(self.track.source)
        return self._scaler.fit(picture, self.size)

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
