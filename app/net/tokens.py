"""The access token of a session: refreshed once for all who wait, written before it is used."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from app.domain.errors import BadReply, Forbidden, LoggedOut, NotFound, ServerError, SoftLogout
from app.domain.profiles import Tokens
from app.net import wire
from app.net.http import Call, Http

OnTokens = Callable[[Tokens], Awaitable[None]]
"""Writes a new pair where it survives a crash."""


class Renewal(Protocol):
    """How a session gets a new pair: by the homeserver itself, or by its OAuth server."""

    @property
    def tells_apart(self) -> bool:
        """Whether a refused access token says by itself if it is old or revoked."""

    async def renew(self, spent: str) -> Tokens:
        """Spend a refresh token. Raises SoftLogout where it is worth nothing."""


class MatrixRenewal:
    """`POST /v3/refresh`."""

    tells_apart = True

    def __init__(self, http: Http, *, now: Callable[[], float] = time.time) -> None:
        self._http, self._now = http, now

    async def renew(self, spent: str) -> Tokens:
        """Spend a refresh token."""
        call = Call(
            "POST",
            "/_matrix/client/v3/refresh",
            wire.dumps({"refresh_token": spent}),
            repeatable=False,
        )
        try:
            return await self._http.json(
                call, lambda reply: read_tokens(reply, now=self._now(), refresh_token=spent)
            )
        except (Forbidden, LoggedOut, NotFound, SoftLogout) as error:
            raise SoftLogout("refresh token spent", status=401, errcode=error.errcode) from error
        except ServerError as error:
            if error.status == 401 and not error.errcode.startswith("M_USER_"):
                raise SoftLogout("refresh refused", status=401, errcode=error.errcode) from error
            raise


class TokenKeeper:
    """Holds the pair. The server spends the old refresh token when the new pair is first used, so
    the new pair is written first: a crash at any moment leaves a pair that works.
    """

    def __init__(
        self,
        renewal: Renewal,
        tokens: Tokens,
        *,
        on_tokens: OnTokens,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._renewal = renewal
        self._tokens = tokens
        self._on_tokens = on_tokens
        self._now = now
        self._flight: asyncio.Future[Any] | None = None

    @property
    def held(self) -> Tokens:
        """The pair as it is now."""
        return self._tokens

    @property
    def can_refresh(self) -> bool:
        """Whether an expired access token can be replaced without the person."""
        return self._tokens.refresh_token is not None

    async def access(self) -> str:
        """Return an access token that has not expired as far as we know."""
        expires = self._tokens.expires_at
        if expires is not None and self.can_refresh and self._now() >= expires:
            await self.refresh(self._tokens.access_token)
        return self._tokens.access_token

    async def refresh(self, stale: str) -> str:
        """Return a token other than `stale`, refreshing unless somebody already has.

        A caller that is cancelled does not cancel the refresh: the others wait for it too.
        """
        while self._tokens.access_token == stale:
            if self._flight is None:
                self._flight = asyncio.gather(self._refresh())
                self._flight.add_done_callback(self._on_landed)
            await asyncio.shield(self._flight)
        return self._tokens.access_token

    async def instead_of(self, stale: str, refused: LoggedOut | SoftLogout) -> str:
        """Return a token other than the one that was refused, or raise what the refusal means."""
        if self.can_refresh and (isinstance(refused, SoftLogout) or not self._renewal.tells_apart):
            return await self.refresh(stale)
        raise self.meaning(refused)

    def meaning(self, refused: LoggedOut | SoftLogout) -> LoggedOut | SoftLogout:
        """Return what a refusal means for the profile.

        Where an old and a revoked token are refused with the same words, nothing is removed for
        them: the person signs in again and finds everything in place.
        """
        if isinstance(refused, SoftLogout) or self._renewal.tells_apart:
            return refused
        return SoftLogout("session ended", status=refused.status, errcode=refused.errcode)

    async def settle(self) -> None:
        """Wait for a refresh under way, so that its pair is not lost when the session closes."""
        if self._flight is not None:
            await asyncio.wait([self._flight])

    async def _refresh(self) -> None:
        spent = self._tokens.refresh_token
        if spent is None:
            raise SoftLogout("no refresh token", status=401, errcode="M_UNKNOWN_TOKEN")
        try:
            fresh = await self._renewal.renew(spent)
        except LoggedOut as refused:
            raise self.meaning(refused) from refused
        if fresh.access_token == self._tokens.access_token:
            raise BadReply("the same token again")  # asking on would never end
        await self._on_tokens(fresh)
        self._tokens = fresh

    def _on_landed(self, flight: asyncio.Future[Any]) -> None:
        self._flight = None
        if not flight.cancelled():
            flight.exception()  # read here too, for every waiter may have been cancelled


def read_tokens(
    reply: object, *, now: float, refresh_token: str | None = None, seconds: bool = False
) -> Tokens:
    """Return the tokens of a login or refresh reply; the old refresh token stays if none comes.

    `seconds`: the lifetime comes in seconds, as OAuth has it.
    """
    fields: Mapping[str, Any] = reply if isinstance(reply, dict) else {}
    access, refresh = fields.get("access_token"), fields.get("refresh_token", refresh_token)
    lifetime, unit = (
        fields.get("expires_in" if seconds else "expires_in_ms"),
        1 if seconds else 1000,
    )
    if not _usable(access):
        raise BadReply("no access token")
    known = isinstance(lifetime, int | float) and not isinstance(lifetime, bool)
    return Tokens(
        access_token=str(access),
        refresh_token=str(refresh) if _usable(refresh) else None,
        expires_at=now + min(max(lifetime, 0), 1 << 45) / unit if known and lifetime else None,
    )


def _usable(token: object) -> bool:
    return (
        isinstance(token, str)
        and 0 < len(token) <= 8192
        and token.isascii()
        and token.isprintable()
    )
