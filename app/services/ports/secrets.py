"""What the services need to keep tokens and keys."""

from typing import Protocol


class Secrets(Protocol):
    """Tokens and database keys; in the OS keyring, a passphrase vault, or memory."""

    async def load(self, name: str) -> str | None:
        """The secret, or None. Raises SecretsError."""

    async def save(self, name: str, value: str) -> None:
        """Keep it."""

    async def delete(self, name: str) -> None:
        """Forget it; no error where there is none."""
