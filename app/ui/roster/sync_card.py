"""Chats kept as the list says: when that was done last, what runs now, what went wrong."""

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from app.domain.rosters import Revision, RunState, SyncRun, SyncStatus
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, divider, label, push_button
from app.ui.roster.lines import Line, LineList
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme
from app.ui.when import full_time

_LOG = 5


class SyncCard(Card):
    """The newest run in words, a bar while it works, the log below."""

    asked = Signal(bool)
    """A sync is wanted; True: even one that the brake held."""
    looked = Signal()
    stopped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Чаты по списку"))
        self.run: SyncRun | None = None
        self.now = push_button(tr("Сверить сейчас"), look="link")
        self.now.clicked.connect(lambda: self.asked.emit(False))
        self.extra.addWidget(self.now)
        self.state = label(theme, "", FontRole.BODY, wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Ход сверки"))
        self.week = label(theme, "", FontRole.CAPTION, tone="text2", wrap=True)
        self.preview = push_button(tr("Что изменит сверка"), look="link")
        self.stop = push_button(tr("Остановить"), look="link")
        self.sure = push_button(tr("Провести всё равно"), look="danger")
        self.preview.clicked.connect(self.looked)
        self.stop.clicked.connect(lambda: self.stopped.emit(self.run))
        self.sure.clicked.connect(lambda: self.asked.emit(True))
        self.log = LineList(theme, tr("Журнал сверок"), first=_LOG, step=20)
        inside, row = QVBoxLayout(), QHBoxLayout()
        for button in (self.preview, self.stop, self.sure):
            row.addWidget(button)
        row.addStretch(1)
        for part in (self.state, self.bar, self.week):
            inside.addWidget(part)
        inside.addLayout(row)
        self.body.addLayout(inside)
        self.body.addWidget(divider())
        self.body.addWidget(self.log)

        def fit() -> None:
            px = theme.px
            inside.setContentsMargins(px(15), 0, px(15), px(12))
            inside.setSpacing(px(8))

        bind(theme, self, fit)

    def show_status(self, status: SyncStatus) -> None:
        """Show what the service says."""
        run = self.run = status.runs[0] if status.runs else None
        running = run is not None and run.open
        self.state.setText(run_words(run) if run else tr("Чаты ещё ни разу не сверяли со списком."))
        self.bar.setVisible(running)
        if run is not None and running:
            # Nothing planned yet: a bar that only moves.
            self.bar.setRange(0, run.planned)
            self.bar.setValue(run.done)
        self.now.setEnabled(not running)
        self.preview.setVisible(not running)
        self.stop.setVisible(running)
        self.sure.setVisible(run is not None and run.state is RunState.HELD)
        counts = tr("+{joined} / −{removed}", joined=status.joined, removed=status.removed)
        self.week.setText(tr("Изменений за неделю: {counts}", counts=counts))
        self.log.show_lines([_line(one) for one in status.runs])


class HistoryCard(Card):
    """Which list stood since when."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("История списка"))
        self.add_line()
        self.empty = label(theme, tr("Списка ещё не загружали."), FontRole.BODY, tone="text2")
        self.body.addWidget(self.empty)
        self.list = LineList(theme, tr("История списка"), first=_LOG, step=20)
        self.body.addWidget(self.list)
        bind(theme, self, lambda: self.empty.setMargin(theme.px(15)))

    def show_revisions(self, revisions: tuple[Revision, ...]) -> None:
        """Show what stood when."""
        self.empty.setVisible(not revisions)
        self.list.setVisible(bool(revisions))
        self.list.show_lines([Line(_when(one.taken_at), one.summary) for one in revisions])


def run_words(run: SyncRun) -> str:
    """Return where a sync stands, in a sentence."""
    match run.state:
        case RunState.ASKED:
            return tr("Сверка начнётся через несколько секунд.")
        case RunState.RUNNING if run.planned:
            return tr("Идёт сверка: {done} из {planned}.", done=run.done, planned=run.planned)
        case RunState.RUNNING:
            return tr("Идёт сверка: смотрю, что изменилось.")
        case RunState.DONE:
            when = _when(run.ended_at)
            return run.text or tr("Последняя сверка {when}, без ошибок.", when=when)
        case RunState.HELD:
            return run.text or tr("Сверка ждёт подтверждения.")
        case RunState.STOPPED:
            return run.text or tr("Сверку остановили.")
        case RunState.BROKEN:
            return run.text or tr("Сверка не закончена из-за ошибки.")


def _line(run: SyncRun) -> Line:
    words = {
        RunState.ASKED: tr("ждёт"),
        RunState.RUNNING: tr("идёт"),
        RunState.DONE: tr("сделано"),
        RunState.HELD: tr("ждёт подтверждения"),
        RunState.STOPPED: tr("остановлена"),
        RunState.BROKEN: tr("с ошибкой"),
    }
    bad = run.state in {RunState.BROKEN, RunState.HELD}
    text = run.text or tr("Изменений: {done} из {planned}", done=run.done, planned=run.planned)
    tone = "danger" if bad else "text"
    return Line(_when(run.ended_at or run.asked_at), text, words[run.state], tone=tone)


def _when(moment: datetime | None) -> str:
    return full_time(moment, datetime.now(UTC)) if moment else "—"
