"""Keeping sources, drafts, revisions, rulings and merges."""

import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from server.school_core.merging import Merge
from server.school_core.roster import PersonId
from server.school_core.rulings import Ruling
from server.service.intake.tables import (
    RosterDraft,
    RosterMerge,
    RosterRevision,
    RosterRuling,
    RosterSource,
)

DRAFTS_KEPT = timedelta(days=7)
REVISIONS_KEPT = 200


class SourceKind(Enum):
    """FILES are uploaded by people; the others are pulled by the service."""

    FILES = "files"
    FOLDER = "folder"
    REST = "oneroster_rest"


@dataclass(frozen=True, slots=True)
class Source:
    """Where rosters come from; see `RosterSource`."""

    id: str
    org: str
    kind: SourceKind
    namespace: str
    list_key: bytes
    settings: Mapping[str, Any] = field(default_factory=dict)
    sealed: bytes | None = None
    tables: bytes | None = None
    taken_at: datetime | None = None
    every_hours: int = 0
    next_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A pull that waits for a yes; `report` is what people are shown of it."""

    id: str
    source: str
    org: str
    made_by: str
    made_at: datetime
    base: str
    tables: bytes
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Revision:
    """A roster that was let stand."""

    number: int
    revision: str
    orgs: tuple[str, ...]
    taken_by: str
    taken_at: datetime
    cause: str
    summary: str


@dataclass(frozen=True, slots=True)
class NumberedRuling:
    """A ruling with who made it and why."""

    id: str
    org: str
    ruling: Ruling
    reason: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class NumberedMerge:
    """A merge with who made it."""

    id: str
    org: str
    merge: Merge
    made_by: str
    made_at: datetime


def new_id() -> str:
    """Return an id that nobody guesses."""
    return secrets.token_urlsafe(9)


# ------------------------------------------------------------------------------------- sources


def sources(session: Session, *, orgs: Collection[str] | None = None) -> tuple[Source, ...]:
    """All sources in the order of their making, or those of some schools."""
    query = select(RosterSource).order_by(RosterSource.id)
    if orgs is not None:
        query = query.where(RosterSource.org.in_(orgs))
    return tuple(_source(row) for row in session.scalars(query))


def taken_times(session: Session) -> tuple[tuple[str, datetime | None], ...]:
    """When what each source tells was taken; cheap, and other as soon as a source is."""
    rows = session.execute(select(RosterSource.id, RosterSource.taken_at).order_by(RosterSource.id))
    return tuple((row[0], row[1]) for row in rows)


def source(session: Session, source_id: str) -> Source | None:
    """One source."""
    row = session.get(RosterSource, source_id)
    return _source(row) if row else None


def files_source(session: Session, org: str, *, namespace: str) -> Source:
    """The source of a school's uploads, made where there is none."""
    query = select(RosterSource).where(
        RosterSource.org == org, RosterSource.kind == SourceKind.FILES.value
    )
    row = session.scalars(query).one_or_none()
    if row is None:
        made = Source(new_id(), org, SourceKind.FILES, namespace, secrets.token_bytes(16))
        add_source(session, made)
        return made
    return _source(row)


def add_source(session: Session, made: Source) -> None:
    """Write a source down."""
    session.add(
        RosterSource(
            id=made.id,
            org=made.org,
            kind=made.kind.value,
            namespace=made.namespace,
            settings=json.dumps(made.settings, ensure_ascii=False),
            sealed=made.sealed,
            list_key=made.list_key,
            tables=made.tables,
            taken_at=made.taken_at,
            every_hours=made.every_hours,
            next_at=made.next_at,
            trouble=made.trouble,
        )
    )
    session.flush()


def drop_source(session: Session, source_id: str) -> None:
    """Forget a source and its drafts."""
    session.execute(delete(RosterDraft).where(RosterDraft.source == source_id))
    session.execute(delete(RosterSource).where(RosterSource.id == source_id))


def due(session: Session, *, now: datetime) -> tuple[Source, ...]:
    """Sources whose time to be pulled has come."""
    query = select(RosterSource).where(RosterSource.next_at <= now, RosterSource.every_hours > 0)
    return tuple(_source(row) for row in session.scalars(query))


def pulled(
    session: Session,
    source_id: str,
    *,
    now: datetime,
    trouble: str,
    tables: bytes | None = None,
) -> None:
    """Write down how a pull ended, and when the next one is; `tables` where it was let stand."""
    row = session.get(RosterSource, source_id)
    if row is None:
        return
    row.trouble = trouble
    if tables is not None:
        row.tables, row.taken_at = tables, now
    row.next_at = now + timedelta(hours=row.every_hours) if row.every_hours else None


# -------------------------------------------------------------------------------------- drafts


def add_draft(session: Session, made: Draft) -> None:
    """Write a draft down, in place of the older ones of its source; very old ones go."""
    old = made.made_at - DRAFTS_KEPT
    session.execute(
        delete(RosterDraft).where(or_(RosterDraft.source == made.source, RosterDraft.made_at < old))
    )
    session.add(
        RosterDraft(
            id=made.id,
            source=made.source,
            org=made.org,
            made_by=made.made_by,
            made_at=made.made_at,
            base=made.base,
            tables=made.tables,
            report=json.dumps(made.report, ensure_ascii=False),
        )
    )


def draft(session: Session, draft_id: str) -> Draft | None:
    """One draft."""
    row = session.get(RosterDraft, draft_id)
    return _draft(row) if row else None


