"""The messages of one chat: a scroll area that lays out and paints only what is near the view."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.domain.ids import ItemKey
from app.domain.timeline import TimelineItem
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.conversation.decor import Decor
from app.ui.conversation.edges import Edges
from app.ui.conversation.following import Following
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.row import RowSettings, lay_row
from app.ui.conversation.layout.values import RowLayout, Target
from app.ui.conversation.motion import Glide
from app.ui.conversation.painters.context import Playing
from app.ui.conversation.painters.view import ViewPainter
from app.ui.conversation.pointer import Pointer
from app.ui.conversation.row_focus import RowFocus
from app.ui.conversation.rows import Unit, UnitKind
from app.ui.conversation.scrollbar import ScrollBar
from app.ui.conversation.stretch import Position, Stretch
from app.ui.conversation.words import today
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme


class MessageView(QAbstractScrollArea):
    """Shows a timeline. Everything it cannot do itself it tells by its signals."""

    activated = Signal(object, object)
    """(item key, target): a link, a chip, a picture … was chosen."""
    menu_wanted = Signal(object, QPoint)
    """(item key, global place)."""
    reply_wanted = Signal(object)
    hovered = Signal(object)
    """The item key under the mouse, or None."""
    moved = Signal()
    """What is in view changed."""
    chosen_changed = Signal()
    """Multi-select: which rows are chosen."""
    typed = Signal(str)
    """A letter was typed here: it is meant for the composer."""
    trouble = Signal(str)
    """Why rows beyond the edge do not come in; '' when they do again."""

    def __init__(
        self, theme: Theme, images: ImageLoader, tasks: TaskScope, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme, self.images, self._tasks = theme, images, tasks
        self.metrics = Metrics(theme)
        self.stretch = Stretch(self._lay)
        self.timeline: Timeline | None = None
        self.direct = False
        self.look = ""
        self.highlight = ""
        self.playing: Playing | None = None
        self.downloads: dict[ItemKey, float] = {}
        self.chosen: set[ItemKey] | None = None
        """Rows chosen in multi-select mode, None outside of it."""
        self._whole: frozenset[ItemKey] = frozenset()
        self._revealed: frozenset[ItemKey] = frozenset()
        self.today = today()
        self._settling = False
        self.decor = Decor(tasks, self._repaint)
        self.glide = Glide(self, self.scroll_by)
        self.canvas = ViewPainter(self)
        self.pointer = Pointer(self)
        self.edges = Edges(self, tasks)
        self.row_focus = RowFocus(self)
        self._following = Following(self)
        self._bar = ScrollBar(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Сообщения"))
        images.ready.connect(self._repaint)
        theme.changed.connect(self._on_theme_changed)

    # ---- what is shown

    def set_timeline(
        self, timeline: Timeline | None, *, direct: bool = False, at: Position | None = None
    ) -> None:
        """Show another timeline, from a saved place, the new-messages line or the bottom."""
        self._following.end()
        self.glide.stop()
        self.trouble.emit("")
        self.pointer.reset()
        self.timeline, self.direct = timeline, direct
        self.edges.begin(timeline)
        self.stretch = Stretch(self._lay, guess=float(self.metrics.px(64)))
        self._whole = self._revealed = frozenset()
        self.chosen = None
        self.row_focus.begin()
        if timeline is None:
            self.viewport().update()
            self._bar.sync()
        else:
            self._following.begin(timeline, at)

    def position(self) -> Position:
        """Return the place to come back to."""
        return self.stretch.position()

    def item(self, key: ItemKey) -> TimelineItem | None:
        """Return a row by its key."""
        index = self.stretch.index(key)
        return None if index is None else self.stretch.items[index]

    def place_of(self, key: ItemKey) -> QRectF | None:
        """Return where the bubble of a row stands in the viewport, None when out of view."""
        for placed in self.stretch.placed:
            items = self.stretch.items[placed.unit.start : placed.unit.end]
            if any(item.key == key for item in items):
                return placed.layout.bubble.translated(0, placed.y)
        return None

    def at_bottom(self) -> bool:
        """Whether the newest message is in view."""
        return self.stretch.stick

    def jump(self, key: ItemKey, *, flash: bool = True) -> None:
        """Bring a row into the middle and light it up for a moment."""
        self.glide.stop()
        index = self.stretch.index(key)
        if index is None:
            return
        unit = self.stretch.rows.unit(index)
        if unit.kind is UnitKind.FOLDED:
            self.unfold(key)
        layout = self.stretch.layout(self.stretch.rows.unit(index))
        height = self.viewport().height()
        body = layout.height - layout.head
        self.stretch.show(key, y=max((height - body) / 2, float(self.metrics.px(48))))
        self.settle()
        if flash:
            self.canvas.flash_row(key)

    def to_bottom(self) -> None:
        """Show the newest of the loaded rows."""
        self.glide.stop()
        self.stretch.to_bottom()
        self.settle()

    def scroll_by(self, delta: float) -> None:
        """Move by points; positive shows what is below."""
        self.stretch.scroll(delta)
        self.canvas.sticky.start()
        self.settle()

    def unfold(self, key: ItemKey) -> None:
        """Show the lines of a folded run."""
        self.stretch.rows.unfolded.add(key)
        self.stretch.rows.changed()
        self.settle()

    def show_whole(self, key: ItemKey) -> None:
        """Show the rest of a long text."""
        self._whole |= {key}
        self.stretch.forget(key)
        self.settle()

    def reveal(self, key: ItemKey) -> None:
        """Show what the spoilers of a row hide."""
        self._revealed |= {key}
        self.stretch.forget(key)
        self.settle()

    def set_highlight(self, words: str) -> None:
        """Mark words in every row; '' for none."""
        self.highlight = words
        self._repaint()

    def set_choosing(self, chosen: set[ItemKey] | None) -> None:
        """Begin (with some rows chosen) or leave multi-select mode."""
        before = self.chosen is not None
        self.chosen = chosen
        if before != (chosen is not None):
            self.stretch.forget()
        self.settle()
        self.chosen_changed.emit()

    def toggle_chosen(self, key: ItemKey) -> None:
        """Choose a row, or not."""
        if self.chosen is not None:
            self.chosen ^= {key}
            self._repaint()
            self.chosen_changed.emit()

    # ---- layout

    def settle(self) -> None:
        """Bring rows, scrollbar and painting in step with the truth."""
        if self._settling or self.timeline is None:
            return
        with self.unsettled():
            self.stretch.settle(float(self.viewport().height()))
        self._bar.sync()
        self.pointer.refresh()
        self.viewport().update()
        self.edges.look()
        self.moved.emit()

    @contextmanager
    def unsettled(self) -> Iterator[None]:
        """What changes meanwhile is neither shown nor read."""
        self._settling = True
        try:
            yield
        finally:
            self._settling = False

    def row_settings(self) -> RowSettings:
        """What layouts depend on now."""
        return RowSettings(
            width=max(self.viewport().width(), 240),
            today=self.today,
            direct=self.direct,
            members=self._following.members,
            selecting=self.chosen is not None,
            whole=self._whole,
            revealed=self._revealed,
        )

    def _lay(self, unit: Unit, items: Sequence[TimelineItem]) -> RowLayout:
        return lay_row(self.metrics, unit, items, self.row_settings())

    def _on_theme_changed(self) -> None:
        self.metrics = Metrics(self.theme)
        self.stretch.forget()
        self.settle()

    def _check_day(self) -> None:
        now = today()
        if now != self.today:
            self.today = now
            self.stretch.forget()
            QTimer.singleShot(0, self.settle)

    def is_watched(self) -> bool:
        """Whether a person looks at it: the window is active and this is on it."""
        return self.isVisible() and self.window().isActiveWindow()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: see `Screen`."""
        painter = QPainter(self.viewport())
        self._check_day()
        self.canvas.paint(painter, event.rect())
        painter.end()

    def _repaint(self) -> None:
        self.viewport().update()

    # ---- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: paging, moving the focused row, its menu, copying."""
        from app.ui.conversation.keys import press

        if press(self, event):
            return
        if is_typed(event):
            self.typed.emit(event.text())
        else:
            event.ignore()  # the scroll area itself would take arrows that belong to the window

    def selected_text(self) -> str:
        """Return the text selected with the mouse."""
        return self.pointer.selected_text()

    def activate(self, key: ItemKey, target: Target) -> None:
        """Do what a click on a target does."""
        self.activated.emit(key, target)

    # ---- events handed on

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt: the person moved the scrollbar."""
        self._bar.moved(dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width needs other layouts; the place is kept."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.stretch.forget()
        self.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: smooth steps; touchpads move exactly."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if not pixels.isNull():
            self.glide.stop()
            self.scroll_by(-pixels.y())
        elif angle.y():
            self.glide.push(-angle.y() / 120 * self.metrics.px(84))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: see `Pointer`."""
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: see `Pointer`."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: see `Pointer`."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: a double click answers."""
        self.pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu of the row under the mouse or of the focused one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            return  # keys.press does it
        placed = self.stretch.at(event.pos().y())
        if placed is not None and placed.unit.kind in (UnitKind.BUBBLE, UnitKind.ALBUM):
            key = self.pointer.item_at(QPointF(event.pos()))
            if key is not None:
                self.menu_wanted.emit(key, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: the mouse left."""
        if event.type() == QEvent.Type.Leave:
            self.pointer.leave()
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: when the window becomes active, what is in view has been read."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.edges.report_read()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: by Tab the newest row in view gets the focus."""
        super().focusInEvent(event)
        self.row_focus.come_in(event)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: no focus ring any more."""
        super().focusOutEvent(event)
        self._repaint()

    def minimumSizeHint(self) -> QSize:
        """Qt: a phone's width will do."""
        return QSize(200, 120)


def is_typed(event: QKeyEvent) -> bool:
    """Whether a key writes something."""
    modifiers = Qt.KeyboardModifier
    command = event.modifiers() & (modifiers.ControlModifier | modifiers.AltModifier)
    return bool(event.text()) and event.text().isprintable() and not command
