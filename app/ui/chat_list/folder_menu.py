"""What can be done to folders: the menu of a folder's chip, and «В папку» in a chat's menu."""

from collections.abc import Coroutine
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.folders import MOST_FOLDERS, Folder
from app.domain.ids import FolderId, RoomId
from app.domain.rooms import RoomSummary
from app.services.facade.session import Session
from app.ui.qt.dialogs import confirm
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader, Starter
from app.ui.theme import Theme


class FolderMenu:
    """Builds the menus and does what is picked."""

    def __init__(
        self, owner: QWidget, theme: Theme, session: Session, tasks: Starter, images: ImageLoader
    ) -> None:
        self._owner, self._theme, self._images = owner, theme, images
        self._session, self._folders, self._tasks = session, session.folders, tasks

    def build(self, folder_id: FolderId) -> QMenu | None:
        """Return the menu of a folder; it deletes itself when it closes. None: it is gone."""
        folders = self._folders.all.value
        place = next((n for n, one in enumerate(folders) if one.folder_id == folder_id), None)
        if place is None:
            return None
        folder = folders[place]
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(folder.name)
        self._add(menu, "edit_20_regular", tr("Изменить папку…"), partial(self._edit, folder))
        if place > 0:
            self._move(menu, "arrow_left_20_regular", tr("Левее"), folder, place - 1)
        if place < len(folders) - 1:
            self._move(menu, "arrow_forward_20_regular", tr("Правее"), folder, place + 1)
        menu.addSeparator()
        self._add(menu, "delete_20_regular", tr("Удалить папку…"), partial(self._remove, folder))
        return menu

    def add_to(self, menu: QMenu, summary: RoomSummary) -> None:
        """Add «В папку» to the menu of a chat."""
        folders, room_id = self._folders.all.value, summary.room_id
        sub = menu.addMenu(self._theme.qicon("folder_20_regular"), tr("В папку"))
        for folder in folders:
            inside = room_id in folder.rooms
            action = sub.addAction(folder.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(inside)
            put = partial(self._folders.put, room_id, folder.folder_id, inside=not inside)
            action.triggered.connect(partial(self._start, put))
        if len(folders) < MOST_FOLDERS:
            if folders:
                sub.addSeparator()
            new = partial(self.make, (room_id,))
            self._add(sub, "folder_add_20_regular", tr("Новая папка…"), new)

    async def make(self, rooms: tuple[RoomId, ...] = ()) -> None:
        """Ask for a new folder."""
        from app.ui.dialogs.folder import new_folder

        await self._edit(new_folder(rooms))

    async def _edit(self, folder: Folder) -> None:
        from app.ui.dialogs.folder import show_folder

        await show_folder(self._owner, self._theme, self._session, self._images, folder)

    async def _remove(self, folder: Folder) -> None:
        if await confirm(
            self._owner,
            self._theme,
            tr("Удалить папку?"),
            tr("Папки «{name}» не станет. Чаты из неё останутся в списке.", name=folder.name),
            action=tr("Удалить"),
            danger=True,
        ):
            await self._folders.remove(folder.folder_id)

    def _move(self, menu: QMenu, icon: str, text: str, folder: Folder, index: int) -> None:
        self._add(menu, icon, text, partial(self._folders.move, folder.folder_id, index))

    def _add(
        self, menu: QMenu, icon: str, text: str, act: "partial[Coroutine[Any, Any, None]]"
    ) -> None:
        menu.addAction(self._theme.qicon(icon), text).triggered.connect(partial(self._start, act))

    def _start(self, act: "partial[Coroutine[Any, Any, None]]", checked: bool = False) -> None:
        self._tasks.start(act())
