"""Keeping links and counting who came by them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from server.school_core.roles import Role
from server.service.links.tables import LinkRow, LinkUse
from server.service.sessions.repository import hash_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands; `uses` counts the people who came."""

    id: str
    room_id: str
    room_name: str
    creator: str
    org: str
    roles: frozenset[Role]
    history: bool
    max_uses: int | None
    uses: int
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    def open_at(self, now: datetime) -> bool:
        """Whether somebody new may still come by it."""
        expired = self.expires_at is not None and self.expires_at <= now
        full = self.max_uses is not None and self.uses >= self.max_uses
        return self.revoked_at is None and not expired and not full


def add(session: Session, link: Link, token: str) -> None:
    """Keep a new link."""
    session.add(
        LinkRow(
            id=link.id,
            token_hash=hash_of(token),
            room_id=link.room_id,
            room_name=link.room_name,
            creator=link.creator,
            org=link.org,
            roles=",".join(sorted(role.value for role in link.roles)),
            history=link.history,
            max_uses=link.max_uses,
            created_at=link.created_at,
            expires_at=link.expires_at,
        )
    )


def by_token(session: Session, token: str) -> Link | None:
    """The link a token opens, whatever its state."""
    row = session.scalars(select(LinkRow).where(LinkRow.token_hash == hash_of(token))).one_or_none()
    return _value(session, row) if row is not None else None


def by_id(session: Session, link_id: str) -> Link | None:
    """A link by its id."""
    row = session.get(LinkRow, link_id)
    return _value(session, row) if row is not None else None


def of_room(session: Session, room_id: str) -> tuple[Link, ...]:
    """Every link of a chat that is not revoked, newest first."""
    query = (
        select(LinkRow)
        .where(LinkRow.room_id == room_id, LinkRow.revoked_at.is_(None))
        .order_by(LinkRow.created_at.desc(), LinkRow.id)
    )
    return tuple(_value(session, row) for row in session.scalars(query))


def revoke(session: Session, link_id: str, *, now: datetime) -> None:
    """Let a link open nothing from now on."""
    row = session.get(LinkRow, link_id)
    if row is not None and row.revoked_at is None:
        row.revoked_at = now


def reserve(session: Session, link_id: str, user_id: str, *, now: datetime) -> bool:
    """Take a place for somebody; False when the link is closed. Twice the same is one place."""
    row = session.scalars(
        select(LinkRow).where(LinkRow.id == link_id).with_for_update()
    ).one_or_none()
    if row is None or row.revoked_at is not None:
        return False
    if _use(session, link_id, user_id) is not None:
        return row.expires_at is None or row.expires_at > now
    if not _value(session, row).open_at(now):
        return False
    session.add(LinkUse(link_id=link_id, user_id=user_id, used_at=now))
    return True


def release(session: Session, link_id: str, user_id: str) -> None:
    """Give the place of somebody who did not get in back."""
    session.execute(
        delete(LinkUse).where(
            LinkUse.link_id == link_id, LinkUse.user_id == user_id, LinkUse.joined_as == ""
        )
    )


def joined(session: Session, link_id: str, user_id: str, *, event_id: str, now: datetime) -> None:
    """Remember by which event somebody came."""
    use = _use(session, link_id, user_id)
    if use is not None:
        use.joined_as, use.used_at = event_id, now


def window_from(session: Session, room_id: str, user_id: str) -> str | None:
    """The joining before which somebody may look back, None where no link allowed it."""
    query = (
        select(LinkUse.joined_as)
        .join(LinkRow, LinkRow.id == LinkUse.link_id)
        .where(
            LinkRow.room_id == room_id,
            LinkUse.user_id == user_id,
            LinkUse.joined_as != "",
            LinkRow.history.is_(True),
        )
        .order_by(LinkUse.used_at.desc())
        .limit(1)
    )
    return session.scalars(query).one_or_none()


def _use(session: Session, link_id: str, user_id: str) -> LinkUse | None:
    query = select(LinkUse).where(LinkUse.link_id == link_id, LinkUse.user_id == user_id)
    return session.scalars(query).one_or_none()


def _value(session: Session, row: LinkRow) -> Link:
    counted = select(func.count()).select_from(LinkUse).where(LinkUse.link_id == row.id)
    return Link(
        row.id,
        row.room_id,
        row.room_name,
        row.creator,
        row.org,
        frozenset(Role(name) for name in row.roles.split(",") if name),
        row.history,
        row.max_uses,
        session.execute(counted).scalar_one(),
        row.created_at,
        row.expires_at,
        row.revoked_at,
    )
