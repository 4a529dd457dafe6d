"""The school's sections over a fake school, on the day of the mockup."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget

from app.services.tasks import TaskScope
from app.ui.qt.dialogs import Sheet
from app.ui.school.admin_page import AdminPage, pages
from app.ui.school.diary_page import DiaryPage
from app.ui.style import dress
from app.ui.theme import Theme
from tests.helpers.fakes.diary import TODAY
from tests.helpers.fakes.school import HEAD, MOTHER, FakeSchool
from tests.helpers.settle import turns

View = TypeVar("View", bound=QWidget)


class SchoolScreen:
    """A page in a window of its own; `errors` collects what tasks ended with."""

    def __init__(self, theme: Theme, school: FakeSchool) -> None:
        self.theme, self.school = theme, school
        self.errors: list[BaseException] = []
        self.tasks = TaskScope(self.errors.append)
        self.windows: list[QWidget] = []

    def show(self, page: QWidget, size: tuple[int, int] = (1208, 800)) -> None:
        dress(page, self.theme)
        page.resize(*size)
        page.show()
        self.windows.append(page)

    async def diary(self, size: tuple[int, int] = (1208, 800)) -> DiaryPage:
        page = DiaryPage(self.theme, self.school.diary, self.tasks)
        page.today = lambda: TODAY
        self.show(page, size)
        page.came_up()
        await turns(30)
        return page

    async def admin(self) -> AdminPage:
        page = AdminPage(self.theme, self.school, self.tasks)
        self.show(page, (1368, 800))
        page.came_up()
        await turns(30)
        return page

    async def tab(self, title: str, kind: type[View]) -> View:
        """A place of «Школа» by its title."""
        page = await self.admin()
        page.nav.choose(next(place.key for place, _ in pages() if place.title == title))
        await turns(30)
        view = page.stack.currentWidget()
        assert isinstance(view, kind)
        return view

    def sheet(self, kind: type[View] = Sheet) -> View:
        """The sheet that lies over the window."""
        found = [
            one for window in self.windows for one in window.findChildren(kind) if one.isVisible()
        ]
        return found[-1]

    def accept(self) -> None:
        """Press the main button of the sheet."""
        self.sheet(Sheet).accept()


@pytest.fixture
async def screen_of(theme: Theme) -> AsyncIterator[Callable[..., SchoolScreen]]:
    made: list[SchoolScreen] = []

    def make(*, admin: bool = False, look: Theme | None = None) -> SchoolScreen:
        screen = SchoolScreen(look or theme, FakeSchool(HEAD if admin else MOTHER))
        made.append(screen)
        return screen

    yield make
    for screen in made:
        await screen.tasks.aclose()
        for window in screen.windows:
            window.hide()
            window.deleteLater()
        assert screen.errors == []
    await asyncio.sleep(0)
