"""«Заявки»: who asks to be confirmed as a teacher, and who has been."""

from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.trust import Application
from app.services.facade.school.school import School
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.theme import Theme
from app.ui.trust.application_sheet import ApplicationSheet
from app.ui.trust.queue import Line, QueueView
from app.ui.when import full_time

_WAITING, _APPROVED = 0, 1


class ApplicationsView(QueueView):
    """The longest waiting first."""

    EMPTY_ICON = "people_checkmark_20_regular"

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(
            theme,
            tasks,
            title=tr("Подтверждение статуса учителя"),
            name=tr("Какие заявки показать"),
            pills=(tr("Ждут решения"), tr("Подтверждённые")),
        )
        self._school = school

    async def load(self, pill: int) -> Sequence[Line]:
        """Ask for the queue."""
        found = await self._school.teachers.queue(approved=pill == _APPROVED)
        me = self._school.me.value
        names = dict(me.orgs) if me is not None else {}
        now = datetime.now(UTC)
        return [_line(one, names.get(one.form.org, ""), now) for one in found]

    async def enter(self, value: Application) -> None:
        """Show an application and what can be done with it."""
        await opened(ApplicationSheet(self, self.theme, self._school.teachers, value))

    def empty_words(self, pill: int) -> tuple[str, str]:
        """Nobody waits, or nobody was confirmed by application."""
        if pill == _APPROVED:
            return tr("Никого"), tr("По заявкам ещё никто не подтверждён.")
        return tr("Заявок нет"), tr("Новые заявки учителей появятся здесь.")


def _line(one: Application, school: str, now: datetime) -> Line:
    when = full_time(one.changed_at, now) if one.changed_at is not None else ""
    about = " · ".join(part for part in (one.form.subject, school) if part)
    return Line(one.name, about or tr("Предмет не указан"), when, loud=False, value=one)
