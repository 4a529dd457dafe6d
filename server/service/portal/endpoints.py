"""`/v1/portal`: a number for the portal's page, and nothing else.

The token is signed and names one person. It opens this number alone, in any browser that has it,
and is worth nothing once the person takes it back or leaves the school.
"""

import secrets
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, StringConstraints
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.service.audit.repository import append
from server.service.auth import Me
from server.service.portal.tables import PortalBadge
from server.service.problems import forbidden, missing
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/portal", tags=["Портал журнала"])

UNREAD = "/_synapse/client/parta/unread"
_MOST = 999
_ANYBODY = {
    # The page that shows the number stands on the portal's own address.
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "private, max-age=15",
}

Token = Annotated[str, StringConstraints(max_length=200), Query()]


class BadgeBody(BaseModel):
    """Whether my number is open to the portal, and the addresses for its page.

    `address` answers `{"unread": 3}`; `button` opens the program at my school.
    """

    address: str | None
    button: str
    made_at: datetime | None


class UnreadBody(BaseModel):
    """How many messages wait for one person, 999 at most."""

    unread: int


@router.get("/badge", summary="Мой счётчик для портала")
async def mine(caller: Me, world: InWorld) -> BadgeBody:
    """The address as long as it is open."""
    return _body(world, await world.database.run(_of, caller.user_id))


@router.post("/badge", summary="Открыть счётчик порталу")
async def make(caller: Me, world: InWorld) -> BadgeBody:
    """A new address; the one before is worth nothing any more."""
    if caller.person is None or not caller.roles:
        raise forbidden("not_in_roster", "Счётчик есть только у людей из списка школы.")
    return _body(world, await world.database.run(_put, caller.user_id, world.now()))


@router.delete("/badge", summary="Закрыть счётчик", status_code=204)
async def revoke(caller: Me, world: InWorld) -> None:
    """The address answers nobody from now on."""
    await world.database.run(_drop, caller.user_id, world.now())


@router.get("/unread", summary="Число непрочитанных", response_model=UnreadBody)
async def unread(token: Token, world: InWorld) -> JSONResponse:
    """Without signing in: whoever holds the token reads a number, and no more than that."""
    badge_id, _, signature = token.partition(".")
    user_id = None
    if world.gradebooks.vault.signs(_signed(badge_id), signature):
        user_id = await world.database.run(_whose, badge_id)
    day = await world.book.today()
    if user_id is None or day is None or not day.roles(user_id):
        raise missing("Такого счётчика нет: его закрыли или человека нет в списках школы.")
    reply = await world.homeserver.call("GET", UNREAD, who=user_id)
    return JSONResponse({"unread": _total(reply)}, headers=_ANYBODY)


def _total(reply: dict[str, Any]) -> int:
    rooms = reply.get("rooms")
    counts = rooms.values() if isinstance(rooms, dict) else ()
    total = sum(one[0] for one in counts if isinstance(one, list) and isinstance(one[0], int))
    return min(total, _MOST)


def _body(world: World, badge: PortalBadge | None) -> BadgeBody:
    button = "parta://open?" + urlencode(
        {"address": world.settings.address, "hs": world.settings.server_name}
    )
    if badge is None:
        return BadgeBody(address=None, button=button, made_at=None)
    token = f"{badge.id}.{world.gradebooks.vault.sign(_signed(badge.id))}"
    base = f"{world.settings.public_url.rstrip('/')}/v1/portal/unread?"
    address = base + urlencode({"token": token})
    return BadgeBody(address=address, button=button, made_at=badge.made_at)


def _signed(badge_id: str) -> str:
    return f"portal badge {badge_id}"


def _of(session: Session, user_id: str) -> PortalBadge | None:
    return session.get(PortalBadge, user_id)


def _whose(session: Session, badge_id: str) -> str | None:
    return session.scalars(
        select(PortalBadge.user_id).where(PortalBadge.id == badge_id)
    ).one_or_none()


def _put(session: Session, user_id: str, now: datetime) -> PortalBadge:
    session.execute(delete(PortalBadge).where(PortalBadge.user_id == user_id))
    made = PortalBadge(user_id=user_id, id=secrets.token_urlsafe(18), made_at=now)
    session.add(made)
    append(session, actor=user_id, action="portal.opened", subject=user_id, now=now)
    return made


def _drop(session: Session, user_id: str, now: datetime) -> None:
    badge = session.get(PortalBadge, user_id)
    if badge is not None:
        session.delete(badge)
        append(session, actor=user_id, action="portal.closed", subject=user_id, now=now)
