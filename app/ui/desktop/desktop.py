"""The program on its desktop: tray icon with a count, notifications, life without a window."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.services.facade.profiles import Notification
from app.ui.desktop.presenting import is_presenting
from app.ui.desktop.tray import Tray, icon_of, program_icon
from app.ui.preferences import Preferences, Settings
from app.ui.theme import Theme
from app.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from app.ui.desktop.notes import Notes


_JUST_MS = 400
"""A click on the icon takes the window's focus away first, on some desktops: it was in use then."""

_PANEL_MS = 10_000
"""So long a desktop may take to put up its panel after the programs it starts."""


def make_notes(parent: QObject, theme: Theme) -> "Notes | None":
    """Return what shows notifications where the tray of Qt does not do; None where it does."""
    if not sys.platform.startswith("linux") or QGuiApplication.platformName() == "offscreen":
        return None
    from app.ui.desktop.notes import Notes

    return Notes(parent, picture=program_icon(theme).toImage())


class Desktop(QObject):
    """Owns the tray; decides whether closing the window ends the program."""

    quit_wanted = Signal()
    opened = Signal(object)
    """A notification was clicked (`Notification`)."""

    def __init__(self, window: MainWindow, theme: Theme, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._notes = make_notes(self, theme)
        QGuiApplication.setWindowIcon(icon_of(theme))  # for panels; on Wayland the desktop file's
        self._left = QElapsedTimer()
        self.tray = Tray(
            window,
            theme,
            settings=lambda: preferences.now,
            presenting=is_presenting,
            clock=lambda: datetime.now(UTC),
            notes=self._notes,
        )
        self.tray.show_wanted.connect(window.bring_to_front)
        if sys.platform != "darwin":  # where a click opens the menu
            self.tray.pressed.connect(self._on_pressed)
        self.tray.mute_wanted.connect(lambda on: preferences.change(notify=not on))
        self.tray.quit_wanted.connect(self.quit_wanted)
        self.tray.opened.connect(self.opened)
        self.tray.show()
        window.active_changed.connect(self._on_window_active)
        self._cut = preferences.subscribe(self._on_settings)

    def take_window(self) -> bool:
        """Hide the window to the tray; False where there is no tray or it is not wanted."""
        if not self._preferences.now.close_to_tray or not self.tray.is_available():
            return False
        self._window.hide()
        return True

    def begin_hidden(self) -> None:
        """Started with the system, maybe before its panel: the window waits for a tray."""
        QTimer.singleShot(_PANEL_MS, self, self._come_without_tray)

    def notify(self, notification: Notification) -> None:
        """Show a notification, if now is a time for it."""
        self.tray.notify(notification)

    def set_unread(self, chats: int) -> None:
        """Show the count on the icon, and on the program's own in the dock or the task bar."""
        self.tray.set_unread(chats)
        qt = QGuiApplication.instance()
        if isinstance(qt, QGuiApplication):
            qt.setBadgeNumber(chats)

    def close(self) -> None:
        """Take the icon away."""
        self._cut()
        self.tray.hide()
        if self._notes is not None:
            self._notes.close()

    def _come_without_tray(self) -> None:
        if not self._window.isVisible() and not self.tray.is_available():
            self._window.show()

    def _on_window_active(self, active: bool) -> None:
        if not active:
            self._left.start()

    def _on_pressed(self) -> None:
        """The icon was clicked: a window in use goes, any other comes."""
        just_left = self._left.isValid() and self._left.elapsed() < _JUST_MS
        if self._window.isVisible() and (self._window.isActiveWindow() or just_left):
            self._window.hide()
        else:
            self._window.bring_to_front()

    def _on_settings(self, settings: Settings) -> None:
        self.tray.set_muted(not settings.notify)
