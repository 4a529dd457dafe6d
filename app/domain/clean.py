"""Text of other people made safe to show: no direction tricks, no invisible or control characters.

Everything here takes any `str`, lone surrogates included (JSON can carry them, UTF-8 cannot).
"""

import re
import unicodedata

MAX_NAME = 100
"""Longest name of a person or a chat that is shown, in characters."""
MAX_TEXT = 65_536
"""Longest text of a message that is kept: the spec's limit for a whole event."""
MAX_FILENAME = 120
"""Longest name of a file: with the folder that we open files in it has room in Windows' 260."""
_MAX_FILENAME_BYTES = 230
"""Linux takes 255 bytes, and what is still being written has a longer name for a while."""
_MAX_MARKS = 4
"""Combining marks on one letter: more is a prank that paints over the neighbours."""

# Embeddings, overrides and isolates turn the text around them; names also lose the marks (LRM…).
_DIRECTION = "\u202a-\u202e\u2066-\u2069\u206a-\u206f"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2065"
    "\u3164\ufeff\uffa0\U000e0000-\U000e007f"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_NOT_IN_TEXT = re.compile(f"[{_DIRECTION}{_CONTROL}]")
_NOT_IN_NAME = re.compile(f"[{_DIRECTION}\x00-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb{_INVISIBLE}]")
_JOINERS_ALONE = re.compile("(?:^|(?<=\\s))[\u200c\u200d]+|[\u200c\u200d]+(?=\\s|$)")
_NO_MARKS = re.compile("[ -\u02ff\u0370-\u0482\u048a-\u0590]*\\Z")
"""Latin, Greek and Cyrillic letters: nothing to count, and nearly every name there is."""
_NEW_LINES = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_BAD_IN_FILENAME = re.compile(r'[<>:"/\\|?*]')
_DEVICE = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[\d¹²³]) *(?:\.|\Z)", re.IGNORECASE
)
"""What is no file on Windows, whatever follows the dot."""
_NO_EDGE = " .\u200c\u200d"
"""What no file's name begins or ends with."""


def clean_text(text: str, limit: int = MAX_TEXT) -> str:
    """Return message text without control and direction characters; line breaks are `\\n`."""
    text = _SURROGATES.sub("\ufffd", text[:limit])
    return _NOT_IN_TEXT.sub("", _NEW_LINES.sub("\n", text))


def clean_name(text: str, limit: int = MAX_NAME) -> str:
    """Return a name in one line, without anything invisible; '' where nothing is left."""
    # A hundred times the limit is enough to look through and bounds the work.
    text = _SURROGATES.sub("\ufffd", text[: limit * 100])
    text = _NOT_IN_NAME.sub(_space_for_break, text)
    text = _few_marks(" ".join(text.split()))
    text = " ".join(_JOINERS_ALONE.sub("", text).split())
    if not any(unicodedata.category(char) not in _NOTHING_TO_SEE for char in text[:limit]):
        return ""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def one_line(text: str, limit: int = 200) -> str:
    """Return text for a single line, cut to `limit` characters."""
    words = " ".join(clean_text(text, limit * 8).split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def clean_filename(text: str) -> str:
    """Return a file name that is safe on every system: no path, nothing reserved, not too long.

    It ends as it will on the disk: Windows drops dots and spaces there, so «a.exe.» is a program.
    """
    name = clean_name(text.replace("\\", "/").rsplit("/", 1)[-1], limit=1000)
    name = _BAD_IN_FILENAME.sub("_", name).strip(_NO_EDGE)
    if _DEVICE.match(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    end = f".{suffix}" if dot and len(suffix) <= 10 else ""
    stem = name.removesuffix(end)[: MAX_FILENAME - len(end)]
    room = _MAX_FILENAME_BYTES - len(end.encode())
    name = (stem.encode()[:room].decode(errors="ignore") + end).strip(_NO_EDGE)
    return clean_name(name, limit=1000)  # without its dots it may be nothing to see


def is_clean_id(value: object, limit: int = 255) -> bool:
    """Whether a value can serve as an opaque identifier: printable text of a sane length."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= limit
        and not _NOT_IN_TEXT.search(value)
        and not _SURROGATES.search(value)
    )


_NOTHING_TO_SEE = {"Zs", "Cf", "Cc", "Mn", "Me", "Cn", "Co"}


def _space_for_break(match: re.Match[str]) -> str:
    return " " if match[0] in "\n\r\t\x0b\x0c\x85\u2028\u2029" else ""


def _few_marks(text: str) -> str:
    if _NO_MARKS.match(text):
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)
