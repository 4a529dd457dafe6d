"""Time-based one-time passwords as every authenticator makes them (RFC 6238: SHA-1, 30 s)."""

import hashlib
import hmac
import struct
from base64 import b32decode
from datetime import datetime
from urllib.parse import quote, urlencode

STEP = 30
DIGITS = 6
_DRIFT = 1
"""Steps by which a telephone's clock may be wrong."""


def code_at(secret: str, step: int) -> str:
    """The code of a secret (base32) in one step of time."""
    digest = hmac.digest(b32decode(secret), struct.pack(">Q", step), hashlib.sha1)
    at = digest[-1] & 0xF
    (number,) = struct.unpack(">I", digest[at : at + 4])
    return f"{(number & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}}"


def step_of(moment: datetime) -> int:
    """In which step of time a moment lies."""
    return int(moment.timestamp()) // STEP


def step_matching(secret: str, code: str, *, now: datetime, after: int) -> int | None:
    """The step whose code was typed; steps up to `after` were spent and match no more."""
    here = step_of(now)
    for step in range(here - _DRIFT, here + _DRIFT + 1):
        right = code_at(secret, step) if step >= 0 else ""
        if hmac.compare_digest(right.encode(), code.encode()) and step > after:
            return step
    return None


def link_of(secret: str, *, school: str, account: str) -> str:
    """What an authenticator reads from the QR code."""
    label = quote(f"{school}:{account}", safe=":")
    return f"otpauth://totp/{label}?" + urlencode({"secret": secret, "issuer": school})
