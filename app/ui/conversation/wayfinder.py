"""Ways within a chat: to a message, to the newest, to where I am named."""

from app.domain.ids import EventId, ItemKey
from app.ui.conversation.actions import MessageActions
from app.ui.conversation.view import MessageView
from app.ui.qt.i18n import tr


class Wayfinder:
    """Moves the view, and the timeline where what is wanted is not loaded."""

    def __init__(self, view: MessageView, actions: MessageActions) -> None:
        self._view, self._actions = view, actions

    def go_to(self, event_id: str) -> None:
        """Show a message as soon as it is found."""
        self._actions.start(self.jump(EventId(event_id)))

    async def jump(self, event_id: EventId) -> None:
        """Show a message; it is said when there is none."""
        timeline = self._view.timeline
        if timeline is None:
            return
        key = await timeline.jump_to(event_id)
        if key is None:
            self._actions.say(tr("Сообщение не найдено: возможно, его удалили"))
        elif self._view.timeline is timeline:
            self._view.jump(key)

    def go_to_end(self) -> None:
        """Show the newest message."""
        self._actions.start(self._to_end())

    async def _to_end(self) -> None:
        timeline = self._view.timeline
        if timeline is not None:
            if not timeline.live.value:
                await timeline.jump_to_end()
            self._view.to_bottom()

    def go_to_mention(self) -> None:
        """Show the next message below that names me, else the last that does."""
        stretch = self._view.stretch
        items = stretch.items
        start = stretch.placed[-1].unit.end if stretch.placed else 0
        key: ItemKey | None = next(
            (i.key for i in items[start:] if i.mentions_me),
            next((i.key for i in reversed(items) if i.mentions_me), None),
        )
        if key is not None:
            self._view.jump(key)
