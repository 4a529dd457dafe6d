"""The second step of a sign-in has a screen of its own; nothing that was typed before is lost."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app.domain.errors import Offline, RateLimited
from app.domain.identities import GRADEBOOK_FLOW
from app.domain.managed import Managed
from app.domain.oauth import OAuthServer
from app.domain.profiles import Connection, ConnectionPhase, StopReason
from app.domain.server import Confirming
from app.ui.settings import sign_out
from app.ui.settings.sign_out import SignOutSheet
from app.ui.theme import Theme
from app.ui.window.stopped import StoppedPage
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.settle import until
from tests.ui.shell.test_login import Login


@pytest.fixture
async def login(theme: Theme) -> AsyncIterator[Login]:
    made = Login(theme)
    server = made.profiles.server
    made.profiles.server = replace(
        server, flows=server.flows | {GRADEBOOK_FLOW}, registers=(("sgo", "Сетевой Город"),)
    )
    made.profiles.code = "123456"
    yield made
    await made.tasks.aclose()
    assert made.errors == []
    made.form.deleteLater()


async def test_the_code_has_its_own_screen_and_a_wrong_one_stays_to_be_corrected(
    login: Login,
) -> None:
    await login.find()
    form = login.form
    form.user.setText("vera")
    form.password.setText("секрет")
    form.enter.click()
    await until(form.second.isVisible)
    assert not form.user.isVisible() and not form.address.isVisible() and not form.title.isVisible()
    assert not form.second.note.isVisible(), "nothing is wrong yet"
    form.second.enter.click()
    form.second.code.setText("000000")
    form.second.enter.click()
    await until(form.second.note.isVisible)
    assert "Код не подходит" in form.second.note.text()
    assert form.second.code.text() == "000000"
    login.profiles.error = RateLimited(retry_after=600)
    form.second.enter.click()
    await until(lambda: "10 минут" in form.second.note.text())
    login.profiles.error = Offline()
    form.second.enter.click()
    await until(lambda: "Нет связи" in form.second.note.text())
    login.profiles.error = None
    form.second.code.setText("123456")
    form.second.enter.click()
    await until(lambda: login.done)
    assert form.password.text() == ""


async def test_one_can_go_back_to_the_password(login: Login) -> None:
    await login.find()
    form = login.form
    form.user.setText("vera")
    form.password.setText("секрет")
    form.enter.click()
    await until(form.second.isVisible)
    form.second.back.click()
    assert form.user.isVisible() and not form.second.isVisible()
    assert (form.user.text(), form.password.text()) == ("vera", "секрет")
    assert form.other.isVisible()


async def test_coming_back_offers_nothing_that_the_computer_does_not_allow(login: Login) -> None:
    login.profiles.managed = Managed(personal_profile=False)
    await login.find()
    form = login.form
    form.user.setText("vera")
    form.password.setText("секрет")
    form.enter.click()
    await until(form.second.isVisible)
    form.second.back.click()
    assert form.user.isVisible() and not form.other.isVisible()


async def test_the_registers_password_asks_it_too(login: Login) -> None:
    await login.find()
    form = login.form
    form.by_gradebook.click()
    form.gradebook.login.setText("artem.k")
    form.gradebook.password.setText("пчёлы")
    form.gradebook.enter.click()
    await until(form.second.isVisible)
    form.second.code.setText("123456")
    form.second.enter.click()
    await until(lambda: login.done)


async def test_signing_in_again_asks_it(theme: Theme, login: Login) -> None:
    profiles = FakeProfiles()
    profiles.code = "123456"
    session = profiles.sessions[0]
    page = StoppedPage(
        theme, session.profile.value, session, profiles=profiles, tasks=login.tasks
    )  # fmt: skip
    page.show_state(Connection(ConnectionPhase.STOPPED, stop=StopReason.SOFT_LOGOUT))
    page.show()
    assert not page.code.isVisible()
    page.password.setText("секрет")
    page.main.click()
    await until(page.code.isVisible)
    assert page.password.text() == "секрет"
    page.code.setText("123456")
    page.main.click()
    await until(lambda: session.connection.value.phase is ConnectionPhase.LIVE)
    await until(lambda: page.main.isEnabled() and not page.code.text())
    page.deleteLater()


async def test_signing_other_devices_out_asks_it(theme: Theme, login: Login) -> None:
    session = FakeProfiles().sessions[0]
    session.people.code = "123456"
    sheet = SignOutSheet(login.form, theme, session, session.people.own[1:])
    sheet.open()
    await until(lambda: sheet.out.isEnabled())
    sheet.password.setText("секрет")
    sheet.out.click()
    await until(sheet.code.isVisible)
    assert sheet.note.text() == "Введите код второго шага."
    sheet.code.setText("123456")
    sheet.out.click()
    await until(lambda: ("sign_out_devices", ("PHONE",), "секрет") in session.people.calls)


async def test_whoever_has_no_password_confirms_in_the_browser(
    theme: Theme, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(sign_out, "open_in_browser", opened.append)
    monkeypatch.setattr(sign_out, "LOOK_EVERY", 0.01)
    people = FakeProfiles().sessions[0].people
    people.ways = Confirming("s1", password=False, page="https://school14.example/auth")
    session = FakeProfiles().sessions[0]
    session.people = people
    sheet = SignOutSheet(login.form, theme, session, people.own[1:])
    sheet.open()
    await until(sheet.browser.isVisible)
    assert not sheet.password.isVisible() and not sheet.out.isVisible()
    await until(sheet.browser.isEnabled)
    sheet.browser.click()
    await until(lambda: ("confirmed", ("PHONE",), "s1") in people.calls)
    assert opened == ["https://school14.example/auth"] and sheet.waiting.isVisible()
    people.browser_done = True
    await until(lambda: not sheet.isVisible())


async def test_where_the_server_manages_no_accounts_its_page_signs_devices_out(
    theme: Theme, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(sign_out, "open_in_browser", opened.append)
    monkeypatch.setattr(sign_out, "LOOK_EVERY", 0.01)
    session = FakeProfiles().sessions[0]
    people = session.people
    page = "https://account.example/?action=org.matrix.device_delete"
    people.ways = Confirming("", password=False, page=page, elsewhere=True)
    sheet = SignOutSheet(login.form, theme, session, people.own[1:])
    sheet.open()
    await until(lambda: sheet.browser.isVisible() and sheet.browser.isEnabled())
    assert not sheet.password.isVisible() and not sheet.out.isVisible()
    assert sheet.browser.text() == "Открыть страницу управления"
    assert "на странице её сервера" in sheet.how.text() and sheet.how.isVisible()
    sheet.browser.click()
    await until(lambda: ("confirmed", ("PHONE",), "") in people.calls)
    assert opened == [page] and "Отключите на странице" in sheet.waiting.text()
    people.browser_done = True
    await until(lambda: not sheet.isVisible())


async def test_a_session_signed_in_elsewhere_goes_on_through_the_browser_alone(
    theme: Theme, login: Login
) -> None:
    profiles = FakeProfiles()
    oauth = OAuthServer(
        "https://account.example/", *(f"https://account.example/{n}" for n in "atvr")
    )
    profiles.server = replace(profiles.server, oauth=oauth)
    session = profiles.sessions[0]
    page = StoppedPage(
        theme, session.profile.value, session, profiles=profiles, tasks=login.tasks
    )  # fmt: skip
    page.resize(700, 520)
    stopped = Connection(ConnectionPhase.STOPPED, stop=StopReason.SOFT_LOGOUT)
    session.connection.set(stopped)
    page.show_state(stopped)
    page.show()
    await until(page.browser.isVisible)
    assert not page.password.isVisible() and not page.main.isVisible()
    assert "нужен только вход" in page.text.text()
    assert page.browser.property("look") == "primary"
    await until(lambda: page.browser.height() >= page.browser.sizeHint().height())
    words = page.text
    assert words.height() >= words.heightForWidth(words.width()), "no line is cut off"
    page.browser.click()
    await until(lambda: session.connection.value.phase is ConnectionPhase.LIVE)
    await until(page.browser.isEnabled)
    page.deleteLater()
