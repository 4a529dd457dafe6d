"""The scrollbar of the messages: it follows the stretch, and the stretch follows a hand on it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.conversation.view import MessageView


class ScrollBar:
    """Keeps the bar and what is in view in step; what it sets itself is not taken for a hand."""

    def __init__(self, view: "MessageView") -> None:
        self._view = view
        self._syncing = False

    def sync(self) -> None:
        """Let the bar say where the view stands."""
        view, stretch = self._view, self._view.stretch
        bar, height = view.verticalScrollBar(), view.viewport().height()
        self._syncing = True
        total = round(stretch.total + 2 * stretch.pad)
        bar.setPageStep(height)
        bar.setSingleStep(view.metrics.px(48))
        bar.setRange(0, max(total - height, 0) if view.timeline is not None else 0)
        if not bar.isSliderDown():
            bar.setValue(bar.maximum() if stretch.stick else round(stretch.offset()))
        self._syncing = False

    def moved(self, dy: int) -> None:
        """Go where the person moved it; far jumps go by guessed heights."""
        view, stretch = self._view, self._view.stretch
        if self._syncing or view.timeline is None:
            return
        bar = view.verticalScrollBar()
        view.glide.stop()
        if bar.value() >= bar.maximum() and stretch.live:
            stretch.to_bottom()
        elif abs(dy) <= 2 * view.viewport().height():
            stretch.scroll(-dy)
        else:
            stretch.scroll_to(bar.value())
        view.canvas.sticky.start()
        view.settle()
