"""`/v1/support`: asking for help, the school's tickets, the log of one."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, StringConstraints

from server.service.auth import Admin, Me
from server.service.support import repository, service
from server.service.support.repository import Ticket
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/support", tags=["Поддержка"])

TicketId = Annotated[int, Path(ge=1, lt=2**31)]


class AskBody(BaseModel):
    """What is wrong, with the program's log if one wants to give it; no `org`: one's own school."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": "Не слышно звука на уроке", "log": "12:01 INFO …"}]
        }
    )

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]
    org: Annotated[str, StringConstraints(min_length=1, max_length=255)] | None = None
    log: Annotated[str, StringConstraints(max_length=1_000_000)] = ""


class TicketBody(BaseModel):
    """A request; `room_id` is the chat about it, null for the moment until it is made."""

    id: int
    org: str
    user_id: str
    name: str
    text: str
    room_id: str | None
    has_log: bool
    made_at: datetime
    closed_at: datetime | None


class TicketsBody(BaseModel):
    """Own requests, and for administrators those of their schools."""

    tickets: list[TicketBody]


@router.post("", summary="Обратиться за помощью", status_code=201)
async def ask(body: AskBody, caller: Me, world: InWorld) -> TicketBody:
    """A chat with the school's administrators opens."""
    return await _body(world, await service.ask(world, caller, body.org, body.text, body.log))


@router.get("", summary="Обращения")
async def tickets(caller: Me, world: InWorld) -> TicketsBody:
    """The newest first."""
    orgs = None if caller.operator else caller.admin_orgs
    found = await world.database.run(repository.visible, caller.user_id, orgs)
    return TicketsBody(tickets=[await _body(world, ticket) for ticket in found])


@router.post("/{ticket_id}/close", summary="Закрыть обращение")
async def close(ticket_id: TicketId, caller: Me, world: InWorld) -> TicketBody:
    """By whoever asked, or an administrator; the chat stays."""
    return await _body(world, await service.close(world, caller, ticket_id))


@router.get("/{ticket_id}/log", summary="Журнал программы", response_class=PlainTextResponse)
async def log(ticket_id: TicketId, admin: Admin, world: InWorld) -> PlainTextResponse:
    """Cleaned of secrets and people."""
    text = await service.log_of(world, admin, ticket_id)
    headers = {"Content-Disposition": f'attachment; filename="ticket-{ticket_id}.log"'}
    return PlainTextResponse(text, headers=headers)


async def _body(world: World, ticket: Ticket) -> TicketBody:
    school = await world.book.school()
    person = school.accounts.get(ticket.user_id) if school is not None else None
    name = school.roster.people[person].full_name if school is not None and person else ""
    return TicketBody(
        name=name,
        id=ticket.id,
        org=ticket.org,
        user_id=ticket.user_id,
        text=ticket.text,
        room_id=ticket.room_id or None,
        has_log=ticket.has_log,
        made_at=ticket.made_at,
        closed_at=ticket.closed_at,
    )
