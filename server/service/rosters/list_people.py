"""The people of a school's lists as normalised tables: ids made, references by name resolved."""

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from server.service.rosters.list_columns import Kind
from server.service.rosters.list_names import NameBook
from server.service.rosters.list_row import ListRow, Name, parse_name, plain_id
from server.service.rosters.list_tables import ListTables, Place
from server.service.rosters.map_values import grade_of, homeroom_title
from server.service.rosters.problems import Report
from server.service.rosters.rows import Row, parse_date

_ADMIN = re.compile(r"\bдиректор|завуч|администратор|principal|administrator")
_TEACHER = re.compile(r"учител|педагог(?!-псих)|преподав|teacher|воспитател")
_GUARDIANS = ("mother", "father", "parent", "other")
_DAY_ZERO = date(1899, 12, 30)
"""What a spreadsheet counts days from."""
NEW_YEAR_MONTH = 8


class People:
    """Everybody of one upload; findings go to the report."""

    def __init__(
        self,
        org: str,
        secret: bytes,
        day: date,
        *,
        known: Collection[str] = (),
        report: Report,
    ) -> None:
        """`known` are the ids of people in earlier lists."""
        self._org = org
        self._known = known
        self._secret = secret
        self._year = day.year if day.month >= NEW_YEAR_MONTH else day.year - 1
        self._report = report
        self._tables = ListTables(org)
        self._names = NameBook()
        self._lines: dict[str, ListRow] = {}
        self._leaders: list[tuple[ListRow, str, str]] = []
        self._wholes: list[tuple[Place, Kind, str, str]] = []

    def rows(self, org_name: str) -> Iterator[tuple[str, Row]]:
        """Everything as rows of the normalised tables."""
        for row, klass, leader in self._leaders:  # the staff may stand in a later sheet
            found = self._names.find(Kind.STAFF, leader)
            if found:
                self._enrol(row, Kind.PUPILS, klass, found, "teacher", primary=True)
            else:
                text = f"Учителя «{leader[:60]}» нет в списке сотрудников, или он не один."
                self._warn(row, "leader", text)
        for place, kind, klass, homeroom in self._wholes:
            for member in self._names.members(homeroom):
                self._tables.enrol(place, kind, klass, member, "student", derived=True)
        yield from self._tables.rows(org_name)

    def is_past(self, klass: str) -> bool:
        """Whether an id made here is of a class of an earlier school year."""
        found = re.match(r"(?:class|group)-(\d{4})-", klass)
        return found is not None and int(found[1]) < self._year

    def remember(self, users: Iterable[Row]) -> None:
        """Know the people of earlier lists, so that new ones may refer to them by name."""
        for row in users:
            name = Name(row["familyName"], row["givenName"], row["middleName"])
            self._names.name(Kind(row["kind"]), name, row["sourcedId"])

    def remember_classes(self, enrollments: Iterable[Row]) -> None:
        """Know who of earlier lists learns where, and whose lessons are for whole classes."""
        for row in enrollments:
            if row["whole"]:
                place = row, Kind(row["kind"]), row["classSourcedId"], row["whole"]
                self._wholes.append(place)
            if row["kind"] == Kind.PUPILS.value:
                self._names.place(row["userSourcedId"], row["classSourcedId"])

    def add(self, kind: Kind, rows: list[ListRow]) -> None:
        """Take in all rows of a kind; pupils and staff must come before who refers to them."""
        names = [self._key(kind, row) for row in rows]
        times = Counter(names)
        for row, key in zip(rows, names, strict=True):
            match kind:
                case Kind.PUPILS:
                    self._pupil(row, namesake=times[key] > 1)
                case Kind.STAFF:
                    self._employee(row)
                case Kind.PARENTS:
                    self._parent(row)
                case Kind.GROUPS:
                    self._group(row)
                case Kind.MIXED:
                    raise AssertionError(kind)

    def _key(self, kind: Kind, row: ListRow) -> str:
        name = row.name()
        return f"{kind.value} {name.text} {self._born(row)}" if name else ""

    # --- pupils

    def _pupil(self, row: ListRow, *, namesake: bool) -> None:
        whom = "" if row.name() else "child"
        name, born = row.name(whom), self._born(row, whom)
        title = row.class_title()
        if name is None:
            self._error(row, "full", "Нет ФИО ученика.")
            return
        if not title:
            self._error(row, "class", "Не указан класс.")
            return
        if born and parse_date(born) is None:
            text = f"Дата «{born[:20]}» не читается: нужна вида 01.09.2012."
            self._error(row, "born", text)
            return
        told = self._told_id(row, whom)
        made = (name.text, born, *((title,) if namesake and not told else ()))
        person = told or self._make("p", *made)
        if self._was_there(row, person, title):
            return
        if namesake and not told and not born:
            self._warn(row, "full", "Есть однофамилец с тем же именем. Добавьте даты рождения.")
        agents = tuple(self._guardians(row, person))
        self._person(row, Kind.PUPILS, person, name, role="student", agents=agents)
        self._tables.login(person, row.get("login", whom))
        if born:
            self._tables.birthday(row, Kind.PUPILS, person, born)
        klass = self._class(row, title)
        self._enrol(row, Kind.PUPILS, klass, person, "student")
        self._names.place(person, klass)
        if row.get("leader"):
            self._leaders.append((row, klass, row.get("leader")))

    @staticmethod
    def _name_of(row: ListRow) -> Name | None:
        return row.name() or row.name("child")

    def _was_there(self, row: ListRow, person: str, title: str) -> bool:
        first = self._lines.setdefault(person, row)
        if first is row:
            return False
        text = f"Этот ученик уже был в строке {first.line}"
        names = {one.text for one in (self._name_of(first), self._name_of(row)) if one}
        if len(names) > 1:
            self._error(row, "id", f"Этот ID уже у другого ученика, в строке {first.line}.")
        elif first.class_title() == title:
            self._warn(row, "full", f"{text}: строка пропущена.")
        else:
            self._error(row, "full", f"{text}, в классе {first.class_title()}: оставьте один.")
        return True

    def _guardians(self, row: ListRow, child: str) -> Iterator[str]:
        for whom in _GUARDIANS:
            text = row.raw_name(whom)
            told, login = self._told_id(row, whom), row.get("login", whom)
            for part in re.split(r"[;/\n]|,(?=\s*\S+\s+\S+)", text) if text else ():
                name = parse_name(part)
                if name is None or not name.given:
                    self._warn(row, "full", f"«{part[:40]}» не похоже на ФИО: пропущено.", whom)
                    continue
                contact = row.get("phone", whom) or row.get("email", whom)
                person = told or self._make("g", name.text, _contact(contact) or child)
                self._person(row, Kind.PUPILS, person, name, role="parent")
                self._tables.login(person, login)
                told = login = ""
                yield person

    # --- staff

    def _employee(self, row: ListRow) -> None:
        whom = "" if row.name() else "teacher"
        name = row.name(whom)
        if name is None:
            self._error(row, "full", "Нет ФИО сотрудника.")
            return
        born = self._born(row, whom)
        if born and parse_date(born) is None:
            text = f"Дата «{born[:20]}» не читается: нужна вида 01.09.1980."
            self._error(row, "born", text)
            return
        person = self._told_id(row, whom) or self._make("s", name.text, born)
        self._person(row, Kind.STAFF, person, name)
        self._tables.login(person, row.get("login", whom))
        if born:
            self._tables.birthday(row, Kind.STAFF, person, born)
        for role in self._staff_roles(row):
            self._tables.role(row, person, role)
        home = row.get("homeroom") or row.get("leader")
        for title in filter(None, (homeroom_title(one) for one in _split(home))):
            self._enrol(row, Kind.STAFF, self._class(row, title), person, "teacher", primary=True)
        subjects, classes = _split(row.get("subject")), _split(row.get("classes"))
        for title in filter(None, map(homeroom_title, classes)):
            for subject in subjects:
                self._subject_class(row, Kind.STAFF, title, subject, teacher=person)

    def _staff_roles(self, row: ListRow) -> list[str]:
        text = f"{row.get('position')} {row.get('role')}".casefold().strip()
        # A deputy for the building is no administrator of the school's people.
        admin = bool(_ADMIN.search(text)) and not re.search(r"ахр|ахч|хозяйств", text)
        teacher = bool(_TEACHER.search(text)) or bool(row.get("subject") or row.get("homeroom"))
        if not text or (teacher and not admin):
            return ["teacher"]
        if admin:
            return ["administrator", *(["teacher"] if teacher else [])]
        return ["aide"]

    # --- parents and groups

    def _parent(self, row: ListRow) -> None:
        whom = "" if row.name() else "parent"
        name = row.name(whom)
        if name is None:
            self._error(row, "full", "Нет ФИО родителя.")
            return
        children = list(self._children(row))
        if not children:
            return
        contact = row.get("phone", whom) or row.get("email", whom) or row.get("phone")
        person = self._told_id(row, whom) or self._told_id(row, "parent")
        person = person or self._make("g", name.text, _contact(contact) or min(children))
        self._person(row, Kind.PARENTS, person, name, role="parent")
        self._tables.login(person, row.get("login", whom) or row.get("login", "parent"))
        for child in children:
            self._tables.parent(row, child, person)

    def _children(self, row: ListRow) -> Iterator[str]:
        ids = _split(row.get("id", "child"))
        if ids:
            yield from map(plain_id, ids)
            return
        for part in re.split(r"[;,/\n]", row.raw_name("child")):
            if part.strip():
                found = self._find(Kind.PUPILS, part, row.class_title())
                if found:
                    yield found
                else:
                    text = f"Ученика «{part.strip()[:60]}» нет в списке учеников."
                    self._error(row, "full", text, "child")

    def _group(self, row: ListRow) -> None:
        subject, title = row.get("subject"), row.class_title()
        group = row.get("group") or (f"{title} · {subject.lower()}" if title and subject else "")
        if not group:
            self._error(row, "group", "Не указано, что за группа: нужны название или класс.")
            return
        told = row.id("class")
        klass = told or f"group-{self._year}-{_slug(group)}-{_slug(subject)}"
        grade = grade_of(title) or grade_of(row.get("parallel"))
        self._tables.group(row, klass, group, grade=str(grade or ""), subject=subject)
        teacher = row.id("teacher") or self._named(row, Kind.STAFF, "teacher")
        whom = "child" if row.has("full", "child") or row.has("id", "child") else ""
        pupil = row.id(whom) or self._named(row, Kind.PUPILS, whom)
        whole = "" if pupil or told or row.raw_name(whom) or not title else self._class_id(title)
        if teacher:
            self._enrol(row, Kind.GROUPS, klass, teacher, "teacher", whole=whole)
        if pupil:
            self._enrol(row, Kind.GROUPS, klass, pupil, "student")

    def _named(self, row: ListRow, kind: Kind, whom: str) -> str:
        text = row.raw_name(whom)
        if not text:
            return ""
        found = self._find(kind, text, row.class_title())
        if not found:
            who = "Ученика" if kind is Kind.PUPILS else "Учителя"
            self._error(row, "full", f"{who} «{text[:60]}» нет в списках, или он не один.", whom)
        return found

    # --- the pieces

    def _find(self, kind: Kind, text: str, title: str) -> str:
        return self._names.find(kind, text, klass=self._class_id(title) if title else "")

    def _told_id(self, row: ListRow, whom: str) -> str:
        """The id a list gives somebody; a login is one where it was before there were logins."""
        login = plain_id(row.get("login", whom))
        return row.id(whom) or (login if login in self._known else "")

    def _person(
        self,
        row: ListRow,
        kind: Kind,
        person: str,
        name: Name,
        *,
        role: str = "",
        agents: tuple[str, ...] = (),
    ) -> None:
        if role != "parent":
            self._names.name(kind, name, person)
        self._tables.user(row, kind, person, name, role=role, agents=agents)

    def _class_id(self, title: str) -> str:
        return f"class-{self._year}-{_slug(title)}"

    def _class(self, row: ListRow, title: str) -> str:
        klass = row.id("class") or self._class_id(title)
        self._tables.homeroom(row, klass, title, str(grade_of(title) or ""))
        return klass

    def _subject_class(
        self, row: ListRow, kind: Kind, title: str, subject: str, *, teacher: str
    ) -> None:
        klass = f"group-{self._year}-{_slug(title)}-{_slug(subject)}"
        name = f"{title} · {subject.lower()}"
        grade = str(grade_of(title) or "")
        self._tables.group(row, klass, name, grade=grade, subject=subject)
        self._enrol(row, kind, klass, teacher, "teacher", whole=self._class_id(title))

    def _enrol(
        self,
        row: ListRow,
        kind: Kind,
        klass: str,
        person: str,
        role: str,
        *,
        primary: bool = False,
        whole: str = "",
    ) -> None:
        self._tables.enrol(row, kind, klass, person, role, primary=primary, whole=whole)
        if whole:
            self._wholes.append((row, kind, klass, whole))

    def _make(self, letter: str, *parts: str) -> str:
        text = "\n".join((self._org, letter, *parts)).encode()
        return f"{letter}-{hmac.new(self._secret, text, hashlib.sha256).hexdigest()[:20]}"

    def _born(self, row: ListRow, whom: str = "") -> str:
        text = row.get("born", whom) or row.get("born")
        if re.fullmatch(r"[1-5]\d{4}", text):  # a day's number: the cell lost its date's dress
            return (_DAY_ZERO + timedelta(days=int(text))).isoformat()
        day = parse_date(text) if text else None
        return day.isoformat() if day else text

    def _error(self, row: ListRow, what: str, text: str, whom: str = "") -> None:
        self._report.error(row.file, text, line=row.line, column=row.heading(what, whom))

    def _warn(self, row: ListRow, what: str, text: str, whom: str = "") -> None:
        self._report.warn(row.file, text, line=row.line, column=row.heading(what, whom))


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;/\n]", text) if part.strip()]


def _slug(text: str) -> str:
    return "-".join(re.findall(r"\w+", text.casefold()))


def _contact(text: str) -> str:
    """What makes two mentions of a parent one: the digits of a phone, or an e-mail."""
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) >= 10:
        return digits[-10:]
    return text.casefold().strip() if "@" in text else ""
