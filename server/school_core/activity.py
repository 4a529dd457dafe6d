"""Teachers' activity (rows F10–F13): shares of groups, with nobody to be made out in them.

A teacher counts as active in a week with more than ten messages in the school's chats. A group of
fewer than five teachers is not shown; nor is a second one beside it, because the sum above both
would give the first away.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from zoneinfo import ZoneInfo

from server.school_core.roles import Role
from server.school_core.roster import OrgId
from server.school_core.school import School

ACTIVE_OVER = 10
SMALLEST_GROUP = 5
SCHOOL_KINDS = frozenset({"class", "parents", "subject", "staff", "lesson", "channel"})
"""Kinds of chats whose messages count; a direct chat is not the school's."""
_WEEK = re.compile(r"^([0-9]{4})-W([0-9]{2})\Z")
_YEARS = range(2000, 2200)


class Level(Enum):
    """Where an organisation stands in the tree."""

    SCHOOL = "school"
    DISTRICT = "district"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class OrgActivity:
    """One organisation with everything below it. The numbers are for storing, `share` for people.

    `share` is per cent with one decimal; None where the group must not be shown.
    """

    org: OrgId
    name: str
    parent: OrgId | None
    level: Level
    teachers: int
    active: int
    hidden: bool = False

    @property
    def share(self) -> Decimal | None:
        """Share of active teachers in per cent."""
        if self.hidden or not self.teachers:
            return None
        exact = Decimal(100) * self.active / self.teachers
        return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def week_of(day: date) -> str:
    """Return the ISO week of a day: «2026-W47»."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def parse_week(week: str) -> date:
    """Return the Monday of a week; ValueError for what is none."""
    found = _WEEK.match(week)
    if found is None:
        raise ValueError(week)
    year = int(found[1])
    if year not in _YEARS:
        raise ValueError(week)
    return date.fromisocalendar(year, int(found[2]), 1)


def week_span(monday: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the moments a week begins and ends at, the end not in it."""
    begins = datetime.combine(monday, time(), zone)
    return begins, datetime.combine(monday + timedelta(days=7), time(), zone)


def activity(school: School, counts: Mapping[tuple[str, str], int]) -> tuple[OrgActivity, ...]:
    """Return every organisation with teachers in or below it; `counts` is by (account, kind).

    Only teachers with an account count: nobody else could have written.
    """
    roster = school.roster
    written: dict[str, int] = defaultdict(int)
    for (account, kind), messages in counts.items():
        if kind in SCHOOL_KINDS:
            written[account] += messages
    account_of = {person: account for account, person in school.accounts.items()}
    direct: dict[OrgId, set[str]] = defaultdict(set)
    for grant in roster.roles:
        if grant.role is Role.TEACHER and grant.person in account_of:
            direct[grant.org].add(account_of[grant.person])
    teachers: dict[OrgId, set[str]] = defaultdict(set)
    for org, people in direct.items():
        for above in _path(org, school):
            teachers[above] |= people
    busy = {account for account, messages in written.items() if messages > ACTIVE_OVER}
    return tuple(
        OrgActivity(
            org,
            roster.orgs[org].name,
            roster.orgs[org].parent,
            _level(org, school, direct.keys()),
            len(people),
            len(people & busy),
        )
        for org, people in sorted(teachers.items())
    )


def published(
    groups: Iterable[OrgActivity], *, smallest: int = SMALLEST_GROUP
) -> tuple[OrgActivity, ...]:
    """Return the groups as people may see them: small ones hidden, and what would betray them."""
    groups = tuple(groups)
    hidden = {one.org for one in groups if one.teachers < smallest}
    siblings: dict[OrgId | None, list[OrgActivity]] = defaultdict(list)
    for one in groups:
        siblings[one.parent].append(one)
    for family in siblings.values():
        covered = [one for one in family if one.org in hidden]
        shown = [one for one in family if one.org not in hidden]
        # What is left of the sum above must stand for enough people, or nobody could hide in it.
        while shown and covered and sum(one.teachers for one in covered) < smallest:
            next_one = min(shown, key=lambda one: (one.teachers, one.org))
            shown.remove(next_one)
            covered.append(next_one)
            hidden.add(next_one.org)
    return tuple(replace(one, hidden=one.org in hidden) for one in groups)


def _path(org: OrgId, school: School) -> Iterable[OrgId]:
    """An organisation and everything above it; a circle in the register ends where it began."""
    seen: set[OrgId] = set()
    here: OrgId | None = org
    while here is not None and here in school.roster.orgs and here not in seen:
        seen.add(here)
        yield here
        here = school.roster.orgs[here].parent


def _level(org: OrgId, school: School, employers: Set[OrgId]) -> Level:
    if org in employers:
        return Level.SCHOOL
    parent = school.roster.orgs[org].parent
    return Level.REGION if parent is None or parent not in school.roster.orgs else Level.DISTRICT
