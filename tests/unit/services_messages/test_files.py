"""Files: an echo at once, an upload that a restart goes on with, a limit read before."""

import asyncio
from pathlib import Path

import pytest

from app.domain.content import MediaContent
from app.domain.errors import NotFound, Offline, ServerError
from app.domain.timeline import SendState
from app.services.facade.composer import OutgoingFile
from app.services.timeline import OpenTimeline
from tests.unit.services_messages.fakes import ROOM
from tests.unit.services_messages.world import World, shown, states


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "доска.png"
    path.write_bytes(b"pixels " * 100)
    return path


def media(timeline: OpenTimeline, index: int = 0) -> MediaContent:
    content = timeline.items[index].content
    assert isinstance(content, MediaContent)
    return content


async def test_the_echo_shows_the_file_of_this_computer(world: World, picture: Path) -> None:
    timeline = await world.open()
    world.go_offline()
    await world.composer.send_files(ROOM, [OutgoingFile(picture, "Смотрите")])
    assert shown(timeline) == ["доска.png"]
    assert media(timeline).local_path == str(picture)
    caption = media(timeline).caption
    assert caption is not None
    assert caption.text == "Смотрите"


async def test_what_goes_out_is_complete_and_says_nothing_of_this_computer(
    world: World, picture: Path
) -> None:
    await world.composer.send_files(ROOM, [OutgoingFile(picture, "Смотрите")])
    await world.quiet()
    content = world.server.rooms[ROOM][0]["content"]
    assert content["msgtype"] == "m.image"
    assert (content["body"], content["filename"]) == ("Смотрите", "доска.png")
    assert content["info"]["xyz.amorgan.blurhash"]
    assert world.server.media[content["url"]] == _bytes(picture)
    assert world.server.media[content["info"]["thumbnail_url"]] == b"small"
    assert "app.parta.local" not in content
    assert str(picture.parent) not in str(content)


async def test_what_was_sent_need_not_be_loaded_again(world: World, picture: Path) -> None:
    await world.composer.send_files(ROOM, [OutgoingFile(picture)])
    await world.quiet()
    await world.sync()
    timeline = await world.open()
    source = media(timeline).source
    assert source is not None
    path = await world.messages.media.file(source, "доска.png")
    assert _bytes(path) == _bytes(picture)
    assert world.server.asked("download") == []
    assert _names(world.folder / "work" / "outgoing") == []


async def test_several_pictures_make_an_album_in_their_order(world: World, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(3)]
    for path in paths:
        path.write_bytes(b"pixels")
    await world.composer.send_files(ROOM, [OutgoingFile(path) for path in paths])
    await world.quiet()
    await world.quiet()
    contents = [raw["content"] for raw in world.server.rooms[ROOM]]
    assert [content["filename"] for content in contents] == ["0.png", "1.png", "2.png"]
    assert len({content["app.parta.album"] for content in contents}) == 1


async def test_progress_is_told(world: World, picture: Path) -> None:
    timeline = await world.open()
    world.server.hold = asyncio.Event()
    await world.composer.send_files(ROOM, [OutgoingFile(picture)])
    await world.quiet()
    status = timeline.items[0].status
    assert (status.state, status.progress) == (SendState.UPLOADING, pytest.approx(0.5, abs=0.1))
    world.server.hold.set()
    await world.quiet()


async def test_a_restart_goes_on_with_the_same_address(world: World, picture: Path) -> None:
    world.server.errors = [Offline()] * 3
    await world.composer.send_files(ROOM, [OutgoingFile(picture)])
    for _ in range(2):
        await world.quiet()
        world.clock.advance(5)
    await world.quiet()
    await world.restart()
    await world.quiet()
    uploads = world.server.asked("upload")
    addresses = {uri for _, _, uri in uploads if uri}
    assert len(addresses) == len(world.server.asked("create_media")) == 1
    assert world.tools.prepared == ["доска.png"]
    assert world.server.rooms[ROOM][0]["content"]["url"] in addresses


