"""What a switch should be, made so in order: quick presses never overtake one another."""

from collections.abc import Awaitable, Callable

from app.ui.qt.images import Starter


class Wish:
    """Applies the last wanted value; while one is being applied later ones wait, and only the last
    of them counts."""

    def __init__(self, tasks: Starter, apply: Callable[[bool], Awaitable[None]]) -> None:
        self._tasks, self._apply = tasks, apply
        self._wanted: bool | None = None
        self._busy = False

    @property
    def pending(self) -> bool | None:
        """What is being made so; None while nothing is."""
        return self._wanted

    def want(self, on: bool) -> None:
        """Make it so."""
        self._wanted = on
        if not self._busy:
            self._busy = True
            self._tasks.start(self._run())

    async def _run(self) -> None:
        try:
            while self._wanted is not None:
                wanted = self._wanted
                await self._apply(wanted)
                if self._wanted is wanted:
                    self._wanted = None
        finally:
            self._busy = False
            self._wanted = None
