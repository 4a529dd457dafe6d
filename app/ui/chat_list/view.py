"""The rows of the chat list: a view over painted rows, with mouse, keyboard and context menu."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from app.domain.ids import RoomId
from app.domain.rooms import RoomState, RoomSummary
from app.ui.delegates.chat_row_paint import ChatRowDelegate
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.theme import Theme

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_COME_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""A menu closed, or the window came to the front again."""


class ChatListView(QListView):
    """Chats, one row each. The open chat is highlighted; the current row has the focus ring."""

    chosen = Signal(str)
    """A chat is to be opened (room id)."""
    menu_wanted = Signal(str, QPoint)
    """The context menu of a chat is wanted at a place on the screen."""
    accepted = Signal(str)
    declined = Signal(str)

    def __init__(
        self, theme: Theme, images: ImageLoader, model: DiffListModel[RoomSummary]
    ) -> None:
        super().__init__()
        self._rows = model
        self._delegate = ChatRowDelegate(theme, images, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(tr("Чаты"))
        self.verticalScrollBar().setSingleStep(theme.px(24))
        images.ready.connect(self._on_image)
        theme.changed.connect(self._on_theme)

    @property
    def open_room(self) -> RoomId | None:
        """The highlighted chat."""
        return self._delegate.open_room

    def set_open_room(self, room_id: RoomId | None) -> None:
        """Highlight the chat that is open on the right."""
        self._delegate.open_room = room_id
        row = self.row_of(room_id)
        if row >= 0:
            index = self._rows.index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def row_of(self, room_id: RoomId | None) -> int:
        """Return the row of a chat, or -1."""
        return self._rows.find(lambda summary: summary.room_id == room_id)

    def room_at(self, index: QModelIndex) -> RoomSummary | None:
        """Return the chat of an index."""
        found: RoomSummary | None = index.data(ItemRole) if index.isValid() else None
        return found

    def neighbour(self, step: int) -> RoomId | None:
        """Return the chat `step` rows away from the open one; the first where none is open."""
        count = self._rows.rowCount()
        if not count:
            return None
        row = self.row_of(self.open_room)
        row = 0 if row < 0 else min(max(row + step, 0), count - 1)
        return self._rows.item(row).room_id

    def forget_layouts(self) -> None:
        """Lay out again: the day changed."""
        self._delegate.forget()
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click opens a chat, or answers an invite."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        summary = self.room_at(index)
        if summary is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if summary.state is RoomState.INVITED:
            rect = self.visualRect(index)
            at = event.position() - rect.topLeft()
            row = self._delegate.row_of(summary, rect.width())
            if row.accept is not None and row.accept.contains(at):
                self.accepted.emit(summary.room_id)
            elif row.decline is not None and row.decline.contains(at):
                self.declined.emit(summary.room_id)
            return
        self.chosen.emit(summary.room_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens, the menu key asks what else; letters do not search."""
        summary = self.room_at(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and summary is not None:
            if summary.state is RoomState.INVITED:
                self._menu_at(self.currentIndex())
            else:
                self.chosen.emit(summary.room_id)
        elif (
            event.text()
            and event.text().isprintable()
            and not event.modifiers()
            & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: rows get a ring only for who came by keyboard, or for the chat that is open."""
        before = self.currentIndex()
        super().focusInEvent(event)
        if self.open_room is None:
            if event.reason() in _BY_KEYBOARD:
                current = before if before.isValid() else self._rows.index(0, 0)
            else:
                current = before if event.reason() in _COME_BACK else QModelIndex()
            self.selectionModel().setCurrentIndex(
                current, QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: right click, the menu key, Shift+F10."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._menu_at(self.currentIndex())
            return
        summary = self.room_at(self.indexAt(event.pos()))
        if summary is not None:
            self.menu_wanted.emit(summary.room_id, event.globalPos())

    def _menu_at(self, index: QModelIndex) -> None:
        summary = self.room_at(index)
        if summary is not None:
            self.menu_wanted.emit(
                summary.room_id, self.viewport().mapToGlobal(self.visualRect(index).center())
            )

    def _on_image(self, uri: str) -> None:
        self.viewport().update()

    def _on_theme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
