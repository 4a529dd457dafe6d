"""Signing other devices out: by the password and the second step, or in the browser.

Accounts of single sign-on have no password: the homeserver shows a page where the provider vouches
for them once more, and we ask until it has. Where the server manages no accounts itself, the page
of whoever does signs them out, and we look until they are gone.
"""

import asyncio
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.errors import SecondStepNeeded
from app.domain.server import Confirming, Device
from app.services.facade.session import Session
from app.ui.login.fields import PasswordField
from app.ui.login.form import open_in_browser
from app.ui.login.second_step import CodeField
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import push_button
from app.ui.theme import Theme
from app.ui.trust.work_sheet import WorkSheet

LOOK_EVERY = 1.5
"""Seconds between two looks at whether the browser has done its part."""


class SignOutSheet(WorkSheet):
    """Shows what the account can confirm with; a code once the server wants one."""

    def __init__(
        self, parent: QWidget, theme: Theme, session: Session, devices: Sequence[Device]
    ) -> None:
        super().__init__(parent, theme, tr("Выйти на других устройствах?"), width=420)
        self._session, self._devices = session, devices
        self.elsewhere = False
        """Whether a page in the browser signs them out, and not this sheet."""
        self.how = self.words(tr("Введите пароль этого профиля, чтобы подтвердить."))
        self.password = PasswordField(theme, tr("Пароль"))
        self.code = CodeField(theme)
        self.code.hide()
        self.browser = push_button(tr("Подтвердить в браузере"))
        self.browser.hide()
        self.waiting = self.words(tr("Подтвердите вход в браузере. Парта ждёт, пока вы закончите."))
        self.waiting.hide()
        for part in (self.password, self.code, self.browser, self.note):
            self.body.addWidget(part)
        self.add_action(tr("Отмена"))
        self.out = self.add_action(tr("Выйти"), look="danger", slot=self._on_out)
        self.buttons = [self.out, self.browser]
        self.browser.clicked.connect(lambda: self.work(self._by_browser()))
        for field in (self.password, self.code):
            field.returnPressed.connect(self._on_out)
        self.work(self._ask(), close=False)

    async def _ask(self) -> None:
        ways = await self._session.people.confirming(())
        self.browser.setVisible(ways is not None and bool(ways.page))
        by_password = ways is None or ways.password or not ways.page
        self.elsewhere = ways is not None and ways.elsewhere
        if self.elsewhere:
            self.how.setText(tr("Устройства этой учётной записи отключают на странице её сервера."))
            self.browser.setText(tr("Открыть страницу управления"))
            self.waiting.setText(
                tr("Отключите на странице в браузере. Парта ждёт, пока это не сделано.")
            )
        self.how.setVisible(by_password or self.elsewhere)
        for part in (self.password, self.out):
            part.setVisible(by_password)
        (self.password if by_password else self.browser).setFocus()

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

    async def _wait(self, asked: Confirming) -> None:
        """The homeserver tells nobody when its page was left: we look."""
        done = await self._session.people.confirmed(self._devices, asked)
        while not done:
            await asyncio.sleep(LOOK_EVERY)
            done = await self._session.people.confirmed(self._devices, asked)

    async def _by_browser(self) -> None:
        asked: Confirming | None = await self._session.people.confirming(self._devices)
        if asked is None:
            return
        open_in_browser(asked.page)
        self.waiting.show()
        try:
            await self._wait(asked)
        finally:
            self.waiting.hide()
