"""The published schools: found by the beginnings of words, read anew, limited by address."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from server.local.demo.region import REGION, region_with
from server.service.directory.book import Directory, DirectoryError, read_list
from server.service.directory.limit import MOST_ASKED, SPAN, AddressLimit
from server.service.settings import Settings, SettingsError

SCHOOLS = [
    {"name": "МАОУ лицей № 14", "town": "Самара", "address": "school14.example"},
    {"name": "Лицей № 141", "town": "Самара", "address": "school141.example"},
    {"name": "Лицей № 9", "town": "Самара", "address": "school9.example"},
    {"name": "Школа № 14", "town": "Берёзовка", "address": "b14.example"},
]


def write(path: Path, schools: object) -> None:
    path.write_text(yaml.safe_dump({"region": "Самарская область", "schools": schools}), "utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "directory.yaml"
    write(path, SCHOOLS)
    return path


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ЛИЦЕЙ №14 г. Самары", ["МАОУ лицей № 14", "Лицей № 141"]),
        ("лицей 14 самара", ["МАОУ лицей № 14", "Лицей № 141"]),
        ("Лиц", ["Лицей № 9", "Лицей № 141", "МАОУ лицей № 14"]),
        ("березовка", ["Школа № 14"]),
        ("БЕРЁЗ 14", ["Школа № 14"]),
        ("ицей", []),
        ("b14.example", ["Школа № 14"]),
    ],
)
def test_words_are_found_by_their_beginnings(file: Path, query: str, names: list[str]) -> None:
    assert [one.name for one in Directory(file).find(query)] == names


def test_nothing_is_published_by_itself() -> None:
    assert Directory(None).find("школа") == []


def test_a_changed_file_is_read_anew_and_a_broken_one_changes_nothing(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    directory = Directory(file)
    assert len(directory.find("")) == 4
    write(file, SCHOOLS[:1])
    os.utime(file, ns=(1, 1))
    assert [one.address for one in directory.find("")] == ["school14.example"]
    file.write_text("schools: [{name: Без адреса}]", "utf-8")
    os.utime(file, ns=(2, 2))
    assert len(directory.find("")) == 1
    assert "schools.0.address" in caplog.text
    caplog.clear()


@pytest.mark.parametrize(
    "schools",
    ["школы", [{"name": "", "address": "a.example"}], [{"name": "А", "address": "a b"}],
     [{"name": "А", "address": "https://a.example/evil"}], [{"name": "А", "who": "б"}]],
)  # fmt: skip
def test_a_list_that_is_wrong_stops_the_start_with_a_sentence(
    file: Path, tmp_path: Path, schools: object
) -> None:
    write(file, schools)
    with pytest.raises(DirectoryError):
        read_list(file)
    settings = {
        "database_url": "sqlite://", "homeserver_url": "http://a", "server_name": "a",
        "appservice_token": "t", "public_url": "http://a", "data_dir": ".", "directory": str(file),
    }  # fmt: skip
    config = tmp_path / "service.yaml"
    config.write_text(yaml.safe_dump(settings), "utf-8")
    with pytest.raises(SettingsError, match="directory"):
        Settings.read(config)


def test_an_address_asks_so_often_and_no_more() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    limit = AddressLimit(lambda: now)
    assert {limit.wait("a") for _ in range(MOST_ASKED)} == {0.0}
    assert limit.wait("a") == SPAN.total_seconds()
    assert limit.wait("b") == 0
    now += timedelta(seconds=61)
    assert limit.wait("a") == 0


def test_the_demos_region_says_that_it_is_one_and_reaches_nobody(tmp_path: Path) -> None:
    listed = region_with("Школа № 14, Самара", "http://127.0.0.1:8008")
    assert "демонстрация" in REGION
    own, *others = listed["schools"]
    assert own == {"name": "Школа № 14", "town": "Самара", "address": "http://127.0.0.1:8008"}
    assert len(others) >= 5
    assert all(one["address"].endswith(".example") for one in others)
    (tmp_path / "list.yaml").write_text(yaml.safe_dump(listed), "utf-8")
    read_list(tmp_path / "list.yaml")
