"""`/v1/me`, and the roster document for whoever runs the server."""

import asyncio
import json
from dataclasses import asdict, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import StringConstraints
from sqlalchemy.orm import Session

from server.school_core.circle import circles
from server.school_core.contact import ContactSwitches
from server.school_core.document import DocumentRefused, read_document
from server.school_core.document_write import write_document
from server.school_core.parts import schools_of
from server.school_core.portrait import Viewer, portrait
from server.school_core.roster import OrgId as RosterOrg
from server.school_core.rulings import with_rulings
from server.service.audit import repository as audit
from server.service.auth import Admin, Caller, Me, Operator, Staff
from server.service.intake import repository as intake
from server.service.lessons.refusals import refusal
from server.service.problems import Field, Problem, missing
from server.service.recordings.refusals import NOT_INSTALLED
from server.service.school import repository
from server.service.school.schemas import (
    CircleBody,
    CirclesBody,
    MeBody,
    NowBody,
    OrgBody,
    PersonRoleBody,
    PortraitBody,
    RelativeChildBody,
    RoleBody,
    SwitchesBody,
    TakenBody,
)
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1", tags=["Школа"])

OrgId = Annotated[str, StringConstraints(min_length=1, max_length=255), Path()]
UserId = Annotated[str, StringConstraints(min_length=1, max_length=255), Path()]

ONLINE = "/_synapse/client/parta/online"
_MOST_PROBLEMS = 100
_AUGUST = 8


@router.get("/me", summary="Кто я для школы")
async def me(caller: Me, world: InWorld) -> MeBody:
    """Who asks, with roles and schools."""
    return await describe(caller, world)


@router.get("/me/people", summary="Кому я могу написать")
async def my_people(caller: Me, world: InWorld) -> CirclesBody:
    """Everybody of the school whom the rules let me reach, by what they are to me."""
    school, day = await world.book.school(), await world.book.today()
    if school is None or day is None:
        return CirclesBody(circles=[])
    found = await asyncio.to_thread(circles, school, day, caller.user_id)
    return CirclesBody(circles=[CircleBody.model_validate(asdict(one)) for one in found])


@router.get("/school/now", summary="Учебный год и сколько людей в сети")
async def now(_caller: Staff, world: InWorld) -> NowBody:
    """For the staff; a number, and nobody's name."""
    reply = await world.homeserver.call("GET", ONLINE)
    day = world.now().astimezone(world.settings.zone).date()
    # Whoever asks is here, even before their program has said so.
    return NowBody(school_year=school_year(day), online=max(1, int(reply.get("online", 0))))


def school_year(day: date) -> str:
    """Return the school year of a day as registers write it: 2026/2027."""
    begun = day.year if day.month >= _AUGUST else day.year - 1
    return f"{begun}/{begun + 1}"


async def describe(caller: Caller, world: World) -> MeBody:
    """Make the body about a caller."""
    school = await world.book.school()
    person = school.roster.people.get(caller.person) if school and caller.person else None
    orgs = school.roster.orgs if school else {}
    mine = schools_of(school.roster) if school and caller.operator else caller.orgs
    return MeBody(
        user_id=caller.user_id,
        person=caller.person,
        name=person.full_name if person else "",
        roles=[
            RoleBody(org=org, role=role)
            for org, role in sorted(caller.grants, key=lambda g: (g[0], g[1].value))
        ],
        orgs=[OrgBody(id=org, name=orgs[org].name) for org in sorted(mine) if org in orgs],
        operator=caller.operator,
    )


@router.get("/school/people/{user_id}", summary="Кто этот человек в школе")
async def person(user_id: UserId, caller: Me, world: InWorld) -> PortraitBody:
    """Roles of somebody of one's own school, with as much of each as the asker may know."""
    school, day = await world.book.school(), await world.book.today()
    whom = day.standing(user_id) if day is not None else None
    viewer = Viewer(caller.standing, everything=caller.operator)
    if school is None or day is None or whom is None or not viewer.shares(whom):
        raise missing("Этого человека в вашей школе нет.", "no_person")
    roster = school.roster
    return PortraitBody(
        user_id=user_id,
        name=roster.people[whom.person].full_name,
        roles=[
            PersonRoleBody(
                org=one.org,
                org_name=roster.orgs[one.org].name,
                role=one.role,
                leads=list(one.leads),
                subjects=list(one.subjects),
                classes=list(one.classes),
                children=[RelativeChildBody(**asdict(child)) for child in one.children],
            )
            for one in portrait(roster, day, viewer, whom)
        ],
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
    """Take the document of `server.school_core.document` in place of the roster that stands.

    What was ruled about guardians holds over it from the first moment, as over any other list.
    """
    document = (await request.body()).decode("utf-8", "replace")
    try:
        async with world.standing:
            school = await world.book.take(await _ruled(world, document))
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


async def _ruled(world: World, document: str) -> str:
    rulings = [one.ruling for one in await world.database.run(intake.rulings)]
    if not rulings:
        return document
    told = read_document(document, server_name=world.settings.server_name)
    school = replace(told, roster=with_rulings(told.roster, rulings))
    return json.dumps(write_document(school), ensure_ascii=False)


@router.get("/school/{org}/switches", summary="Что решает школа")
async def switches(org: OrgId, admin: Admin, world: InWorld) -> SwitchesBody:
    """Who may write to whom and what pupils may send, as it stands."""
    return SwitchesBody(**asdict(await _switches(world, admin, org)))


@router.put("/school/{org}/switches", summary="Решить за школу")
async def decide(org: OrgId, body: SwitchesBody, admin: Admin, world: InWorld) -> SwitchesBody:
    """The homeserver holds to it from that moment on."""
    stands = await _switches(world, admin, org)
    if body.lesson_recordings and not stands.lesson_recordings and world.recorder is None:
        raise refusal(NOT_INSTALLED, 409)
    await world.database.run(_decide, org, body, admin.user_id, world)
    await world.book.changed()
    return body


async def _switches(world: World, admin: Caller, org: str) -> ContactSwitches:
    school = await world.book.school()
    if school is None or org not in school.roster.orgs or not admin.administers(org):
        raise missing("Такой школы нет.", "no_school")
    return school.switches.get(RosterOrg(org), ContactSwitches())


def _decide(session: Session, org: str, body: SwitchesBody, actor: str, world: World) -> None:
    repository.decide(session, org, ContactSwitches(**body.model_dump()))
    details = body.model_dump()
    audit.append(
        session, actor=actor, action="school.switches", org=org, details=details, now=world.now()
    )
