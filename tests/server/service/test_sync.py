"""Flow 7 and what is around it: a register changes, the service makes it so, everybody concerned
sees it. Real homeserver, real service, nobody's hand but the service's own.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from server.school_core.document_write import write_document
from server.school_core.roster import EnrolmentRole, Guardianship, PersonId, Roster
from server.school_core.school import School
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.school import Homeserver, running
from tests.helpers.service_school import Member
from tests.server.core.schools import enrol, school

ORG = "s14"


@pytest.fixture(scope="module")
def synced_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    with running(
        Homeserver(tmp_path_factory.mktemp("synced") / "school", "school", service=True)
    ) as homeserver:
        yield homeserver


class Synced:
    """The small school of `tests.server.core.schools`, living through the service."""

    def __init__(self, server: Homeserver, operator: Member) -> None:
        self.server = server
        self.operator = operator
        self.members: dict[str, Member] = {}

    def user_id(self, person: str) -> str:
        return f"@s-{person}:{self.server.server_name}"

    async def take(self, roster: Roster) -> None:
        """Tell the register's new state."""
        accounts = {self.user_id(person): person for person in roster.people}
        document = json.dumps(write_document(School(roster, accounts)))
        await self.operator.ok("PUT", "/v1/school/roster", content=document)

    async def sync(self, **body: Any) -> dict[str, Any]:
        """Ask for a sync and wait for its end."""
        run = await self.operator.ok("POST", "/v1/sync", json=body)
        return await self.ended(run["id"])

    async def ended(self, number: int) -> dict[str, Any]:
        while True:
            status = await self.operator.ok("GET", "/v1/sync")
            run: dict[str, Any] = next(r for r in status["runs"] if r["id"] == number)
            if run["state"] not in ("asked", "running"):
                return run
            await asyncio.sleep(0)

    async def person(self, name: str) -> Member:
        """A person of the roster, signed in with a password that the test gave the account."""
        if name not in self.members:
            user = MatrixUser(self.server, self.user_id(name), name, password="пароль-проверки")
            path = f"/_synapse/admin/v1/reset_password/{quote(user.user_id)}"
            await self.operator.matrix.call("POST", path, json={"new_password": user.password})
            await user.sign_in()
            self.members[name] = Member(user, name)
            await self.members[name].sign_in()
        return self.members[name]

    async def rooms(self, name: str) -> dict[tuple[str, str], str]:
        """The chats somebody is in, by kind and what they are about, as their own client sees."""
        user = (await self.person(name)).matrix
        found = {}
        for room in (await user.call("GET", f"{CLIENT}/joined_rooms"))["joined_rooms"]:
            path = f"{CLIENT}/rooms/{quote(room)}/state/app.parta.room/"
            answer = await user.request("GET", path)
            if answer.status_code == 200 and answer.json()["kind"] != "space":
                content = answer.json()
                found[content["kind"], content.get("classId", content["orgId"])] = room
        return found


@pytest.fixture
async def synced(synced_server: Homeserver) -> AsyncIterator[Synced]:
    operator = Member(await synced_server.new_user("Администратор", admin=True), "")
    await operator.sign_in()
    synced = Synced(synced_server, operator)
    await synced.take(school())
    run = await synced.sync(confirmed=True)
    assert (run["state"], run["text"]) == ("done", "")
    assert run["done"] == run["planned"]
    yield synced
    for member in synced.members.values():
        await member.aclose()
    await operator.aclose()


def moved(roster: Roster) -> Roster:
    """Artem goes from 9Б to 2А, as the register writes it."""
    stays = {e for e in roster.enrolments if e.person != "artem"}
    there = enrol("artem", "2a", EnrolmentRole.PUPIL)
    return replace(roster, revision="moved", enrolments=frozenset(stays | {there}))


