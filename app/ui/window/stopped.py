"""What stands in the place of the conversation when a profile cannot go on by itself."""

from collections.abc import Awaitable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.errors import AppError, SecondStepNeeded
from app.domain.profiles import Connection, Profile, StopReason
from app.services.facade.profiles import Profiles
from app.services.facade.session import Session
from app.ui.login.fields import PasswordField
from app.ui.login.form import open_in_browser
from app.ui.login.second_step import CodeField
from app.ui.login.words import sign_in_words
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import bind, label, push_button, restyle, say
from app.ui.theme import FontRole, Theme


def words_of_stop(stop: StopReason) -> tuple[str, str, str]:
    """Return icon, title and what it means, in plain words."""
    match stop:
        case StopReason.SOFT_LOGOUT:
            return (
                "key_24_regular",
                tr("Войдите ещё раз"),
                tr("Сеанс закончился. Переписка и черновики на месте, нужен только пароль."),
            )
        case StopReason.LOCKED:
            return (
                "lock_closed_24_regular",
                tr("Учётная запись временно заблокирована"),
                tr("Переписка на месте. Обратитесь к администратору школы."),
            )
        case StopReason.LOGGED_OUT:
            return (
                "sign_out_24_regular",
                tr("Это устройство отключили"),
                tr(
                    "Вход на этом компьютере завершили с другого устройства или это сделал "
                    "администратор. Данные профиля будут удалены отсюда; на сервере всё осталось."
                ),
            )
        case StopReason.TLS:
            return (
                "warning_20_regular",
                tr("Сертификат сервера не принят"),
                tr(
                    "Если в школе проверяют защищённые соединения, добавьте сертификат школы: "
                    "Настройки, Сеть."
                ),
            )
        case StopReason.STORE | StopReason.NONE:
            return (
                "storage_20_regular",
                tr("Не удаётся открыть данные профиля"),
                tr(
                    "Проверьте, есть ли место на диске и не открыта ли Парта второй раз. "
                    "Ничего из отправленного не потеряно."
                ),
            )


class StoppedPage(QWidget):
    """The reason and the way out of it."""

    def __init__(
        self, theme: Theme, profile: Profile, session: Session, *, profiles: Profiles,
        tasks: Starter,
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme, self._profile, self._session = theme, profile, session
        self._profiles, self._tasks = profiles, tasks
        self._stop = StopReason.NONE
        self._icon_name = "key_24_regular"
        self._icon = QLabel()
        self.title = label(theme, "", FontRole.HEADING, wrap=True)
        self.text = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.password = PasswordField(theme, tr("Пароль"))
        self.password.returnPressed.connect(self._on_main)
        self.code = CodeField(theme)
        self.code.returnPressed.connect(self._on_main)
        self.trouble = label(theme, "", FontRole.PREVIEW, tone="danger", wrap=True)
        self.main = push_button("", look="primary")
        self.main.clicked.connect(self._on_main)
        self.browser = push_button(tr("Войти через браузер"), look="flat")
        self.browser.clicked.connect(self._on_browser)
        self.leave = push_button(tr("Выйти из профиля"), look="flat")
        self.leave.clicked.connect(self._on_leave)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setSpacing(theme.px(12))
        for words in (self._icon, self.title, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (
            self._icon, self.title, self.text, self.password, self.code, self.trouble,
            self.main, self.browser, self.leave,
        ):  # fmt: skip
            column.addWidget(part)
        outer = QVBoxLayout(self)
        row = QHBoxLayout()  # an alignment would take the height of words from the whole width
        row.addStretch(1)
        row.addWidget(inner)
        row.addStretch(1)
        outer.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(2)

        def fit() -> None:
            inner.setFixedWidth(theme.soft(400))
            self._draw_icon()

        bind(theme, self, fit)

    def show_state(self, connection: Connection) -> None:
        """Say why it stopped."""
        self._stop = connection.stop
        self._icon_name, title, text = words_of_stop(connection.stop)
        self.title.setText(title)
        self.text.setText(text)
        again = connection.stop is StopReason.SOFT_LOGOUT
        gone = connection.stop is StopReason.LOGGED_OUT
        self.password.setVisible(again)
        self.code.hide()
        self.main.show()
        self.browser.hide()
        if again:
            self._tasks.start(self._ask_for_ways())
        self.trouble.hide()
        self.main.setText(
            tr("Войти") if again else tr("Удалить и продолжить") if gone else tr("Проверить снова")
        )
        self.leave.setVisible(not gone)
        self._draw_icon()

    def _draw_icon(self) -> None:
        theme = self._theme
        self._icon.setPixmap(
            theme.icon(
                self._icon_name, theme.colors.accText, theme.px(44), self.devicePixelRatioF()
            )
        )

    def _on_main(self) -> None:
        match self._stop:
            case StopReason.SOFT_LOGOUT:
                if self.password.text() and self.main.isEnabled():
                    self._tasks.start(self._sign_in_again())
            case StopReason.LOGGED_OUT:
                self._tasks.start(self._profiles.sign_out(self._profile.id))
            case _:
                self._session.wake()

    async def _ask_for_ways(self) -> None:
        """Offer the browser where the server has it, and it alone where there is no password."""
        try:
            server = await self._profiles.discover(self._profile.homeserver)
        except AppError:
            return  # the password can still be tried
        by_browser = server.oauth is not None or "m.login.sso" in server.flows
        if self._stop is StopReason.SOFT_LOGOUT and by_browser:
            with_password = "m.login.password" in server.flows and server.oauth is None
            self.browser.setProperty("look", "flat" if with_password else "primary")
            restyle(self.browser)
            self.browser.show()
            self.password.setVisible(with_password)
            self.main.setVisible(with_password)
            if not with_password:
                self.text.setText(
                    tr("Сеанс закончился. Переписка и черновики на месте, нужен только вход.")
                )

    def _on_browser(self) -> None:
        self._tasks.start(
            self._go_on(
                self._profiles.sign_in_again_sso(self._profile.id, open_browser=open_in_browser)
            )
        )

    async def _sign_in_again(self) -> None:
        code = self.code.text().strip()
        await self._go_on(
            self._profiles.sign_in_again(self._profile.id, self.password.text(), code=code)
        )

    async def _go_on(self, signing_in: Awaitable[None]) -> None:
        self.main.setEnabled(False)
        self.browser.setEnabled(False)
        try:
            await signing_in
        except SecondStepNeeded as error:
            self._say(error)
            self.code.show()
            self.code.setFocus()
        except AppError as error:
            self._say(error)
            self.password.set_wrong(True)
        else:
            self.password.clear()
            self.code.clear()
        finally:
            self.main.setEnabled(True)
            self.browser.setEnabled(True)

    def _say(self, error: AppError) -> None:
        say(self.trouble, sign_in_words(error))

    def _on_leave(self) -> None:
        from app.ui.window.errands import sign_out

        self._tasks.start(sign_out(self, self._theme, self._profiles, self._profile))
