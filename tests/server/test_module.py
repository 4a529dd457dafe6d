"""What our module adds to Synapse: true unread counts, and roles nobody can forge."""

from urllib.parse import quote

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import FreshUser

ONLINE = "/_synapse/client/parta/online"
UNREAD = "/_synapse/client/parta/unread"
ROLES = "/_synapse/client/parta/admin/roles"


async def test_unread_counts_messages_and_mentions_until_they_are_read(
    fresh_user: FreshUser,
) -> None:
    vera, artem = await fresh_user("Вера"), await fresh_user("Артём")
    room = await vera.create_room("9Б", members=(artem,))
    await artem.text(room, "Здравствуйте")
    mention = {"user_ids": [vera.user_id]}
    last = await artem.text(room, "Вера, можно вопрос?", **{"m.mentions": mention})
    assert await vera.call("GET", UNREAD) == {"rooms": {room: [2, 1]}}
    await vera.read(room, last)
    assert await vera.call("GET", UNREAD) == {"rooms": {}}


async def test_unread_forgets_rooms_one_has_left(fresh_user: FreshUser) -> None:
    vera, artem = await fresh_user("Вера"), await fresh_user("Артём")
    room = await vera.create_room("9Б", members=(artem,))
    await vera.text(room, "Контрольная завтра")
    await artem.leave(room)
    assert await artem.call("GET", UNREAD) == {"rooms": {}}


async def test_unread_is_for_people_who_are_signed_in(fresh_user: FreshUser) -> None:
    stranger = await fresh_user("Никто", sign_in=False)
    assert (await stranger.request("GET", UNREAD)).status_code == 401


async def test_the_number_of_members_who_are_here_is_told_to_members(
    fresh_user: FreshUser,
) -> None:
    vera, artem, eve = [await fresh_user(name) for name in ("Вера", "Артём", "Ева")]
    room = await vera.create_room("9Б", members=(artem,))
    here = {"presence": "online"}
    for one, body in ((vera, here), (eve, here), (artem, {"presence": "offline"})):
        await one.call("PUT", f"{CLIENT}/presence/{quote(one.user_id)}/status", json=body)
    asked = f"{ONLINE}?room_id={quote(room)}"
    assert await artem.call("GET", asked) == {"online": 1}
    assert (await eve.request("GET", asked)).status_code == 403
    assert (await eve.request("GET", ONLINE)).status_code == 403


async def test_how_many_are_here_in_the_whole_school_is_told_to_administrators(
    school: Homeserver, fresh_user: FreshUser
) -> None:
    before = (await school.admin_call("GET", ONLINE))["online"]
    for name in ("Вера", "Артём"):
        one = await fresh_user(name)
        path = f"{CLIENT}/presence/{quote(one.user_id)}/status"
        await one.call("PUT", path, json={"presence": "online"})
    assert (await school.admin_call("GET", ONLINE))["online"] >= before + 2


async def test_messages_carry_the_role_the_school_gave(
    school: Homeserver, fresh_user: FreshUser
) -> None:
    vera = await fresh_user("Вера", role="teacher")
    room = await vera.create_room("9Б")
    assert await _role_of_a_new_message(vera, room) == "teacher"
    await school.set_role(vera, None)
    assert await _role_of_a_new_message(vera, room) is None


async def test_nobody_forges_a_role_through_content_profile_or_our_resource(
    fresh_user: FreshUser,
) -> None:
    artem = await fresh_user("Артём")
    room = await artem.create_room("9Б")
    forged = {"app.parta.role": "teacher", "unsigned": {"app.parta.role": "teacher"}}
    assert await _role_of_a_new_message(artem, room, **forged) is None
    member = {"membership": "join", "displayname": "Артём", **forged}
    await artem.state(room, "m.room.member", member, key=artem.user_id)
    assert all("app.parta.role" not in e["unsigned"] for e in await artem.messages(room))
    refused = await artem.request("PUT", ROLES, json={"roles": {artem.user_id: "teacher"}})
    assert refused.status_code == 403
    assert await _role_of_a_new_message(artem, room) is None


async def test_an_administrator_cannot_set_a_role_that_does_not_exist(
    school: Homeserver,
) -> None:
    admin = await school.new_user("Директор", admin=True)
    try:
        answer = await admin.request("PUT", ROLES, json={"roles": {admin.user_id: "king"}})
        assert answer.status_code == 400
    finally:
        await admin.aclose()


async def test_discovery_tells_a_school_from_a_personal_server(
    fresh_user: FreshUser, personal_server: Homeserver
) -> None:
    well_known = "/.well-known/matrix/client"
    pupil, mother = await fresh_user(), await fresh_user(on=personal_server)
    school_says = await pupil.call("GET", well_known)
    assert school_says["app.parta.school"] == {"name": "Школа № 14, Самара"}
    assert school_says["m.homeserver"]["base_url"] == f"{pupil.server.url}/"
    assert "app.parta.school" not in await mother.call("GET", well_known)
    assert (await mother.request("GET", UNREAD)).status_code == 404


async def _role_of_a_new_message(user: MatrixUser, room: str, **more: object) -> object:
    event_id = await user.text(room, "Привет", **more)
    event = await user.call("GET", f"{CLIENT}/rooms/{room}/event/{event_id}")
    return event["unsigned"].get("app.parta.role")
