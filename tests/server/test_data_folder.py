"""A data folder that cannot be used gets one clear sentence, and keeps every byte."""

import json
import sqlite3
from pathlib import Path

import pytest

from server.local.__main__ import main
from server.local.folder import FORMAT, ServerState, open_folder
from server.local.locks import try_lock


def test_a_fresh_folder_remembers_its_secrets(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "new")
    secrets = folder.server("school")
    folder.close()
    again = open_folder(tmp_path / "new")
    assert again.server("school") == secrets
    assert secrets.signing_key != ServerState.new().signing_key
    again.close()


def test_secrets_are_for_the_owner_only(tmp_path: Path) -> None:
    open_folder(tmp_path / "new").close()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
    assert (tmp_path / "new" / "school.json").stat().st_mode & 0o077 == 0


def test_a_folder_of_another_program_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photo.jpg").write_text("моё")
    assert "нет файла school.json" in _refused(tmp_path, capsys)


def test_a_half_written_description_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "school.json").write_text('{"format": 1, "serv')
    assert "повреждён и не читается" in _refused(tmp_path, capsys)


@pytest.mark.parametrize("nonsense", ["[]", "null", '{"format": 1}', '{"servers": {}}', "7"])
def test_a_description_that_says_something_else_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], nonsense: str
) -> None:
    (tmp_path / "school.json").write_text(nonsense)
    assert "повреждён и не читается" in _refused(tmp_path, capsys)


def test_a_folder_of_a_newer_version_asks_for_an_update(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "school.json").write_text(json.dumps({"format": FORMAT + 1, "servers": {}}))
    assert "более новой версией" in _refused(tmp_path, capsys)


def test_a_folder_in_use_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = open_folder(tmp_path)
    try:
        assert "уже запущена" in _refused(tmp_path, capsys)
    finally:
        first.close()


def test_a_damaged_database_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _settled(tmp_path)
    (tmp_path / "school" / "homeserver.db").write_bytes(b"not a database, by any means" * 99)
    assert "повреждён" in _refused(tmp_path, capsys)


def test_a_torn_database_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _settled(tmp_path)
    path = tmp_path / "school" / "homeserver.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE letters (body TEXT)")
        database.executemany("INSERT INTO letters VALUES (?)", [("письмо" * 90,)] * 500)
    database.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384 : len(whole) // 2])
    assert "повреждён" in _refused(tmp_path, capsys)


def test_a_lost_database_is_not_replaced_by_an_empty_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _settled(tmp_path)
    assert "уже работала" in _refused(tmp_path, capsys)


def test_a_homeserver_that_outlived_its_school_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.local.homeserver_config._LAST_RUN_SECONDS", 0)
    _settled(tmp_path)
    orphan = try_lock(tmp_path / "school" / "running")
    assert orphan is not None
    with orphan:
        assert "ещё работает" in _refused(tmp_path, capsys)


def test_a_folder_that_is_a_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--data", str(tmp_path / "file"), "--fresh-seed-size", "none"]) == 1
    assert "нельзя пользоваться" in capsys.readouterr().err


def _settled(path: Path) -> None:
    from dataclasses import replace

    folder = open_folder(path)
    folder.set_server("school", replace(ServerState.new(), settled=True))
    folder.close()
    (path / "school").mkdir()


def _refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Start the school there; gives the sentence, once it is sure that nothing was touched."""
    before = _contents(path)
    assert main(["--data", str(path), "--servers", "school", "--fresh-seed-size", "none"]) == 1
    assert _contents(path) == before
    sentence = capsys.readouterr().err.strip()
    assert len(sentence.splitlines()) == 1
    assert "Traceback" not in sentence
    return sentence


def _contents(path: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(path)): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file() and file.name not in ("lock", "running")
    }
