"""Keeping identities, codes, tickets and tries."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from server.service.identity.tables import IdentityOffer, IdentityRow, SignInTicket, SignInTry
from server.service.sessions.repository import hash_of

PERSON, SCHOOL, LISTS = "person", "school", "lists"
"""Who says that an identity is somebody's: they themselves, the operator, or the school's lists."""

DECLINED = "declined"
"""What somebody has unbound: it opens nothing, and no list binds it anew."""


_LONGEST = timedelta(days=1)
"""How long a try is remembered: no limit looks back further."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An outside identity that opens a person's account."""

    id: str
    provider: str
    key: str
    person: str
    source: str
    hint: str
    linked_by: str
    linked_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outside:
    """An outside identity as it was proved just now: `key` for the database, `hint` for people."""

    provider: str
    key: str
    hint: str


def of_outside(session: Session, outside: Outside) -> tuple[Identity, ...]:
    """Whose an identity is; several where one person has several profiles."""
    rows = session.scalars(
        select(IdentityRow)
        .where(
            IdentityRow.provider == outside.provider,
            IdentityRow.key == outside.key,
            IdentityRow.source != DECLINED,
        )
        .order_by(IdentityRow.linked_at)
    )
    return tuple(map(_value, rows))


def of_people(session: Session, people: Collection[str] | None) -> tuple[Identity, ...]:
    """The identities of some people, of all for None."""
    query = (
        select(IdentityRow)
        .where(IdentityRow.source != DECLINED)
        .order_by(IdentityRow.person, IdentityRow.linked_at)
    )
    if people is not None:
        query = query.where(IdentityRow.person.in_(people))
    return tuple(map(_value, session.scalars(query)))


def by_id(session: Session, identity: str) -> Identity | None:
    """One identity."""
    row = session.get(IdentityRow, identity)
    return None if row is None or row.source == DECLINED else _value(row)


def link(
    session: Session, outside: Outside, person: str, *, source: str, actor: str, now: datetime
) -> bool:
    """Bind an identity to a person; whether that is news."""
    if any(one.person == person for one in of_outside(session, outside)):
        return False
    session.execute(
        delete(IdentityRow).where(
            IdentityRow.provider == outside.provider,
            IdentityRow.key == outside.key,
            IdentityRow.person == person,
        )
    )
    session.add(_row(outside, person, source=source, actor=actor, now=now))
    session.flush()
    return True


def unlink(session: Session, identity: str) -> bool:
    """Let an identity open nothing any more; whether there was one."""
    row = session.get(IdentityRow, identity)
    if row is None or row.source == DECLINED:
        return False
    row.source = DECLINED
    return True


def forget_told(session: Session, provider: str) -> None:
    """Forget what the school said of a provider; what people bound themselves stays."""
    session.execute(
        delete(IdentityRow).where(IdentityRow.provider == provider, IdentityRow.source == SCHOOL)
    )


def take_lists(
    session: Session, provider: str, wanted: Collection[tuple[Outside, str]], *, now: datetime
) -> tuple[int, int]:
    """Put what the lists say of a provider (whose identity it is) in place of what they said.

    Gives how many bindings are new and how many are gone; those of others and those that somebody
    has undone stay.
    """
    rows = {
        (row.key, row.person): row
        for row in session.scalars(select(IdentityRow).where(IdentityRow.provider == provider))
    }
    said = {(outside.key, person): outside for outside, person in wanted}
    old = [row for pair, row in rows.items() if row.source == LISTS and pair not in said]
    for row in old:
        session.delete(row)
    new = [
        (outside, person) for (key, person), outside in said.items() if (key, person) not in rows
    ]
    session.add_all(
        _row(outside, person, source=LISTS, actor="", now=now) for outside, person in new
    )
    return len(new), len(old)


def note_use(session: Session, identity: str, *, now: datetime) -> None:
    """Remember when an identity last opened an account."""
    row = session.get(IdentityRow, identity)
    if row is not None:
        row.used_at = now


# ------------------------------------------------------------------------------ codes and tickets


def offer(session: Session, outside: Outside, code: str, *, ends: datetime, now: datetime) -> None:
    """Keep a code that binds an identity; older ones of the same identity end."""
    session.execute(
        delete(IdentityOffer).where(
            (IdentityOffer.expires_at <= now)
            | ((IdentityOffer.provider == outside.provider) & (IdentityOffer.key == outside.key))
        )
    )
    session.add(
        IdentityOffer(
            code_hash=hash_of(code),
            provider=outside.provider,
            key=outside.key,
            hint=outside.hint,
            expires_at=ends,
        )
    )


def offered(session: Session, code: str, *, now: datetime, spend: bool) -> Outside | None:
    """What a code binds; `spend` ends it."""
    row = session.get(IdentityOffer, hash_of(code), with_for_update=True)
    if row is None or row.expires_at <= now:
        return None
    if spend:
        session.delete(row)
    return Outside(row.provider, row.key, row.hint)


def give_ticket(
    session: Session, ticket: str, user_id: str, *, ends: datetime, now: datetime
) -> None:
    """Keep a confirmed sign-in for the homeserver to finish."""
    session.execute(delete(SignInTicket).where(SignInTicket.expires_at <= now))
    session.add(SignInTicket(hash=hash_of(ticket), user_id=user_id, expires_at=ends))


def take_ticket(session: Session, ticket: str, *, now: datetime) -> str | None:
    """Spend a ticket; whose sign-in it is."""
    row = session.get(SignInTicket, hash_of(ticket), with_for_update=True)
    if row is None:
        return None
    session.delete(row)
    return row.user_id if row.expires_at > now else None


# ------------------------------------------------------------------------------------------ tries


def count_try(
    session: Session, limits: Collection[tuple[str, int, timedelta]], *, now: datetime
) -> float:
    """Count a try before it is made; seconds to wait where one of the limits is reached.

    `limits` are (key, how many, within what time). A try that is put off is not counted.
    """
    session.execute(delete(SignInTry).where(SignInTry.at <= now - _LONGEST))
    wait = 0.0
    for key, most, within in limits:
        inside = (SignInTry.key == key) & (SignInTry.at > now - within)
        made, first = session.execute(
            select(func.count(), func.min(SignInTry.at)).where(inside)
        ).one()
        if made >= most and first is not None:
            wait = max(wait, (first + within - now).total_seconds())
    if not wait:
        session.add_all(SignInTry(key=key, at=now) for key, _, _ in limits)
    return wait


def tries_made(session: Session, key: str, *, since: datetime) -> int:
    """How many tries stand against a key."""
    inside = (SignInTry.key == key) & (SignInTry.at > since)
    return session.scalar(select(func.count()).where(inside)) or 0


def forget_tries(session: Session, key: str) -> None:
    """A try has succeeded: those before it are forgiven."""
    session.execute(delete(SignInTry).where(SignInTry.key == key))


def _row(outside: Outside, person: str, *, source: str, actor: str, now: datetime) -> IdentityRow:
    return IdentityRow(
        id=secrets.token_urlsafe(12),
        provider=outside.provider,
        key=outside.key,
        person=person,
        source=source,
        hint=outside.hint,
        linked_by=actor,
        linked_at=now,
    )


def _value(row: IdentityRow) -> Identity:
    return Identity(
        *(row.id, row.provider, row.key, row.person, row.source),
        *(row.hint, row.linked_by, row.linked_at, row.used_at),
    )
