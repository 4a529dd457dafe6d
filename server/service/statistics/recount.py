"""Counting a kept week anew from the events, day by day, and saying why the numbers differ."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.school_core.activity import OrgActivity, activity, parse_week, week_span
from server.school_core.roster import OrgId, Roster
from server.school_core.school import School
from server.service.audit import repository as audit
from server.service.auth import Caller
from server.service.errands import Errand
from server.service.retention.service import decision
from server.service.statistics import service
from server.service.statistics.repository import Snapshot
from server.service.world import World

DAYS = 7


class Why(StrEnum):
    """What may make a recount differ from what was kept."""

    ROSTER = "roster"
    """The roster is another one than when the week was counted."""
    EARLY = "early"
    """It was counted before the week was over."""
    PURGED = "purged"
    """Messages of that week were deleted by a period of keeping."""
    UNKNOWN = "unknown"
    """None of these: what was kept is not what was counted."""


@dataclass(frozen=True, slots=True)
class Recount:
    """What was kept and what the events say, by organisation; `why` is empty where both agree."""

    kept: Snapshot
    anew: tuple[OrgActivity, ...]
    why: tuple[Why, ...]

    @property
    def differ(self) -> frozenset[str]:
        """Organisations whose sums are not the same."""
        kept, anew = _sums(self.kept.groups), _sums(self.anew)
        return frozenset(org for org in kept.keys() | anew.keys() if kept.get(org) != anew.get(org))


async def recount(world: World, kept: Snapshot, errand: Errand, *, by: Caller) -> Recount:
    """Count a week anew; nothing of it is kept but the line that somebody did."""
    counts: Counter[tuple[str, str]] = Counter()
    for day in range(DAYS):
        params = {"week": kept.week, "recount": "true", "day": str(day)}
        reply = await world.homeserver.call("GET", service.ACTIVITY, params=params)
        for user, kind, number in reply["counts"]:
            counts[str(user), str(kind)] += int(number)
        errand.done = day + 1
    school = await world.book.school() or School(roster=Roster())
    found = Recount(kept, activity(school, counts), ())
    differ = len(found.differ)
    # The operator's deeds belong to no school; an administrator's are in the log of theirs.
    for org in sorted(by.admin_orgs) or [OrgId("")]:
        await world.database.run(
            audit.append,
            actor=by.user_id,
            action="statistics.recounted",
            org=org,
            subject=kept.week,
            details={"differ": differ},
            now=world.now(),
        )
    if not differ:
        return found
    return Recount(kept, found.anew, await _why(world, school, kept))


async def _why(world: World, school: School, kept: Snapshot) -> tuple[Why, ...]:
    begins, ends = week_span(parse_week(kept.week), world.settings.zone)
    why = []
    if school.roster.revision != kept.revision:
        why.append(Why.ROSTER)
    if kept.taken_at < ends:
        why.append(Why.EARLY)
    if await _purged(world, kept, begins):
        why.append(Why.PURGED)
    return tuple(why) or (Why.UNKNOWN,)


async def _purged(world: World, kept: Snapshot, begins: datetime) -> bool:
    """Whether a school deletes messages after a time that reaches into this week."""
    for one in kept.groups:
        row = await world.database.run(decision, one.org)
        if row is None or row.done_at is None or not row.days:
            continue
        if (row.done_at - begins).days >= min(row.days.values()):
            return True
    return False


def _sums(groups: tuple[OrgActivity, ...]) -> dict[str, tuple[int, int]]:
    return {one.org: (one.teachers, one.active) for one in groups}
