"""Whom an announcement of a school is for (row F31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from server.school_core.roles import STAFF
from server.school_core.roster import ClassId, OrgId, Roster
from server.school_core.standing import Standing


class Audience(Enum):
    """The people that are meant; the words of the API."""

    EVERYONE = "everyone"
    PARENTS = "parents"
    PUPILS = "pupils"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Addressees:
    """A school's people: all of an audience, or those of some classes."""

    org: OrgId
    audience: Audience = Audience.EVERYONE
    classes: frozenset[ClassId] = frozenset()

    def means(self, who: Standing, school: frozenset[ClassId]) -> bool:
        """Whether somebody is meant; `school` holds every class of the school."""
        classes = self.classes or school
        match self.audience:
            case Audience.PUPILS:
                return bool(who.learns & classes)
            case Audience.PARENTS:
                return bool(who.child_classes & classes)
            case Audience.STAFF:
                employed = bool(who.roles_in(frozenset({self.org})) & STAFF)
                return employed and (not self.classes or bool(who.teaches & classes))
            case Audience.EVERYONE:
                kinds = (Audience.PUPILS, Audience.PARENTS, Audience.STAFF)
                return any(
                    Addressees(self.org, one, self.classes).means(who, school) for one in kinds
                )

    def means_child(self, learns: Iterable[ClassId], *, me: bool) -> bool:
        """Whether it belongs into a child's diary, read by the child (`me`) or by a parent."""
        kinds = {Audience.EVERYONE, Audience.PUPILS if me else Audience.PARENTS}
        return self.audience in kinds and (not self.classes or bool(self.classes & set(learns)))


def classes_of(roster: Roster, org: OrgId) -> frozenset[ClassId]:
    """Return every class and subject group of a school."""
    return frozenset(one.id for one in roster.classes.values() if one.org == org)
