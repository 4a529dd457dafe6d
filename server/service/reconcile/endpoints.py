"""`/v1/sync`: a school's administrators look at syncs, ask for one, stop one, make exceptions."""

import secrets
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta

from fastapi import APIRouter
from sqlalchemy.orm import Session

from server.school_core.chats import ChatKey, ChatKind, Pin, wanted_chats
from server.school_core.roles import Role
from server.school_core.roster import ClassId, OrgId, PersonId
from server.service.audit import repository as audit
from server.service.auth import Admin, Caller, Operator
from server.service.ids import RowId
from server.service.intake.report import belonging
from server.service.problems import Problem, forbidden, missing
from server.service.reconcile import repository
from server.service.reconcile.job import preview as look_ahead
from server.service.reconcile.job import today
from server.service.reconcile.repository import NumberedPin, Run
from server.service.reconcile.schemas import (
    AskBody,
    MadePinBody,
    PinBody,
    PinsBody,
    PreviewBody,
    RunBody,
    StatusBody,
    StepBody,
    YearBody,
)
from server.service.reconcile.words import in_words
from server.service.world import InWorld

router = APIRouter(prefix="/v1/sync", tags=["Синхронизация"])

_RUNS = 20
_MOST_STEPS = 500
_WEEK = timedelta(days=7)
_WITH_PUPILS = frozenset({ChatKind.CLASS.value, ChatKind.SUBJECT.value})


@router.get("", summary="Что делала синхронизация")
async def status(admin: Admin, world: InWorld) -> StatusBody:
    """The newest runs and the changes of a week at the asker's schools."""
    runs = await world.database.run(repository.runs, limit=_RUNS)
    since = world.now() - _WEEK
    week = await world.database.run(repository.counts, orgs=_orgs(admin), since=since)
    return StatusBody(
        runs=[_body(run) for run in runs],
        week=dict(week),
        joined=week.get("join", 0),
        removed=week.get("remove", 0),
    )


@router.post("", summary="Синхронизировать", status_code=202)
async def ask(body: AskBody, admin: Admin, world: InWorld) -> RunBody:
    """Ask for a sync; where one waits already, it is that one."""
    now, by = world.now(), admin.user_id

    def keep(session: Session) -> Run:
        run = repository.ask(session, by=by, confirmed=body.confirmed, now=now)
        if body.confirmed:
            details = {"run": run.id}
            audit.append(session, actor=by, action="sync.override", details=details, now=now)
        return run

    return _body(await world.database.run(keep))


@router.get("/preview", summary="Что изменит синхронизация")
async def preview(admin: Admin, world: InWorld) -> PreviewBody:
    """Compare the roster with the homeserver; nothing is changed."""
    made, school = await look_ahead(world), await world.book.school()
    if made is None or school is None:
        raise Problem(409, "no_roster", "Списка школы ещё нет.")
    orgs = _orgs(admin)
    steps = [s for s in made.steps if orgs is None or (s.chat and s.chat.org in orgs)]
    chats = {**made.now.present.chats, **made.aim.wanted}
    names, people = made.now.present.accounts, school.roster.people
    return PreviewBody(
        revision=made.aim.revision,
        counts=dict(repository.names_of(steps)),
        allowed=made.verdict.allowed,
        text=made.verdict.text,
        steps=[
            StepBody(
                step=step.kind.name.lower(),
                org=step.chat.org if step.chat else "",
                chat=f"{step.chat.kind}:{step.chat.about}" if step.chat else "",
                person=step.person or "",
                text=in_words(step, chats, people, names),
            )
            for step in steps[:_MOST_STEPS]
        ],
    )


@router.post("/{run_id}/stop", summary="Остановить синхронизацию", status_code=204)
async def stop(run_id: int, admin: Admin, world: InWorld) -> None:
    """It ends after the request it is at; the next one does the rest."""
    del admin
    if not -(2**31) < run_id < 2**31 or not await world.database.run(repository.stop, run_id):
        raise missing("Эта синхронизация уже закончилась.", "run_over")


