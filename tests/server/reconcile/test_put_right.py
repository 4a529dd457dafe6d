"""Whatever somebody did to the school's chats, the next sync puts right, and nothing else."""

from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import quote

from server.school_core.roster import EnrolmentRole
from server.service.reconcile import settings
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.school import Homeserver
from tests.server.core.histories import Size, begin, enrol
from tests.server.core.oracle import Oracle
from tests.server.reconcile.hand import Hand, rooms_now
from tests.server.reconcile.test_histories import assert_as_the_oracle_says, assert_idle

CHATS = "/_synapse/client/parta/admin/chats"


async def test_meddled_chats_are_put_right(
    rosters_server: Homeserver, hand: Hand, bot: MatrixUser
) -> None:
    roster, oracle = begin(Random(3), Size(classes=1, subjects=1, pupils=4, teachers=2)), Oracle()
    oracle.after(roster)
    await hand.sync(roster)
    rooms = await rooms_now(hand, bot)
    room = next(room for key, room in rooms.items() if key[0] == "class")
    room_id, state = room["room_id"], room["state"]
    pupil, other = [hand.user_id(p) for p, level in room["people"].items() if level == 0][:2]
    stranger = await rosters_server.new_user("Чужой", sign_in=False)
    base = f"{CLIENT}/rooms/{quote(room_id)}"
    power = dict(state["m.room.power_levels", ""])
    power |= {"users": {pupil: 100, stranger.user_id: 50}, "kick": 0}
    await bot.state(room_id, "m.room.power_levels", power)
    await bot.state(room_id, "m.room.name", {"name": "Чужое имя"})
    await bot.state(room_id, "m.room.guest_access", {"guest_access": "can_join"})
    await bot.state(room_id, "m.room.topic", {"topic": "Тема, которую задал учитель"})
    await bot.call("POST", f"{base}/ban", json={"user_id": other})
    await bot.call("POST", f"{base}/invite", json={"user_id": stranger.user_id})
    await bot.state(room_id, "m.room.join_rules", {"join_rule": "public"})
    path = f"/_synapse/admin/v2/users/{pupil}"
    await bot.call("PUT", path, json={"displayname": "Самозванец"})
    twin = await _twin(bot, room)
    await hand.sync(roster)
    await assert_idle(hand, roster)
    found = await rooms_now(hand, bot)
    (spare,) = [key for key in found if key not in oracle.rooms]
    assert found[spare]["room_id"] == twin
    assert found[spare]["archived"], "a second room for the same class is put away"
    now = next(room for key, room in found.items() if key[0] == "class" and key != spare)
    assert now["rule"] != "public"
    assert now["state"]["m.room.topic", ""]["topic"] == "Тема, которую задал учитель"
    assert now["state"]["m.room.guest_access", ""] == {"guest_access": "forbidden"}
    member = now["state"]["m.room.member", stranger.user_id]
    assert member["membership"] == "leave"
    oracle.rooms[spare] = replace(
        next(r for k, r in oracle.rooms.items() if k[0] == "class"),
        people={},
        listed_in=None,
        archived=True,
    )
    await assert_as_the_oracle_says(hand, bot, oracle)
    await stranger.aclose()


async def _twin(bot: MatrixUser, room: dict[str, Any]) -> str:
    content = room["state"]["app.parta.room", ""]
    name = room["name"]
    state = [{"type": "app.parta.room", "content": content}]
    return await bot.create_room(name, initial_state=state)


async def test_a_room_whose_making_was_cut_short_is_finished(hand: Hand, bot: MatrixUser) -> None:
    roster, oracle = begin(Random(4), Size(classes=1, subjects=0, pupils=2, teachers=1)), Oracle()
    oracle.after(roster)
    (class_id,) = roster.classes
    for kind in ("class", "parents"):
        content = {"kind": kind, "orgId": "school-14", "managed": True, "classId": class_id}
        # Nothing but the first event tells what it is.
        await bot.call(
            "POST", f"{CLIENT}/createRoom", json={"creation_content": {settings.CHAT: content}}
        )
    await hand.sync(roster)
    assert len(await rooms_now(hand, bot)) == len(oracle.rooms), "they were not made again"
    await assert_as_the_oracle_says(hand, bot, oracle)
    await assert_idle(hand, roster)


