"""Small controls that every page uses: icon buttons, switches, push buttons, lines, labels."""

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from app.ui.qt.reader import announce
from app.ui.theme import FontRole, Theme


class IconButton(QToolButton):
    """A flat square button with an icon; `name` is its tooltip and accessible name."""

    def __init__(
        self, theme: Theme, icon: str, name: str, *, size: int = 36, icon_size: int = 20
    ) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self._size, self._icon_size = size, icon_size
        self._active_icon = icon
        self._color: Callable[[], QColor] | None = None
        self.setProperty("look", "icon")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name)
        self.toggled.connect(self._refresh)
        theme.changed.connect(self._refresh)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses too."""
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def set_name(self, name: str) -> None:
        """Change what the button says it does."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def set_icon(self, icon: str, *, active: str = "") -> None:
        """Change the icon; `active` stands while the button is checked."""
        self._icon, self._active_icon = icon, active or icon
        self._refresh()

    def set_color(self, color: Callable[[], QColor] | None) -> None:
        """Paint the icon in another colour of the theme."""
        self._color = color
        self._refresh()

    def _refresh(self) -> None:
        theme = self._theme
        on = self.isChecked()
        color = (
            self._color() if self._color else (theme.colors.accText if on else theme.colors.text2)
        )
        side = theme.px(self._icon_size)
        self.setIcon(theme.qicon(self._active_icon if on else self._icon, color, side))
        self.setIconSize(QSize(side, side))
        self.setFixedSize(theme.px(self._size), theme.px(self._size))


class Switch(QAbstractButton):
    """An on-off switch; its accessible name is the text beside it."""

    def __init__(self, theme: Theme, name: str, *, checked: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setChecked(checked)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Qt: 38 x 22 at 100 %, and room for the focus ring."""
        return QSize(self._theme.px(42), self._theme.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter toggles too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a pill with a knob."""
        colors, px = self._theme.colors, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(px(2), px(2), px(38), px(22))
        if self.hasFocus():
            painter.setPen(QPen(colors.acc, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(13), px(13))
        track = colors.acc if self.isChecked() else colors.text3
        if not self.isEnabled():
            track = colors.line
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(track)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        knob = box.height() - px(4)
        left = box.right() - knob - px(2) if self.isChecked() else box.left() + px(2)
        painter.setBrush(colors.surface if not self.isChecked() else colors.onAcc)
        painter.drawEllipse(QRectF(left, box.top() + px(2), knob, knob))
        painter.end()


class ChoiceField(QComboBox):
    """A list to choose from, painted as a word with an arrow after it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: as wide as the longest answer and the arrow."""
        words = [self.itemText(number) for number in range(self.count())]
        metrics = QFontMetrics(self._theme.font(FontRole.BODY))
        widest = max((metrics.horizontalAdvance(one) for one in words), default=0)
        return QSize(widest + self._theme.px(36), metrics.height() + self._theme.px(12))

    def minimumSizeHint(self) -> QSize:
        """Qt: the same; an answer is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the answer at the right edge, the arrow, a patch under mouse or focus."""
        colors, px = self._theme.colors, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.hover)
            painter.drawRoundedRect(self.rect(), px(8), px(8))
        if self.hasFocus():
            painter.setPen(QPen(colors.acc, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(8), px(8))
        color = colors.text2 if self.isEnabled() else colors.text3
        painter.setPen(color)
        painter.setFont(self._theme.font(FontRole.BODY))
        words = self.rect().adjusted(px(8), 0, -px(28), 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, right, self.currentText())
        side = px(16)
        icon = self._theme.icon("chevron_down_24_regular", color, side, self.devicePixelRatioF())
        at = QPointF(self.width() - px(8) - side, (self.height() - side) / 2)
        painter.drawPixmap(at, icon)
        painter.end()


def restyle(widget: QWidget) -> None:
    """Dress a widget anew after a property that its style asks for has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clip_corners(widget: QWidget, radius: float) -> None:
    """Cut a window's corners off: where nothing composes the screen they would be black."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(widget.rect()), radius - 1, radius - 1)
    widget.setMask(QRegion(path.toFillPolygon().toPolygon()))


class _PushButton(QPushButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Else Enter on «Отмена» would take the default button of its sheet.
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)


def _pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if is_enter and not event.isAutoRepeat():
        button.click()
    return is_enter


def push_button(text: str, *, look: str = "plain", icon: str = "") -> QPushButton:
    """Return a button; looks: `primary`, `plain`, `danger`, `flat`, `link`."""
    button = _PushButton(text)
    button.setProperty("look", look)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(False)
    if icon:
        button.setProperty("icon_name", icon)
    return button


def label(
    theme: Theme, text: str, role: FontRole, *, tone: str = "text", wrap: bool = False
) -> QLabel:
    """Return a label in a font role; `tone` names a colour: text, text2, text3, danger, accText."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("tone", tone)
    in_font(theme, made, role)
    return made


def scroll_by_key(area: QScrollArea, name: str) -> None:
    """Let Tab stop at it, and arrows move it, only while there is something to scroll."""
    area.setAccessibleName(name)
    bar = area.verticalScrollBar()

    def fit(low: int, high: int) -> None:
        if isValid(area):  # the bar may outlive it for a moment
            policy = Qt.FocusPolicy
            area.setFocusPolicy(policy.StrongFocus if high > low else policy.NoFocus)

    bar.rangeChanged.connect(fit)
    fit(bar.minimum(), bar.maximum())


def say(note: QLabel, words: str, *, tone: str = "") -> None:
    """Show words in a note, to the screen reader too, and hide it without any; `tone`: `label`."""
    is_new = words != note.text() or note.isHidden()
    note.setText(words)
    note.setAccessibleName(words)
    if tone:
        note.setProperty("tone", tone)
        restyle(note)
    note.setVisible(bool(words))
    if is_new and note.isVisible():
        announce(note, words)


def bind(theme: Theme, owner: QWidget, refresh: Callable[[], None]) -> None:
    """Call `refresh` now and whenever the theme changes, as long as `owner` lives."""
    refresh()

    def on_changed() -> None:
        if isValid(owner):
            refresh()

    def on_destroyed() -> None:
        with contextlib.suppress(RuntimeError):  # the theme may be gone too, at the end
            theme.changed.disconnect(on_changed)

    theme.changed.connect(on_changed)
    owner.destroyed.connect(on_destroyed)


def in_font(theme: Theme, widget: QWidget, role: FontRole = FontRole.BODY) -> None:
    """Give a widget a font of the theme, and another one with the size of the text."""
    bind(theme, widget, lambda: widget.setFont(theme.font(role)))


def empty(layout: QLayout) -> None:
    """Take everything out of a layout: its widgets are not seen from now on, and go later."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            empty(inner)
        if widget is not None and isValid(widget):
            widget.hide()
            widget.deleteLater()


def divider() -> QFrame:
    """Return a hair line."""
    line = QFrame()
    line.setProperty("look", "divider")
    line.setFixedHeight(1)
    return line


class ElidedLabel(QLabel):
    """A one-line label that is cut with an ellipsis; the whole text is its tooltip then."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_whole_text(text)

    def set_whole_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: cut again."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another font cuts elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._elide()

    def _elide(self) -> None:
        cut = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        self.setText(cut)
        self.setToolTip(self._whole if cut != self._whole else "")
