"""Where secrets are kept: the keyring of the OS, or memory. Never a plain file.

A vault under a passphrase is the third way (`app.store.vault`); which one is used where there is no
keyring is the person's choice.
"""

import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

from app.domain.errors import KeyringLocked, NoKeyring

R = TypeVar("R")
SERVICE = "parta"


class MemorySecrets:
    """Secrets that end with the program."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    async def load(self, name: str) -> str | None:
        """Return the secret, or None."""
        return self._values.get(name)

    async def save(self, name: str, value: str) -> None:
        """Keep it until the end."""
        self._values[name] = value

    async def delete(self, name: str) -> None:
        """Forget it."""
        self._values.pop(name, None)


class KeyringSecrets:
    """Secrets in the keyring of the OS. It may ask the person, so it is called in a thread."""

    async def load(self, name: str) -> str | None:
        """Return the secret, or None. Raises NoKeyring or KeyringLocked."""
        import asyncio

        return await asyncio.to_thread(load_now, name)

    async def save(self, name: str, value: str) -> None:
        """Keep it."""
        import asyncio

        def work(keyring: ModuleType) -> None:
            keyring.set_password(SERVICE, name, value)

        await asyncio.to_thread(_with_keyring, work)

    async def delete(self, name: str) -> None:
        """Forget it; no error where there is none."""
        import asyncio

        def work(keyring: ModuleType) -> None:
            if keyring.get_password(SERVICE, name) is not None:
                keyring.delete_password(SERVICE, name)

        await asyncio.to_thread(_with_keyring, work)


def load_now(name: str) -> str | None:
    """Return a secret from the keyring, blocking: for threads, also before there is a loop."""

    def work(keyring: ModuleType) -> str | None:
        value: str | None = keyring.get_password(SERVICE, name)
        return value

    return _with_keyring(work)


def glance(name: str) -> str | None:
    """Return a secret that an open Secret Service holds, None in any other case; blocking.

    It asks nobody, and `keyring`, which tries every kind of keyring there is, is not loaded for it.
    """
    if sys.platform != "linux" or "PYTHON_KEYRING_BACKEND" in os.environ:
        return None
    from contextlib import closing

    import secretstorage

    try:
        with closing(secretstorage.dbus_init()) as bus:
            for item in secretstorage.search_items(bus, {"service": SERVICE, "username": name}):
                return None if item.is_locked() else item.get_secret().decode()
    except (secretstorage.SecretStorageException, OSError, ValueError):
        return None
    return None


def _with_keyring(work: Callable[[ModuleType], R]) -> R:
    keyring = _keyring()
    from keyring.errors import KeyringError, NoKeyringError
    from keyring.errors import KeyringLocked as Locked

    if not _protects(keyring.get_keyring()):
        raise NoKeyring("no backend that protects")
    try:
        return work(keyring)
    except NoKeyringError as error:
        raise NoKeyring(str(error)) from error
    except Locked as error:
        raise KeyringLocked(str(error)) from error
    except KeyringError as error:
        raise KeyringLocked(f"{type(error).__name__}") from error
    except (OSError, RuntimeError) as error:  # a bus that went away
        raise KeyringLocked(f"{type(error).__name__}") from error
    except _of_windows() as error:
        raise KeyringLocked(f"{type(error).__name__}") from error


def _of_windows() -> tuple[type[Exception], ...]:
    """Return what Windows' credential store raises; the library lets it through as it is."""
    if sys.platform == "win32":
        from win32ctypes.pywin32 import pywintypes

        return (pywintypes.error,)
    return ()


def _keyring() -> ModuleType:
    """Load the library without what it would bring for unpacking archives from the net.

    HTTP, TLS and mail are a third of its time, and the first picture of a start waits for it.
    Whoever uses that helper finds them, for it looks them up when it is called.
    """
    spared = "urllib.request"
    is_sparing = spared not in sys.modules
    if is_sparing:
        sys.modules[spared] = ModuleType(spared)
    try:
        import keyring
    finally:
        if is_sparing:
            del sys.modules[spared]
    return keyring


def _protects(backend: object) -> bool:
    """Refuse the backends that keep secrets in the clear or not at all."""
    name = f"{type(backend).__module__}.{type(backend).__qualname__}"
    parts = getattr(backend, "backends", None)
    if parts is not None:  # a chain of backends: the first one takes the secrets
        return bool(parts) and _protects(parts[0])
    return not any(word in name.lower() for word in ("fail", "null", "plaintext", "keyrings.alt"))
