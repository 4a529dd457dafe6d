"""What the lists of a school become: rows of the normalised tables, each told its line."""

from collections.abc import Iterator, Mapping

from server.service.rosters.list_columns import Kind
from server.service.rosters.list_row import ListRow, Name
from server.service.rosters.rows import Header, Row, row_of

Place = ListRow | Row
"""The line of a list that a row is made of, or the row of an earlier list."""


class ListTables:
    """The rows of one upload of a school's lists, in the order in which they were made."""

    def __init__(self, org: str) -> None:
        self._org = org
        self._rows: list[tuple[str, Row]] = []
        self._called: dict[str, str] = {}
        self._logins: dict[str, str] = {}
        self._put_users: set[str] = set()

    def rows(self, org_name: str) -> Iterator[tuple[str, Row]]:
        """All of them, the school first; people with the logins that were told meanwhile."""
        org = {"sourcedId": self._org, "name": org_name, "type": "school"}
        yield "orgs", row_of("школа", 0, org)
        for table, made in self._rows:
            login = self._logins.get(made["sourcedId"]) if table == "users" else None
            cells = made.as_dict() | {"username": login} if login else None
            yield table, row_of(made.file, made.line, cells) if cells else made

    def login(self, person: str, login: str) -> None:
        """What somebody signs in with; the first list that says it counts."""
        if login:
            self._logins.setdefault(person, login)

    def user(
        self,
        place: Place,
        kind: Kind,
        person: str,
        name: Name,
        *,
        role: str = "",
        agents: tuple[str, ...] = (),
    ) -> None:
        """A person, once: there are mothers of two, and teachers who were a parent before."""
        if self._called.setdefault(person, name.text) == name.text and person in self._put_users:
            return
        self._put_users.add(person)
        cells = {
            "sourcedId": person,
            "familyName": name.family,
            "givenName": name.given,
            "middleName": name.middle,
            "role": role,
            "orgSourcedIds": self._org if role else "",
            "agentSourcedIds": " ".join(agents),
        }
        self._put("users", place, kind, cells)

    def birthday(self, place: Place, kind: Kind, person: str, day: str) -> None:
        """When somebody was born."""
        cells = {"sourcedId": person, "birthDate": day}
        self._put("demographics", place, kind, cells, shown={"birthDate": "born"})

    def role(self, place: Place, person: str, role: str) -> None:
        """What somebody of the staff does at the school."""
        cells = {
            "sourcedId": f"{person}|{role}",
            "userSourcedId": person,
            "role": role,
            "orgSourcedId": self._org,
        }
        self._put("roles", place, Kind.STAFF, cells)

    def parent(self, place: Place, child: str, parent: str) -> None:
        """Whose parent somebody is."""
        cells = {
            "sourcedId": f"{child}|{parent}",
            "userSourcedId": child,
            "relationshipUserSourcedId": parent,
        }
        self._put("relationships", place, Kind.PARENTS, cells)

    def homeroom(self, place: Place, klass: str, title: str, grade: str) -> None:
        """A class of the school."""
        self._class(place, klass, title, "homeroom", grade)

    def group(self, place: Place, klass: str, title: str, *, grade: str, subject: str) -> None:
        """A group that learns a subject."""
        self._class(place, klass, title, "scheduled", grade, subject)

    def _class(
        self, place: Place, klass: str, title: str, kind: str, grade: str, subject: str = ""
    ) -> None:
        cells = {
            "sourcedId": klass,
            "title": title,
            "schoolSourcedId": self._org,
            "classType": kind,
            "grades": grade,
            "subjects": subject,
        }
        self._put("classes", place, None, cells)

    def enrol(
        self,
        place: Place,
        kind: Kind,
        klass: str,
        person: str,
        role: str,
        *,
        primary: bool = False,
        whole: str = "",
        derived: bool = False,
    ) -> None:
        """`whole` names the class all of whose pupils learn here; `derived` says they do so."""
        cells = {
            "sourcedId": f"{klass}|{person}|{role}",
            "classSourcedId": klass,
            "userSourcedId": person,
            "role": role,
            "primary": "true" if primary else "false",
            "whole": whole,
            "derived": "true" if derived else "",
        }
        self._put("enrollments", place, kind, cells)

    def _put(
        self,
        table: str,
        place: Place,
        kind: Kind | None,
        cells: Mapping[str, str],
        *,
        shown: Mapping[str, str] | None = None,
    ) -> None:
        filled = {name: text for name, text in cells.items() if text}
        if kind is not None:
            filled["kind"] = kind.value
        names = {}
        if isinstance(place, ListRow):
            names = {ours: place.heading(what) for ours, what in (shown or {}).items()}
        header = Header(place.file, {name: at for at, name in enumerate(filled)}, names)
        self._rows.append((table, Row(header, place.line, tuple(filled.values()))))
