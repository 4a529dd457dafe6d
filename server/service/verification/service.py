"""The way of an application, from the draft to the badge and back."""

import asyncio
from pathlib import Path

from sqlalchemy.orm import Session

from server.school_core.roles import Role
from server.school_core.roster import OrgId
from server.school_core.verdict import Verdict
from server.school_core.verification import Application, is_eligible, may_become
from server.service.audit import repository as audit
from server.service.auth import Caller
from server.service.notices.outbox import tell
from server.service.problems import Problem, missing, refuse
from server.service.school import repository as school
from server.service.school.repository import Given
from server.service.verification import proofs, repository
from server.service.verification.repository import Case, Draft
from server.service.world import World

_NONE = "У вас ещё нет заявки: сначала заполните её."
_NO_CASE = "Такой заявки нет."


async def write(world: World, caller: Caller, draft: Draft) -> Case:
    """Begin an application or write it anew; one that was sent comes back from the queue."""
    known = await world.book.school()
    if known is None or draft.org not in known.roster.orgs:
        raise missing("Такой школы нет. Выберите её из списка.", "no_school")
    return await world.database.run(_write, caller.user_id, draft, world)


async def attach(world: World, caller: Caller, data: bytes) -> Case:
    """Put a proof to the own draft, in place of an earlier one."""
    if len(data) > proofs.MOST:
        raise Problem(413, "proof_size", "Файл слишком большой: не больше 10 МБ.")
    kind = proofs.kind_of(data)
    case = await mine(world, caller)
    if case is None:
        raise missing(_NONE, "no_application")
    if case.state is not Application.DRAFT:
        raise Problem(409, "application_state", "Заявка уже отправлена: верните её в черновик.")
    await asyncio.to_thread(proofs.save, folder(world), case.id, data)
    await world.database.run(repository.attach, case.id, kind)
    return await _again(world, case)


async def send(world: World, caller: Caller) -> Case:
    """Put the own draft into the queue of its school."""
    case = await mine(world, caller)
    if case is None:
        raise missing(_NONE, "no_application")
    _step(may_become(case.state, Application.SENT))
    await _check_eligible(world, case)
    if not case.proof_type:
        raise Problem(400, "no_proof", "Приложите подтверждение: справку или удостоверение.")
    await world.database.run(_move, case.id, Application.SENT, caller.user_id, "", world)
    return await _again(world, case)


async def decide(world: World, admin: Caller, case_id: str, *, approve: bool, reason: str) -> Case:
    """Approve or decline an application of the administrator's school."""
    case = await for_admin(world, admin, case_id)
    then = Application.APPROVED if approve else Application.DECLINED
    _step(may_become(case.state, then))
    if approve:
        # What was true when it was sent may not be any more.
        await _check_eligible(world, case)
    elif not reason:
        raise Problem(400, "reason_needed", "Напишите причину отказа: её прочитает заявитель.")
    await world.database.run(_move, case.id, then, admin.user_id, reason, world)
    await world.book.changed()
    return await _again(world, case)


async def revoke(world: World, admin: Caller, case_id: str, reason: str) -> Case:
    """Take a confirmation back."""
    case = await for_admin(world, admin, case_id)
    _step(may_become(case.state, Application.REVOKED))
    await world.database.run(_move, case.id, Application.REVOKED, admin.user_id, reason, world)
    await world.book.changed()
    return await _again(world, case)


async def mine(world: World, caller: Caller) -> Case | None:
    """The caller's own application."""
    return await world.database.run(repository.of_user, caller.user_id)


async def for_admin(world: World, admin: Caller, case_id: str) -> Case:
    """An application of a school that the caller administers; drafts are nobody's business."""
    case = await world.database.run(repository.by_id, case_id)
    if case is None or case.state is Application.DRAFT or not admin.administers(case.draft.org):
        raise missing(_NO_CASE)
    return case


async def proof(world: World, case: Case) -> bytes:
    """The proof of an application."""
    data = await asyncio.to_thread(proofs.load, folder(world), case.id)
    if data is None or not case.proof_type:
        raise missing("К заявке ничего не приложено.", "no_proof")
    return data


def folder(world: World) -> Path:
    """Where proofs lie."""
    return world.settings.data_dir / "proofs"


async def _check_eligible(world: World, case: Case) -> None:
    day, known = await world.book.today(), await world.book.school()
    if day is None or known is None:
        raise missing("Список школы ещё не загружен.", "no_school")
    standing = day.standing(case.user_id)
    person = known.roster.people.get(standing.person) if standing else None
    # What the register says about a birth date outweighs what the applicant says.
    born = person.born if person is not None and person.born else case.draft.born
    verdict = is_eligible(
        standing.grants if standing else (),
        OrgId(case.draft.org),
        born=born,
        day=day.day,
    )
    refuse(verdict)
    if standing is not None and standing.learns:
        raise Problem(403, "pupil", "Ученик не может подтвердить статус учителя.")


def _step(verdict: Verdict) -> None:
    if not verdict.allowed:
        raise Problem(409, verdict.code, verdict.text)


async def _again(world: World, case: Case) -> Case:
    return await world.database.run(repository.by_id, case.id) or case


# -------------------------------------------------------------------------------- units of work


def _write(session: Session, user_id: str, draft: Draft, world: World) -> Case:
    case = repository.of_user(session, user_id, lock=True)
    if case is not None:
        _step(may_become(case.state, Application.DRAFT))
    return repository.write(session, user_id, draft, now=world.now())


def _move(
    session: Session, case_id: str, then: Application, actor: str, reason: str, world: World
) -> None:
    """A step with everything it means: the role, the log, the notice, in one transaction."""
    case = repository.by_id(session, case_id, lock=True)
    if case is None:
        raise missing(_NO_CASE)
    _step(may_become(case.state, then))
    now = world.now()
    repository.move(session, case_id, then, now=now, reason=reason, by=actor)
    given = _role(case)
    if then is Application.APPROVED:
        school.give(session, given)
    elif then is Application.REVOKED:
        school.take_back(session, case.user_id, case.draft.org, Role.TEACHER, source=given.source)
    text = _notice(then, reason)
    if text:
        tell(session, case.user_id, text)
    audit.append(
        session,
        actor=actor,
        action=f"verification.{then.value}",
        org=case.draft.org,
        subject=case.user_id,
        now=now,
    )


def _role(case: Case) -> Given:
    return Given(
        case.user_id,
        case.draft.org,
        Role.TEACHER,
        f"verification {case.id}",
        family=case.draft.family,
        given=case.draft.given,
        middle=case.draft.middle,
        born=case.draft.born,
    )


def _notice(then: Application, reason: str) -> str:
    match then:
        case Application.APPROVED:
            return "Статус учителя подтверждён. Значок появится рядом с вашим именем."
        case Application.DECLINED:
            return f"Статус учителя не подтверждён. Причина: {reason} Заявку можно исправить."
        case Application.REVOKED:
            return f"Подтверждение статуса учителя отозвано. Причина: {reason}"
        case Application.DRAFT | Application.SENT:
            return ""
