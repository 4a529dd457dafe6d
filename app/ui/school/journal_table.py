"""The journal as teachers know it: a row a pupil, a column a work by its day, the average last."""

from collections import defaultdict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.domain.diary import Assignment, Journal, SubjectResult
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind
from app.ui.school.painting import draw_mark, mark_size
from app.ui.school.rows import spoken_result
from app.ui.school.words import average_words, day_words
from app.ui.theme import FontRole, Theme
from app.ui.when import today

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROW, _HEAD, _NAME, _CELL, _MORE = 36, 34, 220, 56, 30


class JournalModel(QAbstractTableModel):
    """Pupils down, works across; the last column is the average."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[SubjectResult, ...] = ()
        self._works: tuple[Assignment, ...] = ()
        self._marks: list[dict[str, list[Assignment]]] = []

    def show_journal(self, journal: Journal) -> None:
        """Show another journal; works to come stand there when somebody has a mark for one."""
        self.beginResetModel()
        given = {one.id for row in journal.rows for _, one in row.marks}
        now = today()
        works = (one for one in journal.works if one.due <= now or one.id in given)
        self._rows, self._works = journal.rows, tuple(works)
        self._marks = []
        for row in journal.rows:
            marks: dict[str, list[Assignment]] = defaultdict(list)
            for _, one in row.marks:
                marks[one.id].append(one)
            self._marks.append(marks)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: one for each pupil."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: one for each work, and the average."""
        return 0 if parent.isValid() else len(self._works) + 1

    def marks(self, index: _Index) -> list[Assignment]:
        """The marks in a cell."""
        if index.column() >= len(self._works):
            return []
        return self._marks[index.row()].get(self._works[index.column()].id, [])

    def most_marks(self) -> list[int]:
        """How many marks the fullest cell of each column has."""
        each = ((len(row.get(work.id, [])) for row in self._marks) for work in self._works)
        return [*(max(counts, default=0) for counts in each), 0]

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Qt: the marks, what they were for, and the cell in words."""
        row = self._rows[index.row()]
        last = index.column() == len(self._works)
        match role:
            case _Role.DisplayRole:
                if last:
                    return average_words(row.average)
                return " ".join(one.mark for one in self.marks(index))
            case _Role.ToolTipRole:
                if last:
                    return None
                comments = [one.comment for one in self.marks(index) if one.comment]
                return "\n".join((_about(self._works[index.column()]), *comments))
            case _Role.AccessibleTextRole:
                said = self.data(index) or tr("нет отметки")
                what = tr("средний балл") if last else _about(self._works[index.column()])
                return f"{row.subject}: {said}. {what}"
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Qt: names beside, days above."""
        works, horizontal = self._works, orientation is Qt.Orientation.Horizontal
        if role == _Role.DisplayRole:
            if not horizontal:
                return self._rows[section].subject
            if section == len(works):
                return tr("Балл")
            return f"{works[section].due.day:02}.{works[section].due.month:02}"
        if role == _Role.ToolTipRole and horizontal and section < len(works):
            return _about(works[section])
        if role == _Role.AccessibleTextRole and not horizontal:
            return spoken_result(self._rows[section])
        if role == _Role.TextAlignmentRole:
            sideways = Qt.AlignmentFlag.AlignHCenter if horizontal else Qt.AlignmentFlag.AlignLeft
            return sideways | Qt.AlignmentFlag.AlignVCenter
        return None


class _CellDelegate(QStyledItemDelegate):
    """Marks as chips, the average in bold, a ring where the keyboard is."""

    def __init__(self, theme: Theme, table: QTableView, model: JournalModel) -> None:
        super().__init__(table)
        self._theme, self._table, self._model = theme, table, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt: draw a cell."""
        theme, colors, box = self._theme, self._theme.colors, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colors.hover)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, colors.line)
        marks = self._model.marks(index)
        gap = theme.px(2)
        sizes = [mark_size(theme, one.mark) for one in marks]
        left = box.center().x() - (sum(one.width() + gap for one in sizes) - gap) / 2
        for one, size in zip(marks, sizes, strict=True):
            top = box.center().y() - size.height() / 2
            draw_mark(painter, theme, QPointF(left, top), one.mark, one.number)
            left += size.width() + gap
        if index.column() == self._model.columnCount() - 1:
            painter.setFont(theme.font(FontRole.BODY_STRONG))
            painter.setPen(colors.text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._model.data(index))
        if self._table.hasFocus() and index == self._table.currentIndex():
            painter.setPen(QPen(colors.acc, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 8, 8)
        painter.restore()


class JournalTable(QTableView):
    """As high as its rows; works that do not fit are scrolled to, names stay."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.marks = JournalModel()
        self.setModel(self.marks)
        self.setItemDelegate(_CellDelegate(theme, self, self.marks))
        self.setAccessibleName(tr("Журнал класса"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setHighlightSections(False)
            head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            head.setTextElideMode(Qt.TextElideMode.ElideRight)
        bind(theme, self, self._fit)

    def show_journal(self, journal: Journal) -> None:
        """Show another journal, the newest works first in sight."""
        self.marks.show_journal(journal)
        self._fit()
        self.scrollTo(self.marks.index(0, self.marks.columnCount() - 1))

    def spoken_rows(self) -> list[str]:
        """Each pupil with all marks, as a screen reader says it."""
        names = range(self.marks.rowCount())
        across = Qt.Orientation.Vertical
        return [self.marks.headerData(row, across, _Role.AccessibleTextRole) for row in names]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: up and down scrolls the page, sideways the works."""
        sideways = event.angleDelta().x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if sideways:
            super().wheelEvent(event)
        else:
            event.ignore()

    def _fit(self) -> None:
        theme, colors = self._theme, self._theme.colors
        row, head = theme.px(_ROW), theme.px(_HEAD)
        self.setFont(theme.font(FontRole.BODY))
        self.horizontalHeader().setFont(theme.font(FontRole.CAPTION))
        self.horizontalHeader().setFixedHeight(head)
        self.verticalHeader().setDefaultSectionSize(row)
        self.verticalHeader().setFixedWidth(theme.soft(_NAME))
        self.setStyleSheet(
            f"QTableView {{ background: {colors.surface.name()}; border: none; }}"
            f"QHeaderView {{ background: {colors.surface.name()}; }}"
            "QHeaderView::section, QTableCornerButton::section {"
            f" background: {colors.surface.name()}; border: none;"
            f" border-bottom: 1px solid {colors.line.name()}; color: {colors.text2.name()};"
            f" padding: 0 {theme.px(8)}px; }}"
            f"QHeaderView::section:vertical {{ color: {colors.text.name()};"
            f" padding-left: {theme.px(15)}px; }}"
        )
        for column, most in enumerate(self.marks.most_marks()):
            self.setColumnWidth(column, theme.px(_CELL + _MORE * max(most - 1, 0)))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(head + row * self.marks.rowCount() + bar)


def _about(work: Assignment) -> str:
    """Return «12 ноября, контрольная работа: §14»."""
    words = ", ".join(part for part in (day_words(work.due), work.kind) if part)
    return f"{words}: {work.text}" if work.text else words
