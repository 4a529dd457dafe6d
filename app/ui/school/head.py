"""The head of a whole-page section: title, a line about it, tools and tabs on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from app.ui.qt.flow import FlowLayout
from app.ui.qt.widgets import ElidedLabel, bind, push_button
from app.ui.theme import FontRole, Theme

_TITLE = 260
"""Width (at 100 %) that the title must have, or the tools stand under it."""


class PageHead(QWidget):
    """Title and line left; `tools` right, or below where both do not fit."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._below: bool | None = None
        self.setObjectName("page_head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.line = ElidedLabel(title), ElidedLabel()
        self.line.hide()
        self.line.setProperty("tone", "text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.line)
        self._words = QWidget()
        self._words.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        self._tools = QWidget()
        self.tools = FlowLayout(self._tools)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        bind(theme, self, self._refresh)

    def say(self, line: str) -> None:
        """Write the line under the title."""
        self.line.set_whole_text(line)
        self.line.setVisible(bool(line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the tools go where they fit."""
        super().resizeEvent(event)
        self._arrange()

    def tools_changed(self) -> None:
        """Other tools are shown: see anew where they fit."""
        self._arrange()

    def _arrange(self) -> None:
        below = self.width() < self._theme.px(_TITLE) + self._tools.sizeHint().width()
        if below == self._below:
            return
        self._below = below
        for part in (self._words, self._tools):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._words, 0, 0)
        row, column = (1, 0) if below else (0, 1)
        middle = Qt.AlignmentFlag(0) if below else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._tools, row, column, middle)

    def _refresh(self) -> None:
        theme, px = self._theme, self._theme.px
        self.title.setFont(theme.font(FontRole.TITLE))
        self.line.setFont(theme.font(FontRole.CAPTION))
        self._grid.setContentsMargins(px(16), px(8), px(16), px(8))
        self.setMinimumHeight(px(60))
        self._grid.setVerticalSpacing(px(8))
        self.tools.setSpacing(px(10))
        self.setStyleSheet(
            f"QWidget#page_head {{ background: {theme.colors.surface.name()};"
            f" border-bottom: 1px solid {theme.colors.line.name()}; }}"
        )
        self._below = None
        self._arrange()


class Tabs(QWidget):
    """Pills of which one is chosen."""

    picked = Signal(int)

    def __init__(self, theme: Theme, name: str, titles: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = FlowLayout(self)
        self._group = QButtonGroup(self)
        self.buttons = [push_button(title, look="chip") for title in titles]
        for number, button in enumerate(self.buttons):
            button.setCheckable(True)
            self._group.addButton(button, number)
            row.addWidget(button)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self.picked)
        bind(theme, self, lambda: row.setSpacing(theme.px(8)))

    @property
    def current(self) -> int:
        """Which one is chosen."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Choose one and tell."""
        self.buttons[number].click()
