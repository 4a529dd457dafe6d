"""The CSV formats we read, as data: which file, which columns, and what they are called here.

A file may feed several tables (Student.csv of SDS v1 holds people and their role). Where a format
has no `sourcedId`, the row's key is made of its columns, so that it is the same in every export.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class Feed:
    """How one file fills one table. `columns`: the file's name of a column → ours."""

    table: str
    columns: Mapping[str, str]
    required: tuple[str, ...]
    key: tuple[str, ...] = ("sourcedId",)
    constants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: file name without `.csv` → its feeds. `needed` files must be there at first."""

    name: str
    files: Mapping[str, tuple[Feed, ...]]
    needed: tuple[str, ...]
    marks: Mapping[str, str] = field(default_factory=dict)
    """file → a column that only this format has there."""


def _same(names: str) -> dict[str, str]:
    return {name: name for name in names.split()}


_COMMON = _same("sourcedId status dateLastModified")
_NAMES = _same(
    "givenName familyName middleName preferredMiddleName identifier userMasterIdentifier"
)
_USERS = (
    _COMMON
    | _NAMES
    | _same("enabledUser orgSourcedIds primaryOrgSourcedId role agentSourcedIds grades")
    | _same("username userIds")
    | {PASSWORD: PASSWORD}
)
_ORGS = _COMMON | _same("name type identifier parentSourcedId")
_SESSIONS = _COMMON | _same("title type startDate endDate parentSourcedId schoolYear")
_COURSES = _COMMON | _same("title schoolYearSourcedId grades orgSourcedId subjects courseCode")
_CLASSES = _COMMON | _same(
    "title grades courseSourcedId classCode classType schoolSourcedId termSourcedIds subjects "
    "periods location"
)
_ENROLLMENTS = _COMMON | _same(
    "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate"
)
_ROLES = _COMMON | _same("userSourcedId roleType role orgSourcedId beginDate endDate")

ONEROSTER = Format(
    "OneRoster",
    {
        "orgs": (Feed("orgs", _ORGS, ("sourcedId", "name", "type")),),
        "academicSessions": (Feed("academicSessions", _SESSIONS, ("sourcedId", "title")),),
        "courses": (Feed("courses", _COURSES, ("sourcedId", "title")),),
        "users": (Feed("users", _USERS, ("sourcedId", "givenName", "familyName")),),
        "roles": (Feed("roles", _ROLES, ("sourcedId", "userSourcedId", "role", "orgSourcedId")),),
        "classes": (Feed("classes", _CLASSES, ("sourcedId", "title", "schoolSourcedId")),),
        "enrollments": (
            Feed(
                "enrollments",
                _ENROLLMENTS,
                ("sourcedId", "classSourcedId", "userSourcedId", "role"),
            ),
        ),
        "demographics": (Feed("demographics", _COMMON | _same("birthDate"), ("sourcedId",)),),
    },
    needed=("orgs", "users", "classes", "enrollments"),
)

SDS_21 = Format(
    "SDS v2.1",
    {
        "orgs": (Feed("orgs", _ORGS, ("sourcedId", "name", "type")),),
        "academicSessions": (Feed("academicSessions", _SESSIONS, ("sourcedId", "title")),),
        "courses": (
            Feed(
                "courses",
                _COURSES | {"subject": "subjects", "grade": "grades", "code": "courseCode"},
                ("sourcedId", "title"),
            ),
        ),
        "users": (
            Feed(
                "users",
                _USERS | {"orgSourcedId": "orgSourcedIds", "grade": "grades"},
                ("sourcedId", "givenName", "familyName"),
            ),
        ),
        "roles": (
            Feed(
                "roles",
                _ROLES
                | {
                    "roleStartDate": "beginDate",
                    "roleEndDate": "endDate",
                    "isPrimary": "roleType",
                    "grade": "grades",
                },
                ("userSourcedId", "orgSourcedId", "role"),
                key=("userSourcedId", "orgSourcedId", "role", "sessionSourcedId"),
            ),
        ),
        "classes": (
            Feed(
                "classes",
                _CLASSES
                | {
                    "orgSourcedId": "schoolSourcedId",
                    "sessionSourcedIds": "termSourcedIds",
                    "code": "classCode",
                    "grade": "grades",
                    "subject": "subjects",
                },
                ("sourcedId", "title", "orgSourcedId"),
            ),
        ),
        "enrollments": (
            Feed(
                "enrollments",
                _ENROLLMENTS,
                ("classSourcedId", "userSourcedId", "role"),
                key=("classSourcedId", "userSourcedId", "role"),
            ),
        ),
        "demographics": (
            Feed(
                "demographics",
                _COMMON | {"userSourcedId": "sourcedId", "birthDate": "birthDate"},
                ("userSourcedId",),
            ),
        ),
        "relationships": (
            Feed(
                "relationships",
                _COMMON | _same("userSourcedId relationshipUserSourcedId relationshipRole"),
                ("userSourcedId", "relationshipUserSourcedId"),
                key=("userSourcedId", "relationshipUserSourcedId"),
            ),
        ),
    },
    needed=("orgs", "users"),
    marks={"classes": "orgSourcedId", "relationships": "relationshipUserSourcedId"},
)


def _sds_1(name: str, *, person: str, school: str, in_school: str, section: str) -> Format:
    """SDS v1 in its two dialects, which differ in what they call the ids."""
    someone = {
        person: "sourcedId",
        in_school: "orgSourcedIds",
        "First Name": "givenName",
        "Last Name": "familyName",
        "Middle Name": "middleName",
        "Grade": "grades",
        "Username": "username",
        "Password": PASSWORD,
    }
    needs = (person, in_school, "First Name", "Last Name")

    def members(role: str) -> tuple[Feed, ...]:
        return (
            Feed(
                "enrollments",
                {section: "classSourcedId", person: "userSourcedId"},
                (section, person),
                key=("classSourcedId", "userSourcedId", "role"),
                constants={"role": role},
            ),
        )

    born = {person: "sourcedId", "Birthdate": "birthDateMonthFirst"}
    lesson = {
        person: "sourcedId",
        in_school: "schoolSourcedId",
        "Section Name": "title",
        "Course Subject": "subjects",
    }
    schools = {school: "sourcedId", "Name": "name"}
    return Format(
        name,
        {
            "school": (Feed("orgs", schools, (school, "Name"), constants={"type": "school"}),),
            "student": (
                Feed("users", someone, needs, constants={"role": "student"}),
                Feed("demographics", born, (person,)),
            ),
            "teacher": (Feed("users", someone, needs, constants={"role": "teacher"}),),
            "section": (Feed("classes", lesson, (person, in_school, "Section Name")),),
            "studentenrollment": members("student"),
            "teacherroster": members("teacher"),
        },
        needed=("school", "student", "teacher", "section", "studentenrollment", "teacherroster"),
        marks={"student": in_school, "section": in_school},
    )


SDS_1 = _sds_1(
    "SDS v1",
    person="SIS ID",
    school="SIS ID",
    in_school="School SIS ID",
    section="Section SIS ID",
)
SDS_1_UK = _sds_1(
    "SDS v1 (UK)",
    person="ID",
    school="DfE Number",
    in_school="School DfE Number",
    section="Section ID",
)

_CLEVER_PERSON = {
    "School_id": "orgSourcedIds",
    "First_name": "givenName",
    "Last_name": "familyName",
    "Middle_name": "middleName",
    "Grade": "grades",
    "Username": "username",
    "Password": PASSWORD,
}
_CLEVER_NEEDS = ("School_id", "First_name", "Last_name")

CLEVER = Format(
    "Clever",
    {
        "schools": (
            Feed(
                "orgs",
                {"School_id": "sourcedId", "School_name": "name"},
                ("School_id", "School_name"),
                constants={"type": "school"},
            ),
        ),
        "students": (
            Feed(
                "users",
                _CLEVER_PERSON | {"Student_id": "sourcedId"},
                ("Student_id", *_CLEVER_NEEDS),
                constants={"role": "student"},
            ),
            Feed(
                "demographics",
                {"Student_id": "sourcedId", "Dob": "birthDateMonthFirst"},
                ("Student_id",),
            ),
        ),
        "teachers": (
            Feed(
                "users",
                _CLEVER_PERSON | {"Teacher_id": "sourcedId"},
                ("Teacher_id", *_CLEVER_NEEDS),
                constants={"role": "teacher"},
            ),
        ),
        "staff": (
            Feed(
                "users",
                _CLEVER_PERSON | {"Staff_id": "sourcedId"},
                ("Staff_id", *_CLEVER_NEEDS),
                constants={"role": "aide"},
            ),
        ),
        "sections": (
            Feed(
                "classes",
                {
                    "Section_id": "sourcedId",
                    "School_id": "schoolSourcedId",
                    "Name": "title",
                    "Grade": "grades",
                    "Subject": "subjects",
                },
                ("Section_id", "School_id", "Name"),
            ),
            Feed(
                "enrollments",
                {"Section_id": "classSourcedId", "Teacher_id": "userSourcedId"},
                ("Section_id", "Teacher_id"),
                key=("classSourcedId", "userSourcedId", "role"),
                constants={"role": "teacher", "primary": "true"},
            ),
        ),
        "enrollments": (
            Feed(
                "enrollments",
                {"Section_id": "classSourcedId", "Student_id": "userSourcedId"},
                ("Section_id", "Student_id"),
                key=("classSourcedId", "userSourcedId", "role"),
                constants={"role": "student"},
            ),
        ),
    },
    needed=("schools", "students", "teachers", "sections", "enrollments"),
    marks={"students": "Student_id", "sections": "Section_id"},
)

FORMATS = (ONEROSTER, SDS_21, SDS_1, SDS_1_UK, CLEVER)
