"""Choosing several messages and doing something with all of them."""

from app.domain.timeline import TimelineItem
from app.ui.conversation.actions import MessageActions
from app.ui.conversation.bottom import Bottom
from app.ui.conversation.choices import Choice
from app.ui.conversation.view import MessageView


class Choosing:
    """Multi-select mode: the view marks rows, the bar says what can be done."""

    def __init__(self, view: MessageView, actions: MessageActions, bottom: Bottom) -> None:
        self._view, self._actions, self._bottom = view, actions, bottom
        view.chosen_changed.connect(self._on_changed)
        bar = bottom.choices
        bar.done.connect(self.stop)
        bar.copy.connect(self._on_copy)
        bar.forward.connect(lambda: actions.start(actions.forward(self.chosen())))
        bar.delete.connect(lambda: actions.start(actions.delete(self.chosen())))

    def chosen(self) -> list[TimelineItem]:
        """Return the chosen messages in the order of the chat."""
        keys = self._view.chosen or set()
        rows = self._view.stretch.rows
        found: list[TimelineItem] = []
        for index, item in enumerate(rows.items):
            if item.key in keys:
                found.extend(rows.items_of(rows.unit(index)))
        return found

    def stop(self) -> bool:
        """Leave the mode; whether it was on."""
        if self._view.chosen is None:
            return False
        self._view.set_choosing(None)
        return True

    def _on_changed(self) -> None:
        items = self.chosen()
        self._bottom.choose(self._view.chosen is not None)
        offers = [self._actions.choices(item) for item in items]
        self._bottom.choices.show_count(
            len(items),
            can_delete=all(Choice.DELETE in offer for offer in offers),
            can_forward=all(Choice.FORWARD in offer for offer in offers),
        )

    def _on_copy(self) -> None:
        self._actions.copy(self.chosen())
        self.stop()
