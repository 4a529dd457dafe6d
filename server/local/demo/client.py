"""The seeder's hand on a homeserver: requests in anybody's name, at any time in the past.

It speaks as an application service whose registration is in the configuration during seeding only.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx

from server.local.supervisor import RunningServer

V3 = "/_matrix/client/v3"
_AT_ONCE = 8

Json = dict[str, Any]


class SeedClient:
    """Requests to one homeserver; not more than a few at a time."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._known: dict[str, str] = {}
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._txn = 0
        self._http = httpx.AsyncClient(
            base_url=server.url,
            headers={"Authorization": f"Bearer {server.seeder_token}"},
            # Plain HTTP on loopback: loading certificates and proxies would only cost time.
            verify=False,
            trust_env=False,
            timeout=120,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    def user_id(self, localpart: str) -> str:
        """The full id of somebody of the demo, by the name they have in it."""
        return self._known.get(localpart, f"@{localpart}:{self._server.server_name}")

    def know(self, accounts: Mapping[str, str]) -> None:
        """Remember the accounts of people that the school has given them."""
        self._known.update(accounts)

    async def call(
        self, method: str, path: str, *, who: str = "", at: datetime | None = None, **more: Any
    ) -> Json:
        """One request in the name of `who`, dated `at`."""
        params: dict[str, str] = dict(more.pop("params", {}))
        if who:
            params["user_id"] = self.user_id(who)
        if at is not None:
            params["ts"] = str(int(at.timestamp() * 1000))
        async with self._slots:
            answer = await self._http.request(method, path, params=params, **more)
        answer.raise_for_status()
        body: Json = answer.json()
        return body

    async def register(self, localpart: str, name: str, *, password: str) -> None:
        """Make an account with the shared secret (so that it belongs to no application service)."""
        path = "/_synapse/admin/v1/register"
        nonce = (await self.call("GET", path))["nonce"]
        parts = (nonce, localpart, password, "notadmin")
        secret = self._server.shared_secret.encode()
        mac = hmac.new(secret, "\0".join(parts).encode(), hashlib.sha1).hexdigest()
        body = {
            "nonce": nonce,
            "username": localpart,
            "displayname": name,
            "password": password,
            "admin": False,
            "mac": mac,
            "inhibit_login": True,
        }
        await self.call("POST", path, json=body)

    async def send(
        self, room_id: str, event_type: str, content: Mapping[str, Any], *, who: str, at: datetime
    ) -> str:
        """Send an event; gives its id."""
        self._txn += 1
        path = f"{V3}/rooms/{quote(room_id)}/send/{event_type}/seed{self._txn}"
        event_id: str = (await self.call("PUT", path, who=who, at=at, json=content))["event_id"]
        return event_id

    async def state(
        self,
        room_id: str,
        event_type: str,
        content: Mapping[str, Any],
        *,
        who: str,
        at: datetime | None = None,
        key: str = "",
    ) -> None:
        """Set a state event."""
        path = f"{V3}/rooms/{quote(room_id)}/state/{event_type}/{quote(key)}"
        await self.call("PUT", path, who=who, at=at, json=content)

    async def account_data(self, who: str, data_type: str, content: Mapping[str, Any]) -> None:
        """Set global account data."""
        path = f"{V3}/user/{quote(self.user_id(who))}/account_data/{data_type}"
        await self.call("PUT", path, who=who, json=content)

    async def upload(self, data: bytes, *, mime: str, name: str, who: str) -> str:
        """Upload a file; gives its mxc address."""
        answer = await self.call(
            "POST",
            "/_matrix/media/v3/upload",
            who=who,
            params={"filename": name},
            content=data,
            headers={"Content-Type": mime},
        )
        uri: str = answer["content_uri"]
        return uri
