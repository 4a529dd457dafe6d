"""A tab with a queue: pills above, a card of rows, and what stands there while there are none."""

from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.ui.chat_list.states import Notice
from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import bind
from app.ui.school.cards import Card, FitList
from app.ui.school.head import Tabs
from app.ui.school.painting import RowDelegate
from app.ui.school.scrolling import scrolled
from app.ui.school.section_page import AdminView
from app.ui.school.states import CardsSkeleton
from app.ui.theme import FontRole, Theme


@dataclass(frozen=True, slots=True)
class Line:
    """Two lines left, a word right; `loud` is what waits for me, `value` what the row is of."""

    title: str
    text: str
    side: str
    loud: bool
    value: object

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        return ", ".join(part for part in (self.title, self.text, self.side) if part)


class LineDelegate(RowDelegate):
    """Title and word in one line, the text under them."""

    def height(self, row: object, width: int) -> int:
        """Two lines."""
        return self.theme.px(56)

    def draw(self, painter: QPainter, box: QRectF, row: object) -> None:
        """One row."""
        assert isinstance(row, Line)
        theme, colors, px = self.theme, self.theme.colors, self.theme.px
        first = QRectF(box.left() + px(15), box.top() + px(8), box.width() - px(30), px(20))
        painter.setFont(theme.font(FontRole.CAPTION))
        painter.setPen(colors.accText if row.loud else colors.text2)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        side = painter.fontMetrics().elidedText(
            row.side, Qt.TextElideMode.ElideRight, round(first.width() * 0.5)
        )
        painter.drawText(first, right, side)
        room = first.width() - painter.fontMetrics().horizontalAdvance(side) - px(12)
        for text, role, pen, line, width in (
            (row.title, FontRole.BODY_STRONG, colors.text, first, room),
            (row.text, FontRole.PREVIEW, colors.text2, first.translated(0, px(21)), first.width()),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(pen)
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(width))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut)


class QueueView(AdminView):
    """Loads when it comes up and after each deed; a row that is entered opens its sheet."""

    EMPTY_ICON = "clipboard_text_ltr_20_regular"
    WAITING = True
    """Whether the first pill holds what waits for an answer."""

    def __init__(
        self, theme: Theme, tasks: Starter, *, title: str, name: str, pills: Sequence[str]
    ) -> None:
        super().__init__()
        self.theme, self.tasks = theme, tasks
        self._running: Running | None = None
        self._shown = -1
        self.pills = Tabs(theme, name, pills)
        self.pills.picked.connect(lambda _: self.came_up())
        self.card = Card(theme, title)
        self.card.add_line()
        self.list: FitList[Line] = FitList(theme, title, text_of=lambda line: line.spoken)
        self.list.setItemDelegate(LineDelegate(theme, self.list))
        self.list.chosen.connect(self._on_chosen)
        self.card.body.addWidget(self.list)
        self.skeleton, self.notice = CardsSkeleton(theme), Notice(theme)
        self.notice.acted.connect(self.came_up)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        self.area = scrolled(theme, holder)
        self.stack = QStackedWidget()
        for shown in (self.skeleton, self.notice, self.area):
            self.stack.addWidget(shown)
        head = QHBoxLayout()
        head.addWidget(self.pills)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)
        bind(
            theme,
            self,
            lambda: head.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), 0),
        )

    def came_up(self) -> None:
        """Ask for the queue anew; what is shown stays until the answer comes."""
        if self._shown != self.pills.current:
            self.stack.setCurrentWidget(self.skeleton)
        if self._running is not None:
            self._running.cancel()
        self._running = self.tasks.start(self._ask(self.pills.current))

    async def load(self, pill: int) -> Sequence[Line]:
        """Ask for the rows of a pill."""
        raise NotImplementedError

    async def enter(self, value: Any) -> None:
        """Open what a row is of."""
        raise NotImplementedError

    def empty_words(self, pill: int) -> tuple[str, str]:
        """Title and text for a queue with nothing in it."""
        raise NotImplementedError

    async def _ask(self, pill: int) -> None:
        try:
            rows = await self.load(pill)
        except AppError as error:
            if self._shown == pill:
                toast(self, self.theme, user_text(error.user_text))
                return
            self.notice.fail(tr("Список не открылся"), error)
            self.stack.setCurrentWidget(self.notice)
            return
        self._shown = pill
        if pill == 0 and self.WAITING:
            self.waiting_changed.emit(len(rows))
        self.list.show_rows(rows)
        if not rows:
            title, text = self.empty_words(pill)
            self.notice.say(self.EMPTY_ICON, title, text)
        self.stack.setCurrentWidget(self.area if rows else self.notice)

    def _on_chosen(self, line: object) -> None:
        assert isinstance(line, Line)
        self.tasks.start(self._open(line.value))

    def _open(self, value: object) -> Coroutine[Any, Any, None]:
        async def work() -> None:
            await self.enter(value)
            self.came_up()

        return work()
