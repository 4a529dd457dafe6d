"""Keeps the SFU as the lesson says, and the register as the SFU says.

`look` compares and sets right; it may run at any moment and any number of times. It runs at every
coming and going (LiveKit's webhooks), after every deed of a teacher, and every few seconds, so it
does not matter which of these got lost while something was down.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeAlias

from sqlalchemy.orm import Session

from server.school_core.lessons import (
    NOTHING,
    TALK,
    Enters,
    Grant,
    Phase,
    Place,
    Refused,
    Waits,
    entry,
)
from server.school_core.school import SchoolDay
from server.service.audit import repository as audit
from server.service.calls.sfu import Participant, Sfu, SfuDown
from server.service.lessons import announce, repository
from server.service.lessons.lesson import Lesson, moved_on
from server.service.lessons.told import metadata
from server.service.world import World

_log = logging.getLogger(__name__)

_EVERY = 3.0

Seats = Mapping[str, str]
Present = Mapping[str, tuple[Participant, ...]]
"""Connections by room."""


async def keep_watch(world: World) -> None:
    """Job: look after every lesson that goes on."""
    if world.sfu is None:
        return
    while True:
        for lesson_id in await world.database.run(repository.to_watch):
            await look(world, lesson_id)
        await asyncio.sleep(_EVERY)


async def look(world: World, lesson_id: str) -> None:
    """Set one lesson right; returns when that is done, or when the SFU does not answer."""
    if world.sfu is None:
        return
    try:
        await world.turns.run(("lesson", lesson_id), partial(_look, world, world.sfu, lesson_id))
    except SfuDown as trouble:
        _log.warning("the SFU does not answer: %s", trouble)


async def _look(world: World, sfu: Sfu, lesson_id: str) -> None:
    lesson = await world.database.run(repository.get, lesson_id)
    if lesson is None:
        return
    if lesson.phase is Phase.ENDED:
        await _close(world, sfu, lesson)
        return
    present = {room: await sfu.participants(room) for room in lesson.rooms}
    seats = await world.database.run(repository.seats, lesson_id)
    day = await world.book.today()
    found = await world.database.run(_note, lesson_id, present, seats, day, now=world.now())
    if found is None:
        return
    await announce.tell_chat(world, found)
    if found.phase is Phase.ENDED:
        await _close(world, sfu, found)
        return
    await _enforce(sfu, found, present, seats, day)
    if found.board.leaving:
        await world.database.run(_note_gone, lesson_id, found.board.leaving)


def _note(
    session: Session,
    lesson_id: str,
    present: Present,
    seats: Seats,
    day: SchoolDay | None,
    *,
    now: datetime,
) -> Lesson | None:
    """Write the register and move the lesson on, in one transaction."""
    here = {
        one.sid: (seats[one.identity], one.joined)
        for people in present.values()
        for one in people
        if one.person and one.identity in seats
    }
    repository.note_present(session, lesson_id, here, now=now)
    users = {user for user, _ in here.values()}
    before = repository.get(session, lesson_id)
    came = min((at for user, at in here.values() if _leads(before, user, day)), default=None)
    after = repository.change(
        session, lesson_id, lambda lesson: moved_on(lesson, users, came, day=day, now=now)
    )
    if before is not None and after is not None and before.phase is not after.phase:
        audit.append(
            session,
            actor="service",
            action=f"lesson.{after.phase.value}",
            now=now,
            org=after.org,
            subject=after.id,
        )
    return after


def _leads(lesson: Lesson | None, user_id: str, day: SchoolDay | None) -> bool:
    return lesson is not None and lesson.place_of(user_id, day) is Place.LEADS


@dataclass(frozen=True, slots=True)
class Away:
    """The connection has no business in this room."""


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """The connection stays and may do nothing; `ask` says that the teacher decides about it."""

    ask: bool


Wanted: TypeAlias = Grant | AtTheDoor | Away


async def _enforce(
    sfu: Sfu, lesson: Lesson, present: Present, seats: Seats, day: SchoolDay | None
) -> None:
    """Give everybody their rights, send away who must not be here, tell what is new."""
    waiting: set[str] = set()
    leads: set[str] = set()
    for room, one in ((room, one) for room, people in present.items() for one in people):
        if not one.person:
            continue
        user_id = seats.get(one.identity)
        wanted = wanted_in(lesson, room, user_id, day)
        if isinstance(wanted, AtTheDoor) and wanted.ask and user_id is not None:
            waiting.add(user_id)
        if user_id is not None and lesson.place_of(user_id, day) is Place.LEADS:
            leads.add(user_id)
        await _grant(sfu, room, one, wanted)
    text = metadata(lesson, waiting=waiting, leads=leads)
    gone = set(map(lesson.group_room, lesson.board.leaving))
    for room in lesson.rooms:
        if room in gone:
            await sfu.close_room(room)
            continue
        told = await sfu.told(room)
        if told is None:
            await sfu.open_room(room, text)
        elif told != text:
            await sfu.tell(room, text)


async def _grant(sfu: Sfu, room: str, one: Participant, wanted: Wanted) -> None:
    match wanted:
        case Away():
            await sfu.remove(room, one.identity)
        case AtTheDoor():
            if one.grant != NOTHING:
                await sfu.allow(room, one.identity, NOTHING)
        case Grant():
            if one.grant != wanted:
                await sfu.allow(room, one.identity, wanted)


def wanted_in(lesson: Lesson, room: str, user_id: str | None, day: SchoolDay | None) -> Wanted:
    """What is to become of a connection to a room of a lesson."""
    if user_id is None:
        return Away()
    here = lesson.place_of(user_id, day)
    match entry(lesson.rules, user_id, here):
        case Refused():
            return Away()
        case Waits():
            asks = lesson.phase is Phase.LIVE
            return AtTheDoor(asks) if room == lesson.room else Away()
        case Enters(grant):
            if room == lesson.room or here is Place.LEADS:
                return grant
            # In a group nobody leads: its members talk, and nobody else is there.
            group = lesson.board.group_of(user_id)
            own = group is not None and lesson.group_room(group.key) == room
            return replace(grant, sources=grant.sources | TALK) if own else Away()


async def _close(world: World, sfu: Sfu, lesson: Lesson) -> None:
    """Nobody stays behind: the rooms of an ended lesson go, unless another lesson has its call."""
    successor = await world.database.run(repository.running, lesson.room_id)
    for room in lesson.rooms:
        if successor is None or room != lesson.room:
            await sfu.close_room(room)
    await announce.tell_chat(world, lesson)
    await world.database.run(_note_closed, lesson.id)
    world.turns.forget(("lesson", lesson.id))


def _note_closed(session: Session, lesson_id: str) -> None:
    lesson = repository.change(session, lesson_id, lambda one: replace(one, closed=True))
    if lesson is not None and lesson.ended is not None:
        repository.note_over(session, lesson_id, lesson.ended)


def _note_gone(session: Session, lesson_id: str, keys: frozenset[str]) -> None:
    repository.change(session, lesson_id, lambda one: replace(one, board=one.board.left(keys)))
