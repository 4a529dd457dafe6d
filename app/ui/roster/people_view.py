"""«Люди»: everybody of the school, found by name, role and class; what was decided by hand."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.people import Role
from app.domain.rosters import Merge, Pin, RosterPerson, Ruling, SchoolClass, Suggestion
from app.services.facade.school.school import School
from app.ui.delegates.search_row import role_words
from app.ui.qt.dialogs import confirm, opened, toast
from app.ui.qt.flow import FlowLayout
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import bind, label, push_button
from app.ui.roster.decisions_card import DecisionsCard
from app.ui.roster.exception_sheets import PinSheet, RulingSheet
from app.ui.roster.lines import Line, LineList
from app.ui.roster.loaded import LoadedView
from app.ui.roster.new_card import give_new_card
from app.ui.roster.person_sheet import Deed, PersonSheet, homeroom_of, roles_words
from app.ui.school.cards import Card
from app.ui.school.picker import Picker
from app.ui.theme import FontRole, Theme

_SETTLE_MS = 250
_ROLES = (Role.PUPIL, Role.PARENT, Role.TEACHER, Role.STAFF, Role.ADMIN)


class PeopleView(LoadedView):
    """The list, and under it the school's decisions."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self.classes: tuple[SchoolClass, ...] = ()
        self._before: list[int] = []
        """Where the pages before this one began."""
        self._start = 0
        self._following: int | None = None
        self._finding: Running | None = None
        self.field = QLineEdit()
        self.role, self.school_class = Picker(tr("Роль")), Picker(tr("Класс"))
        self.card = Card(theme, tr("Люди школы"))
        self.list = LineList(theme, tr("Люди школы"))
        self.state = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.again = push_button(tr("Повторить"), look="link")
        self.again.hide()
        self.again.clicked.connect(self.look_up)
        self.more = push_button(tr("Следующие"), look="link")
        self.back = push_button(tr("Предыдущие"), look="link")
        self.decisions = DecisionsCard(theme)
        self._lay_out()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.look_up)
        self.field.textChanged.connect(lambda _: self._settle.start())
        self.field.returnPressed.connect(self.look_up)
        for picker in (self.role, self.school_class):
            picker.picked.connect(lambda _: self.look_up())
        self.more.clicked.connect(self._on_more)
        self.back.clicked.connect(self._on_back)
        self.list.chosen.connect(lambda person: self.tasks.start(self._open(person)))
        self.decisions.undone.connect(lambda one: self.act(self._undo(one)))
        self.decisions.merged.connect(lambda one: self.act(self._merge(one)))

    def today(self) -> date:
        """The day it is here."""
        return datetime.now(UTC).astimezone().date()

    async def load(self) -> None:
        """Classes for the filter, people that fit it, decisions."""
        if self.no_school():
            return
        self.classes = await self.school.rosters.classes(self.org)
        self._offer()
        await self._ask(0)
        self.decisions.show_decisions(await self.school.rosters.decisions())

    def look_up(self) -> None:
        """Ask for people who fit the field and the filters."""
        self._settle.stop()
        if self._finding is not None:
            self._finding.cancel()
        self._finding = self.tasks.start(self._find())

    async def _find(self) -> None:
        """Who stands in the list belongs to what was asked: without an answer nobody does."""
        self.again.hide()
        self.state.setText(tr("Ищу…"))
        try:
            await self._ask(0)
        except AppError as error:
            self.list.show_lines([])
            for part in (self.more, self.back):
                part.hide()
            self.state.setText(user_text(error.user_text))
            self.again.show()

    def _on_more(self) -> None:
        if self._following is not None:
            self.act(self._turn(self._following, [*self._before, self._start]))

    def _on_back(self) -> None:
        if self._before:
            self.act(self._turn(self._before[-1], self._before[:-1]))

    async def _turn(self, after: int, before: list[int]) -> None:
        """Show another page; the one that is shown stays where there is no answer."""
        await self._ask(after)
        self._before = before
        self.back.setVisible(bool(before))

    async def _ask(self, after: int) -> None:
        role, chosen = self.role.chosen, self.school_class.chosen
        page = await self.school.rosters.people(
            self.org,
            text=self.field.text().strip(),
            role=role if isinstance(role, Role) else None,
            school_class=str(chosen or ""),
            after=after,
        )
        self._start, self._following = after, page.following
        if not after:
            self._before.clear()
        self.again.hide()
        self.more.setVisible(page.following is not None)
        self.back.setVisible(bool(self._before))
        self.list.show_lines([self._line(one) for one in page.people])
        count = after + len(page.people)
        span = tr("{first}–{last} из {all}", first=after + 1, last=count, all=page.total)
        alone = not after and page.following is None
        found = trn("%n [человек|человека|человек]", count) if alone else span
        self.state.setText(found if count else tr("Никого не нашлось."))

    def _line(self, one: RosterPerson) -> Line:
        titles = {each.id: each.title for each in self.classes if each.homeroom}
        where = ", ".join(titles[key] for key in one.classes if key in titles)
        text = ", ".join(other.name for other in one.relatives)
        return Line(one.name, text, " · ".join(filter(None, (roles_words(one.roles), where))),
                    key=one)  # fmt: skip

    def _offer(self) -> None:
        roles = [(role, role_words(role)) for role in _ROLES]
        self.role.offer([(None, tr("Все роли")), *roles], self.role.chosen)
        classes = [(one.id, one.title) for one in self.classes if one.homeroom]
        chosen = self.school_class.chosen
        known = chosen if chosen in {key for key, _ in classes} else None
        self.school_class.offer([(None, tr("Все классы")), *classes], known)

    async def _open(self, person: RosterPerson) -> None:
        sheet = PersonSheet(self, self.theme, person, self.classes)
        await opened(sheet)
        match sheet.wanted:
            case Deed.PIN:
                await self._decide(
                    PinSheet(
                        self, self.theme, self.school.rosters, org=self.org, person=person,
                        classes=self.classes, today=self.today(),
                    )
                )  # fmt: skip
            case Deed.RULE:
                rosters = self.school.rosters
                await self._decide(
                    RulingSheet(self, self.theme, rosters, org=self.org, person=person)
                )
            case Deed.CARD:
                home = homeroom_of(person, self.classes)
                assert home is not None
                await give_new_card(
                    self, self.theme, self.school.cards, class_id=home.id, person=person.id,
                    name=person.name, parents=Role.PUPIL not in person.roles,
                )  # fmt: skip
            case None:
                pass

    async def _decide(self, sheet: PinSheet | RulingSheet) -> None:
        if await opened(sheet):
            await self._refresh_decisions()

    async def _refresh_decisions(self) -> None:
        try:
            self.decisions.show_decisions(await self.school.rosters.decisions())
        except AppError as error:
            toast(self, self.theme, user_text(error.user_text))

    async def _undo(self, one: Pin | Ruling | Merge) -> None:
        rosters = self.school.rosters
        match one:
            case Pin():
                await rosters.unpin(one)
            case Ruling():
                title, text = tr("Снять ограничение?"), tr("Дальше решает только выгрузка.")
                if not await self._sure(title, text, tr("Снять")):
                    return
                await rosters.lift(one)
            case Merge():
                await rosters.divide(one)
        await self._refresh_decisions()

    async def _merge(self, one: Suggestion) -> None:
        title = tr("Это один человек?")
        text = tr("{name}: {why}. Останется одна учётная запись. Это можно отменить.",
                  name=one.name, why=one.why)  # fmt: skip
        if await self._sure(title, text, tr("Объединить")):
            await self.school.rosters.merge(self.org, one.one, one.other)
            self.reload()

    async def _sure(self, title: str, text: str, action: str) -> bool:
        return await confirm(self, self.theme, title, text, action=action)

    def _lay_out(self) -> None:
        theme = self.theme
        self.field.setProperty("look", "search")
        self.field.setPlaceholderText(tr("Имя или фамилия"))
        self.field.setAccessibleName(tr("Найти человека"))
        self.field.setClearButtonEnabled(True)
        icon = theme.qicon("search_20_regular", theme.colors.text3)
        self.field.addAction(
            QAction(icon, "", self.field), QLineEdit.ActionPosition.LeadingPosition
        )
        tools = QWidget()
        row = FlowLayout(tools)
        for part in (self.field, self.role, self.school_class, self.state, self.again):
            row.addWidget(part)
        around = QVBoxLayout()  # a flow layout has no margins of its own
        around.addWidget(tools)
        self.card.body.addLayout(around)
        self.card.add_line()
        self.card.body.addWidget(self.list)
        pages = QHBoxLayout()
        pages.addWidget(self.back)
        pages.addWidget(self.more)
        pages.addStretch(1)
        self.card.body.addLayout(pages)
        self.column.addWidget(self.card)
        self.column.addWidget(self.decisions)
        self.column.addStretch(1)

        def fit() -> None:
            px = theme.px
            row.setSpacing(px(10))
            around.setContentsMargins(px(15), 0, px(15), px(12))
            self.field.setFixedWidth(px(280))
            pages.setContentsMargins(px(15), px(4), px(15), px(10))
            pages.setSpacing(px(20))

        bind(theme, self, fit)
