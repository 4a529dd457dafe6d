"""Pictures for painters that do not decode themselves: limited, upright, as plain bytes."""

import warnings
from dataclasses import dataclass
from pathlib import Path

from app.media.pictures import broken, open_picture


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows of R, G, B, A without gaps."""

    data: bytes
    width: int
    height: int


def decode_picture(path: Path, max_width: int, max_height: int) -> Pixels:
    """Return a picture scaled into a box. Raises MediaError for bombs and what is broken."""
    from PIL import Image, ImageOps

    with open_picture(path) as picture:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                if picture.format == "JPEG":
                    picture.draft("RGB", (max_width, max_height))
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
        except (OSError, ValueError, SyntaxError, IndexError, Image.DecompressionBombError):
            raise broken(path) from None
    upright.thumbnail((max_width, max_height), Image.Resampling.LANCZOS)
    return Pixels(upright.tobytes(), upright.width, upright.height)
