"""The section «Дневник»: a child's week, results, absences and announcements.

What was shown last comes first, from this computer; then the school is asked. When it does not
answer, the old week stays with a line that says so.
"""

from collections.abc import Coroutine
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.diary import Child, Week
from app.domain.errors import AppError
from app.domain.lessons import TodayLesson
from app.services.facade.calls import Calls
from app.services.facade.school.board import Board
from app.services.facade.school.diary import Diary
from app.services.facade.school.feeds import Feeds
from app.services.facade.school.register_menu import RegisterMenus
from app.services.facade.school.school import School
from app.ui.chat_list.states import Notice
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import bind
from app.ui.school.diary_desk import DiaryDesk
from app.ui.school.diary_head import (
    ABSENCES,
    JOURNAL,
    NOTICES,
    RESULTS,
    WEEK,
    DiaryHead,
    loaded_words,
)
from app.ui.school.journal_view import JournalView
from app.ui.school.notices_view import NoticesView
from app.ui.school.period_view import PeriodView
from app.ui.school.register_button import RegisterButton
from app.ui.school.scrolling import PageStack, scrolled
from app.ui.school.section_page import SectionPage
from app.ui.school.states import CardsSkeleton, Strip
from app.ui.school.today import TodayWatch
from app.ui.school.week_view import WeekView
from app.ui.theme import Theme

Work = Coroutine[Any, Any, None]
_WEEK = timedelta(days=7)


