"""`/v1/diary/registers` and `…/link`: a family links its own account at an outside register."""

from typing import Annotated

import httpx
from fastapi import APIRouter, Path, Request
from sqlalchemy.orm import Session

from server.school_core.order import alike
from server.service.audit import repository as audit
from server.service.auth import Me, Operator
from server.service.diary import bodies, repository
from server.service.diary.endpoints import ChildId
from server.service.diary.link_schemas import (
    LinkBody,
    LinkedBody,
    NewRegisterBody,
    RegisterBody,
    StudentBody,
)
from server.service.diary.pool import about
from server.service.diary.repository import Link, Register
from server.service.diary.service import child_of
from server.service.diary.source import GradebookError
from server.service.identity.repository import forget_tries
from server.service.identity.service import begin_try
from server.service.identity.sign_in import address_of
from server.service.problems import Problem, missing
from server.service.sgo.read import Student
from server.service.sgo.session import SgoAccount, SgoSession
from server.service.world import InWorld

router = APIRouter(prefix="/v1/diary", tags=["Дневник"])


@router.get("/registers", summary="Журналы, которые можно привязать")
async def registers(_caller: Me, world: InWorld) -> list[RegisterBody]:
    """Registers by title."""
    found = await world.database.run(repository.registers)
    return [RegisterBody(id=one.id, title=one.title) for one in found]


@router.put("/registers/{register}", summary="Подключить электронный журнал", status_code=204)
async def put_register(
    register: Annotated[str, Path(pattern=r"^[a-z0-9-]{1,64}$")],
    body: NewRegisterBody,
    operator: Operator,
    world: InWorld,
) -> None:
    """Tell where a register is."""
    try:
        httpx.URL(body.url)
    except httpx.InvalidURL:
        raise Problem(422, "bad_address", "Это не адрес электронного журнала.") from None
    told = Register(register, body.title, body.url, body.school, body.logins_of)

    def keep(session: Session) -> None:
        repository.put_register(session, told)
        audit.append(
            session,
            actor=operator.user_id,
            action="diary.register",
            subject=register,
            now=world.now(),
        )

    await world.database.run(keep)


@router.put("/children/{child}/link", summary="Привязать журнал к дневнику ребёнка")
async def link(
    child: ChildId, body: LinkBody, caller: Me, request: Request, world: InWorld
) -> LinkedBody:
    """Sign in with what the family gave, find the child there and keep the sign-in sealed."""
    roster, _, found = await child_of(caller, child, world)
    known = await world.database.run(repository.registers)
    register = next((one for one in known if one.id == body.register_id), None)
    if register is None:
        raise missing("Такого электронного журнала нет в списке школы.")
    # The register locks accounts that guess, and it is our address it would see.
    tries = await begin_try(world, register.id, body.login, address_of(request))
    session = SgoSession(SgoAccount(register.url, register.school, body.login, body.password))
    try:
        students = await session.students()
    except GradebookError as error:
        bodies.gradebook_problem(error)
    finally:
        await session.aclose()
    await world.database.run(forget_tries, tries)
    person = roster.people[found.person]
    student = _chosen(students, body.student, (person.family, person.given))
    if student is None:
        return LinkedBody(
            linked=False, students=[StudentBody(id=one.id, name=one.name) for one in students]
        )
    await world.gradebooks.drop(child)
    secret = world.gradebooks.vault.seal(f"{body.login}\n{body.password}", about=about(child))
    made = Link(child, register.id, student.id, secret, caller.user_id, world.now())

    def keep(session: Session) -> None:
        repository.put_link(session, made)
        audit.append(
            session,
            actor=caller.user_id,
            action="diary.linked",
            subject=child,
            details={"register": made.register},
            now=made.linked_at,
        )

    await world.database.run(keep)
    return LinkedBody(linked=True)


@router.delete("/children/{child}/link", summary="Отвязать журнал", status_code=204)
async def unlink(child: ChildId, caller: Me, world: InWorld) -> None:
    """Forget the family's sign-in for good."""
    await child_of(caller, child, world)

    def drop(session: Session) -> bool:
        known = repository.drop_link(session, child)
        if known:
            audit.append(
                session,
                actor=caller.user_id,
                action="diary.unlinked",
                subject=child,
                now=world.now(),
            )
        return known

    if not await world.database.run(drop):
        raise missing("У этого ребёнка журнал не привязан.")
    await world.gradebooks.drop(child)


def _chosen(
    students: tuple[Student, ...], wanted: int | None, name: tuple[str, str]
) -> Student | None:
    """The child that is meant: the named one, or the one whose name the roster has."""
    if not students:
        raise Problem(409, "no_students", "В этой учётной записи журнала нет ни одного ребёнка.")
    if wanted is not None:
        found = next((one for one in students if one.id == wanted), None)
        if found is None:
            raise missing("Такого ребёнка в этой учётной записи журнала нет.")
        return found
    words = {alike(word) for word in name if word}
    same = [one for one in students if words <= {alike(word) for word in one.name.split()}]
    return same[0] if len(same) == 1 else None
