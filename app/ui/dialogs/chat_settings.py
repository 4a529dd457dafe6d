"""«Настройки чата»: name, description, picture, who may do what, the background for everybody."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import AppError
from app.domain.room_settings import MAX_NAME, MAX_TOPIC, RoomSettings
from app.domain.rooms import RoomSummary
from app.services.facade.session import Session
from app.ui.dialogs.conduct import ConductBox
from app.ui.dialogs.rights import RightsList
from app.ui.dialogs.swatches import Swatches
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.picture_files import choose_picture
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import Switch, label, push_button, say
from app.ui.theme import FontRole, Theme

_AVATAR = 64


async def show_chat_settings(
    parent: QWidget, theme: Theme, session: Session, images: ImageLoader, summary: RoomSummary
) -> None:
    """Show the settings of a chat until they are saved or left."""
    await opened(ChatSettingsSheet(parent, theme, images, session=session, summary=summary))


class ChatSettingsSheet(TaskSheet):
    """Loads what is set, shows what may be changed, writes what was; errors are said here."""

    loaded = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        images: ImageLoader,
        *,
        session: Session,
        summary: RoomSummary,
    ) -> None:
        super().__init__(parent, theme, tr("Настройки чата"), width=560)
        self._session, self._summary, self._images = session, summary, images
        self._stored: RoomSettings | None = None
        self._picture: Path | None = None
        self.avatar = QLabel()
        self.choose = push_button(tr("Сменить фото"), look="link")
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        self.name.setPlaceholderText(tr("Название"))
        self.name.setAccessibleName(tr("Название чата"))
        self.topic = QPlainTextEdit()
        self.topic.setPlaceholderText(tr("Описание"))
        self.topic.setAccessibleName(tr("Описание чата"))
        self.topic.setTabChangesFocus(True)
        self.topic.setFixedHeight(theme.px(60))
        self.look = Swatches(theme)
        self.rights = RightsList(theme)
        self.conduct = ConductBox(theme)
        self.history = Switch(theme, tr("Новички видят, что написано до них"))
        self.state = label(theme, tr("Загружаю…"), FontRole.BODY, tone="text3", wrap=True)
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        self._lay_out()
        self.add_action(tr("Отмена"))
        self.main = self.add_action(tr("Сохранить"), look="primary", slot=self._on_save)
        self.main.setEnabled(False)
        self.choose.clicked.connect(self._on_choose)
        self._show_avatar()
        self.tasks.start(self._load())

    def settings(self) -> RoomSettings:
        """Return what stands in the fields."""
        before = self._stored or RoomSettings()
        return replace(
            before,
            name=" ".join(self.name.text().split()) or before.name,
            topic=self.topic.toPlainText().strip()[:MAX_TOPIC],
            look=self.look.chosen,
            rights=self.rights.rights(),
            conduct=self.conduct.conduct() if before.can_edit_conduct else before.conduct,
            open_history=self.history.isChecked(),
        )

    def show_settings(self, settings: RoomSettings) -> None:
        """Fill the fields; what I may not change is shown and closed."""
        self._stored = settings
        self.name.setText(settings.name or self._summary.name)
        self.topic.setPlainText(settings.topic)
        self.look.choose(settings.look)
        self.rights.show_rights(settings.rights, settings.changeable, most=settings.most)
        self.history.setChecked(settings.open_history)
        self.history.setEnabled(settings.can_edit_history)
        self.name.setEnabled(settings.can_edit_info)
        self.topic.setEnabled(settings.can_edit_info)
        self.choose.setVisible(settings.can_edit_info)
        self.look.setEnabled(settings.can_edit_look)
        self.conduct.show_conduct(settings.conduct)
        # Only a school's server holds people to it.
        ruled = settings.can_edit_conduct and self._session.school.me.value is not None
        self._conduct_title.setVisible(ruled)
        self.conduct.setVisible(ruled)
        may = settings.can_edit_info or settings.can_edit_look or bool(settings.changeable) or ruled
        may = may or settings.can_edit_history
        self.state.setText("" if may else tr("Менять настройки могут администраторы чата."))
        self.state.setVisible(not may)
        self._fields.show()
        self.main.setEnabled(may)
        self.loaded.emit()

    def choose_picture(self, path: Path) -> None:
        """Take a picture file for the chat; it goes out with the rest."""
        self._picture = path
        self.choose.setText(path.name)

    # -------------------------------------------------------------------------------- parts

    def _lay_out(self) -> None:
        theme = self._theme
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        face = QVBoxLayout()
        face.setSpacing(theme.px(4))
        face.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        face.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        face.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(theme.px(8))
        words.addWidget(self.name)
        words.addWidget(self.topic)
        top = QHBoxLayout()
        top.setSpacing(theme.px(16))
        top.addLayout(face)
        top.addLayout(words, 1)
        column.addLayout(top)
        column.addWidget(label(theme, tr("Права участников"), FontRole.BODY_STRONG))
        column.addWidget(self.rights)
        self._conduct_title = label(theme, tr("Правила переписки"), FontRole.BODY_STRONG)
        column.addWidget(self._conduct_title)
        column.addWidget(self.conduct)
        self._add_seen(column)
        column.addWidget(label(theme, tr("Оформление чата для всех"), FontRole.BODY_STRONG))
        column.addWidget(self.look)
        self._fields.hide()
        self.body.addWidget(self.state)
        self.body.addWidget(self._fields)
        self.body.addWidget(self.note)

    def _add_seen(self, column: QVBoxLayout) -> None:
        """Who sees the chat: never anybody but its members; since when is a matter of choice."""
        theme = self._theme
        column.addWidget(label(theme, tr("Кто видит чат"), FontRole.BODY_STRONG))
        if self._session.school.me.value is not None:
            words = tr(
                "Только участники: школьных чатов нет ни в поиске, ни в каталогах. Ссылку видит "
                "тот, кто её создал, и ведущие чата; войдут по ней те, кого вправе пригласить."
            )
            column.addWidget(label(theme, words, FontRole.CAPTION, tone="text2", wrap=True))
        row = QHBoxLayout()
        words = tr("Новички видят, что написано до них")
        row.addWidget(label(theme, words, FontRole.BODY, wrap=True), 1)
        row.addWidget(self.history)
        column.addLayout(row)

    def _show_avatar(self) -> None:
        room = self._summary
        self.avatar.setPixmap(
            self._images.avatar(
                room.name,
                room.room_id,
                self._theme.px(_AVATAR),
                self.devicePixelRatioF(),
                room.avatar,
            )
        )

    async def _load(self) -> None:
        try:
            self.show_settings(await self._session.chat_settings.load(self._summary.room_id))
        except AppError as error:
            self.state.setText(user_text(error.user_text))

    def _on_save(self) -> None:
        if self._stored is not None and self.main.isEnabled():
            self.main.setEnabled(False)
            self.note.hide()
            self.tasks.start(self._save(self._stored))

    async def _save(self, before: RoomSettings) -> None:
        settings, room_id = self._session.chat_settings, self._summary.room_id
        try:
            if self._picture is not None:
                await settings.set_picture(room_id, self._picture)
                self._picture = None
            await settings.save(room_id, before, self.settings())
        except AppError as error:
            say(self.note, user_text(error.user_text))
            self.main.setEnabled(True)
            return
        self.accept()

    def _on_choose(self) -> None:
        choose_picture(self, tr("Фото чата"), self.choose_picture)
