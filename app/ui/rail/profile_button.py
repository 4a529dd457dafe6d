"""One profile on the rail: its picture, the school's cap, unread chats, and whether it is shown."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.profiles import Profile, ProfileKind
from app.ui.delegates.chat_row import count_words
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader, initials, initials_pixmap
from app.ui.style import mixed
from app.ui.theme import Theme, colors_of, make_font

_WIDTH, _SIDE, _PITCH = 72, 44, 54


@dataclass(frozen=True, slots=True)
class RailEntry:
    """What the rail knows of a profile. `attention`: it needs its owner (signed out, locked).

    `in_call`: the person talks in it.
    """

    profile: Profile
    unread: int = 0
    active: bool = False
    attention: bool = False
    in_call: bool = False


def title_of(profile: Profile) -> str:
    """Return what a profile is called: a school by its name, what is one's own by a word."""
    return tr("Личное") if profile.title == "Личное" else profile.title


def spoken_entry(entry: RailEntry, place: int) -> str:
    """Return the entry as a screen reader says it."""
    parts = [f"{title_of(entry.profile)}, {entry.profile.name}"]
    if entry.active:
        parts.append(tr("открыт"))
    if entry.unread:
        parts.append(trn("%n [чат|чата|чатов] с новыми сообщениями", entry.unread))
    if entry.in_call:
        parts.append(tr("идёт звонок"))
    if entry.attention:
        parts.append(tr("нужно войти снова"))
    if place <= 9:
        parts.append(f"Ctrl+{place}")
    return ", ".join(parts)


class ProfileButton(QAbstractButton):
    """Click shows the profile; dragging or Ctrl+Up/Down moves it; right click offers more."""

    dragged = Signal(int)
    """While dragging: the y of the pointer in the rail."""
    dropped = Signal()
    moved = Signal(int)
    """By keyboard: one place up (-1) or down (+1)."""
    menu_wanted = Signal(object)
    """Position on the screen."""

    def __init__(
        self, theme: Theme, images: ImageLoader | None, entry: RailEntry, place: int
    ) -> None:
        super().__init__()
        self._theme, self._images = theme, images
        self._entry, self._place = entry, place
        self._pressed_at: QPointF | None = None
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._fit()
        self.show_entry(entry, place)

    @property
    def entry(self) -> RailEntry:
        """What is shown."""
        return self._entry

    def show_entry(self, entry: RailEntry, place: int) -> None:
        """Show another state of the profile."""
        self._entry, self._place = entry, place
        name = spoken_entry(entry, place)
        self.setAccessibleName(name)
        self.setAccessibleDescription(tr("Ctrl+Вверх и Ctrl+Вниз меняют порядок"))
        self.setToolTip(name)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint on the rail of another profile."""
        self._theme = theme
        self._fit()
        self.update()

    def _fit(self) -> None:
        soft = self._theme.soft
        self._side = soft(_SIDE)
        self.setFixedSize(soft(_WIDTH), self._side + _PITCH - _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: marker, picture, badges."""
        entry = self._entry
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.active:
            marker = QPainterPath()
            marker.addRoundedRect(QRectF(-4, self.height() / 2 - 16, 8, 32), 4, 4)
            painter.fillPath(marker, QColor("white"))
        left, top = (self.width() - self._side) / 2, (self.height() - self._side) / 2
        box = QRectF(left, top, self._side, self._side)
        painter.setOpacity(1.0 if entry.active or self.underMouse() else 0.82)
        painter.drawPixmap(box.topLeft(), self._picture())
        painter.setOpacity(1.0)
        if self.hasFocus():
            painter.setPen(QPen(QColor("white"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 16, 16)
        if entry.profile.kind is ProfileKind.SCHOOL:
            self._cap(painter, QRectF(box.right() - 14, box.bottom() - 14, 20, 20))
        if entry.in_call:
            self._call(painter, QRectF(box.left() - 6, box.bottom() - 14, 20, 20))
        if entry.attention:
            self._badge(painter, box, "!")
        elif entry.unread and not entry.active:
            self._badge(painter, box, count_words(entry.unread))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: remember where a drag may begin."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: drag past the threshold."""
        super().mouseMoveEvent(event)
        if self._pressed_at is None:
            return
        far = abs(event.position().y() - self._pressed_at.y())
        if self._dragging or far >= QApplication.startDragDistance():
            self._dragging = True
            self.dragged.emit(round(self.mapToParent(event.position()).y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: drop, or a plain click."""
        self._pressed_at = None
        if self._dragging:
            self._dragging = False
            self.setDown(False)
            self.dropped.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter shows the profile, Ctrl+arrows move it."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: by mouse or by key."""
        self.menu_wanted.emit(event.globalPos())

    def _picture(self) -> QPixmap:
        profile = self._entry.profile
        dpr = self.devicePixelRatioF()
        if profile.avatar is not None and self._images is not None:
            return self._images.avatar(
                profile.name, profile.user_id, self._side, dpr, profile.avatar, radius=14
            )
        colors = colors_of(profile.kind, False)
        color = mixed(colors_of(profile.kind, True).acc, colors.acc, 0.55)
        return initials_pixmap(initials(profile.name), color, self._side, dpr=dpr, radius=14)

    def _cap(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(self._theme.colors.rail, 2))
        painter.setBrush(QColor("white"))
        painter.drawEllipse(box)
        icon = self._theme.icon(
            "hat_graduation_20_filled",
            colors_of(ProfileKind.SCHOOL, False).accText,
            13,
            self.devicePixelRatioF(),
        )
        painter.drawPixmap(QPointF(box.center().x() - 6.5, box.center().y() - 6.5), icon)

    def _call(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(self._theme.colors.rail, 2))
        painter.setBrush(colors_of(ProfileKind.SCHOOL, False).online.darker(125))
        painter.drawEllipse(box)
        icon = self._theme.icon("call_24_filled", QColor("white"), 12, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.center().x() - 6, box.center().y() - 6), icon)

    def _badge(self, painter: QPainter, box: QRectF, text: str) -> None:
        painter.setFont(make_font(11, self.font().Weight.Bold))
        width = max(18.0, painter.fontMetrics().horizontalAdvance(text) + 10.0)
        badge = QRectF(box.right() + 5 - width, box.top() - 5, width, 18)
        painter.setPen(QPen(self._theme.colors.rail, 2))
        painter.setBrush(colors_of(ProfileKind.SCHOOL, False).danger)
        painter.drawRoundedRect(badge, 9, 9)
        painter.setPen(QColor("white"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
