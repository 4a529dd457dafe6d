"""The policy of a computer: what it decides, and that nothing in it brings the program down."""

import json
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.managed import FREE, UNREADABLE, Managed, read_managed
from app.domain.network import NetworkSettings, ProxyMode
from app.services.managed_policy import REGISTRY, from_file, managed_policy


def test_every_key_is_taken() -> None:
    said = {
        "HomeserverUrl": "https://school14.example/",
        "AllowOtherServers": False,
        "AllowPersonalProfile": False,
        "KioskMode": True,
        "DisableFileSend": True,
        "ProxyMode": "explicit",
        "ProxyUrl": "http://proxy:3128",
        "ExtraCaFile": "/etc/ssl/school.pem",
        "CacheDir": "/var/parta",
        "CacheMaxMB": 256,
        "DefaultLocale": "en",
        "LogLevel": "debug",
    }
    assert read_managed(said) == Managed(
        "https://school14.example/",
        other_servers=False,
        personal_profile=False,
        shared_computer=True,
        send_files=False,
        proxy=ProxyMode.EXPLICIT,
        proxy_url="http://proxy:3128",
        extra_ca_file="/etc/ssl/school.pem",
        cache_dir="/var/parta",
        cache_mb=256,
        language="en",
        log_level="DEBUG",
    )
    assert read_managed(said).remarks == ()


def test_numbers_are_switches_as_in_the_registry() -> None:
    assert read_managed({"KioskMode": 1, "DisableFileSend": 0}) == Managed(shared_computer=True)


@pytest.mark.parametrize(
    ("said", "taken", "remark"),
    [
        ({"KioskMode": "да"}, Managed(shared_computer=True), "KioskMode"),
        ({"DisableFileSend": None}, Managed(send_files=False), "DisableFileSend"),
        ({"AllowPersonalProfile": []}, Managed(personal_profile=False), "AllowPersonalProfile"),
        ({"AllowOtherServers": False}, FREE, "AllowOtherServers"),
        ({"ProxyMode": "explicit"}, FREE, "ProxyMode"),
        ({"ProxyMode": "socks"}, FREE, "ProxyMode"),
        ({"CacheMaxMB": -1}, FREE, "CacheMaxMB"),
        ({"CacheMaxMB": True}, FREE, "CacheMaxMB"),
        ({"HomeserverUrl": 7}, FREE, "HomeserverUrl"),
        ({"LogLevel": "всё"}, FREE, "LogLevel"),
        ({"IdleLockMinutes": 5}, FREE, "IdleLockMinutes"),
    ],
)
def test_what_makes_no_sense_is_named_and_taken_strictly(
    said: dict[str, Any], taken: Managed, remark: str
) -> None:
    read = read_managed(said)
    assert read == taken
    assert len(read.remarks) == 1
    assert remark in read.remarks[0]


@given(st.dictionaries(st.sampled_from(["KioskMode", "ProxyMode", "CacheMaxMB", "x"]), st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists
)))  # fmt: skip
def test_nothing_in_a_policy_brings_the_program_down(said: dict[str, Any]) -> None:
    read_managed(said)


def test_no_file_decides_nothing(tmp_path: Path) -> None:
    assert from_file(tmp_path / "policy.json") is FREE


@pytest.mark.parametrize("text", ["{", "[]", "\udcff", '"x"', "[" * 100_000])
def test_a_file_that_cannot_be_read_makes_a_shared_computer(tmp_path: Path, text: str) -> None:
    path = tmp_path / "policy.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    read = from_file(path)
    assert read is UNREADABLE
    assert read.shared_computer
    assert "администратор" in str(read.problem)


def test_a_file_of_windows_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_text(json.dumps({"KioskMode": True}), "utf-8-sig")
    assert from_file(path).shared_computer


class PolicyWinreg(types.ModuleType):
    """`HKLM\\Software\\Policies\\Parta` with two values, or no such key."""

    HKEY_LOCAL_MACHINE = "HKLM"

    def __init__(self, values: dict[str, Any] | None) -> None:
        super().__init__("winreg")
        self.values = values

    def OpenKey(self, root: str, path: str) -> "PolicyWinreg":
        assert (root, path) == ("HKLM", REGISTRY)
        if self.values is None:
            raise FileNotFoundError
        return self

    def __enter__(self) -> "PolicyWinreg":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def QueryInfoKey(self, _: object) -> tuple[int, int, int]:
        return 0, len(self.values or {}), 0

    def EnumValue(self, _: object, number: int) -> tuple[str, Any, int]:
        name, value = list((self.values or {}).items())[number]
        return name, value, 4


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (None, FREE),
        ({"KioskMode": 1, "CacheMaxMB": 300}, Managed(shared_computer=True, cache_mb=300)),
    ],
)
def test_windows_reads_its_registry(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, Any] | None, read: Managed
) -> None:
    monkeypatch.setitem(sys.modules, "winreg", PolicyWinreg(values))
    monkeypatch.setattr(sys, "platform", "win32")
    assert managed_policy() == read


def test_what_is_decided_stands_over_what_a_person_chose() -> None:
    mine = NetworkSettings(ProxyMode.EXPLICIT, "http://mine", "вера", "пароль", "/mine.pem")
    assert FREE.over(mine) == mine
    assert Managed(proxy=ProxyMode.NONE).over(mine).proxy is ProxyMode.NONE
    assert Managed(extra_ca_file="/school.pem").over(mine).extra_ca_file == "/school.pem"


@pytest.mark.parametrize(
    ("decided", "server", "may"),
    [
        ("school14.example", ("https://matrix.school14.example", "school14.example"), True),
        ("https://Matrix.school14.example/", ("https://matrix.school14.example", "x"), True),
        ("school14.example", ("https://evil.example", "evil.example"), False),
        ("school14.example", ("https://school14.example.evil.example", "evil.example"), False),
    ],
)
def test_only_the_own_school_where_so_decided(
    decided: str, server: tuple[str, str], may: bool
) -> None:
    assert Managed(decided, other_servers=False).may_use(*server) is may
    assert Managed(decided).may_use(*server)


def test_the_smaller_cache_counts() -> None:
    assert Managed(cache_mb=256).cache_of(1024) == 256
    assert Managed(cache_mb=256).cache_of(100) == 100
    assert Managed(cache_mb=256).cache_of(None) == 256
    assert FREE.cache_of(None) == 1024
