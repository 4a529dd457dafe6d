"""Where secrets go on a computer without a keyring: the person decides, in plain words."""

from PySide6.QtWidgets import QDialog, QWidget

from app.ui.login.fields import PasswordField
from app.ui.qt.dialogs import Sheet, opened
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme

MIN_LENGTH = 8


class StorageSheet(Sheet):
    """A passphrase for the secrets, or none: then they are gone when Parta is closed."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme, tr("Фраза для ключей входа"), width=460)
        self.setModal(True)
        self.body.addWidget(
            label(
                theme,
                tr(
                    "На этом компьютере нет хранилища паролей, поэтому ключи входа защищает ваша "
                    "фраза. Введите её или, если её ещё нет, придумайте. Можно ничего не хранить: "
                    "после закрытия Парты придётся войти снова."
                ),
                FontRole.BODY,
                tone="text2",
                wrap=True,
            )
        )
        self.phrase = PasswordField(theme, tr("Фраза, не короче 8 знаков"))
        self.phrase.textChanged.connect(self._on_changed)
        self.body.addWidget(self.phrase)
        self.add_action(tr("Не хранить"), look="plain")
        self.keep = self.add_action(tr("Защитить фразой"), look="primary")
        self.keep.setEnabled(False)
        self.phrase.returnPressed.connect(self._on_enter)

    def _on_changed(self, text: str) -> None:
        self.keep.setEnabled(len(text) >= MIN_LENGTH)

    def _on_enter(self) -> None:
        if self.keep.isEnabled():
            self.accept()


async def ask_storage(parent: QWidget, theme: Theme) -> str | None:
    """Return the passphrase, or None for memory only."""
    sheet = StorageSheet(parent, theme)
    code = await opened(sheet)
    return sheet.phrase.text() if code == QDialog.DialogCode.Accepted else None
