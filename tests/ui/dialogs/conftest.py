"""A window of 1100 × 800 for sheets to lie in."""

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/ui/dialogs/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not", extend=True))


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1100, 800)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def images(theme: Theme) -> ImageLoader:
    return ImageLoader(theme)


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds; the test's own timeout ends it otherwise."""
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - what is waited for is the screen, it has no event
            await asyncio.sleep(0)
