"""One sign-in at a time: it is waited for, can be given up, and goes on by a second step."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import AppError, SecondStepNeeded
from app.ui.login.second_step import SecondStepEntry
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import label, push_button
from app.ui.theme import FontRole, Theme


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in with what was typed."""

    words: str
    """What is said while it runs."""
    request: Callable[[str], Coroutine[Any, Any, Any]]
    """Asks the server, with the code of the second step or ''."""
    accepted: Callable[[Any], None]
    """Gets what `request` gave."""
    refused: Callable[[AppError], None]


class Attempts(QObject):
    """Runs an `Attempt`, again with a code where one is asked for.

    `running` says whether one is under way, `asks_code` whether the screen belongs to the code.
    """

    running = Signal(bool)
    asks_code = Signal(bool)

    def __init__(self, theme: Theme, tasks: Starter) -> None:
        super().__init__()
        self._tasks = tasks
        self._attempt: Attempt | None = None
        self._task: Running | None = None
        self.waiting = _Waiting(theme)
        self.waiting.cancelled.connect(self.cancel)
        self.waiting.hide()
        self.second = SecondStepEntry(theme)
        self.second.entered.connect(self._on_code)
        self.second.left.connect(self._on_no_code)
        self.second.hide()

    def start(self, attempt: Attempt) -> None:
        """Begin, unless one is under way."""
        if self._task is None:
            self._attempt = attempt
            self._task = self._tasks.start(self._run(attempt))

    def cancel(self) -> None:
        """Give up what is under way."""
        if self._task is not None:
            self._task.cancel()
        self._end()

    def show_code(self, shown: bool) -> None:
        """Ask for the code, or for the password again."""
        self.second.setVisible(shown)
        self.asks_code.emit(shown)

    async def _run(self, attempt: Attempt, code: str = "") -> None:
        self.second.setEnabled(False)
        self.running.emit(True)
        self.waiting.say(attempt.words)
        try:
            answer = await attempt.request(code)
        except SecondStepNeeded as error:
            self._end()
            self._ask(error)
        except AppError as error:
            self._end()
            attempt.refused(error)
        else:
            self._end()
            attempt.accepted(answer)

    def _end(self) -> None:
        self._task = None
        self.second.setEnabled(True)
        self.running.emit(False)
        self.waiting.hide()

    def _ask(self, error: SecondStepNeeded) -> None:
        """The password was right: the code has a screen of its own."""
        self.show_code(True)
        if error.refused:
            self.second.say(user_text(error.user_text))
        else:
            self.second.ask()

    def _on_code(self, code: str) -> None:
        if self._task is None and self._attempt is not None:
            self._task = self._tasks.start(self._run(self._attempt, code))

    def _on_no_code(self) -> None:
        self.cancel()
        self._attempt = None
        self.show_code(False)


class _Waiting(QWidget):
    """What is going on, and a button to give up."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = label(theme, "", FontRole.PREVIEW, tone="text2", wrap=True)
        cancel = push_button(tr("Отмена"), look="flat")
        cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(cancel)

    def say(self, words: str) -> None:
        """Show what is going on."""
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.show()
