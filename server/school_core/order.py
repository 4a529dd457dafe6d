"""The order of names and of classes, as people know it: «Ё» stands with «Е», 9А before 10А."""

import re

_NUMBER = re.compile(r"(\d+)")


def alike(text: str) -> str:
    """Return text as it is compared: whatever its case and its «ё»."""
    return text.casefold().replace("ё", "е")


def by_name(text: str) -> tuple[str, str]:
    """Return what a name is sorted by: computers would put «Ёлкин» before «Абрамов»."""
    return alike(text), text


def by_title(text: str) -> tuple[tuple[int, str], ...]:
    """Return what a title with numbers is sorted by: a class, a chat of it, a school."""
    parts = _NUMBER.split(alike(text))
    return tuple((int(one), "") if one.isdecimal() else (-1, one) for one in parts)
