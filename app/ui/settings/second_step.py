"""«Второй шаг при входе» in the settings: its state, switching it on and off, new printed codes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.second_step import SecondStep
from app.services.facade.school.second_step import SecondStepBook
from app.ui.login.second_step import CodeField
from app.ui.qt.dialogs import opened, toast
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import label, push_button
from app.ui.settings.printed_codes import PrintedCodesSheet
from app.ui.settings.second_step_setup import SetUpSheet
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet
from app.ui.when import local

_FEW = 3


class SecondStepPart(QWidget):
    """A part of «Вход и привязки»: the state in a sentence, and what can be done."""

    def __init__(self, theme: Theme, book: SecondStepBook, tasks: Starter) -> None:
        super().__init__()
        self._theme, self._book, self._tasks = theme, book, tasks
        self.state = label(theme, tr("Загружаю…"), FontRole.BODY, wrap=True)
        self.switch_on = push_button(tr("Включить второй шаг…"))
        self.codes = push_button(tr("Напечатать новые коды…"))
        self.off = push_button(tr("Выключить…"), look="flat")
        self.again = push_button(tr("Повторить"), look="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.state)
        for button in (self.switch_on, self.codes, self.off, self.again):
            button.hide()
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.switch_on.clicked.connect(lambda: tasks.start(self.set_up()))
        self.codes.clicked.connect(lambda: tasks.start(self._print_anew()))
        self.off.clicked.connect(lambda: tasks.start(self._switch_off()))
        self.again.clicked.connect(lambda: tasks.start(self.refresh()))
        tasks.start(self.refresh())

    async def refresh(self) -> None:
        """Ask how it stands."""
        self.again.hide()
        try:
            now = await self._book.refresh()
        except AppError as error:
            self.state.setText(user_text(error.user_text))
            self.again.show()
            return
        self.state.setText(state_words(now))
        for button, shown in (
            (self.switch_on, now.since is None),
            (self.codes, now.since is not None),
            (self.off, now.since is not None),
        ):
            button.setVisible(shown)

    async def set_up(self) -> None:
        """Switch it on, step by step."""
        await set_up(self, self._theme, self._book)
        await self.refresh()

    async def _print_anew(self) -> None:
        words = tr("Прежние напечатанные коды перестанут действовать.")
        sheet = CodeSheet(
            self, self._theme, self._book, title=tr("Новые коды"), words=words, off=False
        )
        if await opened(sheet) == QDialog.DialogCode.Accepted:
            await opened(PrintedCodesSheet(self, self._theme, sheet.made))
        await self.refresh()

    async def _switch_off(self) -> None:
        words = tr("Для входа снова хватит пароля, а напечатанные коды перестанут действовать.")
        sheet = CodeSheet(
            self, self._theme, self._book, title=tr("Выключить второй шаг?"), words=words, off=True
        )
        if await opened(sheet) == QDialog.DialogCode.Accepted:
            toast(self, self._theme, tr("Второй шаг выключен."))
        await self.refresh()


class CodeSheet(WorkSheet):
    """Asks for a code and does what was wanted; `made` are the new printed codes."""

    def __init__(
        self, parent: QWidget, theme: Theme, book: SecondStepBook, *, title: str, words: str,
        off: bool,
    ) -> None:  # fmt: skip
        super().__init__(parent, theme, title, width=420)
        self._book, self._off = book, off
        self.made: tuple[str, ...] = ()
        self.words(words)
        self.words(tr("Введите код из приложения или один из напечатанных."))
        self.code = CodeField(theme)
        self.body.addWidget(self.code)
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(
            tr("Выключить") if off else tr("Получить коды"),
            look="danger" if off else "primary",
            slot=self._on_go,
        )
        self.buttons = [self.go]
        self.code.returnPressed.connect(self._on_go)
        self.code.textChanged.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Without a code nothing is done."""
        self.go.setEnabled(bool(self.code.text().strip()))

    def _on_go(self) -> None:
        if self.code.text().strip():
            self.work(self._do())

    async def _do(self) -> None:
        typed = self.code.text().strip()
        if self._off:
            await self._book.switch_off(typed)
        else:
            self.made = await self._book.print_anew(typed)


async def set_up(parent: QWidget, theme: Theme, book: SecondStepBook) -> bool:
    """Lead through it: the picture, the first code, the printed codes; whether it is on."""
    sheet = SetUpSheet(parent, theme, book)
    if await opened(sheet) != QDialog.DialogCode.Accepted:
        return False
    await opened(PrintedCodesSheet(parent, theme, sheet.made))
    return True


def state_words(now: SecondStep) -> str:
    """Say how it stands."""
    if now.since is None:
        if now.required:
            return tr("Выключен. Школа просит сотрудников включить второй шаг.")
        return tr("Выключен: для входа хватает пароля.")
    day = local(now.since).strftime("%d.%m.%Y")
    left = trn("напечатанных кодов осталось: %n", now.codes_left)
    words = tr("Включён {day}: к паролю нужен код; {left}.", day=day, left=left)
    if now.codes_left < _FEW:
        words += " " + tr("Напечатайте новые, чтобы не остаться без входа.")
    return words
