"""The lessons of today: a teacher begins one with a click, and finds its register there after.

`TodayWatch` asks while its page is seen; `TodayCard` shows the rows of who teaches.
"""

from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.lessons import Attendance, TodayLesson
from app.services.facade.calls import Calls
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import divider, empty, label, push_button
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme

EVERY_MS = 15_000
EARLY = timedelta(minutes=15)


class TodayWatch(QObject):
    """Asks for the rows of the day now and then; without an answer they stay as they are."""

    changed = Signal(tuple)

    def __init__(self, calls: Calls, tasks: Starter, page: QWidget) -> None:
        super().__init__(page)
        self._calls, self._tasks, self._page = calls, tasks, page
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_time)

    def ask(self) -> None:
        """Ask now, and from now on while the page is seen."""
        self._timer.start()
        self._tasks.start(self._ask())

    def _on_time(self) -> None:
        if self._page.isVisible():
            self._tasks.start(self._ask())
        else:
            self._timer.stop()

    async def _ask(self) -> None:
        try:
            self.changed.emit(await self._calls.today())
        except AppError:
            return  # the page itself says that there is no connection


class TodayCard(Card):
    """A line a lesson: time, class, what became of it, and the one button that fits."""

    lesson_wanted = Signal(object)
    register_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Уроки сегодня"))
        self._rows: tuple[TodayLesson, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self.hide()

    def show_rows(self, rows: tuple[TodayLesson, ...]) -> None:
        """Show what this person teaches today; nothing where there is none."""
        rows = tuple(row for row in rows if row.leads)
        self.setVisible(bool(rows))
        if rows == self._rows:
            return
        self._rows = rows
        empty(self._lines)
        for row in rows:
            self._lines.addWidget(divider())
            self._lines.addWidget(self._line(row))

    def _line(self, row: TodayLesson) -> QWidget:
        theme, line = self._theme, QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(theme.px(15), theme.px(8), theme.px(15), theme.px(8))
        across.setSpacing(theme.px(12))
        when = f"{row.begins:%H:%M}".lstrip("0") if row.begins else "—"
        at = label(theme, when, FontRole.PREVIEW, tone="text2")
        at.setMinimumWidth(theme.px(40))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(theme, row.title, FontRole.BODY_STRONG, wrap=True))
        below = facts_of(row)
        if below:
            words.addWidget(label(theme, below, FontRole.CAPTION, tone="text2", wrap=True))
        across.addWidget(at)
        across.addLayout(words, 1)
        across.addWidget(self._button(row), 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _button(self, row: TodayLesson) -> QWidget:
        if row.lesson_id and not row.opens:
            button = push_button(tr("Посещаемость"), look="flat")
            button.clicked.connect(lambda: self.register_wanted.emit(row))
        else:
            text = tr("Войти в урок") if row.opens else tr("Начать урок")
            now = row.opens or _is_time(row, datetime.now(UTC))
            button = push_button(text, look="primary" if now else "plain")
            button.clicked.connect(lambda: self.lesson_wanted.emit(row))
        button.setAccessibleName(f"{button.text()}: {row.title}")
        return button


def facts_of(row: TodayLesson) -> str:
    """Return what stands under a lesson's name."""
    parts = []
    if row.room:
        parts.append(tr("кабинет {room}", room=row.room))
    if row.opens:
        parts.append(tr("идёт урок"))
    if row.came is not None:
        parts.append(tr("были {came} из {expected}", came=row.came, expected=row.expected))
    if row.recorded:
        parts.append(tr("есть запись"))
    return " · ".join(parts)


class _Held:
    """A lesson that was held, for its register."""

    def __init__(self, calls: Calls, row: TodayLesson) -> None:
        self._calls, self._id = calls, row.lesson_id

    async def attendance(self) -> tuple[Attendance, ...]:
        return await self._calls.register(self._id)


def show_register(
    host: QWidget, theme: Theme, calls: Calls, row: TodayLesson
) -> Coroutine[Any, Any, int]:
    """Open the register of a row's lesson; the coroutine ends when it is closed."""
    from app.ui.calls.lesson.attendance import AttendanceSheet

    return opened(AttendanceSheet(host, theme, _Held(calls, row), row.title))


def _is_time(row: TodayLesson, now: datetime) -> bool:
    begins, ends = row.starts_at, row.ends_at
    return begins is not None and ends is not None and begins - EARLY <= now <= ends
