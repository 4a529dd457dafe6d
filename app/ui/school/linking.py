"""The dialog of linking at work: asks, sends, says what the gradebook answered."""

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.diary import Child
from app.domain.errors import AppError
from app.services.school_facade import Diary
from app.ui.qt.dialogs import opened, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.school.link_dialog import LinkDialog
from app.ui.theme import Theme


async def link_gradebook(
    parent: QWidget, theme: Theme, diary: Diary, child: Child, *, tasks: Starter
) -> bool:
    """Ask for the family's sign-in and link; whether it was linked."""
    try:
        registers = await diary.registers()
    except AppError as error:
        toast(parent, theme, user_text(error.user_text))
        return False
    if not registers:
        toast(parent, theme, tr("Школа ещё не подключила ни одного электронного журнала."))
        return False
    dialog = LinkDialog(parent, theme, child, registers)
    dialog.submitted.connect(lambda: tasks.start(_send(dialog, diary, child)))
    return await opened(dialog) == QDialog.DialogCode.Accepted


async def _send(dialog: LinkDialog, diary: Diary, child: Child) -> None:
    try:
        outcome = await diary.link(
            child.person,
            str(dialog.register.chosen),
            login=dialog.login.text().strip(),
            password=dialog.password.text(),
            student=dialog.student,
        )
    except AppError as error:
        dialog.fail(user_text(error.user_text))
        return
    if outcome.linked:
        dialog.accept()
    else:
        dialog.choose(outcome.students)
