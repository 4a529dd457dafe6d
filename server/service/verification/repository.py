"""Keeping applications."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.school_core.verification import Application
from server.service.verification.tables import ApplicationRow


@dataclass(frozen=True, slots=True)
class Draft:
    """What an applicant writes."""

    org: str
    subject: str
    family: str
    given: str
    middle: str
    born: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """An application as it stands."""

    id: str
    user_id: str
    state: Application
    draft: Draft
    proof_type: str
    reason: str
    decided_by: str
    changed_at: datetime


def of_user(session: Session, user_id: str, *, lock: bool = False) -> Case | None:
    """Somebody's application."""
    query = select(ApplicationRow).where(ApplicationRow.user_id == user_id)
    row = session.scalars(query.with_for_update() if lock else query).one_or_none()
    return _value(row) if row is not None else None


def by_id(session: Session, case_id: str, *, lock: bool = False) -> Case | None:
    """An application by its id."""
    query = select(ApplicationRow).where(ApplicationRow.id == case_id)
    row = session.scalars(query.with_for_update() if lock else query).one_or_none()
    return _value(row) if row is not None else None


def queue(
    session: Session, states: Collection[Application], *, orgs: Collection[str] | None
) -> tuple[Case, ...]:
    """Applications in some states, the longest waiting first; of all schools where None."""
    query = select(ApplicationRow).where(ApplicationRow.state.in_([one.value for one in states]))
    if orgs is not None:
        query = query.where(ApplicationRow.org.in_(orgs))
    rows = session.scalars(query.order_by(ApplicationRow.changed_at, ApplicationRow.id).limit(500))
    return tuple(_value(row) for row in rows)


def write(session: Session, user_id: str, draft: Draft, *, now: datetime) -> Case:
    """Put a draft in place of whatever the application said; the proof stays."""
    query = select(ApplicationRow).where(ApplicationRow.user_id == user_id)
    row = session.scalars(query).one_or_none()
    if row is None:
        row = ApplicationRow(id=secrets.token_urlsafe(9), user_id=user_id, proof_type="")
        session.add(row)
    row.org, row.subject, row.born = draft.org, draft.subject, draft.born
    row.family, row.given, row.middle = draft.family, draft.given, draft.middle
    row.state, row.reason, row.decided_by = Application.DRAFT.value, "", ""
    row.changed_at = now
    session.flush()
    return _value(row)


def attach(session: Session, case_id: str, proof_type: str) -> None:
    """Note what kind of proof there is, '' for none."""
    session.get_one(ApplicationRow, case_id).proof_type = proof_type


def move(
    session: Session,
    case_id: str,
    state: Application,
    *,
    now: datetime,
    reason: str = "",
    by: str = "",
) -> None:
    """Put an application into another state."""
    row = session.get_one(ApplicationRow, case_id)
    row.state, row.reason, row.decided_by, row.changed_at = state.value, reason, by, now


def _value(row: ApplicationRow) -> Case:
    draft = Draft(row.org, row.subject, row.family, row.given, row.middle, row.born)
    return Case(
        row.id,
        row.user_id,
        Application(row.state),
        draft,
        row.proof_type,
        row.reason,
        row.decided_by,
        row.changed_at,
    )
