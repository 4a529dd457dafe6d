"""The codes on cards: short enough to type, long enough not to be guessed (60 bits)."""

import secrets
from urllib.parse import urlencode

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O and U, which are taken for other signs."""
_GROUPS, _IN_GROUP = 3, 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
# What a Russian keyboard or eye makes of Latin letters that look the same.
_RUSSIAN = str.maketrans("АВЕКМНОРСТХУ", "ABEKMH0PCTXY")


def new_code() -> str:
    """Return a fresh code, `XXXX-XXXX-XXXX`."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _IN_GROUP))
    return "-".join(signs[at : at + _IN_GROUP] for at in range(0, len(signs), _IN_GROUP))


def normal(typed: str) -> str:
    """Return what somebody typed as it was printed, '' where it can be no code."""
    signs = "".join(typed.split()).replace("-", "").upper()
    signs = signs.translate(_RUSSIAN).translate(_MISREAD)
    if len(signs) != _GROUPS * _IN_GROUP or any(sign not in _ALPHABET for sign in signs):
        return ""
    return "-".join(signs[at : at + _IN_GROUP] for at in range(0, len(signs), _IN_GROUP))


def card_link(address: str, code: str) -> str:
    """The address in the card's QR code: it opens the program at the sign-in with the code."""
    return "parta://card?" + urlencode({"address": address, "code": code})
