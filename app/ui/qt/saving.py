"""Asking where a file is to be saved."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr

_last: list[str] = []
"""The folder that was chosen last, while the program runs."""


async def ask_where_to_save(parent: QWidget, name: str) -> Path | None:
    """Return the place the person chose, None for none; the downloads are offered first."""
    downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    folder = _last[-1] if _last else downloads
    dialog = QFileDialog(parent.window(), tr("Сохранить как"), folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    if await opened(dialog) != QDialog.DialogCode.Accepted or not dialog.selectedFiles():
        return None
    chosen = Path(dialog.selectedFiles()[0])
    _last[:] = [str(chosen.parent)]
    return chosen
