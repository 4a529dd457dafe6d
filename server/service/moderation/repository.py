"""Reading and writing cases; every deed goes into the log in the same transaction."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.school_core.moderation import Look, judge_agreement
from server.school_core.verdict import Verdict
from server.service.audit import repository as audit
from server.service.moderation.tables import ReportCase


@dataclass(frozen=True, slots=True)
class Case:
    """Where a report stands; `look` is None while nobody has asked."""

    look: Look | None = None
    why: str = ""
    closed_by: str | None = None
    closed_at: datetime | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done about a report, for the log: by whom, when, at which school."""

    report: int
    actor: str
    org: str
    now: datetime


def cases(session: Session, reports: Collection[int]) -> dict[int, Case]:
    """What was done about these reports."""
    rows = session.scalars(select(ReportCase).where(ReportCase.report.in_(reports)))
    return {row.report: _case(row) for row in rows}


def ask(session: Session, deed: Deed, why: str) -> Case:
    """Ask to look; an earlier asking is over with it."""
    row = _row(session, deed.report)
    row.asked_by, row.asked_at, row.why = deed.actor, deed.now, why
    row.agreed_by = row.agreed_at = None
    note(session, deed, "report.look_asked", why=why)
    return _case(row)


def agree(session: Session, deed: Deed) -> tuple[Verdict, Case] | None:
    """Agree as the second; None where nobody has asked."""
    row = _row(session, deed.report)
    case = _case(row)
    if case.look is None:
        return None
    verdict = judge_agreement(case.look, deed.actor, deed.now)
    if verdict.allowed:
        row.agreed_by, row.agreed_at = deed.actor, deed.now
        note(session, deed, "report.look_agreed")
        case = replace(case, look=_case(row).look)
    return verdict, case


def close(session: Session, deed: Deed, decision: str) -> Case:
    """Write the decision; the look is over."""
    row = _row(session, deed.report)
    row.closed_by, row.closed_at, row.decision = deed.actor, deed.now, decision
    row.agreed_by = row.agreed_at = None
    note(session, deed, "report.closed", decision=decision)
    return _case(row)


def note(session: Session, /, deed: Deed, action: str, **details: str) -> None:
    """Write a deed into the log."""
    audit.append(
        session,
        actor=deed.actor,
        action=action,
        org=deed.org,
        subject=str(deed.report),
        details=details,
        now=deed.now,
    )


def _row(session: Session, report: int) -> ReportCase:
    row = session.get(ReportCase, report)
    if row is None:
        row = ReportCase(report=report, why="", decision="")
        session.add(row)
    return row


def _case(row: ReportCase) -> Case:
    look = None
    if row.asked_by is not None and row.asked_at is not None:
        look = Look(row.asked_by, row.asked_at, row.agreed_by, row.agreed_at)
    return Case(look, row.why, row.closed_by, row.closed_at, row.decision)
