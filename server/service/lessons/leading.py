"""What whoever leads a lesson decides in it, and what those inside may do themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from server.school_core.lessons import Enters, Phase, Place, entry
from server.service.audit import repository as audit
from server.service.auth import Caller
from server.service.calls.sfu import Sfu
from server.service.lessons import repository
from server.service.lessons.board import Board
from server.service.lessons.lesson import EndReason, Lesson
from server.service.lessons.refusals import (
    NO_CALLS,
    NOT_INSIDE,
    NOT_LEADING,
    OVER,
    UNKNOWN,
    refusal,
)
from server.service.lessons.watch import look
from server.service.world import World

Decision = Callable[[Board], Board]


def sfu_of(world: World) -> Sfu:
    """The SFU, which a school without calls does not have."""
    if world.sfu is None:
        raise refusal(NO_CALLS, 404)
    return world.sfu


async def found(world: World, lesson_id: str) -> Lesson:
    """A lesson, or the problem that there is none."""
    lesson = await world.database.run(repository.get, lesson_id)
    if lesson is None:
        raise refusal(UNKNOWN, 404)
    return lesson


async def led(world: World, caller: Caller, lesson_id: str) -> Lesson:
    """A lesson that the caller leads.

    Raises:
        Problem: there is none, or the caller does not lead it.
    """
    lesson = await found(world, lesson_id)
    if lesson.place_of(caller.user_id, await world.book.today()) is not Place.LEADS:
        raise refusal(NOT_LEADING)
    return lesson


async def decide(
    world: World, caller: Caller, lesson_id: str, how: Decision, *, deed: str, about: str = ""
) -> Lesson:
    """Let whoever leads a lesson decide something, and see that it is so on the SFU."""
    await led(world, caller, lesson_id)
    now = world.now()

    def unit(session: Session) -> None:
        lesson = repository.change(session, lesson_id, partial(_decided, how=how))
        if lesson is not None:
            note_deed(session, lesson, caller.user_id, deed, about=about, now=now)

    return await _done(world, lesson_id, unit)


async def take_part(world: World, caller: Caller, lesson_id: str, how: Decision) -> Lesson:
    """Let somebody who is inside do something that is theirs: a hand, an answer."""
    lesson, day = await found(world, lesson_id), await world.book.today()
    if lesson.phase is Phase.ENDED:
        raise refusal(OVER, 409)
    judged = entry(lesson.rules, caller.user_id, lesson.place_of(caller.user_id, day))
    if not isinstance(judged, Enters):
        raise refusal(NOT_INSIDE)

    def unit(session: Session) -> None:
        repository.change(session, lesson_id, partial(_decided, how=how))

    return await _done(world, lesson_id, unit)


async def name_teacher(world: World, caller: Caller, lesson_id: str, user_id: str) -> Lesson:
    """Let another of the school's staff lead this lesson too."""
    await led(world, caller, lesson_id)
    now = world.now()

    def unit(session: Session) -> None:
        lesson = repository.change(
            session, lesson_id, lambda one: replace(one, teachers=one.teachers | {user_id})
        )
        if lesson is not None:
            note_deed(session, lesson, caller.user_id, "lesson.teacher", about=user_id, now=now)

    return await _done(world, lesson_id, unit)


async def end(world: World, caller: Caller, lesson_id: str) -> Lesson:
    """End a lesson for everybody."""
    await led(world, caller, lesson_id)
    now = world.now()

    def unit(session: Session) -> None:
        lesson = repository.change(session, lesson_id, partial(_ended, now=now))
        if lesson is not None:
            note_deed(session, lesson, caller.user_id, "lesson.ended", now=now)

    return await _done(world, lesson_id, unit)


def note_deed(
    session: Session, lesson: Lesson, actor: str, deed: str, *, now: datetime, about: str = ""
) -> None:
    """Write a deed down in the school's log."""
    audit.append(
        session,
        actor=actor,
        action=deed,
        now=now,
        org=lesson.org,
        subject=about or lesson.class_id,
        details={"lesson": lesson.id},
    )


async def _done(world: World, lesson_id: str, unit: Callable[[Session], None]) -> Lesson:
    await world.database.run(unit)
    await look(world, lesson_id)
    return await found(world, lesson_id)


def _decided(lesson: Lesson, *, how: Decision) -> Lesson:
    if lesson.phase is Phase.ENDED:
        raise refusal(OVER, 409)
    return replace(lesson, board=how(lesson.board))


def _ended(lesson: Lesson, *, now: datetime) -> Lesson:
    if lesson.phase is Phase.ENDED:
        return lesson
    return replace(lesson, phase=Phase.ENDED, ended=now, end_reason=EndReason.TEACHER)
