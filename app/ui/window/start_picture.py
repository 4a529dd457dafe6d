"""The window as a picture, so that a start can show the list before it has loaded what paints it.

A picture fits one look: version, preferences and system colours, which `mark` names. Where it does
not fit, or cannot be read, the start goes on without it. `Qt`, whose hundred enumerations take as
long as all of our modules here, is not touched before the picture is on the screen.
"""

import struct

from PySide6.QtGui import QGuiApplication, QImage

import app
from app.ui.preferences import Preferences

_HEAD = struct.Struct("!III4x")
"""The length of the mark, width and height; then the mark and the pixels, four bytes each."""
_ALIGNED = 16
"""The pixels are painted from where they lie: they begin where a processor likes to read."""


class _Held(QImage):
    """A picture in memory that it keeps but does not own."""

    def __init__(self, pixels: memoryview, width: int, height: int) -> None:
        super().__init__(pixels, width, height, QImage.Format.Format_RGB32)
        self._pixels = pixels


def mark(preferences: Preferences, ratio: float) -> bytes:
    """Return what names the look of now on a screen of this pixel ratio."""
    ground, now = QGuiApplication.palette().window().color().name(), preferences.now
    look = (now.mode.value, now.text_size, now.language, now.list_width)
    named = repr((app.__version__, ratio, ground, look)).encode()
    return named + bytes(-len(named) % _ALIGNED)


def pack(picture: QImage, marked: bytes) -> bytes:
    """Return the bytes to keep."""
    head = _HEAD.pack(len(marked), picture.width(), picture.height())
    return head + marked + bytes(picture.constBits())


def unpack(data: bytes | memoryview, marked: bytes, ratio: float) -> QImage | None:
    """Return the picture, None where it is broken or of another look; `data` is not copied."""
    if len(data) < _HEAD.size:
        return None
    length, width, height = _HEAD.unpack_from(data)
    begin = _HEAD.size + length
    if not width * height or len(data) != begin + 4 * width * height:
        return None
    if data[_HEAD.size : begin] != marked:
        return None
    picture = _Held(memoryview(data)[begin:], width, height)
    picture.setDevicePixelRatio(ratio)
    return picture
