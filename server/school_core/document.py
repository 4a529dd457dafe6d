"""The roster as one JSON document: what the school service hands to the homeserver's module.

A document is taken whole or not at all: names, references and double entries are checked before
anything is believed. Field names are those of `School` and `Roster`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from server.school_core.contact import ContactSwitches
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
from server.school_core.school import School

Id = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Text = Annotated[str, StringConstraints(max_length=500)]


class DocumentRefused(ValueError):
    """The document is not a roster; `problems` says where and why, each in a line."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems[:3]))


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Org(_Part):
    id: Id
    name: Text = ""
    parent: Id | None = None


class _Person(_Part):
    id: Id
    user_id: Annotated[str, StringConstraints(pattern=r"^@[^:\s]+:\S+$", max_length=255)] | None = (
        None
    )
    family: Text = ""
    given: Text = ""
    middle: Text = ""
    born: date | None = None


class _Grant(_Part):
    person: Id
    org: Id
    role: Role


class _Class(_Part):
    id: Id
    org: Id
    title: Text = ""
    kind: ClassKind
    grade: Annotated[int, Field(ge=0, le=12)] | None = None
    subject: Text = ""


class _Enrolment(_Part):
    person: Id
    school_class: Annotated[Id, Field(alias="class")]
    role: EnrolmentRole
    primary: bool = False
    begins: date | None = None
    ends: date | None = None


class _Guardianship(_Part):
    guardian: Id
    child: Id
    no_contact: bool = False
    no_diary: bool = False


class SwitchesPart(_Part):
    """What a school decides for itself; `ContactSwitches` says what each means."""

    teacher_other_pupils: bool = False
    classmates_primary: bool = False
    classmates: bool = True
    class_parents: bool = False
    pupil_files: bool = True
    pupil_links: bool = True
    pupil_forwards: bool = True
    staff_exactly: bool = False
    pupils_to_parents: bool = False
    lesson_recordings: bool = False


class _Document(_Part):
    revision: Id
    orgs: tuple[_Org, ...]
    people: tuple[_Person, ...]
    grants: tuple[_Grant, ...] = ()
    classes: tuple[_Class, ...] = ()
    enrolments: tuple[_Enrolment, ...] = ()
    guardianships: tuple[_Guardianship, ...] = ()
    switches: dict[str, SwitchesPart] = {}


def read_document(text: str | bytes, *, server_name: str) -> School:
    """Read a document whose accounts are all of one homeserver.

    Raises:
        DocumentRefused: something in it is wrong; nothing of it may be used.
    """
    try:
        document = _Document.model_validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        raise DocumentRefused(f"{_place(one['loc'])}: {one['msg']}" for one in found) from None
    problems = tuple(_problems(document, server_name))
    if problems:
        raise DocumentRefused(problems)
    return _school(document)


def _place(location: tuple[int | str, ...]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).lstrip(".") or "document"


def _problems(document: _Document, server_name: str) -> Iterator[str]:
    orgs = {org.id for org in document.orgs}
    people = {person.id for person in document.people}
    classes = {one.id for one in document.classes}
    yield from _twice("orgs", (org.id for org in document.orgs))
    yield from _twice("people", (person.id for person in document.people))
    yield from _twice("classes", (one.id for one in document.classes))
    yield from _twice("people.user_id", (one.user_id for one in document.people if one.user_id))
    wanted = [
        ("orgs.parent", orgs, (one.parent for one in document.orgs if one.parent)),
        ("grants.person", people, (one.person for one in document.grants)),
        ("grants.org", orgs, (one.org for one in document.grants)),
        ("classes.org", orgs, (one.org for one in document.classes)),
        ("enrolments.person", people, (one.person for one in document.enrolments)),
        ("enrolments.class", classes, (one.school_class for one in document.enrolments)),
        ("guardianships.guardian", people, (one.guardian for one in document.guardianships)),
        ("guardianships.child", people, (one.child for one in document.guardianships)),
        ("switches", orgs, iter(document.switches)),
    ]
    for place, known, named in wanted:
        for missing in sorted(set(named) - known):
            yield f"{place}: nobody and nothing has the id {missing!r}"
    for person in document.people:
        if person.user_id and not person.user_id.endswith(f":{server_name}"):
            yield f"people.user_id: {person.user_id!r} is not an account of {server_name}"
    for link in document.guardianships:
        if link.guardian == link.child:
            yield f"guardianships: {link.child!r} would be its own guardian"


def _twice(place: str, ids: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield f"{place}: {name!r} is there {times} times"


def _school(document: _Document) -> School:
    roster = Roster(
        revision=document.revision,
        orgs={
            OrgId(org.id): Org(OrgId(org.id), org.name, OrgId(org.parent) if org.parent else None)
            for org in document.orgs
        },
        classes={
            ClassId(one.id): SchoolClass(
                ClassId(one.id), OrgId(one.org), one.title, one.kind, one.grade, one.subject
            )
            for one in document.classes
        },
        people={
            PersonId(one.id): SchoolPerson(
                PersonId(one.id), one.family, one.given, one.middle, one.born
            )
            for one in document.people
        },
        roles=frozenset(
            RoleGrant(PersonId(one.person), OrgId(one.org), one.role) for one in document.grants
        ),
        enrolments=frozenset(
            Enrolment(
                PersonId(one.person),
                ClassId(one.school_class),
                one.role,
                primary=one.primary,
                begins=one.begins,
                ends=one.ends,
            )
            for one in document.enrolments
        ),
        guardianships=frozenset(
            Guardianship(PersonId(one.guardian), PersonId(one.child), one.no_contact, one.no_diary)
            for one in document.guardianships
        ),
    )
    accounts = {one.user_id: PersonId(one.id) for one in document.people if one.user_id}
    switches = {
        OrgId(org): ContactSwitches(**one.model_dump()) for org, one in document.switches.items()
    }
    return School(roster, accounts, switches)
