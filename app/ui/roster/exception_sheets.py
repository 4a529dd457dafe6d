"""Deciding beside the register: in or out of a chat for a time; a parent kept from a child."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.rosters import Pin, RosterPerson, Ruling, SchoolClass
from app.services.facade.school.rosters import Rosters
from app.ui.qt.i18n import tr
from app.ui.school.picker import Picker
from app.ui.theme import Theme
from app.ui.trust.work_sheet import LONGEST, WorkSheet

Chat = tuple[str, str]
"""(kind, class or school that it is about)."""


class PinSheet(WorkSheet):
    """An exception needs a chat, a reason and a last day."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, rosters: Rosters, *, org: str,
        person: RosterPerson, classes: Sequence[SchoolClass], today: date,
    ) -> None:  # fmt: skip
        super().__init__(parent, theme, tr("Исключение: {name}", name=person.name))
        self._rosters, self._org, self._person = rosters, org, person
        self.words(tr("Действует со следующей сверки и до конца выбранного дня."))
        self.way = Picker(tr("Что сделать"))
        self.way.offer([(True, tr("Добавить в чат")), (False, tr("Убрать из чата"))], True)
        self.chat = Picker(tr("Чат"))
        chats = list(chats_of(org, classes))
        mine = [chat for chat, _ in chats if chat[1] in person.classes]
        self.chat.offer(chats, (mine or [chats[0][0]])[0])
        for picker in (self.way, self.chat):
            self.body.addWidget(picker, 0, Qt.AlignmentFlag.AlignLeft)
        self.reason = self.field(tr("Причина"), most=LONGEST)
        self.until = Picker(tr("Срок"))
        terms = terms_from(today)
        self.until.offer([(day, f"{tr('до')} {day:%d.%m.%Y} · {words}") for day, words in terms],
                         terms[1][0])  # fmt: skip
        self.body.addWidget(self.until, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.save = self.add_action(tr("Сделать исключение"), look="primary", slot=self._on_save)
        self.buttons = [self.save]
        self.reason.textChanged.connect(lambda _: self.refresh())
        self.refresh()
        self.reason.setFocus()

    def refresh(self) -> None:
        """Without a reason there is no exception."""
        self.save.setEnabled(bool(self.reason.text().strip()))

    def _on_save(self) -> None:
        chosen = self.chat.chosen
        assert isinstance(chosen, tuple)
        kind, about = chosen
        until = self.until.chosen
        assert isinstance(until, date)
        pin = Pin(
            kind, about, self._person.id, self.way.chosen is True,
            self.reason.text().strip(), until,
        )  # fmt: skip
        self.work(self._rosters.pin(self._org, pin))


class RulingSheet(WorkSheet):
    """What a court or the school ruled about a parent and one of the children."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, rosters: Rosters, *, org: str,
        person: RosterPerson,
    ) -> None:  # fmt: skip
        super().__init__(parent, theme, tr("Ограничение: {name}", name=person.name))
        self._rosters, self._org, self._person = rosters, org, person
        self.words(tr("Действует сразу и поверх любой выгрузки, пока его не снимут."))
        self.child = Picker(tr("Ребёнок"))
        relatives = [(one.id, one.name) for one in person.relatives]
        self.child.offer(relatives, relatives[0][0] if relatives else None)
        self.body.addWidget(self.child, 0, Qt.AlignmentFlag.AlignLeft)
        self.no_contact = QCheckBox(tr("Нет чатов с ребёнком и о нём"))
        self.no_diary = QCheckBox(tr("Нет дневника и отметок"))
        for box in (self.no_contact, self.no_diary):
            self.body.addWidget(box)
            box.toggled.connect(lambda _: self.refresh())
        self.reason = self.field(tr("Основание: решение суда, дата, номер"), most=LONGEST)
        self.reason.textChanged.connect(lambda _: self.refresh())
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.save = self.add_action(tr("Ограничить"), look="danger", slot=self._on_save)
        self.buttons = [self.save]
        self.refresh()

    def refresh(self) -> None:
        """Something must be ruled, and for a reason."""
        ruled = self.no_contact.isChecked() or self.no_diary.isChecked()
        self.save.setEnabled(ruled and bool(self.reason.text().strip()))

    def _on_save(self) -> None:
        ruling = Ruling(
            self._person.id, str(self.child.chosen), self.no_contact.isChecked(),
            self.no_diary.isChecked(), self.reason.text().strip(),
        )  # fmt: skip
        self.work(self._rosters.rule(self._org, ruling))


def chats_of(org: str, classes: Sequence[SchoolClass]) -> Sequence[tuple[Chat, str]]:
    """Return the chats that the list makes, with their names."""
    found: list[tuple[Chat, str]] = [(("staff", org), tr("Сотрудники школы"))]
    for one in classes:
        if one.homeroom:
            found.append((("class", one.id), tr("{title} · класс", title=one.title)))
            found.append((("parents", one.id), tr("{title} · родители", title=one.title)))
        else:
            found.append((("subject", one.id), one.title))
    return found


def terms_from(today: date) -> Sequence[tuple[date, str]]:
    """Return last days to choose from, and how long that is."""
    year_end = date(today.year + (today.month > 8), 8, 31)
    return (
        (today + timedelta(weeks=1), tr("неделя")),
        (today + timedelta(weeks=4), tr("4 недели")),
        (today + timedelta(weeks=13), tr("3 месяца")),
        (year_end, tr("до конца учебного года")),
    )