async def test_who_leaves_the_school_and_comes_back(hand: Hand, bot: MatrixUser) -> None:
    roster = begin(Random(6), Size(classes=1, subjects=1, pupils=3, teachers=2))
    await hand.sync(roster)
    gone = next(
        e.person for e in sorted(roster.enrolments, key=str) if e.role is EnrolmentRole.PUPIL
    )
    without = replace(
        roster,
        people={key: person for key, person in roster.people.items() if key != gone},
        enrolments=frozenset(e for e in roster.enrolments if e.person != gone),
        guardianships=frozenset(link for link in roster.guardianships if link.child != gone),
    )
    await hand.sync(without)
    path = f"/_synapse/admin/v2/users/{hand.user_id(gone)}"
    account = await bot.call("GET", path)
    assert not account["deactivated"], "the account stays for a while"
    assert all(gone not in room["people"] for room in (await rooms_now(hand, bot)).values())
    await hand.sync(without, leavers={gone})
    account = await bot.call("GET", path)
    assert account["deactivated"]
    assert account["displayname"] == roster.people[gone].full_name, "the name stays"
    await assert_idle_with(hand, without, leavers={gone})
    await hand.sync(roster)
    assert not (await bot.call("GET", path))["deactivated"]
    oracle = Oracle()
    oracle.after(roster)
    await assert_as_the_oracle_says(hand, bot, oracle)


async def assert_idle_with(hand: Hand, roster: Any, **wishes: Any) -> None:
    assert (await hand.draft(hand.school(roster), **wishes)).steps == ()


async def test_a_class_goes_on_as_the_next_grade_with_its_history(
    hand: Hand, bot: MatrixUser
) -> None:
    roster = begin(Random(8), Size(classes=1, subjects=0, pupils=3, teachers=2))
    await hand.sync(roster)
    ((old_id, old),) = roster.classes.items()
    before = await rooms_now(hand, bot)
    new = replace(old, id=type(old_id)("next"), title="10Б", grade=10)
    moved = replace(roster, classes={new.id: new}, enrolments=frozenset())
    for e in roster.enrolments:
        moved = enrol(moved, e.person, new.id, e.role, primary=e.primary)
    await hand.sync(moved, successors={old_id: new.id})
    after = await rooms_now(hand, bot)
    for kind in ("class", "parents", "space"):
        assert after[kind, new.id]["room_id"] == before[kind, old_id]["room_id"]
    oracle = Oracle()
    oracle.after(moved)
    await assert_as_the_oracle_says(hand, bot, oracle)


async def test_an_answer_that_never_came_is_asked_for_again(hand: Hand, bot: MatrixUser) -> None:
    roster, oracle = begin(Random(5), Size(classes=1, subjects=1, pupils=3, teachers=1)), Oracle()
    oracle.after(roster)
    hand.transport.deaf_to = CHATS
    outcome = await hand.sync(roster)
    assert not outcome.troubles
    assert hand.transport.deaf_to == "", "the homeserver did it, the answer was lost"
    await assert_as_the_oracle_says(hand, bot, oracle)