class DiaryPage(SectionPage):
    """Fulfils the section; `today` is a function, so that a test can stop the day."""

    def __init__(
        self,
        theme: Theme,
        diary: Diary,
        tasks: Starter,
        *,
        journal: bool = False,
        calls: Calls | None = None,
        board: Board | None = None,
        feeds: Feeds | None = None,
        school: School | None = None,
        register_menu: RegisterMenus | None = None,
    ) -> None:
        super().__init__()
        self.theme = theme
        self.journal = JournalView(theme, diary, tasks, calls, school=school) if journal else None
        if self.journal is not None:
            self.journal.section_wanted.connect(self.section_wanted)
            self.journal.settings_wanted.connect(self.settings_wanted)
            self.journal.lesson_wanted.connect(self.lesson_wanted)
        self._watch = TodayWatch(calls, tasks, self) if calls is not None else None
        self._diary, self._tasks = diary, tasks
        self._running: Running | None = None
        self._children: tuple[Child, ...] = ()
        self._child: Child | None = None
        self._monday: date | None = None
        self._week: Week | None = None
        self._period: str | None = None
        self._today: tuple[TodayLesson, ...] = ()
        self.today = date.today
        self.setObjectName("diary")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = DiaryHead(theme, journal=journal)
        self.head.board.setVisible(board is not None)
        self.head.events.setVisible(feeds is not None)
        self.head.child_picked.connect(self.show_child)
        self.head.stepped.connect(self._on_step)
        self.tabs = self.head.tabs
        self.tabs.picked.connect(self._on_tab)
        self.register: RegisterButton | None = None
        if register_menu is not None:
            self.register = RegisterButton(register_menu, tasks, self.head)
            self.head.tools.addWidget(self.register)
        self.strip = Strip(theme)
        self.strip.acted.connect(self._on_strip)
        self.skeleton = CardsSkeleton(theme)
        self.notice = Notice(theme)
        self.notice.acted.connect(self._on_notice)
        self.week = WeekView(theme)
        self.week.lesson_wanted.connect(self.lesson_wanted)
        if self._watch is not None:
            self._watch.changed.connect(self._on_today)
        self.results, self.absences = PeriodView(theme), PeriodView(theme)
        for view in (self.results, self.absences):
            view.period_wanted.connect(self._on_period)
        self.notices = NoticesView(theme)
        self.notices.confirmed.connect(self._on_confirmed)
        self.desk = DiaryDesk(self, diary, tasks, board=board, feeds=feeds)
        self.views = PageStack()
        for page in (self.week, self.results, self.absences, self.notices):
            self.views.add(page)
        if self.journal is not None:
            self.views.add(self.journal)
        self.area = scrolled(theme, self.views)
        self.stack = QStackedWidget()
        for part in (self.skeleton, self.notice, self.area):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (self.head, self.strip):
            column.addWidget(row)
        column.addWidget(self.stack, 1)
        self.begin_at(self.tabs.buttons[0])
        bind(theme, self, self._refresh)

    @property
    def child(self) -> Child | None:
        """Whose diary is shown."""
        return self._child

    @property
    def shown_week(self) -> Week | None:
        """The week that was shown last."""
        return self._week

    def came_up(self) -> None:
        """Show what is known and ask what is new."""
        self._load(self._begin())
        if self._watch is not None:
            self._watch.ask()
        if self.register is not None:
            self.register.refresh()

    def _show_head(self) -> None:
        today = self.today()
        monday = self._monday or _monday(today)
        self.head.show_for(self._child, self._children, week=self._week, monday=monday, today=today)

    # --------------------------------------------------------------------------------- loading

    async def _begin(self) -> None:
        if self._show_journal():
            return
        if not self._children:
            self._take_children(await self._diary.kept_children())
        try:
            self._take_children(await self._diary.children())
        except AppError as error:
            if self._child is None:
                self._fail(error)
                return
        if self._child is None:
            text = tr("Он появится, когда школа запишет вас или вашего ребёнка в класс.")
            self._say("book_open_24_regular", tr("Дневника пока нет"), text)
            return
        await self._show()

    def _take_children(self, children: tuple[Child, ...]) -> None:
        self._children = children
        chosen = self._child.person if self._child else None
        known = next((one for one in children if one.person == chosen), None)
        self._child = known or (children[0] if children else None)
        self._show_head()

    def _show_journal(self) -> bool:
        """Show the journal if its tab is chosen: it belongs to no child."""
        if self.tabs.current != JOURNAL or self.journal is None:
            return False
        self.strip.say("")
        self.views.show_page(self.journal)
        self.stack.setCurrentWidget(self.area)
        self.journal.came_up()
        self._show_head()
        return True

    async def _show(self) -> None:
        if self._show_journal():
            return
        child = self._child
        assert child is not None
        self._show_head()
        tab = self.tabs.current
        if not child.source and tab != NOTICES:  # what the school announces needs no gradebook
            self._say_unlinked(child)
            return
        if child.problem:
            self.strip.say(child.problem, action=tr("Привязать заново"))
        if tab == WEEK:
            await self._show_week(child)
        elif tab == RESULTS:
            await self._show_part(self.results, self._results(child))
        elif tab == ABSENCES:
            await self._show_part(self.absences, self._absences(child))
        else:
            await self._show_part(self.notices, self._notices(child))

    async def _show_week(self, child: Child) -> None:
        wanted = self._monday or _monday(self.today())
        kept = await self._diary.kept_week(child.person)
        if kept is not None and kept.monday == wanted:
            self._take_week(kept)
        elif self._week is None or self._week.monday != wanted:
            self.stack.setCurrentWidget(self.skeleton)
        try:
            self._take_week(await self._diary.week(child.person, wanted))
            self._clear_strip(child)
        except AppError as error:
            if kept is not None and self._week is None:
                self._take_week(kept)
            self._fail(error)
            return
        try:
            self.week.show_results(await self._diary.results(child.person, None))
            self.week.show_homework(await self._diary.homework(child.person))
        except AppError as error:
            self._fail(error)

    def _take_week(self, week: Week) -> None:
        self._week, self._monday = week, week.monday
        self.week.show_week(week, self.today())
        self._offer_lessons()
        self.views.show_page(self.week)
        self.stack.setCurrentWidget(self.area)
        self._show_head()

    async def _show_part(self, view: QWidget, work: Work) -> None:
        if self.views.current is not view:
            self.stack.setCurrentWidget(self.skeleton)
        try:
            await work
        except AppError as error:
            self._fail(error)
            return
        self.views.show_page(view)
        self.stack.setCurrentWidget(self.area)

    async def _results(self, child: Child) -> None:
        self.results.show_results(await self._diary.results(child.person, self._period))

    async def _absences(self, child: Child) -> None:
        self.absences.show_absences(await self._diary.absences(child.person, self._period))

    async def _notices(self, child: Child) -> None:
        self.notices.show_notices(await self._diary.announcements(child.person))

    def _load(self, work: Work) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = self._tasks.start(work)

    # ---------------------------------------------------------------------------------- states

    def _fail(self, error: AppError) -> None:
        """Keep what is shown, if it is what was asked for; say what happened either way."""
        week = self._week
        shows = self.stack.currentWidget() is self.area and week is not None
        if shows and week is not None and self.tabs.current == WEEK:
            when = loaded_words(week.fetched_at, self.today())
            text = user_text(error.user_text)
            self.strip.say(tr("{problem} Показано загруженное {when}.", problem=text, when=when))
            return
        self.strip.say("")
        self.notice.fail(tr("Дневник не открылся"), error)
        self.stack.setCurrentWidget(self.notice)

    def _say_unlinked(self, child: Child) -> None:
        self._say(
            "link_20_regular",
            tr("Дневник ещё не подключён"),
            tr("Привяжите электронный журнал, и оценки ({name}) появятся здесь.", name=child.name),
            action=tr("Привязать журнал"),
        )

    def _say(self, icon: str, title: str, text: str, *, action: str = "") -> None:
        self.strip.say("")
        self.notice.say(icon, title, text, action=action)
        self.stack.setCurrentWidget(self.notice)

    def _clear_strip(self, child: Child) -> None:
        if not child.problem:
            self.strip.say("")

    # --------------------------------------------------------------------------------- actions

    def _on_tab(self, _: int) -> None:
        self._period = None
        self._load(self._begin() if self._child is None else self._show())

    def _on_step(self, weeks: int) -> None:
        self._monday = (self._monday or _monday(self.today())) + _WEEK * weeks
        self._show_head()
        self._on_tab(WEEK)

    def _on_period(self, period: str) -> None:
        self._period = period
        self._load(self._show())

    def _on_strip(self) -> None:
        if self._child is not None and self._child.problem:
            self._tasks.start(self.desk.link(self._child))
        else:
            self._load(self._begin())

    def _on_notice(self) -> None:
        if self._child is not None and not self._child.source:
            self._tasks.start(self.desk.link(self._child))
        else:
            self._load(self._begin())

    def begin_anew(self) -> None:
        """Show nothing of before: another gradebook is linked, or none."""
        self._week = None
        self._load(self._begin())

    def show_child(self, person: object) -> None:
        """Show another child's diary."""
        self._child = next((one for one in self._children if one.person == person), self._child)
        self._week, self._monday, self._period = None, None, None
        self.week.show_results(None)
        self.week.show_homework(None)
        self.strip.say("")
        self._load(self._show())

    def _on_today(self, rows: tuple[TodayLesson, ...]) -> None:
        self._today = rows
        self._offer_lessons()

    def _offer_lessons(self) -> None:
        """A pupil comes into the lessons that are open; who reads a child's diary does not."""
        mine = self._child is not None and self._child.me
        opens = [row for row in self._today if row.opens and not row.leads]
        self.week.offer(opens if mine else [])

    def _on_confirmed(self, notice: str) -> None:
        if self._child is not None:
            self._load(self._confirm(self._child, notice))

    async def _confirm(self, child: Child, notice: str) -> None:
        try:
            await self._diary.confirm(child.person, notice)
            await self._notices(child)
        except AppError as error:
            toast(self, self.theme, user_text(error.user_text))

    def _refresh(self) -> None:
        self.setStyleSheet(
            f"QWidget#diary {{ background: {self.theme.colors.win.name()}; }}"
            "QScrollArea#school_scroll, QWidget#school_inner { background: transparent; }"
        )
        self._show_head()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
