"""A camera through PyAV, in a thread of its own: v4l2, dshow, avfoundation, or a test picture.

A camera's id is `format:name` in FFmpeg's words ("v4l2:/dev/video0"). "lavfi:testsrc=…" is a camera
that no computer lacks: tests use it, and it takes the same way as a real one.
"""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.calls import VideoFrame
from app.domain.errors import MediaError, UserText
from app.media.engine.troubles import CAMERA_LOST, NO_CAMERA, camera_trouble

if TYPE_CHECKING:
    import av

_log = logging.getLogger(__name__)
WIDTH, HEIGHT, RATE = 1280, 720, 30
OPEN_SECONDS = 8.0


class Showing(Protocol):
    """Who gets the pictures of a camera or a screen; called from its thread."""

    def picture(self, data: bytes, width: int, height: int, /) -> None:
        """One picture as I420."""

    def preview_size(self) -> tuple[int, int] | None:
        """How large the person's own preview is; None while it is not shown."""

    def preview(self, frame: VideoFrame, /) -> None:
        """One picture for the preview."""


class Camera:
    """One open camera. `lost` is called when it goes away by itself."""

    def __init__(self, device: str, showing: Showing, lost: Callable[[UserText], None]) -> None:
        self._device, self._showing, self._lost = device, showing, lost
        self._closing = threading.Event()
        self._opened = threading.Event()
        self._error: MediaError | None = None
        self.size = (WIDTH, HEIGHT)
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)

    def open(self) -> None:
        """Open it and return when the first picture is there; blocks. Raises MediaError."""
        self._thread.start()
        self._opened.wait(OPEN_SECONDS)
        if self._error is not None:
            raise self._error
        if not self._opened.is_set():
            self.close()
            raise MediaError("camera gives nothing", user_text=NO_CAMERA)

    def close(self) -> None:
        """Let the device go; blocks until the picture under way is done."""
        self._closing.set()
        if self._thread is not threading.current_thread():
            self._thread.join(2.0)

    def _run(self) -> None:
        import av

        try:
            with open_device(self._device) as container:
                for frame in container.decode(video=0):
                    if self._closing.is_set():
                        return
                    self._take(frame)
            raise av.error.EOFError(0, "end")
        except (av.error.FFmpegError, OSError, StopIteration, IndexError) as error:
            self._fail(error)
        except Exception:  # boundary: the thread's entry
            _log.exception("camera failed")
            self._fail(OSError("camera failed"))

    def _take(self, frame: "av.VideoFrame") -> None:
        if not self._opened.is_set():
            self.size = (frame.width & ~1, frame.height & ~1)
            self._opened.set()
        width, height = self.size
        self._showing.picture(to_i420(frame, width, height), width, height)
        if (tile := self._showing.preview_size()) is not None:
            self._showing.preview(to_bgra(frame, tile))

    def _fail(self, error: Exception) -> None:
        if self._closing.is_set():
            return
        _log.info("camera: %s", type(error).__name__)
        if self._opened.is_set():
            self._lost(CAMERA_LOST)
            return
        self._error = camera_trouble(error if isinstance(error, OSError) else OSError())
        self._opened.set()


def open_device(device: str) -> Any:
    """Open a camera by its id, in the best way it has. Raises what PyAV raises."""
    import av

    kind, _, name = device.partition(":")
    if kind == "lavfi":
        return av.open(f"{name},realtime", format="lavfi")
    options = {"video_size": f"{WIDTH}x{HEIGHT}", "framerate": str(RATE)}
    if kind == "dshow":
        name = f"video={name}"
    tries = [options | ({"input_format": "mjpeg"} if kind == "v4l2" else {}), options, {}]
    for wanted in tries[:-1]:
        try:
            return av.open(name, format=kind, options=wanted, timeout=OPEN_SECONDS)
        except (av.error.FFmpegError, OSError) as error:
            if isinstance(error, FileNotFoundError | PermissionError) or error.errno == 16:
                raise
    return av.open(name, format=kind, options=tries[-1], timeout=OPEN_SECONDS)


def to_i420(frame: "av.VideoFrame", width: int, height: int) -> bytes:
    """The planes of a picture one after another, as WebRTC takes them."""
    planar = frame.reformat(width, height, "yuv420p")
    parts = []
    for number, plane in enumerate(planar.planes):
        wide = width if number == 0 else width // 2
        rows = memoryview(plane)
        if plane.line_size == wide:
            parts.append(rows[: wide * plane.height])
        else:
            parts.extend(
                rows[row * plane.line_size : row * plane.line_size + wide]
                for row in range(plane.height)
            )
    return b"".join(parts)


def to_bgra(frame: "av.VideoFrame", tile: tuple[int, int]) -> VideoFrame:
    """The picture at about the size of a tile, never enlarged, ready to paint."""
    scale = min(1.0, max(tile[0] / frame.width, tile[1] / frame.height))
    width = max(2, int(frame.width * scale)) & ~1
    height = max(2, int(frame.height * scale)) & ~1
    painted = frame.reformat(width, height, "bgra")
    plane = painted.planes[0]
    return VideoFrame(bytes(plane), width, height, plane.line_size)
