"""The window as a picture, so that a start can show the list before it has loaded what paints it.

A picture fits one look: version, preferences and system colours, which `mark` names. Where it does
not fit, or cannot be read, the start goes on without it. `Qt`, whose hundred enumerations take as
long as all of our modules here, is not touched before the picture is on the screen.
"""

import hashlib
import struct

from PySide6.QtGui import QGuiApplication, QImage

import app
from app.ui.preferences import Preferences

_HEAD = struct.Struct("!32sII")
"""The mark, width and height; then the pixels, four bytes each."""


def mark(preferences: Preferences, ratio: float) -> bytes:
    """Return what names the look of now on a screen of this pixel ratio."""
    ground = QGuiApplication.palette().window().color().name()
    look = f"{app.__version__} {ratio} {ground} {preferences.now!r}"
    return hashlib.sha256(look.encode()).digest()


def pack(picture: QImage, marked: bytes) -> bytes:
    """Return the bytes to keep."""
    return _HEAD.pack(marked, picture.width(), picture.height()) + bytes(picture.constBits())


def unpack(data: bytes, marked: bytes, ratio: float) -> QImage | None:
    """Return the picture, None where it is broken or of another look."""
    if not data.startswith(marked) or len(data) < _HEAD.size:
        return None
    _, width, height = _HEAD.unpack_from(data)
    if not width * height or len(data) != _HEAD.size + 4 * width * height:
        return None
    pixels = memoryview(data)[_HEAD.size :]
    picture = QImage(pixels, width, height, QImage.Format.Format_RGB32).copy()
    picture.setDevicePixelRatio(ratio)
    return picture
