"""QR codes in picture files: read by zxing, after the picture was opened with our limits."""

from pathlib import Path

from app.domain.errors import MediaError
from app.media.pictures import broken, open_picture

_MOST = 16
_SIDE = 3000
"""Pixels; a photo that is larger is made smaller first, which finds codes faster and as well."""


def read_codes(path: Path) -> tuple[str, ...]:
    """Return the texts of the QR codes in a picture; blocking, for a thread.

    Raises:
        MediaError: it is no picture, or a broken one.
    """
    import zxingcpp

    with open_picture(path) as picture:
        try:
            picture.thumbnail((_SIDE, _SIDE))
            flat = picture.convert("L")
        except (OSError, ValueError, SyntaxError, MemoryError):
            raise broken(path) from None
    try:
        found = zxingcpp.read_barcodes(flat, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    except (ValueError, TypeError, RuntimeError) as error:
        raise MediaError(type(error).__name__) from error
    return tuple(one.text for one in found[:_MOST] if one.text)
