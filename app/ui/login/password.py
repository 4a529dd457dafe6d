"""Signing in with a name and a password of the server itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.login.fields import Field, PasswordField
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, push_button, restyle
from app.ui.theme import Theme


class PasswordEntry(QWidget):
    """`entered` with name and password; `forgotten` by who has none."""

    entered = Signal(str, str)
    forgotten = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.user = Field(theme, tr("Логин"))
        self.user.setPlaceholderText(tr("Логин"))
        self.password = PasswordField(theme, tr("Пароль"))
        self.enter = push_button(tr("Войти"))
        self.lost = push_button(tr("Забыли пароль?"), look="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        for part in (self.user, self.password, self.enter):
            column.addWidget(part)
        column.addWidget(self.lost, 0, Qt.AlignmentFlag.AlignLeft)
        self.user.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._on_enter)
        self.enter.clicked.connect(self._on_enter)
        self.lost.clicked.connect(self.forgotten)
        bind(theme, self.enter, lambda: self.enter.setFixedHeight(theme.px(44)))

    def set_primary(self, primary: bool) -> None:
        """Make it the way in of most, or one beside others."""
        self.enter.setProperty("look", "primary" if primary else "plain")
        restyle(self.enter)

    def correct(self, *, wrong: bool) -> None:
        """Offer the password to be typed over; `wrong`: it was that, and not the server."""
        self.password.set_wrong(wrong)
        self.password.selectAll()
        self.password.setFocus()

    def _on_enter(self) -> None:
        user, password = self.user.text().strip(), self.password.text()
        if not self.enter.isEnabled():
            return
        if user and password:
            self.entered.emit(user, password)
        else:
            (self.password if user else self.user).setFocus()
