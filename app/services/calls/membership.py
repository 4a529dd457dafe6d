"""This device's place in the call of a room: taken, kept alive, left, also when we are killed.

The order is the protocol's: first a leave that the server sends by itself unless it hears of us,
then the place, then a sign of life every four seconds.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from app.domain.errors import AppError, NotFound, RateLimited, ServerError
from app.domain.events import Json
from app.domain.ids import DeviceId, EventId, RoomId, UserId
from app.domain.rtc import EXPIRES, member_key
from app.services.ports.calls import RtcApi
from app.services.ports.clock import Clock

_log = logging.getLogger(__name__)
LEAVE_AFTER_MS = 18_000
"""How long the server waits for a sign of life."""
ALIVE_EVERY = 4.0
RENEW_BEFORE = timedelta(minutes=20)


class Membership:
    """One stay in one call."""

    def __init__(
        self, api: RtcApi, room_id: RoomId, *, me: UserId, device: DeviceId, clock: Clock
    ) -> None:
        self._api, self._room_id, self._clock = api, room_id, clock
        self._me, self._device = me, device
        self._key = member_key(me, device)
        self._delay: str | None = None
        self._gone = False
        self._since: datetime | None = None
        self._lasts = EXPIRES
        self._content: Callable[[], Json] = dict
        self.event_id: EventId | None = None

    async def join(self, service_url: str, *, video: bool) -> EventId:
        """Take the place. Raises AppError where the room does not let us."""
        since = self._since = self._clock.now()

        def content() -> Json:
            again = {"created_ts": int(since.timestamp() * 1000)} if self.event_id else {}
            return {
                "application": "m.call",
                "call_id": "",
                "scope": "m.room",
                "device_id": self._device,
                "membershipID": f"{self._me}:{self._device}",
                "expires": int(self._lasts / timedelta(milliseconds=1)),
                "m.call.intent": "video" if video else "audio",
                "focus_active": {"type": "livekit", "focus_selection": "multi_sfu"},
                "foci_preferred": [
                    {
                        "type": "livekit",
                        "livekit_service_url": service_url,
                        "livekit_alias": self._room_id,
                    }
                ],
                **again,
            }

        self._content = content
        await self._delay_leaving()
        self.event_id = await self._api.set_call_member(self._room_id, self._key, content())
        return self.event_id

    async def keep(self) -> None:
        """Give signs of life until cancelled."""
        while True:
            await self._clock.sleep(ALIVE_EVERY)
            try:
                await self._sign_of_life()
            except AppError as error:
                # The next sign may get through; if none does, the server leaves for us.
                _log.info("no sign of life got through: %s", error)

    async def leave(self) -> None:
        """Leave now: the server sends what it was told to send."""
        delay, self._delay = self._delay, None
        if self.event_id is None and delay is None:
            return
        try:
            if delay is not None:
                await self._api.delayed(delay, "send")
                return
        except NotFound:
            return  # the server has left for us
        except AppError as error:
            _log.info("the delayed leave was not sent: %s", error)
        await self._api.set_call_member(self._room_id, self._key, {})

    async def _sign_of_life(self) -> None:
        if self._delay is not None:
            try:
                await self._api.delayed(self._delay, "restart")
            except NotFound:
                # We were silent for too long and count as gone: come back, now or at a later sign.
                self._delay, self._gone = None, True
        if self._delay is None:
            await self._delay_leaving()
        if self._gone:
            await self._renew()
            self._gone = False
            return
        assert self._since is not None
        if self._clock.now() > self._since + self._lasts - RENEW_BEFORE:
            self._lasts += EXPIRES
            await self._renew()

    async def _renew(self) -> None:
        self.event_id = await self._api.set_call_member(self._room_id, self._key, self._content())

    async def _delay_leaving(self) -> None:
        try:
            self._delay = await self._api.delay_leaving(
                self._room_id, self._key, delay_ms=LEAVE_AFTER_MS
            )
        except RateLimited:
            raise
        except ServerError as error:
            # Without delayed events the place ends by its expiry alone.
            _log.info("the server does not leave for us: %s", error)
