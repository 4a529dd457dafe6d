"""Schools as a region's directory names them: found by their names, before anybody signs in."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """A school in a directory; `address` leads to its server as if a person had typed it."""

    name: str
    place: str
    """Town, district and region in one line, as far as they are told."""
    address: str


@dataclass(frozen=True, slots=True)
class SchoolsPage:
    """Some of the schools that were found; `more` says where each directory goes on."""

    schools: tuple[ListedSchool, ...] = ()
    more: Mapping[str, int] = field(default_factory=dict)


def is_name(typed: str) -> bool:
    """Whether words were typed and no address: «лицей 14 г. Самары», not «school14.ru»."""
    text = typed.strip()
    return bool(text) and (any(sign.isspace() for sign in text) or not set(text) & set(".:/@[]"))
