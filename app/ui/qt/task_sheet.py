"""A sheet with tasks of its own, for whatever is asked or done while it is open."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.services.tasks import TaskScope
from app.ui.qt.dialogs import Sheet, confirm, toast
from app.ui.qt.failures import said
from app.ui.qt.i18n import tr
from app.ui.theme import Theme


class TaskSheet(Sheet):
    """Its tasks end with it; a refusal that a task ends with goes to `refused`."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, *, width: int = 480
    ) -> None:
        super().__init__(parent, theme, title, width=width)
        self.tasks = TaskScope(said(self.refused))
        self._leaving = False

    def done(self, code: int) -> None:
        """Qt: whatever is under way ends with the sheet."""
        self.tasks.cancel()
        super().done(code)

    def dismiss(self) -> None:
        """What somebody has written is not thrown away by one key or a click beside it."""
        if self._leaving:
            return
        texts = [one for one in self.findChildren(QPlainTextEdit) if not one.isReadOnly()]
        if any(one.document().isModified() and one.toPlainText().strip() for one in texts):
            self._leaving = True
            self.tasks.start(self._ask_and_leave())
        else:
            super().dismiss()

    async def _ask_and_leave(self) -> None:
        title, text = tr("Закрыть без отправки?"), tr("То, что вы написали, пропадёт.")
        sure = await confirm(self, self._theme, title, text, action=tr("Закрыть"), danger=True)
        self._leaving = False
        if sure:
            self.reject()

    def refused(self, words: str) -> None:
        """Say why something was refused: in passing, where a sheet has no better place."""
        toast(self, self._theme, words)
