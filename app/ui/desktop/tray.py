"""The icon beside the clock: unread count, show, quit; and the notifications that it pops up."""

import itertools
from collections.abc import Callable
from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from app.domain.profiles import ProfileKind
from app.services.facade.profiles import Notification
from app.ui.preferences import Settings
from app.ui.qt.i18n import tr, trn
from app.ui.theme import Theme, colors_of, make_font

if TYPE_CHECKING:
    from app.ui.desktop.notes import Notes

_SHOW_MS = 8000
_REMEMBERED = 100
"""Notifications whose click still leads to its message."""


def program_icon(theme: Theme, *, size: int = 64, badge: str = "") -> QPixmap:
    """Draw the program's icon, with a count on it."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors_of(ProfileKind.SCHOOL, False).acc)
    painter.drawRoundedRect(QRectF(2, 2, size - 4, size - 4), size * 0.25, size * 0.25)
    cap = theme.icon("hat_graduation_24_filled", QColor("white"), round(size * 0.64))
    painter.drawPixmap(round(size * 0.18), round(size * 0.18), cap)
    if badge:
        painter.setFont(make_font(round(size * 0.36), painter.font().Weight.Bold))
        width = max(size * 0.5, painter.fontMetrics().horizontalAdvance(badge) + size * 0.18)
        box = QRectF(size - width, 0, width, size * 0.5)
        painter.setBrush(colors_of(ProfileKind.SCHOOL, False).danger)
        painter.drawRoundedRect(box, size * 0.25, size * 0.25)
        painter.setPen(QColor("white"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge)
    painter.end()
    return pixmap


def is_quiet(settings: Settings, now: datetime) -> bool:
    """Whether the quiet hours hold; they may run over midnight."""
    if not settings.quiet:
        return False
    try:
        start, end = time.fromisoformat(settings.quiet_from), time.fromisoformat(settings.quiet_to)
    except ValueError:
        return False
    at = now.astimezone().time()
    return start <= at < end if start <= end else at >= start or at < end


def is_loud(settings: Settings, now: datetime) -> bool:
    """Whether a sound is wanted at this time."""
    return settings.sound and not is_quiet(settings, now)


def words_of(notification: Notification, settings: Settings) -> tuple[str, str]:
    """Return title and text as the person wants them shown."""
    if settings.hidden_text:
        news = tr("Новое сообщение") if notification.room_id else tr("Напоминание из дневника")
        return "Парта", news
    return notification.title, notification.body


class Tray(QObject):
    """Icon, menu, notifications."""

    show_wanted = Signal()
    quit_wanted = Signal()
    opened = Signal(object)
    """A notification was clicked (`Notification`)."""

    def __init__(
        self,
        owner: QWidget,
        theme: Theme,
        *,
        settings: Callable[[], Settings],
        presenting: Callable[[], bool],
        clock: Callable[[], datetime],
        notes: "Notes | None" = None,
    ) -> None:
        super().__init__(owner)
        self._theme, self._settings = theme, settings
        self._presenting, self._clock = presenting, clock
        self._last: Notification | None = None
        self._notes, self._shown = notes, dict[int, Notification]()
        self._numbers = itertools.count()
        if notes is not None:
            notes.clicked.connect(self._on_note_clicked)
        self._menu = QMenu(owner)
        self._menu.addAction(tr("Открыть Парту")).triggered.connect(self.show_wanted)
        self._menu.addSeparator()
        self._menu.addAction(tr("Закрыть Парту")).triggered.connect(self.quit_wanted)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self._on_message_clicked)
        self.set_unread(0)

    def is_available(self) -> bool:
        """Whether there is a place for the icon on this desktop."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Put the icon beside the clock, where there is such a place."""
        if self.is_available():
            self.icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        self.icon.hide()

    def set_unread(self, chats: int) -> None:
        """Show how many chats have something new."""
        badge = str(chats) if 0 < chats < 100 else "99+" if chats else ""
        icon = QIcon(program_icon(self._theme, badge=badge))
        self.icon.setIcon(icon)
        words = trn("%n [чат|чата|чатов] с новыми сообщениями", chats)
        self.icon.setToolTip(f"Парта: {words}" if chats else "Парта")

    def notify(self, notification: Notification) -> bool:
        """Pop a notification up, unless the person does not want it now."""
        settings = self._settings()
        if not settings.notify or is_quiet(settings, self._clock()) or self._presenting():
            return False
        title, text = words_of(notification, settings)
        if self._notes is not None:
            number = next(self._numbers)
            self._shown[number] = notification
            self._shown.pop(number - _REMEMBERED, None)
            self._notes.show(number, title, text, msec=_SHOW_MS)
        else:
            self._last = notification
            self.icon.showMessage(title, text, QIcon(program_icon(self._theme)), _SHOW_MS)
        if settings.sound and not notification.silent:
            from PySide6.QtWidgets import QApplication

            QApplication.beep()
        return True

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.show_wanted.emit()

    def _on_note_clicked(self, number: int, permission: str) -> None:
        from app.ui.desktop.single_instance import may_rise_with

        may_rise_with(permission)
        if (one := self._shown.pop(number, None)) is not None:
            self.opened.emit(one)

    def _on_message_clicked(self) -> None:
        last, self._last = self._last, None
        if last is not None:
            self.opened.emit(last)
        else:
            self.show_wanted.emit()
