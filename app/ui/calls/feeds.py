"""The pictures that are on the stage now: watched at the size of their tiles, let go when gone."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from app.domain.calls import VideoFrame, VideoTrack
from app.services.facade.calls import Call, VideoFeed


class Feeds:
    """Keeps one feed per visible picture and its newest image."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._feeds: dict[VideoTrack, VideoFeed] = {}
        self._sizes: dict[VideoTrack, QSize] = {}
        self._images: dict[VideoTrack, tuple[QImage, VideoFrame]] = {}

    def show(self, wanted: Mapping[VideoTrack, QSize]) -> None:
        """Watch these tracks at these physical sizes, and no others."""
        for track in [known for known in self._feeds if known not in wanted]:
            self._feeds.pop(track).close()
            self._sizes.pop(track)
            self._images.pop(track, None)
        for track, size in wanted.items():
            feed = self._feeds.get(track)
            if feed is None:
                self._feeds[track] = self._call.watch(track, size.width(), size.height())
            elif self._sizes[track] != size:
                feed.resize(size.width(), size.height())
            self._sizes[track] = size

    def take(self) -> list[VideoTrack]:
        """Fetch what came; return the tracks whose picture is new."""
        fresh = []
        for track, feed in self._feeds.items():
            frame = feed.take()
            if frame is not None:
                self._images[track] = (image_of(frame), frame)  # the image reads frame.data
                fresh.append(track)
        return fresh

    def image(self, track: VideoTrack) -> QImage | None:
        """The newest picture of a track."""
        held = self._images.get(track)
        return held[0] if held is not None else None

    def close(self) -> None:
        """Watch nothing any more."""
        self.show({})


def image_of(frame: VideoFrame) -> QImage:
    """Look at a frame as an image, without copying; the frame must outlive it."""
    return QImage(frame.data, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)
