"""Appending to the chain, reading it, checking it."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.service.audit.tables import AuditEntry, AuditHead

_FIRST = "0" * 64
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed as it stands in the chain."""

    number: int
    at: datetime
    actor: str
    action: str
    org: str
    subject: str
    details: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Check:
    """`broken_at`: the first entry that is not as it was written, None while all are."""

    entries: int
    head: str
    broken_at: int | None


def append(
    session: Session,
    *,
    actor: str,
    action: str,
    now: datetime,
    org: str = "",
    subject: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write a deed down, in the transaction of the deed itself where it is one of the database.

    `actor` is a user id, or `service` for what happens by itself; `action` a dotted word like
    `link.revoked`; `subject` who or what it was done to. No names, no texts people wrote.
    """
    head = session.scalars(select(AuditHead).with_for_update()).one()
    entry = AuditEntry(
        number=head.number + 1,
        at=now,
        actor=actor,
        action=action,
        org=org,
        subject=subject,
        details=json.dumps(details or {}, ensure_ascii=False, sort_keys=True),
        previous=head.hash,
    )
    entry.hash = _hash(entry)
    session.add(entry)
    head.number, head.hash = entry.number, entry.hash
    session.flush()


def entries(
    session: Session, *, after: int = 0, limit: int = _PAGE, orgs: Collection[str] | None = None
) -> tuple[Entry, ...]:
    """Entries in order from a number on; only those of some schools where they are named."""
    query = select(AuditEntry).where(AuditEntry.number > after).order_by(AuditEntry.number)
    if orgs is not None:
        query = query.where(AuditEntry.org.in_(orgs))
    return tuple(_value(row) for row in session.scalars(query.limit(limit)))


def check(session: Session) -> Check:
    """Go through the whole chain."""
    number, last, broken = 0, _FIRST, None
    for row in _all(session):
        number += 1
        if row.number != number or row.previous != last or row.hash != _hash(row):
            broken = row.number
            break
        last = row.hash
    head = session.get(AuditHead, 1)
    if broken is None and head is not None and (head.number, head.hash) != (number, last):
        broken = number + 1
    return Check(number, last, broken)


def _all(session: Session) -> Iterator[AuditEntry]:
    after = 0
    while True:
        query = select(AuditEntry).where(AuditEntry.number > after).order_by(AuditEntry.number)
        page = list(session.scalars(query.limit(_PAGE)))
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].number


def _hash(row: AuditEntry) -> str:
    parts = [
        *(row.previous, row.number, row.at.isoformat(), row.actor),
        *(row.action, row.org, row.subject, row.details),
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _value(row: AuditEntry) -> Entry:
    return Entry(
        row.number,
        row.at,
        row.actor,
        row.action,
        row.org,
        row.subject,
        json.loads(row.details),
        row.hash,
    )
