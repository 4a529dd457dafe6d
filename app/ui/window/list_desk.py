"""What the list of chats asks for while its profile lives: menus, folders, chats, the search."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint

from app.domain.ids import EventId, FolderId, RoomId
from app.services.facade.session import Session
from app.ui.chat_list.menu import ChatMenu
from app.ui.qt.images import Starter

if TYPE_CHECKING:
    from app.ui.chat_list.search_panel import SearchPanel
    from app.ui.window.profile_page import ProfilePage


class ListDesk:
    """Hears the list of a page, and opens there what was chosen."""

    def __init__(self, page: "ProfilePage", session: Session, tasks: Starter) -> None:
        self._page, self._session, self._tasks = page, session, tasks
        self._results: SearchPanel | None = None
        self.menu = ChatMenu(
            page,
            page.theme,
            session,
            tasks,
            images=page.images,
            opened=lambda room_id: tasks.start(page.open(room_id)),
        )
        chats, folders = page.chats, self.menu.folders
        chats.room_menu.connect(self._on_room_menu)
        chats.invite_answered.connect(
            lambda room_id, accept: self.menu.answer_invite(RoomId(room_id), accept)
        )
        chats.new_chat.connect(lambda: tasks.start(self._ask_new_chat()))
        chats.catalogue_wanted.connect(lambda: tasks.start(self._show_channels()))
        chats.chips.folder_wanted.connect(lambda: tasks.start(folders.make()))
        chats.chips.folder_menu.connect(self._on_folder_menu)
        chats.search_typed.connect(self._on_search_typed)

    def _on_room_menu(self, room_id: str, at: QPoint) -> None:
        summary = self._session.rooms.get(RoomId(room_id))
        if summary is not None:
            self.menu.build(summary).popup(at)

    def _on_folder_menu(self, folder_id: str, at: QPoint) -> None:
        menu = self.menu.folders.build(FolderId(folder_id))
        if menu is not None:
            menu.popup(at)

    async def _ask_new_chat(self) -> None:
        from app.ui.dialogs.new_chat import ask_new_chat

        page = self._page
        await self._open(ask_new_chat(page, page.theme, self._session, page.images))

    async def _show_channels(self) -> None:
        from app.ui.channels.catalogue import show_channels

        page = self._page
        await self._open(show_channels(page, page.theme, self._session, page.images))

    async def _open(self, asking: Coroutine[Any, Any, RoomId | None]) -> None:
        room_id = await asking
        if room_id is not None:
            await self._page.open(room_id)

    def _on_search_typed(self, text: str) -> None:
        results = self._results or self._make_results()
        results.search(text)
        self._page.chats.show_results(results if text.strip() else None)

    def _make_results(self) -> "SearchPanel":
        from app.ui.chat_list.search_panel import SearchPanel

        page, chats = self._page, self._page.chats
        panel = SearchPanel(page.theme, page.images, self._session, self._tasks)
        panel.room_chosen.connect(self._on_found_room)
        panel.message_chosen.connect(
            lambda room, event: self._tasks.start(page.open(RoomId(room), EventId(event)))
        )
        panel.person_chosen.connect(page.open_direct)
        chats.show_instead(panel)
        chats.search.arrow.connect(panel.go)
        chats.search.entered.connect(panel.choose)
        self._results = panel
        return panel

    def _on_found_room(self, room_id: str) -> None:
        self._page.leave_search()
        self._tasks.start(self._page.open(RoomId(room_id)))
