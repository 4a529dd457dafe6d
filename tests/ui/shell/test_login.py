"""Signing in: what the server offers is what is shown, and errors are in plain words."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.domain.errors import (
    AppError,
    Forbidden,
    NotFound,
    Offline,
    RateLimited,
    UserLocked,
    UserText,
)
from app.domain.managed import FREE, UNREADABLE, Managed
from app.domain.oauth import OAuthServer
from app.domain.profiles import ProfileKind
from app.services.tasks import TaskScope
from app.ui.login.fields import Answer
from app.ui.login.form import LoginForm
from app.ui.login.page import LoginPage
from app.ui.login.storage_choice import StorageSheet
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.settle import turns, until


class Login:
    def __init__(self, theme: Theme, managed: Managed = FREE) -> None:
        self.profiles = FakeProfiles([])
        self.profiles.managed = managed
        self.errors: list[BaseException] = []
        self.tasks = TaskScope(self.errors.append)
        self.form = LoginForm(self.profiles, theme, self.tasks, kind=ProfileKind.SCHOOL)
        self.done: list[int] = []
        self.form.signed_in.connect(lambda: self.done.append(1))
        self.form.show()

    async def find(self, address: str = "school14.example") -> None:
        self.form.address.setText(address)
        self.form.look_up()
        await until(lambda: self.form.address.answer is not Answer.ASKING)

    def enter(self, user: str = "vera", password: str = "секрет") -> None:
        self.form.user.setText(user)
        self.form.password.setText(password)
        self.form.enter.click()


@pytest.fixture
async def login(theme: Theme) -> AsyncIterator[Login]:
    made = Login(theme)
    yield made
    await made.tasks.aclose()
    assert made.errors == []
    made.form.deleteLater()


async def test_nothing_is_offered_before_the_school_is_found(login: Login) -> None:
    assert not login.form.offers.isVisible()
    await login.find()
    assert login.form.found.text() == "Школа № 14, Самара"
    assert login.form.address.answer is Answer.FOUND
    assert login.form.offers.isVisible()
    assert login.form.password.isVisible()


async def test_a_server_without_passwords_shows_no_password_field(login: Login) -> None:
    login.profiles.server = replace(login.profiles.server, flows=frozenset({"m.login.sso"}))
    await login.find()
    assert not login.form.password.isVisible()
    assert not login.form.trouble.isVisible()


async def _found_elsewhere(
    login: Login, issuer: str = "https://account.example/"
) -> list[QPushButton]:
    """Find a server that another one signs people in for; gives the ways through the browser."""
    oauth = OAuthServer(issuer, *(f"{issuer}{name}" for name in "atvr"))
    login.profiles.server = replace(login.profiles.server, oauth=oauth)
    await login.find()
    buttons = login.form.offers.findChildren(QPushButton)
    return [one for one in buttons if one.isVisible() and one.accessibleName()]


async def test_where_another_server_signs_people_in_the_browser_is_the_one_way(
    login: Login,
) -> None:
    (way,) = await _found_elsewhere(login)
    assert way.text() == "Продолжить через account.example"
    assert not login.form.password.isVisible() and not login.form.forgotten.isVisible()
    login.form.shared.setChecked(True)
    way.click()
    await until(lambda: login.done)
    assert ("sign_in_oauth", "https://account.example/", True) in login.profiles.calls


async def test_a_long_name_of_another_server_neither_widens_the_form_nor_is_cut(
    login: Login,
) -> None:
    width = login.form.minimumSizeHint().width()
    (way,) = await _found_elsewhere(login, f"https://{'account.' * 20}example/")
    assert way.text() == "Продолжить через браузер"
    assert login.form.minimumSizeHint().width() <= max(width, 400)


async def test_a_refusal_in_the_browser_is_told_as_it_was(login: Login) -> None:
    (way,) = await _found_elsewhere(login)
    login.profiles.error = Forbidden(
        status=403, errcode="access_denied", user_text=UserText("Вход отменён в браузере.")
    )
    way.click()
    await until(login.form.trouble.isVisible)
    assert login.form.trouble.text() == "Вход отменён в браузере."


@pytest.mark.parametrize(("error", "wrong"), [(Forbidden(status=403), True), (Offline(), False)])
async def test_a_password_is_marked_only_when_it_was_the_password(
    login: Login, error: AppError, wrong: bool
) -> None:
    await login.find()
    login.profiles.error = error
    login.enter()
    await until(login.form.trouble.isVisible)
    assert bool(login.form.password.property("wrong")) is wrong


async def test_who_gives_a_sign_in_up_goes_on_at_the_password(login: Login) -> None:
    await login.find()
    login.profiles.gate = asyncio.Event()
    login.enter()
    await until(login.form.waiting.isVisible)
    login.form.waiting.cancelled.emit()
    assert login.form.focusWidget() is login.form.password


async def test_the_password_is_the_main_way_where_nothing_stands_before_it(login: Login) -> None:
    await login.find()
    assert login.form.enter.property("look") == "plain", "single sign-on comes first"
    flows = frozenset({"m.login.password"})
    login.profiles.server = replace(login.profiles.server, flows=flows, providers=())
    await login.find("school15.example")
    assert login.form.enter.property("look") == "primary"


async def test_the_phrase_for_the_keys_is_asked_at_its_field(theme: Theme) -> None:
    window = QWidget()
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    sheet = StorageSheet(window, theme)
    sheet.open()
    assert window.focusWidget() is sheet.phrase
    sheet.reject()
    window.deleteLater()


async def test_a_server_with_nothing_we_know_is_said_so(login: Login) -> None:
    login.profiles.server = replace(login.profiles.server, flows=frozenset(), providers=())
    await login.find()
    assert "не предлагает входа" in login.form.trouble.text()


async def test_a_wrong_address_is_told_under_the_field(login: Login) -> None:
    login.profiles.error = NotFound(status=404)
    await login.find("shcool14.example")
    assert login.form.address.answer is Answer.WRONG
    assert "опечатки" in login.form.found.text()


async def test_editing_the_address_takes_the_offers_back(login: Login) -> None:
    await login.find()
    login.form.address.textEdited.emit("school1")
    assert not login.form.offers.isVisible()
    assert login.form.server is None


async def test_signing_in_sends_what_was_typed(login: Login) -> None:
    await login.find()
    login.form.shared.setChecked(True)
    login.enter()
    await until(lambda: login.done)
    assert ("sign_in_password", "vera", "секрет", True) in login.profiles.calls
    assert login.form.password.text() == ""


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Forbidden(status=403, errcode="M_FORBIDDEN"), "Неверный логин или пароль"),
        (RateLimited(retry_after=30), "Подождите 30 секунд"),
        (RateLimited(retry_after=600), "Подождите 10 минут"),
        (UserLocked(status=401, errcode="M_USER_LOCKED"), "временно заблокирована"),
        (Offline(), "Нет связи с сервером"),
    ],
)
async def test_every_failure_is_told_in_plain_words(
    login: Login, error: AppError, words: str
) -> None:
    await login.find()
    login.profiles.error = error
    login.enter()
    await until(login.form.trouble.isVisible)
    assert words in login.form.trouble.text()
    assert login.form.enter.isEnabled() == (not isinstance(error, RateLimited))
    assert login.done == []


async def test_single_sign_on_can_be_given_up(login: Login) -> None:
    await login.find()
    login.profiles.gate = asyncio.Event()
    login.form._on_sso("oidc-unified")
    await until(login.form.waiting.isVisible)
    assert not login.form.offers.isEnabled()
    login.form.waiting.cancelled.emit()
    await turns()
    assert login.form.offers.isEnabled()
    assert not len(login.tasks)


async def test_tab_leads_from_the_address_to_the_way_through_the_browser(login: Login) -> None:
    await login.find()
    login.form.activateWindow()
    login.form.address.setFocus()
    reached = []
    for _ in range(2):
        QTest.keyClick(login.form.focusWidget(), Qt.Key.Key_Tab)
        reached.append(login.form.focusWidget())
    assert reached[0].accessibleName() == "Продолжить через Единый вход"
    assert reached[1] is login.form.user


async def test_the_eye_shows_the_password_and_says_so(login: Login) -> None:
    await login.find()
    field = login.form.password
    field.eye.click()
    assert field.echoMode() is field.EchoMode.Normal
    assert field.eye.accessibleName() == "Скрыть пароль"


async def test_a_managed_computer_leads_to_its_school_alone(theme: Theme) -> None:
    decided = Managed("school14.example", other_servers=False, shared_computer=True)
    login = Login(theme, decided)
    login.form.start()
    await until(lambda: login.form.address.answer is Answer.FOUND)
    assert login.form.address.text() == "school14.example"
    assert login.form.address.isReadOnly()
    assert login.form.shared.isChecked() and not login.form.shared.isEnabled()
    assert login.form.other.isHidden()
    login.enter()
    await until(lambda: login.done)
    assert ("sign_in_password", "vera", "секрет", True) in login.profiles.calls
    await login.tasks.aclose()
    login.form.deleteLater()


async def test_rules_that_cannot_be_read_are_said_so(theme: Theme) -> None:
    login = Login(theme, UNREADABLE)
    assert login.form.trouble.isVisible()
    assert "не читаются" in login.form.trouble.text()
    login.form.deleteLater()


async def test_a_long_answer_does_not_lie_over_the_address(qapp: QApplication) -> None:
    profiles, tasks = FakeProfiles([]), TaskScope(lambda error: None)
    profiles.error = Offline(user_text=UserText("Не удалось связаться со школой. " * 5))
    page = LoginPage(profiles, Look(Preferences(None)), tasks, can_go_back=False)
    page.resize(1366, 768)
    page.show()
    page.start("nowhere.example")
    form = page.form
    await until(lambda: form.found.height() > 1.5 * form.found.fontMetrics().height())
    assert form.found.geometry().top() >= form.address.geometry().bottom()
    await tasks.aclose()
    page.deleteLater()
