"""Keeping cards; only the hash of a code is ever written."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.service.cards.tables import CardRow
from server.service.sessions.repository import hash_of


class CardState(Enum):
    """What the newest card of a person is good for."""

    WAITING = "waiting"
    USED = "used"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it stands."""

    id: str
    user_id: str
    org: str
    made_at: datetime
    expires_at: datetime
    state: CardState


def add(session: Session, card: CardRow, code: str) -> None:
    """Keep a new card; the person's older ones end, by their own code only their own codes."""
    revoke_of(session, card.user_id, now=card.made_at, own_only=card.made_by == card.user_id)
    card.code_hash = hash_of(code)
    session.add(card)


def revoke_of(session: Session, user_id: str, *, now: datetime, own_only: bool = False) -> int:
    """End every card of a person that could still be used; how many there were.

    `own_only`: only codes they made themselves for another device of theirs.
    """
    which = [
        CardRow.user_id == user_id,
        CardRow.used_at.is_(None),
        CardRow.revoked_at.is_(None),
    ]
    if own_only:
        which.append(CardRow.made_by == user_id)
    ended = session.execute(update(CardRow).where(*which).values(revoked_at=now))
    return int(ended.rowcount)  # type: ignore[attr-defined]  # a CursorResult, as it is an UPDATE


def use(session: Session, code: str, *, now: datetime) -> tuple[str, bool] | None:
    """Spend a card; whose account it opens and whether they made it, None if it opens nothing."""
    row = session.scalars(
        select(CardRow).where(CardRow.code_hash == hash_of(code)).with_for_update()
    ).one_or_none()
    if row is None or row.used_at or row.revoked_at or row.expires_at <= now:
        return None
    row.used_at = now
    return row.user_id, row.made_by == row.user_id


def newest(session: Session, users: Collection[str], *, now: datetime) -> dict[str, Card]:
    """The last card of each of these people who ever had one; their own codes are no cards."""
    rows = session.scalars(
        select(CardRow)
        .where(CardRow.user_id.in_(users), CardRow.made_by != CardRow.user_id)
        .order_by(CardRow.made_at, CardRow.id)
    )
    return {row.user_id: _value(row, now) for row in rows}


def _value(row: CardRow, now: datetime) -> Card:
    if row.used_at is not None:
        state = CardState.USED
    elif row.revoked_at is not None or row.expires_at <= now:
        state = CardState.OVER
    else:
        state = CardState.WAITING
    return Card(row.id, row.user_id, row.org, row.made_at, row.expires_at, state)
