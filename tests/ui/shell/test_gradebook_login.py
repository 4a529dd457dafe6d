"""Signing in with the register's password: offered where the school takes it, and which profile."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.errors import Forbidden, RateLimited, UserText
from app.domain.identities import GRADEBOOK_FLOW, ProfileChoice
from app.ui.theme import Theme
from tests.helpers.settle import until
from tests.ui.shell.test_login import Login

REGISTERS = (("sgo", "Сетевой Город"),)
CHOICES = (
    ProfileChoice("p1", "Ли Вера", ("teacher",)),
    ProfileChoice("p2", "Ли Вера", ("parent",)),
)


@pytest.fixture
async def login(theme: Theme) -> AsyncIterator[Login]:
    made = Login(theme)
    server = made.profiles.server
    made.profiles.server = replace(
        server, flows=server.flows | {GRADEBOOK_FLOW}, registers=REGISTERS
    )
    yield made
    await made.tasks.aclose()
    assert made.errors == []
    made.form.deleteLater()


def _type(login: Login, password: str = "пчёлы") -> None:
    login.form.by_gradebook.click()
    login.form.gradebook.login.setText("artem.k")
    login.form.gradebook.password.setText(password)
    login.form.gradebook.enter.click()


def _tries(login: Login) -> list[tuple[object, ...]]:
    return [call for call in login.profiles.calls if call[0] == "sign_in_gradebook"]


async def test_it_is_offered_only_where_the_school_takes_such_passwords(
    login: Login, theme: Theme
) -> None:
    await login.find()
    assert login.form.by_gradebook.isVisible()
    assert not login.form.gradebook.isVisible()
    plain = Login(theme)
    plain.profiles.server = replace(
        plain.profiles.server, flows=frozenset({GRADEBOOK_FLOW, "m.login.password"})
    )
    await plain.find()
    assert not plain.form.by_gradebook.isVisible(), "the service names no register"
    await plain.tasks.aclose()


async def test_name_and_password_go_out_and_the_password_does_not_stay(login: Login) -> None:
    await login.find()
    _type(login)
    assert not login.form.password.isVisible()
    await until(lambda: login.done)
    assert _tries(login) == [("sign_in_gradebook", "sgo", "artem.k", "пчёлы", None, False)]
    assert login.form.gradebook.password.text() == ""


async def test_what_the_school_says_is_shown_and_the_name_stays(login: Login) -> None:
    await login.find()
    words = "Вас нет в списках школы. Если это ошибка, обратитесь к администратору школы."
    login.profiles.error = Forbidden(status=403, errcode="not_in_roster", user_text=UserText(words))
    _type(login)
    await until(login.form.gradebook.note.isVisible)
    assert login.form.gradebook.note.text() == words
    assert login.form.gradebook.login.text() == "artem.k"
    login.profiles.error = RateLimited(retry_after=600)
    login.form.gradebook.enter.click()
    await until(lambda: "10 минут" in login.form.gradebook.note.text())


async def test_an_account_of_several_profiles_asks_which(login: Login) -> None:
    await login.find()
    login.profiles.choices = CHOICES
    _type(login)
    entry = login.form.gradebook
    await until(lambda: entry.profiles.count() == 2)
    buttons = [button for button in entry.findChildren(QPushButton) if "Ли Вера" in button.text()]
    assert [one.text() for one in buttons] == ["Ли Вера · учитель", "Ли Вера · родитель"]
    assert not login.done
    buttons[1].click()
    await until(lambda: login.done)
    assert _tries(login)[-1] == ("sign_in_gradebook", "sgo", "artem.k", "пчёлы", "p2", False)


async def test_typing_again_forgets_the_choice(login: Login) -> None:
    await login.find()
    login.profiles.choices = CHOICES
    _type(login)
    await until(lambda: login.form.gradebook.profiles.count() == 2)
    login.form.gradebook.login.setText("other")
    assert login.form.gradebook.profiles.count() == 0
    assert login.form.gradebook.enter.isVisible()


async def test_card_and_register_take_turns(login: Login) -> None:
    server = login.profiles.server
    login.profiles.server = replace(server, flows=server.flows | {"app.parta.card"})
    await login.find()
    login.form.by_card.click()
    login.form.by_gradebook.click()
    assert login.form.gradebook.isVisible()
    assert not login.form.card.isVisible()
    login.form.by_card.click()
    assert login.form.card.isVisible()
    assert not login.form.gradebook.isVisible()
    login.form.by_card.click()
    assert login.form.password.isVisible()


async def test_several_providers_are_buttons_with_names_and_signs(login: Login) -> None:
    login.profiles.server = replace(
        login.profiles.server,
        providers=(("oidc-esia", "Госуслуги"), ("oidc-region", "Министерство образования")),
        brands=(("oidc-esia", "gosuslugi"), ("oidc-region", "app.parta.authority")),
    )
    await login.find()
    buttons = {
        button.text(): button
        for button in login.form.findChildren(QPushButton)
        if button.accessibleName().startswith("Продолжить через")
    }
    assert list(buttons) == ["Госуслуги", "Министерство образования"]
    assert all(not button.icon().isNull() for button in buttons.values())
    buttons["Министерство образования"].click()
    await until(lambda: login.done)
    assert ("sign_in_sso", "oidc-region", False) in login.profiles.calls
