"""The widgets around the messages, loaded with the first chat that is opened."""

import importlib
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget


class Stub(QWidget):
    """Stands in for a part that is not built yet."""

    call_clicked = Signal()
    video_clicked = Signal()
    search_clicked = Signal()
    panel_toggled = Signal(bool)
    menu_requested = Signal(QPoint)
    back_clicked = Signal()
    jump_requested = Signal(str)
    list_requested = Signal()
    closed = Signal()
    direct_requested = Signal(str)
    edit_last_requested = Signal()
    query_changed = Signal(str)

    def __init__(self, *args: Any) -> None:
        super().__init__()

    def __getattr__(self, name: str) -> Any:
        """Swallow calls."""
        return lambda *args, **kwargs: None


def part(module: str, name: str) -> Any:
    """Return a class of a part, or its stand-in."""
    try:
        return getattr(importlib.import_module(f"app.ui.{module}"), name)
    except ModuleNotFoundError:
        return Stub
