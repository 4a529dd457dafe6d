"""Making a channel: its name, what it is about, for whom."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.channels import ROLES, Channel, NewChannel
from app.services.facade.school.channels import Channels
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import in_font
from app.ui.school.picker import Picker
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet


class NewChannelSheet(WorkSheet):
    """`made` is the channel, once the school has made it."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        channels: Channels,
        *,
        schools: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(parent, theme, tr("Новый канал"))
        self._channels = channels
        self.made: Channel | None = None
        self.name = self.field(tr("Название"))
        self.about = self.field(tr("О чём канал"), most=500)
        self.subject = self.field(tr("Предмет, если канал о нём"))
        self.school = Picker(tr("Школа"))
        self.school.offer(list(schools), schools[0][0])
        self.school.setVisible(len(schools) > 1)
        self.body.addWidget(self.school, 0, Qt.AlignmentFlag.AlignLeft)
        self.words(tr("Кто сможет подписаться. Если не отметить никого, все в школе."))
        self.roles: dict[str, QCheckBox] = {}
        for role, words in role_choices():
            box = self.roles[role] = QCheckBox(words)
            in_font(theme, box)
            self.body.addWidget(box)
        self.words(tr("Писать будете вы и те, кого вы назначите; остальные читают и отвечают "
                      "реакциями."), role=FontRole.CAPTION)  # fmt: skip
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.make_it = self.add_action(tr("Создать"), look="primary", slot=self._on_create)
        self.buttons = [self.make_it]
        self.name.textChanged.connect(lambda _: self.refresh())
        self.refresh()

    def open(self) -> None:
        """Qt: begin with the name."""
        super().open()
        self.name.setFocus()

    def refresh(self) -> None:
        """A channel needs a name."""
        self.make_it.setEnabled(bool(self.name.text().strip()))

    def channel(self) -> NewChannel:
        """Return what is written."""
        return NewChannel(
            str(self.school.chosen),
            self.name.text().strip(),
            self.about.text().strip(),
            self.subject.text().strip(),
            tuple(role for role in ROLES if role in self.roles and self.roles[role].isChecked()),
        )

    def _on_create(self) -> None:
        self.work(self._make(self.channel()))

    async def _make(self, channel: NewChannel) -> None:
        self.made = await self._channels.make(channel)


def role_choices() -> tuple[tuple[str, str], ...]:
    """Return for whom a channel may be, with words."""
    return (
        ("pupil", tr("Ученики")),
        ("parent", tr("Родители")),
        ("teacher", tr("Учителя")),
        ("staff", tr("Сотрудники")),
    )
