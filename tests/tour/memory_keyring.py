"""A keyring that forgets, for runs that must not touch the person's own."""

from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """Values in a dictionary of this process."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self._values: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._values.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._values[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._values.pop((service, username), None)
