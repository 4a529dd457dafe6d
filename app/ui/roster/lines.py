"""Lists of lines: a title, a word under it, a word at the right; fifty at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.ui.qt.i18n import trn
from app.ui.qt.widgets import bind, push_button
from app.ui.school.cards import FitList
from app.ui.school.painting import RowDelegate, lines
from app.ui.theme import FontRole, Theme

_MOST_LINES = 6
_MOST_KNOWN = 4_000
_LINE, _SMALL = 20, 17


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `tone` names the colour of the title, `key` what it is about."""

    title: str
    text: str = ""
    side: str = ""
    tone: str = "text"
    key: object = field(default=None, compare=False)


Parts = tuple[list[str], list[str]]
"""Title and text, broken into lines."""


class LineDelegate(RowDelegate):
    """Breaks long sentences instead of cutting them."""

    def __init__(self, theme: Theme, view: QListView, *, font: FontRole = FontRole.BODY) -> None:
        super().__init__(theme, view)
        self._font = font
        self._known: dict[tuple[Line, int], Parts] = {}
        theme.changed.connect(self._forget)

    def height(self, row: object, width: int) -> int:
        """As many lines as the words need."""
        assert isinstance(row, Line)
        title, text = self._parts(row, width)
        return self.theme.px(12 + _LINE * len(title) + _SMALL * len(text))

    def draw(self, painter: QPainter, box: QRectF, row: object) -> None:
        """One line."""
        assert isinstance(row, Line)
        theme, px = self.theme, self.theme.px
        title, text = self._parts(row, round(box.width()))
        left, top = box.left() + px(15), box.top() + px(6)
        room = box.width() - px(30)
        middle = Qt.AlignmentFlag.AlignVCenter
        if row.side:
            painter.setFont(theme.font(FontRole.CAPTION))
            painter.setPen(theme.colors.text2)
            side = QRectF(left, box.top(), room, box.height())
            painter.drawText(side, middle | Qt.AlignmentFlag.AlignRight, row.side)
        painter.setFont(theme.font(self._font))
        painter.setPen(getattr(theme.colors, row.tone))
        for words in title:
            painter.drawText(QRectF(left, top, room, px(_LINE)), middle, words)
            top += px(_LINE)
        painter.setFont(theme.font(FontRole.CAPTION))
        painter.setPen(theme.colors.text2)
        for words in text:
            painter.drawText(QRectF(left, top, room, px(_SMALL)), middle, words)
            top += px(_SMALL)

    def _forget(self) -> None:
        self._known.clear()

    def _parts(self, row: Line, width: int) -> Parts:
        """Measured once: Qt asks for a row three times before it is seen."""
        known = self._known.get((row, width))
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = self._known[row, width] = self._measured(row, width)
        return known

    def _measured(self, row: Line, width: int) -> Parts:
        theme, room = self.theme, width - self.theme.px(30)
        if row.side:
            room -= _width(row.side, theme.font(FontRole.CAPTION)) + theme.px(16)
        title = _broken(row.title, theme.font(self._font), room)
        text = _broken(row.text, theme.font(FontRole.CAPTION), room) if row.text else []
        return title, text


def _width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def _broken(text: str, font: QFont, room: int) -> list[str]:
    """Break only what needs it: most lines fit, and laying text out costs fifty times as much."""
    return [text] if _width(text, font) <= room else lines(text, font, room, _MOST_LINES)


class LineList(QWidget):
    """A long list in portions: the window never waits for thousands of rows."""

    chosen = Signal(object)
    """The key of a line that was clicked or entered."""

    def __init__(
        self, theme: Theme, name: str, *, first: int = 50, step: int = 50,
        font: FontRole = FontRole.BODY,
    ) -> None:  # fmt: skip
        super().__init__()
        self._first, self._step, self._shown = first, step, first
        self._lines: Sequence[Line] = ()
        self._hidden = 0
        self.list: FitList[Line] = FitList(theme, name, text_of=spoken)
        self.list.setItemDelegate(LineDelegate(theme, self.list, font=font))
        self.list.chosen.connect(self._on_chosen)
        self.more = push_button("", look="link")
        self.more.clicked.connect(self._on_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list)
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        column.addLayout(line)
        bind(theme, self, lambda: line.setContentsMargins(theme.px(15), 0, 0, theme.px(8)))
        self.show_lines(())

    def show_lines(self, rows: Sequence[Line], *, hidden: int = 0) -> None:
        """Show other lines from the first on; `hidden` more are not here at all."""
        self._lines, self._shown, self._hidden = rows, self._first, hidden
        self._refresh()

    def texts(self) -> list[str]:
        """What is shown, a string a row."""
        return [spoken(one) for one in self.list.rows()]

    def _refresh(self) -> None:
        self.list.show_rows(self._lines[: self._shown])
        left = max(len(self._lines) - self._shown, 0)
        self.more.setVisible(left > 0)
        self.more.setText(trn("Показать ещё: %n", left + self._hidden))

    def _on_more(self) -> None:
        self._shown += self._step
        self._refresh()

    def _on_chosen(self, row: object) -> None:
        if isinstance(row, Line) and row.key is not None:
            self.chosen.emit(row.key)


def spoken(row: Line) -> str:
    """Return a row for a screen reader."""
    return ", ".join(part for part in (row.title, row.text, row.side) if part)
