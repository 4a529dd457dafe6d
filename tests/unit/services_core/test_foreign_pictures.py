"""Pictures of a foreign chat are queued by days, only from beside the export, each once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Offline
from app.domain.ids import RoomId
from app.domain.transfer import ForeignPicture
from app.services.facade.composer import OutgoingFile
from app.services.foreign_pictures import bring_pictures, there_are

ROOM = RoomId("!r")
DAY = datetime(2025, 3, 12, 10, tzinfo=UTC)


class Composer:
    def __init__(self) -> None:
        self.sent: list[list[str]] = []
        self.error: Exception | None = None
        self.limit = 100

    async def upload_limit(self) -> int | None:
        return self.limit

    async def send_files(self, room_id: RoomId, files: list[OutgoingFile]) -> None:
        if self.error is not None and self.sent:
            raise self.error
        self.sent.append([f"{one.path.name} {one.caption}" for one in files])


class Settings:
    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    async def setting(self, key: str) -> Any:
        return self.kept.get(key)

    async def put_setting(self, key: str, value: Any) -> None:
        self.kept[key] = value


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "ChatExport"
    (folder / "photos").mkdir(parents=True)
    for number in range(12):
        (folder / f"photos/{number}.jpg").write_bytes(b"x")
    (tmp_path / "secret.jpg").write_bytes(b"x")
    (folder / "photos/link.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "photos/big.jpg").write_bytes(b"x" * 101)
    path = folder / "result.json"
    path.write_text("{}")
    return path


def picture(path: str, days: int = 0) -> ForeignPicture:
    return ForeignPicture(DAY + timedelta(days=days), "Папа", path)


def photos(*numbers: int, days: int = 0) -> list[ForeignPicture]:
    return [picture(f"photos/{number}.jpg", days) for number in numbers]


class Bringing:
    def __init__(self, export: Path) -> None:
        self.export, self.composer, self.settings = export, Composer(), Settings()
        self.told: list[tuple[int, int]] = []

    async def bring(self, pictures: list[ForeignPicture], room: RoomId = ROOM) -> int:
        return await bring_pictures(
            self.composer,  # type: ignore[arg-type]
            self.settings,
            room,
            self.export,
            pictures,
            caption=lambda one: one.author,
            told=lambda *step: self.told.append(step),
        )


async def test_a_days_pictures_stand_together_ten_at_most(export: Path) -> None:
    bringing = Bringing(export)
    assert await bringing.bring([*photos(*range(11)), *photos(11, days=1)]) == 0
    assert [len(album) for album in bringing.composer.sent] == [10, 1, 1]
    assert bringing.composer.sent[1:] == [["10.jpg Папа"], ["11.jpg Папа"]]
    assert bringing.told == [(0, 12), (10, 12), (11, 12), (12, 12)]


async def test_nothing_from_outside_the_folder_and_nothing_too_large(export: Path) -> None:
    bringing = Bringing(export)
    outside = ["../secret.jpg", "photos/link.jpg", str(export.parent.parent / "secret.jpg"),
               "photos/none.jpg", "photos", "a\x00b.jpg"]  # fmt: skip
    pictures = [*map(picture, outside), picture("photos/big.jpg"), *photos(1)]
    assert await there_are(export, pictures) == 2
    assert await bringing.bring(pictures) == len(outside) + 1
    assert bringing.composer.sent == [["1.jpg Папа"]]


async def test_what_was_stopped_goes_on_and_nothing_comes_twice(export: Path) -> None:
    bringing = Bringing(export)
    pictures = [*photos(0, 1), *photos(2, days=1), *photos(3, days=2)]
    bringing.composer.error = Offline()
    with pytest.raises(Offline):
        await bringing.bring(pictures)
    assert bringing.composer.sent == [["0.jpg Папа", "1.jpg Папа"]]
    bringing.composer.error = None
    await bringing.bring(pictures)
    await bringing.bring(pictures)
    assert bringing.composer.sent[1:] == [["2.jpg Папа"], ["3.jpg Папа"]]
    await bringing.bring(photos(0), RoomId("!other"))
    assert len(bringing.composer.sent) == 4, "another chat is another matter"
