"""The section «Школа» for administrators: tabs, of which each is a page of its own.

To add one, give `_PAGES` its title and its maker; a page is made when it is first chosen.
"""

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.domain.errors import AppError
from app.domain.school import SchoolMe
from app.services.school_facade import School
from app.ui.consents.rules_view import RulesView
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.qt.widgets import bind
from app.ui.roster.cards_view import CardsView
from app.ui.roster.people_view import PeopleView
from app.ui.roster.roster_view import RosterView
from app.ui.roster.steps_view import StepsView
from app.ui.school.activity_view import ActivityView
from app.ui.school.head import PageHead, Tabs
from app.ui.school.identities_view import IdentitiesView
from app.ui.school.picker import Picker
from app.ui.school.section_page import AdminView, SectionPage
from app.ui.theme import Theme
from app.ui.trust.applications_view import ApplicationsView
from app.ui.trust.reports_view import ReportsView
from app.ui.trust.tickets_view import TicketsView

_log = logging.getLogger(__name__)

MakePage = Callable[[Theme, School, Starter], AdminView]


def pages() -> tuple[tuple[str, MakePage], ...]:
    """The tabs in order: title and maker."""
    return (
        (tr("Активность"), ActivityView),
        (tr("Заявки"), ApplicationsView),
        (tr("Жалобы"), ReportsView),
        (tr("Обращения"), TicketsView),
        (tr("Состав и чаты"), RosterView),
        (tr("Люди"), PeopleView),
        (tr("Карточки"), CardsView),
        (tr("Первые шаги"), StepsView),
        (tr("Привязки"), IdentitiesView),
        (tr("Правила"), RulesView),
    )


class AdminPage(SectionPage):
    """Head, tabs and the chosen page."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__()
        self.theme = theme
        self._school, self._tasks = school, tasks
        self._pages = pages()
        self._made: dict[int, AdminView] = {}
        self.setObjectName("admin")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(theme, tr("Школа"))
        self.tabs = Tabs(theme, tr("Разделы школы"), [title for title, _ in self._pages])
        self.tabs.picked.connect(self._on_tab)
        self.org = Picker(tr("Школа"))
        self.org.picked.connect(lambda _: self._on_tab(self.tabs.current))
        self.head.tools.addWidget(self.org)
        self.head.tools.addWidget(self.tabs)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        self._cut = school.me.subscribe(self._on_me)
        self.destroyed.connect(self._cut)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.tabs.buttons[0])
        bind(
            theme,
            self,
            lambda: self.setStyleSheet(
                f"QWidget#admin {{ background: {theme.colors.win.name()}; }}"
                "QScrollArea#school_scroll, QWidget#school_inner { background: transparent; }"
            ),
        )

    def came_up(self) -> None:
        """Show the chosen tab anew, and how the school stands."""
        self._on_tab(self.tabs.current)
        self._tasks.start(self._say_now())

    async def _say_now(self) -> None:
        try:
            now = await self._school.now()
        except AppError as error:
            _log.info("the school did not say who is here: %s", error)
            return
        here = trn("в системе %n [человек|человека|человек]", now.online)
        self.head.say(tr("{year} учебный год · {here}", year=now.year, here=here))

    def _on_tab(self, number: int) -> None:
        page = self._made.get(number)
        if page is None:
            page = self._made[number] = self._pages[number][1](
                self.theme, self._school, self._tasks
            )
            self.stack.addWidget(page)
            page.section_wanted.connect(self.section_wanted)
            page.settings_wanted.connect(self.settings_wanted)
            page.tab_wanted.connect(self._on_tab_wanted)
        self.stack.setCurrentWidget(page)
        page.chosen_org = str(self.org.chosen or "")
        page.came_up()

    def _on_tab_wanted(self, title: str) -> None:
        titles = [one for one, _ in self._pages]
        if title in titles:
            self.tabs.choose(titles.index(title))

    def _on_me(self, me: SchoolMe | None) -> None:
        orgs = me.orgs if me is not None else ()
        names = [name for _, name in orgs if name]
        known = self.org.chosen in {org for org, _ in orgs}
        chosen = self.org.chosen if known else (orgs[0][0] if orgs else None)
        self.org.offer([(org, name or org) for org, name in orgs], chosen)
        self.org.setVisible(len(orgs) > 1)
        title = names[0] if len(names) == 1 else tr("Школа")
        self.head.title.set_whole_text(tr("{school} · управление", school=title))
