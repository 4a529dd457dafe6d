"""«Второй шаг при входе» of a school: whether it is asked of the staff, who has it, a reset."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.second_step import PersonSecondStep, SchoolSecondStep
from app.services.facade.school.second_step import SecondStepBook
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import Switch, bind, label
from app.ui.school.cards import Card, FitList
from app.ui.theme import FontRole, Theme
from app.ui.trust.queue import Line, LineDelegate
from app.ui.trust.work_sheet import WorkSheet
from app.ui.when import local

_LEAST, _REASON = 3, 300


class SecondStepCard(Card):
    """The switch, and people by name; a click on whoever has it on offers the reset."""

    asked = Signal(bool)
    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Второй шаг при входе"))
        words = tr("Просить сотрудников включить второй шаг")
        self.staff = Switch(theme, words, checked=False)
        self.staff.clicked.connect(lambda: self.asked.emit(self.staff.isChecked()))
        row = QHBoxLayout()
        row.addWidget(label(theme, words, FontRole.BODY, wrap=True), 1)
        row.addWidget(self.staff)
        about = tr(
            "К паролю добавится код с телефона. Тем, у кого второго шага ещё нет, программа "
            "предложит включить его при входе."
        )
        head = QVBoxLayout()
        head.addLayout(row)
        head.addWidget(label(theme, about, FontRole.CAPTION, tone="text2", wrap=True))
        self.body.addLayout(head)
        self.list: FitList[Line] = FitList(
            theme, tr("Второй шаг у людей школы"), text_of=lambda line: line.spoken
        )
        self.list.setItemDelegate(LineDelegate(theme, self.list))
        self.list.chosen.connect(self._on_row)
        self.body.addWidget(self.list)
        bind(theme, self, lambda: head.setContentsMargins(theme.px(15), 0, theme.px(15), 12))

    def show_state(self, now: SchoolSecondStep) -> None:
        """Show what stands."""
        self.staff.setChecked(now.staff)
        lines = [Line(one.name, person_words(one), "", loud=False, value=one) for one in now.people]
        self.list.show_rows(lines)
        self.list.setVisible(bool(lines))

    def _on_row(self, line: Line) -> None:
        person = line.value
        if isinstance(person, PersonSecondStep) and person.since is not None:
            self.chosen.emit(person)


class ResetSheet(WorkSheet):
    """Switches somebody's second step off, with a reason that they read."""

    def __init__(
        self, parent: QWidget, theme: Theme, book: SecondStepBook, *, person: str, name: str
    ) -> None:
        super().__init__(parent, theme, tr("Сбросить второй шаг?"), width=440)
        self._book, self._person = book, person
        self.words(name, role=FontRole.BODY_STRONG, tone="text")
        self.words(
            tr(
                "Для входа снова хватит пароля. Убедитесь, что просит сам владелец профиля: лично "
                "или по телефону, который вы знаете. Сброс останется в журнале действий школы."
            )
        )
        self.reason = self.field(tr("Причина: её прочитает владелец профиля"), most=_REASON)
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Сбросить"), look="danger", slot=self._on_go)
        self.buttons = [self.go]
        self.reason.textChanged.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Without a reason nothing is reset."""
        self.go.setEnabled(len(self.reason.text().strip()) >= _LEAST)

    def _on_go(self) -> None:
        self.work(self._book.reset(self._person, reason=self.reason.text().strip()))


def person_words(one: PersonSecondStep) -> str:
    """Say how it stands with a person."""
    if one.since is None:
        return tr("не включён")
    return tr("включён {day}", day=_day(one.since))


def _day(moment: datetime) -> str:
    return local(moment).strftime("%d.%m.%Y")
