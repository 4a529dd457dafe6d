"""Where to forward: chats of this profile only, several at a time."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.ids import RoomId
from app.services.facade.session import Session
from app.ui.dialogs.picking import TickSheet
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme

MOST = 20
"""Chats at a time: more is a mailing."""


async def ask_forward(
    parent: QWidget, theme: Theme, session: Session, images: ImageLoader, count: int
) -> tuple[RoomId, ...] | None:
    """Ask which chats `count` messages go to; None when none."""
    sheet = ForwardSheet(parent, theme, images, session=session, count=count)
    accepted = await opened(sheet) == QDialog.DialogCode.Accepted
    return tuple(sheet.chosen) if accepted and sheet.chosen else None


class ForwardSheet(TickSheet):
    """Enter or a click ticks a chat, Enter again or Ctrl+Enter sends."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        images: ImageLoader,
        *,
        session: Session,
        count: int,
    ) -> None:
        title = (
            tr("Переслать сообщение")
            if count == 1
            else trn("Переслать %n [сообщение|сообщения|сообщений]", count)
        )
        nothing = tr("Пересылать пока некуда")
        super().__init__(
            parent, theme, images, session=session, title=title, nothing=nothing, most=MOST
        )
        self.add_action(tr("Отмена"))
        self.send = self.add_action(tr("Переслать"), look="primary", slot=self.confirm)
        self.ticked()

    def ticked(self) -> None:
        """Say into how many."""
        count = len(self.chosen)
        self.send.setEnabled(count > 0)
        self.send.setText(tr("Переслать") if count < 2 else trn("Переслать в %n чат(а/ов)", count))

    def entered(self, event: QKeyEvent) -> None:
        """Qt: Enter on a chat that is ticked sends: the second press means it."""
        if self.rows.current is not None and self.rows.current.checked:
            self.confirm()
        else:
            super().entered(event)

    def confirm(self) -> None:
        """Send."""
        if self.chosen:
            self.accept()
