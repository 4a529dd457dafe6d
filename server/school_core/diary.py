"""Who may read whose diary and which journal (rows F20, F59).

A diary belongs to the child: it is read by the child and by guardians from whom no ruling takes it.
Staff read journals, a class and a subject at a time; nobody else reads anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from server.school_core.order import by_name
from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    ClassKind,
    EnrolmentRole,
    PersonId,
    Roster,
    SchoolClass,
)
from server.school_core.standing import Standing
from server.school_core.verdict import Verdict, no, yes

_NOT_YOURS = no("diary_not_yours", "Это дневник другого ребёнка: он вам не виден.")
_RULED = no("diary_ruled_out", "По решению школы этот дневник вам не виден.")
_LEFT = no("diary_closed", "Ребёнок больше не учится в школе: дневник закрыт.")
_NOT_YOUR_CLASS = no("journal_not_yours", "Журнал виден учителю класса и администрации школы.")


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil whose diary somebody may read, with the classes of the day."""

    person: PersonId
    homeroom: SchoolClass | None
    groups: tuple[SchoolClass, ...]


def may_read_diary(roster: Roster, day: date, who: PersonId | None, child: PersonId) -> Verdict:
    """Judge whether a person may read the diary of a child."""
    if who is None or child not in roster.people:
        return _NOT_YOURS
    if who != child:
        links = [
            link for link in roster.guardianships if (link.guardian, link.child) == (who, child)
        ]
        if not links:
            return _NOT_YOURS
        # A ruling binds even where another line of the register knows nothing of it.
        if any(link.no_diary for link in links):
            return _RULED
    return yes("diary") if _learns(roster, day, child) else _LEFT


def children_of(roster: Roster, day: date, who: PersonId | None) -> tuple[Child, ...]:
    """Return everybody whose diary a person may read, oneself first, then by name."""
    if who is None:
        return ()
    wanted = {who} | {link.child for link in roster.guardianships if link.guardian == who}
    known = [child for child in wanted if may_read_diary(roster, day, who, child).allowed]
    known.sort(key=lambda child: (child != who, by_name(roster.people[child].full_name), child))
    return tuple(_child(roster, day, child) for child in known)


def may_read_journal(
    roster: Roster, day: date, standing: Standing | None, group: SchoolClass
) -> Verdict:
    """Judge whether a person may read the journal of a class or subject group."""
    if standing is not None:
        if (group.org, Role.ADMIN) in standing.grants or group.id in standing.teaches:
            return yes("journal")
        if _pupils(roster, day, [group.id]) & _pupils(roster, day, _leads(roster, day, standing)):
            return yes("journal_class_teacher")
    return _NOT_YOUR_CLASS


def _learns(roster: Roster, day: date, child: PersonId) -> bool:
    return any(
        enrolment.person == child and enrolment.role is EnrolmentRole.PUPIL
        for _, enrolment in roster.enrolled(day)
    )


def _child(roster: Roster, day: date, child: PersonId) -> Child:
    groups = sorted(
        (
            school_class
            for school_class, enrolment in roster.enrolled(day)
            if enrolment.person == child and enrolment.role is EnrolmentRole.PUPIL
        ),
        key=lambda one: (one.kind is not ClassKind.HOMEROOM, one.title),
    )
    homeroom = next((one for one in groups if one.kind is ClassKind.HOMEROOM), None)
    return Child(child, homeroom, tuple(groups))


def _leads(roster: Roster, day: date, standing: Standing) -> list[ClassId]:
    return [
        school_class.id
        for school_class, enrolment in roster.enrolled(day)
        if enrolment.person == standing.person
        and enrolment.role is EnrolmentRole.TEACHER
        and enrolment.primary
        and school_class.kind is ClassKind.HOMEROOM
    ]


def _pupils(roster: Roster, day: date, classes: Iterable[ClassId]) -> set[PersonId]:
    wanted = set(classes)
    return {
        enrolment.person
        for school_class, enrolment in roster.enrolled(day)
        if school_class.id in wanted and enrolment.role is EnrolmentRole.PUPIL
    }
