"""The demo school comes in as any school does: its register's export through the school service.

Accounts, spaces, chats and rights are the reconciler's work. The few people one can sign in as have
accounts before, as a school that moves here may: the service keeps what the document names.
"""

import asyncio
import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

import httpx

from server.demo.school import DemoSchool
from server.local.demo.accounts import LOGINS, PASSWORD
from server.local.demo.chats import Chat
from server.local.demo.client import V3, SeedClient
from server.local.demo.roster import ORG, export_of, person_id
from server.local.services import ServiceFailed

BOT = "parta-school"
"""The service's account, a server administrator: as whom the operator of a school acts here."""

_CHATS = "/_synapse/client/parta/admin/chats"
_LOOK = 0.2

Json = dict[str, Any]


class Door:
    """Requests to the school service in the name of people of the demo."""

    def __init__(self, client: SeedClient, url: str) -> None:
        self._client = client
        self._sessions: dict[str, str] = {}
        self._http = httpx.AsyncClient(base_url=url, verify=False, trust_env=False, timeout=120)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def call(self, method: str, path: str, *, who: str = BOT, **more: Any) -> Any:
        """One request that must succeed; gives the JSON, None where there is none."""
        if who not in self._sessions:
            self._sessions[who] = await self._sign_in(who)
        headers = {"Authorization": f"Bearer {self._sessions[who]}"}
        answer = await self._http.request(method, path, headers=headers, **more)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    async def _sign_in(self, who: str) -> str:
        path = f"{V3}/user/{quote(self._client.user_id(who))}/openid/request_token"
        openid = await self._client.call("POST", path, who=who, json={})
        answer = await self._http.post("/v1/session", json=openid)
        answer.raise_for_status()
        token: str = answer.json()["token"]
        return token

    async def bring_in(
        self, school: DemoSchool, logins: Iterable[str], on_progress: Callable[[int, int], None]
    ) -> None:
        """Let the school's export stand and wait until its accounts and chats are there."""
        await self.call("PUT", "/v1/school/roster", content=json.dumps(self._accounts(school)))
        files = {"files": ("school14.zip", export_of(school))}
        draft = await self.call("POST", "/v1/rosters/uploads", files=files, data={"org": ORG})
        path = f"/v1/rosters/drafts/{draft['id']}/confirm"
        await self.call("POST", path, json={"confirmed": True})
        await self._synced(on_progress)
        listed = await self.call("GET", "/v1/rosters/people", params={"org": ORG})
        users = {one["id"]: one["user_id"] for one in listed["people"]}
        self._client.know({login: users[person_id(login)] for login in logins})
        for login in LOGINS:
            if login.server == "school":
                path = f"/_synapse/admin/v2/users/{quote(self._client.user_id(login.user))}"
                await self._client.call("PUT", path, who=BOT, json={"password": PASSWORD})

    async def rooms(self) -> dict[str, str]:
        """The school's chats: room ids by name."""
        found: dict[str, str] = {}
        after: str | None = ""
        while after is not None:
            page = await self._client.call("GET", _CHATS, who=BOT, params={"after": after})
            for room in page["rooms"]:
                name = room["state"].get("m.room.name", {}).get("name", "")
                found.setdefault(name, room["room_id"])
            after = page["next"]
        return found

    async def make_channel(self, chat: Chat) -> str:
        """A channel of the school; who spoke last in its talk writes it, the others read."""
        by, writer = chat.creator, chat.lines[-1].who
        body = {"org": ORG, "name": chat.name, "about": chat.topic, "roles": ["teacher", "staff"]}
        room_id: str = (await self.call("POST", "/v1/channels", who=by, json=body))["room_id"]
        where = f"/v1/channels/{quote(room_id)}"
        told = {"user_id": self._client.user_id(writer), "writes": True}
        await self.call("PUT", f"{where}/writers", who=by, json=told)
        for reader in chat.members:
            if reader != writer:
                await self.call("POST", f"{where}/subscription", who=reader)
        return room_id

    def _accounts(self, school: DemoSchool) -> Json:
        """The document of a school that knows only who has an account already."""
        known = [login.user for login in LOGINS if login.server == "school"]
        people = [school.roster.people[person_id(login)] for login in known]
        return {
            "revision": "accounts",
            "orgs": [{"id": ORG, "name": school.roster.orgs[ORG].name}],
            "people": [
                {
                    "id": one.id,
                    "user_id": self._client.user_id(login),
                    "family": one.family,
                    "given": one.given,
                    "middle": one.middle,
                }
                for login, one in zip(known, people, strict=True)
            ],
        }

    async def _synced(self, on_progress: Callable[[int, int], None]) -> None:
        while True:
            run = (await self.call("GET", "/v1/sync"))["runs"][0]
            on_progress(run["done"], run["planned"])
            match run["state"]:
                case "asked" | "running":
                    await asyncio.sleep(_LOOK)
                case "done":
                    return
                case _:
                    raise ServiceFailed(f"Не удалось создать чаты школы: {run['text']}")
