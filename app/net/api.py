"""What every endpoint of a signed-in session needs: the connections, the token, who is asking."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from app.domain.clean import is_clean_id
from app.domain.errors import BadReply, LoggedOut, SoftLogout
from app.domain.ids import DeviceId, EventId, UserId
from app.net import wire
from app.net.http import Call, Http
from app.net.tokens import TokenKeeper

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Api:
    """One session's access. An expired token is refreshed and the request made once more."""

    http: Http
    tokens: TokenKeeper
    user_id: UserId
    device_id: DeviceId

    async def get(
        self, path: str, parse: Callable[[Any], T], *, params: Mapping[str, str] | None = None
    ) -> T:
        """`GET`; `parse` makes a value of the JSON."""
        return await self.json(Call("GET", path, params=params), parse)

    async def put(self, path: str, body: Mapping[str, Any], parse: Callable[[Any], T]) -> T:
        """`PUT`, which is always safe to repeat."""
        return await self.json(Call("PUT", path, wire.dumps(body)), parse)

    async def post(
        self,
        path: str,
        body: Mapping[str, Any],
        parse: Callable[[Any], T],
        *,
        repeatable: bool = False,
    ) -> T:
        """`POST`; repeated on a dead line only where the endpoint allows it."""
        return await self.json(Call("POST", path, wire.dumps(body), repeatable=repeatable), parse)

    async def delete(self, path: str) -> None:
        """`DELETE`."""
        await self.json(Call("DELETE", path), nothing)

    async def json(self, call: Call, parse: Callable[[Any], T]) -> T:
        """Make any request that answers with JSON."""
        token = await self.tokens.access()
        try:
            return await self.http.json(call, parse, token=token)
        except (LoggedOut, SoftLogout) as refused:
            token = await self.tokens.instead_of(token, refused)
        try:
            return await self.http.json(call, parse, token=token)
        except LoggedOut as refused:
            raise self.tokens.meaning(refused) from refused

    @asynccontextmanager
    async def stream(self, call: Call) -> AsyncIterator[httpx.Response]:
        """Make a request whose reply is read in pieces."""
        token = await self.tokens.access()
        async with AsyncExitStack() as stack:
            try:
                response = await stack.enter_async_context(self.http.stream(call, token=token))
            except (LoggedOut, SoftLogout) as refused:
                token = await self.tokens.instead_of(token, refused)
                response = await stack.enter_async_context(self.http.stream(call, token=token))
            yield response


def nothing(_: object) -> None:
    """Parse a reply that says nothing."""


def fields(value: object) -> Mapping[str, Any]:
    """Return the object that a reply must be."""
    if not isinstance(value, dict):
        raise BadReply("not an object")
    return value


def text_field(value: object, key: str) -> str:
    """Return the id or token that a reply must hold under `key`."""
    found = fields(value).get(key)
    if not is_clean_id(found, 4096):
        raise BadReply(f"no {key}")
    return str(found)


def event_id(value: object) -> EventId:
    """Return the `event_id` of the reply to a send."""
    return EventId(text_field(value, "event_id"))
