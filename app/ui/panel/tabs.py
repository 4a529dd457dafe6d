"""A row of tabs with a line under the chosen one; scrolls sideways when it is too long."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind
from app.ui.theme import FontRole, Theme

HEIGHT = 40


class TabRow(QWidget):
    """Left and Right choose; the row moves so that the chosen tab is seen."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: list[str] = []
        self._hidden: set[int] = set()
        self._offset = 0
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(tr("Разделы"))
        bind(theme, self, lambda: self.setFixedHeight(theme.px(HEIGHT)))

    def add(self, name: str) -> None:
        """Add a tab at the end."""
        self._names.append(name)
        self.update()

    def rename(self, index: int, name: str) -> None:
        """Give a tab another name."""
        self._names[index] = name
        if index == self.current:
            self.setAccessibleName(name)
        self.update()

    def set_visible(self, index: int, visible: bool) -> None:
        """Take a tab out of the row, or put it back."""
        (self._hidden.discard if visible else self._hidden.add)(index)
        self.update()

    def pick(self, index: int) -> None:
        """Choose a tab."""
        self.current = index
        self.setAccessibleName(self._names[index])  # told as it changes, to whoever is here
        self._reveal()
        self.update()
        self.picked.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: names, the line under the chosen one, the line below all."""
        colors, px = self._theme.colors, self._theme.px
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colors.line)
        for index, left, width in self._spans():
            chosen = index == self.current
            role = FontRole.NAME if chosen else FontRole.PREVIEW
            painter.setFont(self._theme.font(role))
            painter.setPen(colors.accText if chosen else colors.text2)
            painter.drawText(
                left, 0, width, self.height(), Qt.AlignmentFlag.AlignCenter, self._names[index]
            )
            if chosen:
                painter.fillRect(left, self.height() - px(2), width, px(2), colors.acc)
                if self.hasFocus():
                    painter.setPen(colors.acc)
                    painter.drawRoundedRect(left - 4, 4, width + 8, self.height() - 10, 6, 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: choose."""
        at: QPoint = event.position().toPoint()
        for index, left, width in self._spans():
            if left - 8 <= at.x() <= left + width + 8:
                self.pick(index)
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: scroll sideways."""
        delta = event.angleDelta().x() or event.angleDelta().y()
        self._scroll_to(self._offset - delta // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Left and Right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        shown = [index for index in range(len(self._names)) if index not in self._hidden]
        if step and self.current in shown:
            self.pick(shown[(shown.index(self.current) + step) % len(shown)])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Qt: keep the chosen tab in sight."""
        self._reveal()

    def _spans(self) -> list[tuple[int, int, int]]:
        """(index, left, width) of every tab that is in the row."""
        left, spans = self._theme.px(16) - self._offset, []
        for index, name in enumerate(self._names):
            if index in self._hidden:
                continue

            metrics = QFontMetrics(self._theme.font(FontRole.NAME))
            width = metrics.horizontalAdvance(name)
            spans.append((index, left, width))
            left += width + self._theme.px(20)
        return spans

    def _scroll_to(self, offset: int) -> None:
        spans = self._spans()
        if spans:
            end = spans[-1][1] + spans[-1][2] + self._offset + self._theme.px(16)
            self._offset = max(0, min(offset, end - self.width()))
            self.update()

    def _reveal(self) -> None:
        """Show the chosen tab and a piece of its neighbours: what is seen can be clicked."""
        for index, left, width in self._spans():
            if index == self.current:
                margin = self._theme.px(56)
                if left < margin:
                    self._scroll_to(self._offset + left - margin)
                elif left + width + margin > self.width():
                    self._scroll_to(self._offset + left + width + margin - self.width())
