"""Ctrl+K: chats at once, people and messages while typing; the last query wins."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStackedWidget, QVBoxLayout, QWidget

from app.domain.cache import FoundMessage
from app.domain.diff import ObservableList
from app.domain.errors import AppError
from app.domain.people import Person
from app.domain.rooms import RoomSummary
from app.services.facade.session import Session
from app.ui.chat_list.states import Notice
from app.ui.delegates.search_row import Heading, SearchRow, SearchRowDelegate, spoken_result
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader, Running, Starter
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.reader import announce, read_current
from app.ui.theme import Theme

PAUSE = 0.12
"""Seconds of quiet before messages and people are asked for."""
LONGER_PAUSE = 0.4
"""Seconds more before the server is asked for messages that are not stored here."""
_CHATS, _PEOPLE, _MESSAGES = 6, 6, 60


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found for a query so far."""

    chats: tuple[RoomSummary, ...] = ()
    people: tuple[Person, ...] = ()
    messages: tuple[FoundMessage, ...] = ()

    def rows(self) -> list[SearchRow]:
        """Return headings and results in the order in which they stand."""
        rows: list[SearchRow] = []
        for title, found in (
            (tr("Чаты"), self.chats),
            (tr("Люди"), self.people),
            (tr("Сообщения"), self.messages),
        ):
            if found:
                rows.append(Heading(title))
                rows.extend(found)
        return rows


class SearchPanel(QWidget):
    """Results in the place of the chat list."""

    room_chosen = Signal(str)
    person_chosen = Signal(str)
    message_chosen = Signal(str, str)

    def __init__(self, theme: Theme, images: ImageLoader, session: Session, tasks: Starter) -> None:
        super().__init__()
        self._session, self._tasks = session, tasks
        self._running: Running | None = None
        self._query = self._nothing = ""
        self._rows: ObservableList[SearchRow] = ObservableList()
        self.model: DiffListModel[SearchRow] = DiffListModel(self, text_of=spoken_result)
        self.model.set_source(self._rows)
        self.view = QListView()
        self.view.setModel(self.model)
        self._delegate = SearchRowDelegate(theme, images, self)
        self.view.setItemDelegate(self._delegate)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setAccessibleName(tr("Результаты поиска"))
        self.view.clicked.connect(self._on_picked)
        self.view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        read_current(self.view)
        self.notice = Notice(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.addWidget(self._stack)
        images.ready.connect(lambda _: self.view.viewport().update())

    def search(self, text: str) -> None:
        """Look for something else; what was under way is dropped."""
        query = text.strip()
        if query == self._query:
            return
        self._query, self._nothing = query, ""
        if self._running is not None:
            self._running.cancel()
            self._running = None
        if not query:
            self._show(Found())
            return
        chats = self._session.search.chats(query, limit=_CHATS)
        self._show(Found(chats=chats), whole=False)
        self._running = self._tasks.start(self._look(query, chats))

    def go(self, step: int) -> None:
        """Go to the next or previous result, past the headings."""
        count = self.model.rowCount()
        row = self.view.currentIndex().row() + step
        while 0 <= row < count and isinstance(self.model.item(row), Heading):
            row += step
        if 0 <= row < count:
            index = self.model.index(row, 0)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def choose(self) -> None:
        """Open the current result, or the first."""
        if not self.view.currentIndex().isValid():
            self.go(1)
        self._on_picked(self.view.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter in the list opens too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        else:
            super().keyPressEvent(event)

    async def _look(self, query: str, chats: tuple[RoomSummary, ...]) -> None:
        await asyncio.sleep(PAUSE)
        messages = await self._session.search.messages(query, limit=_MESSAGES)
        self._show(Found(chats, (), messages), whole=False)
        people = await self._session.search.people(query, limit=_PEOPLE)
        known = {chat.direct_user for chat in chats}
        others = tuple(person for person in people if person.user_id not in known)
        self._show(Found(chats, others, messages), whole=False)
        await asyncio.sleep(LONGER_PAUSE)
        try:
            messages = await self._session.search.further(query, limit=_MESSAGES)
        except AppError:
            self._nothing = tr("Нет связи: искали только на этом компьютере.")
        self._show(Found(chats, others, messages))

    def _show(self, found: Found, *, whole: bool = True) -> None:
        self._delegate.begin(datetime.now(UTC))
        rows = found.rows()
        if rows != list(self._rows):
            chosen = self.view.currentIndex().data(ItemRole)
            self._rows.reset(rows)
            self._rows.commit()
            if chosen in rows:  # more came in under the fingers
                self.view.setCurrentIndex(self.model.index(rows.index(chosen), 0))
        if rows or not whole or not self._query:
            self._stack.setCurrentWidget(self.view)
            return
        self.notice.say(
            "search_24_regular",
            tr("Ничего не нашлось"),
            self._nothing or tr("Попробуйте другое слово или его начало."),
        )
        self._stack.setCurrentWidget(self.notice)
        announce(self, self.notice.title.text())

    def _on_picked(self, index: QModelIndex) -> None:
        match index.data(ItemRole) if index.isValid() else None:
            case RoomSummary() as chat:
                self.room_chosen.emit(chat.room_id)
            case Person() as person:
                self.person_chosen.emit(person.user_id)
            case FoundMessage() as message:
                self.message_chosen.emit(message.room_id, message.event_id)
