"""Stickers on a real homeserver: made of pictures, sent, kept, shared by a chat's pack."""

from pathlib import Path

import pytest

from app.domain.content import MediaContent, MediaKind
from app.domain.errors import Forbidden, MediaError
from app.domain.ids import RoomId
from app.domain.stickers import Sticker, StickerPack
from app.domain.timeline import SendState
from app.services.stickers import StickerService
from tests.helpers.matrix_user import CLIENT
from tests.helpers.school_fixtures import FreshUser
from tests.integration.messages.conftest import Enter
from tests.integration.messages.messenger import Messenger, until, until_there
from tests.unit.media.files import opened, photo


def stickers_of(messenger: Messenger, tmp_path: Path) -> StickerService:
    return StickerService(messenger.api, messenger.store, messenger._tools, tmp_path / "work")


def named(packs: tuple[StickerPack, ...]) -> dict[str, list[str]]:
    return {pack.name or pack.key: [one.body for one in pack.stickers] for pack in packs}


async def test_a_picture_becomes_a_sticker_is_sent_and_kept_by_another(
    fresh_user: FreshUser, enter: Enter, tmp_path: Path
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = RoomId(await vera.create_room(members=(oleg,)))
    here, there = await enter(vera), await enter(oleg)
    mine, theirs = await here.open(room_id), await there.open(room_id)
    own, other = stickers_of(here, tmp_path), stickers_of(there, tmp_path)

    told: list[tuple[int, int]] = []
    picture = photo(tmp_path / "кот.jpg")
    await own.add([picture], room_id=None, told=lambda *step: told.append(step))
    assert told == [(0, 1), (1, 1)]
    ((sticker,),) = (pack.stickers for pack in await own.packs(room_id))
    assert (sticker.body, max(sticker.info.width or 0, sticker.info.height or 0)) == ("кот", 512)
    kept = await vera.call(
        "GET", f"{CLIENT}/user/{vera.user_id}/account_data/im.ponies.user_emotes"
    )
    ((code, image),) = kept["images"].items()
    assert (code.isascii(), image["url"], image["usage"]) == (True, sticker.uri, ["sticker"])

    await here.composer.send_sticker(room_id, sticker)
    await until(lambda: mine.items and mine.items[-1].status.state is SendState.SENT)
    await until(lambda: isinstance(theirs.items[-1].content, MediaContent))
    content = theirs.items[-1].content
    assert isinstance(content, MediaContent)
    assert (content.kind, content.source) == (MediaKind.STICKER, sticker.uri)
    assert content.source is not None
    await other.keep(Sticker(content.source, content.filename, content.info))
    await other.keep(Sticker(content.source, content.filename, content.info))
    (pack,) = await other.packs(room_id)
    assert [one.uri for one in pack.stickers] == [sticker.uri]
    assert opened(await there.messages.media.thumbnail(sticker.uri, 88, 88)).width > 0
    await other.drop(sticker)
    assert (await other.packs(room_id))[0].stickers == ()

    text = tmp_path / "слова.txt"
    text.write_text("не картинка")
    with pytest.raises(MediaError):
        await own.add([text], room_id=None, told=lambda *_: None)
    assert not list((tmp_path / "work").iterdir()), "nothing is left behind"


async def test_packs_of_the_chat_by_both_names_and_those_wanted_everywhere(
    fresh_user: FreshUser, enter: Enter, tmp_path: Path
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = RoomId(await vera.create_room("9Б", members=(oleg,)))
    far = RoomId(await vera.create_room("Кружок", members=(oleg,)))
    cat = {"images": {"cat": {"url": "mxc://a/cat"}}, "pack": {"display_name": "Коты"}}
    dog = {"images": {"dog": {"url": "mxc://a/dog"}}, "pack": {"display_name": "Псы"}}
    emoticons = {"images": {"x": {"url": "mxc://a/x"}}, "pack": {"usage": ["emoticon"]}}
    for where, kind, key, content in (
        (room_id, "im.ponies.room_emotes", "old", cat),
        (room_id, "m.room.image_pack", "new", dog),
        (room_id, "im.ponies.room_emotes", "both", dog),
        (room_id, "m.room.image_pack", "both", {**cat, "pack": {"display_name": "Новее"}}),
        (room_id, "m.room.image_pack", "small", emoticons),
        (far, "m.room.image_pack", "far", {**cat, "pack": {"display_name": "Далеко"}}),
    ):
        await vera.call("PUT", f"{CLIENT}/rooms/{where}/state/{kind}/{key}", json=content)
    there = await enter(oleg)
    await there.open(room_id)
    packs = stickers_of(there, tmp_path)
    here = {"": [], "Коты": ["cat"], "Псы": ["dog"], "Новее": ["cat"]}

    async def now() -> dict[str, list[str]]:
        return named(await packs.packs(room_id))

    await until_there(lambda: _is(now(), here))
    wanted = {"rooms": {far: {"far": {}}}}
    path = f"{CLIENT}/user/{oleg.user_id}/account_data/m.image_pack.rooms"
    await oleg.call("PUT", path, json=wanted)
    await until_there(lambda: _is(now(), here | {"Далеко": ["cat"]}))

    picture = [photo(tmp_path / "я.jpg")]
    with pytest.raises(Forbidden):
        await packs.add(picture, room_id=room_id, told=lambda *_: None)
    leader = stickers_of(await enter(vera), tmp_path)
    await leader.add(picture, room_id=room_id, told=lambda *_: None)
    state = await vera.call("GET", f"{CLIENT}/rooms/{room_id}/state/m.room.image_pack/")
    assert [one["body"] for one in state["images"].values()] == ["я"]


async def _is(asked, expected: object) -> bool:  # type: ignore[no-untyped-def]
    return bool(await asked == expected)
