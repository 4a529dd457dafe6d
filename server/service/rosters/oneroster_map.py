"""OneRoster tables as a `Roster`: references checked, roles and relations understood."""

import re
from collections.abc import Iterator
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
from server.service.rosters.oneroster_csv import PASSWORD, Tables
from server.service.rosters.problems import RosterRefused
from server.service.rosters.tables import Report, Row, parse_date

_ROLES = {
    "student": Role.PUPIL,
    "teacher": Role.TEACHER,
    "aide": Role.STAFF,
    "proctor": Role.STAFF,
    "counselor": Role.STAFF,
    "administrator": Role.ADMIN,
    "principal": Role.ADMIN,
    "siteadministrator": Role.ADMIN,
    "parent": Role.PARENT,
    "guardian": Role.PARENT,
    "relative": Role.PARENT,
}
_ENROLMENTS = {
    "student": EnrolmentRole.PUPIL,
    "teacher": EnrolmentRole.TEACHER,
    "aide": EnrolmentRole.AIDE,
    "proctor": EnrolmentRole.AIDE,
    "administrator": EnrolmentRole.AIDE,
}


def to_roster(tables: Tables, *, revision: str, report: Report) -> Roster:
    """Return the roster of the tables; raises RosterRefused where they contradict themselves."""
    reader = _Reader(tables, report)
    people = reader.people()
    roles = frozenset(reader.roles(people))
    roster = Roster(
        revision=revision,
        orgs=reader.orgs(),
        classes=reader.classes(),
        people=people,
        roles=roles,
        enrolments=frozenset(reader.enrolments(people)),
        guardianships=frozenset(reader.guardianships(people, roles)),
    )
    if report.failed:
        raise RosterRefused(report.problems)
    return roster


def split_ids(text: str) -> list[str]:
    """Return the ids of a list cell, however it separates them."""
    return [part for part in re.split(r"[,;|\s]+", text) if part]


