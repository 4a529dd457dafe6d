"""Cards in pictures: a photo, a screenshot, something else, a bomb."""

import io
from pathlib import Path

import pytest
import segno
from PIL import Image

from app.domain.errors import MediaError
from app.media.qr import read_codes

LINK = "parta://card?address=school14.example&code=7K3M-9QWE-RT2Y"


def _code(text: str) -> Image.Image:
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=6, border=4)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def test_a_code_is_read_from_a_tilted_photo(tmp_path: Path) -> None:
    sheet = Image.new("RGB", (2400, 1800), "#c8bfb0")
    sheet.paste(_code(LINK).rotate(17, expand=True, fillcolor="#c8bfb0"), (900, 500))
    sheet.save(tmp_path / "photo.jpg", quality=70)
    assert read_codes(tmp_path / "photo.jpg") == (LINK,)


def test_a_picture_without_a_code_has_none(tmp_path: Path) -> None:
    Image.new("RGB", (300, 300), "green").save(tmp_path / "a.png")
    assert read_codes(tmp_path / "a.png") == ()


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a" + b"\xff" * 50])
def test_what_is_no_picture_is_an_error_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(content)
    with pytest.raises(MediaError):
        read_codes(path)
