"""A program of its own on a real display: Parta's window is blue, what lies behind it red.

    python -m tests.integration.media.snipping hide|keep

prints size and colour of what was cut out by a drag with the mouse, and whether the window is back.
"""

import asyncio
import sys

import qasync
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.profiles import ProfileKind
from app.ui.composer.snipping import SnipPane, snip
from app.ui.theme import Theme
from tests.helpers.settle import until


def _window(colour: str, title: str) -> QWidget:
    window = QWidget()
    window.setWindowTitle(title)
    window.setStyleSheet(f"background: {colour}")
    window.setWindowFlags(Qt.WindowType.FramelessWindowHint)
    window.setGeometry(0, 0, 800, 600)
    window.show()
    return window


async def _drag() -> None:
    def panes() -> list[SnipPane]:
        tops = QApplication.topLevelWidgets()
        return [one for one in tops if isinstance(one, SnipPane) and one.isVisible()]

    await until(panes)
    (pane,) = panes()
    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(pane, QPoint(200, 150))
    QTest.mouseMove(pane, QPoint(299, 199))
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=QPoint(299, 199))


async def main(way: str) -> None:
    """Show both windows, cut, say what came out."""
    behind = _window("red", "behind")
    parta = _window("blue", "fills the screen")  # the test's sway lets it
    assert QTest.qWaitForWindowExposed(behind)
    assert QTest.qWaitForWindowExposed(parta)
    dragging = asyncio.ensure_future(_drag())
    image = await snip(parta, Theme(ProfileKind.SCHOOL), hide=way == "hide")
    await dragging
    assert image is not None
    colours = {image.pixelColor(x, y).name() for x in (0, 199) for y in (0, 99)}
    print(image.width(), image.height(), *sorted(colours), parta.isVisible(), flush=True)


if __name__ == "__main__":
    app = QApplication(sys.argv)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(main(sys.argv[1]))
