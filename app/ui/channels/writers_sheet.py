"""«Кто пишет в канал»: its writers by name; one is taken out with a click."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.channels import Channel, ChannelWriter
from app.domain.errors import AppError
from app.services.facade.school.channels import Channels
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.widgets import label, push_button
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet


class WritersSheet(WorkSheet):
    """Whoever is taken out goes on reading."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, channels: Channels, channel: Channel
    ) -> None:
        super().__init__(parent, theme, tr("Кто пишет: {name}", name=channel.name))
        self._channels, self._channel = channels, channel
        self.shown: dict[str, QWidget] = {}
        self.state = self.words(tr("Загружаю…"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(4))
        self.body.addLayout(self._rows)
        self.body.addWidget(self.note)
        self.add_action(tr("Закрыть"))
        self.tasks.start(self._load())

    async def _load(self) -> None:
        try:
            found = await self._channels.writers(self._channel)
        except AppError as error:
            self.state.hide()
            self.say(user_text(error.user_text))
            return
        self.state.hide()
        for row in self.shown.values():
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.shown = {one.user_id: self._row(one, last=len(found) == 1) for one in found}
        for row in self.shown.values():
            self._rows.addWidget(row)

    def _row(self, one: ChannelWriter, *, last: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self._theme, one.name, FontRole.BODY, wrap=True), 1)
        out = push_button(tr("Больше не пишет"), look="link")
        out.setAccessibleName(tr("Больше не пишет: {name}", name=one.name))
        out.setVisible(not last)
        out.clicked.connect(partial(self._on_out, one))
        row.addWidget(out)
        return holder

    def _on_out(self, one: ChannelWriter, _: bool = False) -> None:
        self.work(self._take_out(one), close=False)

    async def _take_out(self, one: ChannelWriter) -> None:
        await self._channels.set_writer(self._channel, one.user_id, writes=False)
        await self._load()
