"""The way of a call to the media server: in, over into a group's room and back, in again.

There is one traveller at a time. Whoever is sent elsewhere on the way turns round; what the room
that is being left says no longer counts.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from app.domain.errors import AppError, Forbidden, NotFound, UserText
from app.domain.rtc import CallTicket
from app.services.ports.calls import CallLine
from app.services.ports.clock import Clock
from app.services.tasks import TaskScope

_log = logging.getLogger(__name__)
GIVE_UP_AFTER = 120.0
"""Seconds in which a lost connection may come back."""
RETRY_WAITS = (0.5, 1.0, 2.0, 4.0, 8.0)


class Travel:
    """Where this person is to be, and the way there; `line` is None outside of the call."""

    def __init__(
        self,
        clock: Clock,
        tasks: TaskScope,
        *,
        ticket: Callable[[str], Awaitable[CallTicket]],
        broken: Callable[[], None],
        arrived: Callable[[], None],
        refused: Callable[[UserText], None],
        lost: Callable[[], None],
    ) -> None:
        self._clock, self._tasks, self._ticket = clock, tasks, ticket
        self._broken, self._arrived = broken, arrived
        self._refused, self._lost = refused, lost
        self._way: asyncio.Task[None] | None = None
        self.line: CallLine | None = None
        self.group = ""
        """The group's room that is wanted; "" is the call itself."""

    @property
    def under_way(self) -> bool:
        """Whether somebody is between two rooms."""
        return self._way is not None

    async def enter(self, ticket: CallTicket) -> None:
        """Go in for the first time. Raises AppError."""
        if self.line is not None:
            await self.line.connect(ticket.url, ticket.token, ticket.relay)

    def go_to(self, group: str) -> None:
        """Go over into a group's room, or back with ""."""
        if group != self.group:
            self.group = group
            self._set_out(at_once=True)

    def come_back(self) -> None:
        """Get in again after the connection was lost."""
        if self._way is None:
            self._set_out(at_once=False)

    def stop(self) -> None:
        """Go nowhere any more."""
        way, self._way = self._way, None
        if way is not None and way is not asyncio.current_task():
            way.cancel()

    def _set_out(self, *, at_once: bool) -> None:
        self.stop()
        self._way = self._tasks.start(self._go(at_once=at_once), name="call way")

    async def _go(self, *, at_once: bool) -> None:
        """Get a new token and go in, for two minutes."""
        clock, me = self._clock, asyncio.current_task()
        until, tries = clock.monotonic() + GIVE_UP_AFTER, 0
        while clock.monotonic() < until:
            if tries or not at_once:
                waits = tries - at_once
                await clock.sleep(RETRY_WAITS[min(waits, len(RETRY_WAITS) - 1)])
            tries += 1
            try:
                ticket = await self._ticket(self.group)
                if self.line is not None:
                    await self.line.connect(ticket.url, ticket.token, ticket.relay)
            except NotFound as error:
                if not self.group:
                    _log.info("the call is not there: %s", error)
                self.group = ""  # the group has ended meanwhile
            except Forbidden as error:
                self._end(me)
                self._refused(error.user_text)
                return
            except AppError as error:
                _log.info("not in the call yet: %s", error)
                self._broken()
            else:
                self._end(me)
                self._arrived()
                return
        self._end(me)
        self._lost()

    def _end(self, me: object) -> None:
        if self._way is me:
            self._way = None
