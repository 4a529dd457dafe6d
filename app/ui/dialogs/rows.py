"""Rows of every list in a dialog: picture, two lines, a word at the right, perhaps a tick box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.diff import ObservableList
from app.domain.ids import MxcUri
from app.domain.people import Person
from app.domain.rooms import RoomKind, RoomSummary
from app.services.list_patch import patch
from app.ui.delegates.search_row import role_words
from app.ui.qt.i18n import trn
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.reader import read_current, tell_checked
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme

ROW, HEADING, AVATAR = 52, 34, 36


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list; `key` is unique in it. `checked` None: there is no box to tick.

    `face` is the key of the avatar's colour, '' for a row without a picture; `heading` makes a
    title over the rows that follow.
    """

    key: str
    title: str
    text: str = ""
    face: str = ""
    picture: MxcUri | None = None
    cap: bool = False
    side: str = ""
    checked: bool | None = None
    heading: bool = False


def person_row(person: Person, *, side: str = "", checked: bool | None = None) -> Row:
    """Return the row of a person."""
    return Row(
        person.user_id,
        person.name,
        role_words(person.role),
        face=person.user_id,
        picture=person.avatar,
        cap=person.verified_teacher,
        side=side,
        checked=checked,
    )


def chat_row(room: RoomSummary, *, checked: bool | None = None) -> Row:
    """Return the row of a chat."""
    group = room.kind is not RoomKind.DIRECT and room.member_count > 0
    return Row(
        room.room_id,
        room.name,
        trn("%n участник(а/ов)", room.member_count) if group else "",
        face=str(room.direct_user or room.room_id),
        picture=room.avatar,
        cap=room.verified,
        checked=checked,
    )


def spoken_row(row: Row) -> str:
    """Return a row as a screen reader says it."""
    return ", ".join(part for part in (row.title, row.text, row.side) if part)


class _Rows(DiffListModel[Row]):
    """Tells screen readers of the tick boxes, which the delegate paints."""

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            on = self.item(index.row()).checked
            states = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
            return states.get(on) if on is not None else None
        return super().data(index, role)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        ticks = index.isValid() and self.item(index.row()).checked is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags


class RowsView(QWidget):
    """The list with what stands in its place while there is nothing to show."""

    picked = Signal(str)

    def __init__(self, theme: Theme, images: ImageLoader, name: str) -> None:
        super().__init__()
        self._rows: ObservableList[Row] = ObservableList()
        self.model = _Rows(self, text_of=spoken_row)
        self.model.set_source(self._rows)
        self.view = _List()
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(theme, images, self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(name)
        self.note = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.note)
        read_current(self.view)
        self.view.clicked.connect(self._on_picked)
        self.view.chosen.connect(self._on_picked)
        images.ready.connect(self._on_image)

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self.model.items()

    def show_rows(self, rows: Sequence[Row], *, nothing: str) -> None:
        """Show other rows; scroll place and current row stay where they can."""
        patch(self._rows, rows, lambda row: row.key)
        self._rows.commit()
        if rows:
            self._stack.setCurrentWidget(self.view)
        else:
            self.say(nothing)

    def say(self, text: str) -> None:
        """Show a sentence instead of rows: loading, nothing, an error."""
        self.note.setText(text)
        self._stack.setCurrentWidget(self.note)

    def step(self, by: int) -> None:
        """Move the current row; headings are passed over."""
        row = self.view.currentIndex().row() + by
        while 0 <= row < len(self.rows) and self.rows[row].heading:
            row += by
        if 0 <= row < len(self.rows):
            self.view.setCurrentIndex(self.model.index(row, 0))

    @property
    def current(self) -> Row | None:
        """The row that Enter is for: the current one, else the first."""
        index = self.view.currentIndex()
        rows = self.rows[index.row() :] if index.isValid() else self.rows
        return next((row for row in rows if not row.heading), None)

    def pick_current(self) -> bool:
        """Pick the current row, else the first one; whether there was one."""
        if not self.view.currentIndex().isValid():
            self.step(1)
        index = self.view.currentIndex()
        self._on_picked(index)
        return index.isValid()

    def _on_picked(self, index: QModelIndex) -> None:
        row = index.data(ItemRole) if index.isValid() else None
        if isinstance(row, Row) and not row.heading:
            self.picked.emit(row.key)
            self._tell(index.row(), row)

    def _tell(self, place: int, before: Row) -> None:
        now = self.rows[place] if place < len(self.rows) else before
        if now.key == before.key and now.checked not in (None, before.checked):
            tell_checked(self.view, place)

    def _on_image(self, _: str) -> None:
        self.view.viewport().update()


