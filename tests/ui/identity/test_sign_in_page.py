"""Bindings in the settings: their state, binding, undoing, a code for another device."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.errors import Forbidden, Offline, UserText
from app.domain.identities import DeviceCode
from app.services.tasks import TaskScope
from app.ui.qt.dialogs import Sheet
from app.ui.settings.binding import CodeSheet, GradebookSheet
from app.ui.settings.device import DeviceSheet
from app.ui.settings.portal import PortalSheet
from app.ui.settings.sign_in import SignInPage
from app.ui.theme import Theme
from tests.helpers.fakes.session import FakeSession
from tests.ui.identity.conftest import until


@pytest.fixture
async def page(host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope) -> SignInPage:
    made = SignInPage(theme, session.school.identities, session.school.second_step, tasks)
    made.setParent(host)
    made.resize(700, 600)
    made.show()
    return made


def _words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def _sheet(host: QWidget, kind: type[Sheet]) -> Sheet | None:
    found = [one for one in host.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


async def test_a_binding_says_since_when_and_when_it_was_used(page: SignInPage) -> None:
    await until(lambda: page.rows.count() == 1)
    await until(lambda: "Сетевой Город · ku…va" in _words(page))
    words = _words(page)
    assert "привязано 01.09.2026 · последний вход 21.09.2026" in words
    assert page.by_gradebook.isVisible()
    assert page.by_code.isVisible()


async def test_a_broken_one_is_said_so_and_none_is_said_so_too(
    page: SignInPage, session: FakeSession
) -> None:
    book = session.school.identities
    book.found = (replace(book.found[0], working=False),)
    await page.refresh()
    await until(lambda: "не действует" in _words(page))
    book.found = ()
    await page.refresh()
    assert "Пока ничего не привязано." in _words(page)


async def test_without_a_connection_there_is_a_sentence_and_another_try(
    page: SignInPage, session: FakeSession
) -> None:
    await until(lambda: page.rows.count() == 1)
    session.school.identities.error = Offline("gone")
    await page.refresh()
    assert page.again.isVisible()
    session.school.identities.error = None
    page.again.click()
    await until(lambda: not page.again.isVisible() and not page.state.isVisible())


async def test_undoing_asks_first_and_says_what_stays(
    page: SignInPage, host: QWidget, session: FakeSession
) -> None:
    await until(lambda: page.rows.count() == 1)
    (out,) = [
        one for one in page.findChildren(QPushButton) if one.accessibleName().startswith("Отвязать")
    ] or [one for one in page.findChildren(QWidget) if one.accessibleName().startswith("Отвязать")]
    QTest.mouseClick(out, Qt.MouseButton.LeftButton)
    await until(lambda: _sheet(host, Sheet))
    sheet = _sheet(host, Sheet)
    assert sheet is not None
    assert "чаты, сообщения и дневник останутся" in _words(sheet)
    sheet.reject()
    await until(lambda: _sheet(host, Sheet) is None)
    assert not any(call[0] == "unbind" for call in session.school.identities.calls)
    QTest.mouseClick(out, Qt.MouseButton.LeftButton)
    await until(lambda: _sheet(host, Sheet))
    again = _sheet(host, Sheet)
    assert again is not None
    again.accept()
    await until(lambda: ("unbind", "i1") in session.school.identities.calls)
    await until(lambda: page.rows.count() == 0)


async def test_the_register_is_bound_by_its_password(
    page: SignInPage, host: QWidget, session: FakeSession
) -> None:
    await until(lambda: page.rows.count() == 1)
    page.by_gradebook.click()
    await until(lambda: _sheet(host, GradebookSheet))
    sheet = _sheet(host, GradebookSheet)
    assert isinstance(sheet, GradebookSheet)
    assert not sheet.go.isEnabled()
    sheet.login.setText(" kuznetsova ")
    sheet.password.setText("секрет")
    words = "Электронный журнал не принял логин или пароль."
    session.school.identities.error = Forbidden(status=403, user_text=UserText(words))
    sheet.go.click()
    await until(lambda: sheet.note.text() == words)
    assert sheet.login.text() == " kuznetsova "
    session.school.identities.error = None
    sheet.go.click()
    await until(lambda: page.rows.count() == 2)
    assert ("bind_gradebook", "sgo", "kuznetsova", "секрет") in session.school.identities.calls


async def test_the_code_of_a_page_says_whose_account_it_is_before_it_binds(
    page: SignInPage, host: QWidget, session: FakeSession
) -> None:
    await until(lambda: page.rows.count() == 1)
    page.by_code.click()
    await until(lambda: _sheet(host, CodeSheet))
    sheet = _sheet(host, CodeSheet)
    assert isinstance(sheet, CodeSheet)
    QTest.keyClicks(sheet.code, "7k3m9qwert2")
    assert not sheet.go.isEnabled()
    QTest.keyClicks(sheet.code, "y")
    sheet.go.click()
    await until(sheet.meaning.isVisible)
    assert "«Госуслуги», учётная запись: Елена Кузнецова. Это вы?" in sheet.meaning.text()
    calls = session.school.identities.calls
    assert not any(call[0] == "bind_code" for call in calls)
    sheet.go.click()
    await until(lambda: ("bind_code", "7K3M-9QWE-RT2Y") in calls)
    await until(lambda: _sheet(host, CodeSheet) is None)


async def test_a_code_for_another_device_is_a_picture_and_letters_and_ends(
    page: SignInPage, host: QWidget, monkeypatch: pytest.MonkeyPatch, session: FakeSession
) -> None:
    page.device.click()
    await until(lambda: _sheet(host, DeviceSheet))
    sheet = _sheet(host, DeviceSheet)
    assert isinstance(sheet, DeviceSheet)
    await until(sheet.qr.isVisible)
    assert sheet.code.text() == "7K3M-9QWE-RT2Y"
    assert sheet.left.text().startswith("Действует ещё 2:5")

    over = DeviceCode("7K3M-9QWE-RT2Y", "parta://card?code=x", datetime.now(UTC) - timedelta(1))

    async def late() -> DeviceCode:
        return over

    monkeypatch.setattr(session.school.identities, "device_code", late)
    sheet.new.click()
    await until(lambda: sheet.state.text() == "Код устарел.")
    assert not sheet.qr.isVisible()
    assert sheet.code.text() == ""
    assert sheet.new.isVisible()
    sheet.reject()


async def test_the_portals_number_is_opened_copied_and_closed(
    page: SignInPage, host: QWidget, session: FakeSession
) -> None:
    page.portal.click()
    await until(lambda: _sheet(host, PortalSheet))
    sheet = _sheet(host, PortalSheet)
    assert isinstance(sheet, PortalSheet)
    await until(lambda: sheet.button.text())
    assert sheet.address.text() == ""
    assert not sheet.close_badge.isVisible()
    sheet.open_badge.click()
    await until(lambda: sheet.address.text().startswith("https://school14.example/v1/portal/"))
    assert sheet.close_badge.isVisible()
    sheet.close_badge.click()
    await until(lambda: sheet.address.text() == "")
    assert ("close_badge",) in session.school.identities.calls
    sheet.reject()
