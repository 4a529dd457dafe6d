"""«Ссылка на чат»: the address and its QR code, what newcomers see, printing, revoking."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.errors import AppError
from app.domain.invite_links import InviteLink
from app.domain.rooms import RoomKind, RoomSummary
from app.services.facade.school.links import Links
from app.ui.dialogs.qr_picture import QrPicture
from app.ui.qt.dialogs import confirm, opened, toast
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.saving import ask_where_to_save
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import IconButton, Switch, label, push_button, say
from app.ui.theme import FontRole, Theme

WHOLE = frozenset({RoomKind.CLASS, RoomKind.SUBJECT, RoomKind.STAFF})
"""Chats of the school's lists in which newcomers read everything: nobody may close that there."""


async def show_chat_link(parent: QWidget, theme: Theme, links: Links, summary: RoomSummary) -> None:
    """Show the link of a chat until it is closed."""
    await opened(ChatLinkSheet(parent, theme, links=links, summary=summary))


class ChatLinkSheet(TaskSheet):
    """One link a chat: made here, copied, printed, revoked; the server decides who gets in."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, *, links: Links, summary: RoomSummary
    ) -> None:
        super().__init__(parent, theme, tr("Ссылка на чат"), width=400)
        self._links, self._room = links, summary
        self.link: InviteLink | None = None
        self.state = label(theme, tr("Загружаю…"), FontRole.BODY, tone="text2", wrap=True)
        self.qr = QrPicture(theme)
        self.caption = label(theme, summary.name, FontRole.BODY_STRONG, wrap=True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.used = label(theme, "", FontRole.CAPTION, tone="text3", wrap=True)
        self.used.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.address = QLineEdit()
        self.address.setReadOnly(True)
        self.address.setAccessibleName(tr("Адрес ссылки"))
        self.copy = IconButton(theme, "copy_20_regular", tr("Скопировать"))
        self.history = Switch(theme, tr("Показать последние 250 сообщений"))
        self.make = push_button(tr("Создать ссылку"), look="primary")
        self.print = push_button(tr("Лист для печати"))
        self.revoke = push_button(tr("Аннулировать ссылку"), look="danger")
        self.note = label(theme, "", FontRole.CAPTION, tone="text2", wrap=True)
        self._lay_out()
        self.copy.clicked.connect(self._on_copy)
        self.make.clicked.connect(lambda: self.tasks.start(self._make()))
        self.print.clicked.connect(lambda: self.tasks.start(self._print()))
        self.revoke.clicked.connect(lambda: self.tasks.start(self._revoke()))
        self._show(None, ready=False)
        self.tasks.start(self._load())

    def _lay_out(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        line = QHBoxLayout()
        line.addWidget(self.address, 1)
        line.addWidget(self.copy)
        history = QHBoxLayout()
        words = tr("Показать последние 250 сообщений")
        history.addWidget(label(self._theme, words, FontRole.BODY, wrap=True), 1)
        history.addWidget(self.history)
        self._history = QWidget()
        history.setContentsMargins(0, 0, 0, 0)
        self._history.setLayout(history)
        self._line = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        self._line.setLayout(line)
        self.body.addWidget(self.state)
        self.body.addWidget(self.qr, 0, centre)
        for part in (
            *(self.caption, self.used, self._line, self._history),
            *(self.make, self.print, self.note, self.revoke),
        ):
            self.body.addWidget(part)

    def _show(self, link: InviteLink | None, *, ready: bool = True) -> None:
        self.link = link
        known = link is not None and bool(link.url)
        self.qr.show_text(link.url if link else "")
        self.qr.setVisible(known)
        self._line.setVisible(known)
        self.print.setVisible(known)
        self.address.setText(link.url if link else "")
        self.address.setCursorPosition(0)
        self.used.setVisible(link is not None)
        whole = self._room.kind in WHOLE
        self._history.setVisible(ready and link is None and not whole)
        self.make.setVisible(ready and not known)
        self.revoke.setVisible(link is not None)
        self.state.setVisible(not known)
        if link is not None:
            came = trn("Вошёл по ней %n [человек|человека|человек]", link.uses)
            seen = tr("новички видят последние 250 сообщений")
            self.used.setText(f"{came} · {seen}" if link.history and not whole else came)
        if ready and link is None:
            text = tr("Ссылки пока нет. По ней войдут только те, кого вы вправе пригласить.")
            reads = tr("Новички прочтут и всё, что написано в этом чате раньше.")
            self.state.setText(f"{text}\n{reads}" if whole else text)
        elif ready and not known:
            self.state.setText(
                tr(
                    "Ссылка есть, но её адрес виден только на компьютере, где её создали. "
                    "Новая ссылка заменит её."
                )
            )
        lasts = tr("Чтобы приглашение стало недействительным, аннулируйте ссылку.")
        say(self.note, lasts if known else "")

    async def _load(self) -> None:
        try:
            found = await self._links.of_room(self._room.room_id)
        except AppError as error:
            self.state.setText(user_text(error.user_text))
            return
        self._show(found[0] if found else None)

    async def _make(self) -> None:
        self.make.setEnabled(False)
        try:
            if self.link is not None:
                await self._links.revoke(self._room.room_id, self.link.id)
            made = await self._links.make(self._room.room_id, history=self.history.isChecked())
            self._show(made)
        except AppError as error:
            self._say(error)
        finally:
            self.make.setEnabled(True)

    async def _revoke(self) -> None:
        link = self.link
        if link is None or not await confirm(
            self,
            self._theme,
            tr("Аннулировать ссылку?"),
            tr("Никто больше не войдёт по ней: ни по адресу, ни по напечатанному QR-коду."),
            action=tr("Аннулировать"),
            danger=True,
        ):
            return
        try:
            await self._links.revoke(self._room.room_id, link.id)
            self._show(None)
        except AppError as error:
            self._say(error)

    async def _print(self) -> None:
        link = self.link
        if link is None:
            return
        target = await ask_where_to_save(self, "parta-link.pdf")
        if target is not None:
            try:
                await self._links.save_sheet(link.url, target)
            except AppError as error:
                self._say(error)

    def _say(self, error: AppError) -> None:
        say(self.note, user_text(error.user_text))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        toast(self, self._theme, tr("Адрес скопирован"))