async def test_an_address_that_was_used_up_counts_as_uploaded(world: World, picture: Path) -> None:
    timeline = await world.open()
    real = world.server.upload

    async def taken(path: Path, *, mimetype: str, uri: object, progress: object) -> object:
        if uri is not None:
            raise ServerError(status=409, errcode="M_CANNOT_OVERWRITE_MEDIA")
        return await real(path, mimetype=mimetype, uri=uri, progress=progress)  # type: ignore[arg-type]

    world.server.upload = taken  # type: ignore[method-assign,assignment]
    await world.composer.send_files(ROOM, [OutgoingFile(picture)])
    await world.quiet()
    assert states(timeline) == [SendState.SENT]


async def test_an_address_that_was_forgotten_is_made_anew(world: World, picture: Path) -> None:
    timeline = await world.open()
    real, seen = world.server.upload, []

    async def forgetful(path: Path, *, mimetype: str, uri: object, progress: object) -> object:
        seen.append(uri)
        if uri is not None and len([each for each in seen if each]) == 1:
            raise NotFound(status=404)
        return await real(path, mimetype=mimetype, uri=uri, progress=progress)  # type: ignore[arg-type]

    world.server.upload = forgetful  # type: ignore[method-assign,assignment]
    await world.composer.send_files(ROOM, [OutgoingFile(picture)])
    await world.quiet()
    assert states(timeline) == [SendState.SENT]
    assert len(world.server.asked("create_media")) == 2


async def test_too_large_is_said_before_a_byte_goes_out(world: World, picture: Path) -> None:
    world.server.limit = 10
    timeline = await world.open()
    await world.composer.send_files(ROOM, [OutgoingFile(picture)])
    await world.send("дальше")
    await world.quiet()
    assert "МБ" in str(timeline.items[0].status.error)
    assert world.server.asked("upload") == []
    assert world.server.bodies() == ["дальше"]


async def test_a_broken_file_says_so_and_blocks_nobody(world: World, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"broken")
    timeline = await world.open()
    await world.composer.send_files(ROOM, [OutgoingFile(broken)])
    await world.send("дальше")
    await world.quiet()
    assert states(timeline)[0] is SendState.FAILED
    assert world.server.bodies() == ["дальше"]


async def test_cancelling_ends_the_upload_and_lets_the_next_go(world: World, picture: Path) -> None:
    timeline = await world.open()
    world.server.hold = asyncio.Event()
    await world.composer.send_files(ROOM, [OutgoingFile(picture)])
    await world.send("дальше")
    await world.quiet()
    await world.composer.discard(ROOM, timeline.items[0].key)
    world.server.hold.set()
    await world.quiet()
    assert world.server.bodies() == ["дальше"]
    assert shown(timeline) == ["дальше"]


async def test_what_was_made_for_a_message_outlives_the_temporary_folder_and_goes_with_it(
    world: World, tmp_path: Path
) -> None:
    folder = tmp_path / "parta-1"
    folder.mkdir()
    (folder / "Снимок.png").write_bytes(b"pixels " * 100)
    world.go_offline()
    await world.composer.send_files(ROOM, [OutgoingFile(folder / "Снимок.png", made=True)])
    assert not folder.exists()
    await world.restart()
    world.go_online()
    await world.quiet()
    content = world.server.rooms[ROOM][0]["content"]
    assert content["filename"] == "Снимок.png"
    assert world.server.media[content["url"]] == b"pixels " * 100
    assert _names(world.folder / "work" / "outgoing") == []


async def test_what_was_made_and_taken_back_goes_too(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "parta-1"
    folder.mkdir()
    (folder / "voice.ogg").write_bytes(b"OggS sound")
    timeline = await world.open()
    world.go_offline()
    voice = OutgoingFile(folder / "voice.ogg", voice=True, made=True)
    await world.composer.send_files(ROOM, [voice])
    await world.composer.discard(ROOM, timeline.items[0].key)
    await world.quiet()
    assert _names(world.folder / "work" / "outgoing") == []


async def test_a_voice_note_says_that_it_is_one(world: World, tmp_path: Path) -> None:
    note = tmp_path / "note.ogg"
    note.write_bytes(b"OggS sound")
    await world.composer.send_files(ROOM, [OutgoingFile(note, voice=True)])
    await world.quiet()
    assert world.server.rooms[ROOM][0]["content"]["org.matrix.msc3245.voice"] == {}


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]
