"""Where windows are. In a Wayland session only the desktop knows, and it alone places them.

No window stays over the others there, and a new one takes the keyboard from the one in use. So what
is small and should stay in sight lodges inside the window that is in use.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget


def are_known() -> bool:
    """Whether windows know their place, can choose it, and can stay over those of others."""
    return not QGuiApplication.platformName().startswith("wayland")


def overlap(one: QWidget, other: QWidget) -> bool:
    """Whether two windows surely cover a part of each other."""
    if are_known():
        return one.frameGeometry().intersects(other.frameGeometry())
    room = one.screen().geometry()
    return (
        one.screen() is other.screen()
        and one.width() + other.width() > room.width()
        and one.height() + other.height() > room.height()
    )


class Lodging(QObject):
    """Keeps a window inside another one; when that is put away it is a window of its own again."""

    def __init__(self, guest: QWidget, host: QWidget) -> None:
        super().__init__(guest)
        self._guest, self._flags = guest, guest.windowFlags()
        self.host: QWidget | None = host
        """Whom it lodges with; None once it has left."""
        guest.setParent(host, Qt.WindowType.Widget)
        host.installEventFilter(self)

    def move(self, to: QPoint) -> None:
        """Move the guest, but not out of the house."""
        if self.host is None:
            self._guest.move(to)
            return
        most = self.host.rect().bottomRight() - self._guest.rect().bottomRight()
        self._guest.move(max(0, min(to.x(), most.x())), max(0, min(to.y(), most.y())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the corner on the right moves; the host goes."""
        if isinstance(event, QResizeEvent):
            before, now = self._guest.pos(), event.size() - event.oldSize()
            is_low = before.y() + self._guest.height() / 2 > event.oldSize().height() / 2
            self.move(before + QPoint(now.width(), now.height() if is_low else 0))
        elif event.type() == QEvent.Type.Hide and self.host is not None:
            self.host.removeEventFilter(self)
            self.host = None
            self._guest.setParent(None, self._flags)
            self._guest.show()
        return False
