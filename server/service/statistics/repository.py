"""Keeping and reading snapshots of weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.school_core.activity import Level, OrgActivity
from server.school_core.roster import OrgId
from server.service.statistics.tables import StatisticsOrg, StatisticsRoom, StatisticsWeek


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A week as it was counted; `groups` hold the sums, hidden or not."""

    week: str
    taken_at: datetime
    revision: str
    groups: tuple[OrgActivity, ...]


def weeks(session: Session) -> tuple[str, ...]:
    """Every week that was counted, newest first."""
    query = select(StatisticsWeek.week).order_by(StatisticsWeek.week.desc())
    return tuple(session.scalars(query))


def snapshot(session: Session, week: str) -> Snapshot | None:
    """A week, None if it was not counted."""
    row = session.get(StatisticsWeek, week)
    if row is None:
        return None
    orgs = session.scalars(
        select(StatisticsOrg).where(StatisticsOrg.week == week).order_by(StatisticsOrg.org)
    )
    groups = tuple(
        OrgActivity(
            OrgId(one.org),
            one.name,
            OrgId(one.parent) if one.parent else None,
            Level(one.level),
            one.teachers,
            one.active,
        )
        for one in orgs
    )
    return Snapshot(row.week, row.taken_at, row.revision, groups)


def keep(
    session: Session, week: str, groups: Iterable[OrgActivity], *, revision: str, now: datetime
) -> None:
    """Put a count in place of whatever stood for a week."""
    row = session.get(StatisticsWeek, week)
    if row is None:
        row = StatisticsWeek(week=week)
        session.add(row)
    row.taken_at, row.revision = now, revision
    session.execute(delete(StatisticsOrg).where(StatisticsOrg.week == week))
    session.add_all(
        StatisticsOrg(
            week=week,
            org=one.org,
            name=one.name,
            parent=one.parent,
            level=one.level.value,
            teachers=one.teachers,
            active=one.active,
        )
        for one in groups
    )


@dataclass(frozen=True, slots=True)
class Room:
    """The administrators' chat of an organisation; `posted_week` is the last that was told."""

    room_id: str
    posted_week: str


def room(session: Session, org: str) -> Room | None:
    """The administrators' chat of an organisation."""
    row = session.get(StatisticsRoom, org)
    return Room(row.room_id, row.posted_week) if row else None


def put_room(session: Session, org: str, room_id: str) -> None:
    """Remember a chat."""
    session.merge(StatisticsRoom(org=org, room_id=room_id, posted_week=""))


def note_posted(session: Session, org: str, week: str) -> None:
    """The link of a week is in the chat."""
    row = session.get(StatisticsRoom, org)
    if row is not None:
        row.posted_week = week
