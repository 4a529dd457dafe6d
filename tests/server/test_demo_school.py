"""The demo school as Vera finds it, after a first start that was killed half-way."""

from collections.abc import AsyncIterator, Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from server.local.demo.accounts import PASSWORD
from server.local.demo.roster import ORG, demo_school
from server.local.demo.school_year import school_now
from server.local.demo.seed import SMALL
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.school import Homeserver, until
from tests.helpers.service_school import Member

SYNC = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync"
DAY = 86_400_000
pytestmark = pytest.mark.timeout(300)  # the fixture seeds one school and a half


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    data = tmp_path_factory.mktemp("demo") / "data"
    homeserver = Homeserver(data, "school", seed="small", service=True)
    homeserver.launch()
    until(lambda: _percent(homeserver) >= 60)
    homeserver.kill_supervisor()
    homeserver.start()
    yield homeserver
    homeserver.stop()


@pytest.fixture
async def vera(demo: Homeserver) -> AsyncIterator[MatrixUser]:
    user = MatrixUser(demo, f"@vera:{demo.server_name}", "Вера", password=PASSWORD)
    await user.sign_in()
    yield user
    await user.aclose()


async def test_every_chat_is_there_once_and_sorted_by_its_last_message(vera: MatrixUser) -> None:
    there = (await _rooms(vera)).values()
    spaces = [room["name"] for room in there if _kind(room) == "space"]
    assert sorted(spaces) == ["9Б", "Школа № 14"]
    rooms = [room for room in there if _kind(room) != "space"]
    rooms.sort(key=lambda room: -room["bump_stamp"])
    names = [room["name"] for room in rooms if "name" in room]
    assert names[:3] == ["9Б · класс", "Учительская", "9Б · родители"]
    assert len(set(names)) == len(names) == 7
    assert sum(room.get("is_dm", False) for room in rooms) == 4


async def test_rooms_say_what_they_are_and_managed_ones_belong_to_the_school(
    vera: MatrixUser,
) -> None:
    room_id, room = await _room(vera, "9Б · класс")
    state = {event["type"]: event for event in room["required_state"]}
    content = state["app.parta.room"]["content"]
    assert (content["kind"], content["managed"], content["orgId"]) == ("class", True, "s14")
    assert state["m.room.create"]["sender"] == f"@parta-school:{vera.server.server_name}"
    forged = await vera.request(
        "PUT", f"{CLIENT}/rooms/{quote(room_id)}/state/app.parta.room/", json={"kind": "staff"}
    )
    assert forged.status_code == 403
    (pinned,) = state["m.room.pinned_events"]["content"]["pinned"]
    event = await vera.call("GET", f"{CLIENT}/rooms/{quote(room_id)}/event/{quote(pinned)}")
    assert event["content"]["body"].startswith("Расписание")


async def test_history_reaches_into_the_past_from_the_room_s_birth(vera: MatrixUser) -> None:
    room_id, _ = await _room(vera, "9Б · класс")
    events = await vera.messages(room_id, limit=500)
    create = events[-1]
    assert create["type"] == "m.room.create"
    assert events[0]["origin_server_ts"] - create["origin_server_ts"] > 40 * DAY
    # An edit may come after the next message has been written.
    said = [e for e in events if e["type"] == "m.room.message" and not _is_edit(e)]
    times = [e["origin_server_ts"] for e in said]
    assert times == sorted(times, reverse=True)
    roles = {e["unsigned"].get("app.parta.role") for e in events}
    assert roles >= {"teacher", "pupil", "bot"}


async def test_vera_has_unread_messages_a_mention_and_a_poll_with_votes(vera: MatrixUser) -> None:
    unread = (await vera.call("GET", "/_synapse/client/parta/unread"))["rooms"]
    staff, _ = await _room(vera, "Учительская")
    assert unread[staff] == [3, 1]
    room_id, _ = await _room(vera, "9Б · класс")
    assert room_id not in unread
    events = await vera.messages(room_id, limit=50)
    poll = next(e for e in events if e["type"] == "org.matrix.msc3381.poll.start")
    path = f"/_matrix/client/v1/rooms/{quote(room_id)}/relations/{quote(poll['event_id'])}"
    votes = await vera.call("GET", f"{path}/m.reference", params={"limit": 50})
    assert len(votes["chunk"]) == 9


async def test_files_can_be_downloaded(vera: MatrixUser) -> None:
    room_id, _ = await _room(vera, "9Б · класс")
    events = await vera.messages(room_id, limit=50)
    file = next(e["content"] for e in events if e["content"].get("msgtype") == "m.file")
    path = "/_matrix/client/v1/media/download/" + file["url"].removeprefix("mxc://")
    answer = await vera.request("GET", path)
    assert answer.content.startswith(b"%PDF-")
    assert len(answer.content) == file["info"]["size"]


