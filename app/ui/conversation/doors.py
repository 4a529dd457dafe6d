"""Ways out of a chat: the sheet of a person, the direct chat with one, the menu of the chat."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.domain.ids import RoomId, UserId
from app.domain.rooms import RoomSummary
from app.services.facade.session import Session
from app.services.tasks import TaskScope
from app.ui.conversation.actions import MessageActions
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme


class Doors:
    """Opened over the page `host`; `opened` hears of the chat that they lead into."""

    def __init__(
        self,
        host: QWidget,
        session: Session,
        theme: Theme,
        images: ImageLoader,
        *,
        tasks: TaskScope,
        actions: MessageActions,
        opened: Callable[[RoomId], object],
    ) -> None:
        self._host, self._session, self._theme = host, session, theme
        self._images, self._tasks, self._actions = images, tasks, actions
        self._opened = opened

    def person(self, user_id: str) -> None:
        """Show who somebody is."""
        from app.ui.panel.person_sheet import show_person

        self._actions.start(
            show_person(
                self._host,
                self._theme,
                self._images,
                session=self._session,
                timeline=self._actions.timeline,
                user_id=UserId(user_id),
                write=self.direct,
            )
        )

    def direct(self, user_id: str) -> None:
        """Open the direct chat with somebody."""
        self._actions.start(self._open_direct(UserId(user_id)))

    async def _open_direct(self, user_id: UserId) -> None:
        self._opened(await self._session.rooms.create_direct(user_id))

    def menu(self, summary: RoomSummary, at: QPoint) -> None:
        """Show what can be done to the chat."""
        from app.ui.chat_list.menu import ChatMenu

        menu = ChatMenu(
            self._host,
            self._theme,
            self._session,
            self._tasks,
            images=self._images,
            opened=self._opened,
        )
        menu.build(summary).popup(at)
