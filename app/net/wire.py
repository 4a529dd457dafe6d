"""JSON from the network: bounded in depth, free of what UTF-8 and SQLite cannot hold."""

import json
import re
from array import array
from itertools import accumulate
from typing import Any
from urllib.parse import quote

from app.domain.errors import BadReply

MAX_DEPTH = 200
"""Deeper nesting is refused: writing it out again would break Python's recursion limit."""
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'[]{}"\\'))
_STEPS = bytes.maketrans(b'[{]}"', b"\x01\x01\xff\xff\x00")
_QUOTED = re.compile(rb'"[^"]*+"')
_LONE = re.compile(
    rb"\\u[dD][89aAbB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89aAbB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def loads(body: bytes) -> Any:
    """Return the value of a JSON text. Raises BadReply for everything that is none."""
    if _is_deeper(body, MAX_DEPTH):
        raise BadReply("nested too deep")
    try:
        value = json.loads(body.decode("utf-8", "replace"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadReply(f"not JSON: {type(error).__name__}") from error
    # A lone surrogate can only come from an escape: without one there is nothing to look for.
    if (b"\\ud" in body or b"\\uD" in body) and _LONE.search(body):
        return _without_surrogates(value)
    return value


def dumps(value: Any) -> bytes:
    """Return the JSON text of a value; lone surrogates (pasted by a person) become `?`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace")


def path(template: str, *ids: str) -> str:
    """Fill the `{}` of an endpoint's path with percent-encoded ids."""
    return template.format(*(_encoded(each) for each in ids))


def _encoded(text: str) -> str:
    encoded = quote(text, safe="", errors="replace")
    return encoded.replace(".", "%2E") if not encoded.strip(".") else encoded


def _is_deeper(body: bytes, limit: int) -> bool:
    """Whether brackets nest deeper than `limit`; all in C, milliseconds for a megabyte."""
    marks = body.translate(None, _NOT_STRUCTURE)
    if b"\\" in marks:
        marks = marks.replace(b"\\\\", b"").replace(b'\\"', b"").replace(b"\\", b"")
    # Two quotes side by side cancel out: whether a bracket stands in a string stays the same.
    marks = _QUOTED.sub(b"", marks.replace(b'""', b""))
    steps = array("b", marks.translate(_STEPS))
    return max(accumulate(steps), default=0) > limit


def _no_constant(_: str) -> None:
    """Read NaN and the infinities, which JSON does not know, as null."""


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(each) for each in value]
    if isinstance(value, dict):
        return {
            _SURROGATE.sub("\ufffd", key): _without_surrogates(each) for key, each in value.items()
        }
    return value
