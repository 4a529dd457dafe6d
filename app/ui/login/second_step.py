"""The second step of a sign-in: the password was right, now the code."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.login.fields import Field
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, label, push_button, say
from app.ui.theme import FontRole, Theme

LONGEST = 20
"""Characters of the longest code with a space between each group."""


class CodeField(Field):
    """A code of the authenticator or of the printed sheet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Код"))
        self.setPlaceholderText("000 000")
        self.setMaxLength(LONGEST)


class SecondStepEntry(QWidget):
    """Asks for a code; `entered` with what was typed, `left` to go back to the password."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label(theme, tr("Второй шаг входа"), FontRole.HEADING, wrap=True)
        words = tr(
            "Пароль верный. Откройте на телефоне приложение с кодами и введите шесть цифр для "
            "Парты. Нет телефона под рукой — введите один из напечатанных кодов."
        )
        self.code = CodeField(theme)
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        self.enter = push_button(tr("Продолжить"), look="primary")
        self.back = push_button(tr("Назад к паролю"), look="link")
        lost = tr(
            "Потеряли и телефон, и лист с кодами? Второй шаг сбросит классный руководитель или "
            "администратор школы."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(label(theme, words, FontRole.BODY, tone="text2", wrap=True))
        for part in (self.code, self.note, self.enter):
            column.addWidget(part)
        column.addWidget(label(theme, lost, FontRole.CAPTION, tone="text2", wrap=True))
        column.addWidget(self.back)
        self.enter.clicked.connect(self._on_enter)
        self.code.returnPressed.connect(self._on_enter)
        self.code.textEdited.connect(lambda _: self._quiet())
        self.back.clicked.connect(self.left)

        def fit() -> None:
            column.setSpacing(theme.px(12))
            self.enter.setFixedHeight(theme.px(44))

        bind(theme, self, fit)

    def ask(self) -> None:
        """Begin with an empty field."""
        self.code.clear()
        self._quiet()
        self.code.setFocus()

    def say(self, words: str) -> None:
        """Say what is wrong with the code; it stays to be corrected."""
        say(self.note, words)
        self.code.set_wrong(True)
        self.code.selectAll()
        self.code.setFocus()

    def _quiet(self) -> None:
        self.note.hide()
        self.code.set_wrong(False)

    def _on_enter(self) -> None:
        typed = self.code.text().strip()
        if typed:
            self.entered.emit(typed)
        else:
            self.code.setFocus()
