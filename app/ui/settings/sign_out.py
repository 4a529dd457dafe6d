"""Signing other devices out, confirmed by the password and the second step of whoever has one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.errors import SecondStepNeeded
from app.services.facade import Session
from app.services.ports import Device
from app.ui.login.fields import PasswordField
from app.ui.login.second_step import CodeField
from app.ui.qt.i18n import tr
from app.ui.theme import Theme
from app.ui.trust.work_sheet import WorkSheet


class SignOutSheet(WorkSheet):
    """Asks for the password, and for a code once the server wants one."""

    def __init__(
        self, parent: QWidget, theme: Theme, session: Session, devices: Sequence[Device]
    ) -> None:
        super().__init__(parent, theme, tr("Выйти на других устройствах?"), width=420)
        self._session, self._devices = session, devices
        self.words(tr("Введите пароль этого профиля, чтобы подтвердить."))
        self.password = PasswordField(theme, tr("Пароль"))
        self.code = CodeField(theme)
        self.code.hide()
        for part in (self.password, self.code, self.note):
            self.body.addWidget(part)
        self.add_action(tr("Отмена"))
        self.out = self.add_action(tr("Выйти"), look="danger", slot=self._on_out)
        self.buttons = [self.out]
        for field in (self.password, self.code):
            field.returnPressed.connect(self._on_out)

    def _on_out(self) -> None:
        if self.password.text():
            self.work(self._sign_out())

    async def _sign_out(self) -> None:
        code = self.code.text().strip()
        try:
            await self._session.people.sign_out_devices(
                self._devices, self.password.text(), code=code
            )
        except SecondStepNeeded:
            self.code.show()
            self.code.setFocus()
            raise
