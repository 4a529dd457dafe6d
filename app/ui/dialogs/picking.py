"""A sheet with a search field over a list: the base of every dialog that asks «who» or «where»."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.ids import RoomId
from app.domain.rooms import RoomState
from app.services.facade.session import Session
from app.ui.dialogs.rows import RowsView, chat_row
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.task_sheet import TaskSheet
from app.ui.theme import Theme

_WAIT_MS = 150
_FOUND = 50


class PickSheet(TaskSheet):
    """Typing filters, the arrows walk, Enter picks. Subclasses fill `rows` in `look_up`."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, images: ImageLoader, *, title: str, hint: str
    ) -> None:
        self.field = QLineEdit()
        super().__init__(parent, theme, title, width=440)
        self.field.setProperty("look", "search")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        icon = theme.qicon("search_20_regular", theme.colors.text3)
        self.field.addAction(
            QAction(icon, "", self.field), QLineEdit.ActionPosition.LeadingPosition
        )
        self.field.installEventFilter(self)
        self.rows = RowsView(theme, images, title)
        self.body.addWidget(self.field)
        self.body.addWidget(self.rows, 1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(lambda: self.look_up(self.query))
        self.field.textChanged.connect(lambda _: self._wait.start())
        self.rows.picked.connect(self.picked)

    @property
    def query(self) -> str:
        """What is typed, without spaces around it."""
        return self.field.text().strip()

    def look_up(self, query: str) -> None:
        """Show what fits the query."""
        raise NotImplementedError

    def picked(self, key: str) -> None:
        """A row was picked."""
        raise NotImplementedError

    def open(self) -> None:
        """Qt: begin with the field; the list takes what the window gives."""
        host = self._host.height() if self._host is not None else 700
        px = self._theme.px
        self.rows.setMinimumHeight(max(px(110), min(px(370), host - px(300))))
        super().open()
        self.field.setFocus()
        self.look_up(self.query)

    def done(self, code: int) -> None:
        """Qt: nothing is asked any more."""
        self._wait.stop()
        super().done(code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows and Enter act on the list while one types."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            match event.key():
                case Qt.Key.Key_Down:
                    self.rows.step(1)
                case Qt.Key.Key_Up:
                    self.rows.step(-1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    if self._wait.isActive():  # it is meant for what was typed, not for before
                        self._wait.stop()
                        self.look_up(self.query)
                    self.entered(event)
                case _:
                    return False
            return True
        return super().eventFilter(watched, event)

    def entered(self, event: QKeyEvent) -> None:
        """Enter in the field: pick the current row."""
        self.rows.pick_current()

    def refused(self, words: str) -> None:
        """Say it in the list's place."""
        self.rows.say(words)


class TickSheet(PickSheet):
    """Several chats: Enter or a click ticks one, at most `most`; Ctrl+Enter is `confirm`.

    `nothing` are the words where there are no chats at all. Subclasses follow what is ticked.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        images: ImageLoader,
        *,
        session: Session,
        title: str,
        nothing: str,
        most: int,
        chosen: Iterable[RoomId] = (),
    ) -> None:
        self._session, self._nothing, self._most = session, nothing, most
        self.chosen: dict[RoomId, None] = dict.fromkeys(chosen)
        super().__init__(parent, theme, images, title=title, hint=tr("Найти чат"))

    def ticked(self) -> None:
        """Follow what is ticked now."""
        raise NotImplementedError

    def confirm(self) -> None:
        """Do it with what is ticked."""
        raise NotImplementedError

    def look_up(self, query: str) -> None:
        """Show the ticked chats first, then what fits."""
        if query:
            found = self._session.search.chats(query, limit=_FOUND)
        else:
            found = tuple(self._session.rooms.observe(None))
        rows = [one for one in found if one.state is RoomState.JOINED and one.replaced_by is None]
        if not query:
            rows.sort(key=lambda room: room.room_id not in self.chosen)
        self.rows.show_rows(
            [chat_row(room, checked=room.room_id in self.chosen) for room in rows],
            nothing=tr("Такого чата нет") if query else self._nothing,
        )

    def picked(self, key: str) -> None:
        """Tick or untick a chat."""
        room_id = RoomId(key)
        if room_id in self.chosen:
            del self.chosen[room_id]
        elif len(self.chosen) < self._most:
            self.chosen[room_id] = None
        rows = [replace(row, checked=RoomId(row.key) in self.chosen) for row in self.rows.rows]
        self.rows.show_rows(rows, nothing="")
        self.ticked()

    def entered(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Enter confirms, Enter ticks."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm()
        elif self.rows.pick_current():
            self.field.selectAll()
