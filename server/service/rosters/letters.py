"""Letters that look alike and are not the same: whoever compares names and classes meets them.

A list from a Mac writes «й» as two characters, copied text brings soft hyphens and marks of
direction, and half of a school's secretaries type the letter of «9А» on the Latin keyboard.
"""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CYRILLIC = str.maketrans("ABCEHKMOPTXYabcehkmoptxy", "АВСЕНКМОРТХУавсенкмортху")


def visible(text: str) -> str:
    """Return text as it is seen: each letter one character, nothing without a shape."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def cyrillic(letter: str) -> str:
    """Return the letter of a class as a Russian one where it looks like one."""
    return letter.translate(_CYRILLIC)
