"""The class journal for its teachers: filters, «Загрузить», the table of marks (rows F59, F60).

Nothing is asked for before the button is pressed: a journal is a page of children's marks.
"""

from collections.abc import Coroutine, Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.diary import Journal, JournalGroup, JournalGroups
from app.domain.errors import AppError
from app.domain.lessons import TodayLesson
from app.domain.order import by_title
from app.services.facade.calls import Calls
from app.services.facade.school.diary import Diary
from app.services.facade.school.school import School
from app.ui.chat_list.states import Notice
from app.ui.qt.flow import FlowLayout
from app.ui.qt.i18n import tr
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import bind, push_button
from app.ui.roster.school_sheets import StaffTools
from app.ui.school.cards import Card, plain_text
from app.ui.school.head import PageHead
from app.ui.school.journal_table import JournalTable
from app.ui.school.picker import Picker
from app.ui.school.recordings import RecordingsCard
from app.ui.school.register_button import RegisterButton
from app.ui.school.scrolling import scrolled
from app.ui.school.section_page import SectionPage
from app.ui.school.states import CardsSkeleton
from app.ui.school.today import TodayCard, TodayWatch, show_register
from app.ui.theme import Theme


class JournalView(QWidget):
    """The lessons of today, filters, the journal below."""

    lesson_wanted = Signal(object)
    section_wanted = Signal(object)
    """Show another `Section` of the rail: a first step leads there."""
    settings_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        diary: Diary,
        tasks: Starter,
        calls: Calls | None = None,
        *,
        school: School | None = None,
    ) -> None:
        super().__init__()
        self.theme = theme
        self.tools = StaffTools(theme, school, tasks) if school is not None else None
        self._calls = calls
        self.today = TodayCard(theme)
        self.today.lesson_wanted.connect(self.lesson_wanted)
        self.today.register_wanted.connect(self._on_register)
        self._watch = TodayWatch(calls, tasks, self) if calls is not None else None
        if self._watch is not None:
            self._watch.changed.connect(self.today.show_rows)
        self.recordings = (
            RecordingsCard(theme, school.recordings, tasks) if school is not None else None
        )
        self._diary, self._tasks = diary, tasks
        self._running: Running | None = None
        self._offer = JournalGroups()
        self.grade = Picker(tr("Параллель"))
        self.subject = Picker(tr("Предмет"))
        self.teacher = Picker(tr("Учитель"))
        self.group = Picker(tr("Класс"))
        self.period = Picker(tr("Период"))
        self.load = push_button(tr("Загрузить"), look="primary")
        self.load.clicked.connect(self._on_load)
        self.filters = QWidget()
        row = FlowLayout(self.filters)
        for picker in (self.grade, self.subject, self.teacher):
            picker.picked.connect(lambda _: self._narrow())
            row.addWidget(picker)
        for part in (self.group, self.period, self.load):
            row.addWidget(part)
        self.rows = JournalTable(theme)
        self.card = Card(theme, "")
        self.card.add_line()
        self.card.body.addWidget(self.rows)
        self.nothing = plain_text(theme, tr("В этом периоде отметок пока нет."))
        self.card.body.addWidget(self.nothing)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.card)
        inside.addStretch(1)
        self.notice, self.skeleton = Notice(theme), CardsSkeleton(theme)
        self.notice.acted.connect(self.came_up)
        self.stack = QStackedWidget()
        for shown in (self.notice, self.skeleton, page):
            self.stack.addWidget(shown)
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if self.tools is not None:
            self.tools.section_wanted.connect(self.section_wanted)
            self.tools.settings_wanted.connect(self.settings_wanted)
            column.addWidget(self.tools)
        column.addWidget(self.today)
        if self.recordings is not None:
            column.addWidget(self.recordings)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)

        def fit() -> None:
            row.setSpacing(theme.px(8))
            column.setSpacing(theme.px(16))

        bind(theme, self, fit)
        self._invite()

    def came_up(self) -> None:
        """Ask which journals there are; what is loaded stays."""
        if self._watch is not None:
            self._watch.ask()
        if self.recordings is not None:
            self._tasks.start(self._ask_recordings(self.recordings))
        if not self._offer.groups:
            self._start(self._ask_groups())

    async def _ask_recordings(self, card: RecordingsCard) -> None:
        try:
            await card.load()
        except AppError:
            return  # the page itself says that there is no connection

    async def _ask_groups(self) -> None:
        try:
            self._offer = await self._diary.journal_groups()
        except AppError as error:
            self._fail(error)
            return
        groups = self._offer.groups
        self.grade.offer(_choices(tr("Все параллели"), (one.grade for one in groups)), None)
        self.subject.offer(_choices(tr("Все предметы"), (one.subject for one in groups)), None)
        teachers = (name for one in groups for name in one.teachers)
        self.teacher.offer(_choices(tr("Все учителя"), teachers), None)
        periods = [(one.id, one.title) for one in self._offer.periods]
        current = next(
            (one.id for one in self._offer.periods if one.id == self._offer.current), None
        )
        self.period.offer(periods, current or (periods[0][0] if periods else None))
        self._narrow()
        self._invite()

    def _narrow(self) -> None:
        found = [one for one in self._offer.groups if self._fits(one)]
        kept = any(one.id == self.group.chosen for one in found)
        chosen = self.group.chosen if kept else (found[0].id if found else None)
        self.group.offer([(one.id, one.title) for one in found], chosen)
        self.load.setEnabled(bool(found))

    def _fits(self, group: JournalGroup) -> bool:
        return (
            self.grade.chosen in (None, group.grade)
            and self.subject.chosen in (None, group.subject)
            and (self.teacher.chosen is None or self.teacher.chosen in group.teachers)
        )

    def _on_load(self) -> None:
        group, period = self.group.chosen, self.period.chosen
        if isinstance(group, str):
            self._start(self._ask(group, period if isinstance(period, str) else None))

    async def _ask(self, group: str, period: str | None) -> None:
        self.stack.setCurrentWidget(self.skeleton)
        try:
            journal = await self._diary.journal(group, period)
        except AppError as error:
            self._fail(error)
            return
        self._show(journal)

    def _show(self, journal: Journal) -> None:
        self.card.title.setText(f"{journal.title} · {journal.period.title}")
        self.rows.show_journal(journal)
        self.rows.setVisible(bool(journal.rows))
        self.nothing.setVisible(not journal.rows)
        self.stack.setCurrentWidget(self._page)

    def _invite(self) -> None:
        if self._offer.groups:
            text = tr("Выберите класс, предмет и период.")
            title = tr("Нажмите «Загрузить», чтобы показать журнал")
        else:
            title, text = tr("Журналов пока нет"), tr("Вы не ведёте ни одного класса.")
        self.notice.say("book_open_24_regular", title, text)
        self.stack.setCurrentWidget(self.notice)

    def _fail(self, error: AppError) -> None:
        self.notice.fail(tr("Журнал не открылся"), error)
        self.stack.setCurrentWidget(self.notice)

    def _on_register(self, row: TodayLesson) -> None:
        if self._calls is not None:
            self._tasks.start(show_register(self, self.theme, self._calls, row))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = self._tasks.start(work)


