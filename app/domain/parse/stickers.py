"""Image packs as they come from servers: what is no sticker is left out."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.clean import clean_name, is_clean_id
from app.domain.content import MediaKind
from app.domain.ids import RoomId
from app.domain.media import parse_mxc
from app.domain.parse.fields import items, mapping, text
from app.domain.parse.message import parse_info
from app.domain.stickers import Sticker, StickerPack

_MOST_IMAGES, _MOST_ROOMS = 500, 100
_ALL: frozenset[str] = frozenset({"emoticon", "sticker"})


def parse_pack(
    content: Mapping[str, Any], *, room_id: RoomId | None = None, key: str = ""
) -> StickerPack:
    """Return the stickers of a pack's content; emoticons are not ours."""
    pack = mapping(content.get("pack"))
    usual = _usage(pack, _ALL)
    found: dict[str, Sticker] = {}
    for code, raw in list(mapping(content.get("images")).items())[:_MOST_IMAGES]:
        image = mapping(raw)
        uri = parse_mxc(image.get("url"))
        if uri is not None and "sticker" in _usage(image, usual):
            body = clean_name(text(image.get("body")), 200) or clean_name(code, 100)
            info = parse_info(image.get("info"), MediaKind.STICKER)
            found.setdefault(uri, Sticker(uri, body, info))
    name = clean_name(text(pack.get("display_name")), 100)
    return StickerPack(name, tuple(found.values()), room_id, key)


def pack_rooms(content: Mapping[str, Any]) -> Mapping[RoomId, frozenset[str]]:
    """Return whose packs are wanted in every chat (`m.image_pack.rooms`); no keys: all of them."""
    rooms = list(mapping(content.get("rooms")).items())[:_MOST_ROOMS]
    return {RoomId(room): frozenset(mapping(keys)) for room, keys in rooms if is_clean_id(room)}


def _usage(part: Mapping[str, Any], usual: frozenset[str]) -> frozenset[str]:
    told: Iterable[object] = items(part.get("usage"), 10)
    return frozenset(one for one in told if isinstance(one, str)) or usual
