"""Who sees when somebody was last here (row F78): exactly, roughly, or not at all.

The person's own setting and the school's rule by role are both asked; the narrower one counts.
Rough is told in steps of days: children and their teachers are not to be watched by the minute.
"""

from datetime import datetime
from enum import IntEnum, StrEnum

from server.school_core.contact import ContactSwitches, may_contact
from server.school_core.roles import STAFF, Role
from server.school_core.standing import Standing


class Sight(IntEnum):
    """How much of somebody's presence another may know; the smaller of two binds."""

    NONE = 0
    COARSE = 1
    EXACT = 2


class Lately(StrEnum):
    """What is said to those who may see roughly."""

    RECENTLY = "recently"
    WEEK = "week"
    MONTH = "month"
    LONG = "long"


_RECENT_DAYS, _WEEK_DAYS, _MONTH_DAYS = 2, 7, 31


def own_wish(content: object) -> Sight:
    """Read account data `app.parta.last_seen`, `{"visible": "exact" | "coarse" | "nobody"}`.

    Nobody who has decided nothing is hidden; a decision that is not understood hides.
    """
    if not isinstance(content, dict) or "visible" not in content:
        return Sight.EXACT
    wishes = {"exact": Sight.EXACT, "coarse": Sight.COARSE}
    value = content["visible"]
    return wishes.get(value, Sight.NONE) if isinstance(value, str) else Sight.NONE


def sight(who: Standing, whom: Standing, *, switches: ContactSwitches) -> Sight:
    """Judge how much of `whom` the school lets `who` see.

    Relatives see each other exactly, and so do those who may write to each other; but families see
    the staff roughly, and parents see other people's children not at all, unless the school says
    otherwise.
    """
    shared = who.orgs & whom.orgs
    own, their = who.roles_in(shared), whom.roles_in(shared)
    if who.person == whom.person or who.person in whom.children or whom.person in who.children:
        return Sight.EXACT
    if not own:
        return Sight.NONE
    may_write = may_contact(who, whom, switches=switches).allowed
    near = Sight.EXACT if may_write else Sight.COARSE
    if own & STAFF:
        return near
    if their & STAFF:
        return Sight.EXACT if switches.staff_exactly else Sight.COARSE
    if Role.PUPIL in own:
        return near if Role.PUPIL in their else Sight.NONE
    if Role.PUPIL in their:
        return Sight.COARSE if switches.pupils_to_parents else Sight.NONE
    return near


def lately(seen: datetime, now: datetime) -> Lately:
    """Say roughly when that was, by whole days: the hour must not be told by a step of ours."""
    days = (now.date() - seen.date()).days
    if days <= _RECENT_DAYS:
        return Lately.RECENTLY
    if days <= _WEEK_DAYS:
        return Lately.WEEK
    return Lately.MONTH if days <= _MONTH_DAYS else Lately.LONG
