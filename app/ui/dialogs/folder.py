"""A folder of one's own: its name and its chats."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.clean import clean_name
from app.domain.errors import AppError
from app.domain.folders import LONGEST_NAME, MOST_CHATS, Folder
from app.domain.ids import FolderId, RoomId
from app.domain.rooms import RoomState, RoomSummary
from app.services.facade import Session
from app.ui.dialogs.picking import PickSheet
from app.ui.dialogs.rows import chat_row
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme

_FOUND = 50


async def show_folder(
    parent: QWidget, theme: Theme, session: Session, images: ImageLoader, folder: Folder
) -> None:
    """Let the person change a folder, or make a new one of what is given."""
    await opened(FolderSheet(parent, theme, images, session=session, folder=folder))


def new_folder(rooms: Sequence[RoomId] = ()) -> Folder:
    """Return a folder that is not kept yet and has no name."""
    return Folder(FolderId(secrets.token_hex(8)), "", tuple(rooms))


class FolderSheet(PickSheet):
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
        self._session, self._folder = session, folder
        self.chosen: dict[RoomId, None] = dict.fromkeys(folder.rooms)
        self._first = frozenset(folder.rooms)
        title = tr("Папка с чатами") if folder.name else tr("Новая папка")
        super().__init__(parent, theme, images, title=title, hint=tr("Найти чат"))
        self.name = QLineEdit(folder.name)
        self.name.setPlaceholderText(tr("Название папки"))
        self.name.setAccessibleName(tr("Название папки"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.textChanged.connect(lambda _: self._refresh())
        self.body.insertWidget(0, self.name)
        self.count = label(theme, "", FontRole.CAPTION, tone="text2")
        self.trouble = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.count)
        self.body.addWidget(self.trouble)
        self.add_action(tr("Отмена"))
        self.keep = self.add_action(tr("Сохранить"), look="primary", slot=self._on_save)
        self._refresh()

    def open(self) -> None:
        """Qt: a new folder begins with its name."""
        super().open()
        if not self._folder.name:
            self.name.setFocus()

    def look_up(self, query: str) -> None:
        """Show the chats that were in the folder first, then what fits."""
        if query:
            found = self._session.search.chats(query, limit=_FOUND)
        else:
            found = tuple(self._session.rooms.observe(None))
        rows = [room for room in found if _can_be_in(room)]
        if not query:
            rows.sort(key=lambda room: room.room_id not in self._first)
        self.rows.show_rows(
            [chat_row(room, checked=room.room_id in self.chosen) for room in rows],
            nothing=tr("Такого чата нет") if query else tr("Чатов пока нет"),
        )

    def picked(self, key: str) -> None:
        """Tick or untick a chat."""
        room_id = RoomId(key)
        if room_id in self.chosen:
            del self.chosen[room_id]
        elif len(self.chosen) < MOST_CHATS:
            self.chosen[room_id] = None
        ticked = [replace(row, checked=RoomId(row.key) in self.chosen) for row in self.rows.rows]
        self.rows.show_rows(ticked, nothing="")
        self._refresh()

    def entered(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Enter saves, Enter ticks."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_save()
        else:
            super().entered(event)

    def _refresh(self) -> None:
        self.keep.setEnabled(bool(clean_name(self.name.text())))
        self.count.setText(trn("В папке %n чат(а/ов)", len(self.chosen)))

    def _on_save(self) -> None:
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
            self.trouble.setText(user_text(error.user_text))
            self.trouble.show()
            self._refresh()
            return
        self.accept()


def _can_be_in(room: RoomSummary) -> bool:
    return room.state is RoomState.JOINED and room.replaced_by is None
