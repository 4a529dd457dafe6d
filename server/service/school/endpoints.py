"""`/v1/me`, and the roster document for whoever runs the server."""

from fastapi import APIRouter, Request

from server.school_core.document import DocumentRefused
from server.service.audit import repository as audit
from server.service.auth import Caller, Me, Operator
from server.service.problems import Field, Problem
from server.service.school.schemas import MeBody, OrgBody, RoleBody, TakenBody
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1", tags=["Школа"])

_MOST_PROBLEMS = 100


@router.get("/me", summary="Кто я для школы")
async def me(caller: Me, world: InWorld) -> MeBody:
    """Who asks, with roles and schools."""
    return await describe(caller, world)


async def describe(caller: Caller, world: World) -> MeBody:
    """Make the body about a caller."""
    school = await world.book.school()
    person = school.roster.people.get(caller.person) if school and caller.person else None
    orgs = school.roster.orgs if school else {}
    return MeBody(
        user_id=caller.user_id,
        person=caller.person,
        name=person.full_name if person else "",
        roles=[
            RoleBody(org=org, role=role)
            for org, role in sorted(caller.grants, key=lambda g: (g[0], g[1].value))
        ],
        orgs=[OrgBody(id=org, name=orgs[org].name) for org in sorted(caller.orgs) if org in orgs],
        operator=caller.operator,
    )


@router.put(
    "/school/roster",
    summary="Заменить список школы целиком",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"type": "object"},
                    "example": {"revision": "2026-09-01", "orgs": [], "people": []},
                }
            },
        }
    },
)
async def put_roster(request: Request, operator: Operator, world: InWorld) -> TakenBody:
    """Take the document of `server.school_core.document` in place of the roster that stands."""
    document = (await request.body()).decode("utf-8", "replace")
    try:
        school = await world.book.take(document)
    except DocumentRefused as refused:
        raise Problem(
            400,
            "roster_refused",
            "Список школы не принят: в нём есть ошибки. Действует прежний.",
            fields=[Field(where="", text=text) for text in refused.problems[:_MOST_PROBLEMS]],
        ) from None
    revision, people = school.roster.revision, len(school.roster.people)
    await world.database.run(
        audit.append,
        actor=operator.user_id,
        action="roster.document",
        details={"revision": revision, "people": people},
        now=world.now(),
    )
    return TakenBody(revision=revision, people=people)
