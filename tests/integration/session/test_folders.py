"""Folders of one's own on two computers of a person, kept by the real server."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.folders import FOLDERS, MOST_FOLDERS, Folder, InFolder
from app.domain.ids import FolderId, RoomId
from app.services.facade.session import Session
from tests.helpers.school_fixtures import FreshUser
from tests.integration.session.conftest import Program, live, soon


@pytest.fixture
async def second(tmp_path: Path) -> AsyncIterator[Program]:
    """The same person's other computer."""
    program = Program(tmp_path / "second")
    await program.start()
    yield program
    await program.stop()
    assert program.errors == []


def _names(session: Session) -> list[str]:
    return [one.name for one in session.folders.all.value]


async def test_folders_are_the_same_on_both_computers_and_stay(
    program: Program, second: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    rooms = [RoomId(await vera.create_room(name, members=(anna,))) for name in ("Хор", "Футбол")]
    here, there = await program.sign_in(vera), await second.sign_in(vera)
    await live(here)
    await live(there)

    clubs = Folder(FolderId("clubs"), "Кружки", (rooms[0],))
    await here.folders.save(clubs)
    await here.folders.save(Folder(FolderId("later"), "Потом"))
    await soon(lambda: _names(there) == ["Кружки", "Потом"])
    shown = there.rooms.observe(InFolder(clubs.folder_id))
    assert [room.name for room in shown] == ["Хор"]

    await there.folders.put(rooms[1], clubs.folder_id, inside=True)
    await there.folders.move(FolderId("later"), 0)
    await soon(lambda: _names(here) == ["Потом", "Кружки"])
    await second.restart()
    again = second.session()
    assert _names(again) == ["Потом", "Кружки"], "before anything is asked of the network"
    in_folder = again.rooms.observe(InFolder(clubs.folder_id))
    assert sorted(room.name for room in in_folder) == ["Футбол", "Хор"]

    stranger = await second.sign_in(anna)
    await live(stranger)
    assert _names(stranger) == [], "another profile has none of them"


async def test_account_data_of_any_kind_does_no_harm(
    program: Program, fresh_user: FreshUser
) -> None:
    vera = await fresh_user("Вера")
    await vera.create_room("Хор")
    here = await program.sign_in(vera)
    await live(here)
    heap = [{"id": str(n), "name": "Папка" * 400, "rooms": ["!x" * 90] * 900} for n in range(60)]
    junk: tuple[Any, ...] = (5, [[], None, {"id": 7}], heap, [{"id": "a", "name": "Своя"}])
    for value in junk:
        await here._api.set_account_data(FOLDERS, {"folders": value})  # type: ignore[attr-defined]
    await soon(lambda: _names(here) == ["Своя"])
    await here.folders.save(Folder(FolderId("b"), "Новая"))
    assert _names(here) == ["Своя", "Новая"]
    assert len(here.folders.all.value) <= MOST_FOLDERS
    assert program.names() == ["Хор"]
