"""The secret store: what a thief of the database, or of one row, gets."""

import pytest

from server.service.vault import Vault, VaultError


def test_a_secret_comes_back_after_a_restart(tmp_path):
    sealed = Vault.at(tmp_path / "key").seal("Мама-2026", about="sgo:1")
    assert Vault.at(tmp_path / "key").open(sealed, about="sgo:1") == "Мама-2026"
    assert "Мама-2026".encode() not in sealed


def test_the_key_is_for_its_owner_alone(tmp_path):
    Vault.at(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(VaultError, match="others may read"):
        Vault.at(tmp_path / "key")


def test_another_purpose_another_key_or_a_changed_bit_open_nothing(tmp_path):
    vault = Vault.at(tmp_path / "key")
    sealed = vault.seal("тайна", about="sgo:1")
    spoilt = bytes([sealed[0] ^ 1]) + sealed[1:]
    for attempt, about in ((sealed, "sgo:2"), (spoilt, "sgo:1"), (b"", "sgo:1")):
        with pytest.raises(VaultError):
            vault.open(attempt, about=about)
    with pytest.raises(VaultError):
        Vault.at(tmp_path / "other").open(sealed, about="sgo:1")


def test_the_same_secret_never_looks_the_same(tmp_path):
    vault = Vault.at(tmp_path / "key")
    assert vault.seal("тайна", about="a") != vault.seal("тайна", about="a")


def test_a_key_file_that_is_no_key_is_said(tmp_path):
    (tmp_path / "key").write_bytes(b"short")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(VaultError, match="no key"):
        Vault.at(tmp_path / "key")
    assert repr(Vault.at(tmp_path / "fresh")) == "Vault(…)"
