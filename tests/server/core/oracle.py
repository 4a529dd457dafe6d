"""What must be on the homeserver after a history, by the words of the rules and nothing else.

Written without looking at `chats` and `plan`, and in another way: person by person and chat by
chat, from the sentences in rosters and features (F17, F18, F53–F57).
"""

from dataclasses import dataclass, field

from server.school_core.roles import Role
from server.school_core.roster import Roster


@dataclass
class Room:
    """A chat or a space: its name, levels by person, and in which space it is listed."""

    name: str
    people: dict[str, int]
    listed_in: tuple[str, str] | None = None
    archived: bool = False


@dataclass
class Oracle:
    """The school as it must be; it has a memory, for archives keep who was there."""

    rooms: dict[tuple[str, str], Room] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def after(self, roster: Roster) -> None:
        """Take one more roster in."""
        for person in roster.people.values():
            self.names[person.id] = " ".join(
                filter(None, (person.family, person.given, person.middle))
            )
        wanted = rooms_of(roster)
        kept_away = {link.guardian for link in roster.guardianships if link.no_contact}
        for key, room in self.rooms.items():
            if key not in wanted:
                room.archived, room.listed_in = True, None
                room.people = {
                    person: 0
                    for person in room.people
                    if person in roster.people and person not in kept_away
                }
        self.rooms.update(wanted)


def rooms_of(roster: Roster) -> dict[tuple[str, str], Room]:
    """Every room the roster asks for, by (kind, class or school)."""
    rooms: dict[tuple[str, str], Room] = {}
    for school in roster.orgs.values():
        top = ("space", school.id)
        classes = [one for one in roster.classes.values() if one.org == school.id]
        for one in classes:
            if one.kind.value == "homeroom":
                own = ("space", one.id)
                rooms[own] = Room(one.title, dict.fromkeys(staff_of(roster, one.id), 0), top)
                everybody = dict.fromkeys(pupils_of(roster, one.id), 0)
                rooms["class", one.id] = Room(
                    f"{one.title} · класс", everybody | leaders(roster, one.id), own
                )
                parents = {
                    link.guardian: 0
                    for link in roster.guardianships
                    if link.child in pupils_of(roster, one.id)
                    and not link.no_contact
                    and link.guardian in roster.people
                    and link.guardian not in pupils_of(roster, one.id)
                }
                rooms["parents", one.id] = Room(
                    f"{one.title} · родители", parents | leaders(roster, one.id), own
                )
            else:
                group = dict.fromkeys(pupils_of(roster, one.id), 0)
                lead = dict.fromkeys(staff_of(roster, one.id), 100)
                rooms["subject", one.id] = Room(one.title, group | lead, top)
        employed = {
            g.person: 100 if is_admin(roster, g.person, school.id) else 0
            for g in roster.roles
            if g.org == school.id
            and g.person in roster.people
            and g.role in (Role.ADMIN, Role.TEACHER, Role.STAFF)
        }
        if employed:
            rooms["staff", school.id] = Room("Учительская", employed, top)
        if classes or employed:
            rooms[top] = Room(school.name, dict.fromkeys(employed, 0))
    return rooms


def pupils_of(roster: Roster, school_class: str) -> set[str]:
    return {
        e.person
        for e in roster.enrolments
        if e.school_class == school_class
        and e.role.value == "student"
        and e.person in roster.people
    }


def staff_of(roster: Roster, school_class: str) -> set[str]:
    return {
        e.person
        for e in roster.enrolments
        if e.school_class == school_class
        and e.role.value != "student"
        and e.person in roster.people
    }


def leaders(roster: Roster, school_class: str) -> dict[str, int]:
    """The class teacher has 100, other grown-ups of the class 50."""
    primary = {e.person for e in roster.enrolments if e.school_class == school_class and e.primary}
    return {p: 100 if p in primary else 50 for p in staff_of(roster, school_class)}


def is_admin(roster: Roster, person: str, org: str) -> bool:
    return any(g.person == person and g.org == org and g.role is Role.ADMIN for g in roster.roles)
