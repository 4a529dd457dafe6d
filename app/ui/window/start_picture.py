"""The window as a picture, so that a start can show the list before it has loaded what paints it.

A picture fits one look: version, preferences and system colours, which `mark` names. Where it does
not fit, or cannot be read, the start goes on without it.
"""

import hashlib

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

import app
from app.ui.preferences import Preferences

_MARK = 32


def mark(preferences: Preferences, ratio: float) -> bytes:
    """Return what names the look of now on a screen of this pixel ratio."""
    scheme = QGuiApplication.styleHints().colorScheme().name
    look = f"{app.__version__} {ratio} {scheme} {preferences.now!r}"
    return hashlib.sha256(look.encode()).digest()[:_MARK]


def pack(picture: QImage, marked: bytes) -> bytes:
    """Return the bytes to keep; takes tens of milliseconds, so call it in a thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG", 80)  # type: ignore[call-overload]
    return marked + buffer.data().data()


def unpack(data: bytes, marked: bytes, ratio: float) -> QImage | None:
    """Return the picture, None where it is broken or of another look."""
    if data[:_MARK] != marked:
        return None
    picture = QImage.fromData(data[_MARK:])
    picture.setDevicePixelRatio(ratio)
    return None if picture.isNull() else picture
