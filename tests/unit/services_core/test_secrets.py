"""Secrets go to a keyring that protects them, or nowhere without a word."""

import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked as Locked

from app.domain.errors import KeyringLocked, NoKeyring, SecretsError, WrongKey
from app.domain.ids import DeviceId, UserId
from app.domain.oauth import OAuthClient
from app.domain.profiles import Tokens
from app.services import keys
from app.services.secrets import KeyringSecrets
from app.store.vault import Vault


class Backend(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class PlaintextKeyring(Backend):
    pass


class Stuck(Backend):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error


@pytest.fixture(autouse=True)
def _own_keyring():
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


async def test_what_is_kept_comes_back_until_it_is_deleted() -> None:
    keyring.set_keyring(Backend())
    secrets = KeyringSecrets()
    await secrets.save("a", "тайна")
    assert await secrets.load("a") == "тайна"
    await secrets.delete("a")
    await secrets.delete("a")
    assert await secrets.load("a") is None


async def test_what_windows_refuses_is_said_as_every_refusal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Refused(Exception):
        """As pywin32's `error`: of no kind that Python knows."""

    package = ModuleType("win32ctypes.pywin32")
    package.pywintypes = SimpleNamespace(error=Refused)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "win32ctypes", ModuleType("win32ctypes"))
    monkeypatch.setitem(sys.modules, "win32ctypes.pywin32", package)
    monkeypatch.setattr(sys, "platform", "win32")
    keyring.set_keyring(Stuck(Refused(1783, "CredWrite", "The stub received bad data.")))
    with pytest.raises(KeyringLocked):
        await KeyringSecrets().load("a")


@pytest.mark.parametrize(
    "backend",
    [fail.Keyring(), null.Keyring(), PlaintextKeyring()],
    ids=lambda b: type(b).__module__,
)
async def test_a_keyring_that_protects_nothing_is_none(backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)
    with pytest.raises(NoKeyring):
        await KeyringSecrets().save("a", "тайна")


async def test_a_chain_is_as_good_as_its_first_link(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [PlaintextKeyring(), Backend()])
    keyring.set_keyring(chain)
    with pytest.raises(NoKeyring):
        await KeyringSecrets().load("a")


@pytest.mark.parametrize("error", [Locked("locked"), OSError("bus"), RuntimeError("bus")])
async def test_a_keyring_that_is_stuck_says_so(error: Exception) -> None:
    keyring.set_keyring(Stuck(error))
    with pytest.raises(KeyringLocked):
        await KeyringSecrets().load("a")
    assert issubclass(KeyringLocked, SecretsError)


async def test_the_vault_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    vault = await Vault.open(tmp_path, "сим-сим")
    await vault.save("a", "очень тайное слово")
    again = await Vault.open(tmp_path, "сим-сим")
    assert await again.load("a") == "очень тайное слово"
    with pytest.raises(WrongKey):
        await Vault.open(tmp_path, "не то")
    assert "тайное".encode() not in (tmp_path / "vault.db").read_bytes()


async def test_a_changed_vault_is_noticed(tmp_path: Path) -> None:
    vault = await Vault.open(tmp_path, "сим-сим")
    await vault.save("a", "слово")
    data = bytearray((tmp_path / "vault.db").read_bytes())
    data[100] ^= 1
    (tmp_path / "vault.db").write_bytes(data)
    with pytest.raises(WrongKey):
        await Vault.open(tmp_path, "сим-сим")


def test_an_entry_holds_everything_and_shows_nothing() -> None:
    one = keys.Keys(
        UserId("@вера:school"), DeviceId("D"), "http://school", "ab" * 32, Tokens("a", "r", 1.5)
    )
    assert keys.unpack(keys.pack(one)) == one
    assert "вера" not in repr(one) and "ab" not in repr(one)
    renewed_elsewhere = replace(one, oauth=OAuthClient("https://auth.test/", "client"))
    assert keys.unpack(keys.pack(renewed_elsewhere)) == renewed_elsewhere
    for broken in ("", "[]", "{}", '{"user":1}', "null", keys.pack(one)[:-1] + ',"oauth":["a"]}'):
        assert keys.unpack(broken) is None
