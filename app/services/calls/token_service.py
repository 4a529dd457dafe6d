"""Where this server gives out tokens for calls, if it does: asked until it is known."""

import logging

from app.domain.diff import Observable
from app.domain.errors import AppError, UserText
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi

_log = logging.getLogger(__name__)
ASK_AGAIN = (1.0, 300.0)
"""The first and the longest wait before the server is asked again whether it has calls."""
NO_CALLS = UserText("На этом сервере звонков нет. Спросите администратора школы.")


class TokenService:
    """The address of the token service; `offered` once there is one."""

    def __init__(self, api: MatrixApi, clock: Clock) -> None:
        self._api, self._clock = api, clock
        self._url: str | None = None
        self.offered: Observable[bool] = Observable(False)

    async def url(self) -> str:
        """Its address, asked again where it was not there. Raises AppError."""
        if self._url is None:
            found = await self._api.rtc_transports()
            if not found:
                raise AppError("no transports", user_text=NO_CALLS)
            self._url = found[0]
            self.offered.set(True)
        return self._url

    async def find(self) -> None:
        """Ask until it is known."""
        wait = ASK_AGAIN[0]
        while self._url is None:
            try:
                await self.url()
            except AppError as error:
                _log.info("not known yet whether there are calls: %s", error)
            await self._clock.sleep(wait)
            wait = min(wait * 2, ASK_AGAIN[1])
