"""The sign-in form: an address, then what its server offers, and nothing else."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.cards import CardLink, grouped
from app.domain.directory import ListedSchool, is_name
from app.domain.errors import AppError, RateLimited, SecondStepNeeded
from app.domain.managed import Managed
from app.domain.profiles import ProfileKind
from app.services.facade import Profiles
from app.services.ports import DiscoveredServer
from app.ui.login.fields import AddressField, Answer
from app.ui.login.gradebook import Typed
from app.ui.login.offers import Offers
from app.ui.login.schools import SchoolPicker
from app.ui.login.second_step import SecondStepEntry
from app.ui.login.words import discovery_words, sign_in_words
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import Switch, bind, label, push_button, restyle
from app.ui.theme import FontRole, Theme

TryAgain = Callable[[str], Coroutine[Any, Any, None]]
"""The same sign-in once more, with a code."""
_PAUSE = 450
"""Milliseconds of quiet after the last key before the address is looked up."""


def open_in_browser(url: str) -> None:
    """Open an address in the system's browser."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl(url))


class LoginForm(QWidget):
    """Address, single sign-on, name and password, shared computer."""

    signed_in = Signal()
    kind_wanted = Signal(object)
    """The other `ProfileKind` is wanted."""

    def __init__(
        self, profiles: Profiles, theme: Theme, tasks: Starter, *, kind: ProfileKind
    ) -> None:
        super().__init__()
        self._profiles, self._theme, self._tasks = profiles, theme, tasks
        self._kind = kind
        self._server: DiscoveredServer | None = None
        self._looking: Running | None = None
        self._trying: Running | None = None
        school = kind is ProfileKind.SCHOOL
        self._by_name = school and profiles.finds_schools
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._on_paused)
        self.title = label(
            theme,
            tr("Вход в учебный профиль") if school else tr("Вход в личный профиль"),
            FontRole.HEADING,
            wrap=True,
        )
        self.caption = label(
            theme,
            _caption(school=school, by_name=self._by_name),
            FontRole.CAPTION,
            tone="text2",
            wrap=True,
        )
        self.address = AddressField(theme)
        hint = tr("Например: лицей 14 Самара") if self._by_name else "school14.example"
        self.address.setPlaceholderText(hint if school else "matrix.example")
        self.address.textEdited.connect(self._on_address_edited)
        self.address.returnPressed.connect(self._on_address_entered)
        self.schools = SchoolPicker(profiles, theme, tasks)
        self.address.went_down.connect(self.schools.list.setFocus)
        self.schools.picked.connect(self._on_school)
        self.schools.left.connect(self.address.setFocus)
        self.found = label(theme, " ", FontRole.CAPTION, tone="text2", wrap=True)
        self.offers = Offers(theme, tasks)
        self.by_card, self.card = self.offers.by_card, self.offers.card
        self.by_gradebook, self.gradebook = self.offers.by_gradebook, self.offers.gradebook
        self.user, self.password = self.offers.password.user, self.offers.password.password
        self.enter, self.forgotten = self.offers.password.enter, self.offers.password.lost
        self.offers.sso.wanted.connect(self._on_sso)
        self.offers.card.entered.connect(self._on_card)
        self.offers.card.linked.connect(self._on_card_link)
        self.offers.gradebook.entered.connect(self._on_gradebook)
        self.offers.password.entered.connect(self._on_password)
        self.offers.password.forgotten.connect(self._on_forgotten)
        self.trouble = label(theme, "", FontRole.PREVIEW, tone="danger", wrap=True)
        self.trouble.hide()
        self.waiting = _Waiting(theme)
        self.waiting.cancelled.connect(self._on_cancel)
        self.waiting.hide()
        self.shared = Switch(theme, tr("Общий компьютер: не оставлять данных после выхода"))
        self.other = push_button(
            tr("Войти в личный профиль") if school else tr("Войти в учебный профиль"), look="link"
        )
        self.other.clicked.connect(self._on_other)
        self.second = SecondStepEntry(theme)
        self.second.hide()
        self.second.entered.connect(self._on_code)
        self.second.left.connect(self._on_no_code)
        self._again: TryAgain | None = None
        self._arrange()
        self._show_offers()
        self._show_decided(profiles.managed)

    def _show_decided(self, managed: Managed) -> None:
        """Show what whoever runs the computers has decided; the manager holds to it anyway."""
        if managed.shared_computer:
            self.shared.setChecked(True)
            self.shared.setEnabled(False)
        self.address.setReadOnly(not managed.other_servers)
        self.other.setVisible(self._has_other)
        if managed.problem is not None:
            self._say(self.trouble, user_text(managed.problem))
            self.trouble.show()

    @property
    def server(self) -> DiscoveredServer | None:
        """The server that was found."""
        return self._server

    def start(self, address: str = "", *, card: str = "") -> None:
        """Put the cursor where typing begins; look an address up if one is given."""
        self.address.setFocus()
        self.offers.hold_card(card)
        if self._kind is ProfileKind.SCHOOL:
            address = address or self._profiles.managed.homeserver
        if address:
            self.address.setText(address)
            self.look_up()

    def stop(self) -> None:
        """Give up whatever is under way."""
        self._pause.stop()
        self.schools.stop()
        for task in (self._looking, self._trying):
            if task is not None:
                task.cancel()

    def look_up(self) -> None:
        """Ask the address what it offers."""
        self._pause.stop()
        self.schools.clear()
        address = self.address.text().strip()
        if not address:
            return
        if self._looking is not None:
            self._looking.cancel()
        self.address.show_answer(Answer.ASKING)
        self.found.setText(tr("Ищем сервер…"))
        self._looking = self._tasks.start(self._discover(address))

    async def _discover(self, address: str) -> None:
        try:
            server = await self._profiles.discover(address)
        except AppError as error:
            self._server = None
            self.address.show_answer(Answer.WRONG)
            self._say(self.found, discovery_words(error), tone="danger")
        else:
            self._server = server
            self.address.show_answer(Answer.FOUND)
            self._say(self.found, server.title or server.server_name, tone="text2")
        self._show_offers()

    async def _sign_in(self, user: str, password: str, code: str = "") -> None:
        assert self._server is not None
        self._busy(tr("Входим…"))
        try:
            await self._profiles.sign_in_password(
                self._server,
                user,
                password=password,
                shared_computer=self.shared.isChecked(),
                code=code,
            )
        except SecondStepNeeded as error:
            self._ask_code(error, lambda code: self._sign_in(user, password, code))
        except AppError as error:
            self._failed(error)
        else:
            self.password.clear()
            self.signed_in.emit()

    async def _sign_in_sso(self, provider: str) -> None:
        assert self._server is not None
        self._busy(tr("Продолжите вход в браузере. Парта ждёт, пока вы закончите."))
        try:
            await self._profiles.sign_in_sso(
                self._server,
                provider,
                shared_computer=self.shared.isChecked(),
                open_browser=open_in_browser,
            )
        except AppError as error:
            self._failed(error)
        else:
            self.signed_in.emit()

    async def _sign_in_card(self, code: str) -> None:
        assert self._server is not None
        self._busy(tr("Входим…"))
        try:
            await self._profiles.sign_in_card(
                self._server, code, shared_computer=self.shared.isChecked()
            )
        except RateLimited as error:
            self._idle()
            self.card.say(sign_in_words(error))
        except AppError as error:
            self._idle()
            self.card.say(user_text(error.user_text))
        else:
            self.card.code.clear()
            self.signed_in.emit()

    async def _sign_in_gradebook(self, typed: Typed, code: str = "") -> None:
        assert self._server is not None
        self._busy(tr("Журнал проверяет логин и пароль…"))
        try:
            choices = await self._profiles.sign_in_gradebook(
                self._server,
                typed.register,
                login=typed.login,
                password=typed.password,
                person=typed.person,
                shared_computer=self.shared.isChecked(),
                code=code,
            )
        except SecondStepNeeded as error:
            self._ask_code(error, lambda code: self._sign_in_gradebook(typed, code))
        except RateLimited as error:
            self._idle()
            self.second.say(sign_in_words(error))
            self.gradebook.say(sign_in_words(error))
        except AppError as error:
            self._idle()
            self._show_code(False)
            self.gradebook.say(user_text(error.user_text))
            self.gradebook.password.setFocus()
        else:
            self._idle()
            if choices:
                self.gradebook.choose(choices)
            else:
                self.gradebook.clear()
                self.signed_in.emit()

    @property
    def _has_other(self) -> bool:
        managed = self._profiles.managed
        return managed.personal_profile and managed.other_servers

    def _ask_code(self, error: SecondStepNeeded, again: TryAgain) -> None:
        """The password was right: the code has a screen of its own."""
        self._idle()
        self._again = again
        self._show_code(True)
        if error.refused:
            self.second.say(user_text(error.user_text))
        else:
            self.second.ask()

    def _show_code(self, shown: bool) -> None:
        self.second.setVisible(shown)
        self.other.setVisible(self._has_other and not shown)
        here = (self.title, self.caption, self.address, self.found, self.offers, self.shared_row)
        for part in here:
            part.setVisible(not shown)

    def _on_code(self, code: str) -> None:
        if self._trying is None and self._again is not None:
            self._trying = self._tasks.start(self._again(code))

    def _on_no_code(self) -> None:
        self._on_cancel()
        self._again = None
        self._show_code(False)
        self.password.setFocus()

    def _failed(self, error: AppError) -> None:
        self._idle()
        if self.second.isVisibleTo(self):
            self.second.say(sign_in_words(error))
            return
        self._say(self.trouble, sign_in_words(error), tone="danger")
        self.trouble.show()
        if isinstance(error, RateLimited):
            self.enter.setEnabled(False)
            QTimer.singleShot(int(error.retry_after * 1000), self, self._on_may_try_again)
        else:
            self.offers.password.correct()

    def _busy(self, words: str) -> None:
        self.trouble.hide()
        self.password.set_wrong(False)
        for part in (self.offers, self.address, self.second):
            part.setEnabled(False)
        self.waiting.say(words)

    def _idle(self) -> None:
        self._trying = None
        for part in (self.offers, self.address, self.second):
            part.setEnabled(True)
        self.waiting.hide()

    def _show_offers(self) -> None:
        known = self.offers.offer(self._server)
        if self._server is None:
            return
        if not known:
            self._say(self.trouble, tr("Этот сервер не предлагает входа, который умеет Парта."))
        self.trouble.setVisible(not known)

    def _say(self, where: QLabel, words: str, *, tone: str = "danger") -> None:
        where.setText(words)
        where.setAccessibleName(words)
        where.setProperty("tone", tone)
        restyle(where)

    def _on_address_edited(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._server = None
        self.address.show_answer(Answer.NOTHING)
        self.found.setText(" ")
        self._show_offers()
        if not self._looks_for_name():
            self.schools.clear()
        self._pause.start()

    def _looks_for_name(self) -> bool:
        return self._by_name and is_name(self.address.text())

    def _on_paused(self) -> None:
        if self._looks_for_name():
            self.schools.search(self.address.text().strip())
        else:
            self.look_up()

    def _on_address_entered(self) -> None:
        # One word may be the name of a computer in the school's own network.
        if not (self._looks_for_name() and self.schools.enter()):
            self.look_up()

    def _on_school(self, school: ListedSchool) -> None:
        self.address.setText(school.address)
        self.address.setFocus()
        self.look_up()

    def _on_password(self, user: str, password: str) -> None:
        if self._trying is None:
            self._trying = self._tasks.start(self._sign_in(user, password))

    def _on_gradebook(self, typed: Typed) -> None:
        if self._trying is None:
            self._trying = self._tasks.start(self._sign_in_gradebook(typed))

    def _on_card(self, code: str) -> None:
        if self._trying is None:
            self._trying = self._tasks.start(self._sign_in_card(code))

    def _on_card_link(self, link: CardLink) -> None:
        """A card of another school is looked up there first, its code stays."""
        here = self._server
        known = {here.server_name, here.homeserver, self.address.text().strip()} if here else set()
        if link.address and link.address not in known:
            self.offers.hold_card(link.code)
            self.address.setText(link.address)
            self.look_up()
            return
        self._on_card(grouped(link.code))

    def _on_forgotten(self) -> None:
        words = (
            tr(
                "Пароли выдаёт школа. Попросите классного руководителя или администратора школы "
                "напечатать новую карточку: по ней вы войдёте без пароля."
            )
            if self._kind is ProfileKind.SCHOOL
            else tr("Пароль личного профиля меняют на сайте вашего сервера.")
        )
        self._say(self.trouble, words, tone="text2")
        self.trouble.show()

    def _on_sso(self, provider: str) -> None:
        if self._trying is None:
            self._trying = self._tasks.start(self._sign_in_sso(provider))

    def _on_cancel(self) -> None:
        if self._trying is not None:
            self._trying.cancel()
        self._idle()

    def _on_may_try_again(self) -> None:
        self.enter.setEnabled(True)
        self.trouble.hide()

    def _on_other(self) -> None:
        school = self._kind is ProfileKind.SCHOOL
        self.kind_wanted.emit(ProfileKind.PERSONAL if school else ProfileKind.SCHOOL)

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
        column.addWidget(self.caption)
        column.addWidget(self.address)
        column.addWidget(self.schools)
        column.addWidget(self.found)
        column.addSpacing(px(10))
        column.addWidget(self.offers)
        column.addWidget(self.trouble)
        column.addWidget(self.waiting)
        column.addSpacing(px(8))
        column.addWidget(self.shared_row)
        column.addSpacing(px(12))
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)


def _caption(*, school: bool, by_name: bool) -> str:
    if not school:
        return tr("Адрес сервера")
    if by_name:
        return tr("Название школы, её адрес или ссылка-приглашение")
    return tr("Адрес школы или ссылка-приглашение")


class _Waiting(QWidget):
    """What is going on, and a button to give up."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = label(theme, "", FontRole.PREVIEW, tone="text2", wrap=True)
        cancel = push_button(tr("Отмена"), look="flat")
        cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(cancel)

    def say(self, words: str) -> None:
        """Show what is going on."""
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.show()
