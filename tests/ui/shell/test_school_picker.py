"""Typing the name of a school: rows while typing, the keyboard, every state, and a choice."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.directory import ListedSchool, SchoolsPage
from app.domain.errors import NotFound, Offline
from app.domain.profiles import ProfileKind
from app.services.tasks import TaskScope
from app.ui.login.fields import Answer
from app.ui.login.form import LoginForm
from app.ui.theme import Theme
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.settle import until

LYCEUM = ListedSchool("МАОУ лицей № 14", "Самара", "school14.example")
OTHERS = tuple(ListedSchool(f"Лицей № 14{n}", "Самара", f"s14{n}.example") for n in range(3))


class Login:
    def __init__(self, theme: Theme) -> None:
        self.profiles = FakeProfiles([])
        self.profiles.finds_schools = True
        self.profiles.listed = (SchoolsPage((LYCEUM, *OTHERS[:2])), SchoolsPage())
        self.errors: list[BaseException] = []
        self.tasks = TaskScope(self.errors.append)
        self.form = LoginForm(self.profiles, theme, self.tasks, kind=ProfileKind.SCHOOL)
        self.form.resize(400, 700)
        self.form.show()

    def type(self, text: str) -> None:
        """Type and rest."""
        self.form.address.setText(text)
        self.form.address.textEdited.emit(text)
        self.form.entry.pause.timeout.emit()

    @property
    def names(self) -> list[str]:
        return [line.title for line in self.form.schools.list.rows()]

    def press(self, key: Qt.Key) -> None:
        focus = self.form.schools.list if self.form.schools.list.hasFocus() else self.form.address
        QTest.keyClick(focus, key)


@pytest.fixture
async def login(theme: Theme) -> AsyncIterator[Login]:
    made = Login(theme)
    yield made
    made.form.stop()
    await made.tasks.aclose()
    assert made.errors == []
    made.form.deleteLater()


async def test_a_school_is_found_by_name_and_chosen_by_keyboard(login: Login) -> None:
    form = login.form
    assert "Название школы" in form.caption.text()
    login.type("лицей 14")
    await until(lambda: login.names)
    assert login.names == [LYCEUM.name, *(one.name for one in OTHERS[:2])]
    assert ("find_schools", "лицей 14", None) in login.profiles.calls
    assert form.address.answer is Answer.NOTHING, "a name is no address"
    form.activateWindow()
    form.address.setFocus()
    login.press(Qt.Key.Key_Down)
    await until(form.schools.list.hasFocus)
    login.press(Qt.Key.Key_Return)
    await until(lambda: form.address.answer is Answer.FOUND)
    assert form.address.text() == LYCEUM.address
    assert not form.schools.isVisible()
    assert form.offers.isVisible()
    assert ("discover", LYCEUM.address) in login.profiles.calls


async def test_enter_takes_the_only_school_and_a_lone_word_may_be_an_address(login: Login) -> None:
    login.profiles.listed = (SchoolsPage((LYCEUM,)), SchoolsPage())
    login.type("лицей")
    await until(lambda: login.names)
    login.press(Qt.Key.Key_Return)
    await until(lambda: login.form.address.text() == LYCEUM.address)
    login.profiles.listed = (SchoolsPage(), SchoolsPage())
    login.type("school")
    await until(lambda: "нет" in login.form.schools.words.text())
    login.press(Qt.Key.Key_Return)
    await until(lambda: ("discover", "school") in login.profiles.calls)


async def test_more_schools_are_shown_on_demand(login: Login) -> None:
    first = SchoolsPage((LYCEUM,), {"https://one.example": 20})
    login.profiles.listed = (first, SchoolsPage(OTHERS[:1]))
    login.type("лицей")
    await until(lambda: login.form.schools.more.isVisible())
    login.form.schools.more.click()
    await until(lambda: len(login.names) == 2)
    assert login.profiles.calls[-1] == ("find_schools", "лицей", first.more)
    assert not login.form.schools.more.isVisible()


async def test_waiting_nothing_found_and_no_network_are_said(login: Login) -> None:
    picker = login.form.schools
    login.profiles.gate = asyncio.Event()
    login.type("лицей")
    await until(picker.isVisible)
    assert picker.words.text() == "Ищем школу…"
    login.profiles.listed = (SchoolsPage(), SchoolsPage())
    login.profiles.gate.set()
    await until(lambda: "Такой школы в списке нет" in picker.words.text())
    login.profiles.error = Offline()
    login.type("лицей 1")
    await until(lambda: picker.more.isVisible())
    assert picker.more.text() == "Повторить"
    login.profiles.error = None
    login.profiles.listed = (SchoolsPage((LYCEUM,)), SchoolsPage())
    picker.more.click()
    await until(lambda: login.names == [LYCEUM.name])
    assert not picker.words.isVisible()


async def test_a_chosen_school_that_does_not_answer_is_told_and_typing_goes_on(
    login: Login,
) -> None:
    login.type("лицей")
    await until(lambda: login.names)
    login.profiles.error = NotFound(status=404)
    login.form.schools.list.chosen.emit(login.form.schools.list.rows()[0])
    await until(lambda: login.form.address.answer is Answer.WRONG)
    login.profiles.error = None
    login.type("лицей 14")
    await until(lambda: login.names)


async def test_without_directories_a_name_is_asked_as_an_address(login: Login) -> None:
    login.profiles.finds_schools = False
    form = LoginForm(
        login.profiles, Theme(ProfileKind.SCHOOL), login.tasks, kind=ProfileKind.SCHOOL
    )
    form.address.setText("лицей")
    form.address.textEdited.emit("лицей")
    form.entry.pause.timeout.emit()
    await until(lambda: ("discover", "лицей") in login.profiles.calls)
    form.deleteLater()