class _List(QListView):
    """Enter and the space bar pick, whatever the platform's habit."""

    chosen = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class RowDelegate(QStyledItemDelegate):
    """Paints a `Row`."""

    def __init__(self, theme: Theme, images: ImageLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._images = theme, images

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt: headings are lower."""
        row = index.data(ItemRole)
        low = isinstance(row, Row) and row.heading
        return QSize(100, self._theme.px(HEADING if low else ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: one row."""
        row = index.data(ItemRole)
        if not isinstance(row, Row):
            return
        theme, colors = self._theme, self._theme.colors
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            self._heading(painter, box, row)
            painter.restore()
            return
        state = option.state
        view = option.widget
        focused = isinstance(view, QListView) and view.currentIndex() == index
        if focused or state & QStyle.StateFlag.State_MouseOver:
            ring = focused and view.hasFocus()
            painter.setPen(QPen(colors.acc, 2) if ring else Qt.PenStyle.NoPen)
            painter.setBrush(colors.hover)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 10, 10)
        words = box.adjusted(theme.px(8), 0, -theme.px(10), 0)
        if row.face:
            words.setLeft(self._avatar(painter, words, row) + theme.px(12))
        if row.checked is not None:
            words.setRight(self._box(painter, words, row.checked) - theme.px(10))
        elif row.side:
            words.setRight(self._side(painter, words, row.side) - theme.px(10))
        self._words(painter, words, row)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRectF, row: Row) -> None:
        painter.setFont(self._theme.font(FontRole.CAPTION_STRONG))
        painter.setPen(self._theme.colors.text2)
        inner = box.adjusted(self._theme.px(8), 0, -self._theme.px(10), 0)
        low = Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        side = metrics.horizontalAdvance(row.side) + self._theme.px(12) if row.side else 0
        painter.drawText(inner, low | Qt.AlignmentFlag.AlignRight, row.side)
        width = round(inner.width()) - side
        painter.drawText(
            inner, low, metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, width)
        )

    def _avatar(self, painter: QPainter, box: QRectF, row: Row) -> float:
        size = self._theme.soft(AVATAR)
        dpr = painter.device().devicePixelRatio()
        picture = self._images.avatar(row.title, row.face, size, dpr, row.picture)
        painter.drawPixmap(QRectF(box.left(), box.center().y() - size / 2, 0, 0).topLeft(), picture)
        return box.left() + size

    def _box(self, painter: QPainter, box: QRectF, checked: bool) -> float:
        theme, colors = self._theme, self._theme.colors
        side = theme.px(20)
        place = QRectF(box.right() - side, box.center().y() - side / 2, side, side)
        if checked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.acc)
            painter.drawEllipse(place)
            mark = theme.px(16)
            icon = theme.icon(
                "checkmark_16_filled", colors.onAcc, mark, painter.device().devicePixelRatio()
            )
            inset = (side - mark) / 2
            painter.drawPixmap(place.translated(inset, inset).topLeft(), icon)
        else:
            painter.setPen(QPen(colors.text3, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place.adjusted(1, 1, -1, -1))
        return place.left()

    def _side(self, painter: QPainter, box: QRectF, text: str) -> float:
        painter.setFont(self._theme.font(FontRole.CAPTION))
        painter.setPen(self._theme.colors.text3)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return box.right() - painter.fontMetrics().horizontalAdvance(text)

    def _words(self, painter: QPainter, box: QRectF, row: Row) -> None:
        theme, colors = self._theme, self._theme.colors
        first = QRectF(box)
        if row.text:
            first.setBottom(box.center().y() + theme.px(1))
            first.setTop(first.bottom() - theme.px(20))
        painter.setFont(theme.font(FontRole.BODY))
        painter.setPen(colors.text)
        metrics = painter.fontMetrics()
        cap = theme.px(16) if row.cap else 0
        room = round(first.width()) - (cap + theme.px(5) if cap else 0)
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, title)
        if cap:
            at = first.left() + metrics.horizontalAdvance(title) + theme.px(5)
            icon = theme.icon(
                "hat_graduation_20_filled",
                colors.accText,
                cap,
                painter.device().devicePixelRatio(),
            )
            painter.drawPixmap(QRectF(at, first.center().y() - cap / 2, 0, 0).topLeft(), icon)
        if row.text:
            second = QRectF(box.left(), first.bottom(), box.width(), theme.px(18))
            painter.setFont(theme.font(FontRole.CAPTION))
            painter.setPen(colors.text2)
            cut = painter.fontMetrics().elidedText(
                row.text, Qt.TextElideMode.ElideRight, round(second.width())
            )
            painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, cut)
