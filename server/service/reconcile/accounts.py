"""Whose account is whose: every person of a roster has one, its name says nothing about them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.school_core.roster import PersonId, Roster
from server.school_core.school import School
from server.service.reconcile.tables import SyncAccount
from server.service.retention.tables import RetentionRow

KEPT = timedelta(days=30)
"""How long the account of somebody who has left the school stays open, where nobody decided."""
_SERVER = ""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Accounts:
    """All accounts by user id, and whose are to be closed now."""

    people: Mapping[str, PersonId]
    leavers: frozenset[PersonId]


def assign(session: Session, roster: Roster, *, server_name: str) -> Mapping[str, PersonId]:
    """Return the accounts of everybody in a roster; who has none gets one, on paper."""
    known = {row.person: row for row in session.scalars(select(SyncAccount))}
    taken = {row.user_id for row in known.values()}
    accounts: dict[str, PersonId] = {}
    for person in roster.people:
        row = known.get(person)
        if row is None:
            row = SyncAccount(person=person, user_id=_free(taken, server_name), left_on=None)
            taken.add(row.user_id)
            session.add(row)
        accounts[row.user_id] = person
    return accounts


def note(session: Session, school: School, *, today: date) -> Accounts:
    """Write down who is in the roster and since when others are not; return all accounts."""
    known = {row.person: row for row in session.scalars(select(SyncAccount))}
    for user_id, person in school.accounts.items():
        row = known.get(person)
        if row is None:
            row = SyncAccount(person=person, user_id=user_id, left_on=None)
            session.add(row)
            known[person] = row
        elif row.user_id != user_id:
            row.user_id = user_id
        row.left_on = None
    kept = kept_for(session)
    present = set(school.roster.people)
    for row in known.values():
        if row.person not in present and row.left_on is None:
            row.left_on = today
    return Accounts(
        {row.user_id: PersonId(row.person) for row in known.values()},
        frozenset(
            PersonId(row.person)
            for row in known.values()
            if row.left_on is not None and today - row.left_on >= kept
        ),
    )


def kept_for(session: Session) -> timedelta:
    """How long the accounts of leavers stay open, as who runs the server decided."""
    decided = session.get(RetentionRow, _SERVER)
    days = decided.days.get("leavers") if decided is not None else None
    return timedelta(days=days) if isinstance(days, int) else KEPT


def overdue(session: Session, *, today: date, kept: timedelta | None) -> int:
    """How many people left the roster at least so long ago; None: as was decided."""
    since = today - (kept_for(session) if kept is None else kept)
    return session.scalar(select(func.count()).where(SyncAccount.left_on <= since)) or 0


def everybody(session: Session) -> Mapping[str, PersonId]:
    """All accounts that ever were somebody's."""
    rows = session.scalars(select(SyncAccount))
    return {row.user_id: PersonId(row.person) for row in rows}


def _free(taken: set[str], server_name: str) -> str:
    while True:
        localpart = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        user_id = f"@u{localpart}:{server_name}"
        if user_id not in taken:
            return user_id
