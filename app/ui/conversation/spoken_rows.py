"""The messages as a list for screen readers: rows that are painted have no place in Qt's tree."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from app.domain.timeline import TimelineItem
from app.ui.conversation.words import spoken
from app.ui.qt.i18n import tr
from app.ui.qt.list_model import DiffListModel
from app.ui.qt.reader import mark_row, tell_row

if TYPE_CHECKING:
    from app.services.facade.timeline import Timeline
    from app.ui.conversation.view import MessageView

_Index = QModelIndex | QPersistentModelIndex


class SpokenRows(QListView):
    """Lies over the messages, paints nothing and takes no key: it only knows what stands where."""

    def __init__(self, view: "MessageView") -> None:
        super().__init__(view.viewport())
        self._view = view
        self._rows: DiffListModel[TimelineItem] = DiffListModel(self, text_of=spoken)
        self.setModel(self._rows)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for one in (self, self.viewport()):
            one.setAutoFillBackground(False)
        self.setStyleSheet("background: transparent;")
        self.setAccessibleName(tr("Сообщения"))
        self.setGeometry(view.viewport().rect())
        self.lower()
        self.show()

    def follow(self, timeline: "Timeline | None") -> None:
        """Say the messages of another chat, or none."""
        self._rows.set_source(timeline.items if timeline is not None else None)

    def tell(self, row: int) -> None:
        """The keyboard is at this row."""
        now = self._rows.index(row, 0)
        self.setCurrentIndex(now)
        mark_row(self.selectionModel(), now)
        tell_row(self, row)

    def visualRect(self, index: _Index) -> QRect:
        """Qt: where the message is; nowhere for one out of view."""
        place = self._view.place_of(self._rows.item(index.row()).key)
        return place.toAlignedRect() if place is not None else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Qt: the message under a point."""
        placed = self._view.stretch.at(point.y())
        return QModelIndex() if placed is None else self._rows.index(placed.unit.start, 0)

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Qt: the messages scroll by themselves."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the messages are painted below."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: no row is laid out here."""
