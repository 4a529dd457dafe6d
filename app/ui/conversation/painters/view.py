"""Paints what is in view: rows with their state, and the floating day."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from app.domain.ids import ItemKey
from app.ui.conversation.layout.service import pill_marks
from app.ui.conversation.motion import Fade
from app.ui.conversation.painters.context import PaintContext
from app.ui.conversation.painters.row import paint_row
from app.ui.conversation.rows import UnitKind
from app.ui.conversation.stretch import Placed
from app.ui.conversation.words import day_words
from app.ui.style import mixed
from app.ui.theme import BACKDROPS

if TYPE_CHECKING:
    from app.ui.conversation.view import MessageView


class ViewPainter:
    """Knows which row is lit up and whether the floating day is shown."""

    def __init__(self, view: "MessageView") -> None:
        self._view = view
        self._flash_key: ItemKey | None = None
        # The viewport is asked for anew each time: a kept one may be gone on the C++ side.
        self._flash = Fade(view, lambda: view.viewport().update(), msec=1400)
        self.sticky = Fade(view, lambda: view.viewport().update(), msec=1800)
        """Started by scrolling: the day of the topmost row floats for a while."""

    def flash_row(self, key: ItemKey) -> None:
        """Light a row up for a moment."""
        self._flash_key = key
        self._flash.start()

    def paint(self, painter: QPainter, dirty: QRect) -> None:
        """Paint the part of the viewport that needs it."""
        view = self._view
        painter.fillRect(dirty, self._ground())
        if view.timeline is None:
            return
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        context = self._context()
        for placed in view.stretch.placed:
            if placed.bottom < dirty.top() or placed.y > dirty.bottom():
                continue
            self._prepare(context, view.stretch.items[placed.unit.start].key, placed)
            painter.save()
            painter.translate(0, round(placed.y))
            paint_row(painter, placed.layout, context)
            painter.restore()
        self._paint_sticky_day(painter)

    def _ground(self) -> QColor:
        """The chat's own background is a breath of its colour: what stands on it stays readable."""
        colors, index = self._view.theme.colors, BACKDROPS.get(self._view.look)
        return colors.chat if index is None else mixed(colors.avatars[index], colors.chat, 0.14)

    def _context(self) -> PaintContext:
        view = self._view
        return PaintContext(
            metrics=view.metrics,
            images=view.images,
            dpr=view.devicePixelRatioF(),
            highlight=view.highlight,
            playing=view.playing,
            downloads=view.downloads,
            local=view.decor.local,
            blurred=view.decor.blurred,
        )

    def _prepare(self, context: PaintContext, key: ItemKey, placed: Placed) -> None:
        view = self._view
        context.hover = view.pointer.hover_in(key)
        context.selection = view.pointer.selection_in(key)
        context.flash = self._flash.strength if key == self._flash_key else 0.0
        context.focused = view.hasFocus() and key == view.row_focus.key
        message = placed.unit.kind in (UnitKind.BUBBLE, UnitKind.ALBUM)
        chosen = view.chosen
        context.selected = key in chosen if chosen is not None and message else None

    def _paint_sticky_day(self, painter: QPainter) -> None:
        view, strength = self._view, self.sticky.strength
        if strength <= 0 or not view.stretch.placed:
            return
        top = view.stretch.placed[0]
        words = day_words(view.stretch.rows.day_of(top.unit.start), view.today)
        box, label = pill_marks(view.metrics, words, width=top.layout.width, y=8)
        for placed in view.stretch.placed:
            if placed.layout.pill is not None:
                pill = placed.layout.pill.translated(0, placed.y)
                if pill.intersects(box.rect.adjusted(0, -6, 0, 6)):
                    return  # the row's own pill is just there
        painter.setOpacity(min(strength * 2, 1.0))
        painter.setPen(view.theme.colors.line)  # it floats over bubbles of its own colour
        painter.setBrush(view.theme.colors.surface)
        painter.drawRoundedRect(box.rect, box.radius, box.radius)
        painter.setPen(label.color)
        painter.setFont(view.metrics.fonts[label.font_index])
        painter.drawStaticText(label.rect.topLeft(), label.text)
        painter.setOpacity(1.0)
