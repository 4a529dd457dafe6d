"""`/v1/identities`: what opens my account, binding and undoing it; the same for administrators."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request
from sqlalchemy.orm import Session

from server.school_core.order import by_name
from server.school_core.roster import PersonId
from server.service.audit.repository import append
from server.service.auth import Admin, Me, Operator
from server.service.identity import repository, service
from server.service.identity.repository import PERSON, SCHOOL, Identity
from server.service.identity.schemas import (
    CodeBody,
    CodeMeansBody,
    GradebookBody,
    IdentitiesBody,
    IdentityBody,
    KnownBody,
    PersonIdentityBody,
    ReasonBody,
    SchoolIdentitiesBody,
    ToldBody,
)
from server.service.identity.sign_in import address_of, all_ways
from server.service.ids import RowId
from server.service.problems import forbidden, missing
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/identities", tags=["Вход"])

Org = Annotated[str, Query(min_length=1, max_length=255)]
Provider = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,64}$")]


@router.get("", summary="Чем открывается мой профиль")
async def mine(caller: Me, world: InWorld) -> IdentitiesBody:
    """My bindings, the oldest first, and what may be bound."""
    people = [caller.person] if caller.person is not None else []
    found = await world.database.run(repository.of_people, people)
    known = await _known(world)
    return IdentitiesBody(
        identities=[_body(one, known, working=bool(caller.roles)) for one in found],
        ways=await all_ways(world),
    )


@router.post("/gradebook", summary="Привязать учётную запись журнала", status_code=204)
async def bind_gradebook(body: GradebookBody, caller: Me, request: Request, world: InWorld) -> None:
    """Prove the register's account; from now on it opens this profile."""
    outside = await service.prove(
        world, body.register_id, body.login, body.password, address_of(request)
    )
    await service.bind(world, caller, outside)


@router.post("/code", summary="Привязать по коду со страницы входа")
async def bind_code(body: CodeBody, caller: Me, world: InWorld) -> CodeMeansBody:
    """Say what a code binds, and bind it where that is confirmed."""
    outside = await service.look_at_code(world, body.code)
    if body.confirm:
        await service.bind_code(world, caller, body.code)
    title = await service.title_of(world, outside.provider)
    return CodeMeansBody(provider=outside.provider, title=title, hint=outside.hint)


@router.delete("/{identity}", summary="Отвязать", status_code=204)
async def unbind(identity: RowId, caller: Me, world: InWorld) -> None:
    """It opens nothing from now on; account, chats and messages stay."""
    found: Identity | None = await world.database.run(repository.by_id, identity)
    if found is None or found.person != caller.person:
        raise missing("Такой привязки у вас нет.")
    await service.unbind(world, caller, found, caller.user_id)


@router.get("/of-school", summary="Привязки людей школы")
async def of_school(org: Org, caller: Admin, world: InWorld) -> SchoolIdentitiesBody:
    """For administrators: whose profile opens by what, and what is broken."""
    _may(caller, org)
    people = await service.people_of(world, org)
    found = await world.database.run(repository.of_people, list(people))
    known, day = await _known(world), await world.book.today()
    rows = []
    for one in found:
        name, user = people[one.person]
        working = bool(user and day and day.roles(user))
        plain = _body(one, known, working=working).model_dump()
        rows.append(PersonIdentityBody(**plain, person=one.person, name=name))
    return SchoolIdentitiesBody(
        identities=sorted(rows, key=lambda row: (by_name(row.name), row.linked_at))
    )


@router.post("/of-school/{identity}/unlink", summary="Отвязать за человека", status_code=204)
async def unbind_for(identity: RowId, body: ReasonBody, caller: Admin, world: InWorld) -> None:
    """Undo a binding of one of the school's people; they are signed out everywhere and told why."""
    _may(caller, body.org)
    people = await service.people_of(world, body.org)
    found: Identity | None = await world.database.run(repository.by_id, identity)
    if found is None or found.person not in people:
        raise missing("Такой привязки в этой школе нет.")
    await service.unbind(world, caller, found, people[found.person][1], reason=body.reason)


@router.put("/known/{provider}", summary="Сказать, чьи учётные записи журнала")
async def tell_known(
    provider: Provider,
    body: Annotated[list[KnownBody], Body(max_length=50_000)],
    operator: Operator,
    world: InWorld,
) -> ToldBody:
    """Take what the school's register says in place of what it said before.

    Only for whoever runs the server: it opens accounts. What people bound themselves stays.
    """
    if provider not in await _known(world):
        raise missing("Такого способа входа у школы нет.")
    school = await world.book.school()
    people = school.roster.people if school is not None else {}
    unknown = [one.person for one in body if PersonId(one.person) not in people]
    good = [one for one in body if PersonId(one.person) in people]
    told = [
        (service.outside_of(world, provider, one.subject, hint=service.masked(one.subject)), one)
        for one in good
    ]

    def store(session: Session) -> int:
        now = world.now()
        repository.forget_told(session, provider)
        bound = sum(
            repository.link(
                session, outside, one.person, source=SCHOOL, actor=operator.user_id, now=now
            )
            for outside, one in told
        )
        details = {"provider": provider, "bound": bound}
        append(session, actor=operator.user_id, action="identity.told", details=details, now=now)
        return bound

    return ToldBody(bound=await world.database.run(store), unknown=unknown)


def _may(caller: Admin, org: str) -> None:
    if not caller.administers(org):
        raise forbidden("not_your_school", "Это не ваша школа.")


async def _known(world: World) -> dict[str, str]:
    return {one.id: one.title for one in await all_ways(world)}


def _body(one: Identity, known: dict[str, str], *, working: bool) -> IdentityBody:
    return IdentityBody(
        id=one.id,
        provider=one.provider,
        title=known.get(one.provider, one.provider),
        hint=one.hint,
        source="person" if one.source == PERSON else "school",
        linked_at=one.linked_at,
        used_at=one.used_at,
        working=working and one.provider in known,
    )