def drafts(session: Session, *, orgs: Collection[str] | None = None) -> tuple[Draft, ...]:
    """All drafts that wait, or those of some schools."""
    query = select(RosterDraft).order_by(RosterDraft.made_at.desc())
    if orgs is not None:
        query = query.where(RosterDraft.org.in_(orgs))
    return tuple(_draft(row) for row in session.scalars(query))


def drop_draft(session: Session, draft_id: str) -> None:
    """Forget a draft."""
    session.execute(delete(RosterDraft).where(RosterDraft.id == draft_id))


# ----------------------------------------------------------------------------------- revisions


def add_revision(session: Session, made: Revision, document: bytes) -> Revision:
    """Write down what stands now; `number` of `made` does not matter. Very old ones go."""
    row = RosterRevision(
        revision=made.revision,
        orgs=",".join(made.orgs),
        taken_by=made.taken_by,
        taken_at=made.taken_at,
        cause=made.cause,
        summary=made.summary,
        document=document,
    )
    session.add(row)
    session.flush()
    session.execute(
        delete(RosterRevision).where(RosterRevision.number <= row.number - REVISIONS_KEPT)
    )
    return _revision(row)


def revisions(session: Session, *, before: int | None, limit: int) -> tuple[Revision, ...]:
    """Revisions, the newest first."""
    query = select(RosterRevision).order_by(RosterRevision.number.desc()).limit(limit)
    if before is not None:
        query = query.where(RosterRevision.number < before)
    return tuple(_revision(row) for row in session.scalars(query))


def document_of(session: Session, number: int) -> bytes | None:
    """The roster of a revision, packed."""
    row = session.get(RosterRevision, number)
    return row.document if row else None


# ------------------------------------------------------------------------------------ decisions


def rulings(session: Session, *, orgs: Collection[str] | None = None) -> tuple[NumberedRuling, ...]:
    """All rulings, or those of some schools."""
    query = select(RosterRuling).order_by(RosterRuling.made_at, RosterRuling.id)
    if orgs is not None:
        query = query.where(RosterRuling.org.in_(orgs))
    return tuple(_ruling(row) for row in session.scalars(query))


def set_ruling(session: Session, made: NumberedRuling) -> None:
    """Write a ruling down, in place of an older one about the same two."""
    guardian, child = made.ruling.guardian, made.ruling.child
    session.execute(
        delete(RosterRuling).where(RosterRuling.guardian == guardian, RosterRuling.child == child)
    )
    session.add(
        RosterRuling(
            id=made.id,
            org=made.org,
            guardian=guardian,
            child=child,
            no_contact=made.ruling.no_contact,
            no_diary=made.ruling.no_diary,
            reason=made.reason,
            made_by=made.made_by,
            made_at=made.made_at,
        )
    )


def drop_ruling(session: Session, ruling_id: str) -> None:
    """Forget a ruling."""
    session.execute(delete(RosterRuling).where(RosterRuling.id == ruling_id))


def merges(session: Session, *, orgs: Collection[str] | None = None) -> tuple[NumberedMerge, ...]:
    """All merges in the order of their making, or those of some schools."""
    query = select(RosterMerge).order_by(RosterMerge.made_at, RosterMerge.id)
    if orgs is not None:
        query = query.where(RosterMerge.org.in_(orgs))
    return tuple(_merge(row) for row in session.scalars(query))


def add_merge(session: Session, made: NumberedMerge) -> None:
    """Write a merge down."""
    session.execute(delete(RosterMerge).where(RosterMerge.gone == made.merge.gone))
    session.add(
        RosterMerge(
            id=made.id,
            org=made.org,
            kept=made.merge.kept,
            gone=made.merge.gone,
            made_by=made.made_by,
            made_at=made.made_at,
        )
    )


def drop_merge(session: Session, merge_id: str) -> None:
    """Undo a merge."""
    session.execute(delete(RosterMerge).where(RosterMerge.id == merge_id))


# ---------------------------------------------------------------------------------------- parts


def _source(row: RosterSource) -> Source:
    return Source(
        row.id,
        row.org,
        SourceKind(row.kind),
        row.namespace,
        row.list_key,
        settings=json.loads(row.settings),
        sealed=row.sealed,
        tables=row.tables,
        taken_at=row.taken_at,
        every_hours=row.every_hours,
        next_at=row.next_at,
        trouble=row.trouble,
    )


def _draft(row: RosterDraft) -> Draft:
    return Draft(
        row.id,
        row.source,
        row.org,
        row.made_by,
        row.made_at,
        row.base,
        row.tables,
        json.loads(row.report),
    )


def _revision(row: RosterRevision) -> Revision:
    orgs = tuple(one for one in row.orgs.split(",") if one)
    return Revision(
        row.number, row.revision, orgs, row.taken_by, row.taken_at, row.cause, row.summary
    )


def _ruling(row: RosterRuling) -> NumberedRuling:
    ruling = Ruling(PersonId(row.guardian), PersonId(row.child), row.no_contact, row.no_diary)
    return NumberedRuling(row.id, row.org, ruling, row.reason, row.made_by, row.made_at)


def _merge(row: RosterMerge) -> NumberedMerge:
    merge = Merge(PersonId(row.kept), PersonId(row.gone))
    return NumberedMerge(row.id, row.org, merge, row.made_by, row.made_at)
