"""Makes Egress do what was decided of recordings, and the lessons say what Egress does.

`look` compares and sets right, as often as one likes: after a teacher's deed, when LiveKit tells of
a recording (webhooks), and every few seconds. A recording that is no longer wanted (stopped by the
teacher, lesson over, switch turned off) is ended, however long the service was away meanwhile.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from server.school_core.lessons import Phase
from server.service.audit import repository as audit
from server.service.calls.recorder import NoRecorder, Recorder, Step
from server.service.calls.sfu import SfuDown
from server.service.lessons import repository as lessons
from server.service.lessons import watch as lesson_watch
from server.service.recordings import repository
from server.service.recordings.offer import offered
from server.service.recordings.recording import OPEN, Recording, State, moved_on
from server.service.world import World

_log = logging.getLogger(__name__)

_EVERY = 3.0
_NOTED = frozenset({State.RUNNING, State.READY, State.FAILED, State.REMOVED})
"""What stands in the log by itself; that one was asked for or stopped is written by who did it."""
_STRAYS_EVERY = 5
"""Every so many looks it is asked whether anything is recorded that nobody wants."""


async def keep_watch(world: World) -> None:
    """Job: look after every recording that is on its way."""
    if world.recorder is None:
        return
    turn = 0
    while True:
        for one in await world.database.run(repository.on_the_way):
            await look(world, one.lesson_id)
        if turn % _STRAYS_EVERY == 0:
            await end_strays(world, world.recorder)
        turn += 1
        await asyncio.sleep(_EVERY)


async def look(world: World, lesson_id: str) -> None:
    """Set the recording of a lesson right; returns when that is done, or nobody answers."""
    if world.recorder is None:
        return
    work = partial(_look, world, world.recorder, lesson_id)
    try:
        await world.turns.run(("recording", lesson_id), work)
    except SfuDown as trouble:
        _log.warning("the recorder does not answer: %s", trouble)


async def end_strays(world: World, recorder: Recorder) -> None:
    """End what is recorded into our folder without a recording of ours that is on its way."""
    try:
        for tape in await recorder.ours():
            one = await world.database.run(repository.get, tape.name)
            if one is None or one.state not in OPEN:
                await recorder.stop(tape.id)
                _log.warning("a recording that nobody wanted was ended")
    except SfuDown as trouble:
        _log.info("the recorder does not answer: %s", trouble)


async def _look(world: World, recorder: Recorder, lesson_id: str) -> None:
    before = await world.database.run(repository.open_of, lesson_id)
    if before is None:
        return
    wanted = before.state is not State.STOPPING and await _is_wanted(world, before)
    if before.state is State.ANNOUNCED:
        after = await _begin(world, recorder, before) if wanted else None
    else:
        after = await _follow(world, recorder, before, wanted=wanted)
    if after != before:
        await _note(world, recorder, before, after)
        await lesson_watch.look(world, lesson_id)


async def _is_wanted(world: World, one: Recording) -> bool:
    lesson = await world.database.run(lessons.get, one.lesson_id)
    on = lesson is not None and lesson.phase is not Phase.ENDED
    return on and (await offered(world, one.org)).allowed


async def _begin(world: World, recorder: Recorder, one: Recording) -> Recording:
    """Ask Egress, when everybody has been told for long enough."""
    lesson = await world.database.run(lessons.get, one.lesson_id)
    if lesson is None or world.now() < one.begins:
        return one
    # Written before it is asked: whatever happens, what is recorded is known here.
    asked = await world.database.run(_claim, one)
    if asked is None:
        return one  # taken back this moment
    try:
        tape = await recorder.start(lesson.room, one.id)
    except NoRecorder as trouble:
        _log.warning("a lesson is not recorded: %s", trouble)
        return replace(asked, state=State.FAILED, ended=world.now())
    except SfuDown as trouble:
        # It may have begun: everybody is told so until that is known.
        _log.warning("whether a lesson is recorded is not known yet: %s", trouble)
        return asked
    return moved_on(asked, tape, now=world.now(), on_disk=0)


def _claim(session: Session, one: Recording) -> Recording | None:
    if repository.get(session, one.id) != one:
        return None
    asked = replace(one, state=State.ASKED)
    repository.put(session, asked)
    return asked


async def _follow(world: World, recorder: Recorder, one: Recording, *, wanted: bool) -> Recording:
    """Take up what Egress says; end it where it is not wanted any more."""
    lesson = await world.database.run(lessons.get, one.lesson_id)
    if lesson is None:
        return one
    tapes = await recorder.tapes(lesson.room)
    tape = next((it for it in tapes if one.id == it.name or one.egress_id == it.id), None)
    if not wanted and tape is not None and tape.step in {Step.STARTING, Step.RUNNING}:
        await recorder.stop(tape.id)
        return replace(one, state=State.STOPPING, egress_id=tape.id, began=tape.began)
    size = await asyncio.to_thread(_size, recorder, one)
    return moved_on(one, tape, now=world.now(), on_disk=size)


async def _note(
    world: World, recorder: Recorder, before: Recording, after: Recording | None
) -> None:
    if after is not None and after.state in {State.FAILED, State.REMOVED}:
        # What there is of it is no film, and nobody could see that it is there.
        await asyncio.to_thread(remove_file, recorder, after)
    await world.database.run(_write, before, after, world=world)


def _write(session: Session, before: Recording, after: Recording | None, *, world: World) -> None:
    if after is None:
        repository.drop(session, before)
    else:
        now = repository.get(session, before.id)
        if now is not None and now.state is State.STOPPING and after.state in OPEN:
            after = replace(after, state=State.STOPPING)  # stopped while we looked
        repository.put(session, after)
    state = after.state if after is not None else State.REMOVED
    if state is not before.state and state in _NOTED:
        audit.append(
            session,
            actor="service",
            action=f"recording.{state.value}",
            now=world.now(),
            org=before.org,
            subject=before.id,
            details={"lesson": before.lesson_id},
        )


def remove_file(recorder: Recorder, one: Recording) -> None:
    """Remove a recording's file; one that is gone stays gone."""
    with suppress(FileNotFoundError):
        recorder.file(one.id).unlink()


def _size(recorder: Recorder, one: Recording) -> int:
    try:
        return recorder.file(one.id).stat().st_size
    except OSError:
        return 0
