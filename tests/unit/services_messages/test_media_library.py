"""Downloads: once each, few at a time, the latest wish first, broken ones remembered."""

import asyncio
import os
from pathlib import Path

import pytest

from app.domain.errors import NotFound, Offline
from app.domain.ids import MxcUri
from tests.unit.services_messages.world import World

CAT = MxcUri("mxc://school/cat")


async def test_many_who_want_one_file_cause_one_download(world: World) -> None:
    world.server.media[CAT] = b"cat"
    library = world.messages.media
    paths = await asyncio.gather(*(library.file(CAT, "cat.png") for _ in range(5)))
    assert len(set(paths)) == 1
    assert len(world.server.asked("download")) == 1
    await library.file(CAT, "cat.png")
    assert len(world.server.asked("download")) == 1


async def test_other_programs_get_a_copy_under_its_own_name(world: World) -> None:
    world.server.media[CAT] = b"cat"
    library = world.messages.media
    path = await library.named(CAT, "Кот.png")
    assert path.name == "Кот.png" and _bytes(path) == b"cat"
    assert await library.named(CAT, "Кот.png") == path
    assert len(world.server.asked("download")) == 1
    await library.clear()
    assert not path.exists()


async def test_sizes_near_each_other_share_one_thumbnail(world: World) -> None:
    world.server.media[f"{CAT}#thumbnail"] = b"small cat"
    for width in (300, 310, 320):
        await world.messages.media.thumbnail(CAT, width, 200)
    assert world.server.asked("thumbnail") == [(CAT, 320, 240, False)]


async def test_without_a_thumbnail_the_picture_itself_will_do(world: World) -> None:
    world.server.media[CAT] = b"cat"
    path = await world.messages.media.thumbnail(CAT, 96, 96, crop=True)
    assert _bytes(path) == b"cat"


async def test_what_is_broken_is_not_asked_for_again_and_again(world: World) -> None:
    for _ in range(3):
        with pytest.raises(NotFound):
            await world.messages.media.file(CAT, "cat.png")
    assert len(world.server.asked("download")) == 1
    world.clock.advance(4000)
    world.server.media[CAT] = b"cat"
    await world.messages.media.file(CAT, "cat.png")


async def test_being_offline_is_not_being_broken(world: World) -> None:
    world.server.media[CAT] = b"cat"
    world.go_offline()
    with pytest.raises(Offline):
        await world.messages.media.file(CAT, "cat.png")
    world.go_online()
    assert _bytes(await world.messages.media.file(CAT, "cat.png")) == b"cat"


async def test_the_latest_wish_comes_first(world: World) -> None:
    uris = [MxcUri(f"mxc://school/n{number}") for number in range(10)]
    for uri in uris:
        world.server.media[uri] = b"x"
    world.server.hold = asyncio.Event()
    wishes = [asyncio.ensure_future(world.messages.media.file(uri, "x")) for uri in uris]
    await world.quiet()
    started = [uri for (uri,) in world.server.asked("download")]
    assert len(started) == 4
    world.server.hold.set()
    await asyncio.gather(*wishes)
    order = [uri for (uri,) in world.server.asked("download")]
    assert order[4] == uris[-1]


async def test_the_last_who_gives_up_ends_the_download(world: World) -> None:
    world.server.media[CAT] = b"cat"
    world.server.hold = asyncio.Event()
    wish = asyncio.ensure_future(world.messages.media.file(CAT, "cat.png"))
    await world.quiet()
    wish.cancel()
    await world.quiet()
    assert _names(world.folder / "work" / "incoming") == []
    world.server.hold.set()
    assert _bytes(await world.messages.media.file(CAT, "cat.png")) == b"cat"


async def test_a_copy_is_saved_whole_or_the_reason_is_told(world: World, tmp_path: Path) -> None:
    from app.domain.errors import MediaError

    world.server.media[CAT] = b"cat"
    await world.messages.media.save_as(CAT, tmp_path / "кот.png")
    assert _bytes(tmp_path / "кот.png") == b"cat"
    with pytest.raises(MediaError) as refused:
        await world.messages.media.save_as(CAT, tmp_path / "нет" / "кот.png")
    assert "сохранить" in str(refused.value.user_text)


async def test_copies_for_other_programs_go_after_a_week(world: World) -> None:
    dog = MxcUri("mxc://school/dog")
    world.server.media |= {CAT: b"cat", dog: b"dog"}
    old = await world.messages.media.named(CAT, "кот.png")
    _age(old, world.clock.now().timestamp() - 8 * 86400)
    new = await world.messages.media.named(dog, "пёс.png")
    assert (old.exists(), new.exists()) == (False, True)
    assert _bytes(await world.messages.media.named(CAT, "кот.png")) == b"cat"


async def test_the_cache_can_be_measured_and_emptied(world: World) -> None:
    world.server.media[CAT] = b"cat"
    await world.messages.media.file(CAT, "cat.png")
    assert await world.messages.media.usage() == 3
    await world.messages.media.clear()
    assert await world.messages.media.usage() == 0


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _age(file: Path, when: float) -> None:
    for path in (file, file.parent):
        os.utime(path, (when, when))


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]
