"""«Каналы школы»: what there is to read, subscribing, and what administrators do with channels."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.domain.channels import Channel
from app.domain.errors import AppError
from app.domain.ids import RoomId
from app.domain.order import alike
from app.domain.people import Role, role_of
from app.services.facade.session import Session
from app.ui.channels.new_channel import NewChannelSheet
from app.ui.channels.writers_sheet import WritersSheet
from app.ui.delegates.search_row import role_words
from app.ui.dialogs.new_chat import ask_people
from app.ui.dialogs.picking import PickSheet
from app.ui.dialogs.rows import Row
from app.ui.qt.dialogs import confirm, opened, toast
from app.ui.qt.flow import FlowLayout
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import divider, label, push_button
from app.ui.theme import FontRole, Theme


async def show_channels(
    parent: QWidget, theme: Theme, session: Session, images: ImageLoader
) -> RoomId | None:
    """Show the catalogue until it is closed; the channel that is to be opened then."""
    sheet = CatalogueSheet(parent, theme, images, session=session)
    await opened(sheet)
    return sheet.room_id


class CatalogueSheet(PickSheet):
    """Channels by subject; the chosen one below with what can be done about it."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, images: ImageLoader, *, session: Session
    ) -> None:
        hint = tr("Название или предмет")
        super().__init__(parent, theme, images, title=tr("Каналы школы"), hint=hint)
        self._session, self._images = session, images
        self._channels_of = session.school.channels
        self.room_id: RoomId | None = None
        self.channels: tuple[Channel, ...] = ()
        self.chosen: Channel | None = None
        self.name = label(theme, "", FontRole.BODY_STRONG, wrap=True)
        self.about = label(theme, "", FontRole.PREVIEW, tone="text2", wrap=True)
        self.read = push_button(tr("Подписаться"), look="primary")
        self.leave = push_button(tr("Отписаться"), look="plain")
        self.writers = push_button(tr("Назначить автора"), look="plain")
        self.who = push_button(tr("Кто пишет"), look="plain")
        self.remove = push_button(tr("Убрать из каталога"), look="link")
        self.detail = self._lay_out()
        self.body.addWidget(self.detail)
        self.detail.hide()
        self.again = self.add_action(tr("Повторить"), look="flat", slot=self._on_again)
        self.again.hide()
        me = session.school.me.value
        self._admin = me is not None and me.is_admin
        self._orgs = {one.org for one in me.grants if one.role == "admin"} if me else set()
        if self._admin and me is not None and me.orgs:
            self.add_action(tr("Создать канал"), look="plain", slot=self._on_new)
        self.add_action(tr("Закрыть"))
        self.read.clicked.connect(self._on_read)
        self.leave.clicked.connect(lambda: self._start(self._unsubscribe()))
        self.who.clicked.connect(lambda: self._start(self._show_writers()))
        self.writers.clicked.connect(lambda: self._start(self._add_writers()))
        self.remove.clicked.connect(lambda: self._start(self._remove()))
        self.rows.say(tr("Загружаю…"))

    def open(self) -> None:
        """Qt: ask for the catalogue."""
        super().open()
        self._start(self._load())

    def look_up(self, query: str) -> None:
        """Show the channels that fit."""
        if not self.channels:
            return
        words = alike(query).split()
        fitting = [
            one
            for one in self.channels
            if all(word in alike(f"{one.name} {one.subject} {one.about}") for word in words)
        ]
        rows: list[Row] = []
        subject = None
        for one in fitting:
            if one.subject != subject:
                subject = one.subject
                title = subject or tr("Для всех предметов")
                rows.append(Row(f"subject {subject}", title, heading=True))
            side = tr("читаю") if one.subscribed else ""
            rows.append(Row(one.room_id, one.name, one.about, face=one.room_id, side=side))
        self.rows.show_rows(rows, nothing=tr("Такого канала нет."))

    def picked(self, key: str) -> None:
        """Show a channel below."""
        found = next((one for one in self.channels if one.room_id == key), None)
        if found is not None:
            self._choose(found)

    def _choose(self, channel: Channel | None) -> None:
        self.chosen = channel
        self.detail.setVisible(channel is not None)
        if channel is None:
            return
        self.name.setText(channel.name)
        parts = [channel.about, tr("Для кого: {who}", who=who_words(channel.roles))]
        self.about.setText("\n".join(part for part in parts if part))
        self.read.setText(tr("Открыть") if channel.subscribed else tr("Подписаться"))
        self.leave.setVisible(channel.subscribed)
        mine = self._admin and (channel.org in self._orgs or not self._orgs)
        self.writers.setVisible(mine)
        self.who.setVisible(mine)
        self.remove.setVisible(mine)

    async def _load(self, keep: RoomId | None = None) -> None:
        self.again.hide()
        try:
            self.channels = await self._channels_of.catalogue()
        except AppError as error:
            if not self.channels:
                self.rows.say(user_text(error.user_text))
                self.again.show()
            else:
                toast(self, self._theme, user_text(error.user_text))
            return
        if self.channels:
            self.look_up(self.query)
        else:
            self.rows.say(tr("В школе пока нет каналов."))
        self._choose(next((one for one in self.channels if one.room_id == keep), None))

    def _on_again(self) -> None:
        self._start(self._load())

    def _on_read(self) -> None:
        channel = self.chosen
        if channel is None:
            return
        if channel.subscribed:
            self.room_id = channel.room_id
            self.accept()
        else:
            self._start(self._subscribe(channel))

    async def _subscribe(self, channel: Channel) -> None:
        await self._channels_of.subscribe(channel)
        await self._load(channel.room_id)
        self.read.setFocus()

    async def _unsubscribe(self) -> None:
        channel = self.chosen
        if channel is not None:
            await self._channels_of.unsubscribe(channel)
            await self._load(channel.room_id)

    async def _show_writers(self) -> None:
        if self.chosen is not None:
            await opened(WritersSheet(self, self._theme, self._channels_of, self.chosen))

    async def _add_writers(self) -> None:
        channel = self.chosen
        if channel is None:
            return
        people = await ask_people(
            self, self._theme, self._session, self._images, title=tr("Кто пишет в канал")
        )
        for person in people or ():
            await self._channels_of.set_writer(channel, person.user_id, writes=True)
        if people:
            toast(self, self._theme, tr("Теперь они пишут в канал."))

    async def _remove(self) -> None:
        channel = self.chosen
        if channel is None or not await confirm(
            self,
            self._theme,
            tr("Убрать канал из каталога?"),
            tr("Подписаться больше нельзя. Кто его читает, видит всё, что написано."),
            action=tr("Убрать"),
            danger=True,
        ):
            return
        await self._channels_of.remove(channel)
        await self._load()

    def _on_new(self) -> None:
        self._start(self._make())

    async def _make(self) -> None:
        me = self._session.school.me.value
        if me is None:
            return
        sheet = NewChannelSheet(self, self._theme, self._channels_of, schools=me.orgs)
        if await opened(sheet) == QDialog.DialogCode.Accepted and sheet.made is not None:
            await self._load(sheet.made.room_id)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.start(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except AppError as error:
            toast(self, self._theme, user_text(error.user_text))

    def _lay_out(self) -> QWidget:
        theme = self._theme
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for part in (divider(), self.name, self.about):
            column.addWidget(part)
        deeds = QWidget()
        row = FlowLayout(deeds)
        row.setSpacing(theme.px(8))
        for button in (self.read, self.leave, self.who, self.writers):
            row.addWidget(button)
        column.addWidget(deeds)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        return detail


def who_words(roles: tuple[str, ...]) -> str:
    """Return for whom a channel is."""
    named = [role_words(role) for one in roles if (role := role_of(one)) is not Role.NONE]
    return ", ".join(named).lower() or tr("все в школе")
