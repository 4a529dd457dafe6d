"""Pictures from PipeWire, straight from its library: every desktop that shares a screen has it.

The library runs a thread of its own and calls us there: `_on_…` runs in it. The newest picture
stays where the compositor wrote it until somebody takes it, so one that nobody wants costs nothing.

Source: PipeWire's headers pipewire/stream.h, thread-loop.h, spa/buffer/*.h.
"""

import ctypes
import ctypes.util
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.errors import MediaError, UserText
from app.media.portal import pods

if TYPE_CHECKING:
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)
RATE = 15
_INPUT, _ERROR, _UNCONNECTED, _CONNECTING = 0, -1, 0, 1
_AUTOCONNECT, _MAP_BUFFERS, _DONT_RECONNECT = 1 << 0, 1 << 2, 1 << 7
_CORRUPTED = 1

NO_PIPEWIRE = UserText(
    "Экран передаёт PipeWire, но его библиотеки в системе нет. Установите пакет libpipewire-0.3-0 "
    "(в некоторых системах pipewire-libs)."
)
NO_PICTURES = UserText("Система не передаёт картинку экрана. Начните показ снова.")


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of four bytes a pixel (height × width × 4); `order` is FFmpeg's word for them."""

    pixels: "NDArray[Any]"
    order: str


class _Chunk(ctypes.Structure):
    _fields_ = (
        ("offset", ctypes.c_uint32),
        ("size", ctypes.c_uint32),
        ("stride", ctypes.c_int32),
        ("flags", ctypes.c_int32),
    )


class _Data(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("fd", ctypes.c_int64),
        ("mapoffset", ctypes.c_uint32),
        ("maxsize", ctypes.c_uint32),
        ("data", ctypes.c_void_p),
        ("chunk", ctypes.POINTER(_Chunk)),
    )


class _Meta(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_uint32),
        ("size", ctypes.c_uint32),
        ("data", ctypes.c_void_p),
    )


class _Region(ctypes.Structure):
    _fields_ = (
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
        ("width", ctypes.c_uint32),
        ("height", ctypes.c_uint32),
    )


class _Buffer(ctypes.Structure):
    _fields_ = (
        ("metas_count", ctypes.c_uint32),
        ("datas_count", ctypes.c_uint32),
        ("metas", ctypes.POINTER(_Meta)),
        ("datas", ctypes.POINTER(_Data)),
    )


class _Queued(ctypes.Structure):
    """The beginning of pw_buffer."""

    _fields_ = (("buffer", ctypes.POINTER(_Buffer)),)


_OnState = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_char_p)
_OnParameter = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p)
_OnBuffer = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)
_OnProcess = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


class _Events(ctypes.Structure):
    """pw_stream_events, version 0."""

    _fields_ = (
        ("version", ctypes.c_uint32),
        ("destroy", ctypes.c_void_p),
        ("state_changed", _OnState),
        ("control_info", ctypes.c_void_p),
        ("io_changed", ctypes.c_void_p),
        ("param_changed", _OnParameter),
        ("add_buffer", ctypes.c_void_p),
        ("remove_buffer", _OnBuffer),
        ("process", _OnProcess),
        ("drained", ctypes.c_void_p),
    )


