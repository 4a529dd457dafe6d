"""Search inside one chat: what is typed is looked up at once, Enter walks through the hits."""

import contextlib

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.cache import FoundMessage
from app.domain.errors import AppError
from app.domain.rooms import RoomSummary
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.qt.failures import toasted
from app.ui.qt.i18n import tr
from app.ui.qt.reader import announce
from app.ui.qt.widgets import IconButton, bind, label
from app.ui.theme import FontRole, Theme

HEIGHT, LIMIT = 52, 200
_WAIT_MS = 150


class FindBar(QWidget):
    """Newest first: "next" goes back in time, as the eye does."""

    jump_requested = Signal(str)
    query_changed = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._tasks = TaskScope(toasted(self, theme))
        self._room: RoomSummary | None = None
        self._timeline: Timeline | None = None
        self._found: tuple[FoundMessage, ...] = ()
        self._at = -1
        self.field = QLineEdit()
        self.field.setProperty("look", "search")
        self.field.setPlaceholderText(tr("Искать в этом чате"))
        self.field.setAccessibleName(tr("Искать в этом чате"))
        self.count = label(theme, "", FontRole.CAPTION, tone="text3")
        self.older = IconButton(theme, "chevron_up_24_regular", tr("Предыдущее (Enter)"))
        self.newer = IconButton(theme, "chevron_down_24_regular", tr("Следующее (Shift+Enter)"))
        self.date = IconButton(theme, "calendar_24_regular", tr("Перейти к дате"))
        self.done = IconButton(theme, "dismiss_24_regular", tr("Закрыть поиск"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.older, self.newer, self.date, self.done):
            row.addWidget(widget)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._on_typed)
        self.field.textChanged.connect(lambda _: self._wait.start())
        self.older.clicked.connect(lambda: self._step(1))
        self.newer.clicked.connect(lambda: self._step(-1))
        self.date.clicked.connect(self._on_date)
        self.done.clicked.connect(self.closed)
        QShortcut(QKeySequence(Qt.Key.Key_F3), self, lambda: self._step(1))
        QShortcut(QKeySequence("Shift+F3"), self, lambda: self._step(-1))
        bind(theme, self, lambda: self.setFixedHeight(theme.px(HEIGHT)))
        self._show_count()

    def set_room(self, summary: RoomSummary, timeline: Timeline) -> None:
        """Search another chat from now on."""
        self._tasks.cancel()
        self._room, self._timeline = summary, timeline
        self.field.clear()
        self._take(())

    def focus(self) -> None:
        """Go on typing."""
        self.field.setFocus()
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter walks, Esc ends."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._step(-1 if shift else 1)
            case Qt.Key.Key_Up:
                self._step(1)
            case Qt.Key.Key_Down:
                self._step(-1)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the surface and a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colors.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colors.line)
        painter.end()

    def _on_typed(self) -> None:
        query = self.field.text().strip()
        self.query_changed.emit(query)
        self._tasks.cancel()
        if self._room is None or not query:
            self._take(())
            return
        self._tasks.start(self._search(query, self._room))

    async def _search(self, query: str, room: RoomSummary) -> None:
        found = await self._session.search.messages(query, room_id=room.room_id, limit=LIMIT)
        self._take(found)
        if found:
            self._step(1)
        with contextlib.suppress(AppError):  # without a network what is stored has to do
            self._add(await self._session.search.further(query, room_id=room.room_id, limit=LIMIT))
        if not self._found:
            announce(self, self.count.text())

    def _add(self, found: tuple[FoundMessage, ...]) -> None:
        """Take hits that only the server had; one stays at the hit that is shown."""
        if len(found) <= len(self._found):
            return
        shown = self._found[self._at].event_id if self._found else None
        self._take(found)
        self._at = next((n for n, one in enumerate(found) if one.event_id == shown), -1)
        if self._at < 0:
            self._step(1)
        self._show_count()

    def _take(self, found: tuple[FoundMessage, ...]) -> None:
        self._found, self._at = found, -1
        self._show_count()

    def _step(self, by: int) -> None:
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._show_count()
            hit = self._found[self._at]
            announce(self, f"{self.count.text()}: {hit.sender_name}, {hit.snippet}")
            self.jump_requested.emit(hit.event_id)

    def _show_count(self) -> None:
        several = bool(self._found)
        for button in (self.older, self.newer):
            button.setEnabled(several)
        if several:
            count = f"{len(self._found)}+" if len(self._found) == LIMIT else str(len(self._found))
            self.count.setText(tr("{at} из {count}", at=self._at + 1, count=count))
        else:
            self.count.setText(tr("Не найдено") if self.field.text().strip() else "")

    def _on_date(self) -> None:
        if self._timeline is not None:
            self._tasks.start(self._jump_to_date(self._timeline))

    async def _jump_to_date(self, timeline: Timeline) -> None:
        from app.ui.dialogs.date import ask_date

        day = await ask_date(self, self._theme)
        if day is None:
            return
        key = await timeline.jump_to_date(day)
        item = next((one for one in timeline.items if one.key == key), None)
        if item is not None and item.event_id is not None:
            self.jump_requested.emit(item.event_id)
