"""Keeping second steps; whatever is spent here is spent in the transaction that took it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from server.service.second_step.tables import PrintedCodeRow, SecondStepRow, SecondStepRule


@dataclass(frozen=True, slots=True)
class State:
    """How an account stands: since when it is on (None: off), how many printed codes are left."""

    since: datetime | None = None
    codes_left: int = 0


def locked(session: Session, user_id: str) -> SecondStepRow | None:
    """An account's row, for this transaction alone."""
    return session.get(SecondStepRow, user_id, with_for_update=True)


def state(session: Session, user_id: str) -> State:
    """How an account stands."""
    row = session.get(SecondStepRow, user_id)
    if row is None or row.confirmed_at is None:
        return State()
    mine = select(func.count()).where(PrintedCodeRow.user_id == user_id)
    return State(row.confirmed_at, session.scalar(mine) or 0)


def switched_on(session: Session, users: Collection[str]) -> dict[str, datetime]:
    """Who of these has it on, and since when."""
    rows = session.scalars(
        select(SecondStepRow).where(
            SecondStepRow.user_id.in_(users), SecondStepRow.confirmed_at.is_not(None)
        )
    )
    return {row.user_id: row.confirmed_at for row in rows if row.confirmed_at is not None}


def put_codes(session: Session, user_id: str, hashes: Sequence[str]) -> None:
    """Keep new printed codes; those before are worth nothing."""
    session.execute(delete(PrintedCodeRow).where(PrintedCodeRow.user_id == user_id))
    session.add_all(PrintedCodeRow(hash=one, user_id=user_id) for one in hashes)


def spend_code(session: Session, user_id: str, code_hash: str) -> bool:
    """Spend a printed code; whether it was one of the account's."""
    row = session.get(PrintedCodeRow, code_hash, with_for_update=True)
    if row is None or row.user_id != user_id:
        return False
    session.delete(row)
    return True


def forget(session: Session, user_id: str) -> bool:
    """Switch it off; whether it was on."""
    was = state(session, user_id).since is not None
    session.execute(delete(PrintedCodeRow).where(PrintedCodeRow.user_id == user_id))
    session.execute(delete(SecondStepRow).where(SecondStepRow.user_id == user_id))
    return was


def asks_staff(session: Session, orgs: Collection[str]) -> frozenset[str]:
    """Which of these schools ask it of their staff."""
    query = select(SecondStepRule.org).where(SecondStepRule.org.in_(orgs), SecondStepRule.staff)
    return frozenset(session.scalars(query))


def put_rule(session: Session, org: str, *, staff: bool) -> None:
    """Keep what a school asks."""
    session.merge(SecondStepRule(org=org, staff=staff))