class Pictures:
    """The pictures of one node, from `open` to `close`; both block and belong to one thread."""

    def __init__(self, remote: int, node: int) -> None:
        """`remote` is the connection that the portal gave, a file descriptor; it is ours now."""
        self._remote: int | None = remote
        self._node = node
        self._format: pods.Format | None = None
        self._newest: int | None = None
        self._is_new = False
        self._pipewire: Any = None
        self._loop: Any = None
        self._context: Any = None
        self._core: Any = None
        self._stream: Any = None
        self.ended = False
        """It gives no more pictures."""
        self._hook = (ctypes.c_void_p * 6)()
        self._events = _Events(
            state_changed=_OnState(self._on_state),
            param_changed=_OnParameter(self._on_parameter),
            remove_buffer=_OnBuffer(self._on_remove_buffer),
            process=_OnProcess(self._on_process),
        )

    def open(self) -> None:
        """Connect; pictures come later. Raises MediaError."""
        self._pipewire = pipewire = _library()
        self._loop = pipewire.pw_thread_loop_new(b"parta-screen", None)
        loop = pipewire.pw_thread_loop_get_loop(self._loop)
        self._context = pipewire.pw_context_new(loop, None, 0)
        if not self._context or pipewire.pw_thread_loop_start(self._loop) < 0:
            raise MediaError("no PipeWire loop", user_text=NO_PICTURES)
        with self._locked():
            remote, self._remote = self._remote, None  # PipeWire closes it, whatever happens
            self._core = pipewire.pw_context_connect_fd(self._context, remote, None, 0)
            if not self._core:
                raise MediaError("no PipeWire connection", user_text=NO_PICTURES)
            about = b"media.type=Video media.category=Capture media.role=Screen"
            about = pipewire.pw_properties_new_string(about)
            self._stream = pipewire.pw_stream_new(self._core, b"parta-screen", about)
            pipewire.pw_stream_add_listener(self._stream, self._hook, self._events, None)
            # A compositor that knows no limit takes the second.
            wanted = _array(pods.wanted_format(rate=RATE), pods.wanted_format())
            flags = _AUTOCONNECT | _MAP_BUFFERS | _DONT_RECONNECT
            made = pipewire.pw_stream_connect(
                self._stream, _INPUT, self._node, flags, wanted, len(wanted)
            )
        if made < 0:
            raise MediaError("no PipeWire stream", user_text=NO_PICTURES)

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height as agreed upon; None before."""
        known = self._format
        return (known.width, known.height) if known is not None else None

    def take(self) -> Picture | None:
        """The newest picture as a copy, once; None while there is no newer one."""
        with self._locked():
            if not self._is_new or self._newest is None or self._format is None:
                return None
            self._is_new = False
            return _copied(self._newest, self._format)

    def close(self) -> None:
        """Let go of everything; may be called after a failed `open`."""
        if self._remote is not None:
            os.close(self._remote)
            self._remote = None
        if self._loop is None:
            return
        pipewire = self._pipewire
        pipewire.pw_thread_loop_stop(self._loop)
        if self._stream:
            pipewire.pw_stream_destroy(self._stream)
        if self._core:
            pipewire.pw_core_disconnect(self._core)
        if self._context:
            pipewire.pw_context_destroy(self._context)
        pipewire.pw_thread_loop_destroy(self._loop)
        self._loop = None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._pipewire.pw_thread_loop_lock(self._loop)
        try:
            yield
        finally:
            self._pipewire.pw_thread_loop_unlock(self._loop)

    def _on_state(self, _data: Any, before: int, now: int, error: bytes | None) -> None:
        if now == _ERROR or (now == _UNCONNECTED and before > _UNCONNECTED):
            _log.info("the screen's stream ended: %s", (error or b"").decode(errors="replace"))
            self.ended = True

    def _on_parameter(self, _data: Any, name: int, value: int | None) -> None:
        if name != pods.FORMAT or not value:
            return
        head = ctypes.string_at(value, 8)
        self._format = pods.read_format(ctypes.string_at(value, pods.length_of(head)))
        told = _array(pods.wanted_buffers(), pods.wanted_crop())
        self._pipewire.pw_stream_update_params(self._stream, told, len(told))

    def _on_remove_buffer(self, _data: Any, buffer: int | None) -> None:
        if buffer == self._newest:
            self._newest = None

    def _on_process(self, _data: Any) -> None:
        """Keep the newest, give back the others."""
        while buffer := self._pipewire.pw_stream_dequeue_buffer(self._stream):
            if not _has_picture(buffer):
                self._pipewire.pw_stream_queue_buffer(self._stream, buffer)
                continue
            if self._newest is not None:
                self._pipewire.pw_stream_queue_buffer(self._stream, self._newest)
            self._newest, self._is_new = buffer, True


def _has_picture(address: int) -> bool:
    """Whether a buffer brings pixels: it may bring a moved pointer only."""
    buffer = ctypes.cast(address, ctypes.POINTER(_Queued)).contents.buffer.contents
    if not buffer.datas_count:
        return False
    data = buffer.datas[0]
    chunk = data.chunk.contents
    return bool(data.data and chunk.size and not chunk.flags & _CORRUPTED)


def _copied(address: int, known: pods.Format) -> Picture | None:
    """Copy a picture out; None for one that does not fit its own memory."""
    import numpy as np

    buffer = ctypes.cast(address, ctypes.POINTER(_Queued)).contents.buffer.contents
    data = buffer.datas[0]
    chunk = data.chunk.contents
    line = chunk.stride or known.width * 4
    start, size = chunk.offset, line * known.height
    if line < known.width * 4 or start + size > data.maxsize:
        _log.warning("a picture of the screen does not fit its memory")
        return None
    memory = (ctypes.c_uint8 * size).from_address(data.data + start)
    whole = np.ctypeslib.as_array(memory).reshape(known.height, line)
    left, top, width, height = _part(buffer, known)
    cut = whole[top : top + height, left * 4 : (left + width) * 4]
    return Picture(cut.reshape(height, width, 4).copy(), known.order)


def _part(buffer: _Buffer, known: pods.Format) -> tuple[int, int, int, int]:
    """What counts of a picture: the whole, where nothing else is said or it makes no sense."""
    for meta in buffer.metas[: buffer.metas_count]:
        if meta.type == pods.CROP and meta.size >= pods.CROP_SIZE and meta.data:
            one = ctypes.cast(meta.data, ctypes.POINTER(_Region)).contents
            is_inside = (
                min(one.x, one.y) >= 0
                and one.x + one.width <= known.width
                and one.y + one.height <= known.height
            )
            if is_inside and one.width and one.height:
                return one.x, one.y, one.width, one.height
    return 0, 0, known.width, known.height


def _array(*values: bytes) -> Any:
    """An array of addresses, as the library takes values; it keeps what it points to alive."""
    kept = [ctypes.create_string_buffer(one, len(one)) for one in values]
    made: Any = (ctypes.c_void_p * len(kept))(*(ctypes.addressof(one) for one in kept))
    made.kept = kept
    return made


def _library() -> Any:
    """PipeWire's library, ready for use. Raises MediaError."""
    try:
        found = ctypes.CDLL("libpipewire-0.3.so.0")
    except OSError as error:
        raise MediaError("no libpipewire", user_text=NO_PIPEWIRE) from error
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    for name, result, arguments in (
        ("pw_init", None, (pointer, pointer)),
        ("pw_thread_loop_new", pointer, (ctypes.c_char_p, pointer)),
        ("pw_thread_loop_get_loop", pointer, (pointer,)),
        ("pw_thread_loop_start", ctypes.c_int, (pointer,)),
        ("pw_thread_loop_stop", None, (pointer,)),
        ("pw_thread_loop_lock", None, (pointer,)),
        ("pw_thread_loop_unlock", None, (pointer,)),
        ("pw_thread_loop_destroy", None, (pointer,)),
        ("pw_context_new", pointer, (pointer, pointer, ctypes.c_size_t)),
        ("pw_context_connect_fd", pointer, (pointer, ctypes.c_int, pointer, ctypes.c_size_t)),
        ("pw_context_destroy", None, (pointer,)),
        ("pw_core_disconnect", ctypes.c_int, (pointer,)),
        ("pw_properties_new_string", pointer, (ctypes.c_char_p,)),
        ("pw_stream_new", pointer, (pointer, ctypes.c_char_p, pointer)),
        ("pw_stream_add_listener", None, (pointer, pointer, ctypes.POINTER(_Events), pointer)),
        ("pw_stream_connect", ctypes.c_int, (pointer, *(number,) * 3, pointer, number)),
        ("pw_stream_update_params", ctypes.c_int, (pointer, pointer, number)),
        ("pw_stream_dequeue_buffer", pointer, (pointer,)),
        ("pw_stream_queue_buffer", ctypes.c_int, (pointer, pointer)),
        ("pw_stream_destroy", None, (pointer,)),
    ):
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    found.pw_init(None, None)
    return found
