"""«Карточки»: a class's cards to sign in with, printed, made anew, ended; for its teacher too."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rosters import CardHolder, CardState, SchoolClass
from app.services.facade.school.school import School
from app.ui.consents.second_step_card import ResetSheet
from app.ui.qt.dialogs import confirm, opened, toast
from app.ui.qt.flow import FlowLayout
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.qt.saving import ask_where_to_save
from app.ui.qt.widgets import bind, empty, label, push_button
from app.ui.roster.loaded import LoadedView
from app.ui.roster.new_card import give_new_card
from app.ui.school.cards import Card
from app.ui.school.head import Tabs
from app.ui.school.picker import Picker
from app.ui.theme import FontRole, Theme
from app.ui.when import long_date

_PUPILS, _PARENTS = 0, 1


class CardsView(LoadedView):
    """A class, its people with a tick each; without a tick everybody is meant."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self._classes: Sequence[SchoolClass] = ()
        self._holders: Sequence[CardHolder] = ()
        self.ticks: dict[str, QCheckBox] = {}
        self.card = Card(theme, tr("Карточки для входа"))
        self.school_class = Picker(tr("Класс"))
        self.whose = Tabs(theme, tr("Чьи карточки"), [tr("Ученики"), tr("Родители")])
        self.print = push_button("", look="primary")
        self.revoke = push_button("")
        self.empty = label(theme, tr("В этом классе никого нет."), FontRole.BODY, tone="text2")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out()
        self.school_class.picked.connect(lambda _: self.reload())
        self.whose.picked.connect(lambda _: self.reload())
        self.print.clicked.connect(lambda: self.act(self._print()))
        self.revoke.clicked.connect(lambda: self.act(self._revoke()))

    @property
    def parents(self) -> bool:
        """Whose cards are shown."""
        return self.whose.current == _PARENTS

    @property
    def chosen(self) -> list[str]:
        """Who is ticked."""
        return [person for person, tick in self.ticks.items() if tick.isChecked()]

    async def load(self) -> None:
        """The classes whose cards I print, and who is in the chosen one."""
        if self.no_school():
            return
        found = await self.school.rosters.classes(self.org)
        self._classes = [one for one in found if one.cards]
        if not self._classes:
            self._show(())
            self.school_class.offer([(None, tr("Нет класса"))], None)
            return
        known = {one.id for one in self._classes}
        chosen = self.school_class.chosen
        chosen = chosen if chosen in known else self._classes[0].id
        self.school_class.offer([(one.id, one.title) for one in self._classes], chosen)
        self._show(await self.school.cards.of_class(str(chosen), parents=self.parents))

    async def save_to(self, target: Path, people: Sequence[str]) -> None:
        """Make the cards of these people, of everybody for none, and save their sheet."""
        class_id = str(self.school_class.chosen)
        cards = self.school.cards
        await cards.save_sheet(class_id, target, parents=self.parents, people=people)
        toast(self, self.theme, tr("Лист сохранён: {name}. Прежние карточки недействительны.",
                                   name=target.name))  # fmt: skip
        self.opened_file(target)
        self.reload()

    def opened_file(self, target: Path) -> None:
        """Open the sheet in the system's own viewer."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    async def _print(self) -> None:
        people = self.chosen
        meant = [one for one in self._holders if not people or one.person in people]
        waiting = sum(one.state is CardState.WAITING for one in meant)
        if waiting:
            text = trn(
                "У %n [человека|человек|человек] уже есть карточка, по которой ещё не входили. "
                "Она перестанет действовать.", waiting,
            )  # fmt: skip
            if not await self._sure(tr("Напечатать заново?"), text, tr("Напечатать")):
                return
        title = next(one.title for one in self._classes if one.id == self.school_class.chosen)
        name = tr("Карточки {title}", title=title)
        target = await ask_where_to_save(self, f"{name}.pdf")
        if target is not None:
            await self.save_to(target, people)

    async def _revoke(self) -> None:
        people = self.chosen
        text = tr("Карточки, по которым ещё не входили, перестанут действовать.")
        action = tr("Аннулировать")
        if await self._sure(tr("Аннулировать карточки?"), text, action, danger=True):
            class_id = str(self.school_class.chosen)
            await self.school.cards.revoke(class_id, parents=self.parents, people=people)
            self.reload()

    async def _again(self, one: CardHolder) -> None:
        made = await give_new_card(
            self, self.theme, self.school.cards, class_id=str(self.school_class.chosen),
            person=one.person, name=one.name, parents=self.parents,
        )  # fmt: skip
        if made:
            self.reload()

    async def _reset(self, one: CardHolder) -> None:
        book = self.school.second_step
        sheet = ResetSheet(self, self.theme, book, person=one.person, name=one.name)
        if await opened(sheet) == QDialog.DialogCode.Accepted:
            toast(self, self.theme, tr("Второй шаг сброшен: человек прочитает причину."))
            self.reload()

    async def _sure(self, title: str, text: str, action: str, *, danger: bool = False) -> bool:
        return await confirm(self, self.theme, title, text, action=action, danger=danger)

    def _show(self, holders: Sequence[CardHolder]) -> None:
        ticked = set(self.chosen)
        empty(self._rows)
        self._holders, self.ticks = holders, {}
        for one in holders:
            self._rows.addWidget(self._row(one, ticked=one.person in ticked))
        self.empty.setVisible(not holders)
        self._count()

    def _row(self, one: CardHolder, *, ticked: bool) -> QWidget:
        holder, px = QWidget(), self.theme.px
        line = QHBoxLayout(holder)
        tick = self.ticks[one.person] = QCheckBox(one.name)
        tick.setChecked(ticked)
        tick.toggled.connect(lambda _: self._count())
        state = label(self.theme, state_words(one), FontRole.CAPTION, tone="text2", wrap=True)
        again = push_button(tr("Новая карточка"), look="link")
        again.setAccessibleName(tr("Новая карточка: {name}", name=one.name))
        again.clicked.connect(lambda: self.tasks.start(self._again(one)))
        words = QVBoxLayout()
        words.addWidget(tick)
        words.addWidget(state)
        line.addLayout(words, 1)
        if one.second_step:
            lost = push_button(tr("Сбросить второй шаг"), look="link")
            lost.setAccessibleName(tr("Сбросить второй шаг: {name}", name=one.name))
            lost.clicked.connect(lambda: self.act(self._reset(one)))
            line.addWidget(lost)
        line.addWidget(again)

        def fit() -> None:
            line.setContentsMargins(px(15), px(6), px(15), px(6))
            line.setSpacing(px(16))
            words.setSpacing(0)
            state.setContentsMargins(px(24), 0, 0, 0)
            tick.setFont(self.theme.font(FontRole.BODY))

        bind(self.theme, holder, fit)
        return holder

    def _count(self) -> None:
        chosen = len(self.chosen)
        everybody, count = tr("всех"), str(chosen)
        who = count if chosen else everybody
        self.print.setText(tr("Напечатать для {who}…", who=who))
        self.revoke.setText(tr("Аннулировать у {who}…", who=who))
        waiting = any(one.state is CardState.WAITING for one in self._holders)
        self.print.setEnabled(bool(self._holders))
        self.revoke.setEnabled(waiting)

    def _lay_out(self) -> None:
        theme = self.theme
        text = tr(
            "По карточке входят один раз, дальше программа помнит вход. Забыт пароль или потерян "
            "телефон — сделайте новую карточку."
        )
        words = label(theme, text, FontRole.PREVIEW, tone="text2", wrap=True)
        tools = QWidget()
        row = FlowLayout(tools)
        for part in (self.school_class, self.whose, self.print, self.revoke):
            row.addWidget(part)
        around = QVBoxLayout()
        around.addWidget(words)
        around.addWidget(tools)
        around.addWidget(self.empty)
        self.card.body.addLayout(around)
        self.card.add_line()
        self.card.body.addLayout(self._rows)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

        def fit() -> None:
            px = theme.px
            row.setSpacing(px(10))
            around.setSpacing(px(12))
            around.setContentsMargins(px(15), 0, px(15), px(12))
            self._rows.setContentsMargins(0, px(4), 0, px(8))

        bind(theme, self, fit)


def state_words(one: CardHolder) -> str:
    """Return what the newest card of a person is good for."""
    match one.state:
        case CardState.NONE:
            return tr("карточки не было")
        case CardState.WAITING if one.expires_at is not None:
            day = long_date(one.expires_at, datetime.now(UTC))
            return tr("ждёт входа до {day}", day=day)
        case CardState.WAITING:
            return tr("ждёт входа")
        case CardState.USED:
            return tr("вход выполнен")
        case CardState.OVER:
            return tr("не действует")
