"""Wait until a window has painted, so that nothing heavy begins before the person sees it."""

import asyncio

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_MOST_MS = 500
"""A window that is hidden or covered never paints: go on then."""


class _Eye(QObject):
    def __init__(self, window: QWidget, seen: asyncio.Event) -> None:
        super().__init__(window)
        self._seen = seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._seen.set)  # after this paint has reached the screen
        return False


async def first_paint(window: QWidget) -> None:
    """Return when the window has painted, or soon where it does not."""
    if not window.isVisible():
        return
    seen = asyncio.Event()
    eye = _Eye(window, seen)
    window.installEventFilter(eye)
    QTimer.singleShot(_AT_MOST_MS, eye, seen.set)
    window.update()
    await seen.wait()
    window.removeEventFilter(eye)
    eye.deleteLater()
