"""Secrets under a passphrase, for computers without a keyring: a small SQLCipher file.

The key is made from the passphrase by scrypt with a salt of its own; the file cannot be opened, nor
changed unseen, without it.
"""

import asyncio
import hashlib
import secrets
from pathlib import Path
from typing import Any

from app.domain.errors import WrongKey
from app.store.keyed import connect

VAULT, SALT = "vault.db", "vault.salt"


class Vault:
    """Fulfils the `Secrets` port; every call is one transaction in a thread."""

    def __init__(self, path: Path, key: str) -> None:
        self._path, self._key = path, key

    @classmethod
    async def open(cls, folder: Path, passphrase: str) -> "Vault":
        """Open the vault in a folder, or make it; raises WrongKey for a wrong passphrase."""
        return await asyncio.to_thread(cls._open, folder, passphrase)

    @classmethod
    def _open(cls, folder: Path, passphrase: str) -> "Vault":
        folder.mkdir(parents=True, exist_ok=True)
        salt_file = folder / SALT
        if not salt_file.exists():
            made = salt_file.with_suffix(".new")
            made.write_bytes(secrets.token_bytes(16))
            made.replace(salt_file)
        key = hashlib.scrypt(
            passphrase.encode(),
            salt=salt_file.read_bytes(),
            n=1 << 16,
            r=8,
            p=1,
            maxmem=1 << 27,
            dklen=32,
        ).hex()
        vault = cls(folder / VAULT, key)
        vault._do("CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        return vault

    async def load(self, name: str) -> str | None:
        """Return the secret, or None."""
        rows = await self._run("SELECT value FROM secrets WHERE name = ?", name)
        return rows[0][0] if rows else None

    async def save(self, name: str, value: str) -> None:
        """Keep it."""
        await self._run("INSERT OR REPLACE INTO secrets VALUES (?, ?)", name, value)

    async def delete(self, name: str) -> None:
        """Forget it."""
        await self._run("DELETE FROM secrets WHERE name = ?", name)

    async def _run(self, sql: str, *values: str) -> list[Any]:
        return await asyncio.to_thread(self._do, sql, *values)

    def _do(self, sql: str, *values: str) -> list[Any]:
        from sqlcipher3 import dbapi2

        try:
            connection = connect(self._path, self._key)
            try:
                with connection:
                    rows: list[Any] = connection.execute(sql, values).fetchall()
                    return rows
            finally:
                connection.close()
        except (dbapi2.DatabaseError, MemoryError) as error:
            # SQLCipher reports a page that is not authentic as either of them.
            raise WrongKey("the vault does not open") from error
