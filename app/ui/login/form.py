"""The sign-in form: an address, then what its server offers, and nothing else."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.cards import CardLink, grouped
from app.domain.errors import AppError, Forbidden, RateLimited
from app.domain.identities import ProfileChoice
from app.domain.managed import Managed
from app.domain.profiles import ProfileKind
from app.domain.server import DiscoveredServer
from app.services.facade.profiles import Profiles
from app.ui.login.address import AddressEntry
from app.ui.login.attempts import Attempt, Attempts
from app.ui.login.gradebook import Typed
from app.ui.login.offers import Offers
from app.ui.login.words import sign_in_words
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import Switch, bind, label, push_button, say
from app.ui.theme import FontRole, Theme


def open_in_browser(url: str) -> None:
    """Open an address in the system's browser."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl(url))


class LoginForm(QWidget):
    """Address, what its server offers, shared computer; says by itself what went wrong."""

    signed_in = Signal()
    kind_wanted = Signal(object)
    """The other `ProfileKind` is wanted."""

    def __init__(
        self, profiles: Profiles, theme: Theme, tasks: Starter, *, kind: ProfileKind
    ) -> None:
        super().__init__()
        self._profiles, self._theme, self._kind = profiles, theme, kind
        school = kind is ProfileKind.SCHOOL
        self.title = label(
            theme,
            tr("Вход в учебный профиль") if school else tr("Вход в личный профиль"),
            FontRole.HEADING,
            wrap=True,
        )
        self.entry = AddressEntry(profiles, theme, tasks, school=school)
        self.address, self.schools = self.entry.address, self.entry.schools
        self.caption, self.found = self.entry.caption, self.entry.found
        self.entry.changed.connect(self._show_offers)
        self.offers = Offers(theme, tasks)
        self.by_card, self.card = self.offers.by_card, self.offers.card
        self.by_gradebook, self.gradebook = self.offers.by_gradebook, self.offers.gradebook
        self.user, self.password = self.offers.password.user, self.offers.password.password
        self.enter, self.forgotten = self.offers.password.enter, self.offers.password.lost
        self.offers.sso.wanted.connect(self._on_sso)
        self.card.entered.connect(self._on_card)
        self.card.linked.connect(self._on_card_link)
        self.gradebook.entered.connect(self._on_gradebook)
        self.offers.password.entered.connect(self._on_password)
        self.offers.password.forgotten.connect(self._on_forgotten)
        self.trouble = label(theme, "", FontRole.PREVIEW, tone="danger", wrap=True)
        self.trouble.hide()
        self._attempts = Attempts(theme, tasks)
        self._attempts.running.connect(self._on_running)
        self._attempts.asks_code.connect(self._on_asks_code)
        self._attempts.waiting.cancelled.connect(self._on_given_up)
        self.waiting, self.second = self._attempts.waiting, self._attempts.second
        self.second.left.connect(self.password.setFocus)
        self.shared = Switch(theme, tr("Общий компьютер: не оставлять данных после выхода"))
        self.other = push_button(
            tr("Войти в личный профиль") if school else tr("Войти в учебный профиль"), look="link"
        )
        self.other.clicked.connect(self._on_other)
        self._arrange()
        self._show_decided(profiles.managed)

    @property
    def server(self) -> DiscoveredServer | None:
        """The server that was found."""
        return self.entry.server

    def start(self, address: str = "", *, card: str = "") -> None:
        """Put the cursor where typing begins; look an address up if one is given."""
        self.address.setFocus()
        self.offers.hold_card(card)
        if self._kind is ProfileKind.SCHOOL:
            address = address or self._profiles.managed.homeserver
        if address:
            self.entry.go_to(address)

    def look_up(self) -> None:
        """Ask the address what it offers."""
        self.entry.look_up()

    def stop(self) -> None:
        """Give up whatever is under way."""
        self.entry.stop()
        self._attempts.cancel()

    @property
    def _has_other(self) -> bool:
        managed = self._profiles.managed
        return managed.personal_profile and managed.other_servers

    def _show_decided(self, managed: Managed) -> None:
        """Show what whoever runs the computers has decided; the manager holds to it anyway."""
        if managed.shared_computer:
            self.shared.setChecked(True)
            self.shared.setEnabled(False)
        self.other.setVisible(self._has_other)
        if managed.problem is not None:
            say(self.trouble, user_text(managed.problem))

    def _show_offers(self) -> None:
        known = self.offers.offer(self.server)
        self.offers.sso.follow(self.schools.more)
        if self.server is not None:
            nothing = tr("Этот сервер не предлагает входа, который умеет Парта.")
            say(self.trouble, "" if known else nothing, tone="danger")

    # ------------------------------------------------------------------------------ the ways in

    def _on_password(self, user: str, password: str) -> None:
        self._try(
            tr("Входим…"),
            lambda server, code: self._profiles.sign_in_password(
                server,
                user,
                password=password,
                shared_computer=self.shared.isChecked(),
                code=code,
            ),
            self._on_password_taken,
            self._on_refused,
        )

    def _on_password_taken(self, _: object) -> None:
        self.password.clear()
        self.signed_in.emit()

    def _on_sso(self, provider: str) -> None:
        waiting = tr("Продолжите вход в браузере. Парта ждёт, пока вы закончите.")
        if self.shared.isChecked():
            waiting += " " + tr("Браузер может запомнить вас: после работы выйдите и там.")
        self._try(
            waiting,
            lambda server, _: self._through_browser(server, provider),
            lambda _: self.signed_in.emit(),
            self._on_refused,
        )

    async def _through_browser(self, server: DiscoveredServer, provider: str) -> None:
        shared = self.shared.isChecked()
        if server.oauth is not None:
            await self._profiles.sign_in_oauth(
                server, shared_computer=shared, open_browser=open_in_browser
            )
        else:
            await self._profiles.sign_in_sso(
                server, provider, shared_computer=shared, open_browser=open_in_browser
            )

    def _on_card(self, code: str) -> None:
        self._try(
            tr("Входим…"),
            lambda server, _: self._profiles.sign_in_card(
                server, code, shared_computer=self.shared.isChecked()
            ),
            self._on_card_taken,
            lambda error: self.card.say(_words(error)),
        )

    def _on_card_taken(self, _: object) -> None:
        self.card.code.clear()
        self.signed_in.emit()

    def _on_card_link(self, link: CardLink) -> None:
        """A card of another school is looked up there first, its code stays."""
        here = self.server
        known = {here.server_name, here.homeserver, self.address.text().strip()} if here else set()
        if link.address and link.address not in known:
            self.offers.hold_card(link.code)
            self.entry.go_to(link.address)
            return
        self._on_card(grouped(link.code))

    def _on_gradebook(self, typed: Typed) -> None:
        self._try(
            tr("Журнал проверяет логин и пароль…"),
            lambda server, code: self._profiles.sign_in_gradebook(
                server,
                typed.register,
                login=typed.login,
                password=typed.password,
                person=typed.person,
                shared_computer=self.shared.isChecked(),
                code=code,
            ),
            self._on_gradebook_answer,
            self._on_gradebook_refused,
        )

    def _on_gradebook_answer(self, choices: tuple[ProfileChoice, ...]) -> None:
        if choices:
            self.gradebook.choose(choices)
        else:
            self.gradebook.clear()
            self.signed_in.emit()

    def _on_gradebook_refused(self, error: AppError) -> None:
        self.gradebook.say(_words(error))
        if isinstance(error, RateLimited):
            self.second.say(_words(error))
        else:
            self._attempts.show_code(False)
            self.gradebook.password.setFocus()

    def _try(
        self,
        words: str,
        sign_in: Callable[[DiscoveredServer, str], Coroutine[Any, Any, Any]],
        accepted: Callable[[Any], None],
        refused: Callable[[AppError], None],
    ) -> None:
        server = self.server
        if server is not None:
            self._attempts.start(
                Attempt(words, lambda code: sign_in(server, code), accepted, refused)
            )

    # ------------------------------------------------------------------------------ what is said

    def _on_running(self, running: bool) -> None:
        if running:
            self.trouble.hide()
            self.password.set_wrong(False)
        for part in (self.offers, self.address):
            part.setEnabled(not running)

    def _on_given_up(self) -> None:
        """The button that was pressed is gone: go on where one types."""
        (self.password if self.password.isVisible() else self.address).setFocus()

    def _on_asks_code(self, asked: bool) -> None:
        self.other.setVisible(self._has_other and not asked)
        for part in (self.title, self.entry, self.offers, self.shared_row):
            part.setVisible(not asked)

    def _on_refused(self, error: AppError) -> None:
        words = sign_in_words(error)
        if self.second.isVisibleTo(self):
            self.second.say(words)
            return
        say(self.trouble, words, tone="danger")
        if isinstance(error, RateLimited):
            self.enter.setEnabled(False)
            QTimer.singleShot(int(error.retry_after * 1000), self, self._on_may_try_again)
        else:
            self.offers.password.correct(wrong=isinstance(error, Forbidden))

    def _on_may_try_again(self) -> None:
        self.enter.setEnabled(True)
        self.trouble.hide()

    def _on_forgotten(self) -> None:
        words = (
            tr(
                "Пароли выдаёт школа. Попросите классного руководителя или администратора школы "
                "напечатать новую карточку: по ней вы войдёте без пароля."
            )
            if self._kind is ProfileKind.SCHOOL
            else tr("Пароль личного профиля меняют на сайте вашего сервера.")
        )
        say(self.trouble, words, tone="text2")

    def _on_other(self) -> None:
        school = self._kind is ProfileKind.SCHOOL
        self.kind_wanted.emit(ProfileKind.PERSONAL if school else ProfileKind.SCHOOL)

    # ---------------------------------------------------------------------- what stands where

    def _arrange(self) -> None:
        theme = self._theme
        px = theme.px
        self.shared_row = QWidget()
        shared = QHBoxLayout(self.shared_row)
        shared.setContentsMargins(0, 0, 0, 0)
        shared.setSpacing(px(8))
        icon = QLabel()
        bind(
            theme,
            icon,
            lambda: icon.setPixmap(
                theme.icon(
                    "desktop_20_regular", theme.colors.text2, px(18), self.devicePixelRatioF()
                )
            ),
        )
        words = label(
            theme,
            tr("Общий компьютер: не оставлять данных после выхода"),
            FontRole.CAPTION,
            tone="text2",
            wrap=True,
        )
        shared.addWidget(icon)
        shared.addWidget(words, 1)
        shared.addWidget(self.shared)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.second)
        column.addWidget(self.title)
        column.addSpacing(px(10))
        column.addWidget(self.entry)
        column.addSpacing(px(10))
        column.addWidget(self.offers)
        column.addWidget(self.trouble)
        column.addWidget(self.waiting)
        column.addSpacing(px(8))
        column.addWidget(self.shared_row)
        column.addSpacing(px(12))
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)


def _words(error: AppError) -> str:
    """Say why a card or the register was refused: they say it themselves, waiting apart."""
    return sign_in_words(error) if isinstance(error, RateLimited) else user_text(error.user_text)
