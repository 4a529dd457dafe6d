"""One value that is observed, not polled. Lists are in `app.domain.diff`, which brings this too."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
Unsubscribe = Callable[[], None]


class Observable(Generic[T]):
    """One value that is watched: the listener gets the value now and at every change."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._listeners: list[Callable[[T], None]] = []

    @property
    def value(self) -> T:
        """The value now."""
        return self._value

    @property
    def watched(self) -> bool:
        """Whether anybody listens."""
        return bool(self._listeners)

    def set(self, value: T) -> None:
        """Change the value; an equal one is no change."""
        if value == self._value:
            return
        self._value = value
        for listener in tuple(self._listeners):
            listener(value)

    def subscribe(self, listener: Callable[[T], None]) -> Unsubscribe:
        """Call `listener` with the value now and with every new one."""
        listener(self._value)
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe
