"""The keys of the profiles while the program runs, and where they lie when it does not.

In the keyring of the computer; in a vault with a passphrase where there is none; in memory alone
for a shared computer, or where the person wants neither.
"""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path

from app.domain.errors import AppError, NoKeyring, UserText, WrongKey
from app.domain.ids import ProfileId
from app.domain.profiles import Tokens
from app.services.keys import Keys, entry_name, pack, unpack
from app.services.ports.secrets import Secrets
from app.services.profile_book import KeptBook
from app.services.secrets import MemorySecrets
from app.services.workshop import Workshop

_log = logging.getLogger(__name__)


class ProfileKeys:
    """Keys by profile; `of` raises KeyError for a profile that is not open."""

    def __init__(self, data: Path, workshop: Workshop, book: KeptBook) -> None:
        self._data, self._workshop, self._book = data, workshop, book
        self._choosing = asyncio.Lock()
        self._secrets: Secrets | None = None
        self._memory = MemorySecrets()
        self._held: dict[ProfileId, Keys] = {}

    def of(self, profile_id: ProfileId) -> Keys:
        """Return the keys of an open profile, with the tokens that are worth something now."""
        return self._held[profile_id]

    def hold(self, profile_id: ProfileId, keys: Keys) -> None:
        """Have them at hand without writing them."""
        self._held[profile_id] = keys

    async def load(self, profile_id: ProfileId) -> Keys | None:
        """Return what was kept; None where there is nothing, or nothing that can be read."""
        packed = await (await self.open()).load(entry_name(profile_id))
        return unpack(packed) if packed else None

    async def save(self, profile_id: ProfileId, keys: Keys, *, shared: bool) -> None:
        """Keep them; those of a shared computer end with the program."""
        secrets = self._memory if shared else await self.open()
        await secrets.save(entry_name(profile_id), pack(keys))
        self._held[profile_id] = keys

    async def renew(self, profile_id: ProfileId, tokens: Tokens, *, shared: bool) -> None:
        """Keep the tokens that took the place of others."""
        if profile_id in self._held:  # else it was signed out meanwhile, and nothing comes back
            keys = replace(self._held[profile_id], tokens=tokens)
            await self.save(profile_id, keys, shared=shared)

    async def forget(self, profile_id: ProfileId, *, shared: bool) -> None:
        """Forget them; without its key the file of a profile is noise."""
        self._held.pop(profile_id, None)
        try:
            secrets = self._memory if shared else await self.open()
            await secrets.delete(entry_name(profile_id))
        except AppError as error:
            _log.warning("keys of profile %s stay in the keyring: %s", profile_id, error)

    async def end_with_the_program(self) -> bool:
        """Whether what is kept lives in memory only, by the choice of the person."""
        return await self.open() is self._memory

    async def open(self) -> Secrets:
        """Return where secrets are; where there is no keyring, the person chooses once."""
        async with self._choosing:
            if self._secrets is None:
                self._secrets = await self._find()
            return self._secrets

    async def _find(self) -> Secrets:
        if self._book.now.storage == "keyring":
            try:
                await self._workshop.keyring.load("probe")
                return self._workshop.keyring
            except NoKeyring:
                _log.info("no keyring on this computer")
        while True:
            passphrase = await self._workshop.choose_storage()
            if passphrase is None:
                return self._memory
            try:
                vault = await self._workshop.open_vault(self._data, passphrase)
            except WrongKey as error:
                not_that = UserText("Пароль хранилища не подходит.")
                self._workshop.on_error(AppError(str(error), user_text=not_that))
                continue
            self._book.write(replace(self._book.now, storage="vault"))
            return vault
