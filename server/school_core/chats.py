"""Which chats a roster asks for, with whom in them and who leads (rows F17, F18, F53–F57).

A chat of a class, its parents, a subject or the staff follows the roster alone; the service user is
its creator, so that even a class teacher can be replaced. Levels are Matrix power levels.

Spaces list the chats of a school and of each class. Only staff are in them: whoever shares a room
with somebody sees their profile and presence, and a school's space would open every child's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from server.school_core.roles import Role
from server.school_core.roster import (
    ClassKind,
    EnrolmentRole,
    OrgId,
    PersonId,
    Roster,
    SchoolClass,
)

LEADS, HELPS, MEMBER = 100, 50, 0


class ChatKind(Enum):
    """`kind` of `app.parta.room`."""

    CLASS = "class"
    PARENTS = "parents"
    SUBJECT = "subject"
    STAFF = "staff"
    SPACE = "space"


@dataclass(frozen=True, slots=True, order=True)
class ChatKey:
    """What a chat is for; `about` is a class id, or the org id of what is for a whole school."""

    kind: str
    org: OrgId
    about: str


@dataclass(frozen=True, slots=True)
class WantedChat:
    """A chat as the roster wants it: name, everybody's power level, the space that lists it."""

    key: ChatKey
    name: str
    members: Mapping[PersonId, int] = field(default_factory=dict)
    space: ChatKey | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A hand-made exception: the person is in or kept out whatever the roster says, until a day."""

    chat: ChatKey
    person: PersonId
    inside: bool
    reason: str
    until: date
    level: int = MEMBER


def wanted_chats(
    roster: Roster, day: date, *, pins: Iterable[Pin] = ()
) -> Mapping[ChatKey, WantedChat]:
    """Return every chat the roster asks for on a day, exceptions applied."""
    names: dict[ChatKey, str] = {}
    levels: dict[ChatKey, dict[PersonId, int]] = defaultdict(dict)

    def put(key: ChatKey, person: PersonId, level: int) -> None:
        levels[key][person] = max(level, levels[key].get(person, MEMBER))

    parents: dict[PersonId, list[PersonId]] = defaultdict(list)
    for link in roster.guardianships:
        if not link.no_contact and link.guardian in roster.people:
            parents[link.child].append(link.guardian)
    for school_class in roster.classes.values():
        names.update(_chats_of(school_class))
    pupils = {
        (school_class.id, enrolment.person)
        for school_class, enrolment in roster.enrolled(day)
        if enrolment.role is EnrolmentRole.PUPIL
    }
    for school_class, enrolment in roster.enrolled(day):
        learns = enrolment.role is EnrolmentRole.PUPIL
        level = MEMBER if learns else _teacher_level(school_class, primary=enrolment.primary)
        for key in _chats_of(school_class):
            if key.kind == ChatKind.SPACE.value:
                if not learns:
                    put(key, enrolment.person, MEMBER)
                continue
            if key.kind != ChatKind.PARENTS.value or not learns:
                put(key, enrolment.person, level)
                continue
            for parent in parents[enrolment.person]:
                # A child is never in a parents' chat, whatever its papers say.
                if (school_class.id, parent) not in pupils:
                    put(key, parent, MEMBER)
    for org in roster.orgs.values():
        staff, space = ChatKey(ChatKind.STAFF.value, org.id, org.id), school_space(org.id)
        for grant in roster.roles:
            if grant.org == org.id and grant.person in roster.people:
                if grant.role is Role.ADMIN:
                    put(staff, grant.person, LEADS)
                elif grant.role in {Role.TEACHER, Role.STAFF}:
                    put(staff, grant.person, MEMBER)
        if staff in levels:
            names[staff] = "Учительская"
            levels[space] = dict.fromkeys(levels[staff], MEMBER)
        if any(key.org == org.id for key in names):
            names[space] = org.name
    for pin in pins:
        if day <= pin.until and pin.chat in names:
            if not pin.inside:
                levels[pin.chat].pop(pin.person, None)
            elif pin.person in roster.people:
                put(pin.chat, pin.person, pin.level)
    return {
        key: WantedChat(key, name, dict(levels[key]), _space_of(key)) for key, name in names.items()
    }


def school_space(org: OrgId) -> ChatKey:
    """The space of a whole school."""
    return ChatKey(ChatKind.SPACE.value, org, org)


def _space_of(key: ChatKey) -> ChatKey | None:
    if key.kind in {ChatKind.CLASS.value, ChatKind.PARENTS.value}:
        return ChatKey(ChatKind.SPACE.value, key.org, key.about)
    school = school_space(key.org)
    return None if key == school else school


def _chats_of(school_class: SchoolClass) -> dict[ChatKey, str]:
    def key(kind: ChatKind) -> ChatKey:
        return ChatKey(kind.value, school_class.org, school_class.id)

    if school_class.kind is ClassKind.SUBJECT:
        return {key(ChatKind.SUBJECT): school_class.title}
    return {
        key(ChatKind.SPACE): school_class.title,
        key(ChatKind.CLASS): f"{school_class.title} · класс",
        key(ChatKind.PARENTS): f"{school_class.title} · родители",
    }


def _teacher_level(school_class: SchoolClass, *, primary: bool) -> int:
    if school_class.kind is ClassKind.SUBJECT or primary:
        return LEADS
    return HELPS