async def test_people_came_by_the_roster_and_its_rules_bind(demo: Homeserver) -> None:
    director, artem = await _member(demo, "director"), await _member(demo, "artem")
    try:
        listed = await director.ok("GET", f"/v1/rosters/people?org={ORG}")
        people = {one["id"]: one for one in listed["people"]}
        told = demo_school(school_now().date(), titles=SMALL.titles, most=SMALL.most)
        assert set(people) == set(told.roster.people)
        assert all(one["user_id"] for one in people.values()), "the sync has made every account"
        assert " ERROR " not in (demo.data / "school" / "homeserver.log").read_text("utf-8")
        synced = await director.ok("GET", "/v1/sync/preview")
        assert synced["steps"] == [], "rooms, people and rights are those of the roster"
        own, other = people["s14-vera"]["user_id"], people["s14-nazarova"]["user_id"]
        body = {"preset": "trusted_private_chat", "is_direct": True}
        create = ("POST", f"{CLIENT}/createRoom")
        assert await artem.matrix.call(*create, json={**body, "invite": [own]})
        refused = await artem.matrix.request(*create, json={**body, "invite": [other]})
        assert (refused.status_code, refused.json()["app.parta.reason"]) == (
            403,
            "pupil_not_own_class",
        )
        # An account that is in no list is nobody: it is not reached and reaches nobody.
        stranger = await demo.new_user("Посторонний")
        for who, whom in ((director.matrix, stranger), (stranger, director.matrix)):
            answer = await who.request(*create, json={**body, "invite": [whom.user_id]})
            assert answer.status_code == 403, answer.text
        await stranger.aclose()
    finally:
        await director.aclose()
        await artem.aclose()


async def test_the_diary_the_journal_and_the_activity_are_filled(demo: Homeserver) -> None:
    mother, teacher = await _member(demo, "kuznetsova"), await _member(demo, "vera")
    director = await _member(demo, "director")
    try:
        (child,) = await mother.ok("GET", "/v1/diary/children")
        assert (child["name"], child["class_title"]) == ("Артём Кузнецов", "9Б")
        where = f"/v1/diary/children/{child['person']}"
        week = await mother.ok("GET", f"{where}/week?day={_school_day()}")
        assert sum(len(day["lessons"]) for day in week["days"]) >= 20
        assert len((await mother.ok("GET", f"{where}/announcements"))["announcements"]) == 3
        groups = (await teacher.ok("GET", "/v1/diary/journal"))["groups"]
        assert {"9Б", "9Б · биология"} <= {one["title"] for one in groups}
        report = await director.ok("GET", "/v1/statistics")
        shown = {one["name"]: one["teachers"] for one in report["orgs"]}
        assert shown["Школа № 14"] == shown["Пряничная область"] >= 5
    finally:
        for member in (mother, teacher, director):
            await member.aclose()


async def test_the_seeder_has_lost_its_rights_and_a_restart_seeds_nothing(
    demo: Homeserver, vera: MatrixUser
) -> None:
    assert "seeder.yaml" not in (demo.data / "school/homeserver.yaml").read_text()
    before = {room_id: room["bump_stamp"] for room_id, room in (await _rooms(vera)).items()}
    demo.stop()
    demo.start()
    after = {room_id: room["bump_stamp"] for room_id, room in (await _rooms(vera)).items()}
    assert after == before


def _percent(homeserver: Homeserver) -> int:
    try:
        message = homeserver.status()["message"]
    except FileNotFoundError:
        return 0
    return int(message.split()[-2]) if message.endswith("%") else 0


async def _member(demo: Homeserver, login: str) -> Member:
    matrix = MatrixUser(demo, f"@{login}:{demo.server_name}", login, password=PASSWORD)
    await matrix.sign_in()
    member = Member(matrix, f"{ORG}-{login}")
    await member.sign_in()
    return member


def _school_day() -> date:
    """Today, in the holidays a day before them."""
    today = school_now().date()
    return today if today.month not in {6, 7, 8} else date(today.year, 5, 20)


def _kind(room: dict[str, Any]) -> str:
    state = {event["type"]: event["content"] for event in room["required_state"]}
    kind: str = state.get("app.parta.room", {}).get("kind", "")
    return kind


def _is_edit(event: dict[str, Any]) -> bool:
    return "m.new_content" in event["content"]


async def _rooms(user: MatrixUser) -> dict[str, dict[str, Any]]:
    state = [["app.parta.room", ""], ["m.room.create", ""], ["m.room.pinned_events", ""]]
    window = {"ranges": [[0, 99]], "timeline_limit": 1, "required_state": state}
    answer = await user.call("POST", SYNC, json={"lists": {"all": window}})
    rooms: dict[str, dict[str, Any]] = answer["rooms"]
    return rooms


async def _room(user: MatrixUser, name: str) -> tuple[str, dict[str, Any]]:
    rooms = await _rooms(user)
    return next(item for item in rooms.items() if item[1].get("name") == name)
