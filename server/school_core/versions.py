"""Versions of the program: which is older, told apart by numbers."""

import re

_FORM = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}\Z")


def numbers(version: str) -> tuple[int, ...] | None:
    """The numbers of a version like 1.4.2 without trailing zeros, None for anything else."""
    if not _FORM.match(version):
        return None
    parts = [int(part) for part in version.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def is_older(version: str, than: str) -> bool:
    """Whether a version is older; what cannot be read counts as older than everything."""
    mine, wanted = numbers(version), numbers(than)
    return wanted is not None and (mine is None or mine < wanted)
