"""Secrets of families at rest: sealed with a key that lives outside the database.

Whoever gets a copy of the database alone reads nothing; whoever swaps two rows opens nothing,
because each secret is sealed together with what it is for.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE, _KEY = 12, 32


class VaultError(Exception):
    """The key file or a sealed secret cannot be used; the text is for the operator."""


class Vault:
    """Seals and opens short texts (AES-256-GCM), and signs them."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        # Another key than that of the cipher, made from it.
        self._signing = hmac.digest(key, b"parta signatures", hashlib.sha256)

    def __repr__(self) -> str:
        """Say nothing."""
        return "Vault(…)"

    @classmethod
    def at(cls, key_file: Path) -> "Vault":
        """Open the vault whose key is in a file; the key is made where there is none.

        Raises:
            VaultError: others may read the file, or it is no key.
        """
        try:
            handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return cls(_read_key(key_file))
        with os.fdopen(handle, "wb") as file:
            key = secrets.token_bytes(_KEY)
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        return cls(key)

    def seal(self, text: str, *, about: str) -> bytes:
        """Return a text sealed for one purpose."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, text.encode(), about.encode())

    def open(self, sealed: bytes, *, about: str) -> str:
        """Return the text; VaultError if it was sealed with another key or for something else."""
        try:
            opened = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
        except (InvalidTag, ValueError):
            raise VaultError("a secret does not open with this key") from None
        return opened.decode()

    def sign(self, text: str) -> str:
        """Return the signature of a text (HMAC-SHA256)."""
        return hmac.new(self._signing, text.encode(), hashlib.sha256).hexdigest()

    def signs(self, text: str, signature: str) -> bool:
        """Whether a signature is that of the text."""
        return hmac.compare_digest(self.sign(text).encode(), signature.encode())


def _read_key(key_file: Path) -> bytes:
    if os.name == "posix" and key_file.stat().st_mode & 0o077:
        raise VaultError(f"others may read {key_file.name}: chmod 600 it and change the secrets")
    key = key_file.read_bytes()
    if len(key) != _KEY:
        raise VaultError(f"{key_file.name} is no key of {_KEY} bytes")
    return key
