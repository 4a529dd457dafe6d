"""Beginning and ending the recording of a lesson: what whoever leads it decides."""

import secrets
from dataclasses import replace

from sqlalchemy.orm import Session

from server.school_core.lessons import Phase
from server.service.auth import Caller
from server.service.lessons import announce, leading
from server.service.lessons import repository as lessons
from server.service.lessons import watch as lesson_watch
from server.service.lessons.lesson import Lesson
from server.service.lessons.refusals import refusal
from server.service.problems import refuse
from server.service.recordings import repository
from server.service.recordings.offer import offered
from server.service.recordings.recording import NOTICE, Recording, State
from server.service.recordings.refusals import NOT_INSTALLED, NOT_LIVE, TOO_MANY
from server.service.recordings.watch import look
from server.service.world import World

MOST = 20
"""Recordings of one lesson."""


async def begin(world: World, caller: Caller, lesson_id: str) -> Lesson:
    """Tell everybody that the lesson will be recorded; it begins when they have had time to read.

    Raises:
        Problem: the caller does not lead it, it does not go on, or nothing is recorded here.
        HomeserverDown: the chat cannot be told: then nothing is recorded.
    """
    lesson = await leading.led(world, caller, lesson_id)
    judged = await offered(world, lesson.org)
    if judged == NOT_INSTALLED:
        raise refusal(judged, 404)
    refuse(judged)
    if lesson.phase is not Phase.LIVE:
        raise refusal(NOT_LIVE, 409)
    if lesson.board.recording is None:
        one = Recording(
            id=secrets.token_urlsafe(9),
            lesson_id=lesson.id,
            org=lesson.org,
            by=caller.user_id,
            state=State.ANNOUNCED,
            begins=world.now() + NOTICE,
        )
        # Other programs show the chat and not the lesson's state: who uses them is told as well.
        await announce.tell_recording(world, lesson, one.by, txn=one.id)
        await world.database.run(_begin, one, world=world)
    await look(world, lesson_id)
    await lesson_watch.look(world, lesson_id)
    return await leading.found(world, lesson_id)


async def end(world: World, caller: Caller, lesson_id: str) -> Lesson:
    """End the recording; where none goes on, nothing changes."""
    await leading.led(world, caller, lesson_id)
    await world.database.run(_end, lesson_id, actor=caller.user_id, world=world)
    await look(world, lesson_id)
    await lesson_watch.look(world, lesson_id)
    return await leading.found(world, lesson_id)


def _begin(session: Session, one: Recording, *, world: World) -> None:
    lesson = lessons.get(session, one.lesson_id)
    if lesson is None or repository.open_of(session, one.lesson_id) is not None:
        return  # another teacher was quicker
    if repository.count(session, one.lesson_id) >= MOST:
        raise refusal(TOO_MANY, 409)
    repository.put(session, one)
    deed = "recording.started"
    leading.note_deed(session, lesson, one.by, deed, about=one.id, now=world.now())


def _end(session: Session, lesson_id: str, *, actor: str, world: World) -> None:
    one = repository.open_of(session, lesson_id)
    lesson = lessons.get(session, lesson_id)
    if one is None or lesson is None:
        return
    if one.state is State.ANNOUNCED:
        repository.drop(session, one)
    else:
        repository.put(session, replace(one, state=State.STOPPING))
    deed = "recording.stopped"
    leading.note_deed(session, lesson, actor, deed, about=one.id, now=world.now())
