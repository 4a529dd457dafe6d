"""Knowing that a window has been painted once: heavy work waits for it."""

import asyncio

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LONGEST_MS = 2_000
"""A window that starts minimised is not painted at all."""


class _Watch(QObject):
    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.painted = asyncio.get_running_loop().create_future()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.end)  # after the children were painted, too
        return False

    def end(self) -> None:
        if not self.painted.done():
            self.painted.set_result(None)


async def first_paint(widget: QWidget) -> None:
    """Return when the widget and what is in it have been painted."""
    watch = _Watch(widget)
    QTimer.singleShot(LONGEST_MS, watch.end)
    widget.update()
    await watch.painted
