"""How this computer reaches the network: what the person set, under what its owner decided."""

import logging

from app.domain.errors import AppError
from app.domain.managed import Managed
from app.domain.network import NetworkSettings
from app.services.network_settings import NETWORK, pack, unpack
from app.services.ports.login import LoginApi
from app.services.profile_book import KeptBook
from app.services.profile_keys import ProfileKeys
from app.services.workshop import Workshop

_log = logging.getLogger(__name__)


class NetworkAccess:
    """The settings in force, and the connections of somebody who is not signed in yet."""

    def __init__(self, workshop: Workshop, managed: Managed, settings: NetworkSettings) -> None:
        self._workshop, self._managed = workshop, managed
        self._login: LoginApi | None = None
        self._set(settings)

    @property
    def now(self) -> NetworkSettings:
        """The settings in force."""
        return self._now

    def login(self) -> LoginApi:
        """The ways into a server; made when they are needed first."""
        if self._login is None:
            self._login = self._workshop.make_login(self._now)
        return self._login

    async def read(self, keys: ProfileKeys, book: KeptBook) -> None:
        """Take what was kept: a proxy is needed for the first sign-in too.

        Raises:
            AppError: there are profiles, and no way to what opens them.
        """
        if book.now.entries:
            secrets = await keys.open()
        elif book.now.storage == "keyring":
            secrets = self._workshop.keyring
        else:
            return  # nobody is asked for a passphrase before there is something behind it
        try:
            self._set(unpack(await secrets.load(NETWORK)) or self._now)
        except AppError as error:
            if book.now.entries:
                raise
            _log.info("no network settings: %s", error)

    async def change(self, settings: NetworkSettings, keys: ProfileKeys) -> None:
        """Keep other settings and use them for what is opened from now on."""
        self._set(settings)
        await (await keys.open()).save(NETWORK, pack(settings))
        await self.aclose()

    def _set(self, settings: NetworkSettings) -> None:
        self._now = self._managed.over(settings)
        if self._workshop.media is not None:
            self._workshop.media.set_network(self._now)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._login is not None:
            await self._login.aclose()
            self._login = None
