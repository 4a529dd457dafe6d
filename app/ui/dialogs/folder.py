"""A folder of one's own: its name and its chats."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.clean import clean_name
from app.domain.errors import AppError
from app.domain.folders import LONGEST_NAME, MOST_CHATS, Folder
from app.domain.ids import FolderId, RoomId
from app.services.facade.session import Session
from app.ui.dialogs.picking import TickSheet
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import label, say
from app.ui.theme import FontRole, Theme


async def show_folder(
    parent: QWidget, theme: Theme, session: Session, images: ImageLoader, folder: Folder
) -> None:
    """Let the person change a folder, or make a new one of what is given."""
    await opened(FolderSheet(parent, theme, images, session=session, folder=folder))


def new_folder(rooms: Sequence[RoomId] = ()) -> Folder:
    """Return a folder that is not kept yet and has no name."""
    return Folder(FolderId(secrets.token_hex(8)), "", tuple(rooms))


class FolderSheet(TickSheet):
    """Enter or a click ticks a chat, Ctrl+Enter saves. Stays open when the server refuses."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        images: ImageLoader,
        *,
        session: Session,
        folder: Folder,
    ) -> None:
        self._folder = folder
        super().__init__(
            parent,
            theme,
            images,
            session=session,
            title=tr("Папка с чатами") if folder.name else tr("Новая папка"),
            nothing=tr("Чатов пока нет"),
            most=MOST_CHATS,
            chosen=folder.rooms,
        )
        self.name = QLineEdit(folder.name)
        self.name.setPlaceholderText(tr("Название папки"))
        self.name.setAccessibleName(tr("Название папки"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.textChanged.connect(lambda _: self.ticked())
        self.body.insertWidget(0, self.name)
        self.count = label(theme, "", FontRole.CAPTION, tone="text2")
        self.trouble = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.count)
        self.body.addWidget(self.trouble)
        self.add_action(tr("Отмена"))
        self.keep = self.add_action(tr("Сохранить"), look="primary", slot=self.confirm)
        self.ticked()

    def open(self) -> None:
        """Qt: a new folder begins with its name."""
        super().open()
        if not self._folder.name:
            self.name.setFocus()

    def ticked(self) -> None:
        """Say how many, and whether there is a name to keep them by."""
        self.keep.setEnabled(bool(clean_name(self.name.text())))
        self.count.setText(trn("В папке %n чат(а/ов)", len(self.chosen)))

    def confirm(self) -> None:
        """Keep it."""
        if self.keep.isEnabled():
            self.keep.setEnabled(False)
            self.tasks.start(self._save())

    async def _save(self) -> None:
        name = clean_name(self.name.text(), LONGEST_NAME)
        try:
            await self._session.folders.save(
                replace(self._folder, name=name, rooms=tuple(self.chosen))
            )
        except AppError as error:
            say(self.trouble, user_text(error.user_text))
            self.ticked()
            return
        self.accept()
