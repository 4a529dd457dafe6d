"""What a paste or a drop brings besides text: files, or a picture."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


def files_in(given: QMimeData) -> list[Path]:
    """Return the files of this computer."""
    return [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]


def picture_in(given: QMimeData) -> QImage | None:
    """Return the picture, where there is one that can be read."""
    image = given.imageData() if given.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None
