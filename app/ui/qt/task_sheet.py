"""A sheet with tasks of its own, for whatever is asked or done while it is open."""

from PySide6.QtWidgets import QWidget

from app.services.tasks import TaskScope
from app.ui.qt.dialogs import Sheet, toast
from app.ui.qt.failures import said
from app.ui.theme import Theme


class TaskSheet(Sheet):
    """Its tasks end with it; a refusal that a task ends with goes to `refused`."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, *, width: int = 480
    ) -> None:
        super().__init__(parent, theme, title, width=width)
        self.tasks = TaskScope(said(self.refused))

    def done(self, code: int) -> None:
        """Qt: whatever is under way ends with the sheet."""
        self.tasks.cancel()
        super().done(code)

    def refused(self, words: str) -> None:
        """Say why something was refused: in passing, where a sheet has no better place."""
        toast(self, self._theme, words)
