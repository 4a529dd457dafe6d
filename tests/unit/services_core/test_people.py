"""Presence: said while the person is there, asked only about those on the screen."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from app.domain.account import LAST_SEEN
from app.domain.errors import AppError
from app.domain.ids import RoomId, UserId
from app.domain.people import LastSeen, Person, Presence, Visibility
from app.services.people import HIDE_PRESENCE, OWN_EVERY, PeopleService
from tests.unit.services_core.fakes import FakeClock, Server

BOB, EVE = UserId("@bob:school"), UserId("@eve:school")


class Cache:
    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}
        self.people: dict[UserId, Person] = {}
        self.data: dict[str, Any] = {}

    async def setting(self, key: str) -> Any:
        return self.settings.get(key)

    async def account_data(self, kind: str) -> Any:
        return self.data.get(kind)

    async def put_account_data(self, kind: str, content: Any) -> None:
        self.data[kind] = content

    async def person(self, user_id: UserId) -> Person:
        return self.people.get(user_id, Person(user_id, user_id[1:].partition(":")[0]))


class Presences(Server):
    roughly = True

    async def last_seen(self, users: Sequence[UserId]) -> Mapping[UserId, LastSeen]:
        self._ask("asked_about", tuple(users))
        return {user: LastSeen(Presence.ONLINE) for user in users if user != EVE}

    async def tells_roughly(self) -> bool:
        return self.roughly

    async def set_account_data(self, kind: str, content: Any) -> None:
        self._ask("account_data", kind, content)

    async def online_count(self, room_id: RoomId) -> int | None:
        self._ask("counted", room_id)
        return 12

    async def profile(self, user_id: UserId) -> Person:
        self._ask("profile", user_id)
        return Person(user_id, "Борис")


@pytest.fixture
def server() -> Presences:
    return Presences()


@pytest.fixture
def cache() -> Cache:
    return Cache()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def people(server: Presences, cache: Cache, clock: FakeClock) -> PeopleService:
    return PeopleService(server, cache, clock=clock)  # type: ignore[arg-type]


async def test_being_here_is_said_and_going_once(people: PeopleService, server: Presences) -> None:
    await people.say_presence()
    people.active = True
    await people.say_presence()
    people.active = False
    await people.say_presence()
    await people.say_presence()
    assert server.asked("presence") == [(True,), (False,)]
    assert OWN_EVERY < 30  # the server forgets after about 30 s


async def test_who_hides_is_never_online(
    people: PeopleService, server: Presences, cache: Cache
) -> None:
    people.active = True
    await people.say_presence()
    cache.settings[HIDE_PRESENCE] = True  # of an older version of the program
    await people.load_visibility()
    assert people.visibility.value is Visibility.NOBODY
    await people.say_presence()
    await people.say_presence()
    assert server.asked("presence") == [(True,), (False,)]
    await people.set_visibility(Visibility.EXACT)
    assert server.asked("presence")[2:] == [(True,)], "a decision for all devices counts more"


@pytest.mark.parametrize("roughly", [True, False])
async def test_roughly_is_said_only_where_the_server_keeps_the_minute_to_itself(
    people: PeopleService, server: Presences, cache: Cache, roughly: bool
) -> None:
    people.active, server.roughly = True, roughly
    await people.set_visibility(Visibility.COARSE)
    assert cache.data == {LAST_SEEN: {"visible": "coarse"}}
    assert server.asked("account_data") == [(LAST_SEEN, {"visible": "coarse"})]
    assert server.asked("presence") == ([(True,)] if roughly else [])


async def test_a_decision_that_was_not_taken_is_not_shown(
    people: PeopleService, server: Presences
) -> None:
    server.offline = True
    with pytest.raises(AppError):
        await people.set_visibility(Visibility.NOBODY)
    assert people.visibility.value is Visibility.EXACT


async def test_only_people_on_the_screen_are_asked_about_once_a_minute(
    people: PeopleService, server: Presences, clock: FakeClock
) -> None:
    people.active = True
    people.last_seen(EVE)
    seen: list[LastSeen | None] = []
    stop = people.last_seen(BOB).subscribe(seen.append)
    await people.refresh()
    await people.refresh()
    assert server.asked("asked_about") == [((BOB,),)]
    assert seen == [None, LastSeen(Presence.ONLINE)]
    clock.advance(60)
    stop()
    await people.refresh()
    assert server.asked("asked_about") == [((BOB,),)]


async def test_how_many_are_here_is_asked_for_the_open_chat_once_a_minute(
    people: PeopleService, server: Presences, clock: FakeClock
) -> None:
    people.active = True
    room = RoomId("!9b")
    people.online(RoomId("!closed"))
    seen: list[int | None] = []
    stop = people.online(room).subscribe(seen.append)
    await people.refresh()
    await people.refresh()
    assert (seen, server.asked("counted")) == ([None, 12], [(room,)])
    clock.advance(60)
    await people.refresh()
    assert server.asked("counted") == [(room,), (room,)]
    clock.advance(60)
    stop()
    await people.refresh()
    assert len(server.asked("counted")) == 2


async def test_a_person_hidden_from_me_is_unknown(people: PeopleService) -> None:
    people.active = True
    seen: list[LastSeen | None] = []
    people.last_seen(EVE).subscribe(seen.append)
    await people.refresh()
    assert seen == [None]


async def test_nobody_is_asked_about_while_i_am_away(
    people: PeopleService, server: Presences
) -> None:
    people.last_seen(BOB).subscribe(lambda _: None)
    await people.refresh()
    assert server.asked("asked_about") == []


async def test_a_stranger_is_looked_up_and_a_known_person_is_not(
    people: PeopleService, server: Presences, cache: Cache
) -> None:
    assert (await people.person(BOB)).name == "Борис"
    cache.people[BOB] = Person(BOB, "Боря")
    assert (await people.person(BOB)).name == "Боря"
    assert server.asked("profile") == [(BOB,)]


async def test_offline_a_stranger_has_the_name_of_the_address(
    people: PeopleService, server: Presences
) -> None:
    server.offline = True
    assert (await people.person(BOB)).name == "bob"


async def test_while_traffic_is_saved_nobody_is_told_or_asked(
    people: PeopleService, server: Presences
) -> None:
    people.active = True
    await people.say_presence()
    people.last_seen(BOB).subscribe(lambda _: None)
    people.online(RoomId("!a")).subscribe(lambda _: None)
    people.saving = True
    await people.say_presence()
    await people.say_presence()
    await people.refresh()
    assert server.asked("presence") == [(True,), (False,)]
    assert server.asked("asked_about") == []
    assert server.asked("counted") == []
    people.saving = False
    await people.say_presence()
    await people.refresh()
    assert server.asked("presence")[-1] == (True,)
    assert server.asked("asked_about") == [((BOB,),)]
