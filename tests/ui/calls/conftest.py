"""Call windows over fakes, shown offscreen and closed with the test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.domain.profiles import ProfileKind
from app.ui.calls.window import CallWindow
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.calls import FakeCall, FakeCalls
from tests.helpers.fakes.session import FakeSession

Open = Callable[..., CallWindow]


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Open]:
    """Open the window of a call; `size` in points, `scale` of the text."""
    opened: list[CallWindow] = []

    def begin(
        call: FakeCall,
        *,
        size: tuple[int, int] = (1280, 760),
        scale: float = 1.0,
        dark: bool = False,
    ) -> CallWindow:
        theme = Theme(ProfileKind.SCHOOL, dark=dark, scale=scale)
        session = FakeSession()
        session.calls = FakeCalls()
        window = CallWindow(session, session.calls, call, theme, ImageLoader(theme))
        window.resize(*size)
        window.show()
        window.activateWindow()  # shortcuts are those of the active window
        QApplication.processEvents()
        opened.append(window)
        return window

    yield begin
    for window in opened:
        window.finish()


def press(widget: QWidget, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(widget, key, modifier)


def fails(text: str) -> AppError:
    """An error with a sentence of its own."""
    from app.domain.errors import UserText

    return AppError(user_text=UserText(text))
