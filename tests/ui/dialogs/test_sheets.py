"""What every sheet does: the keyboard is inside it, and afterwards where it was."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.ui.qt.dialogs import Sheet, confirm
from app.ui.theme import Theme
from tests.ui.dialogs.conftest import until


async def test_after_a_question_one_goes_on_where_one_was(host: QWidget, theme: Theme) -> None:
    field = QLineEdit(host)
    field.show()
    host.activateWindow()
    await until(host.isActiveWindow)
    field.setFocus()
    asked = asyncio.ensure_future(confirm(host, theme, "Удалить?", "Совсем.", action="Удалить"))
    await until(lambda: host.findChild(Sheet))
    button = host.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "Удалить"
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert await asked
    assert field.hasFocus()


async def test_enter_does_not_start_a_program(host: QWidget, theme: Theme) -> None:
    host.activateWindow()
    await until(host.isActiveWindow)
    asked = asyncio.ensure_future(
        confirm(host, theme, "Открыть программу?", "…", action="Открыть", danger=True, wary=True)
    )
    await until(lambda: host.findChild(Sheet))
    button = host.focusWidget()
    assert isinstance(button, QPushButton)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert not await asked
