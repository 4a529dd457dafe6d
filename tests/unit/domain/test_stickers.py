"""Packs of stickers as servers tell them, and as we write them."""

import re
from typing import Any

import pytest

from app.domain.ids import MxcUri, RoomId
from app.domain.media import MediaInfo
from app.domain.parse.stickers import pack_rooms, parse_pack
from app.domain.stickers import Sticker, with_sticker, without_sticker

CAT, DOG = MxcUri("mxc://a/cat"), MxcUri("mxc://a/dog")


def pack(**images: Any) -> dict[str, Any]:
    return {"images": images}


def bodies(content: dict[str, Any]) -> list[str]:
    return [one.body for one in parse_pack(content).stickers]


def test_a_pack_has_a_name_and_stickers_with_words() -> None:
    content = pack(cat={"url": CAT, "body": "Кот", "info": {"w": 512, "h": 512}}, dog={"url": DOG})
    content["pack"] = {"display_name": "Звери\u202e"}
    read = parse_pack(content, room_id=RoomId("!r"), key="zoo")
    assert (read.name, read.own, read.key) == ("Звери", False, "zoo")
    assert [one.body for one in read.stickers] == ["Кот", "dog"]
    assert read.stickers[0].info.width == 512


@pytest.mark.parametrize(
    ("of_pack", "of_image", "shown"),
    [
        (None, None, True),
        ([], [], True),
        (["sticker"], None, True),
        (["emoticon"], None, False),
        (["emoticon"], ["sticker"], True),
        (["sticker"], ["emoticon"], False),
        ("sticker", 5, True),
    ],
)
def test_emoticons_are_no_stickers(of_pack: Any, of_image: Any, shown: bool) -> None:
    content = pack(cat={"url": CAT, "usage": of_image})
    content["pack"] = {"usage": of_pack}
    assert bool(parse_pack(content).stickers) is shown


@pytest.mark.parametrize(
    "image",
    [None, "x", {}, {"url": 5}, {"url": "https://a/b.png"}, {"url": "mxc://a"}, {"url": "data:x"}],
)
def test_what_has_no_address_on_a_homeserver_is_left_out(image: Any) -> None:
    assert bodies(pack(bad=image, cat={"url": CAT})) == ["cat"]


def test_hostile_packs_are_cut_and_pictures_come_once() -> None:
    many = {f"n{n}": {"url": f"mxc://a/{n}"} for n in range(5_000)}
    assert len(parse_pack({"images": many}).stickers) <= 500
    assert bodies(pack(a={"url": CAT}, b={"url": CAT})) == ["a"]
    for content in ({"images": []}, {"images": {"a": []}, "pack": 5}, {}):
        assert parse_pack(content).stickers == ()


def test_rooms_whose_packs_are_wanted() -> None:
    content = {"rooms": {"!a": {}, "!b": {"": {}, "zoo": {}}, "": {}, "!c": 5}}
    assert pack_rooms(content) == {
        RoomId("!a"): frozenset(),
        RoomId("!b"): frozenset({"", "zoo"}),
        RoomId("!c"): frozenset(),
    }
    assert pack_rooms({"rooms": [1]}) == {}


def test_shortcodes_follow_the_grammar_and_nothing_of_others_is_lost() -> None:
    before = {"pack": {"display_name": "Мои"}, "images": {"cat": {"url": CAT, "extra": 1}}, "x": 2}
    content = with_sticker(before, Sticker(DOG, "Пёс / гав :)", MediaInfo()), {"w": 5})
    assert content["pack"] == before["pack"]
    assert content["images"]["cat"] == {"url": CAT, "extra": 1}
    assert content["x"] == 2
    assert with_sticker(content, Sticker(DOG, "снова", MediaInfo()), {}) == content
    third = with_sticker(content, Sticker(MxcUri("mxc://a/3"), "cat", MediaInfo()), {})
    assert len(third["images"]) == 3
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,100}", code) for code in third["images"])
    assert without_sticker(third, DOG)["images"].keys() == third["images"].keys() - {
        next(code for code, one in third["images"].items() if one["url"] == DOG)
    }
