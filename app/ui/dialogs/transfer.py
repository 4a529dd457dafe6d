"""«Перенести переписку»: a chat of Telegram or Sferum from its export file, seen before written."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.ids import UserId
from app.domain.rooms import RoomSummary
from app.domain.transfer import ForeignAuthor, ForeignChat, ForeignPicture
from app.services.facade.session import Session
from app.services.foreign_pictures import bring_pictures, there_are
from app.ui.dialogs.rows import Row, RowsView
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import Switch, label, push_button, say
from app.ui.theme import FontRole, Theme
from app.ui.when import moment_words


async def show_transfer(
    parent: QWidget, theme: Theme, session: Session, images: ImageLoader, *, summary: RoomSummary
) -> None:
    """Bring a foreign chat into one of ours, until it is done or given up."""
    await opened(TransferSheet(parent, theme, images, session=session, summary=summary))


class TransferSheet(TaskSheet):
    """A file, what it holds, whom to invite; only then anything is written."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        images: ImageLoader,
        *,
        session: Session,
        summary: RoomSummary,
    ) -> None:
        super().__init__(parent, theme, tr("Перенести переписку"), width=500)
        self._session, self._room = session, summary
        self._export: Path | None = None
        self._chosen: set[UserId] = set()
        self.chat: ForeignChat | None = None
        how = tr(
            "Выгрузите чат в Telegram («Экспорт истории чата», формат JSON) или в Сферуме и "
            "выберите файл. Сообщения придут в «{chat}» сводкой по дням от вашего имени. Картинки "
            "переносятся, если лежат рядом с файлом выгрузки; другие файлы — нет.",
            chat=summary.name,
        )
        self.how = label(theme, how, FontRole.BODY, tone="text2", wrap=True)
        self.title = label(theme, "", FontRole.BODY_STRONG, wrap=True)
        self.note = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.pictures = Switch(theme, tr("Перенести и картинки"), checked=True)
        self.picture_words = label(theme, "", FontRole.BODY, wrap=True)
        self.picture_row = QWidget()
        line = QHBoxLayout(self.picture_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.picture_words, 1)
        line.addWidget(self.pictures)
        self.authors = RowsView(theme, images, tr("Кто писал в том чате"))
        self.file = push_button(tr("Выбрать файл…"), look="plain")
        for part in (self.how, self.title, self.note):
            self.body.addWidget(part)
        self.body.addWidget(self.authors, 1)
        self.body.addWidget(self.picture_row)
        self.body.addWidget(self.file, 0, Qt.AlignmentFlag.AlignLeft)
        self.leave = self.add_action(tr("Отмена"))
        self.main = self.add_action(tr("Перенести"), look="primary", slot=self._on_bring)
        for hidden in (self.title, self.note, self.authors, self.picture_row, self.main):
            hidden.hide()
        self.file.clicked.connect(self._on_file)
        self.authors.picked.connect(self._on_author)

    def read(self, export: Path) -> None:
        """Look into an export file."""
        self.tasks.cancel()
        self.tasks.start(self._look(export))

    async def _look(self, export: Path) -> None:
        say(self.note, tr("Читаю выгрузку…"))
        self.chat, self._export = None, export
        self._chosen.clear()
        for hidden in (self.title, self.authors, self.picture_row, self.main):
            hidden.hide()
        try:
            chat = await self._session.school.transfer.look(self._room.room_id, export)
        except AppError as error:
            say(self.note, user_text(error.user_text))
            return
        self._show(chat, await there_are(export, chat.pictures))

    def _show(self, chat: ForeignChat, pictures: int) -> None:
        self.chat = chat
        self.how.hide()
        name = f"{chat.source} · {chat.name}" if chat.name else chat.source
        self.title.setText(name)
        self.title.show()
        words = trn("%n [сообщение|сообщения|сообщений]", chat.messages)
        if chat.left_out:
            left = tr("более ранние не поместятся: {count}", count=chat.left_out)
            words = f"{words}, {left}"
        if any(one.may_invite for one in chat.authors):
            words = "\n".join((words, tr("Отметьте, кого пригласить в чат.")))
        if chat.pictures and not pictures:
            missing = tr(
                "Картинок рядом с файлом нет. Если это архив, распакуйте его и выберите "
                "result.json."
            )
            words = "\n".join((words, missing))
        count = trn("%n [картинка|картинки|картинок]", pictures)
        self.picture_words.setText(tr("Перенести и картинки: {count}", count=count))
        self.picture_row.setVisible(bool(pictures))
        say(self.note, words)
        self._show_authors()
        self.authors.setMinimumHeight(self._theme.px(52) * max(2, min(len(chat.authors), 5)))
        self.authors.show()
        self.file.setText(tr("Выбрать другой файл…"))
        self.main.show()
        self.main.setEnabled(True)

    def _show_authors(self) -> None:
        rows = [self._row(one) for one in (self.chat.authors if self.chat else ())]
        self.authors.show_rows(rows, nothing=tr("Авторов в выгрузке нет"))

    def _row(self, author: ForeignAuthor) -> Row:
        wrote = trn("%n [сообщение|сообщения|сообщений]", author.messages)
        checked = author.user_id in self._chosen if author.may_invite else None
        side = tr("в чате") if author.inside else ""
        face = author.user_id or author.name
        return Row(author.name, author.name, wrote, face=face, side=side, checked=checked)

    def _on_author(self, key: str) -> None:
        chat = self.chat
        found = next((one for one in chat.authors if one.name == key), None) if chat else None
        if found is not None and found.may_invite and found.user_id is not None:
            self._chosen ^= {found.user_id}
            self._show_authors()

    def _on_bring(self) -> None:
        if self._export is not None and self.main.isEnabled():
            for part in (self.main, self.file, self.pictures):
                part.setEnabled(False)
            self.tasks.start(self._bring(self._export))

    async def _bring(self, export: Path) -> None:
        say(self.note, tr("Переношу…"))
        try:
            brought = await self._session.school.transfer.bring(self._room.room_id, export)
            left_out = await self._bring_pictures(export, brought)
        except AppError as error:
            say(self.note, user_text(error.user_text))
            for part in (self.main, self.file, self.pictures):
                part.setEnabled(True)
            return
        refused = await self._invite(brought)
        words = tr("Готово. Переписка — в чате «{chat}».", chat=self._room.name)
        if refused:
            names = ", ".join(refused)
            words = "\n".join((words, tr("Пригласить не удалось: {names}.", names=names)))
        if left_out:
            count = trn("%n [картинка|картинки|картинок]", left_out)
            missing = tr("Не перенесено: {count} (нет рядом или слишком большие).", count=count)
            words = "\n".join((words, missing))
        say(self.note, words)
        for hidden in (self.authors, self.file, self.main, self.picture_row):
            hidden.hide()
        self.leave.setText(tr("Закрыть"))

    async def _bring_pictures(self, export: Path, chat: ForeignChat) -> int:
        """Queue the pictures, if they are wanted; gives how many could not be."""
        if self.picture_row.isHidden() or not self.pictures.isChecked():
            return 0

        def told(done: int, of: int) -> None:
            say(self.note, tr("Картинки: {n} из {all}", n=done, all=of))

        return await bring_pictures(
            self._session.composer,
            self._session,
            self._room.room_id,
            export,
            chat.pictures,
            caption=_caption,
            told=told,
        )

    async def _invite(self, chat: ForeignChat) -> list[str]:
        """Invite who was ticked; gives the names of those who could not be."""
        refused = []
        for one in chat.authors:
            if one.user_id in self._chosen and one.may_invite and one.user_id is not None:
                try:
                    await self._session.rooms.invite(self._room.room_id, one.user_id)
                except AppError:
                    refused.append(one.name)
        return refused

    def _on_file(self) -> None:
        dialog = QFileDialog(self.window(), tr("Выгрузка чата"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(f"{tr('Выгрузки чатов')} (*.json *.zip)")
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()


def _caption(picture: ForeignPicture) -> str:
    """Return «13 марта 2025, 08:00 · Папа Пети»."""
    return " · ".join(part for part in (moment_words(picture.at), picture.author) if part)
