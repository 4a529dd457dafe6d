"""Where to forward: chats of this profile only, several at a time."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.ids import RoomId
from app.domain.rooms import RoomState, RoomSummary
from app.services.facade import Session
from app.ui.dialogs.picking import PickSheet
from app.ui.dialogs.rows import chat_row
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme

MOST = 20
"""Chats at a time: more is a mailing."""
_FOUND = 50


async def ask_forward(
    parent: QWidget, theme: Theme, session: Session, images: ImageLoader, count: int
) -> tuple[RoomId, ...] | None:
    """Ask which chats `count` messages go to; None when none."""
    sheet = ForwardSheet(parent, theme, images, session=session, count=count)
    accepted = await opened(sheet) == QDialog.DialogCode.Accepted
    return tuple(sheet.chosen) if accepted and sheet.chosen else None


class ForwardSheet(PickSheet):
    """Enter or a click ticks a chat, Ctrl+Enter sends."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        images: ImageLoader,
        *,
        session: Session,
        count: int,
    ) -> None:
        self.chosen: dict[RoomId, None] = {}
        self._session = session
        title = (
            tr("Переслать сообщение")
            if count == 1
            else trn("Переслать %n [сообщение|сообщения|сообщений]", count)
        )
        super().__init__(parent, theme, images, title=title, hint=tr("Найти чат"))
        self.add_action(tr("Отмена"))
        self.send = self.add_action(tr("Переслать"), look="primary", slot=self._on_send)
        self._refresh()

    def look_up(self, query: str) -> None:
        """Show the chosen chats first, then what fits."""
        if query:
            found = self._session.search.chats(query, limit=_FOUND)
        else:
            found = tuple(self._session.rooms.observe(None))
        rows = [room for room in found if _takes_messages(room)]
        if not query:
            rows.sort(key=lambda room: room.room_id not in self.chosen)
        self.rows.show_rows(
            [chat_row(room, checked=room.room_id in self.chosen) for room in rows],
            nothing=tr("Такого чата нет") if query else tr("Пересылать пока некуда"),
        )

    def picked(self, key: str) -> None:
        """Tick or untick a chat."""
        room_id = RoomId(key)
        if room_id in self.chosen:
            del self.chosen[room_id]
        elif len(self.chosen) < MOST:
            self.chosen[room_id] = None
        rows = [
            chat_row(room, checked=room.room_id in self.chosen)
            for row in self.rows.rows
            if (room := self._session.rooms.get(RoomId(row.key))) is not None
        ]
        self.rows.show_rows(rows, nothing="")
        self._refresh()

    def entered(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Enter sends, Enter ticks."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_send()
        else:
            super().entered(event)

    def _refresh(self) -> None:
        count = len(self.chosen)
        self.send.setEnabled(count > 0)
        self.send.setText(tr("Переслать") if count < 2 else trn("Переслать в %n чат(а/ов)", count))

    def _on_send(self) -> None:
        if self.chosen:
            self.accept()


def _takes_messages(room: RoomSummary) -> bool:
    return room.state is RoomState.JOINED and room.replaced_by is None
