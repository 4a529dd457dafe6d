"""Blurhash: a picture in thirty letters, shown until the picture itself is there (blurha.sh)."""

import math
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_MAX_SIDE = 512


def blurhash_rgba(code: str, width: int, height: int) -> bytes | None:
    """Return the picture as rows of R, G, B, A; None where the code is not one."""
    import numpy as np

    if not (0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE):
        return None
    colors = _read(code)
    if colors is None:
        return None
    rows, columns, _ = colors.shape
    along = np.cos(np.pi / width * np.outer(np.arange(width), np.arange(columns)))
    down = np.cos(np.pi / height * np.outer(np.arange(height), np.arange(rows)))
    linear = np.einsum("yj,xi,jic->yxc", down, along, colors)
    picture = np.full((height, width, 4), 255, dtype=np.uint8)
    picture[:, :, :3] = _to_srgb(linear)
    return picture.tobytes()


def encode(pixels: "NDArray[np.uint8]", *, columns: int = 4, rows: int = 3) -> str:
    """Return the code of a small RGB picture (height, width, 3)."""
    import numpy as np

    height, width, _ = pixels.shape
    linear = _to_linear(pixels)
    along = np.cos(np.pi / width * np.outer(np.arange(width), np.arange(columns)))
    down = np.cos(np.pi / height * np.outer(np.arange(height), np.arange(rows)))
    factors = np.einsum("yj,xi,yxc->jic", down, along, linear) / (width * height)
    factors *= 2.0
    factors[0, 0] /= 2.0
    flat = factors.reshape(-1, 3)
    strongest = float(np.abs(flat[1:]).max()) if len(flat) > 1 else 0.0
    step = max(0, min(82, math.floor(strongest * 166 - 0.5)))
    top = (step + 1) / 166
    red, green, blue = (int(value) for value in _to_srgb(flat[0]))
    code = _letters(columns - 1 + (rows - 1) * 9, 1) + _letters(step, 1)
    code += _letters((red << 16) + (green << 8) + blue, 4)
    for color in flat[1:]:
        parts = [_quantise(float(value) / top) for value in color]
        code += _letters(parts[0] * 361 + parts[1] * 19 + parts[2], 2)
    return code


def _read(code: str) -> "NDArray[np.float64] | None":
    import numpy as np

    if len(code) < 6 or any(letter not in _VALUES for letter in code):
        return None
    columns, rows = _number(code[0]) % 9 + 1, _number(code[0]) // 9 + 1
    if len(code) != 4 + 2 * columns * rows:
        return None
    top = (_number(code[1]) + 1) / 166
    average = _number(code[2:6])
    first = [average >> 16 & 255, average >> 8 & 255, average & 255]
    colors = np.zeros((rows * columns, 3))
    colors[0] = _to_linear(np.array(first, dtype=np.uint8))
    for index in range(1, rows * columns):
        value = _number(code[4 + index * 2 : 6 + index * 2])
        for channel, part in enumerate((value // 361, value // 19 % 19, value % 19)):
            colors[index, channel] = math.copysign(((part - 9) / 9) ** 2, part - 9) * top
    return colors.reshape(rows, columns, 3)


def _quantise(value: float) -> int:
    rooted = math.copysign(math.sqrt(abs(value)), value)
    return max(0, min(18, math.floor(rooted * 9 + 9.5)))


def _number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 83 + _VALUES[letter]
    return value


def _letters(value: int, length: int) -> str:
    return "".join(_ALPHABET[value // 83 ** (length - 1 - i) % 83] for i in range(length))


@cache
def _linear_table() -> "NDArray[np.float64]":
    import numpy as np

    values = np.arange(256) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _to_linear(pixels: "NDArray[np.uint8]") -> "NDArray[np.float64]":
    return _linear_table()[pixels]


def _to_srgb(linear: "NDArray[np.float64]") -> "NDArray[np.uint8]":
    import numpy as np

    values = np.clip(linear, 0, 1)
    curved = np.where(
        values <= 0.0031308, values * 12.92, 1.055 * np.power(values, 1 / 2.4) - 0.055
    )
    return (curved * 255 + 0.5).astype(np.uint8)
