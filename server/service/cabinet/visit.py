"""Who is looking at the cabinet: the cookie, the session behind it, and forms that are ours.

A form carries the signature of its visitor's cookie, so that no other page can send one in their
name. The cookie is made anew at each sign-in.
"""

import secrets
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from server.service.auth import Caller
from server.service.problems import Problem
from server.service.sessions import repository
from server.service.sessions.endpoints import LIFETIME
from server.service.sessions.repository import SignedIn
from server.service.world import InWorld, World

HOME = "/cabinet"
_LONGEST = 200


class Visit:
    """One look at a page: `caller` is None before the sign-in, `over` when a session has ended."""

    def __init__(self, world: World, token: str, caller: Caller | None, *, over: bool) -> None:
        self.world = world
        self.token = token
        self.caller = caller
        self.over = over

    @classmethod
    def fresh(cls, world: World) -> "Visit":
        """Somebody of whom nothing is known."""
        return cls(world, secrets.token_urlsafe(32), None, over=False)

    @property
    def stamp(self) -> str:
        """What a form of this visitor carries."""
        return self.world.gradebooks.vault.sign(f"cabinet form {self.token}")

    def keep(self, answer: Response) -> Response:
        """Let the browser remember the visitor."""
        answer.set_cookie(
            cookie_name(self.world),
            self.token,
            max_age=int(LIFETIME.total_seconds()),
            path="/",
            secure=is_secure(self.world),
            httponly=True,
            # Not strict: who comes back from a provider comes from elsewhere. Forms are stamped.
            samesite="lax",
        )
        return answer


def is_secure(world: World) -> bool:
    """Whether people reach the school by https."""
    return urlsplit(world.settings.public_url).scheme == "https"


def cookie_name(world: World) -> str:
    """`__Host-`: browsers take it from this very address and over https only."""
    return "__Host-parta" if is_secure(world) else "parta"


async def _visit(request: Request, world: InWorld) -> Visit:
    token = request.cookies.get(cookie_name(world), "")[:_LONGEST]
    if not token:
        return Visit.fresh(world)
    who = await world.database.run(repository.find, token, now=world.now())
    if who is None:
        return Visit(world, token, None, over=token.startswith(_SIGNED_IN))
    return Visit(world, token, Caller.of(who, await world.book.today()), over=False)


_SIGNED_IN = "in-"

Looks = Annotated[Visit, Depends(_visit)]
"""Parameter type: whoever looks, signed in or not."""


async def _stamped(visit: Looks, stamp: Annotated[str, Form(max_length=_LONGEST)] = "") -> Visit:
    if not secrets.compare_digest(visit.stamp.encode(), stamp.encode()):
        raise Problem(403, "foreign_form", "Эта страница устарела. Откройте её заново.")
    return visit


Sends = Annotated[Visit, Depends(_stamped)]
"""Parameter type: whoever sends a form that we gave them."""


async def signed_in(world: World, user_id: str) -> Visit:
    """Open a session; never with the rights of whoever runs the server."""
    token, now = _SIGNED_IN + secrets.token_urlsafe(32), world.now()
    who = SignedIn(user_id, operator=False)
    ends = now + LIFETIME
    await world.database.run(repository.open_session, token, who, expires_at=ends, now=now)
    return Visit(world, token, Caller.of(who, await world.book.today()), over=False)


async def sign_out(visit: Visit) -> None:
    """End the session."""
    await visit.world.database.run(repository.close, visit.token)


def go_home() -> RedirectResponse:
    """After a form: a page that can be loaded again without sending it twice."""
    return RedirectResponse(HOME, 303)
