"""The icon beside the clock: unread count, show, quit; and the notifications that it pops up."""

import itertools
from collections.abc import Callable
from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from app.domain.profiles import ProfileKind
from app.services.facade.profiles import Notification
from app.ui.preferences import Settings
from app.ui.qt.i18n import tr, trn
from app.ui.theme import Theme, colors_of, make_font

if TYPE_CHECKING:
    from app.ui.desktop.notes import Notes

_SHOW_MS = 8000
_SIZES = (16, 22, 24, 32, 44, 48, 64, 128)
_LARGE = 32
"""From this size on a count is read without being made larger."""
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
    edge = round(size / 32)
    ground = QRectF(edge, edge, size - 2 * edge, size - 2 * edge)
    painter.drawRoundedRect(ground, size * 0.25, size * 0.25)
    cap = theme.icon("hat_graduation_24_filled", QColor("white"), round(size * 0.64))
    painter.drawPixmap(round(size * 0.18), round(size * 0.18), cap)
    if badge:
        high = round(size * (0.5 if size >= _LARGE else 0.62))
        letters = round(high * (0.76 if len(badge) < 3 else 0.56))
        painter.setFont(make_font(letters, painter.font().Weight.Bold))
        wide = painter.fontMetrics().horizontalAdvance(badge) + round(high * 0.36)
        width = min(max(high, wide), size)
        box = QRectF(size - width, 0, width, high)
        painter.setBrush(colors_of(ProfileKind.SCHOOL, False).danger)
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setPen(QColor("white"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge)
    painter.end()
    return pixmap


def icon_of(theme: Theme, *, badge: str = "") -> QIcon:
    """Draw it in the sizes of trays, panels and window lists: a large one made small is a blur."""
    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(program_icon(theme, size=size, badge=badge))
    return icon


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
    pressed = Signal()
    """The icon itself was clicked."""
    mute_wanted = Signal(bool)
    """Show no notifications, or show them again."""
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
            notes.unheard.connect(self._on_unheard)
        self._menu = QMenu(owner)
        self._menu.addAction(tr("Открыть Парту")).triggered.connect(self.show_wanted)
        # An action of the menu's own making is now and then gone for Python while the menu has it.
        self._mute = QAction(tr("Не показывать уведомления"), self)
        self._mute.setCheckable(True)
        self._menu.addAction(self._mute)
        self._mute.triggered.connect(self.mute_wanted)
        self._menu.addSeparator()
        self._menu.addAction(tr("Закрыть Парту")).triggered.connect(self.quit_wanted)
        self._badge: str | None = None
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self._on_message_clicked)
        self.set_unread(0)

    def is_available(self) -> bool:
        """Whether there is a place for the icon on this desktop."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Put the icon beside the clock; on X11 a panel that starts later takes it in then."""
        if self.is_available() or QGuiApplication.platformName() == "xcb":
            self.icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        self.icon.hide()

    def set_unread(self, chats: int) -> None:
        """Show how many chats have something new."""
        badge = str(chats) if 0 < chats < 100 else "99+" if chats else ""
        if badge != self._badge:
            self._badge = badge
            self.icon.setIcon(icon_of(self._theme, badge=badge))
        words = trn("%n [чат|чата|чатов] с новыми сообщениями", chats)
        self.icon.setToolTip(f"Парта: {words}" if chats else "Парта")

    def set_muted(self, muted: bool) -> None:
        """Show in the menu whether notifications are off."""
        self._mute.setChecked(muted)

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
            self._pop_up(notification)
        if settings.sound and not notification.silent:
            from PySide6.QtWidgets import QApplication

            QApplication.beep()
        return True

    def _pop_up(self, notification: Notification) -> None:
        self._last = notification
        title, text = words_of(notification, self._settings())
        self.icon.showMessage(title, text, QIcon(program_icon(self._theme)), _SHOW_MS)

    def _on_unheard(self, number: int) -> None:
        """This desktop shows no notifications: its tray may."""
        one = self._shown.pop(number, None)
        if one is not None and self.is_available():
            self._pop_up(one)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.pressed.emit()

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
