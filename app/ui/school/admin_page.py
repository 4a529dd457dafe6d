"""The section «Школа» for administrators: places under headings, each a page of its own.

To add one, give `pages()` its place and its maker; a page is made when it is first chosen.
"""

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.domain.errors import AppError
from app.domain.school import SchoolMe
from app.services.facade.school.school import School
from app.ui.consents.rules_view import RulesView
from app.ui.preferences import Preferences
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.qt.widgets import bind
from app.ui.roster.cards_view import CardsView
from app.ui.roster.chats_view import ChatsView
from app.ui.roster.people_view import PeopleView
from app.ui.roster.roster_view import RosterView
from app.ui.roster.steps_view import StepsView
from app.ui.roster.year_view import YearView
from app.ui.school.activity_view import ActivityView
from app.ui.school.admin_nav import AdminNav, Place, titled
from app.ui.school.feeds_view import FeedsView
from app.ui.school.head import PageHead
from app.ui.school.identities_view import IdentitiesView
from app.ui.school.picker import Picker
from app.ui.school.recordings import RecordingsView
from app.ui.school.register_menu_view import RegisterMenuView
from app.ui.school.retention_view import RetentionView
from app.ui.school.section_page import AdminView, SectionPage
from app.ui.theme import Theme
from app.ui.trust.applications_view import ApplicationsView
from app.ui.trust.reports_view import ReportsView
from app.ui.trust.tickets_view import TicketsView

_log = logging.getLogger(__name__)

MakePage = Callable[[Theme, School, Starter], AdminView]
ROOMY = 760
"""From which width (at 100 %) on the list of places stands beside its page."""


def pages() -> tuple[tuple[Place, MakePage], ...]:
    """The places in order, and what makes each."""
    over, people = tr("Обзор"), tr("Люди")
    chats, safety = tr("Чаты и состав"), tr("Безопасность")
    return (
        (Place("activity", over, tr("Активность"), "data_histogram_20_regular"), ActivityView),
        (Place("steps", over, tr("Первые шаги"), "lightbulb_24_regular"), StepsView),
        (Place("people", people, tr("Люди"), "people_20_regular"), PeopleView),
        (
            Place("applications", people, tr("Заявки"), "people_checkmark_20_regular"),
            ApplicationsView,
        ),
        (Place("cards", people, tr("Карточки"), "qr_code_20_regular"), CardsView),
        (Place("identities", people, tr("Привязки"), "key_24_regular"), IdentitiesView),
        (Place("roster", chats, tr("Состав и чаты"), "arrow_sync_20_regular"), RosterView),
        (Place("chats", chats, tr("Чаты школы"), "chat_multiple_24_regular"), ChatsView),
        (Place("year", chats, tr("Учебный год"), "calendar_24_regular"), YearView),
        (Place("register", chats, tr("Меню журнала"), "book_open_24_regular"), RegisterMenuView),
        (Place("feeds", chats, tr("Мероприятия"), "megaphone_24_regular"), FeedsView),
        (Place("reports", safety, tr("Жалобы"), "flag_24_regular"), ReportsView),
        (Place("tickets", safety, tr("Обращения"), "chat_24_regular"), TicketsView),
        (Place("rules", safety, tr("Правила"), "clipboard_text_ltr_20_regular"), RulesView),
        (Place("recordings", safety, tr("Записи уроков"), "record_20_regular"), RecordingsView),
        (Place("retention", safety, tr("Хранение"), "storage_20_regular"), RetentionView),
    )


