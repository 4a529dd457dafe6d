"""The service's hand on the homeserver: requests as the bot, or in anybody's name.

It speaks as an application service whose namespace covers all accounts; the bot's account is a
server administrator, so the admin API is open to it too. The homeserver's rate limits do not bind
an application service, but where it says "later" (429) we wait and ask again.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import httpx

from server.service.settings import Settings

V3 = "/_matrix/client/v3"
ADMIN = "/_synapse/admin"
ROSTER = "/_synapse/client/parta/admin/roster"

_PATIENCE = 8
_PAUSE = 0.5
_LOOK = 0.1
_LONGEST_PAUSE = 60.0

Json = dict[str, Any]


class HomeserverDown(Exception):
    """It cannot be reached, or answers that it is broken."""


class HomeserverRefused(Exception):
    """It said no. `reason` and `reason_text` are those of our module, '' for Synapse's own."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.errcode = str(body.get("errcode", ""))
        self.reason = str(body.get("app.parta.reason", ""))
        self.reason_text = str(body.get("error", "")) if self.reason else ""
        self.body = body
        super().__init__(f"{status} {self.errcode} {self.reason or body.get('error', '')}")


class Homeserver:
    """Requests to the school's homeserver."""

    def __init__(
        self, settings: Settings, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self.bot = settings.bot_id
        self.server_name = settings.server_name
        self._token = settings.appservice_token
        self._http = httpx.AsyncClient(
            base_url=settings.homeserver_url,
            trust_env=False,
            timeout=60,
            transport=transport,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    # --------------------------------------------------------------------------------- requests

    async def call(
        self,
        method: str,
        path: str,
        *,
        who: str | None = None,
        params: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Json:
        """One request in the name of `who` (the bot where nobody is named) that must succeed.

        Raises:
            HomeserverRefused: it was understood and refused.
            HomeserverDown: there was no answer that means anything.
        """
        query = {**(params or {}), "user_id": who or self.bot}
        # Not a header of the client: some addresses take none but their own kind.
        headers = {"Authorization": f"Bearer {self._token.get_secret_value()}"}
        return await self._answer(method, path, params=query, headers=headers, **more)

    async def _answer(
        self, method: str, path: str, *, patience: int = _PATIENCE, **more: Any
    ) -> Json:
        repeatable = method in {"GET", "PUT", "DELETE"}
        for attempt in range(patience):
            last = attempt == patience - 1
            try:
                answer = await self._http.request(method, path, **more)
            except httpx.HTTPError as error:
                if last or not (repeatable or isinstance(error, httpx.ConnectError)):
                    raise HomeserverDown(type(error).__name__) from error
                await asyncio.sleep(_PAUSE)
                continue
            if answer.status_code == 429 and not last:
                await asyncio.sleep(_pause(answer))
                continue
            if answer.status_code >= 500:
                raise HomeserverDown(f"{method} {answer.status_code}")
            body = _json(answer)
            if answer.is_success:
                return body
            raise HomeserverRefused(answer.status_code, body)
        raise HomeserverDown("no answer")  # pragma: no cover - the loop ends by itself

    async def wait_up(self) -> None:
        """Return when it answers at all."""
        while True:
            try:
                if (await self._http.get("/health", timeout=5)).is_success:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(_LOOK)

    # --------------------------------------------------------------------------------- accounts

    async def openid_user(self, access_token: str) -> str | None:
        """Whose OpenID token this is, None for a token that is worth nothing."""
        try:
            answer = await self._answer(
                "GET",
                "/_matrix/federation/v1/openid/userinfo",
                params={"access_token": access_token},
            )
        except HomeserverRefused:
            return None
        user = answer.get("sub")
        ours = isinstance(user, str) and user.endswith(f":{self.server_name}")
        return user if ours else None

    async def public_url(self) -> str:
        """Where people reach it, as it says itself."""
        told = await self._answer("GET", "/.well-known/matrix/client")
        return str(told["m.homeserver"]["base_url"]).rstrip("/")

    async def sign_in(self, body: Mapping[str, Any]) -> Json:
        """`POST /login` of somebody, asked once: who has tried too often is told so."""
        return await self._answer("POST", f"{V3}/login", patience=1, json=body)

    async def sign_out(self, access_token: str) -> None:
        """End the one session of a token."""
        headers = {"Authorization": f"Bearer {access_token}"}
        await self._answer("POST", f"{V3}/logout", headers=headers, json={})

    async def is_admin(self, user_id: str) -> bool:
        """Whether an account is a server administrator."""
        answer = await self.call("GET", f"{ADMIN}/v1/users/{quote(user_id)}/admin")
        return answer.get("admin") is True

    async def sign_out_everywhere(self, user_id: str) -> None:
        """End every session of an account; one that is on paper yet has none."""
        where = f"{ADMIN}/v2/users/{quote(user_id)}"
        try:
            devices = (await self.call("GET", f"{where}/devices")).get("devices", [])
        except HomeserverRefused as refused:
            if refused.status == 404:
                return
            raise
        ids = [one["device_id"] for one in devices if "device_id" in one]
        if ids:
            await self.call("POST", f"{where}/delete_devices", json={"devices": ids})

    async def forget_identity(self, user_id: str, provider: str) -> None:
        """Make it forget whom a provider in the browser has let into an account."""
        path = f"{ADMIN}/v2/users/{quote(user_id)}"
        known = (await self.call("GET", path)).get("external_ids", [])
        stays = [one for one in known if one.get("auth_provider") != provider]
        if len(stays) != len(known):
            await self.call("PUT", path, json={"external_ids": stays})

    async def register_bot(self, shared_secret: str) -> None:
        """Make the bot's account, an administrator; an account that is there already stays."""
        path = f"{ADMIN}/v1/register"
        nonce = str((await self._answer("GET", path))["nonce"])
        localpart, password = self.bot[1:].split(":")[0], secrets.token_urlsafe(32)
        parts = (nonce, localpart, password, "admin")
        mac = hmac.new(shared_secret.encode(), "\0".join(parts).encode(), hashlib.sha1).hexdigest()
        body = {
            "nonce": nonce,
            "username": localpart,
            "displayname": "Школа",
            "password": password,
            "admin": True,
            "mac": mac,
            "inhibit_login": True,
        }
        try:
            await self._answer("POST", path, json=body)
        except HomeserverRefused as refused:
            if refused.errcode != "M_USER_IN_USE":
                raise

    # ------------------------------------------------------------------------------------ rooms

    async def create_room(self, body: Mapping[str, Any], *, who: str | None = None) -> str:
        """`POST /createRoom`; gives the room's id."""
        return str((await self.call("POST", f"{V3}/createRoom", who=who, json=body))["room_id"])

    async def invite(self, room_id: str, user_id: str, *, who: str | None = None) -> None:
        """Invite an account."""
        path = f"{V3}/rooms/{quote(room_id)}/invite"
        await self.call("POST", path, who=who, json={"user_id": user_id})

    async def join(self, room_id: str, *, who: str | None = None) -> None:
        """Enter a room in the name of `who`."""
        await self.call("POST", f"{V3}/join/{quote(room_id)}", who=who, json={})

    async def kick(
        self, room_id: str, user_id: str, *, reason: str = "", who: str | None = None
    ) -> None:
        """Take an account out of a room."""
        path = f"{V3}/rooms/{quote(room_id)}/kick"
        await self.call("POST", path, who=who, json={"user_id": user_id, "reason": reason})

    async def send(
        self,
        room_id: str,
        event_type: str,
        content: Mapping[str, Any],
        *,
        who: str | None = None,
        txn: str | None = None,
    ) -> str:
        """Send an event; the same `txn` again is the same event. Gives its id."""
        txn = txn or secrets.token_urlsafe(12)
        path = f"{V3}/rooms/{quote(room_id)}/send/{quote(event_type)}/{quote(txn, safe='')}"
        return str((await self.call("PUT", path, who=who, json=content))["event_id"])

    async def set_state(
        self,
        room_id: str,
        event_type: str,
        content: Mapping[str, Any],
        *,
        key: str = "",
        who: str | None = None,
    ) -> str:
        """Set a state event; gives its id."""
        path = f"{V3}/rooms/{quote(room_id)}/state/{quote(event_type)}/{quote(key, safe='')}"
        return str((await self.call("PUT", path, who=who, json=content))["event_id"])

    async def state_event(
        self, room_id: str, event_type: str, *, key: str = "", who: str | None = None
    ) -> Json | None:
        """A state event as `who` sees it; None where there is none or the room is not theirs."""
        path = f"{V3}/rooms/{quote(room_id)}/state/{quote(event_type)}/{quote(key, safe='')}"
        try:
            return await self.call("GET", path, who=who, params={"format": "event"})
        except HomeserverRefused as refused:
            if refused.status in {403, 404}:
                return None
            raise

    async def state(self, room_id: str) -> Sequence[Json]:
        """The whole state of a room, by the admin API: the bot need not be inside."""
        answer = await self.call("GET", f"{ADMIN}/v1/rooms/{quote(room_id)}/state")
        return [event for event in answer.get("state", ()) if isinstance(event, dict)]

    async def members(self, room_id: str) -> frozenset[str]:
        """Who is joined, by the admin API: the bot need not be inside."""
        answer = await self.call("GET", f"{ADMIN}/v1/rooms/{quote(room_id)}/members")
        return frozenset(str(one) for one in answer.get("members", ()))

    async def tell(self, user_id: str, text: str, *, txn: str | None = None) -> None:
        """Write to an account in its direct chat with the bot, which is made where there is none.

        Both remember such a chat in their `m.direct`, as any client does. The person is in it at
        once, with nothing to accept.
        """
        direct = await self._direct_chats(self.bot)
        rooms = direct.get(user_id)
        room_id = rooms[0] if isinstance(rooms, list) and rooms else None
        if room_id is None or user_id not in await self._wanted_by(room_id):
            room_id = await self.create_room(
                {"preset": "trusted_private_chat", "is_direct": True, "invite": [user_id]}
            )
            await self.join(room_id, who=user_id)
            for who, other in ((self.bot, user_id), (user_id, self.bot)):
                direct = await self._direct_chats(who)
                path = f"{V3}/user/{quote(who)}/account_data/m.direct"
                await self.call("PUT", path, who=who, json={**direct, other: [room_id]})
        content = {"msgtype": "m.notice", "body": text}
        await self.send(room_id, "m.room.message", content, txn=txn)

    async def _direct_chats(self, who: str) -> Json:
        path = f"{V3}/user/{quote(who)}/account_data/m.direct"
        try:
            return await self.call("GET", path, who=who)
        except HomeserverRefused as refused:
            if refused.status != 404:
                raise
            return {}

    async def _wanted_by(self, room_id: str) -> frozenset[str]:
        """Who is in a room or invited to it."""
        return frozenset(
            str(event.get("state_key"))
            for event in await self.state(room_id)
            if event.get("type") == "m.room.member"
            and event.get("content", {}).get("membership") in {"join", "invite"}
        )

    # ----------------------------------------------------------------------------------- module

    async def roster_revision(self) -> str | None:
        """Which roster our module holds."""
        revision = (await self.call("GET", ROSTER)).get("revision")
        return revision if isinstance(revision, str) else None

    async def put_roster(self, document: str) -> None:
        """Give our module a roster, the JSON of `server.school_core.document`."""
        await self.call("PUT", ROSTER, content=document.encode())


def _pause(answer: httpx.Response) -> float:
    body = _json(answer)
    try:
        wanted = float(body.get("retry_after_ms", 0)) / 1000 or float(
            answer.headers.get("Retry-After", _PAUSE)
        )
    except (TypeError, ValueError):
        wanted = _PAUSE
    return min(max(wanted, 0.05), _LONGEST_PAUSE)


def _json(answer: httpx.Response) -> Json:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
