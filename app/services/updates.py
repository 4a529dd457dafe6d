"""What a stored sync batch changed, told to everybody who shows it."""

from collections.abc import Callable

from app.domain.cache import Applied
from app.domain.diff import Unsubscribe
from app.domain.events import SyncBatch


class Updates:
    """A fan-out of `Applied` values within one session, in the order they were stored."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Applied], None]] = []
        self._batch_listeners: list[Callable[[SyncBatch], None]] = []

    def subscribe(self, listener: Callable[[Applied], None]) -> Unsubscribe:
        """Call `listener` for every batch from here on."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, applied: Applied) -> None:
        """Tell every listener of one batch."""
        for listener in tuple(self._listeners):
            listener(applied)

    def subscribe_batches(self, listener: Callable[[SyncBatch], None]) -> None:
        """Call `listener` for every sync reply after it was stored, for what is not kept."""
        self._batch_listeners.append(listener)

    def publish_batch(self, batch: SyncBatch) -> None:
        """Tell of one stored sync reply."""
        for listener in tuple(self._batch_listeners):
            listener(batch)
