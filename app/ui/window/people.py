"""The section «Люди»: people one writes to, and anybody whom the directory lets one find."""

import asyncio

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QStackedWidget, QVBoxLayout, QWidget

from app.domain.diff import ObservableList
from app.domain.order import by_name
from app.domain.people import Person, Role
from app.domain.rooms import RoomKind
from app.services.facade.session import Session
from app.ui.chat_list.header import SearchField
from app.ui.chat_list.search_panel import PAUSE
from app.ui.chat_list.states import Notice
from app.ui.delegates.search_row import SearchRow, SearchRowDelegate, spoken_result
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader, Running, Starter
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.widgets import bind, label
from app.ui.theme import FontRole, Theme


class PeoplePane(QWidget):
    """People in the place of the chat list; Enter or a click opens the direct chat."""

    direct_wanted = Signal(str)

    def __init__(self, theme: Theme, images: ImageLoader, session: Session, tasks: Starter) -> None:
        super().__init__()
        self._session, self._tasks = session, tasks
        self._running: Running | None = None
        self._rows: ObservableList[SearchRow] = ObservableList()
        self.model: DiffListModel[SearchRow] = DiffListModel(self, text_of=spoken_result)
        self.model.set_source(self._rows)
        self.field = SearchField(theme, tr("Найти человека"), hint="")
        self.field.textChanged.connect(self._on_typed)
        self.field.left.connect(self.field.clear)
        self.field.arrow.connect(self._on_arrow)
        self.field.entered.connect(self._on_entered)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(SearchRowDelegate(theme, images, self))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setAccessibleName(tr("Люди"))
        self.view.clicked.connect(self._on_picked)
        self.view.activated.connect(self._on_picked)
        self.notice = Notice(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.notice)
        title = label(theme, tr("Люди"), FontRole.TITLE)
        head, field = QWidget(), QWidget()
        top, inside = QVBoxLayout(head), QVBoxLayout(field)
        top.addWidget(title)
        inside.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(field)
        column.addSpacing(theme.px(8))
        column.addWidget(self._stack, 1)
        self.setObjectName("people")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

        def fit() -> None:
            head.setFixedHeight(theme.px(58))
            top.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
            inside.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
            self.setStyleSheet(f"QWidget#people {{ background: {theme.colors.surface.name()}; }}")

        bind(theme, self, fit)
        images.ready.connect(lambda _: self.view.viewport().update())
        self._on_typed("")

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus()

    async def _look(self, query: str) -> None:
        await asyncio.sleep(PAUSE)
        self._show(list(await self._session.search.people(query, limit=50)))

    def _known(self) -> list[Person]:
        rows = self._session.rooms.observe(RoomKind.DIRECT)
        people = [
            Person(
                row.direct_user, row.name, row.avatar, Role.TEACHER if row.verified else Role.NONE
            )
            for row in rows
            if row.direct_user is not None
        ]
        return sorted(people, key=lambda person: by_name(person.name))

    def _show(self, people: list[Person]) -> None:
        self._rows.reset(people)
        self._rows.commit()
        if people:
            self._stack.setCurrentWidget(self.view)
            return
        typed = bool(self.field.text().strip())
        self.notice.say(
            "people_24_regular",
            tr("Никого не нашлось") if typed else tr("Здесь будут люди, которым вы пишете"),
            tr("Проверьте имя и фамилию.") if typed else tr("Найдите человека по имени."),
        )
        self._stack.setCurrentWidget(self.notice)

    def _on_typed(self, text: str) -> None:
        if self._running is not None:
            self._running.cancel()
            self._running = None
        query = text.strip()
        if query:
            self._running = self._tasks.start(self._look(query))
        else:
            self._show(self._known())

    def _on_arrow(self, step: int) -> None:
        row = min(max(self.view.currentIndex().row() + step, 0), self.model.rowCount() - 1)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, 0))

    def _on_entered(self) -> None:
        if not self.view.currentIndex().isValid():
            self._on_arrow(1)
        self._on_picked(self.view.currentIndex())

    def _on_picked(self, index: QModelIndex) -> None:
        person = index.data(ItemRole) if index.isValid() else None
        if isinstance(person, Person):
            self.direct_wanted.emit(person.user_id)
