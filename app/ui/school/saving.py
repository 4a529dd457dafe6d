"""Asking where a file of the school is to be saved."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr


async def ask_where_to_save(parent: QWidget, name: str) -> Path | None:
    """Return the place the person chose, None for none."""
    dialog = QFileDialog(parent.window(), tr("Сохранить как"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    if await opened(dialog) != QDialog.DialogCode.Accepted:
        return None
    chosen = dialog.selectedFiles()
    return Path(chosen[0]) if chosen else None
