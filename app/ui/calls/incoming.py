"""A call that rings, over every window, in the colour of its profile."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.calls import CallKind, IncomingCall
from app.domain.profiles import Profile
from app.ui.calls.keys import bind_key
from app.ui.qt import places
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.places import Lodging
from app.ui.qt.reader import announce
from app.ui.qt.widgets import ElidedLabel, clip_corners
from app.ui.theme import FontRole, Theme, colors_of

_FACE, _SIDE, _EDGE = 64, 56, 24


class AnswerButton(QAbstractButton):
    """A round button with its word below."""

    def __init__(self, theme: Theme, icon: str, text: str, *, hint: str, accept: bool) -> None:
        super().__init__()
        self._theme, self._icon, self._accept = theme, icon, accept
        self.setText(text)
        self.setAccessibleName(hint)
        self.setToolTip(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Qt: circle and word."""
        return QSize(self._theme.px(92), self._theme.soft(_SIDE) + self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: circle, icon, word."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.soft(_SIDE) - 6
        box = QRectF((self.width() - side) / 2, 3, side, side)
        light = colors_of(theme.kind, False)
        color = light.online.darker(125) if self._accept else light.danger
        painter.setPen(QPen(QColor("white"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(color.lighter(112) if self.underMouse() else color)
        painter.drawEllipse(box)
        size = theme.soft(24)
        icon = theme.icon(self._icon, QColor("white"), size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.center().x() - size / 2, box.center().y() - size / 2), icon)
        painter.setPen(theme.colors.railText)
        painter.setFont(theme.font(FontRole.CAPTION))
        words = QRectF(0, box.bottom(), self.width(), self.height() - box.bottom())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class IncomingWindow(QWidget):
    """Who calls, in which profile; Enter takes the call, V with video, A without, Esc declines."""

    accepted = Signal(bool)
    """With video?"""
    declined = Signal()

    def __init__(
        self, incoming: IncomingCall, profile: Profile, theme: Theme, images: ImageLoader
    ) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint,
        )
        self._theme, self._incoming, self._answered = theme, incoming, False
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(tr("Входящий звонок"))
        face, size = QLabel(), theme.soft(_FACE)
        caller = incoming.caller
        direct = incoming.kind is CallKind.DIRECT
        name, key = (caller.name, caller.user_id) if direct else (incoming.title, incoming.room_id)
        picture = caller.avatar if direct else None
        face.setPixmap(images.avatar(name, key, size, self.devicePixelRatioF(), picture))
        self.name = _white(ElidedLabel(name), theme, FontRole.HEADING)
        self.what = _white(ElidedLabel(kind_words(incoming)), theme, FontRole.BODY)
        self.where = _white(ElidedLabel(profile.title), theme, FontRole.CAPTION)
        self.video = AnswerButton(
            theme, "video_24_filled", tr("С видео"), hint=tr("Ответить с видео (V)"), accept=True
        )
        self.audio = AnswerButton(
            theme, "call_24_filled", tr("Ответить"), hint=tr("Ответить без видео (A)"), accept=True
        )
        self.decline = AnswerButton(
            theme, "call_end_24_filled", tr("Отклонить"), hint=tr("Отклонить (Esc)"), accept=False
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self.where, self.name, self.what):
            words.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(face)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        for button in (self.decline, self.audio, self.video):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 14)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(buttons)
        self.setFixedWidth(theme.px(360))
        self.setAccessibleName(f"{kind_words(incoming)}: {name}. {profile.title}")
        self.video.clicked.connect(lambda: self._accept(video=True))
        self.audio.clicked.connect(lambda: self._accept(video=False))
        self.decline.clicked.connect(self._on_decline)
        bind_key(self, "V", lambda: self._accept(video=True))
        bind_key(self, "A", lambda: self._accept(video=False))
        (self.video if incoming.video else self.audio).setFocus()

    def show_over(self, owner: QWidget) -> None:
        """Show in the upper right corner of the screen where the program is.

        A Wayland desktop would give it the keyboard, and what is being written would answer the
        call: there it lies inside the owner while that is in use.
        """
        room = owner.screen().availableGeometry()
        self.adjustSize()
        if not places.are_known() and owner.isActiveWindow():
            self._show_inside(owner)
            return
        self.move(room.right() - self.width() - _EDGE, room.top() + _EDGE)
        self._come()

    def _show_inside(self, owner: QWidget) -> None:
        for one in self.findChildren(QShortcut):
            one.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        Lodging(self, owner)
        self.move(owner.width() - self.width() - _EDGE, _EDGE)
        self._come()

    def _come(self) -> None:
        self.show()
        self.raise_()
        announce(self, self.accessibleName())  # it does not take the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter takes it as it rings, Esc declines."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.decline.hasFocus():
                    self._on_decline()
                else:
                    self._accept(video=self._incoming.video and not self.audio.hasFocus())
            case Qt.Key.Key_Escape:
                self._on_decline()
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the window manager's close declines."""
        self._on_decline()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the profile's own ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colors.railHi, 1))
        painter.setBrush(self._theme.colors.rail)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 18, 18)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the corners follow the size."""
        super().resizeEvent(event)
        clip_corners(self, 18)

    def _accept(self, *, video: bool) -> None:
        if not self._answered:
            self._answered = True
            self.accepted.emit(video)

    def _on_decline(self) -> None:
        if not self._answered:
            self._answered = True
            self.declined.emit()


def kind_words(incoming: IncomingCall) -> str:
    """Return «Видеозвонок», or who calls into a group."""
    what = tr("Входящий видеозвонок") if incoming.video else tr("Входящий звонок")
    if incoming.kind is CallKind.DIRECT:
        return what
    return tr("{name} зовёт в звонок", name=incoming.caller.name)


def _white(label: ElidedLabel, theme: Theme, role: FontRole) -> ElidedLabel:
    label.setFont(theme.font(role))
    color = QColor("white") if role is FontRole.HEADING else theme.colors.railText
    label.setStyleSheet(f"color: {color.name()}; background: transparent;")
    return label
