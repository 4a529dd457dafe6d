"""`/v1/sync/chats`: the chats that a school's list makes, with who is in each and by whose word."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from server.school_core.chats import ChatKey, ChatKind, WantedChat, wanted_chats
from server.school_core.order import by_name, by_title
from server.school_core.roster import OrgId
from server.school_core.school import School
from server.service.auth import Admin, Caller
from server.service.problems import Problem, forbidden, missing
from server.service.reconcile import repository
from server.service.reconcile.job import today
from server.service.reconcile.schemas import Id
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/sync/chats", tags=["Синхронизация"])


class ChatBody(BaseModel):
    """A chat: `members` as the list and the exceptions want it, `pins` exceptions that hold now."""

    kind: str
    about: str
    name: str
    members: int
    pins: int


class ChatsBody(BaseModel):
    """Every chat of a school by name."""

    chats: list[ChatBody]


class MemberBody(BaseModel):
    """Somebody in a chat; `level` 100 leads, 50 helps; `pinned`: by an exception, not the list."""

    person: str
    name: str
    level: int
    pinned: bool


class MembersBody(BaseModel):
    """Who is in a chat, by name."""

    members: list[MemberBody]


@router.get("", summary="Чаты школы")
async def chats(org: Annotated[Id, Query()], admin: Admin, world: InWorld) -> ChatsBody:
    """For administrators of the school; spaces are no chats."""
    school = await _school(world, admin, org)
    wanted, day = await _wanted(world, school), today(world)
    pins = [one.pin for one in await world.database.run(repository.pins, orgs=[org])]
    holding = Counter(pin.chat for pin in pins if day <= pin.until)
    found = [
        ChatBody(
            kind=key.kind,
            about=key.about,
            name=chat.name,
            members=len(chat.members),
            pins=holding[key],
        )
        for key, chat in wanted.items()
        if key.org == org and key.kind != ChatKind.SPACE.value
    ]
    return ChatsBody(chats=sorted(found, key=lambda one: (by_title(one.name), one.kind)))


@router.get("/members", summary="Кто в чате школы")
async def members(
    org: Annotated[Id, Query()],
    kind: Annotated[Id, Query()],
    about: Annotated[Id, Query()],
    admin: Admin,
    world: InWorld,
) -> MembersBody:
    """Who is in a chat by the list and by exception."""
    school = await _school(world, admin, org)
    key = ChatKey(kind, OrgId(org), about)
    chat = (await _wanted(world, school)).get(key)
    if chat is None or kind == ChatKind.SPACE.value:
        raise missing("Такого чата в школе нет.", "no_chat")
    by_list = wanted_chats(school.roster, today(world))[key].members
    people = school.roster.people
    found = [
        MemberBody(
            person=person,
            name=people[person].full_name,
            level=level,
            pinned=person not in by_list,
        )
        for person, level in chat.members.items()
        if person in people
    ]
    return MembersBody(members=sorted(found, key=lambda one: (by_name(one.name), one.person)))


async def _school(world: World, admin: Caller, org: str) -> School:
    if not admin.administers(org):
        raise forbidden("foreign_school", "Это не ваша школа.")
    school = await world.book.school()
    if school is None:
        raise Problem(409, "no_roster", "Списка школы ещё нет.")
    return school


async def _wanted(world: World, school: School) -> Mapping[ChatKey, WantedChat]:
    pins = [one.pin for one in await world.database.run(repository.pins)]
    return wanted_chats(school.roster, today(world), pins=pins)
