"""What a file is, by its first bytes: a name or a claimed type is never believed.

Only formats on this list are given to a decoder, and the decoder is told which one it is: FFmpeg
guessing by itself would also take playlists, which open other files and addresses.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from app.domain.errors import MediaError, UserText

_HEAD = 512


class FileKind(Enum):
    """What can be done with a file."""

    PICTURE = "picture"
    AV = "audio or video"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Probe:
    """`mimetype` by content; `demuxer` is FFmpeg's name of an audio or video format."""

    kind: FileKind
    mimetype: str
    size: int
    demuxer: str = ""


def probe(path: Path) -> Probe:
    """Look at a file. Raises MediaError where there is nothing to look at."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        size = path.stat().st_size
    except OSError as error:
        text = UserText("Не удалось прочитать файл «{name}».", {"name": path.name})
        raise MediaError(type(error).__name__, user_text=text) from error
    if not head:
        text = UserText("Файл «{name}» пустой.", {"name": path.name})
        raise MediaError("empty", user_text=text)
    if mimetype := _picture(head):
        return Probe(FileKind.PICTURE, mimetype, size)
    if found := _audio_video(head):
        demuxer, mimetype = found
        return Probe(FileKind.AV, mimetype, size, demuxer)
    return Probe(FileKind.OTHER, _other(head, path.name), size)


def _picture(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"BM") and len(head) > 26 and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if head.startswith((b"II*\0", b"MM\0*")):
        return "image/tiff"
    return ""


_MAGIC = (
    (b"\x1aE\xdf\xa3", "matroska", "video/x-matroska"),
    (b"OggS", "ogg", "audio/ogg"),
    (b"ID3", "mp3", "audio/mpeg"),
    (b"fLaC", "flac", "audio/flac"),
    (b"FLV\x01", "flv", "video/x-flv"),
    (b"0&\xb2u\x8ef\xcf\x11", "asf", "video/x-ms-asf"),
    (b"\x00\x00\x01\xba", "mpeg", "video/mpeg"),
    (b"#!AMR", "amr", "audio/amr"),
    (b"\xff\xf1", "aac", "audio/aac"),
    (b"\xff\xf9", "aac", "audio/aac"),
)


def _audio_video(head: bytes) -> tuple[str, str] | None:
    if head[4:8] == b"ftyp":
        return "mov", _of_brand(head[8:12])
    if head[4:8] in {b"moov", b"mdat", b"wide", b"free"} and head[:1] == b"\0":
        return "mov", "video/quicktime"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav", "audio/wav"
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return "avi", "video/x-msvideo"
    for magic, demuxer, mimetype in _MAGIC:
        if head.startswith(magic):
            if demuxer == "matroska" and b"webm" in head[:64]:
                return demuxer, "video/webm"
            return demuxer, mimetype
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return "mp3", "audio/mpeg"
    if len(head) > 376 and head[0] == head[188] == head[376] == 0x47:
        return "mpegts", "video/mp2t"
    return None


def _of_brand(brand: bytes) -> str:
    if brand in {b"M4A ", b"M4B "}:
        return "audio/mp4"
    if brand in {b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"crx "}:
        return "image/heif"
    return "video/quicktime" if brand == b"qt  " else "video/mp4"


_OTHER = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
)
_IN_ZIP = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def _other(head: bytes, name: str) -> str:
    for magic, mimetype in _OTHER:
        if head.startswith(magic):
            return mimetype
    if head.startswith(b"PK\x03\x04"):
        return _IN_ZIP.get(Path(name).suffix.lower(), "application/zip")
    if b"<svg" in head.lower():
        return "image/svg+xml"
    if b"\0" not in head:
        return "text/plain"
    return "application/octet-stream"
