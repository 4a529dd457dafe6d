"""The mouse over messages: what lies under it, selecting text, clicking."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent, QTextLine

from app.domain.ids import ItemKey
from app.ui.conversation.layout.text import cut_utf16
from app.ui.conversation.layout.values import Hit, OpenMedia, PlaySound, RowLayout, Target, Text
from app.ui.conversation.rows import UnitKind

if TYPE_CHECKING:
    from app.ui.conversation.view import MessageView

_DRAG = 4


class Pointer:
    """State of the mouse; the view asks it while painting."""

    def __init__(self, view: "MessageView") -> None:
        self._view = view
        self._row: ItemKey | None = None
        self._hover: Hit | None = None
        self._pressed: tuple[ItemKey, Target] | None = None
        self._press_at = QPointF()
        self._anchor: tuple[ItemKey, int] | None = None
        self._selection: tuple[ItemKey, int, int] | None = None
        self._last = QPointF(-1, -1)

    def reset(self) -> None:
        """Another chat: nothing is hovered or selected."""
        self._row = self._hover = self._pressed = self._anchor = self._selection = None

    def rows_changed(self) -> None:
        """Rows changed: a selection in a row that is gone goes too."""
        if self._selection is not None and self._view.item(self._selection[0]) is None:
            self._selection = None
            self._anchor = None

    def refresh(self) -> None:
        """Rows moved below a resting mouse."""
        if self._last.y() >= 0 and self._row is not None:
            self._set_row(self.item_at(self._last))

    def hover_in(self, key: ItemKey) -> Hit | None:
        """Return what is hovered in a row."""
        return self._hover if key == self._row else None

    def selection_in(self, key: ItemKey) -> tuple[int, int] | None:
        """Return the selected range of a row."""
        if self._selection is None or self._selection[0] != key:
            return None
        return self._selection[1], self._selection[2]

    def selected_text(self) -> str:
        """Return what is selected."""
        if self._selection is None:
            return ""
        key, start, end = self._selection
        layout = self._layout_of(key)
        return cut_utf16(layout.text, start, end) if layout is not None else ""

    def clear(self) -> bool:
        """Drop the selection; whether there was one."""
        had = self._selection is not None
        self._selection = self._anchor = None
        self._view.viewport().update()
        return had

    def item_at(self, at: QPointF) -> ItemKey | None:
        """Return the item at a place; inside an album the picture's own."""
        placed = self._view.stretch.at(at.y())
        if placed is None or placed.unit.kind is UnitKind.NOTHING:
            return None
        if placed.unit.kind is UnitKind.ALBUM:
            for hit in placed.layout.hits:
                if isinstance(hit.target, OpenMedia) and hit.rect.contains(
                    at - QPointF(0, placed.y)
                ):
                    return hit.target.key
        return self._view.stretch.items[placed.unit.start].key

    def target_at(self, at: QPointF) -> tuple[ItemKey, Hit | None, Target | None]:
        """Return (row, hit, target) at a place; the row is '' beside all rows."""
        placed = self._view.stretch.at(at.y())
        if placed is None:
            return ItemKey(""), None, None
        key = self._view.stretch.items[placed.unit.start].key
        local = at - QPointF(0, placed.y)
        for hit in reversed(placed.layout.hits):
            if hit.rect.contains(local):
                target = hit.target
                if isinstance(target, PlaySound) and target.share is not None:
                    share = (local.x() - hit.rect.x()) / max(hit.rect.width(), 1)
                    target = PlaySound(target.key, min(max(share, 0.0), 1.0))
                return key, hit, target
        found = text_position(placed.layout, local, exact=True)
        if found is not None:
            for link in placed.layout.links:
                if link.start <= found < link.end:
                    return key, None, link.target
        return key, None, None

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a selection."""
        at = event.position()
        self._press_at = at
        view = self._view
        view.glide.stop()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.clear()
        key, _, target = self.target_at(at)
        if view.chosen is not None:
            item = self.item_at(at)
            if item is not None:
                view.toggle_chosen(key)
            return
        view.row_focus.key = None
        if target is not None:
            self._pressed = (key, target)
        placed = view.stretch.at(at.y())
        if placed is not None:
            found = text_position(placed.layout, at - QPointF(0, placed.y), exact=False)
            inside = placed.layout.bubble.contains(at - QPointF(0, placed.y))
            if found is not None and inside:
                self._anchor = (key, found)

    def move(self, event: QMouseEvent) -> None:
        """Hover, or stretch the selection."""
        at = event.position()
        self._last = at
        if event.buttons() & Qt.MouseButton.LeftButton and self._anchor is not None:
            far = (at - self._press_at).manhattanLength() >= _DRAG
            if far or self._selection is not None:
                self._pressed = None
                self._drag_to(at)
            return
        key, hit, target = self.target_at(at)
        self._set_row(self.item_at(at))
        if hit is not self._hover:
            self._hover = hit
            self._row = key or None
            self._view.viewport().update()
        self._view.viewport().setCursor(self._cursor(at, target))
        self._view.viewport().setToolTip(hit.name if hit is not None else "")

    def release(self, event: QMouseEvent) -> None:
        """Finish a click."""
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._selection is not None:
            clipboard = QGuiApplication.clipboard()
            if clipboard.supportsSelection():
                clipboard.setText(self.selected_text(), clipboard.Mode.Selection)
            return
        if pressed is not None:
            key, _, target = self.target_at(event.position())
            if (key, target) == pressed or isinstance(target, PlaySound):
                self._view.activated.emit(key, target)

    def double_click(self, event: QMouseEvent) -> None:
        """Answer the message, where nothing else is under the mouse."""
        at = event.position()
        key, _, target = self.target_at(at)
        placed = self._view.stretch.at(at.y())
        if target is not None or placed is None or self._view.chosen is not None:
            return
        if placed.unit.kind in (UnitKind.BUBBLE, UnitKind.ALBUM):
            self.clear()
            self._view.reply_wanted.emit(self.item_at(at) or key)

    def leave(self) -> None:
        """The mouse is gone."""
        self._last = QPointF(-1, -1)
        self._hover = None
        self._view.viewport().update()

    def _drag_to(self, at: QPointF) -> None:
        if self._anchor is None:
            return
        key, start = self._anchor
        for placed in self._view.stretch.placed:
            if self._view.stretch.items[placed.unit.start].key == key:
                found = text_position(placed.layout, at - QPointF(0, placed.y), exact=False)
                if found is not None:
                    self._selection = (key, min(start, found), max(start, found))
                    self._view.viewport().update()
        view = self._view.viewport().height()
        if at.y() < 0 or at.y() > view:
            self._view.scroll_by(at.y() if at.y() < 0 else at.y() - view)

    def _set_row(self, key: ItemKey | None) -> None:
        if key != self._row:
            self._row = key
            self._view.hovered.emit(key)

    def _cursor(self, at: QPointF, target: Target | None) -> QCursor:
        if target is not None:
            return QCursor(Qt.CursorShape.PointingHandCursor)
        placed = self._view.stretch.at(at.y())
        if placed is not None and self._view.chosen is None:
            local = at - QPointF(0, placed.y)
            if any(text.rect.contains(local) for text in placed.layout.texts):
                return QCursor(Qt.CursorShape.IBeamCursor)
        return QCursor(Qt.CursorShape.ArrowCursor)

    def _layout_of(self, key: ItemKey) -> RowLayout | None:
        index = self._view.stretch.index(key)
        if index is None:
            return None
        return self._view.stretch.layout(self._view.stretch.rows.unit(index))


def text_position(row: RowLayout, at: QPointF, *, exact: bool) -> int | None:
    """Return the UTF-16 offset at a place of a row; without `exact` the nearest one."""
    best: Text | None = None
    for text in row.texts:
        if text.rect.contains(at):
            best = text
            break
    if best is None:
        if exact or not row.texts:
            return None
        best = min(row.texts, key=lambda t: abs(t.rect.center().y() - at.y()))
        for text in row.texts:
            if text.rect.top() <= at.y() <= text.rect.bottom():
                best = text
    local = at - best.rect.topLeft()
    line = _line_at(best, local.y())
    if line is None:
        return None
    if exact and not 0 <= local.x() <= line.naturalTextWidth():
        return None
    # with `exact` the letter under the mouse counts, else the gap nearest to it
    side = QTextLine.CursorPosition
    mode = side.CursorOnCharacter if exact else side.CursorBetweenCharacters
    found = line.xToCursor(local.x(), mode)
    return best.start + int(found)


def _line_at(text: Text, y: float) -> QTextLine | None:
    count = text.layout.lineCount()
    if not count:
        return None
    share = y / max(text.rect.height(), 1.0)
    index = min(max(int(share * count), 0), count - 1)
    return text.layout.lineAt(index)
