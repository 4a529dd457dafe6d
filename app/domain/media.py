"""Media as events describe it: references, sizes and checks of what the server claims."""

import re
from dataclasses import dataclass

from app.domain.ids import MxcUri

_MXC = re.compile(r"mxc://([A-Za-z0-9.\-:\[\]]{1,255})/([A-Za-z0-9_\-]{1,255})\Z")
MAX_PIXELS = 64_000_000
"""A picture that claims more is not decoded (a decompression bomb or a mistake)."""


def parse_mxc(value: object) -> MxcUri | None:
    """Return `value` as an `mxc://` address, or None where it is not one."""
    return MxcUri(value) if isinstance(value, str) and _MXC.match(value) else None


def split_mxc(uri: MxcUri) -> tuple[str, str]:
    """Return (server, media id) of a checked address."""
    server, _, media_id = uri.removeprefix("mxc://").partition("/")
    return server, media_id


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What the sender says of a file: a hint for layout, never trusted when decoding.

    Sizes in pixels and bytes, duration in milliseconds; None where absent or absurd.
    """

    mimetype: str = "application/octet-stream"
    size: int | None = None
    width: int | None = None
    height: int | None = None
    duration: int | None = None
    thumbnail: MxcUri | None = None
    blurhash: str | None = None
