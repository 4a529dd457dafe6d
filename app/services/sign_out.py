"""Signing out: this computer forgets a profile at once; the server hears of it if it can."""

import asyncio
import logging
from pathlib import Path

from app.domain.errors import AppError
from app.domain.ids import ProfileId
from app.domain.profiles import StopReason, Tokens
from app.domain.server import SignedIn
from app.services.network_access import NetworkAccess
from app.services.profile_book import folder_of, remove_folder
from app.services.profile_keys import ProfileKeys
from app.services.session import Session
from app.services.tasks import TaskScope
from app.services.workshop import Workshop

_log = logging.getLogger(__name__)

LOGOUT_SECONDS = 10.0
"""How long the server may take to hear that we sign out."""


class Leaving:
    """Profiles on their way out, and sign-ins that came to nothing."""

    def __init__(
        self, data: Path, workshop: Workshop, *, keys: ProfileKeys, network: NetworkAccess
    ) -> None:
        self._data, self._workshop = data, workshop
        self._keys, self._network = keys, network
        self._tasks = TaskScope(lambda error: _log.info("signing out ended early: %s", error))
        self._goodbyes: set[asyncio.Task[None]] = set()

    async def leave(self, session: Session) -> None:
        """Close a session, remove what is here of its profile and sign it out at the server."""
        goodbye = self._tasks.start(self._leave(session))
        self._goodbyes.add(goodbye)
        goodbye.add_done_callback(self._goodbyes.discard)
        await asyncio.shield(goodbye)  # who asked may go away with the window

    async def finished(self) -> None:
        """Wait for all: quitting right after signing out must not leave keys or files behind."""
        if self._goodbyes:
            await asyncio.wait(self._goodbyes)

    async def _leave(self, session: Session) -> None:
        profile = session.profile.value
        await session.close()
        keys = self._keys.of(profile.id)  # read late: closing waits for a refresh under way
        await self.forget(profile.id, shared=profile.shared_computer)
        if session.connection.value.stop is not StopReason.LOGGED_OUT:
            await self.discard(
                SignedIn(
                    profile.user_id, profile.device_id, profile.homeserver, keys.tokens, keys.oauth
                )
            )

    async def forget(self, profile_id: ProfileId, *, shared: bool) -> None:
        """Remove the files and the keys of a profile."""
        remove_folder(folder_of(self._data, profile_id, shared=shared))
        await self._keys.forget(profile_id, shared=shared)

    async def discard(self, signed_in: SignedIn) -> None:
        """Take a sign-in back, so that no device is left on the server."""

        async def nowhere(_: Tokens) -> None:
            return

        try:
            api = await self._workshop.open_api(
                signed_in.homeserver,
                signed_in.user_id,
                signed_in.device_id,
                tokens=signed_in.tokens,
                on_tokens=nowhere,
                network=self._network.now,
                oauth=signed_in.oauth,
            )
            try:
                async with asyncio.timeout(LOGOUT_SECONDS):
                    await api.logout()
            finally:
                await api.aclose()
        except (AppError, TimeoutError) as error:
            _log.info("a spare device stays on the server: %s", error)
