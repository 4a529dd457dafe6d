"""The edges of what is loaded, and of what was read: asks for pages, reports what was seen."""

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.domain.errors import AppError
from app.domain.ids import ItemKey
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.conversation.rows import UnitKind
from app.ui.qt.i18n import user_text

if TYPE_CHECKING:
    from app.ui.conversation.view import MessageView

_NEAR = 2.0
"""So many screens before an edge the next page is asked for."""
_AGAIN_AFTER = 4000
"""Milliseconds before a page that failed is asked for again."""


class Edges:
    """Looks at the stretch after every change of what is in view."""

    def __init__(self, view: "MessageView", tasks: TaskScope) -> None:
        self._view, self._tasks = view, tasks
        self._asking: set[str] = set()
        self._read_key: ItemKey | None = None

    def begin(self, timeline: Timeline | None) -> None:
        """Another chat."""
        self._asking = set()
        self._read_key = timeline.read_up_to if timeline is not None else None

    def look(self) -> None:
        """Ask for what will soon be needed, report what is seen."""
        self._ask_for_more()
        self.report_read()

    def report_read(self) -> None:
        """Tell the timeline about the last row that is wholly in view, once and only forwards."""
        view, timeline = self._view, self._view.timeline
        if timeline is None or not view.is_watched():
            return
        last = self._last_seen()
        if last is None:
            return
        item = view.stretch.items[last]
        if item.event_id is None or item.key == self._read_key:
            return
        read = view.stretch.index(self._read_key) if self._read_key else None
        if (read is not None and read >= last) or not _has_loop():
            return
        self._read_key = item.key
        self._tasks.start(timeline.mark_read(item.key))

    def _last_seen(self) -> int | None:
        height = self._view.viewport().height()
        last: int | None = None
        for placed in self._view.stretch.placed:
            whole = placed.bottom <= height + 1 or (placed.y <= 0 and placed.bottom > height)
            if whole and placed.unit.kind is not UnitKind.NOTHING:
                last = placed.unit.end - 1
        return last

    def _ask_for_more(self) -> None:
        timeline, stretch = self._view.timeline, self._view.stretch
        if timeline is None or not stretch.placed:
            return
        height = max(self._view.viewport().height(), 1)
        above = stretch.offset()
        if above < _NEAR * height and not timeline.at_start.value:
            self._ask("older", timeline)
        below = stretch.total - above - height
        if below < _NEAR * height and not timeline.live.value:
            self._ask("newer", timeline)

    def _ask(self, side: str, timeline: Timeline) -> None:
        asking = self._asking
        if side in asking or not _has_loop():
            return
        asking.add(side)

        async def page() -> None:
            before = len(timeline.items)
            try:
                await (timeline.older() if side == "older" else timeline.newer())
            except AppError as error:
                if self._view.timeline is timeline:
                    self._view.trouble.emit(user_text(error.user_text))
                    QTimer.singleShot(
                        _AGAIN_AFTER, self._view, lambda: self._ask_again(side, timeline)
                    )
                return
            asking.discard(side)
            if self._view.timeline is timeline:
                self._view.trouble.emit("")
                if len(timeline.items) != before:
                    self._view.settle()

        self._tasks.start(page())

    def _ask_again(self, side: str, timeline: Timeline) -> None:
        if self._view.timeline is timeline:
            self._asking.discard(side)
            self._ask_for_more()


def _has_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False  # a test or a benchmark without a loop: nothing can be asked
    return True
