"""A school as the homeserver sees it: accounts with their standing, and the rules asked of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from server.school_core.contact import ContactSwitches, may_contact
from server.school_core.roles import STAFF, Role
from server.school_core.roster import OrgId, PersonId, Roster
from server.school_core.sight import Sight, sight
from server.school_core.standing import Standing, standings
from server.school_core.verdict import Verdict, no, yes

_STRANGER = no("stranger", "Этот человек не из вашей школы.")
_UNKNOWN = no("no_role", "У вас пока нет роли в школе.")
_APART = no("apart", "Эти люди не могут быть вместе в чате, который создали не вы и не школа.")
_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class School:
    """What the school service told: the roster, whose account is whose, each school's switches."""

    roster: Roster
    accounts: Mapping[str, PersonId] = field(default_factory=dict)
    switches: Mapping[OrgId, ContactSwitches] = field(default_factory=dict)


class SchoolDay:
    """A school on one day; standings are worked out once and asked for many times."""

    def __init__(self, school: School, day: date) -> None:
        self.day = day
        self.revision = school.roster.revision
        self._switches = school.switches
        self._people = people = standings(school.roster, day)
        self._accounts = {user: people[person] for user, person in school.accounts.items()}

    def changed_since(self, before: "SchoolDay") -> frozenset[str]:
        """The accounts that stand differently now, or are there no longer."""
        if before._switches != self._switches:
            return frozenset(before._accounts.keys() | self._accounts.keys())
        old, new = before._accounts, self._accounts
        return frozenset(user for user in old.keys() | new if old.get(user) != new.get(user))

    def people(self) -> Iterable[str]:
        """Every account the school knows."""
        return self._accounts.keys()

    def standing(self, user_id: str) -> Standing | None:
        """The standing of an account, None for an account the school does not know."""
        return self._accounts.get(user_id)

    def of_person(self, person: PersonId) -> Standing | None:
        """The standing of somebody in the roster, with an account or without."""
        return self._people.get(person)

    def roles(self, user_id: str) -> frozenset[Role]:
        """Every role of an account, in whatever school."""
        standing = self._accounts.get(user_id)
        return frozenset(role for _, role in standing.grants) if standing else frozenset()

    def role(self, user_id: str) -> Role | None:
        """The role an account is shown with: the first of its roles."""
        return min(self.roles(user_id), key=_RANK.__getitem__, default=None)

    def is_staff(self, user_id: str) -> bool:
        """Whether an account is a grown-up whom some school employs."""
        return bool(self.roles(user_id) & STAFF)

    def pupil_switches(self, user_id: str) -> ContactSwitches | None:
        """What their school lets a pupil do, None for everybody who is no pupil."""
        if Role.PUPIL not in self.roles(user_id):
            return None
        return self._switches_of(self._accounts[user_id].orgs)

    def answers(self, user_id: str) -> bool:
        """Whether somebody answers for the people they gather: the staff and the school's bots."""
        return bool(self.roles(user_id) & (STAFF | {Role.BOT}))

    def contact(self, who: str, whom: str) -> Verdict:
        """Judge whether an account may write to another or invite it."""
        one, other = self._accounts.get(who), self._accounts.get(whom)
        if one is None:
            return _UNKNOWN
        if other is None:
            return _STRANGER
        return may_contact(one, other, switches=self._switches_of(one.orgs & other.orgs))

    def may_talk(self, one: str, other: str) -> Verdict:
        """Judge whether two may go on in a direct chat: one of them may begin it."""
        first = self.contact(one, other)
        return first if first.allowed else self._either(first, other, one)

    def bring(self, inviter: str, invitee: str, present: Iterable[str]) -> Verdict:
        """Judge an invitation into a chat where others are.

        Who is no staff must not bring two people together who could not write to each other: a
        pupil's mother and a classmate, say. Staff answer for whom they gather.
        """
        verdict = self.contact(inviter, invitee)
        if not verdict.allowed or self.is_staff(inviter):
            return verdict
        for other in present:
            if other not in {inviter, invitee} and not self.may_talk(other, invitee).allowed:
                return _APART
        return verdict

    def belongs(self, member: str, present: Iterable[str]) -> Verdict:
        """Judge whether somebody may go on in a chat of several that people made themselves.

        The roster may have changed since: they stay where somebody of the staff answers for them,
        or where they could still write to everybody.
        """
        apart = False
        for other in present:
            if other == member:
                continue
            if self.answers(other) and self.contact(other, member).allowed:
                return yes("answered_for")
            apart = apart or not self.may_talk(member, other).allowed
        return _APART if apart else yes("all_may_talk")

    def goes_on(self, member: str, people: Iterable[str]) -> Verdict:
        """Judge whether somebody may go on in a chat that these people made themselves.

        The school's bots are nobody: one that came to count a poll answers for nobody.
        """
        others = [one for one in people if one != member and Role.BOT not in self.roles(one)]
        if not others:
            return yes("alone")
        if len(others) == 1:
            return self.may_talk(member, others[0])
        return self.belongs(member, others)

    def sight(self, who: str, whom: str) -> Sight:
        """Judge how much an account may know of when another was here."""
        one, other = self._accounts.get(who), self._accounts.get(whom)
        if one is None or other is None:
            return Sight.EXACT if who == whom else Sight.NONE
        return sight(one, other, switches=self._switches_of(one.orgs & other.orgs))

    def _either(self, refusal: Verdict, who: str, whom: str) -> Verdict:
        back = self.contact(who, whom)
        return back if back.allowed else refusal

    def _switches_of(self, orgs: frozenset[OrgId]) -> ContactSwitches:
        # Where two people share several schools, what one of them forbids is forbidden.
        each = [self._switches.get(org, ContactSwitches()) for org in orgs]
        return ContactSwitches(
            teacher_other_pupils=all(one.teacher_other_pupils for one in each),
            classmates_primary=all(one.classmates_primary for one in each),
            classmates=all(one.classmates for one in each),
            class_parents=all(one.class_parents for one in each),
            pupil_files=all(one.pupil_files for one in each),
            pupil_links=all(one.pupil_links for one in each),
            pupil_forwards=all(one.pupil_forwards for one in each),
            staff_exactly=all(one.staff_exactly for one in each),
            pupils_to_parents=all(one.pupils_to_parents for one in each),
            lesson_recordings=all(one.lesson_recordings for one in each),
        )


def gather(day: SchoolDay, creator: str, invited: Iterable[str]) -> Verdict:
    """Judge a new chat with everybody who is to be in it from the start."""
    inside: list[str] = []
    for invitee in invited:
        verdict = day.bring(creator, invitee, inside)
        if not verdict.allowed:
            return verdict
        inside.append(invitee)
    return yes("gather")
