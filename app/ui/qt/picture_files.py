"""Picture files that a person points at: choosing one, and the QR codes in it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.qt.i18n import tr

_PICTURES = "*.jpg *.jpeg *.png *.webp *.bmp"


def choose_picture(parent: QWidget, title: str, chosen: Callable[[Path], object]) -> None:
    """Let the person choose a picture file; `chosen` is told of it."""
    dialog = QFileDialog(parent.window(), title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilter(f"{tr('Картинки')} ({_PICTURES})")
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()


async def codes_in(path: Path) -> tuple[str, ...]:
    """Return the texts of the QR codes in a picture, read off the UI thread.

    Raises:
        MediaError: it is no picture, or a broken one.
    """
    from app.media.qr import read_codes

    return await asyncio.get_running_loop().run_in_executor(None, read_codes, path)
