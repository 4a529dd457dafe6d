"""Below the messages: the composer, or why one cannot write, or what to do with chosen ones."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.rooms import RoomDetails, RoomKind, RoomState, RoomSummary
from app.ui.conversation.overlay import ChoiceBar
from app.ui.conversation.states import Foot
from app.ui.qt.i18n import tr
from app.ui.theme import Theme


class Bottom(QWidget):
    """Shows one of three things."""

    room_requested = Signal(str)

    def __init__(self, theme: Theme, composer: QWidget) -> None:
        super().__init__()
        self._composer = composer
        self.foot = Foot(theme)
        self.choices = ChoiceBar(theme)
        self._next_room = ""
        self._choosing = False
        self._writable = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (composer, self.foot, self.choices):
            column.addWidget(widget)
        self.foot.acted.connect(lambda: self.room_requested.emit(self._next_room))
        self._refresh()

    def show_for(self, summary: RoomSummary, details: RoomDetails) -> None:
        """Choose by what may be done in the chat."""
        why, action = _refusal(summary, details)
        self._next_room = summary.replaced_by or ""
        self._writable = not why
        if why:
            self.foot.say(why, action=action)
        self._refresh()

    def choose(self, choosing: bool) -> None:
        """Multi-select begins or ends."""
        self._choosing = choosing
        self._refresh()

    def _refresh(self) -> None:
        self.choices.setVisible(self._choosing)
        self.foot.setVisible(not self._choosing and not self._writable)
        self._composer.setVisible(not self._choosing and self._writable)


def _refusal(summary: RoomSummary, details: RoomDetails) -> tuple[str, str]:
    if summary.replaced_by is not None:
        return tr("Этот чат перенесён. Переписка продолжается в новом."), tr("Перейти")
    if summary.state is RoomState.LEFT:
        return tr("Вы больше не участник этого чата."), ""
    if details.encrypted or summary.encrypted:
        return tr("Чат зашифрован: эта версия Парты не может в него писать."), ""
    if not details.powers.can_send and summary.kind is RoomKind.CHANNEL:
        return tr("Это канал: пишут его авторы, остальные читают и ставят реакции."), ""
    if not details.powers.can_send:
        return tr("В этот чат пишут только те, кому это разрешено."), ""
    return "", ""
