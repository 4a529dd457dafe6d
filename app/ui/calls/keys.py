"""The keys of a call window; letters work in both layouts of a Russian keyboard."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.qt.dialogs import sheet_is_open

CYRILLIC = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", strict=True))


def both_layouts(key: str) -> list[QKeySequence]:
    """Return a single letter's key in both layouts; other keys as they are."""
    sequences = [QKeySequence(key)]
    if key in CYRILLIC:
        sequences.append(QKeySequence(CYRILLIC[key]))
    return sequences


def bind_key(window: QWidget, key: str, act: Callable[[], object]) -> QShortcut:
    """Do something on a key, unless a sheet lies over the window."""
    shortcut = QShortcut(window)
    shortcut.setKeys(both_layouts(key))
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(lambda: None if sheet_is_open(window) else act())
    return shortcut
