"""Signing in by a printed card: typed, pasted, shown as a picture, handed over as a link."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.cards import CARD_FLOW, CardLink, grouped, parse_card
from app.domain.errors import Forbidden, UserText
from app.ui.desktop.links import parse_link
from app.ui.theme import Theme
from tests.helpers.settle import until
from tests.ui.shell.test_login import Login

CODE = "7K3M-9QWE-RT2Y"
LINK = f"parta://card?address=school14.example&code={CODE}"


@pytest.fixture
async def login(theme: Theme) -> AsyncIterator[Login]:
    made = Login(theme)
    server = made.profiles.server
    made.profiles.server = replace(server, flows=server.flows | {CARD_FLOW})
    yield made
    await made.tasks.aclose()
    assert made.errors == []
    made.form.deleteLater()


async def test_the_card_is_offered_only_where_the_school_prints_cards(
    login: Login, theme: Theme
) -> None:
    await login.find()
    assert login.form.by_card.isVisible()
    plain = Login(theme)
    await plain.find()
    assert not plain.form.by_card.isVisible()
    await plain.tasks.aclose()


async def test_the_code_is_typed_in_groups_and_goes_out_with_enter(login: Login) -> None:
    await login.find()
    login.form.by_card.click()
    assert not login.form.password.isVisible()
    QTest.keyClicks(login.form.card.code, "7k3m9qwert2y")
    assert login.form.card.code.text() == CODE
    QTest.keyClick(login.form.card.code, Qt.Key.Key_Return)
    await until(lambda: login.done)
    assert ("sign_in_card", CODE, False) in login.profiles.calls


async def test_a_short_code_is_not_sent(login: Login) -> None:
    await login.find()
    login.form.by_card.click()
    QTest.keyClicks(login.form.card.code, "7k3m")
    login.form.card.enter.click()
    assert "двенадцать знаков" in login.form.card.note.text()
    assert not any(call[0] == "sign_in_card" for call in login.profiles.calls)


async def test_a_refused_card_says_what_to_do_and_stays_typed(login: Login) -> None:
    await login.find()
    login.profiles.error = Forbidden(status=403, user_text=UserText("Карточка уже использована."))
    login.form.by_card.click()
    login.form.card.code.setText(CODE)
    login.form.card.enter.click()
    await until(login.form.card.note.isVisible)
    assert login.form.card.note.text() == "Карточка уже использована."
    assert login.form.card.code.text() == CODE
    assert login.form.offers.isEnabled()


async def test_a_picture_of_the_card_signs_in(login: Login, tmp_path: Path) -> None:
    await login.find()
    login.form.by_card.click()
    segno.make(LINK).save(str(tmp_path / "card.png"), scale=6)
    login.form.card.read_picture(tmp_path / "card.png")
    await until(lambda: login.done)
    assert ("sign_in_card", CODE, False) in login.profiles.calls


async def test_another_qr_code_or_none_is_said_so(login: Login, tmp_path: Path) -> None:
    await login.find()
    login.form.by_card.click()
    segno.make("https://example.org").save(str(tmp_path / "other.png"), scale=6)
    login.form.card.read_picture(tmp_path / "other.png")
    await until(login.form.card.note.isVisible)
    assert "не с карточки" in login.form.card.note.text()


async def test_a_link_opens_the_form_with_the_code_in_it(login: Login) -> None:
    assert parse_link(LINK) == CardLink("school14.example", CODE)
    login.form.start("school14.example", card=CODE)
    await until(login.form.card.isVisible)
    assert login.form.card.code.text() == CODE
    assert not any(call[0] == "sign_in_card" for call in login.profiles.calls)


async def test_who_forgot_the_password_is_told_whom_to_ask(login: Login) -> None:
    await login.find()
    login.form.forgotten.click()
    assert "классного руководителя" in login.form.trouble.text()


@pytest.mark.parametrize(
    "text", ["", "parta://card", "parta://card?code=", "parta://join?code=1", "https://x/?code=1"]
)
def test_other_texts_are_no_cards(text: str) -> None:
    assert parse_card(text) is None


def test_grouping_leaves_out_what_is_no_sign() -> None:
    assert grouped(" 7k3m-9qwe rt2y!!ZZ") == CODE
