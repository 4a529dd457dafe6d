"""The buttons that start a call or a lesson, in the head of a chat."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.client_policy import Switches
from app.domain.rooms import RoomKind, RoomState, RoomSummary
from app.services.facade.calls import Calls
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import IconButton
from app.ui.theme import Theme

_LED = (RoomKind.CLASS, RoomKind.SUBJECT)


class CallButtons(QWidget):
    """In a class's chat its lesson, in others calls; nothing where the room or server has none."""

    call_clicked = Signal(bool)
    """With video?"""
    lesson_clicked = Signal()

    def __init__(self, theme: Theme, calls: Calls | None) -> None:
        super().__init__()
        self._calls = calls
        self._summary: RoomSummary | None = None
        self._may = True
        self._switches = Switches()
        self._cuts: list[Callable[[], None]] = []
        self.call = IconButton(theme, "call_24_regular", tr("Аудиозвонок"))
        self.video = IconButton(theme, "video_24_regular", tr("Видеозвонок"))
        self.lesson = IconButton(theme, "presenter_24_regular", tr("Начать урок"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self.lesson, self.call, self.video):
            row.addWidget(button)
        self.call.clicked.connect(lambda: self.call_clicked.emit(False))
        self.video.clicked.connect(lambda: self.call_clicked.emit(True))
        self.lesson.clicked.connect(self.lesson_clicked)
        self._refresh()

    def set_room(self, summary: RoomSummary) -> None:
        """Offer what can be started in a chat."""
        self._summary = summary
        if self._calls is not None and not self._cuts:
            self._cuts = [
                self._calls.offered.subscribe(lambda _: self._refresh()),
                self._calls.current.subscribe(lambda _: self._refresh()),
            ]
        self._refresh()

    def set_offered(self, switches: Switches) -> None:
        """What the school offers at all."""
        if switches != self._switches:
            self._switches = switches
            self._refresh()

    def set_allowed(self, may: bool) -> None:
        """Whether the room's power levels let this person into calls."""
        if may != self._may:
            self._may = may
            self._refresh()

    def stop(self) -> None:
        """Watch no more."""
        for cut in self._cuts:
            cut()
        self._cuts.clear()

    def _refresh(self) -> None:
        calls, summary = self._calls, self._summary
        lesson = shown = False
        if calls is not None and summary is not None and calls.offered.value and self._may:
            call = calls.current.value
            here = call is not None and call.info.room_id == summary.room_id
            if summary.state is RoomState.JOINED and not here:
                led = summary.kind in _LED
                lesson = led and self._switches.lessons
                shown = summary.kind is not RoomKind.CHANNEL and not led and self._switches.calls
                leads = lesson and calls.can_start_lesson(summary.room_id)
                self.lesson.set_name(tr("Начать урок") if leads else tr("Войти в урок"))
        self.lesson.setVisible(lesson)
        self.call.setVisible(shown)
        self.video.setVisible(shown)
        self.setVisible(lesson or shown)
