"""The bar under the stage: large buttons with their names, shown as on, off or not allowed."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind
from app.ui.theme import FontRole, Theme, colors_of

SIDE, PITCH, GAP = 48, 80, 8


class Tone(Enum):
    """How a button looks."""

    PLAIN = "plain"
    OFF = "off"
    ACTIVE = "active"
    OPEN = "open"
    DANGER = "danger"
    BARRED = "barred"
    """Pressing it says why it is not possible."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a button shows now."""

    icon: str
    text: str
    hint: str
    tone: Tone = Tone.PLAIN


class CallButton(QAbstractButton):
    """An icon on a rounded square, its name below; Tab reaches it, a click leaves the focus."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._face = Face("more_horizontal_24_regular", "", "")
        self._labelled = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def face(self) -> Face:
        """What it shows."""
        return self._face

    def show_face(self, face: Face) -> None:
        """Show another state; the name says it too."""
        if face == self._face:
            return
        self._face = face
        self.setText(face.text)
        self.setAccessibleName(face.hint or face.text)
        self.setToolTip(face.hint or face.text)
        self.update()

    def set_labelled(self, labelled: bool) -> None:
        """Show the name below, or the icon alone."""
        self._labelled = labelled
        self.updateGeometry()
        self.update()

    def label_width(self) -> int:
        """How wide the name is."""
        return QFontMetrics(self._theme.font(FontRole.SMALL)).horizontalAdvance(self._face.text)

    def sizeHint(self) -> QSize:
        """Qt: the square, and the line of text where there is one."""
        side = self._theme.soft(SIDE)
        if not self._labelled:
            return QSize(side + GAP, side + 4)
        return QSize(
            max(self._theme.soft(PITCH), self.label_width() + 8), side + self._theme.px(23)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: square, icon, name."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.soft(SIDE)
        box = QRectF((self.width() - side) / 2, 2, side, side)
        fill, ink = self._colors()
        if self.underMouse():
            fill = fill.lighter(112)
        painter.setPen(QPen(colors.text, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 14, 14)
        size = theme.soft(22)
        icon = theme.icon(self._face.icon, ink, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.center().x() - size / 2, box.center().y() - size / 2), icon)
        if self._labelled:
            painter.setPen(colors.text3 if self._face.tone is Tone.BARRED else colors.text2)
            painter.setFont(theme.font(FontRole.SMALL))
            words = QRectF(0, box.bottom(), self.width(), self.height() - box.bottom())
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._face.text)
        painter.end()

    def _colors(self) -> tuple[QColor, QColor]:
        colors = self._theme.colors
        match self._face.tone:
            case Tone.ACTIVE:
                return colors.acc, colors.onAcc
            case Tone.DANGER:
                return colors_of(self._theme.kind, False).danger, QColor("white")
            case Tone.OFF:
                return colors.line, colors.danger
            case Tone.OPEN:
                return colors.line.lighter(130), colors.text
            case Tone.BARRED:
                return colors.surface, colors.text3
            case Tone.PLAIN:
                return colors.line, colors.text


class CallBar(QWidget):
    """All buttons of a call, in the order of the mockup; names go where there is no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.microphone = CallButton(theme)
        self.camera = CallButton(theme)
        self.screen_button = CallButton(theme)
        self.hand = CallButton(theme)
        self.reaction = CallButton(theme)
        self.people = CallButton(theme)
        self.chat = CallButton(theme)
        self.more = CallButton(theme)
        self.end = CallButton(theme)
        self.setAccessibleName(tr("Управление звонком"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 10, 8, 8)
        row.setSpacing(0)
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        bind(theme, self, self._fit)

    @property
    def buttons(self) -> tuple[CallButton, ...]:
        """From left to right."""
        return (
            self.microphone, self.camera, self.screen_button, self.hand, self.reaction,
            self.people, self.chat, self.more, self.end,
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: names only where all of them fit."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Qt: icons alone."""
        side = self._theme.soft(SIDE)
        return QSize(9 * (side + GAP) + 16, side + 22)

    def _fit(self) -> None:
        pitch = self._theme.soft(PITCH)
        shown = [button for button in self.buttons if not button.isHidden()]
        wanted = sum(max(pitch, button.label_width() + 8) for button in shown)
        for button in self.buttons:
            button.set_labelled(wanted <= self.width() - 16)
