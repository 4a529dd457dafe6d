"""A person's hand and eye: types, clicks, waits for what should come, takes pictures."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

PATIENCE = 20.0
"""Seconds for anything to come; the servers may be busy."""


class Lost(Exception):
    """What should have come did not."""


class Hand:
    """Works on the windows of this process."""

    def __init__(self, window: QWidget, pictures: Path) -> None:
        self.window, self.pictures = window, pictures
        self.taken: list[Path] = []

    async def until(self, is_so: Callable[[], object], what: str) -> None:
        """Wait until it is so."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise Lost(f"did not come: {what}")
            await asyncio.sleep(0.02)

    async def settle(self, *, seconds: float | None = None) -> None:
        """Wait until the picture of the window stands still: animations and images have come."""
        same, before = 0, None
        end = time.monotonic() + (PATIENCE if seconds is None else seconds)
        while same < 8 and time.monotonic() < end:
            await asyncio.sleep(0.05)
            now = self.window.grab().toImage()
            same = same + 1 if now == before else 0
            before = now

    async def picture(self, name: str, *, seconds: float | None = None) -> None:
        """Take a picture of the whole window; of one that never stands still after `seconds`."""
        await self.settle(seconds=seconds)
        path = self.pictures / f"{name}.png"
        if not self._look().save(str(path)):
            raise Lost(f"no picture {name}")
        self.taken.append(path)

    def _look(self) -> QPixmap:
        """The window with the menus and pickers that stand over it."""
        seen = self.window.grab()
        painter = QPainter(seen)
        for over in QApplication.topLevelWidgets():
            if over.isVisible() and over.windowType() is Qt.WindowType.Popup:
                at = self.window.mapFromGlobal(over.mapToGlobal(QPoint(0, 0)))
                painter.drawPixmap(at, over.grab())
        painter.end()
        return seen

    async def type(self, field: QWidget, text: str) -> None:
        """Type into a field, key by key for Latin and as input for the rest."""
        field.setFocus()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:  # QTest knows the keys of a Latin keyboard only
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        await asyncio.sleep(0)

    async def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        on: QWidget | None = None,
    ) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(on or QApplication.focusWidget() or self.window, key, modifier)
        await asyncio.sleep(0)

    async def click(
        self,
        widget: QWidget,
        at: QPoint | None = None,
        *,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        """Click a widget in its middle, or at a point of it."""
        if not widget.isVisible():
            raise Lost(f"not to be seen: {widget.accessibleName() or widget.objectName()}")
        point = at or widget.rect().center()
        QTest.mouseClick(widget, button, Qt.KeyboardModifier.NoModifier, point)
        await asyncio.sleep(0)

    async def press(self, name: str, *, within: QWidget | None = None) -> None:
        """Click the visible button that says `name` (its text, or its accessible name)."""
        await self.until(lambda: self.button(name, within=within) is not None, f"button {name}")
        found = self.button(name, within=within)
        assert found is not None
        await self.click(found)

    def button(self, name: str, *, within: QWidget | None = None) -> QWidget | None:
        """Return the visible button that says `name`; a layout has given it its place."""
        root = within or self.window
        for kind in (QPushButton, QToolButton):
            for one in root.findChildren(kind):
                there = one.isVisible() and not one.rect().isEmpty()
                if there and name in (one.text(), one.accessibleName()):
                    return one
        return None
