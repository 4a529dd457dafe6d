"""`/v1/second-step`: mine, what the school asks, and helping whoever has lost theirs."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlalchemy.orm import Session

from server.school_core.order import by_name
from server.service.audit.repository import append
from server.service.auth import Admin, Me, Staff
from server.service.cards.endpoints import homeserver_only
from server.service.identity.service import people_of
from server.service.problems import forbidden
from server.service.second_step import repository, service
from server.service.second_step.schemas import (
    AnswerBody,
    AskedBody,
    BegunBody,
    CodeBody,
    CodesBody,
    Org,
    PersonBody,
    ResetBody,
    RuleBody,
    SchoolBody,
    StateBody,
)
from server.service.world import InWorld

router = APIRouter(prefix="/v1/second-step", tags=["Вход"])
internal = APIRouter(prefix="/v1/internal", include_in_schema=False)


@router.get("", summary="Мой второй шаг при входе")
async def mine(caller: Me, world: InWorld) -> StateBody:
    """Whether it is on, and whether my school asks it of me."""
    state, required = await service.state(world, caller)
    return StateBody(
        on=state.since is not None,
        since=state.since,
        codes_left=state.codes_left,
        required=required,
    )


@router.post("/begin", summary="Начать настройку второго шага")
async def begin(caller: Me, world: InWorld) -> BegunBody:
    """A secret for the authenticator; nothing is on before one of its codes came back."""
    secret, link = await service.begin(world, caller)
    return BegunBody(secret=secret, link=link)


@router.post("/confirm", summary="Включить второй шаг")
async def confirm(body: CodeBody, caller: Me, world: InWorld) -> CodesBody:
    """From now on a password needs a code; ten printed codes are in this answer only."""
    return CodesBody(codes=await service.confirm(world, caller, body.code))


@router.post("/codes", summary="Напечатать новые коды")
async def codes(body: CodeBody, caller: Me, world: InWorld) -> CodesBody:
    """Ten new ones; those before are worth nothing."""
    return CodesBody(codes=await service.print_anew(world, caller, body.code))


@router.post("/off", summary="Выключить второй шаг", status_code=204)
async def switch_off(body: CodeBody, caller: Me, world: InWorld) -> None:
    """By a code, so that an open screen is not enough."""
    await service.switch_off(world, caller, body.code)


@router.get("/of-school", summary="Второй шаг у людей школы")
async def of_school(org: Annotated[Org, Query()], caller: Admin, world: InWorld) -> SchoolBody:
    """Who has it on, and who lacks it though the school asks it of them."""
    _may(caller, org)
    people, day = await people_of(world, org), await world.book.today()
    users = [user for _, user in people.values() if user is not None]
    asks = bool(await world.database.run(repository.asks_staff, [org]))
    since = await world.database.run(repository.switched_on, users)
    rows = []
    for person, (name, user) in people.items():
        standing = day.standing(user) if day is not None and user is not None else None
        grants = standing.grants if standing is not None else ()
        works = any(where == org and role in service.STAFF for where, role in grants)
        begun = since.get(user) if user is not None else None
        if begun is not None or (asks and works):
            rows.append(PersonBody(person=person, name=name, since=begun, required=asks and works))
    return SchoolBody(staff=asks, people=sorted(rows, key=lambda row: by_name(row.name)))


@router.put("/rule", summary="Требовать второй шаг от сотрудников", status_code=204)
async def tell_rule(body: RuleBody, caller: Admin, world: InWorld) -> None:
    """The program leads whoever lacks it to set it up."""
    _may(caller, body.org)

    def write(session: Session) -> None:
        repository.put_rule(session, body.org, staff=body.staff)
        append(
            session,
            actor=caller.user_id,
            action="second_step.rule",
            org=body.org,
            details={"staff": body.staff},
            now=world.now(),
        )

    await world.database.run(write)


@router.post("/reset", summary="Сбросить чужой второй шаг", status_code=204)
async def reset(body: ResetBody, caller: Staff, world: InWorld) -> None:
    """For administrators, and for class teachers in their class; the person reads the reason."""
    await service.reset(world, caller, body.person, reason=body.reason)


@internal.post("/second-step", dependencies=[Depends(homeserver_only)])
async def asked(body: AskedBody, world: InWorld) -> AnswerBody:
    """Whether a password is enough; asked by the homeserver's module alone."""
    checked = await service.check(world, body.user_id, body.code)
    return AnswerBody(answer=checked.answer.value, retry_after=checked.wait)


def _may(caller: Admin, org: str) -> None:
    if not caller.administers(org):
        raise forbidden("not_your_school", "Это не ваша школа.")
