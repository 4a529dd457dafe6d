"""Below the messages: the composer, or why one cannot write, or what to do with chosen ones."""

from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.conduct import Hold, HoldKind, hold_of
from app.domain.rooms import RoomDetails, RoomKind, RoomState, RoomSummary
from app.services.facade.session import Session
from app.ui.conversation.overlay import ChoiceBar
from app.ui.conversation.states import Foot
from app.ui.qt.i18n import tr
from app.ui.theme import Theme
from app.ui.when import clock, moment_words


class Bottom(QWidget):
    """Shows one of three things."""

    room_requested = Signal(str)

    def __init__(self, theme: Theme, composer: QWidget, session: Session) -> None:
        super().__init__()
        self._composer, self._session = composer, session
        self._shown: tuple[RoomSummary, RoomDetails] | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._look)
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
        """Choose by what may be done in the chat, now and as the hours pass."""
        self._shown = summary, details
        self._next_room = summary.replaced_by or ""
        self._look()
        conduct = details.conduct
        if conduct.hours is not None or self._session.profile.value.user_id in conduct.muted:
            self._clock.start()
        else:
            self._clock.stop()

    def stop(self) -> None:
        """No chat is shown: no clock is watched."""
        self._clock.stop()
        self._shown = None

    def _look(self) -> None:
        if self._shown is None:
            return
        summary, details = self._shown
        why, action = _refusal(summary, details)
        why = why or self._hold(details)
        self._writable = not why
        if why:
            self.foot.say(why, action=action)
        self._refresh()

    def _hold(self, details: RoomDetails) -> str:
        profile, me = self._session.profile.value, self._session.school.me.value
        now = datetime.now(UTC).astimezone()
        staff = me is not None and me.is_staff
        hold = hold_of(details.conduct, profile.user_id, now, staff=staff)
        return hold_words(hold) if hold is not None else ""

    def choose(self, choosing: bool) -> None:
        """Multi-select begins or ends."""
        self._choosing = choosing
        self._refresh()

    def _refresh(self) -> None:
        self.choices.setVisible(self._choosing)
        self.foot.setVisible(not self._choosing and not self._writable)
        self._composer.setVisible(not self._choosing and self._writable)


def hold_words(hold: Hold) -> str:
    """Return why one cannot write until when; what was typed stays."""
    return _why(hold) + " " + tr("Набранное сохранится.")


def _why(hold: Hold) -> str:
    until = clock(hold.until)
    match hold.kind:
        case HoldKind.QUIET:
            return tr("Тихие часы: писать можно будет с {time}.", time=until)
        case HoldKind.STAFF_ONLY:
            return tr("Тихие часы: до {time} пишут только сотрудники школы.", time=until)
        case HoldKind.MUTED:
            when = moment_words(hold.until)
            return tr("Вам нельзя писать в этот чат до: {when}. Так решил ведущий.", when=when)


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
