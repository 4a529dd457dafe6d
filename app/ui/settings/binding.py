"""Binding an outside account: the register's by its password, a provider's by the page's code."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.cards import CODE_LENGTH
from app.services.facade.school.identities import IdentityBook
from app.ui.login.card import CodeField
from app.ui.login.fields import Field, PasswordField
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import label
from app.ui.school.picker import Picker
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet


class GradebookSheet(WorkSheet):
    """Which register, name and password there; accepted when it is bound."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        identities: IdentityBook,
        *,
        registers: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(parent, theme, tr("Привязать электронный журнал"), width=440)
        self.words(
            tr(
                "После этого в профиль можно войти с логином и паролем журнала. Их проверит сам "
                "журнал; сервер школы пароль не хранит."
            )
        )
        self._identities = identities
        self.register = Picker(tr("Электронный журнал"))
        self.register.offer(list(registers), registers[0][0] if registers else None)
        self.login = Field(theme, tr("Логин журнала"))
        self.login.setPlaceholderText(tr("Логин журнала"))
        self.password = PasswordField(theme, tr("Пароль журнала"))
        self.body.addWidget(self.register, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.login, self.password, self.note):
            self.body.addWidget(part)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Привязать"), look="primary", slot=self._on_go)
        self.password.returnPressed.connect(self._on_go)
        for field in (self.login, self.password):
            field.textChanged.connect(lambda _: self._on_typed())
        self.buttons = [self.go]
        self._on_typed()
        self.login.setFocus()

    def refresh(self) -> None:
        """Name and password are both needed."""
        self.go.setEnabled(bool(self.login.text().strip() and self.password.text()))

    def _on_typed(self) -> None:
        self.note.hide()
        self.refresh()

    def _on_go(self) -> None:
        if self.go.isEnabled():
            self.work(
                self._identities.bind_gradebook(
                    str(self.register.chosen),
                    login=self.login.text().strip(),
                    password=self.password.text(),
                )
            )


class CodeSheet(WorkSheet):
    """The code that the browser's page has shown; what it binds is said before it is bound."""

    def __init__(self, parent: QWidget, theme: Theme, identities: IdentityBook) -> None:
        super().__init__(parent, theme, tr("Код со страницы входа"), width=440)
        self.words(
            tr(
                "Войдите через службу входа в браузере. Страница покажет код: введите его здесь. "
                "Вводите только код, который получили сами."
            )
        )
        self._identities = identities
        self.code = CodeField(theme)
        self.meaning = label(theme, "", FontRole.BODY, wrap=True)
        self.meaning.hide()
        for part in (self.code, self.meaning, self.note):
            self.body.addWidget(part)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Продолжить"), look="primary", slot=self._on_go)
        self.code.returnPressed.connect(self._on_go)
        self.code.textChanged.connect(lambda _: self._on_typed())
        self._looked = ""
        self.buttons = [self.go]
        self._on_typed()
        self.code.setFocus()

    def refresh(self) -> None:
        """The code has to be whole."""
        self.go.setEnabled(len(self.code.text().replace("-", "")) == CODE_LENGTH)
        self.go.setText(tr("Да, привязать") if self._looked else tr("Продолжить"))

    def _on_typed(self) -> None:
        self.note.hide()
        self.meaning.hide()
        self._looked = ""
        self.refresh()

    def _on_go(self) -> None:
        if self.go.isEnabled():
            if self._looked:
                self.work(self._identities.bind_code(self._looked))
            else:
                self.work(self._look(), close=False)

    async def _look(self) -> None:
        code = self.code.text()
        meaning = await self._identities.look_at_code(code)
        self._looked = code
        self.meaning.setText(
            tr(
                "Будет привязан вход «{title}», учётная запись: {owner}. Это вы?",
                title=meaning.title,
                owner=meaning.hint,
            )
        )
        self.meaning.show()
