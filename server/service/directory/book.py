"""The list of schools that whoever runs the server publishes: a YAML file, read anew when changed.

    region: Самарская область
    schools:
      - {name: МАОУ лицей № 14, town: Самара, district: Кировский район, address: school14.example}

Nothing comes into it by itself: neither from rosters nor from other servers.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from server.school_core.order import alike

_log = logging.getLogger(__name__)

_MOST = 100_000
_INFLECTED, _LONG = 5, 7
"""Letters from which on a word loses one for its ending, and two."""
_WORD = re.compile(r"[0-9]+|[^\W0-9_]+")
_PLACES = frozenset(
    [
        "г",
        "гор",
        "город",
        "города",
        "п",
        "пос",
        "поселок",
        "с",
        "село",
        "д",
        "деревня",
        "им",
        "имени",
    ]
)
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_Place = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


class DirectoryError(ValueError):
    """The file cannot be used; the text says why."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ListedSchool(_Part):
    """A school as people look for it; `address` is what they would type to find its server."""

    name: _Name
    town: _Place = ""
    district: _Place = ""
    address: Annotated[str, StringConstraints(pattern=r"^(https?://)?[^\s/?#@\"<>]{1,253}$")]


class SchoolList(_Part):
    """A directory as it is published."""

    region: _Place = ""
    schools: tuple[ListedSchool, ...] = Field(default=(), max_length=_MOST)


@dataclass(frozen=True, slots=True)
class _Entry:
    school: ListedSchool
    words: tuple[str, ...]
    order: tuple[tuple[int, int, str], ...]


class Directory:
    """Finds schools by the beginnings of words; `path` is None where none are published.

    Endings do not count («г. Самары» is Самара), nor do words for what a place is.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._read_at: tuple[int, int] | None = None
        self._entries: tuple[_Entry, ...] = ()
        self.region = ""

    def find(self, query: str) -> Sequence[ListedSchool]:
        """The schools that have every word of the query, whole words before beginnings."""
        self._look()
        words = words_of(query)
        asked = [one for one in words if one not in _PLACES] or words
        begun = [_without_ending(one) for one in asked]
        found: list[tuple[int, _Entry]] = []
        for entry in self._entries:
            if all(any(word.startswith(one) for word in entry.words) for one in begun):
                found.append((-sum(one in entry.words for one in asked), entry))
        found.sort(key=lambda pair: (pair[0], pair[1].order))
        return [entry.school for _, entry in found]

    def _look(self) -> None:
        if self._path is None:
            return
        try:
            about = self._path.stat()
            stamp = about.st_mtime_ns, about.st_size
            if stamp == self._read_at:
                return
            listed = read_list(self._path)
        except (OSError, DirectoryError) as error:
            _log.error("the directory stays as it was: %s", error)
            return
        self._read_at, self.region = stamp, listed.region
        self._entries = tuple(_entry(one) for one in listed.schools)


def read_list(path: Path) -> SchoolList:
    """Read the file.

    Raises:
        DirectoryError: it is not there, no YAML, or something in it is wrong.
    """
    try:
        return SchoolList.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise DirectoryError(f"«{path}» не читается: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DirectoryError(f"«{path}» — не YAML: {error}.") from error
    except ValidationError as error:
        places = ", ".join(".".join(map(str, one["loc"])) or "список" for one in error.errors())
        raise DirectoryError(f"В «{path}» неверно: {places}.") from None


def words_of(text: str) -> tuple[str, ...]:
    """Words and numbers, whatever their case, with ё as е: «Лицей №14» is «лицей» and «14»."""
    return tuple(_WORD.findall(alike(text)))


def _without_ending(word: str) -> str:
    if word.isdecimal() or len(word) < _INFLECTED:
        return word
    return word[:-1] if len(word) < _LONG else word[:-2]


def _entry(school: ListedSchool) -> _Entry:
    named = words_of(school.name)
    everywhere = named + words_of(f"{school.town} {school.district} {school.address}")
    # Numbers by their value: № 9 comes before № 14.
    order = tuple((0, int(word), "") if word.isdecimal() else (1, 0, word) for word in named)
    return _Entry(school, everywhere, order)
