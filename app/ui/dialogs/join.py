"""Entering a school's chat by its link or QR code: what it opens is shown before one enters."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.errors import AppError
from app.domain.ids import RoomId
from app.domain.invite_links import token_of
from app.services.facade.school.links import Links
from app.ui.desktop.links import JoinLink, parse_link
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.picture_files import choose_picture, codes_in
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import label, push_button, say
from app.ui.theme import FontRole, Theme


async def ask_join(parent: QWidget, theme: Theme, links: Links, address: str = "") -> RoomId | None:
    """Show where a link leads and enter; None when they think better of it."""
    sheet = JoinSheet(parent, theme, links=links, address=address)
    await opened(sheet)
    return sheet.joined


class JoinSheet(TaskSheet):
    """An address, typed or read from a picture; the server says what it opens to me."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, *, links: Links, address: str = ""
    ) -> None:
        super().__init__(parent, theme, tr("Вступить в чат"), width=440)
        self._links = links
        self._url = ""
        self.joined: RoomId | None = None
        self.address = QLineEdit()
        self.address.setPlaceholderText(tr("Ссылка на чат"))
        self.address.setAccessibleName(tr("Ссылка на чат"))
        self.picture = push_button(tr("Прочитать QR-код с картинки"), look="link")
        self.room = label(theme, "", FontRole.TITLE, wrap=True)
        self.note = label(theme, "", FontRole.PREVIEW, tone="text2", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.picture)
        row.addStretch(1)
        self.body.addWidget(self.address)
        self.body.addLayout(row)
        self.body.addWidget(self.room)
        self.body.addWidget(self.note)
        self.room.hide()
        self.note.hide()
        self.add_action(tr("Отмена"))
        self.main = self.add_action(tr("Вступить"), look="primary", slot=self._on_join)
        self.main.setEnabled(False)
        self.address.textChanged.connect(self._on_typed)
        self.picture.clicked.connect(self._on_picture)
        if address:
            self.address.setText(address)

    def read_picture(self, path: Path) -> None:
        """Look for a link in a picture file."""
        self.tasks.start(self._read(path))

    def _on_typed(self, text: str) -> None:
        self.tasks.cancel()
        link = parse_link(text)
        self._url = link.address if isinstance(link, JoinLink) else text.strip()
        self.room.hide()
        self.main.setEnabled(False)
        if token_of(self._url):
            say(self.note, tr("Проверяю ссылку…"))
            self.tasks.start(self._look(self._url))
        else:
            say(self.note, tr("Это не похоже на ссылку школьного чата.") if text.strip() else "")

    async def _look(self, url: str) -> None:
        try:
            seen = await self._links.preview(url)
        except AppError as error:
            say(self.note, user_text(error.user_text))
            return
        self.room.setText(seen.room_name)
        self.room.setVisible(bool(seen.room_name))
        may = seen.may_join or seen.inside
        words = tr("Вы уже в этом чате.") if seen.inside else seen.school
        if seen.history and not seen.inside:
            shown = tr("Вы увидите последние 250 сообщений, написанных до вас.")
            words = f"{words}\n{shown}"
        say(self.note, words if may else seen.problem or tr("Эта ссылка не для вас."))
        self.main.setText(tr("Открыть чат") if seen.inside else tr("Вступить"))
        self.main.setEnabled(may)

    async def _read(self, path: Path) -> None:
        try:
            found = await codes_in(path)
        except AppError as error:
            say(self.note, user_text(error.user_text))
            return
        if found:
            self.address.setText(found[0])
        else:
            say(self.note, tr("На картинке не видно QR-кода. Сфотографируйте его ближе и ровнее."))

    def _on_join(self) -> None:
        if self.main.isEnabled():
            self.main.setEnabled(False)
            self.tasks.start(self._join(self._url))

    async def _join(self, url: str) -> None:
        try:
            self.joined = await self._links.join(url)
        except AppError as error:
            say(self.note, user_text(error.user_text))
            return
        self.accept()

    def _on_picture(self) -> None:
        choose_picture(self, tr("Картинка с QR-кодом"), self.read_picture)
