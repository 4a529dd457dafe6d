"""An invented school as the tables of OneRoster 1.1, 1.2 and SDS v2.1, whole or as a change."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from server.demo.school import DemoSchool, merged
from server.school_core.roles import Role
from server.school_core.roster import (
    ClassKind,
    Enrolment,
    EnrolmentRole,
    Org,
    PersonId,
    Roster,
    SchoolPerson,
)

_ENROLMENT = {
    EnrolmentRole.PUPIL: "student",
    EnrolmentRole.TEACHER: "teacher",
    EnrolmentRole.AIDE: "aide",
}
_FIRST = (Role.PUPIL, Role.ADMIN, Role.TEACHER, Role.STAFF, Role.PARENT)
_WORDS_11 = {
    Role.PUPIL: "student",
    Role.ADMIN: "administrator",
    Role.TEACHER: "teacher",
    Role.STAFF: "aide",
    Role.PARENT: "parent",
}
_WORDS_12 = {**_WORDS_11, Role.ADMIN: "siteAdministrator", Role.PARENT: "guardian"}
_WORDS_SDS = {**_WORDS_11, Role.STAFF: "officeStaff"}


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: its columns and its rows by key."""

    columns: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]


Tables = Mapping[str, Table]


def oneroster_11(schools: Sequence[DemoSchool]) -> Tables:
    """Return the tables of OneRoster 1.1: one role a person, parents as agents of pupils."""
    roster = merged(schools)
    orgs_of, main, agents = _orgs_of(roster), _main_roles(roster), _agents(roster)
    users: dict[str, tuple[str, ...]] = {
        key: (
            *("active", "", "true", ",".join(orgs_of[key]), _WORDS_11[main[key]], key),
            *_name(one),
            ",".join(agents.get(key, ())),
            "",
        )
        for key, one in sorted(roster.people.items())
    }
    head = (
        "status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,middleName,"
        "agentSourcedIds,password"
    )
    return {**_common(schools, roster), "users": _table(head, users)}


def oneroster_12(schools: Sequence[DemoSchool]) -> Tables:
    """Return the tables of OneRoster 1.2: roles in a file of their own."""
    roster = merged(schools)
    orgs_of, main, agents = _orgs_of(roster), _main_roles(roster), _agents(roster)
    users: dict[str, tuple[str, ...]] = {
        key: (
            *("active", "", "true", key),
            *_name(one),
            ",".join(agents.get(key, ())),
            orgs_of[key][0],
        )
        for key, one in sorted(roster.people.items())
    }
    roles = {
        f"{grant.person}.{grant.org}.{grant.role.value}": (
            *("active", "", grant.person),
            "primary" if grant.role is main[grant.person] else "secondary",
            *(_WORDS_12[grant.role], "", "", grant.org, ""),
        )
        for grant in roster.roles
    }
    return {
        **_common(schools, roster),
        "users": _table(
            "status,dateLastModified,enabledUser,username,givenName,familyName,middleName,agentSourcedIds,"
            "primaryOrgSourcedId",
            users,
        ),
        "roles": _table(
            "status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
            "userProfileSourcedId",
            roles,
        ),
    }


def sds_21(schools: Sequence[DemoSchool]) -> Tables:
    """Return the tables of SDS v2.1, which has rows without ids and no class teachers."""
    roster = merged(schools)
    main = _main_roles(roster)
    return {
        "orgs": Table(
            ("sourcedId", "name", "type", "parentSourcedId"),
            {
                key: (key, one.name, _org_type(one, schools), one.parent or "")
                for key, one in sorted(roster.orgs.items())
            },
        ),
        "users": Table(
            ("sourcedId", "username", "givenName", "familyName", "middleName"),
            {key: (key, key, *_name(one)) for key, one in sorted(roster.people.items())},
        ),
        "roles": Table(
            ("userSourcedId", "orgSourcedId", "role", "isPrimary"),
            {
                f"{g.person}|{g.org}|{g.role.value}": (
                    *(g.person, g.org, _WORDS_SDS[g.role]),
                    str(g.role is main[g.person]).upper(),
                )
                for g in roster.roles
                if g.role is not Role.PARENT
            },
        ),
        "classes": Table(
            ("sourcedId", "orgSourcedId", "title", "grade", "subject"),
            {
                key: (key, one.org, one.title, str(one.grade or ""), one.subject)
                for key, one in sorted(roster.classes.items())
            },
        ),
        "enrollments": Table(
            ("classSourcedId", "userSourcedId", "role"),
            {
                _enrolment_key(e): (e.school_class, e.person, _ENROLMENT[e.role])
                for e in roster.enrolments
            },
        ),
        "demographics": Table(
            ("userSourcedId", "birthDate"),
            {
                key: (key, one.born.isoformat())
                for key, one in sorted(roster.people.items())
                if one.born
            },
        ),
        "relationships": Table(
            ("userSourcedId", "relationshipUserSourcedId", "relationshipRole"),
            {
                f"{link.child}|{link.guardian}": (link.child, link.guardian, "guardian")
                for link in roster.guardianships
            },
        ),
    }


def bulk(tables: Tables, *, version: str = "") -> dict[str, bytes]:
    """Return the files of a whole export; `version` adds the manifest of OneRoster."""
    files = {f"{name}.csv": _csv(table.columns, table.rows) for name, table in tables.items()}
    return files | _manifest(tables, "bulk", version)


