"""How loud a chat is: everything, mentions only, silent for a while or for good."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QWidget

from app.domain.rooms import MuteMode, RoomKind, RoomSummary
from app.ui.chat_list.menu import until_morning
from app.ui.qt.dialogs import Sheet, opened
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import in_font, label
from app.ui.theme import FontRole, Theme
from app.ui.when import full_time


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen; `until` None means for good."""

    mode: MuteMode
    until: datetime | None = None


async def ask_mute(parent: QWidget, theme: Theme, summary: RoomSummary) -> Choice | None:
    """Ask how loud a chat shall be; None when it stays as it is."""
    sheet = MuteSheet(parent, theme, summary, now=datetime.now(UTC))
    accepted = await opened(sheet) == QDialog.DialogCode.Accepted
    return sheet.choice() if accepted else None


class MuteSheet(Sheet):
    """One of five."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, summary: RoomSummary, *, now: datetime
    ) -> None:
        super().__init__(parent, theme, tr("Уведомления"), width=380)
        self.buttons = QButtonGroup(self)
        self._choices = [
            Choice(MuteMode.ALL),
            Choice(MuteMode.MENTIONS),
            Choice(MuteMode.NONE, now + timedelta(hours=1)),
            Choice(MuteMode.NONE, until_morning(now)),
            Choice(MuteMode.NONE),
        ]
        names = (
            tr("Обо всех сообщениях"),
            tr("Только когда упоминают меня"),
            tr("Отключить на час"),
            tr("Отключить до утра"),
            tr("Отключить навсегда"),
        )
        for number, (choice, name) in enumerate(zip(self._choices, names, strict=True)):
            button = QRadioButton(name)
            in_font(theme, button)
            self.buttons.addButton(button, number)
            button.setVisible(
                choice.mode is not MuteMode.MENTIONS or summary.kind is not RoomKind.DIRECT
            )
            self.body.addWidget(button)
        now_chosen = {MuteMode.ALL: 0, MuteMode.MENTIONS: 1, MuteMode.NONE: 4}[summary.mute]
        self.buttons.button(now_chosen).setChecked(True)
        if summary.muted_until is not None and summary.muted_until > now:
            when = full_time(summary.muted_until, now)
            text = tr("Сейчас отключены до {time}.", time=when)
            self.body.addWidget(label(theme, text, FontRole.CAPTION, tone="text3", wrap=True))
        self.add_action(tr("Отмена"))
        self.add_action(tr("Сохранить"), look="primary")

    def choice(self) -> Choice:
        """Return what is chosen."""
        return self._choices[self.buttons.checkedId()]

    def open(self) -> None:
        """Qt: begin with what is set now."""
        super().open()
        if (button := self.buttons.checkedButton()) is not None:
            button.setFocus()
