"""Linking a gradebook and taking the link back: asks, sends, says what was answered."""

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.diary import Child
from app.domain.errors import AppError
from app.services.facade.school.diary import Diary
from app.ui.qt.dialogs import confirm, opened, toast
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


async def unlink_gradebook(parent: QWidget, theme: Theme, diary: Diary, child: Child) -> bool:
    """Ask, then let the service forget the family's sign-in; whether it did."""
    title = tr("Отвязать журнал?")
    text = tr("Школа забудет логин и пароль от журнала. Отметки здесь больше не появятся.")
    if not await confirm(parent, theme, title, text, action=tr("Отвязать"), danger=True):
        return False
    try:
        await diary.unlink(child.person)
    except AppError as error:
        toast(parent, theme, user_text(error.user_text))
        return False
    return True


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
