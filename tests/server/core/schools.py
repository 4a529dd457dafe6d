"""Small rosters for the rules' tables."""

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

DAY = date(2026, 11, 20)
SCHOOL, OTHER_SCHOOL = OrgId("s14"), OrgId("s15")
NAMES = {
    # the school itself
    "head": "Директор",
    "vera": "Классная 9Б",
    "ivan": "Биолог 9Б",
    "artem": "Ученик 9Б",
    "dasha": "Ученица 9Б",
    "mama": "Мама Артёма",
    "papa": "Папа Артёма без права общения",
    "olga": "Мама Даши",
    "petya": "Ученик 2А",
    "katya": "Ученица 2А",
    "mixed": "Учит 2А, мать Артёма",
    # another school on the same server
    "alien": "Учитель школы 15",
    "nobody": "Без роли",
}
ROLES = {
    "head": Role.ADMIN,
    "vera": Role.TEACHER,
    "ivan": Role.TEACHER,
    "artem": Role.PUPIL,
    "dasha": Role.PUPIL,
    "mama": Role.PARENT,
    "papa": Role.PARENT,
    "olga": Role.PARENT,
    "petya": Role.PUPIL,
    "katya": Role.PUPIL,
    "mixed": Role.TEACHER,
}


def pid(name: str) -> PersonId:
    return PersonId(name)


def cid(name: str) -> ClassId:
    return ClassId(name)


def enrol(person: str, school_class: str, role: EnrolmentRole, *, primary=False, ends=None):
    return Enrolment(pid(person), cid(school_class), role, primary=primary, ends=ends)


def school() -> Roster:
    """9Б with a biology group, 2А, parents, a head, a ruling, a teacher who is a parent."""
    pupil, teacher = EnrolmentRole.PUPIL, EnrolmentRole.TEACHER
    grants = {RoleGrant(pid(name), SCHOOL, role) for name, role in ROLES.items()}
    grants |= {
        RoleGrant(pid("mixed"), SCHOOL, Role.PARENT),
        RoleGrant(pid("alien"), OTHER_SCHOOL, Role.TEACHER),
    }
    homeroom, subject = ClassKind.HOMEROOM, ClassKind.SUBJECT
    return Roster(
        revision="test",
        orgs={org: Org(org, org) for org in (SCHOOL, OTHER_SCHOOL)},
        classes={
            cid("9b"): SchoolClass(cid("9b"), SCHOOL, "9Б", homeroom, grade=9),
            cid("2a"): SchoolClass(cid("2a"), SCHOOL, "2А", homeroom, grade=2),
            cid("9b-bio"): SchoolClass(cid("9b-bio"), SCHOOL, "9Б · биология", subject, grade=9),
        },
        people={pid(name): SchoolPerson(pid(name), text, "Имя") for name, text in NAMES.items()},
        roles=frozenset(grants),
        enrolments=frozenset(
            {
                enrol("vera", "9b", teacher, primary=True),
                enrol("ivan", "9b-bio", teacher),
                enrol("mixed", "2a", teacher, primary=True),
                enrol("artem", "9b", pupil),
                enrol("dasha", "9b", pupil),
                enrol("artem", "9b-bio", pupil),
                enrol("petya", "2a", pupil),
                enrol("katya", "2a", pupil),
            }
        ),
        guardianships=frozenset(
            {
                Guardianship(pid("mama"), pid("artem")),
                Guardianship(pid("mixed"), pid("artem")),
                Guardianship(pid("papa"), pid("artem"), no_contact=True),
                Guardianship(pid("olga"), pid("dasha")),
            }
        ),
    )
