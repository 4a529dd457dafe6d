"""Sessions with outside registers while families use them: one a link, kept alive, signed out."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass

from server.service.diary.repository import Link, Register
from server.service.diary.source import GradebookError, GradebookRefused
from server.service.sgo.session import PING_SECONDS, SgoAccount, SgoSession
from server.service.vault import Vault, VaultError

_log = logging.getLogger(__name__)

IDLE_SECONDS = 1800.0
"""A family that has not looked for so long is signed out of the register."""

_GOODBYE_SECONDS = 3.0
_ANEW = "Сервер школы больше не помнит вход в электронный журнал. Привяжите журнал заново."


@dataclass(slots=True)
class _Kept:
    session: SgoSession
    secret: bytes
    used: float


class GradebookPool:
    """Gives the session of a link; the password leaves the vault only to sign in."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self._kept: dict[str, _Kept] = {}

    def session(self, link: Link, register: Register) -> SgoSession:
        """Return the session of a link, a new one where the family has linked anew."""
        kept = self._kept.get(link.child)
        if kept is None or kept.secret != link.secret:
            try:
                opened = self.vault.open(link.secret, about=about(link.child))
            except VaultError:
                _log.warning("the sign-in of a linked register does not open: another vault key?")
                raise GradebookRefused(text=_ANEW) from None
            login, _, password = opened.partition("\n")
            account = SgoAccount(register.url, register.school, login, password)
            kept = self._kept[link.child] = _Kept(SgoSession(account), link.secret, 0.0)
        kept.used = time.monotonic()
        return kept.session

    async def drop(self, child: str) -> None:
        """Sign out and forget the session of a child."""
        kept = self._kept.pop(child, None)
        if kept is not None:
            await kept.session.aclose()

    async def keep_alive(self) -> None:
        """Job: ping what is in use, sign out of what is not."""
        while True:
            await asyncio.sleep(PING_SECONDS)
            await self.ping()

    async def ping(self) -> None:
        """One round of `keep_alive`."""
        now = time.monotonic()
        for child, kept in tuple(self._kept.items()):
            if now - kept.used > IDLE_SECONDS:
                await self.drop(child)
                continue
            try:
                await kept.session.ping()
            except GradebookError as error:
                _log.info("a register did not answer the ping: %s", error)

    async def aclose(self) -> None:
        """Sign out everywhere, as far as the registers answer in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await asyncio.gather(*(self.drop(child) for child in tuple(self._kept)))

    @property
    def open(self) -> Mapping[str, SgoSession]:
        """Sessions by child, for tests and numbers."""
        return {child: kept.session for child, kept in self._kept.items()}


def about(child: str) -> str:
    """What the secret of a child's link is sealed for."""
    return f"diary link {child}"
