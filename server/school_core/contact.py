"""Who may contact whom (features.md, the contact matrix; rows F1, F8, F37, F61–F64, F77).

A person with several roles may do what any of them allows. Nobody from outside the school is ever
reached. The rule is asked for a direct chat and for inviting somebody into a group alike.
"""

from dataclasses import dataclass

from server.school_core.roles import STAFF, Role
from server.school_core.standing import Standing
from server.school_core.verdict import Verdict, no, yes

LAST_PRIMARY_GRADE = 4


@dataclass(frozen=True, slots=True)
class ContactSwitches:
    """What a school decides for itself; the defaults are the careful ones."""

    teacher_other_pupils: bool = False
    """Staff may write to pupils they do not teach."""
    classmates_primary: bool = False
    """Pupils of one class may write to each other in grades 1–4."""
    classmates: bool = True
    """The same from grade 5 on."""
    class_parents: bool = False
    """Parents of one class may write to each other directly."""
    pupil_files: bool = True
    """Pupils may send files, pictures and voice, in whatever chat."""
    pupil_links: bool = True
    """Pupils may send links, in whatever chat."""
    pupil_forwards: bool = True
    """Pupils may forward what others wrote, into whatever chat."""
    staff_exactly: bool = False
    """Pupils and parents see to the minute when the staff are here, and not roughly."""
    pupils_to_parents: bool = False
    """Parents see roughly when other people's children were here."""
    lesson_recordings: bool = False
    """Who leads a lesson may record it, with everybody in it told."""


@dataclass(frozen=True, slots=True)
class _Pair:
    who: Standing
    whom: Standing
    own_roles: frozenset[Role]
    their_roles: frozenset[Role]
    switches: ContactSwitches


def may_contact(who: Standing, whom: Standing, *, switches: ContactSwitches) -> Verdict:
    """Judge whether `who` may start a chat with `whom` or invite them."""
    if who.person == whom.person:
        return no("self", "Себе написать нельзя.")
    shared = who.orgs & whom.orgs
    if not shared:
        return no("stranger", "Этот человек не из вашей школы.")
    pair = _Pair(who, whom, who.roles_in(shared), whom.roles_in(shared), switches)
    if Role.BOT in pair.own_roles:
        return yes("service")
    refusals: list[Verdict] = []
    for rule in (_as_staff, _as_pupil, _as_parent):
        verdict = rule(pair)
        if verdict is not None:
            if verdict.allowed:
                return verdict
            refusals.append(verdict)
    return refusals[0] if refusals else no("no_role", "У вас пока нет роли в школе.")


def _as_staff(pair: _Pair) -> Verdict | None:
    who, whom, switches = pair.who, pair.whom, pair.switches
    if not pair.own_roles & STAFF:
        return None
    if pair.their_roles & STAFF:
        return yes("staff_staff")
    admin = Role.ADMIN in pair.own_roles
    if Role.PUPIL in pair.their_roles:
        if admin or who.teaches & whom.learns:
            return yes("staff_pupil", supervised=True)
        if switches.teacher_other_pupils:
            return yes("staff_other_pupil", supervised=True)
    if Role.PARENT in pair.their_roles and (admin or who.teaches & whom.child_classes):
        return yes("staff_parent")
    return no("staff_not_own_class", "Это не ваш класс: писать можно ученикам и родителям своих.")


def _as_pupil(pair: _Pair) -> Verdict | None:
    who, whom, switches = pair.who, pair.whom, pair.switches
    if Role.PUPIL not in pair.own_roles:
        return None
    if who.person in whom.children:
        return yes("pupil_own_parent")
    if pair.their_roles & STAFF and whom.teaches & who.learns:
        return yes("pupil_own_teacher", supervised=True)
    if Role.PUPIL in pair.their_roles and who.homerooms & whom.homerooms:
        primary = who.grade is not None and who.grade <= LAST_PRIMARY_GRADE
        if switches.classmates_primary if primary else switches.classmates:
            return yes("pupil_classmate")
        return no("pupil_classmates_off", "В вашем классе личная переписка учеников выключена.")
    return no("pupil_not_own_class", "Ученик может писать своим учителям и родителям.")


def _as_parent(pair: _Pair) -> Verdict | None:
    who, whom, switches = pair.who, pair.whom, pair.switches
    if Role.PARENT not in pair.own_roles:
        return None
    if whom.person in who.children:
        return yes("parent_own_child")
    if pair.their_roles & STAFF and whom.teaches & who.child_classes:
        return yes("parent_childs_teacher")
    if Role.ADMIN in pair.their_roles:
        return yes("parent_admin")
    if Role.PARENT in pair.their_roles and who.child_homerooms & whom.child_homerooms:
        if switches.class_parents:
            return yes("parent_class_parent")
        return no("parent_parents_off", "Личная переписка родителей в вашей школе выключена.")
    return no("parent_not_own", "Родитель может писать учителям своего ребёнка и администрации.")
