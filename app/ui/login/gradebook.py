"""Signing in with the password of the school's electronic register, and which profile is meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.identities import ProfileChoice
from app.ui.login.fields import Field, PasswordField
from app.ui.login.words import role_words
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import empty, label, push_button, say
from app.ui.school.picker import Picker
from app.ui.theme import FontRole, Theme


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed; `person` is the profile that was picked, None before it had to be."""

    register: str
    login: str
    password: str
    person: str | None = None


class GradebookEntry(QWidget):
    """Which register, name and password; `entered` with what was typed."""

    entered = Signal(Typed)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.register = Picker(tr("Электронный журнал"))
        self.login = Field(theme, tr("Логин журнала"))
        self.login.setPlaceholderText(tr("Логин журнала"))
        self.password = PasswordField(theme, tr("Пароль журнала"))
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        self.enter = push_button(tr("Войти"), look="primary")
        self.enter.setFixedHeight(theme.px(44))
        self.profiles = QVBoxLayout()
        self.profiles.setSpacing(theme.px(8))
        words = tr("Логин и пароль проверяет сам журнал. Парта их не хранит.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(label(theme, words, FontRole.CAPTION, tone="text2", wrap=True))
        for part in (self.register, self.login, self.password, self.note, self.enter):
            column.addWidget(part)
        column.addLayout(self.profiles)
        self.login.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._on_enter)
        self.enter.clicked.connect(self._on_enter)
        for field in (self.login, self.password):
            field.textChanged.connect(self._on_typed)

    def offer(self, registers: Sequence[tuple[str, str]]) -> None:
        """Show which registers there are; a single one needs no choice."""
        self.register.offer(list(registers), registers[0][0] if registers else None)
        self.register.setVisible(len(registers) > 1)

    def say(self, words: str, *, tone: str = "danger") -> None:
        """Say what is wrong; nothing that was typed is lost."""
        say(self.note, words, tone=tone)

    def choose(self, choices: Sequence[ProfileChoice]) -> None:
        """Ask which of the profiles of this account is meant."""
        self._forget_choices()
        self.say(tr("У вас несколько профилей. Выберите, в какой войти."), tone="text2")
        for choice in choices:
            roles = ", ".join(role_words(role) for role in choice.roles)
            title = f"{choice.name} · {roles}" if roles else choice.name
            button = push_button(title, look="plain")
            button.setFixedHeight(self._theme.px(44))
            button.clicked.connect(lambda _=False, person=choice.person: self._send(person))
            self.profiles.addWidget(button)
        self.enter.hide()
        first = self.profiles.itemAt(0)
        widget = first.widget() if first is not None else None
        if widget is not None:
            widget.setFocus()

    def clear(self) -> None:
        """Forget the password and the choice."""
        self.password.clear()

    def _send(self, person: str | None) -> None:
        register = str(self.register.chosen)
        login, password = self.login.text().strip(), self.password.text()
        self.entered.emit(Typed(register, login, password, person))

    def _on_enter(self) -> None:
        login, password = self.login.text().strip(), self.password.text()
        if not login or not password:
            (self.password if login else self.login).setFocus()
            return
        self._send(None)

    def _on_typed(self) -> None:
        self.note.hide()
        self._forget_choices()
        self.enter.show()

    def _forget_choices(self) -> None:
        empty(self.profiles)
