"""`/v1/session`: in and out."""

import secrets
from datetime import timedelta

from fastapi import APIRouter

from server.service.auth import Caller, Me, Token
from server.service.problems import Problem
from server.service.school.endpoints import describe
from server.service.sessions import repository
from server.service.sessions.repository import SignedIn
from server.service.sessions.schemas import OpenIdBody, SessionBody
from server.service.world import InWorld

router = APIRouter(prefix="/v1/session", tags=["Вход"])

LIFETIME = timedelta(hours=1)
"""Short, because an account that is closed keeps its session until then."""


@router.post("", summary="Войти по токену OpenID", status_code=201)
async def sign_in(body: OpenIdBody, world: InWorld) -> SessionBody:
    """Ask the homeserver whose token it is and open a session for them."""
    homeserver = world.homeserver
    user_id = None
    if body.matrix_server_name == homeserver.server_name:
        user_id = await homeserver.openid_user(body.access_token)
    if user_id is None:
        raise Problem(401, "openid_refused", "Сервер школы не подтвердил вход. Войдите ещё раз.")
    who = SignedIn(user_id, await homeserver.is_admin(user_id))
    token, now = secrets.token_urlsafe(32), world.now()
    expires_at = now + LIFETIME
    await world.database.run(repository.open_session, token, who, expires_at=expires_at, now=now)
    caller = Caller.of(who, await world.book.today())
    return SessionBody(token=token, expires_at=expires_at, me=await describe(caller, world))


@router.delete("", summary="Выйти", status_code=204)
async def sign_out(_caller: Me, token: Token, world: InWorld) -> None:
    """End this session."""
    await world.database.run(repository.close, token)
