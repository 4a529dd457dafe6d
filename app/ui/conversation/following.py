"""What a timeline says reaches the view: where to begin, rows that come, go and change."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.domain.diff import Insert, ListDiff
from app.domain.ids import ItemKey
from app.domain.rooms import RoomDetails
from app.domain.timeline import SendState, TimelineItem
from app.services.facade.timeline import Timeline
from app.ui.conversation.stretch import Position

if TYPE_CHECKING:
    from app.ui.conversation.view import MessageView


class Following:
    """Subscriptions of a view to the timeline it shows."""

    def __init__(self, view: "MessageView") -> None:
        self._view = view
        self._cut: list[Callable[[], None]] = []
        self.members = 0
        """How many are in the chat."""

    def end(self) -> None:
        """Hear no more of the timeline."""
        for cut in self._cut:
            cut()
        self._cut.clear()

    def begin(self, timeline: Timeline, at: Position | None) -> None:
        """Take over what there is, from a saved place, the new-messages line or the bottom."""
        view = self._view
        with view.unsettled():  # until it is known where to begin, nothing is shown nor read
            self._cut = [
                timeline.new_from.subscribe(self._on_new_from),
                timeline.details.subscribe(self._on_details),
                timeline.live.subscribe(self._on_live),
                timeline.items.subscribe(self._on_diffs),
                timeline.at_start.subscribe(lambda _: view.settle()),
            ]
        new_from = view.stretch.rows.new_from
        if at is not None and at.key and view.stretch.show(at.key, y=at.y):
            pass
        elif new_from is not None and (at is None or at.key is not None):
            view.stretch.show(new_from, y=float(view.metrics.px(96)))
        else:
            view.stretch.to_bottom()
        view.settle()

    def _on_diffs(self, diffs: Sequence[ListDiff[TimelineItem]]) -> None:
        view = self._view
        end = len(view.stretch.items)
        view.stretch.apply(diffs)
        for diff in diffs:
            if isinstance(diff, Insert) and diff.index >= end:
                fresh = diff.items[-1]
                if fresh.mine and fresh.status.state is not SendState.SENT:
                    view.stretch.to_bottom()
                elif not fresh.mine and len(diff.items) == 1 and view.is_watched():
                    view.row_focus.announce(fresh)
        view.pointer.rows_changed()
        view.settle()

    def _on_new_from(self, key: ItemKey | None) -> None:
        rows = self._view.stretch.rows
        rows.new_from = key
        rows.changed()
        self._view.settle()

    def _on_details(self, details: RoomDetails) -> None:
        view, rows = self._view, self._view.stretch.rows
        if details.joined_count != self.members:
            self.members = details.joined_count
            view.stretch.forget()
        if details.look != view.look:
            view.look = details.look
            view.viewport().update()
        if details.show_membership != rows.show_membership:
            rows.show_membership = details.show_membership
            rows.changed()
        view.settle()

    def _on_live(self, live: bool) -> None:
        self._view.stretch.live = live
        self._view.settle()
