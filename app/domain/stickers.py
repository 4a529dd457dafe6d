"""Stickers and the packs they come in: image packs of Matrix (spec 1.19, MSC2545 before).

A pack of a chat is state of the chat; one's own pack is account data, as clients agreed on before
the specification, which knows none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.ids import MxcUri, RoomId
from app.domain.media import MediaInfo

ROOM_PACK, ROOM_PACK_BEFORE = "m.room.image_pack", "im.ponies.room_emotes"
PACK_ROOMS, PACK_ROOMS_BEFORE = "m.image_pack.rooms", "im.ponies.emote_rooms"
OWN_PACK, OWN_PACK_DRAFT = "im.ponies.user_emotes", "m.image_pack"
"""One's own pack: what clients write, and what a draft of the specification called it."""
MOST_STICKERS = 200
"""In a pack that we write: it must fit into one event."""
SIDE = 512
"""Pixels of a sticker's longer side."""
_NOT_CODE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Sticker:
    """A picture of a pack; `body` says what it shows."""

    uri: MxcUri
    body: str
    info: MediaInfo


@dataclass(frozen=True, slots=True)
class StickerPack:
    """A pack; `room_id` is the chat it belongs to, None for one's own. `name` may be ''."""

    name: str
    stickers: tuple[Sticker, ...]
    room_id: RoomId | None = None
    key: str = ""

    @property
    def own(self) -> bool:
        """Whether it is one's own."""
        return self.room_id is None


def with_sticker(
    content: Mapping[str, Any], sticker: Sticker, info: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a pack's content with one more sticker; the rest stays, the same picture but once."""
    images = _images(content)
    if any(_url(image) == sticker.uri for image in images.values()):
        return dict(content)
    image = {"url": sticker.uri, "body": sticker.body, "info": dict(info), "usage": ["sticker"]}
    return {**content, "images": {**images, _shortcode(sticker.body, images): image}}


def without_sticker(content: Mapping[str, Any], uri: MxcUri) -> dict[str, Any]:
    """Return a pack's content without a picture."""
    kept = {code: image for code, image in _images(content).items() if _url(image) != uri}
    return {**content, "images": kept}


def count_of(content: Mapping[str, Any]) -> int:
    """Return how many pictures a pack's content holds, of whatever kind."""
    return len(_images(content))


def _images(content: Mapping[str, Any]) -> Mapping[str, Any]:
    images = content.get("images")
    return images if isinstance(images, dict) else {}


def _url(image: object) -> object:
    return image.get("url") if isinstance(image, dict) else None


def _shortcode(body: str, taken: Mapping[str, Any]) -> str:
    """Return a name by the grammar of the specification that no other picture has."""
    plain = _NOT_CODE.sub("-", body).strip("-")[:60] or "sticker"
    code, number = plain, 1
    while code in taken:
        number += 1
        code = f"{plain}-{number}"
    return code
