"""A person of the school: every role, classes, family, and what an administrator may do."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.people import Role
from app.domain.rosters import RosterPerson, SchoolClass
from app.ui.delegates.search_row import role_words
from app.ui.qt.dialogs import Sheet
from app.ui.qt.flow import FlowLayout
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import label, push_button
from app.ui.theme import FontRole, Theme


class Deed(Enum):
    """What the administrator wants to do with a person."""

    PIN = "pin"
    RULE = "rule"
    CARD = "card"


class PersonSheet(Sheet):
    """Closes with what is wanted in `wanted`, None for nothing."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, person: RosterPerson,
        classes: Sequence[SchoolClass],
    ) -> None:  # fmt: skip
        super().__init__(parent, theme, person.name)
        self.wanted: Deed | None = None
        titles = {one.id: one.title for one in classes}
        known = [titles[key] for key in person.classes if key in titles]
        self.facts = {
            tr("Роли"): roles_words(person.roles) or tr("Нет"),
            tr("Классы и группы"): ", ".join(known),
            _family(person): ", ".join(one.name for one in person.relatives),
            tr("Учётная запись"): person.user_id or tr("Появится после ближайшей сверки"),
        }
        for name, text in self.facts.items():
            if text:
                self._fact(name, text)
        self.pin = self._button(tr("Исключение в чате…"), Deed.PIN)
        self.rule = self._button(tr("Ограничить родителя…"), Deed.RULE)
        self.new_card = self._button(tr("Новая карточка…"), Deed.CARD)
        self.rule.setVisible(Role.PARENT in person.roles and bool(person.relatives))
        self.new_card.setVisible(bool(person.user_id) and homeroom_of(person, classes) is not None)
        deeds = QWidget()
        row = FlowLayout(deeds)
        row.setSpacing(theme.px(8))
        for button in (self.pin, self.rule, self.new_card):
            row.addWidget(button)
        self.body.addWidget(deeds)
        self.add_action(tr("Закрыть"))

    def _fact(self, name: str, text: str) -> None:
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(label(self._theme, name, FontRole.CAPTION, tone="text2"))
        both.addWidget(label(self._theme, text, FontRole.BODY, wrap=True))
        self.body.addLayout(both)

    def _button(self, text: str, deed: Deed) -> QPushButton:
        button = push_button(text)

        def choose() -> None:
            self.wanted = deed
            self.accept()

        button.clicked.connect(choose)
        return button


def roles_words(roles: Sequence[Role]) -> str:
    """Return «учитель, родитель»: all of them."""
    return ", ".join(role_words(role) for role in roles)


def homeroom_of(person: RosterPerson, classes: Sequence[SchoolClass]) -> SchoolClass | None:
    """Return the class whose cards a pupil or a parent is among, None for others."""
    if not {Role.PUPIL, Role.PARENT} & set(person.roles):
        return None
    return next((one for one in classes if one.cards and one.id in person.classes), None)


def _family(person: RosterPerson) -> str:
    return tr("Родители") if Role.PUPIL in person.roles else tr("Дети")
