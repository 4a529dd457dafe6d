"""Who asks: the bearer token of a request made into a `Caller`, and the roles an endpoint needs.

Roles are looked up in the school of now at every request, never kept in the session: whoever is
taken out of the roster can do nothing from the next request on.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any, Self

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from server.school_core.roles import Role
from server.school_core.roster import OrgId, PersonId
from server.school_core.school import SchoolDay
from server.school_core.standing import Standing
from server.service.problems import Problem, forbidden
from server.service.sessions import repository
from server.service.sessions.repository import SignedIn
from server.service.world import InWorld

_bearer = HTTPBearer(auto_error=False, description="Токен из POST /v1/session")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `operator` runs the server: an administrator of every school on it.

    `standing` is None for an account that the school does not know.
    """

    user_id: str
    operator: bool = False
    standing: Standing | None = None

    @classmethod
    def of(cls, who: SignedIn, day: SchoolDay | None) -> Self:
        """The holder of a session on a day of the school."""
        standing = day.standing(who.user_id) if day is not None else None
        return cls(who.user_id, who.operator, standing)

    @property
    def person(self) -> PersonId | None:
        """The caller in the roster."""
        return self.standing.person if self.standing else None

    @property
    def grants(self) -> frozenset[tuple[OrgId, Role]]:
        """Roles with the school each holds in."""
        return self.standing.grants if self.standing else frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        """Every role, in whatever school."""
        return frozenset(role for _, role in self.grants)

    @property
    def orgs(self) -> frozenset[OrgId]:
        """The schools the caller belongs to."""
        return self.standing.orgs if self.standing else frozenset()

    @property
    def admin_orgs(self) -> frozenset[OrgId]:
        """The schools the caller administers by the roster."""
        return frozenset(org for org, role in self.grants if role is Role.ADMIN)

    def has(self, *roles: Role, org: str | None = None) -> bool:
        """Whether the caller has one of these roles, at one school or at any."""
        return any(role in roles and org in (None, where) for where, role in self.grants)

    def administers(self, org: str) -> bool:
        """Whether the caller may decide for a school."""
        return self.operator or self.has(Role.ADMIN, org=org)


async def _token(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> str:
    if credentials is None:
        raise Problem(401, "no_session", "Сначала войдите.")
    return credentials.credentials


Token = Annotated[str, Depends(_token)]
"""Parameter type: the bearer token itself."""


async def _caller(token: Token, world: InWorld) -> Caller:
    who = await world.database.run(repository.find, token, now=world.now())
    if who is None:
        raise Problem(401, "session_over", "Вход устарел. Войдите ещё раз.")
    return Caller.of(who, await world.book.today())


Me = Annotated[Caller, Depends(_caller)]
"""Parameter type: whoever is signed in."""


def require(*roles: Role) -> Callable[[Caller], Coroutine[Any, Any, Caller]]:
    """Make a dependency that lets in whoever has one of the roles at some school.

    An administrator's right is open to the operator too.
    """

    async def check(caller: Me) -> Caller:
        if caller.has(*roles) or (Role.ADMIN in roles and caller.operator):
            return caller
        raise forbidden("role_needed", "Для этого нужна другая роль в школе.")

    return check


async def _operator(caller: Me) -> Caller:
    if not caller.operator:
        raise forbidden("operator_needed", "Это может сделать только администратор сервера.")
    return caller


Admin = Annotated[Caller, Depends(require(Role.ADMIN))]
"""Parameter type: an administrator of some school, or the operator."""
Staff = Annotated[Caller, Depends(require(Role.ADMIN, Role.TEACHER, Role.STAFF))]
"""Parameter type: a grown-up whom some school employs."""
Operator = Annotated[Caller, Depends(_operator)]
"""Parameter type: whoever runs the server."""
