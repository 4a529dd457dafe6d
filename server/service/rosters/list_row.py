"""One row of a school's list: names put together or taken apart, a class, a date."""

import re
from dataclasses import dataclass

from server.school_core.order import alike
from server.service.rosters.list_columns import Column, Kind, Layout
from server.service.rosters.map_values import homeroom_title

_FOOTER = re.compile(
    r"(?i)(итого|всего|классный руководитель|кл\.\s*рук|директор|завуч|секретарь|подпись|дата)\b"
)
_PATRONYMIC = re.compile(r"(вич|ьич|вна|чна|шна|инична|оглы|кызы)$")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name; `text` is what identifies it, whatever its case and its ё."""

    family: str
    given: str
    middle: str = ""

    @property
    def text(self) -> str:
        """The name in one form for comparing."""
        whole = alike(f"{self.family} {self.given} {self.middle}")
        return " ".join(whole.split())

    @property
    def initials(self) -> str:
        """«иванова а п»: how other sheets may call the same person."""
        parts = [self.family, self.given[:1], self.middle[:1]]
        return " ".join(alike(" ".join(parts)).split())


def parse_name(text: str) -> Name | None:
    """Return «Фамилия Имя Отчество» in parts; None where that is no name."""
    words = re.sub(r"\(.*?\)|[«»\"]", " ", text).replace(",", " ").split()
    if not words or len(words) > 6 or not all(any(c.isalpha() for c in word) for word in words):
        return None
    words = list(map(_cased, words))
    if (
        len(words) >= 3
        and _PATRONYMIC.search(words[1].casefold())
        and not _PATRONYMIC.search(words[2].casefold())
    ):
        words = [words[2], words[0], words[1], *words[3:]]  # «Имя Отчество Фамилия»
    return Name(words[0], words[1] if len(words) > 1 else "", " ".join(words[2:]))


def _cased(text: str) -> str:
    return text.title() if text.isupper() and len(text) > 2 else text


def initials_of(text: str) -> str:
    """Return «иванова а п» for «Иванова А.П.»; '' where it is no such short name."""
    found = re.fullmatch(r"\s*([\w-]+)\s+(\w)\s*\.\s*(?:(\w)\s*\.?)?\s*", text)
    if found is None:
        return ""
    whole = " ".join(part for part in found.groups() if part)
    return alike(whole)


def plain_id(text: str) -> str:
    """Return an id without what separates ids in a list."""
    return re.sub(r"[\s,;|]+", "-", text.strip())


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row with its place; `section` is the class that a title above the rows has named."""

    file: str
    line: int
    cells: tuple[str, ...]
    layout: Layout
    section: str = ""

    def get(self, what: str, whom: str = "") -> str:
        """Return a cell by its meaning."""
        place = self.layout.columns.get(Column(what, whom))
        return self.cells[place].strip() if place is not None and place < len(self.cells) else ""

    def id(self, whom: str = "") -> str:
        """Return the id the sheet gives somebody, in a form that can stand in a list of ids."""
        return plain_id(self.get("id", whom))

    def heading(self, what: str, whom: str = "") -> str:
        """Return what the sheet calls the column."""
        place = self.layout.columns.get(Column(what, whom))
        return self.layout.headings[place] if place is not None else what

    def has(self, what: str, whom: str = "") -> bool:
        """Whether the sheet has the column."""
        return Column(what, whom) in self.layout.columns

    def filled(self) -> list[str]:
        """Return the cells that hold something."""
        return [cell for cell in self.cells if cell.strip()]

    def raw_name(self, whom: str = "") -> str:
        """Return the name as it stands, from one column or three."""
        parts = (self.get(what, whom) for what in ("family", "given", "middle"))
        return self.get("full", whom) or " ".join(part for part in parts if part)

    def name(self, whom: str = "") -> Name | None:
        """Return the name of the row's person, or of another it speaks of."""
        if self.get("family", whom) and self.has("given", whom):
            parts = (self.get(what, whom) for what in ("family", "given", "middle"))
            return Name(*map(_cased, parts))
        return parse_name(self.raw_name(whom))

    def class_title(self) -> str:
        """Return the class, «9Б» for however it is written; '' where the row names none."""
        told = self.get("class")
        if not told and self.get("parallel"):
            told = self.get("parallel") + self.get("letter")
        elif told and self.get("letter") and told.isdecimal():
            told += self.get("letter")
        told = told or homeroom_title(self.section)
        return homeroom_title(told) or " ".join(told.split())

    def is_footer(self) -> bool:
        """Whether a list of pupils ends here: a sum, a signature, the class teacher's name."""
        if self.layout.kind is not Kind.PUPILS:
            return False
        counted = self.layout.number
        count = self.cells[counted] if counted is not None and counted < len(self.cells) else ""
        first = next(iter(self.filled()), "")
        return any(c.isalpha() for c in count) or _FOOTER.match(first) is not None

    def section_title(self) -> str | None:
        """Return the class that a row names as a title («9Б класс»), None for a usual row."""
        filled = self.filled()
        if len(filled) == 1 and homeroom_title(filled[0]):
            return filled[0]
        return None
