"""Keeping sessions."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from server.service.sessions.tables import SessionRow


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a token stands for."""

    user_id: str
    operator: bool


def hash_of(token: str) -> str:
    """What is stored of a secret that is long and random: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(
    session: Session, token: str, who: SignedIn, *, expires_at: datetime, now: datetime
) -> None:
    """Remember a new session, and forget those that are over."""
    session.execute(delete(SessionRow).where(SessionRow.expires_at <= now))
    session.add(
        SessionRow(
            token_hash=hash_of(token),
            user_id=who.user_id,
            operator=who.operator,
            expires_at=expires_at,
        )
    )


def find(session: Session, token: str, *, now: datetime) -> SignedIn | None:
    """Who holds a token, None for one that is unknown or over."""
    row = session.get(SessionRow, hash_of(token))
    if row is None or row.expires_at <= now:
        return None
    return SignedIn(row.user_id, row.operator)


def close(session: Session, token: str) -> None:
    """End a session."""
    session.execute(delete(SessionRow).where(SessionRow.token_hash == hash_of(token)))
