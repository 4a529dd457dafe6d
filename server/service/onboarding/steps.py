"""The ten steps and how each shows that it is done."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Any, Final
from urllib.parse import quote

from server.school_core.activity import week_of
from server.school_core.chats import wanted_chats
from server.school_core.roles import Role
from server.school_core.rooms import ROOM
from server.school_core.roster import OrgId
from server.service.auth import Caller
from server.service.diary import repository as diary
from server.service.homeserver import V3, HomeserverRefused
from server.service.reconcile import repository as reconcile
from server.service.rooms import joined_rooms
from server.service.verification import repository as verification
from server.service.world import World

ACTIVITY = "/_synapse/client/parta/admin/activity"
TALKATIVE = 10
"""More messages than that within two weeks is keeping in touch."""
_MOST_ROOMS = 200
_AT_ONCE = 8


class Step(Enum):
    """A step, in the order in which a new teacher takes them."""

    INSTALL = "install"
    PROFILE = "profile"
    VERIFY = "verify"
    STAFF = "staff"
    CONFIRMED = "confirmed"
    SUBJECTS = "subjects"
    PUPILS = "pupils"
    PARENTS = "parents"
    GRADEBOOK = "gradebook"
    TALK = "talk"


TITLES: Final = {
    Step.INSTALL: "Установите Парту",
    Step.PROFILE: "Заполните профиль",
    Step.VERIFY: "Подайте заявку на подтверждение статуса учителя",
    Step.STAFF: "Войдите в чат сотрудников школы по ссылке",
    Step.CONFIRMED: "Получите подтверждённый статус",
    Step.SUBJECTS: "Создайте чаты по предметам",
    Step.PUPILS: "Пригласите учеников",
    Step.PARENTS: "Создайте чаты с родителями",
    Step.GRADEBOOK: "Подключите электронный журнал",
    Step.TALK: "Общайтесь с классами",
}


async def steps(world: World, caller: Caller) -> frozenset[Step]:
    """The steps that somebody has done."""
    application, gradebook, rooms, named, written = await asyncio.gather(
        world.database.run(verification.of_user, caller.user_id),
        _has_gradebook(world, caller),
        _rooms(world, caller.user_id),
        _has_name(world, caller.user_id),
        _written(world, caller.user_id),
    )
    # Whoever runs a school does not ask it for a teacher's badge; its chats are those of its list.
    runs = bool(caller.admin_orgs)
    teacher = runs or caller.has(Role.TEACHER)
    kinds = {room.get("kind") for room in rooms.values()}
    if runs:
        kinds |= await _made(world, caller.admin_orgs)
    found = {
        Step.INSTALL: True,  # they are asking from it
        Step.PROFILE: named,
        Step.VERIFY: teacher or application is not None,
        Step.STAFF: "staff" in kinds,
        Step.CONFIRMED: teacher,
        Step.SUBJECTS: "subject" in kinds,
        Step.PUPILS: (runs and "class" in kinds) or await _has_pupils(world, rooms),
        Step.PARENTS: "parents" in kinds,
        Step.GRADEBOOK: gradebook,
        Step.TALK: written > TALKATIVE,
    }
    return frozenset(step for step, done in found.items() if done)


async def _made(world: World, orgs: frozenset[OrgId]) -> set[str]:
    """The kinds of chats with somebody in them that a sync has made for these schools."""
    school, day = await world.book.school(), await world.book.today()
    if school is None or day is None:
        return set()
    syncs = await world.database.run(reconcile.runs, limit=1)
    wanted = wanted_chats(school.roster, day.day).items() if syncs else ()
    return {key.kind for key, chat in wanted if key.org in orgs and chat.members}


async def _rooms(world: World, user_id: str) -> Mapping[str, Mapping[str, Any]]:
    """The school's chats somebody is in: `app.parta.room` of each."""
    slots = asyncio.Semaphore(_AT_ONCE)

    async def look(room_id: str) -> Mapping[str, Any]:
        async with slots:
            event = await world.homeserver.state_event(room_id, ROOM, who=user_id)
        content = event.get("content") if event else None
        return content if isinstance(content, dict) else {}

    ids = (await joined_rooms(world.homeserver, user_id))[:_MOST_ROOMS]
    contents = await asyncio.gather(*(look(room_id) for room_id in ids))
    return {room_id: content for room_id, content in zip(ids, contents, strict=True) if content}


async def _has_pupils(world: World, rooms: Mapping[str, Mapping[str, Any]]) -> bool:
    day = await world.book.today()
    if day is None:
        return False
    for room_id, content in rooms.items():
        if content.get("kind") not in {"class", "subject"}:
            continue
        for user_id in await world.homeserver.members(room_id):
            standing = day.standing(user_id)
            if standing is not None and standing.learns:
                return True
    return False


async def _has_gradebook(world: World, caller: Caller) -> bool:
    classes = caller.standing.teaches if caller.standing else frozenset()
    school = await world.book.school()
    if school is not None and caller.admin_orgs:
        every = school.roster.classes.items()
        classes |= {key for key, one in every if one.org in caller.admin_orgs}
    return bool(classes) and await world.database.run(diary.has_gradebook, classes)


async def _has_name(world: World, user_id: str) -> bool:
    path = f"{V3}/profile/{quote(user_id)}/displayname"
    try:
        name = (await world.homeserver.call("GET", path, who=user_id)).get("displayname")
    except HomeserverRefused as refused:
        if refused.status != 404:
            raise
        return False
    return isinstance(name, str) and bool(name.strip())


async def _written(world: World, user_id: str) -> int:
    """Messages of this week and the last."""
    today = world.now().astimezone(world.settings.zone).date()
    total = 0
    for day in (today, today - timedelta(days=7)):
        answer = await world.homeserver.call("GET", ACTIVITY, params={"week": week_of(day)})
        rows = (row for row in answer.get("counts", ()) if row[0] == user_id)
        total += sum(int(row[2]) for row in rows)
    return total
