"""«Объявления школы» for its staff: read, confirmed, posted, and who has confirmed (row F31)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.board import BoardNotice
from app.domain.errors import AppError
from app.services.facade.school.board import Board
from app.ui.dialogs.people import ListSheet
from app.ui.dialogs.rows import Row
from app.ui.qt.dialogs import confirm, opened, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import divider, label, push_button
from app.ui.school.asked_sheet import AskedSheet
from app.ui.school.file_link import Deal, Fetch, FileLink, open_file, save_file
from app.ui.school.words import addressee_words, due_words
from app.ui.theme import FontRole, Theme
from app.ui.when import full_time

_MOST = 30


async def show_board(parent: QWidget, theme: Theme, board: Board) -> None:
    """Show the board until it is closed."""
    await opened(BoardSheet(parent, theme, board))


class BoardSheet(AskedSheet):
    """Announcements one under the other; each says for whom it is."""

    def __init__(self, parent: QWidget | None, theme: Theme, board: Board) -> None:
        super().__init__(parent, theme, tr("Объявления школы"), width=620)
        self._board = board
        self.nothing = tr("Объявлений пока нет.")
        self.new = self.add_action(tr("Новое объявление"), look="primary", slot=self._on_new)

    async def fetch(self) -> Sequence[QWidget]:
        """Ask for the announcements; a line stands between two."""
        parts: list[QWidget] = []
        for one in (await self._board.notices())[:_MOST]:
            if parts:
                parts.append(divider())
            parts.append(self._item(one))
        return parts

    def _item(self, one: BoardNotice) -> QWidget:
        theme, notice, now = self._theme, one.notice, datetime.now(UTC)
        holder = QWidget()
        holder.setAccessibleName(notice.title)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        parts = (notice.author, full_time(notice.posted_at, now), addressee_words(one))
        by = " · ".join(part for part in parts if part)
        column.addWidget(label(theme, notice.title, FontRole.BODY_STRONG, wrap=True))
        column.addWidget(label(theme, by, FontRole.CAPTION, tone="text2", wrap=True))
        text = label(theme, notice.text, FontRole.BODY, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        for file in notice.attachments:
            link = FileLink(theme, file.name)
            fetch = partial(self._board.save_file, notice.id, file.id)
            link.opened.connect(partial(self._on_file, open_file, file.name, fetch))
            link.saved.connect(partial(self._on_file, save_file, file.name, fetch))
            column.addWidget(link)
        if notice.due is not None:
            words = due_words(notice.due)
            column.addWidget(label(theme, words, FontRole.CAPTION, tone="accText", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        if one.for_me and notice.read_at is None:
            button = push_button(tr("Ознакомлен(а)"), look="primary")
            button.setAccessibleName(tr("Ознакомлен(а): {title}", title=notice.title))
            button.clicked.connect(partial(self._on_confirm, button, notice.id))
            row.addWidget(button)
        elif notice.read_at is not None:
            when = tr("Вы ознакомились {moment}", moment=full_time(notice.read_at, now))
            row.addWidget(label(theme, when, FontRole.CAPTION, tone="accText"))
        if one.mine:
            who = push_button(tr("Кто ознакомился"), look="link")
            who.setAccessibleName(tr("Кто ознакомился: {title}", title=notice.title))
            who.clicked.connect(partial(self._on_readers, notice.id))
            row.addWidget(who)
            away = push_button(tr("Убрать"), look="link")
            away.setAccessibleName(tr("Убрать объявление: {title}", title=notice.title))
            away.clicked.connect(partial(self._on_withdraw, notice.id))
            row.addWidget(away)
        row.addStretch(1)
        if row.count() > 1:
            column.addLayout(row)
        return holder

    def _on_confirm(self, button: QWidget, notice: str, _: bool = False) -> None:
        button.setEnabled(False)
        self.tasks.start(self._confirm(button, notice))

    async def _confirm(self, button: QWidget, notice: str) -> None:
        try:
            await self._board.confirm(notice)
        except AppError as error:
            button.setEnabled(True)
            toast(self, self._theme, user_text(error.user_text))
            return
        await self.load()

    def _on_withdraw(self, notice: str, _: bool = False) -> None:
        self.tasks.start(self._withdraw(notice))

    async def _withdraw(self, notice: str) -> None:
        title = tr("Убрать объявление?")
        text = tr("Его больше никто не увидит, а отметки «Ознакомлен(а)» пропадут.")
        sure = await confirm(self, self._theme, title, text, action=tr("Убрать"), danger=True)
        if not sure:
            return
        try:
            await self._board.withdraw(notice)
        except AppError as error:
            toast(self, self._theme, user_text(error.user_text))
            return
        await self.load()

    def _on_file(self, deal: Deal, name: str, fetch: Fetch) -> None:
        self.tasks.start(deal(self, self._theme, name, fetch))

    def _on_readers(self, notice: str, _: bool = False) -> None:
        self.tasks.start(show_readers(self, self._theme, self._board, notice))

    def _on_new(self) -> None:
        self.tasks.start(self._new())

    async def _new(self) -> None:
        from app.ui.school.new_notice import ask_notice

        if await ask_notice(self, self._theme, self._board):
            toast(self, self._theme, tr("Объявление опубликовано"))
            await self.load()


async def show_readers(parent: QWidget, theme: Theme, board: Board, notice: str) -> None:
    """Show who has confirmed an announcement and who has not."""

    async def load() -> list[Row]:
        everybody = await board.readers(notice)
        now = datetime.now(UTC)
        done = [one for one in everybody if one.read_at is not None]
        waiting = [one for one in everybody if one.read_at is None]
        rows = []
        for heading, people in ((tr("Ещё не ознакомились"), waiting), (tr("Ознакомились"), done)):
            if people:
                side = tr("{some} из {all}", some=len(people), all=len(everybody))
                rows.append(Row(heading, heading, side=side, heading=True))
            for number, one in enumerate(people):
                when = full_time(one.read_at, now) if one.read_at else ""
                rows.append(Row(f"{heading}{number}", one.name, face=one.name, side=when))
        return rows

    sheet = ListSheet(parent, theme, ImageLoader(theme), title=tr("Кто ознакомился"), load=load)
    sheet.nothing = tr("Это объявление никому не адресовано")
    await opened(sheet)
