"""A window that fills the screen and shows numbers as `marker.py` writes them, ten a second.

    python -m tests.helpers.marker_window

says "ready" when it is on the screen.
"""

import itertools
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.marker import BARS


class Marker(QWidget):
    """Sixteen bars."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = itertools.count()
        self._number = next(self._numbers)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._count)
        self._clock.start(100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the digits, the lowest on the left."""
        painter = QPainter(self)
        for bar in range(BARS):
            left, right = (self.width() * at // BARS for at in (bar, bar + 1))
            is_one = self._number >> bar & 1
            painter.fillRect(
                left, 0, right - left, self.height(), QColor("white" if is_one else "black")
            )
        painter.end()

    def _count(self) -> None:
        self._number = next(self._numbers)
        self.update()


if __name__ == "__main__":
    app = QApplication(sys.argv)
    marker = Marker()
    marker.showFullScreen()
    assert QTest.qWaitForWindowExposed(marker)
    print("ready", flush=True)
    app.exec()
