"""Keeping tickets."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from server.service.support.tables import TicketRow


@dataclass(frozen=True, slots=True)
class Ticket:
    """A request for help."""

    id: int
    org: str
    user_id: str
    text: str
    room_id: str
    has_log: bool
    made_at: datetime
    closed_at: datetime | None


def same(session: Session, org: str, user_id: str, *, text: str, after: datetime) -> Ticket | None:
    """An open ticket of somebody with these very words, made after a time."""
    query = select(TicketRow).where(
        TicketRow.user_id == user_id,
        TicketRow.org == org,
        TicketRow.text == text,
        TicketRow.made_at > after,
        TicketRow.closed_at.is_(None),
    )
    row = session.scalars(query.order_by(TicketRow.id.desc()).limit(1)).one_or_none()
    return _value(row) if row is not None else None


def made_since(session: Session, user_id: str, *, after: datetime) -> int:
    """How many somebody has made since a time."""
    query = select(func.count()).where(TicketRow.user_id == user_id, TicketRow.made_at > after)
    return session.scalar(query) or 0


def add(session: Session, org: str, user_id: str, *, text: str, log: bool, now: datetime) -> Ticket:
    """Keep a new ticket, its chat still to be made."""
    row = TicketRow(org=org, user_id=user_id, text=text, room_id="", has_log=log, made_at=now)
    session.add(row)
    session.flush()
    return _value(row)


def by_id(session: Session, ticket_id: int) -> Ticket | None:
    """A ticket by its number."""
    row = session.get(TicketRow, ticket_id)
    return _value(row) if row is not None else None


def visible(session: Session, user_id: str, orgs: Collection[str] | None) -> tuple[Ticket, ...]:
    """Own tickets and those of administered schools (all where None), newest first."""
    query = select(TicketRow).order_by(TicketRow.id.desc()).limit(200)
    if orgs is not None:
        query = query.where(or_(TicketRow.user_id == user_id, TicketRow.org.in_(orgs)))
    return tuple(_value(row) for row in session.scalars(query))


def without_chat(session: Session, *, before: datetime) -> tuple[Ticket, ...]:
    """Tickets whose chat should be there by now."""
    query = select(TicketRow).where(TicketRow.room_id == "", TicketRow.made_at < before)
    return tuple(_value(row) for row in session.scalars(query.order_by(TicketRow.id).limit(20)))


def has_chat(session: Session, ticket_id: int, room_id: str) -> None:
    """Note where a ticket is talked about."""
    session.get_one(TicketRow, ticket_id).room_id = room_id


def close(session: Session, ticket_id: int, *, now: datetime) -> None:
    """A ticket is done with."""
    row = session.get_one(TicketRow, ticket_id)
    row.closed_at = row.closed_at or now


def _value(row: TicketRow) -> Ticket:
    return Ticket(
        row.id,
        row.org,
        row.user_id,
        row.text,
        row.room_id,
        row.has_log,
        row.made_at,
        row.closed_at,
    )
