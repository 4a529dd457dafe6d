"""Runs, what they did, exceptions: writing and reading them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from server.school_core.chats import ChatKey, Pin
from server.school_core.plan import Kind, Step
from server.school_core.roster import ClassId, OrgId, PersonId
from server.service.audit import repository as audit
from server.service.reconcile.tables import SyncChange, SyncPin, SyncRun, SyncSuccessor

STALE = timedelta(seconds=30)
"""A run whose process has not been seen for so long is over."""


class RunState(Enum):
    """Where a run is in its life."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    HELD = "held"
    STOPPED = "stopped"
    BROKEN = "broken"


_OPEN = (RunState.ASKED.value, RunState.RUNNING.value)


@dataclass(frozen=True, slots=True)
class Run:
    """One sync as others see it; `text` is a sentence for people, '' where all is well."""

    id: int
    state: RunState
    asked_by: str
    confirmed: bool
    asked_at: datetime
    ended_at: datetime | None
    revision: str
    planned: int
    done: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a run did."""

    step: str
    chat: str
    org: str
    about: str
    person: str
    level: int


def ask(session: Session, *, by: str, confirmed: bool, now: datetime) -> Run:
    """Ask for a run; one that waits is enough, one that runs has looked at the roster already."""
    waiting = select(SyncRun).where(SyncRun.state == RunState.ASKED.value)
    row = session.scalars(waiting.order_by(SyncRun.id)).first()
    if row is None:
        row = SyncRun(
            state=RunState.ASKED.value, asked_by=by, confirmed=confirmed, asked_at=now, **_NEW
        )
        session.add(row)
        session.flush()
    else:
        row.confirmed = row.confirmed or confirmed
    return _run(row)


def claim(session: Session, *, now: datetime) -> Run | None:
    """Take the run that waits, or go on with one whose process was killed; None where none is."""
    query = select(SyncRun).where(SyncRun.state.in_(_OPEN)).order_by(SyncRun.id)
    row = session.scalars(query.with_for_update()).first()
    if row is None:
        return None
    if row.state == RunState.RUNNING.value and row.seen_at and now - row.seen_at < STALE:
        return None
    row.state, row.seen_at = RunState.RUNNING.value, now
    row.started_at = row.started_at or now
    return _run(row)


def adopt(session: Session) -> None:
    """Let runs of a process that is no more be taken up at once: this one has just begun."""
    session.execute(
        update(SyncRun).where(SyncRun.state == RunState.RUNNING.value).values(seen_at=None)
    )


def plan(session: Session, run: int, *, revision: str, planned: int) -> None:
    """Write down what a run is about to do; what it did before it was killed counts as well."""
    row = session.get_one(SyncRun, run)
    row.revision, row.planned = revision, row.done + planned


def did(session: Session, run: int, steps: Sequence[Step], *, now: datetime) -> bool:
    """Write down what a run did, here and in the log of deeds; return whether it shall stop."""
    row = session.get_one(SyncRun, run)
    row.seen_at, row.done = now, row.done + len(steps)
    for step in steps:
        change = _change(step)
        session.add(SyncChange(run=run, at=now, **_columns(change)))
        audit.append(
            session,
            actor="service",
            action=f"sync.{change.step}",
            org=change.org,
            subject=change.person or f"{change.chat}:{change.about}",
            details={
                "run": run,
                "revision": row.revision,
                "chat": f"{change.chat}:{change.about}" if change.chat else "",
                "level": change.level,
                "asked_by": row.asked_by,
            },
            now=now,
        )
    return row.stop


def end(session: Session, run: int, state: RunState, *, text: str, now: datetime) -> None:
    """Close a run."""
    row = session.get_one(SyncRun, run)
    row.state, row.text, row.ended_at = state.value, text, now


def stop(session: Session, run: int) -> bool:
    """Ask a run to stop after the request it is at; False where it is not open."""
    row = session.get(SyncRun, run)
    if row is None or row.state not in _OPEN:
        return False
    row.stop = True
    return True


def runs(session: Session, *, limit: int) -> tuple[Run, ...]:
    """The newest runs first."""
    query = select(SyncRun).order_by(SyncRun.id.desc()).limit(limit)
    return tuple(_run(row) for row in session.scalars(query))


def counts(session: Session, *, orgs: Collection[str] | None, since: datetime) -> Mapping[str, int]:
    """How often each kind of step was done since then, at some schools or all."""
    query = select(SyncChange.step, func.count()).where(SyncChange.at >= since)
    if orgs is not None:
        query = query.where(SyncChange.org.in_(orgs))
    return {row[0]: row[1] for row in session.execute(query.group_by(SyncChange.step))}


def untold(session: Session) -> Mapping[int, tuple[Change, ...]]:
    """What ended runs did that no teacher knows of yet, by run."""
    query = select(SyncRun.id).where(SyncRun.told.is_(False), SyncRun.ended_at.is_not(None))
    found: dict[int, tuple[Change, ...]] = {}
    for run in session.scalars(query).all():
        rows = session.scalars(select(SyncChange).where(SyncChange.run == run))
        found[run] = tuple(
            Change(row.step, row.chat, row.org, row.about, row.person, row.level) for row in rows
        )
    return found


def mark_told(session: Session, run: int) -> None:
    """Remember that the teachers know."""
    session.get_one(SyncRun, run).told = True


# --------------------------------------------------------------------------------- exceptions


@dataclass(frozen=True, slots=True)
class NumberedPin:
    """A pin with its id and who made it."""

    id: str
    pin: Pin
    made_by: str


def pins(session: Session, *, orgs: Collection[str] | None = None) -> tuple[NumberedPin, ...]:
    """Exceptions of some schools or all, run out or not."""
    query = select(SyncPin).order_by(SyncPin.until.desc(), SyncPin.id)
    if orgs is not None:
        query = query.where(SyncPin.org.in_(orgs))
    return tuple(_pin(row) for row in session.scalars(query))


def add_pin(session: Session, pin: Pin, *, pin_id: str, made_by: str) -> NumberedPin:
    """Write an exception down, in place of an older one about the same person and chat."""
    session.execute(
        delete(SyncPin).where(
            SyncPin.kind == pin.chat.kind,
            SyncPin.org == pin.chat.org,
            SyncPin.about == pin.chat.about,
            SyncPin.person == pin.person,
        )
    )
    row = SyncPin(
        id=pin_id,
        kind=pin.chat.kind,
        org=pin.chat.org,
        about=pin.chat.about,
        person=pin.person,
        inside=pin.inside,
        level=pin.level,
        reason=pin.reason,
        until=pin.until,
        made_by=made_by,
    )
    session.add(row)
    return _pin(row)


def drop_pin(session: Session, pin_id: str, *, orgs: Collection[str] | None) -> NumberedPin | None:
    """Take an exception of some school away; None where there is none."""
    row = session.get(SyncPin, pin_id)
    if row is None or (orgs is not None and row.org not in orgs):
        return None
    session.delete(row)
    return _pin(row)


def successors(session: Session) -> Mapping[ClassId, ClassId]:
    """As which classes the classes of last year go on."""
    rows = session.scalars(select(SyncSuccessor))
    return {ClassId(row.old): ClassId(row.new) for row in rows}


def set_successors(session: Session, chosen: Mapping[ClassId, ClassId]) -> None:
    """Replace all of them."""
    session.execute(delete(SyncSuccessor))
    session.add_all(SyncSuccessor(old=old, new=new) for old, new in sorted(chosen.items()))


# --------------------------------------------------------------------------------------- parts

_NEW = {"stop": False, "revision": "", "planned": 0, "done": 0, "text": "", "told": False}
_NAMES = {kind: kind.name.lower() for kind in Kind}


def _run(row: SyncRun) -> Run:
    return Run(
        row.id,
        RunState(row.state),
        row.asked_by,
        row.confirmed,
        row.asked_at,
        row.ended_at,
        row.revision,
        row.planned,
        row.done,
        row.text,
    )


def _change(step: Step) -> Change:
    chat, person = step.chat, step.person or ""
    where = (chat.kind, chat.org, chat.about) if chat is not None else ("", "", "")
    kind, org, about = where
    return Change(_NAMES[step.kind], kind, org, about, person, step.level)


def _columns(change: Change) -> dict[str, str | int]:
    return {name: getattr(change, name) for name in Change.__dataclass_fields__}


def _pin(row: SyncPin) -> NumberedPin:
    chat = ChatKey(row.kind, OrgId(row.org), row.about)
    pin = Pin(chat, PersonId(row.person), row.inside, row.reason, row.until, row.level)
    return NumberedPin(row.id, pin, row.made_by)


def names_of(steps: Sequence[Step]) -> Mapping[str, int]:
    """How many steps of each kind a plan has, by the names used on the wire."""
    return Counter(_NAMES[step.kind] for step in steps)
