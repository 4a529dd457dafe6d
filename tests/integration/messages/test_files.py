"""Files up to a real media repository and down again."""

from pathlib import Path

from app.domain.content import MediaContent
from app.domain.ids import RoomId
from app.domain.timeline import SendState
from app.services.facade.composer import OutgoingFile
from tests.helpers.school_fixtures import FreshUser
from tests.integration.messages.conftest import Enter
from tests.integration.messages.messenger import until
from tests.unit.media.files import opened, photo, video


async def test_an_album_goes_up_and_comes_down(
    fresh_user: FreshUser, enter: Enter, tmp_path: Path
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    here, there = await enter(vera), await enter(oleg)
    mine, theirs = await here.open(room_id), await there.open(room_id)
    files = [photo(tmp_path / "раз.jpg"), photo(tmp_path / "два.jpg"), video(tmp_path / "три.mp4")]
    outgoing = [OutgoingFile(path, caption="Экскурсия" * (not n)) for n, path in enumerate(files)]
    await here.composer.send_files(RoomId(room_id), outgoing)
    await until(lambda: [i.status.state for i in mine.items][-3:] == [SendState.SENT] * 3)
    await until(lambda: len([i for i in theirs.items if isinstance(i.content, MediaContent)]) == 3)
    contents = [i.content for i in theirs.items if isinstance(i.content, MediaContent)]
    assert [content.filename for content in contents] == ["раз.jpg", "два.jpg", "три.mp4"]
    assert contents[0].caption is not None
    assert contents[0].caption.text == "Экскурсия"
    assert contents[0].album == contents[2].album != ""
    first = contents[0]
    assert first.source is not None
    assert first.info.blurhash
    assert (first.info.width, first.info.height) == (1200, 900)
    small = opened(await there.messages.media.thumbnail(first.source, 320, 240))
    assert small.size == (320, 240)
    await there.messages.media.save_as(first.source, tmp_path / "сохранено.jpg")
    assert opened(tmp_path / "сохранено.jpg").size == (1200, 900)
    assert b"Exif" not in (tmp_path / "сохранено.jpg").read_bytes()
    poster = contents[2].info.thumbnail
    assert poster is not None
    assert opened(await there.messages.media.file(poster, "poster.jpg")).size == (160, 120)
    assert await here.store.outbox() == ()
