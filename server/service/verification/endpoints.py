"""`/v1/verification`: the applicant's side and the administrator's."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, File, Query, UploadFile
from fastapi.responses import Response

from server.school_core.roles import Role
from server.school_core.verification import Application
from server.service.auth import Admin, Me
from server.service.ids import RowId
from server.service.problems import missing
from server.service.school.schemas import OrgBody
from server.service.verification import proofs, repository, service
from server.service.verification.repository import Case, Draft
from server.service.verification.schemas import (
    CaseBody,
    DecisionBody,
    DraftBody,
    QueueBody,
    ReasonBody,
    StatusBody,
)
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/verification", tags=["Подтверждение статуса учителя"])

_PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@router.get("", summary="Мой статус и моя заявка")
async def status(caller: Me, world: InWorld) -> StatusBody:
    """Whether the asker is a confirmed teacher, and where their application stands."""
    case = await service.mine(world, caller)
    school = await world.book.school()
    orgs = school.roster.orgs.values() if school else ()
    approved = case is not None and case.state is Application.APPROVED
    confirmed = caller.has(Role.TEACHER)
    return StatusBody(
        confirmed=confirmed,
        by="" if not confirmed else "application" if approved else "roster",
        application=_body(case) if case else None,
        schools=[OrgBody(id=org.id, name=org.name) for org in orgs],
    )


@router.put("", summary="Заполнить заявку")
async def write(body: DraftBody, caller: Me, world: InWorld) -> CaseBody:
    """Begin it, or write it anew; one that was sent comes back from the queue."""
    return _body(await service.write(world, caller, Draft(**body.model_dump())))


@router.put("/proof", summary="Приложить подтверждение")
async def attach(
    proof: Annotated[UploadFile, File(description="PDF, PNG или JPEG, не больше 10 МБ")],
    caller: Me,
    world: InWorld,
) -> CaseBody:
    """Only administrators of the school will see it."""
    return _body(await service.attach(world, caller, await proof.read(proofs.MOST + 1)))


@router.post("/send", summary="Отправить заявку администратору")
async def send(caller: Me, world: InWorld) -> CaseBody:
    """Into the queue of its school."""
    return _body(await service.send(world, caller))


@router.get("/queue", summary="Заявки школы")
async def queue(
    admin: Admin,
    world: InWorld,
    state: Annotated[Application, Query()] = Application.SENT,
) -> QueueBody:
    """Those of the asker's schools; drafts are nobody's business."""
    orgs = None if admin.operator else admin.admin_orgs
    states = {state} - {Application.DRAFT}
    found = await world.database.run(repository.queue, states, orgs=orgs)
    return QueueBody(applications=[_body(case) for case in found])


@router.get("/{case_id}/proof", summary="Посмотреть подтверждение", response_class=Response)
async def proof(case_id: RowId, caller: Me, world: InWorld) -> Response:
    """The file, for the applicant and the school's administrators."""
    case = await service.mine(world, caller)
    if case is None or case.id != case_id:
        if not (caller.operator or caller.admin_orgs):
            raise missing("Такой заявки нет.")
        case = await service.for_admin(world, caller, case_id)
    return await _file(world, case)


@router.post("/{case_id}/decision", summary="Принять решение по заявке")
async def decide(case_id: RowId, body: DecisionBody, admin: Admin, world: InWorld) -> CaseBody:
    """The badge is there from that moment; the applicant is told by the school's bot."""
    case = await service.decide(world, admin, case_id, approve=body.approve, reason=body.reason)
    return _body(case)


@router.post("/{case_id}/revoke", summary="Отозвать подтверждение")
async def revoke(case_id: RowId, body: ReasonBody, admin: Admin, world: InWorld) -> CaseBody:
    """The badge is gone from that moment."""
    return _body(await service.revoke(world, admin, case_id, body.reason))


async def _file(world: World, case: Case) -> Response:
    data = await service.proof(world, case)
    # Never shown inside a page: whatever it is, it is downloaded.
    headers = _PRIVATE | {"Content-Disposition": 'attachment; filename="proof"'}
    return Response(data, media_type=case.proof_type, headers=headers)


def _body(case: Case) -> CaseBody:
    return CaseBody(
        **asdict(case.draft),
        id=case.id,
        user_id=case.user_id,
        state=case.state,
        has_proof=bool(case.proof_type),
        reason=case.reason,
        changed_at=case.changed_at,
    )