async def test_a_pupil_moves_to_another_class(synced: Synced) -> None:
    old = {name: await synced.rooms(name) for name in ("artem", "mama", "vera", "mixed")}
    assert set(old["artem"]) == {("class", "9b"), ("subject", "9b-bio")}
    assert set(old["mama"]) == {("parents", "9b")}
    artem = await synced.person("artem")
    vera, mixed = await synced.person("vera"), await synced.person("mixed")
    before = await vera.matrix.text(old["vera"]["class", "9b"], "До перевода")
    early = await mixed.matrix.text(old["mixed"]["class", "2a"], "Было раньше")

    await synced.take(moved(school()))
    run = await synced.sync()
    assert run["state"] == "done"

    assert set(await synced.rooms("artem")) == {("class", "2a")}
    assert set(await synced.rooms("mama")) == {("parents", "2a")}
    # History: the old class as it was while he was there, of the new one what its pupils see.
    after = await vera.matrix.text(old["vera"]["class", "9b"], "После перевода")
    path = f"{CLIENT}/rooms/{quote(old['vera']['class', '9b'])}/event"
    assert (await artem.matrix.request("GET", f"{path}/{quote(before)}")).status_code == 200
    assert (await artem.matrix.request("GET", f"{path}/{quote(after)}")).status_code in (403, 404)
    new_room = (await synced.rooms("artem"))["class", "2a"]
    path = f"{CLIENT}/rooms/{quote(new_room)}/event/{quote(early)}"
    assert (await artem.matrix.request("GET", path)).status_code == 200
    await artem.matrix.text(new_room, "Привет, 2А")
    denied = await artem.matrix.request(
        "PUT",
        f"{CLIENT}/rooms/{quote(old['vera']['class', '9b'])}/send/m.room.message/x1",
        json={"msgtype": "m.text", "body": "я ещё тут"},
    )
    assert denied.status_code == 403
    # The contact rules follow: his classmate of yesterday is not of his class today.
    body = {"invite": [synced.user_id("dasha")]}
    assert (
        await artem.matrix.request("POST", f"{CLIENT}/createRoom", json=body)
    ).status_code == 403

    lines = (await synced.operator.ok("GET", "/v1/audit"))["entries"]
    lines = [one for one in await _all(synced, lines) if one["details"].get("run") == run["id"]]
    deeds = {(one["action"], one["subject"], one["details"]["chat"]) for one in lines}
    assert ("sync.join", "artem", "class:2a") in deeds
    assert ("sync.remove", "artem", "class:9b") in deeds
    assert ("sync.remove", "mama", "parents:9b") in deeds
    assert {one["details"]["revision"] for one in lines} == {"moved"}
    assert (await synced.operator.ok("GET", "/v1/audit/check"))["broken_at"] is None

    await _told(vera.matrix, "9Б · класс — больше не участвуют: Ученик 9Б Имя")
    await _told(mixed.matrix, "2А · класс — добавлены: Ученик 9Б Имя")
    status = await synced.operator.ok("GET", "/v1/sync")
    assert status["removed"] >= 3
    assert (await synced.sync())["planned"] == 0, "the next one has nothing to do"


async def test_a_truncated_register_waits_for_an_administrator(synced: Synced) -> None:
    before = await synced.rooms("dasha")
    await synced.take(replace(school(), revision="cut", enrolments=frozenset()))
    run = await synced.sync()
    assert run["state"] == "held"
    assert "Проверьте выгрузку" in run["text"]
    assert await synced.rooms("dasha") == before
    ahead = await synced.operator.ok("GET", "/v1/sync/preview")
    assert not ahead["allowed"]
    assert ahead["counts"]["remove"] > 3
    assert any("2А · класс: убрать" in one["text"] for one in ahead["steps"])
    assert (await synced.sync(confirmed=True))["state"] == "done"
    assert set(await synced.rooms("dasha")) == set()