async def test_only_the_homeservers_administrators_see_and_change_chats(
    rosters_server: Homeserver, hand: Hand, bot: MatrixUser
) -> None:
    pupil = await rosters_server.new_user("Ученик")
    other = await rosters_server.new_user("Другой администратор", admin=True)
    room = await bot.create_room("Чат")
    mine = {"room_id": room, "join": [other.user_id]}
    assert (await pupil.request("PUT", CHATS, json={"chats": [mine]})).status_code == 403
    assert (await pupil.request("GET", CHATS)).status_code == 403
    assert (await other.call("GET", CHATS))["rooms"] == [], "each sees the rooms of their own"
    (told,) = (await other.call("PUT", CHATS, json={"chats": [mine]}))["chats"]
    assert (told["status"], told["errcode"]) == (403, "M_FORBIDDEN"), "each changes their own"
    for body in (
        {"chats": [mine, {"room_id": room, "state": [["m.room.member", bot.user_id, {}]]}]},
        {"chats": [mine, {"room_id": room, "join": "все"}]},
        {"chats": [mine, "!chat"]},
        {"chats": "все"},
        mine,
    ):
        assert (await bot.request("PUT", CHATS, json=body)).status_code == 400, body
    assert other.user_id not in await _joined(bot, room), "nothing of a malformed request is done"
    await pupil.aclose()
    await other.aclose()


async def test_a_chat_that_is_refused_holds_no_other_up(
    rosters_server: Homeserver, bot: MatrixUser
) -> None:
    pupil = await rosters_server.new_user("Ученик", sign_in=False)
    first, last = [await bot.create_room(name) for name in ("Первый", "Последний")]
    chats = [
        {"room_id": first, "join": [pupil.user_id]},
        {"room_id": first, "join": [f"@nobody:{rosters_server.server_name}"]},
        {"room_id": "!none", "join": []},
        {"room_id": last, "join": [pupil.user_id, "@nobody:x"], "state": [["m.topic", "", {}]]},
        {"room_id": last, "remove": [bot.user_id]},
        {"room_id": last, "join": [pupil.user_id]},
    ]
    told = (await bot.call("PUT", CHATS, json={"chats": chats}))["chats"]
    found = [(one.get("status"), one.get("errcode"), one.get("events")) for one in told]
    no_account = (400, "M_BAD_STATE", None)
    # Whoever is asked into a chat that is not of the school is invited first, hence two events.
    made = (None, None, 2)
    nothing = (None, None, 0)
    strange = (403, "M_FORBIDDEN", None)
    assert found == [made, no_account, strange, no_account, nothing, made]
    for room in (first, last):
        assert await _joined(bot, room) == {bot.user_id, pupil.user_id}
    state = await bot.call("GET", f"{CLIENT}/rooms/{quote(last)}/state")
    assert "m.topic" not in {event["type"] for event in state}, "no half of a refused chat is done"
    await pupil.aclose()


async def test_what_the_school_changes_rings_nobody_and_what_people_do_still_does(
    rosters_server: Homeserver, bot: MatrixUser
) -> None:
    pupil = await rosters_server.new_user("Ученик")
    room = await bot.create_room("Чат", members=(pupil,))
    rule = {
        "conditions": [{"kind": "event_match", "key": "type", "pattern": "m.room.name"}],
        "actions": ["notify"],
    }
    await pupil.call("PUT", f"{CLIENT}/pushrules/global/override/names", json=rule)

    position: dict[str, str] = {}

    async def rung() -> int:
        synced = await pupil.call("GET", f"{CLIENT}/sync", params=position | {"timeout": 0})
        position["since"] = synced["next_batch"]
        joined = synced["rooms"]["join"][room]
        count: int = joined["unread_notifications"]["notification_count"]
        return count

    change = {"room_id": room, "state": [["m.room.name", "", {"name": "Класс"}]]}
    (told,) = (await bot.call("PUT", CHATS, json={"chats": [change]}))["chats"]
    assert told == {"events": 1}
    assert await rung() == 0
    await bot.state(room, "m.room.name", {"name": "Другое имя"})
    assert await rung() == 1
    await pupil.aclose()


async def _joined(bot: MatrixUser, room: str) -> set[str]:
    answer = await bot.call("GET", f"{CLIENT}/rooms/{quote(room)}/joined_members")
    return set(answer["joined"])