def delta(before: Tables, after: Tables, *, version: str, day: date) -> dict[str, bytes]:
    """Return the files of a change: what is new or other, and what is to be deleted."""
    files: dict[str, bytes] = {}
    for name, table in after.items():
        old = before[name].rows
        status, modified = (table.columns.index(c) for c in ("status", "dateLastModified"))

        def marked(
            row: tuple[str, ...], word: str, status: int = status, modified: int = modified
        ) -> tuple[str, ...]:
            cells = list(row)
            cells[status], cells[modified] = word, f"{day.isoformat()}T04:00:00Z"
            return tuple(cells)

        rows = {
            key: marked(row, "active") for key, row in table.rows.items() if old.get(key) != row
        }
        rows |= {
            key: marked(row, "tobedeleted") for key, row in old.items() if key not in table.rows
        }
        files[f"{name}.csv"] = _csv(table.columns, rows)
    return files | _manifest(after, "delta", version)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the files as one archive; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (2026, 9, 1, 0, 0, 0)), files[name])
    return stream.getvalue()


def _common(schools: Sequence[DemoSchool], roster: Roster) -> dict[str, Table]:
    """What 1.1 and 1.2 have alike."""
    years = sorted({one.year for one in schools})
    orgs: dict[str, tuple[str, ...]] = {
        key: ("active", "", one.name, _org_type(one, schools), "", one.parent or "")
        for key, one in sorted(roster.orgs.items())
    }
    sessions = {
        f"year-{year}": (
            *("active", "", f"{year}/{year + 1}", "schoolYear", f"{year}-09-01"),
            *(f"{year + 1}-05-31", "", str(year + 1)),
        )
        for year in years
    }
    classes = {}
    for one in schools:
        for key, each in sorted(one.roster.classes.items()):
            homeroom = each.kind is ClassKind.HOMEROOM
            classes[str(key)] = (
                *("active", "", each.title, str(each.grade or ""), ""),
                *(each.kind.value, each.org, f"year-{one.year}"),
                "" if homeroom else each.subject,
            )
    enrolments = {
        _enrolment_key(e): (
            *("active", "", e.school_class, roster.classes[e.school_class].org, e.person),
            *(_ENROLMENT[e.role], "true" if e.primary else "false", "", ""),
        )
        for e in roster.enrolments
    }
    born = {
        str(key): ("active", "", one.born.isoformat())
        for key, one in sorted(roster.people.items())
        if one.born
    }
    return {
        "orgs": _table("status,dateLastModified,name,type,identifier,parentSourcedId", orgs),
        "academicSessions": _table(
            "status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
            sessions,
        ),
        "classes": _table(
            "status,dateLastModified,title,grades,courseSourcedId,classType,schoolSourcedId,"
            "termSourcedIds,subjects",
            classes,
        ),
        "enrollments": _table(
            "status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
            "beginDate,endDate",
            enrolments,
        ),
        "demographics": _table("status,dateLastModified,birthDate", born),
    }


def _table(head: str, rows: Mapping[str, tuple[str, ...]]) -> Table:
    columns = ("sourcedId", *head.split(","))
    return Table(columns, {str(key): (str(key), *row) for key, row in sorted(rows.items())})


def _enrolment_key(one: Enrolment) -> str:
    return f"e.{one.school_class}.{one.person}.{one.role.value}"


def _name(one: SchoolPerson) -> tuple[str, str, str]:
    return one.given, one.family, one.middle


def _org_type(org: Org, schools: Iterable[DemoSchool]) -> str:
    if org.id in {one.org for one in schools}:
        return "school"
    return "district" if org.parent else "state"


def _main_roles(roster: Roster) -> Mapping[PersonId, Role]:
    found: dict[PersonId, Role] = {}
    for grant in roster.roles:
        known = found.get(grant.person, grant.role)
        found[grant.person] = min(known, grant.role, key=_FIRST.index)
    return found


def _orgs_of(roster: Roster) -> Mapping[PersonId, list[str]]:
    found: dict[PersonId, set[str]] = {}
    for grant in roster.roles:
        found.setdefault(grant.person, set()).add(grant.org)
    return {person: sorted(orgs) for person, orgs in found.items()}


def _agents(roster: Roster) -> Mapping[PersonId, list[str]]:
    found: dict[PersonId, list[str]] = {}
    for link in sorted(roster.guardianships, key=lambda link: (link.child, link.guardian)):
        found.setdefault(link.child, []).append(link.guardian)
    return found


def _manifest(tables: Tables, mode: str, version: str) -> dict[str, bytes]:
    if not version:
        return {}
    rows = {
        "manifest.version": ("manifest.version", "1.0"),
        "oneroster.version": ("oneroster.version", version),
        **{f"file.{name}": (f"file.{name}", mode) for name in tables},
    }
    return {"manifest.csv": _csv(("propertyName", "value"), rows)}


def _csv(columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(_sorted(rows))
    return out.getvalue().encode()


def _sorted(rows: Mapping[str, Sequence[str]]) -> Iterator[Sequence[str]]:
    for key in sorted(rows):
        yield rows[key]
