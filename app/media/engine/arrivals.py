"""Received pictures straight from LiveKit's thread, and LiveKit's records kept from coming here.

The `VideoStream` of livekit 1.2 takes every picture through three queues and two tasks and copies
it twice; its client has 250 records a second sent to Python to be thrown away there. Both cost a
call of ten more than its painting. So this module, and no other, uses the inside of that library as
`VideoStream` does: a picture stays where LiveKit put it until somebody wants it on the screen.
"""

import ctypes
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Arrived:
    """A picture in I420, lines without gaps; LiveKit keeps it as long as this lives.

    `turns` are the quarters clockwise after which it is upright: a phone sends what its camera
    gives, however it is held.
    """

    def __init__(self, buffer: Any, turns: int) -> None:
        from livekit.rtc._ffi_client import FfiHandle

        self._kept = FfiHandle(buffer.handle.id)
        self.width: int = buffer.info.width
        self.height: int = buffer.info.height
        self.turns = turns
        self._address: int = buffer.info.data_ptr

    @property
    def data(self) -> NDArray[np.uint8]:
        """The three planes, one after another; to be read only while this lives."""
        half = ((self.width + 1) // 2) * ((self.height + 1) // 2)
        lying = (ctypes.c_uint8 * (self.width * self.height + 2 * half)).from_address(self._address)
        return np.frombuffer(memoryview(lying), np.uint8)


Taker = Callable[[Arrived], object]


class Arrivals:
    """Hands out the pictures of received tracks. Made and asked on the media loop."""

    def __init__(self) -> None:
        from livekit.rtc._ffi_client import FfiClient

        self._lock = threading.Lock()
        self._takers: dict[int, Taker] = {}
        FfiClient.instance.queue.subscribe(filter_fn=self._pass_on)

    def begin(self, track: Any, take: Taker) -> Callable[[], None]:
        """Give each picture of a track to `take`, on LiveKit's thread; what is returned ends it."""
        from livekit.rtc import VideoBufferType
        from livekit.rtc._ffi_client import FfiClient, FfiHandle
        from livekit.rtc._proto.ffi_pb2 import FfiRequest
        from livekit.rtc._proto.video_frame_pb2 import VideoStreamType

        asked = FfiRequest()
        asked.new_video_stream.track_handle = track._ffi_handle.handle
        asked.new_video_stream.type = VideoStreamType.VIDEO_STREAM_NATIVE
        asked.new_video_stream.format = VideoBufferType.I420
        asked.new_video_stream.normalize_stride = True
        with self._lock:  # the first picture may come before the answer
            stream = FfiClient.instance.request(asked).new_video_stream.stream
            handle = FfiHandle(stream.handle.id)
            self._takers[handle.handle] = take

        def end() -> None:
            with self._lock:
                if handle.handle in self._takers:
                    self._takers[handle.handle] = _let_go
            handle.dispose()

        return end

    def _pass_on(self, event: Any) -> bool:
        """A filter of LiveKit's: nothing goes on to a queue."""
        if event.WhichOneof("message") == "video_stream_event":
            told = event.video_stream_event
            with self._lock:
                take = self._takers.get(told.stream_handle)
                if take is not None and told.HasField("eos"):
                    del self._takers[told.stream_handle]
            if take is not None and told.HasField("frame_received"):
                # LiveKit's rotations are numbered by their quarters.
                take(Arrived(told.frame_received.buffer, told.frame_received.rotation))
        return False


def _let_go(_picture: Arrived) -> None:
    """Nobody wants it any more."""


@cache
def arrivals() -> Arrivals:
    """The one of this process."""
    return Arrivals()


def keep_records_out() -> None:
    """Let LiveKit write its records by RUST_LOG alone, instead of sending all of them here."""
    from livekit import rtc
    from livekit.rtc._ffi_client import FfiClient, ffi_event_callback

    begin = FfiClient.instance._ffi_lib.livekit_ffi_initialize
    begin(ffi_event_callback, False, b"python", rtc.__version__.encode("ascii"))
