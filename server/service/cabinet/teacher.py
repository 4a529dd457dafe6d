"""`/cabinet/teacher`: a teacher's application without the program, and what became of it (F71)."""

from html import escape
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import Response
from pydantic import ValidationError

from server.school_core.roles import Role
from server.school_core.verification import Application, may_become
from server.service.auth import Caller
from server.service.cabinet.pages import choice, field, form, page
from server.service.cabinet.sign_in import sign_in_page
from server.service.cabinet.visit import HOME, Looks, Sends, Visit
from server.service.problems import Problem
from server.service.verification import proofs, service
from server.service.verification.repository import Case, Draft
from server.service.verification.schemas import DraftBody

router = APIRouter(prefix=f"{HOME}/teacher", include_in_schema=False)

Typed = Annotated[str, Form(max_length=255)]
_TITLE = "Статус учителя"
_BAD = "Заполните имя, фамилию и дату рождения."


@router.get("", response_model=None)
async def show(visit: Looks) -> Response:
    """Where the application stands, and the form where there is something to send."""
    if visit.caller is None:
        return sign_in_page(visit)
    case = await service.mine(visit.world, visit.caller)
    return await _show(visit, visit.caller, case, case.draft if case else None)


@router.post("", response_model=None)
async def send(
    visit: Sends,
    org: Typed = "",
    subject: Typed = "",
    family: Typed = "",
    given: Typed = "",
    middle: Typed = "",
    born: Typed = "",
    proof: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Write the application, attach the proof and send it, by the rules of the program's own way.

    What does not fit is said above the form, which keeps what was typed.
    """
    if visit.caller is None:
        return sign_in_page(visit)
    world, caller = visit.world, visit.caller
    typed = Draft(org, subject, family, given, middle, None)
    case = await service.mine(world, caller)
    data = await proof.read(proofs.MOST + 1) if proof is not None else b""
    try:
        body = DraftBody.model_validate(
            {
                "org": org,
                "subject": subject,
                "family": family,
                "given": given,
                "middle": middle,
                "born": born or None,
            }
        )
    except ValidationError:
        return await _show(visit, caller, case, typed, words=_BAD, born=born)
    draft = Draft(**body.model_dump())
    try:
        case = await service.write(world, caller, draft)
        if data:
            case = await service.attach(world, caller, data)
        case = await service.send(world, caller)
    except Problem as problem:
        return await _show(
            visit, caller, case, draft, words=problem.body.text, status=problem.status
        )
    words = "Заявка отправлена. Решение появится на этой странице и придёт в Парту."
    return await _show(visit, caller, case, draft, words=words, good=True)


async def _show(
    visit: Visit,
    caller: Caller,
    case: Case | None,
    draft: Draft | None,
    *,
    words: str = "",
    status: int = 200,
    good: bool = False,
    born: str = "",
) -> Response:
    body = f"<p>{_state(caller, case)}</p>"
    if _may_send(caller, case):
        body += await _form(visit, case, draft, born)
    answer = page(_TITLE, body, visit, words=words, status=status, good=good)
    return visit.keep(answer)


def _may_send(caller: Caller, case: Case | None) -> bool:
    if case is None:
        return not caller.has(Role.TEACHER)
    waits = case.state is Application.SENT
    return not waits and may_become(case.state, Application.DRAFT).allowed


def _state(caller: Caller, case: Case | None) -> str:
    if case is None:
        if caller.has(Role.TEACHER):
            return "Ваш статус учителя подтверждён: вы есть в списке учителей школы."
        return (
            "Подтвердите, что вы учитель школы: рядом с вашим именем появится значок. Справку "
            "увидят только администраторы школы."
        )
    reason = escape(case.reason)
    match case.state:
        case Application.DRAFT:
            return "Заявка начата, но ещё не отправлена."
        case Application.SENT:
            return "Заявка у администратора школы. Здесь появится решение."
        case Application.APPROVED:
            return "Статус учителя подтверждён. Значок виден рядом с вашим именем."
        case Application.DECLINED:
            return f"Статус учителя не подтверждён. Причина: {reason} Заявку можно исправить."
        case Application.REVOKED:
            return f"Подтверждение отозвано. Причина: {reason} Можно подать заявку снова."


async def _form(visit: Visit, case: Case | None, draft: Draft | None, born: str) -> str:
    school = await visit.world.book.school()
    orgs = [(str(org.id), org.name) for org in school.roster.orgs.values()] if school else []
    known = draft or Draft(orgs[0][0] if orgs else "", "", "", "", "", None)
    day = born or (known.born.isoformat() if known.born else "")
    there = " (уже приложено, можно заменить)" if case is not None and case.proof_type else ""
    rows = [
        choice("org", "Школа", orgs, known.org),
        field("family", "Фамилия", known.family, autocomplete="family-name", required=True),
        field("given", "Имя", known.given, autocomplete="given-name", required=True),
        field("middle", "Отчество", known.middle, autocomplete="additional-name"),
        field("subject", "Предмет", known.subject),
        field("born", "Дата рождения", day, kind="date", autocomplete="bday", required=True),
        field("proof", f"Справка с места работы или удостоверение: PDF, PNG или JPEG до 10 МБ"
              f"{there}", kind="file", required=not there),
    ]  # fmt: skip
    return form(visit, f"{HOME}/teacher", rows, "Отправить заявку", files=True)
