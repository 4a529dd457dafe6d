"""Switching the second step on: a picture for the telephone, then the first code it shows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.facade.school.second_step import SecondStepBook
from app.ui.dialogs.qr_picture import QrPicture
from app.ui.login.second_step import CodeField
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet

_GROUP = 4


class SetUpSheet(WorkSheet):
    """`made` are the printed codes, once the first code has switched it on."""

    def __init__(self, parent: QWidget, theme: Theme, book: SecondStepBook) -> None:
        super().__init__(parent, theme, tr("Второй шаг при входе"), width=460)
        self._book = book
        self.made: tuple[str, ...] = ()
        self.words(
            tr(
                "Кроме пароля, при входе понадобится код с вашего телефона. Установите любое "
                "приложение для одноразовых кодов (например, FreeOTP или Яндекс Ключ) и наведите "
                "его камеру на картинку."
            )
        )
        self.qr = QrPicture(theme)
        self.qr.setAccessibleName(tr("QR-код для приложения с кодами"))
        self.secret = label(theme, "", FontRole.BODY_STRONG, wrap=True)
        self.secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.secret.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        self.words(tr("Камеры нет? Введите в приложении этот ключ:"), role=FontRole.CAPTION)
        self.body.addWidget(self.secret)
        self.words(tr("Теперь введите шесть цифр, которые показывает приложение:"))
        self.code = CodeField(theme)
        self.body.addWidget(self.code)
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Включить"), look="primary", slot=self._on_go)
        self.buttons = [self.go]
        self.code.returnPressed.connect(self._on_go)
        self.code.textChanged.connect(lambda _: self.refresh())
        self.refresh()
        self.work(self._begin(), close=False)

    def refresh(self) -> None:
        """Without a code nothing is switched on."""
        self.go.setEnabled(bool(self.secret.text()) and bool(self.code.text().strip()))

    async def _begin(self) -> None:
        made = await self._book.begin()
        self.qr.show_text(made.link)
        groups = range(0, len(made.secret), _GROUP)
        self.secret.setText(" ".join(made.secret[at : at + _GROUP] for at in groups))
        self.code.setFocus()

    def _on_go(self) -> None:
        if self.go.isEnabled():
            self.work(self._confirm())

    async def _confirm(self) -> None:
        self.made = await self._book.confirm(self.code.text().strip())
