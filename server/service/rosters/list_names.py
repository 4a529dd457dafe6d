"""Who is meant by a name in a school's lists."""

from collections import defaultdict

from server.service.rosters.list_columns import Kind
from server.service.rosters.list_row import Name, initials_of, parse_name


class NameBook:
    """People of all lists by name and by class; a name that two people have means nobody."""

    def __init__(self) -> None:
        self._by_name: dict[tuple[Kind, str], list[str]] = defaultdict(list)
        self._class_of: dict[str, str] = {}
        self._members: dict[str, list[str]] = defaultdict(list)

    def name(self, kind: Kind, name: Name, person: str) -> None:
        """Know a person by the whole name, with initials, and without the patronymic."""
        for text in {name.text, name.initials, f"{name.family} {name.given}".casefold()}:
            self._by_name[kind, text.replace("ё", "е")].append(person)

    def place(self, person: str, klass: str) -> None:
        """Know where somebody learns."""
        self._class_of[person] = klass
        self._members[klass].append(person)

    def members(self, klass: str) -> list[str]:
        """Who learns in a class."""
        return self._members[klass]

    def find(self, kind: Kind, text: str, *, klass: str = "") -> str:
        """The one person a text means, among namesakes the one of a class; '' where none is."""
        name = parse_name(text)
        short = initials_of(text)
        found = self._by_name.get((kind, short or (name.text if name else "")), [])
        found = list(dict.fromkeys(found))
        if len(found) > 1 and klass:
            found = [one for one in found if self._class_of.get(one) == klass]
        return found[0] if len(found) == 1 else ""
