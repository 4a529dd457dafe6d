"""Pictures on their way out: turned upright, nothing private left in them, resized, blurred.

A picture is always decoded and written anew: what is not pixels (place, camera, author, a hidden
thumbnail) does not survive. Only an animated GIF is copied, for it holds nothing of the kind.
"""

import shutil
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.content import MediaKind
from app.domain.errors import MediaError, UserText
from app.domain.media import MAX_PIXELS, MediaInfo
from app.media.blurhash import encode
from app.media.probe import Probe

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL = (800, 600)
_SMALL = 200_000
"""A file below this many bytes needs no thumbnail beside it."""
_BLUR_SIDE = 32
_ORIENTATION = 0x0112
_FORMATS = {
    "image/jpeg": ("JPEG", ".jpg"),
    "image/png": ("PNG", ".png"),
    "image/webp": ("WEBP", ".webp"),
}


def open_picture(path: Path) -> "Image":
    """Open a picture without decoding it. Raises MediaError for bombs and what is broken."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(path, formats=["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"])
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise broken(path) from None
    if picture.width * picture.height > MAX_PIXELS or not picture.width or not picture.height:
        picture.close()
        text = UserText("Картинка «{name}» слишком большая.", {"name": path.name})
        raise MediaError("too many pixels", user_text=text)
    return picture


def broken(path: Path) -> MediaError:
    """Return the error for a file that cannot be decoded."""
    text = UserText("Файл «{name}» повреждён: его не удалось открыть.", {"name": path.name})
    return MediaError("broken", user_text=text)


class Prepared:
    """A picture that was written anew."""

    def __init__(self, path: Path, info: MediaInfo) -> None:
        self.path, self.info = path, info
        self.kind = MediaKind.IMAGE
        self.thumbnail: Path | None = None
        self.thumbnail_info: MediaInfo | None = None


def prepare_picture(path: Path, probe: Probe, workdir: Path, resize: int | None) -> Prepared:
    """Write the picture anew into `workdir`, with a thumbnail where it is large."""
    from PIL import Image, ImageOps

    with open_picture(path) as picture:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                if getattr(picture, "is_animated", False):
                    return _animated(picture, path, probe, workdir)
                if resize is not None and picture.format == "JPEG":
                    picture.draft("RGB", (resize, resize))
                turned = picture.getexif().get(_ORIENTATION, 1) != 1
                upright = ImageOps.exif_transpose(picture)
                full = _plain(upright)
        except (OSError, ValueError, SyntaxError, IndexError, Image.DecompressionBombError):
            raise broken(path) from None
        if resize is not None and max(full.size) > resize:
            full.thumbnail((resize, resize), Image.Resampling.LANCZOS)
            turned = True
        target = _write(full, picture, workdir / "picture", probe.mimetype, same=not turned)
    return _described(full, *target, workdir)


def write_thumbnail(picture: "Image", target: Path) -> MediaInfo:
    """Write a JPEG of at most 800 x 600 and return what it is."""
    from PIL import Image

    small = picture.copy()
    small.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
    small = _on_white(small)
    small.save(target, "JPEG", quality=82, optimize=True)
    return MediaInfo("image/jpeg", target.stat().st_size, small.width, small.height)


def blur(picture: "Image") -> str:
    """Return the blurhash."""
    import numpy as np

    small = picture.copy()
    small.thumbnail((_BLUR_SIDE, _BLUR_SIDE))
    return encode(np.asarray(_on_white(small), dtype=np.uint8))


def _described(full: "Image", path: Path, mimetype: str, workdir: Path) -> Prepared:
    size = path.stat().st_size
    info = MediaInfo(mimetype, size, full.width, full.height, blurhash=blur(full))
    prepared = Prepared(path, info)
    large = full.width > THUMBNAIL[0] or full.height > THUMBNAIL[1]
    if large or size > _SMALL:
        prepared.thumbnail = workdir / "thumbnail.jpg"
        prepared.thumbnail_info = write_thumbnail(full, prepared.thumbnail)
    return prepared


def _animated(picture: "Image", path: Path, probe: Probe, workdir: Path) -> Prepared:
    """Keep the animation. Only a GIF is copied; the others can carry EXIF."""
    if probe.mimetype == "image/gif":
        target = workdir / "picture.gif"
        shutil.copyfile(path, target)
    else:
        name, suffix = _FORMATS.get(probe.mimetype, ("PNG", ".png"))
        target = workdir / f"picture{suffix}"
        picture.save(target, name, save_all=True, exif=b"", xmp=b"")
    picture.seek(0)
    return _described(_plain(picture), target, probe.mimetype, workdir)


def _plain(picture: "Image") -> "Image":
    """Return the pixels alone, in a mode that every format takes."""
    picture.load()
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    plain = picture.convert("RGBA" if has_alpha else "RGB")
    profile = picture.info.get("icc_profile")
    plain.info = {"icc_profile": profile} if isinstance(profile, bytes) else {}
    plain.getexif().clear()
    return plain


def _write(
    full: "Image", source: "Image", target: Path, mimetype: str, *, same: bool
) -> tuple[Path, str]:
    if mimetype not in _FORMATS:
        mimetype = "image/png" if full.mode == "RGBA" else "image/jpeg"
    name, suffix = _FORMATS[mimetype]
    path = target.with_suffix(suffix)
    profile = full.info.get("icc_profile")
    if name == "JPEG":
        full = _on_white(full)
        # Tables of the original where the pixels are its own: no visible second loss.
        if same and source.format == "JPEG" and source.mode == "RGB":
            tables = getattr(source, "quantization", None)
            full.save(path, "JPEG", qtables=tables, exif=b"", icc_profile=profile)
        else:
            full.save(path, "JPEG", quality=88, exif=b"", icc_profile=profile, optimize=True)
    elif name == "WEBP":
        full.save(path, "WEBP", quality=90, exif=b"", icc_profile=profile or b"")
    else:
        full.save(path, "PNG", icc_profile=profile)
    return path, mimetype


def _on_white(picture: "Image") -> "Image":
    from PIL import Image

    if picture.mode != "RGBA":
        return picture.convert("RGB")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white