class JournalPage(SectionPage):
    """The journal as a section of its own, for staff without a child at the school."""

    def __init__(
        self,
        theme: Theme,
        diary: Diary,
        tasks: Starter,
        calls: Calls | None = None,
        *,
        school: School | None = None,
    ) -> None:
        super().__init__()
        self._theme, self._school = theme, school
        self.setObjectName("journal")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(theme, tr("Журнал"))
        self.board = push_button(tr("Объявления"), look="chip")
        self.board.setVisible(school is not None)
        self.board.clicked.connect(lambda: tasks.start(self._board()))
        self.events = push_button(tr("Мероприятия"), look="chip")
        self.events.setVisible(school is not None)
        self.events.clicked.connect(lambda: tasks.start(self._events()))
        self.head.tools.addWidget(self.events)
        self.head.tools.addWidget(self.board)
        self.register: RegisterButton | None = None
        if school is not None:
            self.register = RegisterButton(school.register_menu, tasks, self.head)
            self.head.tools.addWidget(self.register)
        self.view = JournalView(theme, diary, tasks, calls, school=school)
        self.view.lesson_wanted.connect(self.lesson_wanted)
        self.view.section_wanted.connect(self.section_wanted)
        self.view.settings_wanted.connect(self.settings_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(scrolled(theme, self.view), 1)
        self.begin_at(self.view.load)
        bind(
            theme,
            self,
            lambda: self.setStyleSheet(
                f"QWidget#journal {{ background: {theme.colors.win.name()}; }}"
                "QScrollArea#school_scroll, QWidget#school_inner { background: transparent; }"
            ),
        )

    def came_up(self) -> None:
        """Ask which journals there are."""
        self.view.came_up()
        if self.register is not None:
            self.register.refresh()

    async def _events(self) -> None:
        from app.ui.school.events_sheet import show_events

        assert self._school is not None
        await show_events(self, self._theme, self._school.feeds)

    async def _board(self) -> None:
        from app.ui.school.board_sheet import show_board

        assert self._school is not None
        await show_board(self, self._theme, self._school.board)


def _choices(everything: str, values: Iterable[object]) -> list[tuple[object, str]]:
    known = sorted(
        {one for one in values if one not in (None, "")}, key=lambda one: by_title(str(one))
    )
    return [(None, everything), *((one, str(one)) for one in known)]
