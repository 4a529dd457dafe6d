"""The section «Люди»: people one writes to, one's circles at the school, and whoever is found."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QStackedWidget, QVBoxLayout, QWidget

from app.domain.circle import Circle, Near
from app.domain.diff import ObservableList
from app.domain.errors import AppError
from app.domain.ids import UserId
from app.domain.people import Person
from app.domain.profiles import ProfileKind
from app.domain.words import has_all, words
from app.services.facade.session import Session
from app.ui.chat_list.header import SearchField
from app.ui.chat_list.search_panel import PAUSE
from app.ui.chat_list.states import Notice
from app.ui.delegates.search_row import (
    Heading,
    SearchRow,
    SearchRowDelegate,
    circle_title,
    near_words,
    spoken_result,
)
from app.ui.dialogs.new_chat import known_people
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
        self._looking: Running | None = None
        self._loading: Running | None = None
        self._circles: tuple[Circle, ...] = ()
        self._found: tuple[Person, ...] = ()
        """What the directory gave for the words in the field."""
        self._trouble: AppError | None = None
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
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setAccessibleName(tr("Люди"))
        self.view.clicked.connect(self._on_picked)
        self.view.activated.connect(self._on_picked)
        self.notice = Notice(theme)
        self.notice.acted.connect(self.came_up)
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
            self.view.doItemsLayout()

        bind(theme, self, fit)
        images.ready.connect(lambda _: self.view.viewport().update())

    def came_up(self) -> None:
        """The section is shown: the cursor stands in the field, the school is asked again."""
        self.field.setFocus()
        self._show()
        school = self._session.profile.value.kind is ProfileKind.SCHOOL
        if school and (self._loading is None or self._loading.done()):
            self._loading = self._tasks.start(self._load())

    async def _load(self) -> None:
        people = self._session.school.people
        if not self._circles:
            self._circles = await people.kept_circles()
            self._show()
        self._trouble = None
        try:
            self._circles = await people.circles()
        except AppError as error:
            self._trouble = error  # what was told last stays
        self._show()

    async def _look(self, query: str) -> None:
        await asyncio.sleep(PAUSE)
        self._found = await self._session.search.people(query, limit=50)
        self._looking = None
        self._show()

    # ---------------------------------------------------------------------------------- rows

    def _show(self) -> None:
        query = self.field.text().strip()
        rows = self._matching(query) if query else self._everybody()
        self._rows.reset(rows)
        self._rows.commit()
        if rows or (query and self._looking is not None):
            self._stack.setCurrentWidget(self.view)
            return
        if query:
            self.notice.say(
                "people_24_regular", tr("Никого не нашлось"), tr("Проверьте имя и фамилию.")
            )
        elif self._trouble is not None:
            self.notice.fail(tr("Список людей не загрузился"), self._trouble)
        else:
            self.notice.say(
                "people_24_regular",
                tr("Здесь будут люди, которым вы пишете"),
                tr("Найдите человека по имени."),
            )
        self._stack.setCurrentWidget(self.notice)

    def _everybody(self) -> list[SearchRow]:
        known = known_people(self._session)
        if not self._circles:
            return [*known]
        rows: list[SearchRow] = [Heading(tr("Вы пишете")), *known] if known else []
        for circle in self._circles:
            rows += [Heading(circle_title(circle)), *circle.people]
        return rows

    def _matching(self, query: str) -> list[SearchRow]:
        wanted, told = words(query), set[UserId]()
        rows: list[SearchRow] = []
        for circle in self._circles:
            people = tuple(near for near in circle.people if has_all(_words_of(near), wanted))
            told |= {near.person.user_id for near in people}
            if people:
                rows += [Heading(circle_title(replace(circle, people=people))), *people]
        others = [person for person in self._found if person.user_id not in told]
        if rows and others:
            rows.append(Heading(tr("Другие люди")))
        return [*rows, *others]

    # --------------------------------------------------------------------------------- input

    def _on_typed(self, text: str) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self._found = ()
        if query := text.strip():
            self._looking = self._tasks.start(self._look(query))
        self._show()

    def _on_arrow(self, step: int) -> None:
        row = self.view.currentIndex().row() + step
        while 0 <= row < self.model.rowCount() and isinstance(self.model.item(row), Heading):
            row += step
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row, 0))

    def _on_entered(self) -> None:
        if not self.view.currentIndex().isValid():
            self._on_arrow(1)
        self._on_picked(self.view.currentIndex())

    def _on_picked(self, index: QModelIndex) -> None:
        match index.data(ItemRole) if index.isValid() else None:
            case Person(user_id=user_id) | Near(person=Person(user_id=user_id)):
                self.direct_wanted.emit(user_id)


def _words_of(near: Near) -> list[str]:
    """Return what somebody is found by: the name, and what stands under it."""
    return words(f"{near.person.name} {near_words(near)}")
