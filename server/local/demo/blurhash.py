"""BlurHash of a small picture (https://blurha.sh), so that photos have a shade before they load."""

import math
from collections.abc import Sequence

from PIL import Image

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
_ACROSS, _DOWN = 4, 3
_SIZE = (24, 18)


def blurhash(picture: Image.Image) -> str:
    """The hash with 4 × 3 components."""
    small = picture.convert("RGB").resize(_SIZE)
    pixels = [tuple(map(_linear, small.getpixel((x, y)))) for y in range(18) for x in range(24)]  # type: ignore[arg-type]
    factors = [_factor(pixels, i, j) for j in range(_DOWN) for i in range(_ACROSS)]
    (mean, *details) = factors
    largest = max(abs(value) for factor in details for value in factor)
    quantised = max(0, min(82, int(largest * 166 - 0.5)))
    scale = (quantised + 1) / 166
    digits = _base83((_ACROSS - 1) + (_DOWN - 1) * 9, 1) + _base83(quantised, 1)
    red, green, blue = map(_srgb, mean)
    digits += _base83((red << 16) + (green << 8) + blue, 4)
    for factor in details:
        r, g, b = (_signed(value / scale) for value in factor)
        digits += _base83((r * 19 + g) * 19 + b, 2)
    return digits


def _factor(pixels: Sequence[tuple[float, ...]], i: int, j: int) -> tuple[float, float, float]:
    width, height = _SIZE
    total = [0.0, 0.0, 0.0]
    for index, pixel in enumerate(pixels):
        y, x = divmod(index, width)
        basis = math.cos(math.pi * i * x / width) * math.cos(math.pi * j * y / height)
        for channel in range(3):
            total[channel] += basis * pixel[channel]
    norm = (1 if i == j == 0 else 2) / (width * height)
    return total[0] * norm, total[1] * norm, total[2] * norm


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _srgb(value: float) -> int:
    share = max(0.0, min(1.0, value))
    curve = share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
    return int(curve * 255 + 0.5)


def _signed(value: float) -> int:
    root = math.copysign(abs(value) ** 0.5, value)
    return max(0, min(18, int(root * 9 + 9.5)))


def _base83(value: int, length: int) -> str:
    return "".join(_DIGITS[value // 83**place % 83] for place in reversed(range(length)))
