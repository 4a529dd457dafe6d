"""What a sync does not make the homeserver do: work that nobody asked for grows with the school."""

import importlib
import itertools
import sqlite3
import warnings
from collections import Counter, defaultdict
from dataclasses import replace
from random import Random
from types import SimpleNamespace
from typing import Any

from server.school_core.school import School, SchoolDay
from server.service.reconcile.sync import carry_out, draft
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.school import Homeserver
from tests.server.core.histories import Size, begin
from tests.server.reconcile.hand import DAY, Hand, Quiet


async def test_nobody_writes_down_who_shares_a_chat_or_looks_for_other_servers(
    rosters_server: Homeserver, hand: Hand, bot: MatrixUser
) -> None:
    roster = begin(Random(9), Size(classes=1, subjects=1, pupils=3, teachers=2))
    await hand.sync(roster)
    person = next(iter(roster.people.values()))
    body = {"search_term": person.full_name, "limit": 50}
    found = await bot.call("POST", f"{CLIENT}/user_directory/search", json=body)
    assert hand.user_id(person.id) in {one["user_id"] for one in found["results"]}
    path = rosters_server.data / rosters_server.name / "homeserver.db"
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        (pairs,) = database.execute("SELECT COUNT(*) FROM users_who_share_private_rooms").fetchone()
        (sent,) = database.execute(
            "SELECT MAX(stream_id) FROM federation_stream_position WHERE type = 'events'"
        ).fetchone()
        (newest,) = database.execute("SELECT MAX(stream_ordering) FROM events").fetchone()
    finally:
        database.close()
    assert pairs == 0
    assert sent < newest


class _Obedient:
    """A homeserver that has nothing yet and does all it is told; remembers what."""

    bot, server_name = "@bot:x", "x"

    def __init__(self) -> None:
        self.told: list[list[dict[str, Any]]] = []
        self._numbers = itertools.count()

    async def call(self, method: str, _path: str, **more: Any) -> dict[str, Any]:
        if method == "GET":
            return {"rooms": [], "accounts": [], "next": None}
        chats = more["json"].get("chats")
        if chats is None:
            return {"room_id": f"!{next(self._numbers)}"}
        self.told.append(chats)
        return {"chats": [{"events": 1} for _ in chats]}


async def test_a_request_is_never_more_than_some_seconds_of_work() -> None:
    roster = begin(Random(9), Size(classes=2, subjects=150, pupils=80, teachers=90))
    homeserver, watcher = _Obedient(), Quiet()
    school = School(roster, {f"@{one}:x": one for one in roster.people})
    made = await draft(homeserver, school, day=DAY)
    outcome = await carry_out(homeserver, made, watcher)
    assert Counter(watcher.steps) == Counter(made.steps), "each step is done, and told once"
    assert outcome.done == len(made.steps)
    sizes = [[_size(chat) for chat in chats] for chats in homeserver.told]
    assert max(sum(some) for some in sizes) <= 60
    assert len(sizes) < sum(map(len, sizes)) / 2, "small chats go together"
    rooms: dict[str, list[str]] = defaultdict(list)
    for chats in homeserver.told:
        for chat in chats:
            for what in ("join", "state"):
                rooms[chat["room_id"]] += [what] * len(chat[what])
    assert max(map(len, rooms.values())) > 150, "the school's space lists more than fits in one"
    assert all(done == sorted(done) for done in rooms.values()), "everybody is in before rights"


def _size(chat: dict[str, Any]) -> int:
    return sum(len(chat[what]) for what in ("join", "state", "remove"))


class _Rooms:
    """One chat of the school with everybody in it; counts who is looked at."""

    def __init__(self, people: list[str], *, managed: bool) -> None:
        self.people, self.managed, self.looked = people, managed, 0

    async def get_rooms_for_user(self, _user_id: str) -> list[str]:
        return ["!class"]

    async def get_users_in_room(self, _room_id: str) -> list[str]:
        self.looked += 1
        return self.people

    async def update_room_membership(self, _by: str, who: str, *_: Any) -> None:
        self.people.remove(who)

    async def get_room_state(self, _room_id: str, keys: list[tuple[str, str]]) -> dict[Any, Any]:
        if not self.managed:
            return {}  # nobody but the school's service writes that state
        content = {"kind": "class", "managed": True, "classId": "9b"}
        return {key: SimpleNamespace(content=content) for key in keys}


async def test_a_changed_roster_asks_about_no_one_in_the_schools_own_chats() -> None:
    roster = begin(Random(9), Size(classes=1, subjects=1, pupils=3, teachers=2))
    people = {f"@{one}:x": one for one in roster.people}
    before = SchoolDay(School(roster, people), DAY)
    later = replace(roster, revision="later", enrolments=frozenset())
    day = SchoolDay(School(later, people), DAY)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Twisted's own, as Synapse loads it
        company = importlib.import_module("server.synapse_module.company")
    looked = []
    for managed in (True, False):
        rooms = _Rooms(list(people), managed=managed)
        stores = SimpleNamespace(main=rooms)
        api = SimpleNamespace(
            _hs=SimpleNamespace(get_datastores=lambda stores=stores: stores),
            get_room_state=rooms.get_room_state,
            update_room_membership=rooms.update_room_membership,
        )
        listeners: list[Any] = []
        book = SimpleNamespace(when_changed=listeners.append, is_trusted=_nobody)
        company.Company(api, book)
        (sweep,) = listeners
        await sweep(before, day)
        looked.append(rooms.looked)
    assert looked[0] == 0
    assert looked[1] > 0, "a chat people made is looked at"
    assert len(rooms.people) < len(people), "and who no longer belongs there has gone"


async def _nobody(_user_id: str) -> bool:
    return False