async def test_an_exception_is_made_and_taken_back(synced: Synced) -> None:
    head = await synced.person("head")
    pin = {
        "kind": "class",
        "org": ORG,
        "about": "2a",
        "person": "ivan",
        "inside": True,
        "level": 50,
        "reason": "Замещает",
        "until": "2999-01-01",
    }
    made = await head.ok("POST", "/v1/sync/pins", json=pin)
    await synced.sync()
    assert ("class", "2a") in await synced.rooms("ivan")
    made = await head.ok("POST", "/v1/sync/pins", json=pin | {"reason": "Замещает дальше"})
    stand = (await head.ok("GET", "/v1/sync/pins"))["pins"]
    assert [(one["person"], one["reason"]) for one in stand] == [("ivan", "Замещает дальше")]
    assert await head.refused(422, "POST", "/v1/sync/pins", json=pin | {"until": "2020-01-01"})
    assert await head.refused(404, "POST", "/v1/sync/pins", json=pin | {"about": "7z"}) == "no_chat"
    foreign = pin | {"org": "s15", "about": "s15", "kind": "staff"}
    assert await head.refused(403, "POST", "/v1/sync/pins", json=foreign) == "foreign_school"
    elsewhere = pin | {"person": "alien"}
    assert await head.refused(404, "POST", "/v1/sync/pins", json=elsewhere) == "no_person"
    for kind, about in (("staff", ORG), ("parents", "9b")):
        child = pin | {"kind": kind, "about": about, "person": "artem"}
        assert await head.refused(422, "POST", "/v1/sync/pins", json=child) == "pupil_outside"
    await head.ok("DELETE", f"/v1/sync/pins/{made['id']}")
    await synced.sync()
    assert ("class", "2a") not in await synced.rooms("ivan")


async def test_a_head_finds_the_steps_done_that_the_list_has_done(synced: Synced) -> None:
    head = await synced.person("head")
    steps = (await head.ok("GET", "/v1/onboarding"))["steps"]
    done = {one["code"] for one in steps if one["done"]}
    assert done >= {"verify", "confirmed", "staff", "subjects", "pupils", "parents"}


async def test_a_ruling_holds_from_the_next_sync_on(synced: Synced) -> None:
    ruled = {g for g in school().guardianships if g.guardian != "olga"}
    ruled.add(Guardianship(PersonId("olga"), PersonId("dasha"), no_contact=True))
    assert ("parents", "9b") in await synced.rooms("olga")
    await synced.take(replace(school(), revision="ruled", guardianships=frozenset(ruled)))
    await synced.sync(confirmed=True)
    assert set(await synced.rooms("olga")) == set()


async def test_only_administrators_ask_for_syncs(synced: Synced) -> None:
    for name in ("vera", "artem", "mama"):
        member = await synced.person(name)
        for method, path in (
            ("GET", "/v1/sync"),
            ("POST", "/v1/sync"),
            ("GET", "/v1/sync/preview"),
            ("POST", "/v1/sync/1/stop"),
            ("GET", "/v1/sync/pins"),
            ("PUT", "/v1/sync/year"),
        ):
            assert await member.refused(403, method, path, json={}) in (
                "role_needed",
                "operator_needed",
            )
    head = await synced.person("head")
    assert await head.refused(403, "PUT", "/v1/sync/year", json={}) == "operator_needed"
    assert await head.refused(404, "POST", "/v1/sync/1/stop") == "run_over"


async def _all(synced: Synced, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    while True:
        query = {"after": entries[-1]["number"]}
        more = (await synced.operator.ok("GET", "/v1/audit", params=query))["entries"]
        if not more:
            return entries
        entries = [*entries, *more]


async def _told(user: MatrixUser, text: str) -> None:
    """Wait for a direct message of the school's bot, whose chats one is in at once."""
    since: dict[str, Any] = {}
    rooms: set[str] = set()
    while True:
        for room in rooms:
            for event in await user.messages(room):
                if event["type"] == "m.room.message" and text in event["content"]["body"]:
                    assert event["sender"].startswith("@parta-school:")
                    return
        answer = await user.call("GET", f"{CLIENT}/sync", params={"timeout": 1000, **since})
        since = {"since": answer["next_batch"]}
        rooms |= answer.get("rooms", {}).get("join", {}).keys()
