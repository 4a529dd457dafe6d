"""A sheet that does something at the school before it closes: a refusal is said in it."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.domain.errors import AppError
from app.ui.qt.i18n import user_text
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import label, say
from app.ui.theme import FontRole, Theme

LONGEST = 500
"""Characters of a reason or decision, as the service takes them."""


class WorkSheet(TaskSheet):
    """What was typed is never lost: the sheet closes only when the work is done."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, *, width: int = 480
    ) -> None:
        super().__init__(parent, theme, title, width=width)
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        self._busy = False
        self.buttons: list[QPushButton] = []
        """What rests while something is under way."""

    def words(self, text: str, *, role: FontRole = FontRole.BODY, tone: str = "text2") -> QLabel:
        """Add a paragraph."""
        made = label(self._theme, text, role, tone=tone, wrap=True)
        self.body.addWidget(made)
        return made

    def field(self, name: str, *, most: int = 100) -> QLineEdit:
        """Add a line to write in."""
        made = QLineEdit()
        made.setPlaceholderText(name)
        made.setAccessibleName(name)
        made.setMaxLength(most)
        self.body.addWidget(made)
        return made

    def text(self, name: str, *, height: int = 76) -> QPlainTextEdit:
        """Add some lines to write in."""
        made = QPlainTextEdit()
        made.setPlaceholderText(name)
        made.setAccessibleName(name)
        made.setTabChangesFocus(True)
        made.setFixedHeight(self._theme.px(height))
        self.body.addWidget(made)
        return made

    def work(self, doing: Coroutine[Any, Any, Any], *, close: bool = True) -> None:
        """Do something; the sheet closes when it is done, or says why it is not."""
        if self._busy:
            doing.close()
            return
        self._rest(True)
        self.note.hide()
        self.tasks.start(self._work(doing, close=close))

    def say(self, text: str) -> None:
        """Say what is wrong."""
        say(self.note, text)

    def refresh(self) -> None:
        """See which buttons may be pressed now."""

    async def _work(self, doing: Coroutine[Any, Any, Any], *, close: bool) -> None:
        try:
            await doing
        except AppError as error:
            self.say(user_text(error.user_text))
            close = False
        self._rest(False)
        if close:
            self.accept()

    def _rest(self, busy: bool) -> None:
        self._busy = busy
        for button in self.buttons:
            button.setEnabled(not busy)
        if not busy:
            self.refresh()