class _Reader:
    """One reading; every finding goes to the report, so that a report names all of them at once."""

    def __init__(self, tables: Tables, report: Report) -> None:
        self._tables = tables
        self._report = report

    def _rows(self, name: str) -> Iterator[tuple[str, Row]]:
        yield from self._tables.get(name, {}).items()

    def orgs(self) -> dict[OrgId, Org]:
        return {
            OrgId(key): Org(OrgId(key), row["name"], OrgId(row["parentSourcedId"]) or None)
            for key, row in self._rows("orgs")
        }

    def people(self) -> dict[PersonId, SchoolPerson]:
        born = dict(self._rows("demographics"))
        people: dict[PersonId, SchoolPerson] = {}
        passwords = 0
        for key, row in self._rows("users"):
            passwords += bool(row[PASSWORD])
            if row["enabledUser"].casefold() == "false":
                continue
            if not row["familyName"] and not row["givenName"]:
                self._report.error(
                    "users.csv", "Нет ни имени, ни фамилии.", line=row.line, column="familyName"
                )
            birth = born.get(key)
            people[PersonId(key)] = SchoolPerson(
                PersonId(key),
                row["familyName"],
                row["givenName"],
                row["middleName"] or row["preferredMiddleName"],
                self._day("demographics.csv", birth, "birthDate") if birth else None,
            )
        if passwords:
            self._report.warn(
                "users.csv",
                f"Пароли в выгрузке ({passwords}) не используются. Уберите столбец.",
                column=PASSWORD,
            )
        return people

    def roles(self, people: dict[PersonId, SchoolPerson]) -> Iterator[RoleGrant]:
        orgs = self._tables.get("orgs", {})
        if self._tables.get("roles"):
            for _, row in self._rows("roles"):
                if self._known("roles", row, "userSourcedId", "users") and self._known(
                    "roles", row, "orgSourcedId", "orgs"
                ):
                    yield from self._grant("roles.csv", row, row["userSourcedId"], people)
            return
        for key, row in self._rows("users"):
            for org in split_ids(row["orgSourcedIds"]):
                if org not in orgs:
                    self._report.error(
                        "users.csv",
                        f"Организации {org} нет в orgs.csv.",
                        line=row.line,
                        column="orgSourcedIds",
                    )
                    continue
                yield from self._grant("users.csv", row, key, people, org=org)

    def _grant(
        self,
        file: str,
        row: Row,
        person: str,
        people: dict[PersonId, SchoolPerson],
        *,
        org: str = "",
    ) -> Iterator[RoleGrant]:
        role = _ROLES.get(row["role"].casefold())
        if role is None:
            self._report.warn(
                file,
                f"Роль «{row['role']}» не знаем: строка пропущена.",
                line=row.line,
                column="role",
            )
        elif PersonId(person) in people:
            yield RoleGrant(PersonId(person), OrgId(org or row["orgSourcedId"]), role)

    def classes(self) -> dict[ClassId, SchoolClass]:
        classes: dict[ClassId, SchoolClass] = {}
        for key, row in self._rows("classes"):
            if not self._known("classes", row, "schoolSourcedId", "orgs"):
                continue
            homeroom = row["classType"].casefold() == "homeroom"
            classes[ClassId(key)] = SchoolClass(
                ClassId(key),
                OrgId(row["schoolSourcedId"]),
                row["title"],
                ClassKind.HOMEROOM if homeroom else ClassKind.SUBJECT,
                _grade(row["grades"]),
                row["subjects"],
            )
        return classes

    def enrolments(self, people: dict[PersonId, SchoolPerson]) -> Iterator[Enrolment]:
        for _, row in self._rows("enrollments"):
            known = self._known("enrollments", row, "classSourcedId", "classes")
            if not (self._known("enrollments", row, "userSourcedId", "users") and known):
                continue
            role = _ENROLMENTS.get(row["role"].casefold())
            if role is None:
                self._report.warn(
                    "enrollments.csv",
                    f"Роль «{row['role']}» не знаем: строка пропущена.",
                    line=row.line,
                    column="role",
                )
            elif PersonId(row["userSourcedId"]) in people:
                yield Enrolment(
                    PersonId(row["userSourcedId"]),
                    ClassId(row["classSourcedId"]),
                    role,
                    primary=row["primary"].casefold() == "true",
                    begins=self._day("enrollments.csv", row, "beginDate"),
                    ends=self._day("enrollments.csv", row, "endDate"),
                )

    def guardianships(
        self, people: dict[PersonId, SchoolPerson], roles: frozenset[RoleGrant]
    ) -> Iterator[Guardianship]:
        pupils = {grant.person for grant in roles if grant.role is Role.PUPIL}
        parents = {grant.person for grant in roles if grant.role is Role.PARENT}
        for key, row in self._rows("users"):
            person = PersonId(key)
            for other in map(PersonId, split_ids(row["agentSourcedIds"])):
                if other not in self._tables.get("users", {}):
                    self._report.warn(
                        "users.csv",
                        f"Родителя или ребёнка {other} нет в файле: связь пропущена.",
                        line=row.line,
                        column="agentSourcedIds",
                    )
                elif person in pupils and other in people and other not in pupils:
                    yield Guardianship(other, person)
                elif person in parents and other in pupils:
                    yield Guardianship(person, other)

    def _known(self, file: str, row: Row, column: str, table: str) -> bool:
        if row[column] in self._tables.get(table, {}):
            return True
        self._report.error(
            f"{file}.csv",
            f"{row[column] or 'Пусто'}: нет в {table}.csv.",
            line=row.line,
            column=column,
        )
        return False

    def _day(self, file: str, row: Row, column: str) -> date | None:
        if not row[column]:
            return None
        day = parse_date(row[column])
        if day is None:
            self._report.error(
                file,
                f"Дата «{row[column][:20]}» не читается: нужна вида 2026-09-01.",
                line=row.line,
                column=column,
            )
        return day


def _grade(text: str) -> int | None:
    found = re.match(r"\s*0*(\d{1,2})\b", text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 12 else None
