"""A screen reader beside the program of a test."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.ui.qt.reader import serve_readers


@pytest.fixture
def reading(qapp: QApplication) -> Iterator[None]:
    """One runs: Qt keeps what it would ask for."""
    serve_readers()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)
