"""A school on a real homeserver: told a roster, synced, and read back by the plain admin API."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from server.school_core.document_write import write_document
from server.school_core.plan import Step
from server.school_core.roster import PersonId, Roster
from server.school_core.school import School
from server.service.homeserver import Homeserver as Requests
from server.service.reconcile.ports import Outcome
from server.service.reconcile.sync import Draft, Wishes, carry_out, draft
from server.service.settings import Settings
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school import Homeserver

ROSTER = "/_synapse/client/parta/admin/roster"
DAY = date(2026, 11, 20)


class Counting(httpx.AsyncBaseTransport):
    """Counts what is no question; loses the answer to one change at the path `deaf_to`."""

    def __init__(self) -> None:
        self._http = httpx.AsyncHTTPTransport()
        self.writes: list[str] = []
        self.deaf_to = ""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method != "GET":
            self.writes.append(f"{request.method} {request.url.path}")
        answer = await self._http.handle_async_request(request)
        if request.method != "GET" and request.url.path == self.deaf_to:
            self.deaf_to = ""
            raise httpx.ReadTimeout("lost", request=request)
        return answer

    async def aclose(self) -> None:
        await self._http.aclose()


class Quiet:
    """A watcher that remembers the steps and never stops."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    async def did(self, steps: Sequence[Step]) -> None:
        self.steps += steps

    def stops(self) -> bool:
        return False


class Hand:
    """One school on one homeserver; `prefix` keeps the accounts of several apart."""

    def __init__(self, server: Homeserver, bot: MatrixUser, *, prefix: str = "") -> None:
        self.server = server
        self.prefix = prefix
        self.transport = Counting()
        self.requests = requests_as(bot, transport=self.transport)
        self.former: dict[str, PersonId] = {}

    def user_id(self, person: str) -> str:
        return f"@{self.prefix}{person}:{self.server.server_name}"

    def school(self, roster: Roster) -> School:
        return School(roster, {self.user_id(person): person for person in roster.people})

    async def tell(self, school: School) -> None:
        await self.requests.call("PUT", ROSTER, content=json.dumps(write_document(school)))

    async def sync(self, roster: Roster, **wishes: Any) -> Outcome:
        """Tell and sync; brake or trouble are failures here."""
        school = self.school(roster)
        self.former |= school.accounts
        made = await self.draft(school, **wishes)
        await self.tell(school)
        outcome = await carry_out(self.requests, made, Quiet())
        assert outcome.troubles == ()
        assert not outcome.stopped
        assert outcome.done == len(made.steps)
        return outcome

    async def draft(self, school: School, **wishes: Any) -> Draft:
        wanted = Wishes(former=self.former, **wishes)
        return await draft(self.requests, school, day=DAY, wishes=wanted, confirmed=True)

    def written(self) -> tuple[int, int]:
        """Requests that write, and the events and profile changes the homeserver holds."""
        database = sqlite3.connect(f"{self._database.as_uri()}?mode=ro", uri=True)
        try:
            (events,) = database.execute("SELECT COUNT(*) FROM events").fetchone()
            (profiles,) = database.execute(
                "SELECT COUNT(*) || ':' || group_concat(displayname) FROM profiles"
            ).fetchone()
        finally:
            database.close()
        return len(self.transport.writes), hash((events, profiles))

    @property
    def _database(self) -> Path:
        return self.server.data / self.server.name / "homeserver.db"

    async def aclose(self) -> None:
        await self.requests.aclose()


def requests_as(bot: MatrixUser, *, transport: httpx.AsyncBaseTransport | None = None) -> Requests:
    """The service's own client, with the token of an account that a test made."""
    settings = Settings.model_validate(
        {
            "database_url": "sqlite://",
            "homeserver_url": bot.server.url,
            "server_name": bot.server.server_name,
            "appservice_token": bot.access_token,
            "bot": bot.localpart,
            "public_url": "http://127.0.0.1:1",
            "data_dir": ".",
        }
    )
    return Requests(settings, transport=transport)


async def rooms_now(hand: Hand, bot: MatrixUser) -> dict[tuple[str, str], dict[str, Any]]:
    """Every room of the bot by (kind, class or school), read by other means than the reconciler."""
    answer = await bot.call("GET", "/_synapse/admin/v1/rooms", params={"limit": 5000})
    found: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {}
    listed: dict[str, str] = {}
    for listing in answer["rooms"]:
        if listing["creator"] != bot.user_id:
            continue
        room_id = listing["room_id"]
        path = f"/_synapse/admin/v1/rooms/{quote(room_id)}/state"
        state = (await bot.call("GET", path))["state"]
        content = {(e["type"], e["state_key"]): e["content"] for e in state}
        marker = content["app.parta.room", ""]
        key = (marker["kind"], marker.get("classId", marker["orgId"]))
        power = content["m.room.power_levels", ""]
        joined = {
            who: power["users"].get(who, power["users_default"])
            for (kind, who), member in content.items()
            if kind == "m.room.member" and member["membership"] == "join" and who != bot.user_id
        }
        for (kind, child), link in content.items():
            if kind == "m.space.child" and link.get("via"):
                listed[child] = room_id
        assert set(power["users"]) <= set(joined), "nobody outside has rights"
        people = {who[1:].split(":")[0].removeprefix(hand.prefix): n for who, n in joined.items()}
        assert key not in {k for k, _ in found.values()}, "one chat for each purpose"
        found[room_id] = (
            key,
            {
                "name": content.get(("m.room.name", ""), {}).get("name"),
                "people": people,
                "archived": marker.get("archived", False),
                "silent": power["events_default"] == 100,
                "rule": content["m.room.join_rules", ""]["join_rule"],
                "state": content,
                "room_id": room_id,
            },
        )
    return {
        key: room | {"listed_in": found[listed[room_id]][0] if room_id in listed else None}
        for room_id, (key, room) in found.items()
    }
