"""Fields of the sign-in form: an address that shows whether it was found, a password to look at."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import IconButton, bind, restyle
from app.ui.theme import FontRole, Theme


class Field(QLineEdit):
    """A tall text field with a name for the screen reader."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        bind(theme, self, self._fit)

    def set_wrong(self, wrong: bool) -> None:
        """Frame it in red, or not."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            restyle(self)

    def _fit(self) -> None:
        self.setFont(self._theme.font(FontRole.BODY))
        self.setFixedHeight(self._theme.px(42))


class Answer(Enum):
    """What is known of an address."""

    NOTHING = ""
    ASKING = "clock_16_regular"
    FOUND = "checkmark_circle_20_filled"
    WRONG = "error_circle_20_filled"


class AddressField(Field):
    """A school address, server name or invite link, with the state of its discovery."""

    went_down = Signal()
    """The keyboard wants what stands below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Адрес школы или ссылка-приглашение"))
        self._sign = QLabel(self)
        self._answer = Answer.NOTHING
        self.setTextMargins(0, 0, theme.px(26), 0)

    def show_answer(self, answer: Answer) -> None:
        """Show the state beside the text."""
        self._answer = answer
        self.set_wrong(answer is Answer.WRONG)
        colors = self._theme.colors
        if answer is Answer.NOTHING:
            self._sign.clear()
            return
        color = {
            Answer.FOUND: colors.accText,
            Answer.WRONG: colors.danger,
            Answer.ASKING: colors.text3,
        }[answer]
        side = self._theme.px(18)
        self._sign.setPixmap(self._theme.icon(answer.value, color, side, self.devicePixelRatioF()))
        self._sign.adjustSize()
        self._place()

    @property
    def answer(self) -> Answer:
        """The state that is shown."""
        return self._answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: down leaves the field."""
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the sign stays at the end."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._sign.move(
            self.width() - self._sign.width() - self._theme.px(13),
            (self.height() - self._sign.height()) // 2,
        )


class PasswordField(Field):
    """A password; the eye shows it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setPlaceholderText(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.eye = IconButton(theme, "eye_20_regular", tr("Показать пароль"), size=30)
        self.eye.setParent(self)
        self.eye.setCheckable(True)
        self.eye.set_icon("eye_20_regular", active="eye_off_20_regular")
        self.eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self.eye.toggled.connect(self._on_eye)
        self.setTextMargins(0, 0, theme.px(30), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the eye stays at the end."""
        super().resizeEvent(event)
        self.eye.move(self.width() - self.eye.width() - 6, (self.height() - self.eye.height()) // 2)

    def _on_eye(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)
        self.eye.set_name(tr("Скрыть пароль") if shown else tr("Показать пароль"))
