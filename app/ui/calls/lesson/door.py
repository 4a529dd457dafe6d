"""Before and after: on the way in, ringing, at a lesson's door, and why a call ended."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.calls import (
    CallInfo,
    CallKind,
    CallState,
    Connecting,
    Ended,
    EndReason,
    Live,
    Reconnecting,
    Ringing,
    Waiting,
)
from app.ui.calls.words import end_words
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import bind, label, push_button
from app.ui.theme import FontRole, Theme

_FACE = 96
_AGAIN = {EndReason.NO_ANSWER, EndReason.BUSY, EndReason.DECLINED, EndReason.LOST}


class DoorPage(QWidget):
    """A face or an icon, a title, a sentence, and what can be done."""

    leave_wanted = Signal()
    check_wanted = Signal()
    again_wanted = Signal()
    attendance_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, images: ImageLoader, info: CallInfo) -> None:
        super().__init__()
        self._theme, self._images, self._info = theme, images, info
        self.face = QLabel()
        self.face.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label(theme, "", FontRole.HEADING, wrap=True)
        self.text = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.check = push_button(tr("Проверить звук и камеру"))
        self.again = push_button(tr("Позвонить ещё раз"), look="primary")
        self.leave = push_button(tr("Выйти"))
        self.attendance = push_button(tr("Посещаемость"))
        self.close_button = push_button(tr("Закрыть"))
        for words in (self.title, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.again, self.check, self.leave, self.attendance, self.close_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.face)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch(3)
        self.leave.clicked.connect(self.leave_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.again.clicked.connect(self.again_wanted)
        self.attendance.clicked.connect(self.attendance_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind(theme, self, self._paint_face)

    def show_state(self, state: CallState, *, leads: bool = False) -> bool:
        """Show a state that has no stage; False for those that have one.

        `leads`: who led a lesson may look at its register when it is over.
        """
        lesson = self._info.kind is CallKind.LESSON
        match state:
            case Connecting():
                self._say(tr("Соединяем…"), "")
            case Ringing():
                self._say(self._info.title, tr("Звоним…"))
            case Waiting(why):
                self._say(tr("Вы у двери урока"), user_text(why))
            case Ended():
                title = tr("Урок закончился") if lesson else tr("Звонок закончился")
                self._say(title, end_words(state))
            case Live() | Reconnecting():
                return False
        over = isinstance(state, Ended)
        again = isinstance(state, Ended) and state.reason in _AGAIN
        self.again.setText(tr("Войти снова") if lesson else tr("Позвонить ещё раз"))
        self.again.setVisible(again)
        self.check.setVisible(isinstance(state, Waiting))
        self.leave.setVisible(isinstance(state, Waiting | Connecting))
        self.attendance.setVisible(over and leads)
        self.close_button.setVisible(over)
        return True

    def _say(self, title: str, text: str) -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{title}. {text}" if text else title)

    def _paint_face(self) -> None:
        info, theme = self._info, self._theme
        size = theme.soft(_FACE)
        dpr = self.devicePixelRatioF()
        if info.kind is CallKind.LESSON:
            color = theme.colors.accText
            self.face.setPixmap(theme.icon("hat_graduation_24_filled", color, size, dpr))
        else:
            self.face.setPixmap(self._images.avatar(info.title, info.room_id, size, dpr))
