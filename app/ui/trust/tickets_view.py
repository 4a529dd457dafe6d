"""«Обращения»: who asked for help; the talk itself is in the chat that each request became."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.trust import Ticket
from app.services.facade.school.school import School
from app.services.facade.school.trust import Support
from app.ui.qt.dialogs import opened, toast
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.saving import ask_where_to_save
from app.ui.qt.widgets import label, push_button
from app.ui.theme import FontRole, Theme
from app.ui.trust.queue import Line, QueueView
from app.ui.trust.work_sheet import WorkSheet
from app.ui.when import full_time

_CLOSED = 1


class TicketsView(QueueView):
    """The newest first; open ones and closed ones."""

    EMPTY_ICON = "chat_24_regular"

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(
            theme,
            tasks,
            title=tr("Обращения в поддержку"),
            name=tr("Какие обращения показать"),
            pills=(tr("Открытые"), tr("Закрытые")),
        )
        self._school = school

    async def load(self, pill: int) -> Sequence[Line]:
        """Ask for the requests."""
        found = await self._school.support.tickets()
        now = datetime.now(UTC)
        wanted = [one for one in found if (one.closed_at is not None) == (pill == _CLOSED)]
        return [_line(one, now) for one in wanted]

    async def enter(self, value: Ticket) -> None:
        """Show a request."""
        await opened(TicketSheet(self, self.theme, self._school.support, value))

    def empty_words(self, pill: int) -> tuple[str, str]:
        """Nobody asks, or nobody was helped yet."""
        if pill == _CLOSED:
            return tr("Закрытых обращений нет"), ""
        return tr("Обращений нет"), tr(
            "Когда кто-нибудь напишет в поддержку, вы увидите это здесь."
        )


class TicketSheet(WorkSheet):
    """What was asked, the log, and the end of it."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, support: Support, ticket: Ticket
    ) -> None:
        title = tr("Обращение № {number}", number=ticket.id)
        super().__init__(parent, theme, title, width=480)
        self._support, self.ticket = support, ticket
        when = full_time(ticket.made_at, datetime.now(UTC)) if ticket.made_at is not None else ""
        self.words(" · ".join(part for part in (ticket.name, when) if part), role=FontRole.PREVIEW)
        said = label(theme, ticket.text, FontRole.BODY, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(said)
        self.log = push_button(tr("Сохранить журнал программы…"), look="link")
        self.log.setVisible(ticket.has_log)
        self.log.clicked.connect(lambda: self.work(self._save(), close=False))
        self.body.addWidget(self.log, 0, Qt.AlignmentFlag.AlignLeft)
        self.words(
            tr("Отвечайте в чате «Обращение № {number}».", number=ticket.id), role=FontRole.CAPTION
        )
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Закрыть обращение"), look="primary", slot=self._on_close)
        self.go.setVisible(ticket.closed_at is None)
        self.buttons = [self.go, self.log]

    async def save_to(self, target: Path) -> None:
        """Save the log."""
        await self._support.save_log(self.ticket.id, target)
        toast(self, self._theme, tr("Журнал сохранён."))

    async def _save(self) -> None:
        target = await ask_where_to_save(self, f"parta-{self.ticket.id}.log")
        if target is not None:
            await self.save_to(target)

    def _on_close(self) -> None:
        self.work(self._support.close(self.ticket.id))


def _line(one: Ticket, now: datetime) -> Line:
    when = full_time(one.made_at, now) if one.made_at is not None else ""
    name = f"№ {one.id} · {one.name}"
    return Line(name, " ".join(one.text.split()), when, loud=False, value=one)
