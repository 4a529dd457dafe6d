"""Normalised tables as a `Roster`: references checked, roles, relations and terms understood."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    ClassKind,
    Enrolment,
    EnrolmentRole,
    Guardianship,
    Org,
    OrgId,
    PersonId,
    RoleGrant,
    Roster,
    SchoolClass,
    SchoolPerson,
)
from server.service.rosters.contract import Tables
from server.service.rosters.map_values import (
    ENROLMENTS,
    GUARDIANS,
    NO_ROLES,
    ROLES,
    grade_of,
    homeroom_title,
    is_true,
    split_ids,
)
from server.service.rosters.problems import Report
from server.service.rosters.rows import Row, parse_date, row_of
from server.service.rosters.terms import Waiting, waiting


def to_roster(
    tables: Tables,
    *,
    revision: str,
    report: Report,
    day: date | None = None,
    year: date | None = None,
) -> Roster:
    """Return the roster of the tables.

    On a `day`, roles that are over or not begun are left out, and so are the classes of a school
    year that is over once a newer one has begun, or that has not begun while an older one stands.
    `year` is the day that decides about the classes, where it is another.

    Raises:
        RosterRefused: the tables contradict themselves.
    """
    reader = _Reader(tables, report, day, year or day)
    orgs = reader.orgs()
    people = reader.people()
    classes = reader.classes()
    links = frozenset(reader.guardianships(people))
    enrolments = reader.enrolments(people, classes)
    roles = frozenset(reader.roles(people)) | _parents(links, enrolments, classes)
    roster = Roster(
        revision=revision,
        orgs=orgs,
        classes=classes,
        people=people,
        roles=roles,
        enrolments=frozenset(enrolments),
        guardianships=links,
    )
    if people and not roles and not report.failed:
        file = next(iter(tables["users"].values())).file
        report.error(file, "Ни у кого нет роли: не видно, кто ученик, кто учитель, кто родитель.")
    report.stop()
    return roster


def external_ids(tables: Tables) -> Mapping[PersonId, str]:
    """Return what other systems call people: `userMasterIdentifier`, or else `identifier`."""
    found = {
        PersonId(key): row["userMasterIdentifier"] or row["identifier"]
        for key, row in tables.get("users", {}).items()
    }
    return {person: name for person, name in found.items() if name}


def _parents(
    links: frozenset[Guardianship],
    enrolments: Sequence[Enrolment],
    classes: Mapping[ClassId, SchoolClass],
) -> frozenset[RoleGrant]:
    """Whoever has a child in a school is a parent there, whatever else they are: a teacher, say."""
    orgs: dict[PersonId, set[OrgId]] = defaultdict(set)
    for one in enrolments:
        if one.role is EnrolmentRole.PUPIL:
            orgs[one.person].add(classes[one.school_class].org)
    return frozenset(
        RoleGrant(link.guardian, org, Role.PARENT) for link in links for org in orgs[link.child]
    )


class _Reader:
    """One reading; every finding goes to the report, so that a report names all of them at once."""

    def __init__(self, tables: Tables, report: Report, day: date | None, year: date | None) -> None:
        self._tables = tables
        self._report = report
        self._day = day
        self._waiting = waiting(tables, year) if year else Waiting()
        self._strange: set[tuple[str, str]] = set()
        self._past = 0

    def _rows(self, name: str) -> Iterator[tuple[str, Row]]:
        yield from self._tables.get(name, {}).items()

    def orgs(self) -> dict[OrgId, Org]:
        orgs: dict[OrgId, Org] = {}
        for key, row in self._rows("orgs"):
            parent = row["parentSourcedId"]
            if parent and (parent not in self._tables["orgs"] or parent == key):
                self._warn(row, "parentSourcedId", f"{parent} нет среди организаций: не учтено.")
                parent = ""
            orgs[OrgId(key)] = Org(OrgId(key), row["name"][:500], OrgId(parent) or None)
        for start in orgs:
            seen: set[OrgId] = set()
            here: OrgId | None = start
            while here is not None and here not in seen:
                seen.add(here)
                here = orgs[here].parent
            if here is not None:  # a ring of parents
                self._warn(self._tables["orgs"][here], "parentSourcedId", "Организации по кругу.")
                orgs[here] = Org(here, orgs[here].name)
        return orgs

    def people(self) -> dict[PersonId, SchoolPerson]:
        born = dict(self._rows("demographics"))
        people: dict[PersonId, SchoolPerson] = {}
        for key, row in self._rows("users"):
            if row["enabledUser"].casefold() in {"false", "0"}:
                continue
            if not row["familyName"] and not row["givenName"]:
                self._error(row, "familyName", "Нет ни имени, ни фамилии.")
            people[PersonId(key)] = SchoolPerson(
                PersonId(key),
                row["familyName"][:150],
                row["givenName"][:150],
                (row["middleName"] or row["preferredMiddleName"])[:150],
                self._birth(born[key]) if key in born else None,
            )
        return people

    def roles(self, people: Mapping[PersonId, SchoolPerson]) -> Iterator[RoleGrant]:
        for _, row in self._rows("roles"):
            known = self._known(row, "orgSourcedId", "orgs")
            if self._known(row, "userSourcedId", "users") and known and self._holds(row):
                yield from self._grant(row, row["userSourcedId"], people, row["orgSourcedId"])
        for key, row in self._rows("users"):
            for told in json.loads(row["roles"] or "[]"):
                grant = row_of(row.file, row.line, told)
                if self._known(grant, "orgSourcedId", "orgs") and self._holds(grant):
                    yield from self._grant(grant, key, people, grant["orgSourcedId"])
            if row["role"]:
                for org in split_ids(row["orgSourcedIds"]):
                    if org in self._tables.get("orgs", {}):
                        yield from self._grant(row, key, people, org)
                    else:
                        text = f"Организации {org} нет в orgs.csv."
                        self._error(row, "orgSourcedIds", text)
        if self._past:
            text = f"Роли, срок которых прошёл или не наступил ({self._past}), не учтены."
            self._report.warn("roles.csv", text)

    def _grant(
        self, row: Row, person: str, people: Mapping[PersonId, SchoolPerson], org: str
    ) -> Iterator[RoleGrant]:
        word = row["role"].casefold()
        role = ROLES.get(word)
        if role is not None:
            if PersonId(person) in people:
                yield RoleGrant(PersonId(person), OrgId(org), role)
        elif word not in NO_ROLES:
            self._unknown_role(row)

    def classes(self) -> dict[ClassId, SchoolClass]:
        classes: dict[ClassId, SchoolClass] = {}
        for key, row in self._rows("classes"):
            known = self._known(row, "schoolSourcedId", "orgs")
            if not known or key in self._waiting.over | self._waiting.coming:
                continue
            told = row["classType"].casefold()
            title = homeroom_title(row["title"])
            homeroom = told == "homeroom" or (not told and bool(title))
            course = self._tables.get("courses", {}).get(row["courseSourcedId"])
            grades = row["grades"] or (course["grades"] if course else "")
            subject = row["subjects"] or (course["subjects"] or course["title"] if course else "")
            classes[ClassId(key)] = SchoolClass(
                ClassId(key),
                OrgId(row["schoolSourcedId"]),
                row["title"][:500],
                ClassKind.HOMEROOM if homeroom else ClassKind.SUBJECT,
                grade_of(grades) or (grade_of(title) if homeroom else None),
                "" if homeroom else subject[:500],
            )
        if over := len(self._waiting.over):
            text = f"Классы прошлого учебного года ({over}) в новый состав не вошли."
            self._report.warn("classes.csv", text)
        if coming := len(self._waiting.coming):
            text = f"Классы, учебный год которых ещё не начался ({coming}), войдут в состав с ним."
            self._report.warn("classes.csv", text)
        return classes

    def enrolments(
        self,
        people: Mapping[PersonId, SchoolPerson],
        classes: Mapping[ClassId, SchoolClass],
    ) -> tuple[Enrolment, ...]:
        found: list[Enrolment] = []
        silent: set[Enrolment] = set()
        for _, row in self._rows("enrollments"):
            known = self._known(row, "classSourcedId", "classes")
            if not (self._known(row, "userSourcedId", "users") and known):
                continue
            role = ENROLMENTS.get(row["role"].casefold())
            begins, ends = self._when(row, "beginDate"), self._when(row, "endDate")
            one = classes.get(ClassId(row["classSourcedId"]))
            person = PersonId(row["userSourcedId"])
            if role is None:
                self._unknown_role(row)
            elif begins and ends and ends < begins:
                self._error(row, "endDate", "Конец раньше начала.")
            elif person in people and one is not None:
                leads = role is EnrolmentRole.TEACHER and one.kind is ClassKind.HOMEROOM
                primary = leads and is_true(row["primary"])
                found.append(
                    Enrolment(person, one.id, role, primary=primary, begins=begins, ends=ends)
                )
                if leads and not row["primary"]:
                    silent.add(found[-1])
        return tuple(_led(found, silent))

    def guardianships(self, people: Mapping[PersonId, SchoolPerson]) -> Iterator[Guardianship]:
        pupils = self._with_role(Role.PUPIL)
        parents = self._with_role(Role.PARENT)
        for key, row in self._rows("users"):
            person = PersonId(key)
            if person not in people:
                continue
            for other in map(PersonId, split_ids(row["agentSourcedIds"])):
                if other not in self._tables["users"]:
                    text = f"Родителя или ребёнка {other} нет в файле: связь пропущена."
                    self._warn(row, "agentSourcedIds", text)
                elif other not in people or other == person:
                    continue
                elif person in pupils and other not in pupils:
                    yield Guardianship(other, person)
                elif person in parents and other in pupils:
                    yield Guardianship(person, other)
        for _, row in self._rows("relationships"):
            known = self._known(row, "relationshipUserSourcedId", "users")
            if not (self._known(row, "userSourcedId", "users") and known):
                continue
            child = PersonId(row["userSourcedId"])
            guardian = PersonId(row["relationshipUserSourcedId"])
            word = row["relationshipRole"].casefold()
            if child == guardian:
                self._error(row, "relationshipUserSourcedId", "Ребёнок указан своим же родителем.")
            elif (not word or word in GUARDIANS) and {child, guardian} <= people.keys():
                yield Guardianship(guardian, child)

    def _with_role(self, role: Role) -> frozenset[PersonId]:
        words = {word for word, one in ROLES.items() if one is role}
        found = {PersonId(key) for key, row in self._rows("users") if _says(row, words)}
        for _, row in self._rows("roles"):
            if row["role"].casefold() in words:
                found.add(PersonId(row["userSourcedId"]))
        return frozenset(found)

    def _known(self, row: Row, column: str, table: str) -> bool:
        if row[column] in self._tables.get(table, {}):
            return True
        self._error(row, column, f"{row[column][:60] or 'Пусто'}: нет в {table}.csv.")
        return False

    def _holds(self, row: Row) -> bool:
        begins, ends = self._when(row, "beginDate"), self._when(row, "endDate")
        if self._day is None:
            return True
        held = (begins is None or begins <= self._day) and (ends is None or self._day <= ends)
        self._past += not held
        return held

    def _when(self, row: Row, column: str) -> date | None:
        if not row[column]:
            return None
        found = parse_date(row[column])
        if found is None:
            text = f"Дата «{row[column][:20]}» не читается: нужна вида 2026-09-01."
            self._error(row, column, text)
        return found

    def _birth(self, row: Row) -> date | None:
        american = row["birthDateMonthFirst"].split("/")
        if len(american) == 3 and all(part.isdecimal() for part in american):
            month, day, year = american
            return parse_date(f"{year}-{month}-{day}")
        return self._when(row, "birthDate")

    def _unknown_role(self, row: Row) -> None:
        word = row["role"][:40]
        if (row.file, word) not in self._strange:
            self._strange.add((row.file, word))
            self._warn(row, "role", f"Роль «{word}» не знаем: такие строки пропущены.")

    def _error(self, row: Row, column: str, text: str) -> None:
        self._report.error(row.file, text, line=row.line, column=row.column(column))

    def _warn(self, row: Row, column: str, text: str) -> None:
        self._report.warn(row.file, text, line=row.line, column=row.column(column))


def _led(enrolments: Sequence[Enrolment], silent: Set[Enrolment]) -> Iterator[Enrolment]:
    """A homeroom's only teacher leads it, where the source does not say who does."""
    teachers = Counter(one.school_class for one in enrolments if one.role is EnrolmentRole.TEACHER)
    for one in enrolments:
        leads = one in silent and teachers[one.school_class] == 1
        yield replace(one, primary=True) if leads else one


def _says(row: Row, words: set[str]) -> bool:
    told = {grant["role"].casefold() for grant in json.loads(row["roles"] or "[]")}
    return row["role"].casefold() in words or bool(told & words)
