"""Tickets and their chats."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from server.school_core.redaction import redact
from server.school_core.roles import Role
from server.school_core.rooms import ROOM
from server.service.auth import Caller
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.problems import Problem, missing
from server.service.rooms import bring
from server.service.support import repository
from server.service.support.repository import Ticket
from server.service.world import World

_log = logging.getLogger(__name__)

_LOOK_EVERY = 10.0
_LATE = timedelta(seconds=20)
_AGAIN = timedelta(minutes=10)
"""Within this time the same words of somebody are the same request, sent once more."""
_DAY = timedelta(days=1)
MOST_A_DAY = 10
"""Each request is a chat with every administrator of the school."""


async def ask(world: World, caller: Caller, org: str | None, text: str, log: str) -> Ticket:
    """Make a ticket and its chat."""
    own = sorted(caller.orgs)
    if org is None and own:
        org = own[0]
    if org is None or org not in own:
        raise Problem(403, "stranger", "Обратиться за помощью можно только в свою школу.")
    ticket, new = await world.database.run(_add, world, caller, org, redact(text), bool(log))
    if not new:
        return ticket
    if log:
        await asyncio.to_thread(_save, folder(world), ticket.id, redact(log))
    try:
        return await open_chat(world, ticket)
    except (HomeserverDown, HomeserverRefused) as trouble:
        _log.warning("the chat of a ticket comes later: %s", trouble)
        return ticket


def _add(
    session: Session, world: World, caller: Caller, org: str, text: str, log: bool
) -> tuple[Ticket, bool]:
    """A new ticket, or the one that was made a moment ago and whose answer got lost; which."""
    now, who = world.now(), caller.user_id
    known = repository.same(session, org, who, text=text, after=now - _AGAIN)
    if known is not None:
        return known, False
    if repository.made_since(session, who, after=now - _DAY) >= MOST_A_DAY:
        text = "За день вы обратились много раз. Напишите в чаты обращений, которые уже есть."
        raise Problem(429, "too_many_tickets", text, retry_after=3600)
    return repository.add(session, org, who, text=text, log=log, now=now), True


async def open_chat(world: World, ticket: Ticket) -> Ticket:
    """Make the chat of a ticket, with everybody in it and the request as its first message."""
    homeserver = world.homeserver
    content = {"kind": "support", "managed": False, "orgId": ticket.org, "ticket": ticket.id}
    room_id = await homeserver.create_room(
        {
            "preset": "private_chat",
            "name": f"Обращение № {ticket.id}",
            "initial_state": [{"type": ROOM, "content": content}],
            "power_level_content_override": {"invite": 100},
        }
    )
    for user_id in (ticket.user_id, *await _admins(world, ticket.org)):
        await bring(homeserver, room_id, user_id)
    message = {"msgtype": "m.text", "body": ticket.text}
    await homeserver.send(
        room_id, "m.room.message", message, who=ticket.user_id, txn=f"ticket-{ticket.id}"
    )
    await world.database.run(repository.has_chat, ticket.id, room_id)
    return await _again(world, ticket)


async def make_up(world: World) -> None:
    """Job: chats of tickets whose making was cut short."""
    while True:
        before = world.now() - _LATE
        for ticket in await world.database.run(repository.without_chat, before=before):
            try:
                await open_chat(world, ticket)
            except (HomeserverDown, HomeserverRefused) as trouble:
                _log.warning("the chat of a ticket comes later: %s", trouble)
        await asyncio.sleep(_LOOK_EVERY)


async def close(world: World, caller: Caller, ticket_id: int) -> Ticket:
    """Say that a ticket is done with: whoever asked, or an administrator."""
    ticket = await find(world, caller, ticket_id)
    await world.database.run(repository.close, ticket.id, now=world.now())
    return await _again(world, ticket)


async def find(world: World, caller: Caller, ticket_id: int) -> Ticket:
    """A ticket of the caller's, or of a school they administer."""
    ticket = await world.database.run(repository.by_id, ticket_id)
    if ticket is None or not (ticket.user_id == caller.user_id or caller.administers(ticket.org)):
        raise missing("Такого обращения нет.")
    return ticket


async def log_of(world: World, admin: Caller, ticket_id: int) -> str:
    """The cleaned log of a ticket."""
    ticket = await find(world, admin, ticket_id)
    if not admin.administers(ticket.org) or not ticket.has_log:
        raise missing("К обращению не приложен журнал программы.", "no_log")
    text = await asyncio.to_thread(_load, folder(world), ticket.id)
    if text is None:
        raise missing("К обращению не приложен журнал программы.", "no_log")
    return text


def folder(world: World) -> Path:
    """Where logs lie."""
    return world.settings.data_dir / "support"


async def _admins(world: World, org: str) -> list[str]:
    school = await world.book.school()
    if school is None:
        return []
    admins = {
        grant.person
        for grant in school.roster.roles
        if grant.org == org and grant.role is Role.ADMIN
    }
    return sorted(user for user, person in school.accounts.items() if person in admins)


async def _again(world: World, ticket: Ticket) -> Ticket:
    return await world.database.run(repository.by_id, ticket.id) or ticket


def _save(folder: Path, ticket_id: int, text: str) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{ticket_id}.log"
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def _load(folder: Path, ticket_id: int) -> str | None:
    path = folder / f"{ticket_id}.log"
    return path.read_text(encoding="utf-8") if path.is_file() else None
