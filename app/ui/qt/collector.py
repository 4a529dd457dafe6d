"""Python's cyclic collector, on the UI thread only.

Left alone it runs in whatever thread happens to allocate. In the thread of the database or of a
decoder it would destroy Qt objects that sit in cycles, and those die on their own thread or take
the program with them.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000
YOUNG = 2_000
"""Allocations since the last collection that make one worth while."""
OLD_AFTER = 60
"""Young collections between two of everything, which takes tens of milliseconds."""


class UiCollector(QObject):
    """Collects while it lives; `close()` gives the interpreter its own way back, in tests."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._young = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def settle(self) -> None:
        """Take what the start has made, which stays, out of every later collection."""
        gc.freeze()

    def close(self) -> None:
        """Stop; collections happen anywhere again."""
        self._timer.stop()
        gc.enable()

    def _on_time(self) -> None:
        if gc.get_count()[0] < YOUNG:
            return
        self._young += 1
        if self._young >= OLD_AFTER:
            self._young = 0
            gc.collect()
        else:
            gc.collect(1)
