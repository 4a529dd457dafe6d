"""A sheet whose list the school is asked for when it opens, and again after it did not answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Running
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import empty, label, push_button, say
from app.ui.theme import FontRole, Theme


class AskedSheet(TaskSheet):
    """Parts one under the other in `column`; subclasses fetch them and say what `nothing` is."""

    nothing = ""

    def __init__(self, parent: QWidget | None, theme: Theme, title: str, *, width: int) -> None:
        super().__init__(parent, theme, title, width=width)
        self._asking: Running | None = None
        self.note = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.again = push_button(tr("Повторить"))
        self.again.hide()
        self.again.clicked.connect(self.ask)
        self.list = QWidget()
        self.column = QVBoxLayout(self.list)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(12))
        self.body.addWidget(self.note)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.list)
        self.body.addStretch(1)
        self.add_action(tr("Закрыть"))

    async def fetch(self) -> Sequence[QWidget]:
        """Ask, and make the parts of the answer."""
        raise NotImplementedError

    def open(self) -> None:
        """Qt: ask."""
        super().open()
        self.ask()

    def ask(self) -> None:
        """Ask anew; an answer that is still under way is not waited for."""
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self.tasks.start(self.load())

    async def load(self) -> None:
        """Show what there is now; what was shown stays until then, and when there is no answer."""
        self.again.hide()
        if not self.column.count():
            say(self.note, tr("Загружаю…"))
        try:
            parts = await self.fetch()
        except AppError as error:
            say(self.note, user_text(error.user_text))
            self.again.show()
            return
        self.show_parts(parts)
        say(self.note, "" if parts else self.nothing)

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Put parts in the place of those before."""
        empty(self.column)
        for part in parts:
            self.column.addWidget(part)