class AdminPage(SectionPage):
    """Head, places and the chosen page."""

    def __init__(
        self,
        theme: Theme,
        school: School,
        tasks: Starter,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._school, self._tasks = school, tasks
        self._preferences = preferences
        self._pages = {place.key: (place, make) for place, make in pages()}
        self._made: dict[str, AdminView] = {}
        self._waiting: dict[str, int] = {}
        self.setObjectName("admin")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(theme, tr("Школа"))
        self.nav = AdminNav(theme, [place for place, _ in self._pages.values()])
        self.picker = Picker(tr("Раздел"))
        self.picker.picked.connect(self.nav.choose)
        self.org = Picker(tr("Школа"))
        self.org.picked.connect(lambda _: self._on_place(self.nav.current))
        self.head.tools.addWidget(self.org)
        self.head.tools.addWidget(self.picker)
        self.stack = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        self._cut = school.me.subscribe(self._on_me)
        self.destroyed.connect(self._cut)
        kept = preferences.now.school_place if preferences is not None else ""
        self.nav.choose(kept if kept in self._pages else next(iter(self._pages)))
        self.nav.picked.connect(self._on_place)
        bind(theme, self, self._refresh)

    def came_up(self) -> None:
        """Show the chosen place anew, how the school stands, and what waits."""
        self._on_place(self.nav.current)
        self._tasks.start(self._say_now())
        self._tasks.start(self._count_waiting())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a narrow page has a picker in place of the list."""
        super().resizeEvent(event)
        self._arrange()

    async def _say_now(self) -> None:
        try:
            now = await self._school.now()
        except AppError as error:
            _log.info("the school did not say who is here: %s", error)
            return
        here = trn("сейчас в сети %n [человек|человека|человек]", now.online)
        self.head.say(tr("{year} учебный год · {here}", year=now.year, here=here))

    async def _count_waiting(self) -> None:
        """Ask how many wait; a place that is open tells it by itself afterwards."""
        school = self._school
        try:
            applications = await school.teachers.queue(approved=False)
            reports = await school.complaints.queue()
            tickets = await school.support.tickets()
        except AppError as error:
            _log.info("the school did not say what waits: %s", error)
            return
        self._show_waiting("applications", len(applications))
        self._show_waiting("reports", sum(one.closed_by is None for one in reports))
        self._show_waiting("tickets", sum(one.closed_at is None for one in tickets))

    def _show_waiting(self, key: str, count: int) -> None:
        self._waiting[key] = count
        self.nav.show_waiting(self._waiting)
        self._offer_places()

    def _offer_places(self) -> None:
        offered = [(key, titled(place, self._waiting)) for key, (place, _) in self._pages.items()]
        self.picker.offer(offered, self.nav.current)

    def _on_place(self, key: str) -> None:
        page = self._made.get(key)
        if page is None:
            page = self._made[key] = self._pages[key][1](self.theme, self._school, self._tasks)
            self.stack.addWidget(page)
            page.section_wanted.connect(self.section_wanted)
            page.settings_wanted.connect(self.settings_wanted)
            page.place_wanted.connect(self.nav.choose)
            page.waiting_changed.connect(lambda count, it=key: self._show_waiting(it, count))
        self.stack.setCurrentWidget(page)
        self._offer_places()
        if self._preferences is not None:
            self._preferences.change(school_place=key)
        page.chosen_org = str(self.org.chosen or "")
        page.came_up()

    def _on_me(self, me: SchoolMe | None) -> None:
        orgs = me.orgs if me is not None else ()
        names = [name for _, name in orgs if name]
        known = self.org.chosen in {org for org, _ in orgs}
        chosen = self.org.chosen if known else (orgs[0][0] if orgs else None)
        self.org.offer([(org, name or org) for org, name in orgs], chosen)
        self.org.setVisible(len(orgs) > 1)
        title = names[0] if len(names) == 1 else tr("Школа")
        self.head.title.set_whole_text(tr("{school} · управление", school=title))

    def _arrange(self) -> None:
        roomy = self.width() >= self.theme.px(ROOMY)
        if self.nav.isHidden() != roomy and self.picker.isHidden() == roomy:
            return
        self.nav.setVisible(roomy)
        self.picker.setVisible(not roomy)
        self.begin_at(self.nav if roomy else self.picker)
        self.head.tools_changed()

    def _refresh(self) -> None:
        self.setStyleSheet(
            f"QWidget#admin {{ background: {self.theme.colors.win.name()}; }}"
            "QScrollArea#school_scroll, QWidget#school_inner { background: transparent; }"
        )
        self._arrange()
