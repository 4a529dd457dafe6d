"""A file of the school in a line: its name opens it, the button beside it saves it."""

import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.programs import is_program
from app.services.zone_mark import mark_foreign
from app.ui.qt import saving
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.widgets import IconButton, push_button
from app.ui.theme import Theme

Fetch = Callable[[Path], Coroutine[Any, Any, None]]
"""Write the file to a place."""

Deal = Callable[[QWidget, Theme, str, Fetch], Coroutine[Any, Any, None]]
"""What is done with a file by its name: `open_file` or `save_file`."""

_opened: list[tempfile.TemporaryDirectory[str]] = []
"""Folders of files that were opened: they go with the program."""


class FileLink(QWidget):
    """`opened` by its name, `saved` by the button."""

    opened = Signal()
    saved = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.link = push_button(name.replace("&", "&&"), look="link", icon="document_20_regular")
        self.link.setAccessibleName(tr("Открыть файл {name}", name=name))
        self.link.clicked.connect(self.opened)
        said = tr("Сохранить файл {name}", name=name)
        self.save = IconButton(theme, "save_20_regular", said, size=28, icon_size=18)
        self.save.clicked.connect(self.saved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.link)
        row.addWidget(self.save)
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)


async def save_file(parent: QWidget, theme: Theme, name: str, fetch: Fetch) -> None:
    """Save a file where the person says."""
    target = await saving.ask_where_to_save(parent, name)
    if target is None:
        return
    try:
        await fetch(target)
        mark_foreign(target)
        toast(parent, theme, tr("Файл сохранён: {name}", name=target.name))
    except AppError as error:
        toast(parent, theme, user_text(error.user_text))


async def open_file(parent: QWidget, theme: Theme, name: str, fetch: Fetch) -> None:
    """Fetch a file into a folder of its own and let the system show it; programs after a yes."""
    if is_program(name) and not await confirm(
        parent,
        theme,
        tr("Открыть программу?"),
        tr(
            "«{name}» — программа. Открывайте её, только если доверяете отправителю.",
            name=name[:120],
        ),
        action=tr("Открыть"),
        danger=True,
        wary=True,
    ):
        return
    _opened.append(tempfile.TemporaryDirectory(prefix="parta-", ignore_cleanup_errors=True))
    target = Path(_opened[-1].name) / (Path(name).name or "file")
    try:
        await fetch(target)
    except AppError as error:
        toast(parent, theme, user_text(error.user_text))
        return
    mark_foreign(target)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
