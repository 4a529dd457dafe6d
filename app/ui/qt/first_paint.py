"""Paint a window at once, before there is an event loop, so that nothing heavy begins before it.

Clicks and keys of this time are not taken from the system: they wait for the loop, which hands
them to the widgets that stand there by then.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_MOST_MS = 300
"""A window that is covered never paints: go on then."""


class _Eye(QObject):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.seen = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False

    def give_up(self) -> None:
        """Wait no longer."""
        self.seen = True


def paint_now(window: QWidget) -> None:
    """Return when the window has painted, or soon where it does not."""
    if not window.isVisible():
        return
    eye = _Eye(window)
    QTimer.singleShot(_AT_MOST_MS, eye, eye.give_up)
    window.update()
    flags = QEventLoop.ProcessEventsFlag
    while not eye.seen:
        QCoreApplication.processEvents(flags.ExcludeUserInputEvents | flags.WaitForMoreEvents)
    window.removeEventFilter(eye)
    eye.deleteLater()
