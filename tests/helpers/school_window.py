"""A school profile on a window of 1100 × 800, as fixtures."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.tasks import TaskScope
from app.ui.theme import Theme
from tests.helpers.fakes.school import HEAD, VERA
from tests.helpers.fakes.session import FakeSession


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1100, 800)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def session(theme: Theme) -> FakeSession:
    """A school's profile, of somebody the school knows."""
    made = FakeSession()
    made.school.me.set(VERA)
    return made


@pytest.fixture
def head(session: FakeSession) -> FakeSession:
    """The same of an administrator."""
    session.school.me.set(HEAD)
    return session


@pytest.fixture
async def tasks() -> AsyncIterator[TaskScope]:
    errors: list[BaseException] = []
    scope = TaskScope(errors.append)
    yield scope
    await scope.aclose()
    assert errors == []


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds; the test's own timeout ends it otherwise."""
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - what is waited for is the screen, it has no event
            await asyncio.sleep(0)
