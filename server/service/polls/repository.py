"""Keeping polls, taking votes, counting."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from server.school_core.polls import Poll, Target
from server.service.polls.tables import PollCount, PollPosition, PollRow, PollVoter


@dataclass(frozen=True, slots=True)
class Box:
    """A poll the service looks after; `published` are the totals that everybody may know."""

    id: str
    room_id: str
    author: str
    stable: bool
    anonymous: bool
    disclosed: bool
    most: int
    answers: frozenset[str]
    closes_at: datetime | None
    closed_at: datetime | None
    published: Mapping[str, int]
    published_voters: int

    def open_at(self, now: datetime) -> bool:
        """Whether votes are still taken."""
        return self.closed_at is None and (self.closes_at is None or now < self.closes_at)


@dataclass(frozen=True, slots=True)
class Totals:
    """The count as it stands, not as it was published."""

    voters: int
    answers: Mapping[str, int]


def position(session: Session) -> int:
    """How far along the stream polls are known."""
    row = session.get(PollPosition, 1)
    return row.position if row is not None else 0


def note(
    session: Session,
    polls: Collection[tuple[Poll, bool, bool]],
    *,
    upto: int | None = None,
) -> None:
    """Look after new polls, each with whether it is of the stable type and disclosed."""
    for poll, stable, disclosed in polls:
        if session.get(PollRow, poll.id) is not None:
            continue
        session.add(
            PollRow(
                id=poll.id,
                room_id=poll.room_id,
                author=poll.author,
                stable=stable,
                anonymous=poll.anonymous,
                disclosed=disclosed,
                most=poll.most,
                closes_at=_moment(poll.closes_at),
                published={},
                published_voters=0,
            )
        )
        session.flush()
        for answer in sorted(poll.answers):
            session.add(PollCount(poll_id=poll.id, answer=answer, votes=0))
    if upto is not None:
        row = session.get(PollPosition, 1)
        if row is None:
            session.add(PollPosition(slot=1, position=upto))
        else:
            row.position = max(row.position, upto)


def end(session: Session, ends: Collection[Target], *, now: datetime) -> None:
    """The time of polls that their author has ended is over; each is poll, chat and sender."""
    for one in ends:
        row = session.get(PollRow, one.id)
        if row is not None and (row.room_id, row.author) == (one.room_id, one.sender):
            row.closes_at = min(row.closes_at or now, now)


def box(session: Session, poll_id: str) -> Box | None:
    """A poll by its event."""
    row = session.get(PollRow, poll_id)
    return _value(session, row) if row is not None else None


def has_voted(session: Session, poll_id: str, user_id: str) -> bool:
    """Whether somebody's one vote was taken."""
    return session.get(PollVoter, (poll_id, user_id)) is not None


def vote(
    session: Session, poll_id: str, user_id: str, answers: Collection[str], *, now: datetime
) -> str:
    """Take a vote; gives '' or why not: `closed`, `voted`."""
    row = session.scalars(
        select(PollRow).where(PollRow.id == poll_id).with_for_update()
    ).one_or_none()
    if row is None or not _value(session, row).open_at(now):
        return "closed"
    if has_voted(session, poll_id, user_id):
        return "voted"
    session.add(PollVoter(poll_id=poll_id, user_id=user_id))
    session.execute(
        update(PollCount)
        .where(PollCount.poll_id == poll_id, PollCount.answer.in_(answers))
        .values(votes=PollCount.votes + 1)
    )
    return ""


def totals(session: Session, poll_id: str) -> Totals:
    """Count."""
    voters = session.execute(
        select(func.count()).select_from(PollVoter).where(PollVoter.poll_id == poll_id)
    ).scalar_one()
    rows = session.scalars(select(PollCount).where(PollCount.poll_id == poll_id))
    return Totals(voters, {row.answer: row.votes for row in rows})


def publish(session: Session, poll_id: str, totals: Totals) -> None:
    """Let everybody know totals from now on."""
    row = session.get_one(PollRow, poll_id)
    row.published, row.published_voters = dict(totals.answers), totals.voters


def unpublished(session: Session, *, more: int) -> tuple[Box, ...]:
    """Open anonymous polls in which `more` people have voted since totals were published."""
    voters = (
        select(func.count())
        .select_from(PollVoter)
        .where(PollVoter.poll_id == PollRow.id)
        .scalar_subquery()
    )
    rows = session.scalars(
        select(PollRow).where(
            PollRow.anonymous.is_(True),
            PollRow.disclosed.is_(True),
            PollRow.closed_at.is_(None),
            voters >= PollRow.published_voters + more,
        )
    )
    return tuple(_value(session, row) for row in rows)


def due(session: Session, *, now: datetime) -> tuple[Box, ...]:
    """Polls whose time is over and that are not closed yet."""
    rows = session.scalars(
        select(PollRow).where(PollRow.closed_at.is_(None), PollRow.closes_at <= now)
    )
    return tuple(_value(session, row) for row in rows)


def close(session: Session, poll_id: str, *, now: datetime) -> None:
    """Take no more votes."""
    row = session.get_one(PollRow, poll_id)
    if row.closed_at is None:
        row.closed_at = now


def _value(session: Session, row: PollRow) -> Box:
    answers = session.scalars(select(PollCount.answer).where(PollCount.poll_id == row.id))
    return Box(
        row.id,
        row.room_id,
        row.author,
        row.stable,
        row.anonymous,
        row.disclosed,
        row.most,
        frozenset(answers),
        row.closes_at,
        row.closed_at,
        row.published,
        row.published_voters,
    )


def _moment(milliseconds: int | None) -> datetime | None:
    if milliseconds is None:
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None  # so far away that it never comes
