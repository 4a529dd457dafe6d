"""Folders of one's own: sections like the others, seen at once, taken back when refused."""

import asyncio
from typing import Any

import pytest

from app.domain.errors import Forbidden
from app.domain.events import SyncBatch
from app.domain.folders import FOLDERS, MOST_FOLDERS, Folder, InFolder
from app.domain.ids import FolderId, RoomId
from app.domain.parse.folders import with_folders
from app.services.folders import FolderService, TooManyFolders
from tests.helpers.settle import until
from tests.unit.services_core.world import World, chat

A, B, C = RoomId("!a"), RoomId("!b"), RoomId("!c")
CLUBS = Folder(FolderId("clubs"), "Кружки", (A,))
HOUSE = Folder(FolderId("house"), "Дом")


@pytest.fixture
async def folders(world: World) -> FolderService:
    await world.live(chat("!a", 1), chat("!b", 2), chat("!c", 3))
    service = FolderService(world.server, world.store, updates=world.updates)  # type: ignore[arg-type]
    service.all.subscribe(world.rooms.take_folders)
    return service


def _plain(content: Any) -> dict[str, Any]:
    """What was written, without the name of the write."""
    return {key: value for key, value in content.items() if key != "rev"}


def _names(world: World, folder: Folder) -> list[str]:
    return [room.name for room in world.rooms.observe(InFolder(folder.folder_id))]


async def test_a_folder_shows_its_chats_in_the_order_of_the_list(
    world: World, folders: FolderService
) -> None:
    await folders.save(CLUBS)
    assert _names(world, CLUBS) == ["a"]
    await folders.put(C, CLUBS.folder_id, inside=True)
    assert _names(world, CLUBS) == ["c", "a"]
    await world.rooms.pin(A, pinned=True)
    assert _names(world, CLUBS) == ["a", "c"]
    await folders.put(A, CLUBS.folder_id, inside=False)
    assert _names(world, CLUBS) == ["c"]
    await world.rooms.archive(C, archived=True)
    assert _names(world, CLUBS) == []
    await folders.remove(CLUBS.folder_id)
    assert folders.all.value == ()


async def test_folders_have_an_order_and_new_names(world: World, folders: FolderService) -> None:
    await folders.save(CLUBS)
    await folders.save(HOUSE)
    await folders.save(Folder(CLUBS.folder_id, "Секции", CLUBS.rooms))
    await folders.move(HOUSE.folder_id, 0)
    assert [one.name for one in folders.all.value] == ["Дом", "Секции"]
    kind, content, room = world.server.asked("set_account_data")[-1]
    assert (kind, room) == (FOLDERS, None)
    assert _plain(content) == with_folders({}, folders.all.value)


async def test_two_changes_at_once_are_both_kept(world: World, folders: FolderService) -> None:
    await folders.save(CLUBS)
    await asyncio.gather(
        folders.put(B, CLUBS.folder_id, inside=True), folders.put(C, CLUBS.folder_id, inside=True)
    )
    assert folders.all.value[0].rooms == (A, B, C)


async def test_a_refused_change_is_taken_back(world: World, folders: FolderService) -> None:
    await folders.save(CLUBS)
    world.server.refuses = Forbidden(status=403)
    with pytest.raises(Forbidden):
        await folders.put(B, CLUBS.folder_id, inside=True)
    assert folders.all.value == (CLUBS,)
    assert _names(world, CLUBS) == ["a"]
    assert _plain(await world.store.account_data(FOLDERS)) == with_folders({}, [CLUBS])


async def test_what_another_device_wrote_is_taken_over(
    world: World, folders: FolderService
) -> None:
    there = with_folders({}, [HOUSE, CLUBS])
    await world.say(SyncBatch("p2", global_account_data=((FOLDERS, there),)))
    await until(lambda: world.loop.connection.value is not None)
    await folders.load()
    assert folders.all.value == (HOUSE, CLUBS)
    assert _names(world, CLUBS) == ["a"]


async def test_what_sync_tells_once_more_takes_nothing_back(
    world: World, folders: FolderService
) -> None:
    theirs = with_folders({}, [HOUSE])
    await world.say(SyncBatch("p2", global_account_data=((FOLDERS, theirs),)))
    await until(lambda: world.loop.connection.value is not None)
    await folders.load()
    await folders.save(CLUBS)
    # Synapse may read what stands after it has told where it stands: the next reply has it again.
    await world.store.put_account_data(FOLDERS, theirs)
    await folders.load()
    assert folders.all.value == (HOUSE, CLUBS)
    await folders.put(B, CLUBS.folder_id, inside=True)
    assert [one.name for one in folders.all.value] == ["Дом", "Кружки"], "built on the own write"
    # Another device's next word counts, be it the same folders as before.
    await world.store.put_account_data(FOLDERS, {**theirs, "rev": "there"})
    await folders.load()
    assert folders.all.value == (HOUSE,)


async def test_there_is_an_end_to_folders(world: World, folders: FolderService) -> None:
    for number in range(MOST_FOLDERS):
        await folders.save(Folder(FolderId(str(number)), "Папка"))
    with pytest.raises(TooManyFolders):
        await folders.save(CLUBS)
    assert len(folders.all.value) == MOST_FOLDERS