@router.put("/year", summary="Перевести классы на новый учебный год")
async def year(body: YearBody, operator: Operator, world: InWorld) -> YearBody:
    """Say which classes go on in the chats of which; the others' chats become archives."""
    if len(set(body.successors.values())) != len(body.successors):
        raise Problem(422, "two_into_one", "Два класса не могут продолжиться в одном чате.")
    chosen = {ClassId(old): ClassId(new) for old, new in body.successors.items()}

    def keep(session: Session) -> None:
        repository.set_successors(session, chosen)
        audit.append(
            session,
            actor=operator.user_id,
            action="sync.year",
            details={"successors": len(body.successors)},
            now=world.now(),
        )

    await world.database.run(keep)
    return body


@router.get("/pins", summary="Исключения из списка")
async def pins(admin: Admin, world: InWorld) -> PinsBody:
    """Exceptions at the asker's schools."""
    found = await world.database.run(repository.pins, orgs=_orgs(admin))
    school = await world.book.school()
    if school is None:
        return PinsBody(pins=[_pin_body(one) for one in found])
    people, chats = school.roster.people, wanted_chats(school.roster, today(world))
    return PinsBody(
        pins=[
            _pin_body(
                one,
                name=people[one.pin.person].full_name if one.pin.person in people else "",
                chat=chats[one.pin.chat].name if one.pin.chat in chats else "",
            )
            for one in found
        ]
    )


@router.post("/pins", summary="Сделать исключение", status_code=201)
async def pin(body: PinBody, admin: Admin, world: InWorld) -> MadePinBody:
    """It holds from the next sync on, until the end of its day."""
    if not admin.administers(body.org):
        raise forbidden("foreign_school", "Это не ваша школа.")
    school, day = await world.book.school(), today(world)
    chat = ChatKey(body.kind, OrgId(body.org), body.about)
    if school is None or chat not in wanted_chats(school.roster, day):
        raise missing("Такого чата в школе нет.", "no_chat")
    # Whoever the operator would bring from another school of the server, an administrator may not.
    known = school.roster.people if admin.operator else belonging(school.roster, {body.org})
    if body.person not in known:
        raise missing("Такого человека в списке школы нет.", "no_person")
    child = school.roster.roles_of(PersonId(body.person)) == {Role.PUPIL}
    if child and body.inside and body.kind not in _WITH_PUPILS:
        raise Problem(422, "pupil_outside", "Ученика нельзя добавить в чат взрослых.")
    if body.until < day:
        raise Problem(422, "until_past", "Срок исключения уже прошёл.")
    made = Pin(chat, PersonId(body.person), body.inside, body.reason, body.until, body.level)

    def keep(session: Session) -> NumberedPin:
        found = repository.add_pin(
            session, made, pin_id=secrets.token_urlsafe(9), made_by=admin.user_id
        )
        _audit(session, admin, "pin.made", found, now=world.now())
        return found

    return _pin_body(await world.database.run(keep))


@router.delete("/pins/{pin_id}", summary="Снять исключение", status_code=204)
async def unpin(pin_id: RowId, admin: Admin, world: InWorld) -> None:
    """From the next sync on the roster alone decides again."""

    def drop(session: Session) -> bool:
        found = repository.drop_pin(session, pin_id, orgs=_orgs(admin))
        if found is not None:
            _audit(session, admin, "pin.dropped", found, now=world.now())
        return found is not None

    if not await world.database.run(drop):
        raise missing("Такого исключения нет.", "no_pin")


def _audit(
    session: Session, admin: Caller, action: str, found: NumberedPin, *, now: datetime
) -> None:
    audit.append(
        session,
        actor=admin.user_id,
        action=action,
        org=found.pin.chat.org,
        subject=found.pin.person,
        details={"chat": f"{found.pin.chat.kind}:{found.pin.chat.about}", "pin": found.id},
        now=now,
    )


def _orgs(admin: Caller) -> Collection[str] | None:
    return None if admin.operator else admin.admin_orgs


def _body(run: Run) -> RunBody:
    values = asdict(run)
    del values["confirmed"]
    return RunBody(**values)


def _pin_body(one: NumberedPin, *, name: str = "", chat: str = "") -> MadePinBody:
    return MadePinBody(
        id=one.id,
        name=name,
        chat=chat,
        made_by=one.made_by,
        kind=one.pin.chat.kind,
        org=one.pin.chat.org,
        about=one.pin.chat.about,
        person=one.pin.person,
        inside=one.pin.inside,
        level=one.pin.level,
        reason=one.pin.reason,
        until=one.pin.until,
    )
