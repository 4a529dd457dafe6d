"""The main window: rail, a page per profile, the sign-in page, keys that work anywhere.

It is on the screen before its parts are loaded: first as a picture of last time, then furnished.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.ids import ProfileId
from app.ui.preferences import Preferences

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from app.ui.look import Look
    from app.ui.rail.profile_button import RailEntry
    from app.ui.rail.rail import Rail, Section
    from app.ui.window.profile_page import ProfilePage

STANDARD = (1440, 860)
SMALLEST = (420, 480)


def introduce(qt: QApplication) -> None:
    """Tell the system who we are, before there is a window."""
    qt.setQuitOnLastWindowClosed(False)
    qt.setApplicationName("parta")
    qt.setApplicationDisplayName("Парта")
    qt.setDesktopFileName("app.parta.Parta")


class MainWindow(QWidget):
    """Rail on the left, the page of the active profile beside it."""

    closing = Signal()
    """The close button: the application decides between tray and end."""
    active_changed = Signal(bool)
    """The window came to the front, or left it."""
    switch_wanted = Signal(int)
    """Ctrl+1 … Ctrl+9: the place of a profile on the rail."""

    rail: Rail
    stack: QStackedWidget

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self._pages: dict[ProfileId, ProfilePage] = {}
        self._picture: QImage | None = None
        self.allow_close = False
        self.setWindowTitle("Парта")
        self.setObjectName("main")
        self.setMinimumSize(*SMALLEST)
        self._restore()

    def show_picture(self, picture: QImage) -> bool:
        """Show a picture of the whole window until `drop_picture`; False where it does not fit."""
        is_fitting = picture.deviceIndependentSize().toSize() == self.size() or self.isMaximized()
        if is_fitting:
            self._picture = picture
            self.show()
        return is_fitting

    def drop_picture(self) -> None:
        """The real parts have painted."""
        self._picture = None

    def furnish(self, look: Look) -> None:
        """Put the rail and the place of the pages into the window."""
        from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

        from app.domain.profiles import ProfileKind
        from app.ui.qt.reader import serve_readers
        from app.ui.rail.rail import Rail
        from app.ui.style import dress

        serve_readers()
        theme = look.theme(ProfileKind.SCHOOL)
        dress(self, theme)
        self.rail = Rail(theme)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
        self.rail.section_picked.connect(self._on_section_picked)
        self._add_shortcuts()

    @property
    def page(self) -> ProfilePage | None:
        """The page that is shown, if it is a profile's."""
        shown = self.stack.currentWidget()
        return next((page for page in self._pages.values() if page is shown), None)

    def page_of(self, profile_id: ProfileId) -> ProfilePage | None:
        """Return the page of a profile."""
        return self._pages.get(profile_id)

    def add_page(self, page: ProfilePage) -> None:
        """Add the page of a profile."""
        self._pages[page.profile.id] = page
        self.stack.addWidget(page)
        page.settings_wanted.connect(self.rail.settings_wanted)
        page.sections.changed.connect(lambda: self._on_sections_changed(page))
        page.theme.changed.connect(self._on_theme_changed)

    def remove_page(self, profile_id: ProfileId) -> None:
        """Remove the page of a profile that was signed out."""
        page = self._pages.pop(profile_id, None)
        if page is not None:
            page.detach()
            self.stack.removeWidget(page)
            page.deleteLater()

    def show_page(self, profile_id: ProfileId) -> None:
        """Show a profile; everything on its page is as it was left."""
        page = self._pages.get(profile_id)
        if page is None:
            return
        if self.stack.currentWidget() is not page:
            before: QWidget | None = page.focusWidget()
            self.stack.setCurrentWidget(page)
            page.take_focus(before)
        elif self.focusWidget() is None:  # the first page is the current one from the start
            page.take_focus(None)
        self.rail.set_theme(page.theme)
        self.rail.setVisible(True)
        self._show_sections(page)
        self.setWindowTitle(f"{page.profile.title} — Парта")

    def show_other(self, page: QWidget) -> None:
        """Show a page that is no profile's: signing in, settings."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.rail.setVisible(bool(self._pages))

    def set_entries(self, entries: Sequence[RailEntry]) -> None:
        """Show profiles and unread counts on the rail."""
        self.rail.set_entries(entries)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture of last time; what is in the window later covers it."""
        if self._picture is not None and self._picture.deviceIndependentSize() == self.size():
            painter = QPainter(self)
            painter.drawImage(0, 0, self._picture)
            painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: remember the place; whether it really closes is not for the window to say."""
        state = base64.b64encode(self.saveGeometry().data()).decode()
        self.preferences.change(geometry=state)
        if self.allow_close:
            event.accept()
            return
        event.ignore()
        self.closing.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: tell who is interested whether the person is here."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.active_changed.emit(self.isActiveWindow())

    def bring_to_front(self) -> None:
        """Show the window over the others."""
        from PySide6.QtCore import Qt

        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _restore(self) -> None:
        saved = self.preferences.now.geometry
        if saved and self.restoreGeometry(QByteArray.fromBase64(saved.encode())):
            return
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(STANDARD[0], room.width()), min(STANDARD[1], room.height()))

    def _add_shortcuts(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        def key(keys: str, act: Callable[[], None]) -> None:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self._on_key, act))

        for place in range(9):
            key(f"Ctrl+{place + 1}", partial(self.switch_wanted.emit, place))
        key("Ctrl+K", lambda: self._on_page(lambda page: page.search()))
        key("Ctrl+F", lambda: self._on_page(lambda page: page.find_in_chat()))
        key("Alt+Up", lambda: self._on_page(lambda page: page.go(-1)))
        key("Alt+Down", lambda: self._on_page(lambda page: page.go(1)))
        key("Ctrl+N", lambda: self._on_page(lambda page: page.chats.new_chat.emit()))
        key("Ctrl+,", self.rail.settings_wanted.emit)

    def _on_key(self, act: Callable[[], None]) -> None:
        from app.ui.qt.dialogs import sheet_is_open

        if not sheet_is_open(self):
            act()

    def _on_page(self, act: Callable[[ProfilePage], None]) -> None:
        if self.page is not None:
            act(self.page)

    def _on_section_picked(self, section: Section) -> None:
        if self.page is not None:
            self.page.show_section(section)

    def _on_theme_changed(self) -> None:
        page = self.page
        if page is not None:
            self.rail.set_theme(page.theme)

    def _on_sections_changed(self, page: ProfilePage) -> None:
        if page is self.page:
            self._show_sections(page)

    def _show_sections(self, page: ProfilePage) -> None:
        self.rail.offer(page.sections.offered)
        self.rail.show_section(page.sections.shown)
