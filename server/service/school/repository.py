"""Reading and replacing the school document and the roles beside it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server.school_core.contact import ContactSwitches
from server.school_core.roles import Role
from server.service.school.tables import GivenRole, SchoolDocument, SchoolSwitches

_SLOT = 1


@dataclass(frozen=True, slots=True)
class Given:
    """A role beside the roster."""

    user_id: str
    org: str
    role: Role
    source: str
    family: str = ""
    given: str = ""
    middle: str = ""
    born: date | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything the school of now is made of."""

    revision: str
    document: str
    given: tuple[Given, ...]
    switches: Mapping[str, ContactSwitches] = field(default_factory=dict)


def revision(session: Session) -> str | None:
    """The name of the picture that stands, None before the first roster."""
    row = session.execute(select(SchoolDocument.revision, SchoolDocument.changes)).one_or_none()
    return _name(row[0], row[1]) if row else None


def load(session: Session) -> Stored | None:
    """Everything, None before the first roster."""
    row = session.get(SchoolDocument, _SLOT)
    if row is None:
        return None
    rows = session.scalars(select(GivenRole).order_by(GivenRole.id))
    given = tuple(
        Given(
            one.user_id,
            one.org,
            Role(one.role),
            one.source,
            family=one.family,
            given=one.given,
            middle=one.middle,
            born=one.born,
        )
        for one in rows
    )
    decided = {
        one.org: ContactSwitches(**one.switches) for one in session.scalars(select(SchoolSwitches))
    }
    return Stored(_name(row.revision, row.changes), row.document, given, decided)


def store(session: Session, *, revision: str, document: str, now: datetime) -> None:
    """Put a roster in place of the one that stands."""
    row = session.get(SchoolDocument, _SLOT)
    if row is None:
        row = SchoolDocument(slot=_SLOT, changes=0)
        session.add(row)
    row.revision, row.document, row.taken_at = revision, document, now


def give(session: Session, given: Given) -> None:
    """Give a role; the same one again changes nothing but the name."""
    take_back(session, given.user_id, given.org, given.role, source=given.source)
    session.add(
        GivenRole(
            user_id=given.user_id,
            org=given.org,
            role=given.role.value,
            source=given.source,
            family=given.family,
            given=given.given,
            middle=given.middle,
            born=given.born,
        )
    )


def take_back(session: Session, user_id: str, org: str, role: Role, *, source: str) -> None:
    """Take a given role away; what the roster says stays."""
    session.execute(
        delete(GivenRole).where(
            GivenRole.user_id == user_id,
            GivenRole.org == org,
            GivenRole.role == role.value,
            GivenRole.source == source,
        )
    )
    _count_change(session)


def decide(session: Session, org: str, switches: ContactSwitches) -> None:
    """Put a school's switches in place of those that stand."""
    session.merge(SchoolSwitches(org=org, switches=asdict(switches)))
    _count_change(session)


def _count_change(session: Session) -> None:
    session.execute(update(SchoolDocument).values(changes=SchoolDocument.changes + 1))


def _name(revision: str, changes: int) -> str:
    return f"{revision}~{changes}" if changes else revision
