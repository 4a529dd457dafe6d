"""«Жалобы»: what people complain of, and how far it has been looked into."""

from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.ids import UserId
from app.domain.trust import Report, Step
from app.services.facade.school.school import School
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.theme import Theme
from app.ui.trust.queue import Line, QueueView
from app.ui.trust.report_sheet import ReportSheet
from app.ui.when import full_time

_CLOSED = 1


class ReportsView(QueueView):
    """The newest first; open ones and closed ones."""

    EMPTY_ICON = "flag_24_regular"

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(
            theme,
            tasks,
            title=tr("Жалобы на сообщения и людей"),
            name=tr("Какие жалобы показать"),
            pills=(tr("Открытые"), tr("Закрытые")),
        )
        self._school = school

    @property
    def _me(self) -> UserId:
        me = self._school.me.value
        return (me.user_id if me is not None else None) or UserId("")

    async def load(self, pill: int) -> Sequence[Line]:
        """Ask for the queue."""
        found = await self._school.complaints.queue()
        now = datetime.now(UTC)
        wanted = [one for one in found if (one.closed_by is not None) == (pill == _CLOSED)]
        return [_line(one, one.step(self._me, now), now) for one in wanted]

    async def enter(self, value: Report) -> None:
        """Show a complaint and what can be done about it."""
        sheet = ReportSheet(self, self.theme, self._school.complaints, value, me=self._me)
        await opened(sheet)

    def empty_words(self, pill: int) -> tuple[str, str]:
        """Nothing to do, or nothing done."""
        if pill == _CLOSED:
            return tr("Закрытых жалоб нет"), ""
        return tr("Жалоб нет"), tr("Жалобы на сообщения и людей появятся здесь.")


def step_words(step: Step) -> str:
    """Return where a complaint stands, in a word or two."""
    match step:
        case Step.ASK:
            return tr("новая")
        case Step.WAIT:
            return tr("ждёт второго администратора")
        case Step.AGREE:
            return tr("нужно ваше согласие")
        case Step.READ:
            return tr("можно смотреть")
        case Step.OTHERS:
            return tr("смотрят другие")
        case Step.NO_MESSAGE:
            return tr("на человека")
        case Step.CLOSED:
            return tr("закрыта")


def _line(one: Report, step: Step, now: datetime) -> Line:
    when = full_time(one.at, now) if one.at is not None else ""
    where = one.room_name or (tr("чат без названия") if one.event_id else "")
    about = " · ".join(part for part in (one.reason, where, when) if part)
    loud = step in (Step.AGREE, Step.READ)
    return Line(one.name(one.sender), about, step_words(step), loud=loud, value=one)
