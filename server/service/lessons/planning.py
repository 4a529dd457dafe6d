"""Making lessons and opening their doors."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.school_core.lessons import Phase, Place
from server.school_core.roster import ClassId
from server.service.auth import Caller
from server.service.calls.chats import Chat, chat_of_class, chat_of_member, chat_of_school
from server.service.lessons import announce, repository
from server.service.lessons.leading import found, led, note_deed, sfu_of
from server.service.lessons.lesson import Lesson
from server.service.lessons.refusals import (
    NO_CLASS,
    NO_LESSON,
    NOT_LEADING,
    OTHER_LESSON,
    OVER,
    refusal,
)
from server.service.lessons.told import metadata
from server.service.world import World


@dataclass(frozen=True, slots=True)
class Plan:
    """A lesson to be, in a chat or in that of a class. `start` opens it at once and rings."""

    room_id: str = ""
    class_id: str = ""
    title: str = ""
    journal_id: str = ""
    due: datetime | None = None
    due_until: datetime | None = None
    teachers: frozenset[str] = frozenset()
    start: bool = True


async def create(world: World, caller: Caller, plan: Plan) -> Lesson:
    """Make a lesson in a chat of a class that the caller leads."""
    sfu_of(world)
    blank = await _blank(world, await _chat_of(world, caller, plan), caller.user_id)
    if blank.place_of(caller.user_id, await world.book.today()) is not Place.LEADS:
        raise refusal(NOT_LEADING)
    lesson = replace(
        blank,
        title=plan.title or blank.title,
        journal_id=plan.journal_id,
        due=plan.due,
        due_until=plan.due_until,
        teachers=plan.teachers,
    )
    running = await world.database.run(repository.running, lesson.room_id)
    if plan.start and running is not None:
        raise refusal(OTHER_LESSON, 409)
    due = await _due(world, lesson.room_id) if plan.start else None
    if due is not None and plan.journal_id in ("", due.journal_id):
        return await start(world, caller, due.id)  # it was planned for now: the same lesson
    await world.database.run(_add, lesson, now=world.now())
    if plan.start:
        return await start(world, caller, lesson.id)
    await announce.tell_chat(world, lesson)
    return await found(world, lesson.id)


async def start(world: World, caller: Caller, lesson_id: str) -> Lesson:
    """Open a lesson's door and ring the class; one that is open stays so."""
    lesson = await led(world, caller, lesson_id)
    if lesson.phase is Phase.ENDED:
        raise refusal(OVER, 409)
    if lesson.phase is Phase.PLANNED:
        lesson = await open_door(world, lesson)
        await announce.tell_chat(world, lesson)
        lesson = await found(world, lesson_id)
        if lesson.event_id:
            await announce.ring(world, lesson, lesson.event_id)
    return lesson


async def lesson_now(world: World, chat: Chat, user_id: str) -> Lesson:
    """The lesson that a call in a class's chat is at this moment.

    One that goes on; else one whose hour it is; else, for who may lead it, a new one.
    """
    running = await world.database.run(repository.running, chat.room_id)
    if running is not None:
        return running
    due = await _due(world, chat.room_id)
    if due is not None:
        return await open_door(world, due)
    lesson = await _blank(world, chat, user_id)
    if lesson.place_of(user_id, await world.book.today()) is not Place.LEADS:
        raise refusal(NO_LESSON)
    await world.database.run(_add, lesson, now=world.now())
    return await open_door(world, lesson)


async def _due(world: World, room_id: str) -> Lesson | None:
    """The planned lesson whose hour it is."""
    planned = await world.database.run(repository.planned, room_id)
    return next((lesson for lesson in planned if lesson.is_due(world.now())), None)


async def leads_here(world: World, room_id: str, user_id: str) -> bool:
    """Whether somebody could hold a lesson in a chat that they are in."""
    chat = await chat_of_member(world.homeserver, room_id, user_id)
    school = await world.book.school()
    if chat.class_id is None or not school or ClassId(chat.class_id) not in school.roster.classes:
        return False
    lesson = await _blank(world, chat, user_id)
    return lesson.place_of(user_id, await world.book.today()) is Place.LEADS


async def open_door(world: World, lesson: Lesson) -> Lesson:
    """Open a planned lesson and its room on the SFU, unless another lesson was quicker."""
    try:
        lesson = await world.database.run(_opened, lesson.id, now=world.now())
    except IntegrityError:
        raise refusal(OTHER_LESSON, 409) from None
    await sfu_of(world).open_room(lesson.room, metadata(lesson))
    return lesson


async def _chat_of(world: World, caller: Caller, plan: Plan) -> Chat:
    if plan.room_id:
        return await chat_of_school(world.homeserver, plan.room_id)
    found = await chat_of_class(world.homeserver, plan.class_id, caller.user_id)
    if found is None:
        raise refusal(NO_CLASS, 409)
    return found


async def _blank(world: World, chat: Chat, creator: str) -> Lesson:
    """A planned lesson of a chat's class, with nothing decided and nobody named to lead it."""
    school = await world.book.school()
    group = school.roster.classes.get(ClassId(chat.class_id)) if school and chat.class_id else None
    if group is None:
        raise refusal(NO_CLASS, 409)
    return Lesson(
        id=secrets.token_urlsafe(9),
        room_id=chat.room_id,
        org=group.org,
        class_id=group.id,
        title=group.subject or group.title,
        creator=creator,
        phase=Phase.PLANNED,
        created=world.now(),
    )


def _add(session: Session, lesson: Lesson, *, now: datetime) -> None:
    repository.add(session, lesson)
    note_deed(session, lesson, lesson.creator, "lesson.planned", now=now)


def _opened(session: Session, lesson_id: str, *, now: datetime) -> Lesson:
    def opened(lesson: Lesson) -> Lesson:
        if lesson.phase is not Phase.PLANNED:
            return lesson
        return replace(lesson, phase=Phase.WAITING, opened=now)

    lesson = repository.change(session, lesson_id, opened)
    if lesson is None:
        raise LookupError(lesson_id)  # lessons are never deleted
    session.flush()
    return lesson
