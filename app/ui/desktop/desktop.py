"""The program on its desktop: tray icon with a count, notifications, life without a window."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from app.services.facade.profiles import Notification
from app.ui.desktop.presenting import is_presenting
from app.ui.desktop.tray import Tray
from app.ui.preferences import Preferences
from app.ui.qt import places
from app.ui.theme import Theme
from app.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from app.ui.desktop.notes import Notes


def make_notes(parent: QObject) -> "Notes | None":
    """Return what shows notifications where the tray of Qt does not do; None where it does."""
    if not sys.platform.startswith("linux") or QGuiApplication.platformName() == "offscreen":
        return None
    if places.are_known() and QSystemTrayIcon.isSystemTrayAvailable():
        return None
    from app.ui.desktop.notes import Notes

    return Notes(parent)


class Desktop(QObject):
    """Owns the tray; decides whether closing the window ends the program."""

    quit_wanted = Signal()
    opened = Signal(object)
    """A notification was clicked (`Notification`)."""

    def __init__(self, window: MainWindow, theme: Theme, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._notes = make_notes(self)
        self.tray = Tray(
            window,
            theme,
            settings=lambda: preferences.now,
            presenting=is_presenting,
            clock=lambda: datetime.now(UTC),
            notes=self._notes,
        )
        self.tray.show_wanted.connect(window.bring_to_front)
        self.tray.quit_wanted.connect(self.quit_wanted)
        self.tray.opened.connect(self.opened)
        self.tray.show()

    def take_window(self) -> bool:
        """Hide the window to the tray; False where there is no tray or it is not wanted."""
        if not self._preferences.now.close_to_tray or not self.tray.is_available():
            return False
        self._window.hide()
        return True

    def notify(self, notification: Notification) -> None:
        """Show a notification, if now is a time for it."""
        self.tray.notify(notification)

    def set_unread(self, chats: int) -> None:
        """Show the count on the icon."""
        self.tray.set_unread(chats)

    def close(self) -> None:
        """Take the icon away."""
        self.tray.hide()
        if self._notes is not None:
            self._notes.close()
