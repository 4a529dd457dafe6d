"""The menu of the paper clip: files, a screenshot, a poll."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.domain.calls import Source
from app.services.facade.session import Session
from app.ui.qt.i18n import tr
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.composer.enclosures import Enclosures

SNIP_KEYS = "Ctrl+Shift+S"
_MEDIA = "*.jpg *.jpeg *.png *.gif *.webp *.bmp *.heic *.mp4 *.mov *.webm *.mkv *.avi"


def show_menu(enclosures: Enclosures, theme: Theme, over: QWidget, *, polls: bool) -> None:
    """Open the menu over the paper clip; it deletes itself when it closes."""
    menu = QMenu(enclosures.host)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    rows = [
        (tr("Фото или видео"), "image_24_regular", lambda: pick(enclosures, media=True)),
        (tr("Файл"), "document_24_regular", lambda: pick(enclosures, media=False)),
    ]
    if polls:
        rows.append((tr("Опрос"), "poll_24_regular", enclosures.ask_poll))
    for text, icon, slot in rows:
        menu.addAction(theme.qicon(icon, theme.colors.text2), text, slot)
    camera = theme.qicon("screenshot_20_regular", theme.colors.text2)
    snip = menu.addAction(camera, tr("Снимок экрана"), lambda: enclosures.snip(hide=True))
    snip.setShortcut(SNIP_KEYS)
    menu.addAction(camera, tr("Снимок вместе с Партой"), lambda: enclosures.snip(hide=False))
    at = over.mapToGlobal(QPoint(0, 0))
    menu.popup(at - QPoint(0, menu.sizeHint().height() + 4))


def pick(enclosures: Enclosures, *, media: bool) -> None:
    """Let the person choose files."""
    dialog = QFileDialog(enclosures.host.window(), tr("Что отправить"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if media:
        dialog.setNameFilter(f"{tr('Фото и видео')} ({_MEDIA})")
    dialog.filesSelected.connect(lambda names: enclosures.add_files([Path(name) for name in names]))
    dialog.open()


def is_showing_screen(session: Session) -> bool:
    """Whether this person shows a screen to others: what they see must not come and go then."""
    call = session.calls.current.value if session.calls is not None else None
    me = call.participants[0] if call is not None and len(call.participants) else None
    return me is not None and Source.SCREEN in me.publishing
