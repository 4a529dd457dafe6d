"""PipeWire's own way to write values down (SPA POD): as much as a stream of pictures needs.

A value is eight bytes (how long its body is, its type), the body, and zeros up to a multiple of
eight. Source: PipeWire's headers spa/pod/pod.h, spa/param/format.h, spa/param/buffers.h (0.3 to 1.x
are the same here).
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ID, _INT, _RECTANGLE, _FRACTION, _OBJECT, _CHOICE = 3, 4, 10, 11, 15, 19
_RANGE, _ENUM, _FLAGS = 1, 3, 4
_FORMAT, _BUFFERS, _META = 0x40003, 0x40004, 0x40005
ENUM_FORMAT, FORMAT, BUFFERS, META = 3, 4, 5, 6
"""Names of what two ends of a stream tell each other."""
_KIND, _SUBKIND = 1, 2
_VIDEO, _RAW = 2, 1
_PIXELS, _SIZE, _RATE, _MOST_RATE = 0x20001, 0x20003, 0x20004, 0x20005
_DATA_TYPE, _META_TYPE, _META_SIZE = 6, 1, 2
CROP, CROP_SIZE = 2, 16
"""The part of a picture that a window is: x, y, width, height."""
_MEMORY = 1 << 1 | 1 << 2
"""Pictures in memory, by address or file: not on the graphics card."""
_LARGEST = 16_384

ORDERS = {8: "bgra", 12: "bgra", 7: "rgba", 11: "rgba"}
"""Pixels that we take (BGRx, BGRA, RGBx, RGBA), in FFmpeg's words."""


@dataclass(frozen=True, slots=True)
class Format:
    """What the pictures of a stream are like; `order` is FFmpeg's word for the pixels."""

    order: str
    width: int
    height: int


def wanted_format(*, rate: int = 0) -> bytes:
    """The pictures we take; at most `rate` a second where it is not 0."""
    sizes = [struct.pack("=II", side, side) for side in (1024, 1, _LARGEST)]
    rates = [struct.pack("=II", number, 1) for number in (30, 0, 1000)]
    properties = {
        _KIND: _value(_ID, struct.pack("=I", _VIDEO)),
        _SUBKIND: _value(_ID, struct.pack("=I", _RAW)),
        _PIXELS: _choice(_ENUM, _ID, [struct.pack("=I", one) for one in (8, *ORDERS)]),
        _SIZE: _choice(_RANGE, _RECTANGLE, sizes),
        _RATE: _choice(_RANGE, _FRACTION, rates),
    }
    if rate:
        most = [struct.pack("=II", number, 1) for number in (rate, 0, rate)]
        properties[_MOST_RATE] = _choice(_RANGE, _FRACTION, most)
    return _object(_FORMAT, ENUM_FORMAT, properties)


def wanted_buffers() -> bytes:
    """How we want to get them."""
    return _object(
        _BUFFERS, BUFFERS, {_DATA_TYPE: _choice(_FLAGS, _INT, [struct.pack("=i", _MEMORY)])}
    )


def wanted_crop() -> bytes:
    """Say that we look at what part of a picture counts."""
    return _object(
        _META,
        META,
        {
            _META_TYPE: _value(_ID, struct.pack("=I", CROP)),
            _META_SIZE: _value(_INT, struct.pack("=i", CROP_SIZE)),
        },
    )


def length_of(head: bytes) -> int:
    """The bytes of a value that begins with these eight."""
    return 8 + int(struct.unpack_from("=I", head)[0])


def read_format(data: bytes) -> Format | None:
    """What was agreed upon; None for what are no pictures of ours."""
    found = _properties(data)
    order = ORDERS.get(_number(found.get(_PIXELS, b"")))
    size = found.get(_SIZE, b"")
    if order is None or len(size) < 8:
        return None
    width, height = struct.unpack_from("=II", size)
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        return None
    return Format(order, width, height)


def _value(kind: int, body: bytes) -> bytes:
    return struct.pack("=II", len(body), kind) + body + bytes(-len(body) % 8)


def _choice(choice: int, kind: int, values: Sequence[bytes]) -> bytes:
    """Several values of one kind; the first is the one we like best."""
    head = struct.pack("=IIII", choice, 0, len(values[0]), kind)
    return _value(_CHOICE, head + b"".join(values))


def _object(kind: int, name: int, properties: Mapping[int, bytes]) -> bytes:
    body = b"".join(struct.pack("=II", key, 0) + one for key, one in properties.items())
    return _value(_OBJECT, struct.pack("=II", kind, name) + body)


def _properties(data: bytes) -> dict[int, bytes]:
    """The bodies of an object's properties by key."""
    found, at = {}, 16
    while at + 16 <= len(data):
        key, _, size, kind = struct.unpack_from("=IIII", data, at)
        body = data[at + 16 : at + 16 + size]
        # An agreed value may come as a choice of one.
        found[key] = body[16:] if kind == _CHOICE else body
        at += 16 + size + -size % 8
    return found


def _number(body: bytes) -> int:
    return int(struct.unpack_from("=I", body)[0]) if len(body) >= 4 else 0
