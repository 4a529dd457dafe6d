"""What was recorded is kept as long as the school decided, 30 days where it did not."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from server.service.audit import repository as audit
from server.service.calls.recorder import Recorder
from server.service.recordings import repository
from server.service.recordings.recording import Recording, State
from server.service.recordings.watch import remove_file
from server.service.retention.periods import recordings_kept
from server.service.world import World

_log = logging.getLogger(__name__)

_EVERY = 600.0
_LEFT = timedelta(hours=6)
"""A file without a recording that nobody has written to for so long is nobody's."""


async def remove_when_due(world: World) -> None:
    """Job: remove files whose time is over."""
    if world.recorder is None:
        return
    while True:
        try:
            await remove_due(world, world.recorder)
            await remove_leftovers(world, world.recorder)
        except OSError as error:
            _log.warning("the folder of recordings: %s", error.strerror)
        await asyncio.sleep(_EVERY)


async def remove_due(world: World, recorder: Recorder) -> int:
    """Remove every file that is older than its school keeps it; how many there were."""
    done = 0
    for org in await world.database.run(repository.orgs):
        kept: timedelta = await world.database.run(recordings_kept, org)
        for one in await world.database.run(repository.older, org, world.now() - kept):
            try:
                await remove(world, recorder, one, by="service", deed="recording.expired")
                done += 1
            except OSError as error:
                _log.warning("a recording is not removed: %s", error.strerror)
    return done


async def remove_leftovers(world: World, recorder: Recorder) -> int:
    """Remove files that nobody can open any more, or ever could; how many there were.

    They come of a recording that went on when we had given it up, or of a database that is older
    than the folder.

    Raises:
        OSError: the folder cannot be read, or a file not removed.
    """
    before = world.now() - _LEFT
    names = await asyncio.to_thread(recorder.names, before=before)
    known = await world.database.run(repository.wanted, names)
    for name in set(names) - known:
        await asyncio.to_thread(recorder.file(name).unlink, missing_ok=True)
        _log.warning("a file that belongs to no recording was removed")
    return len(set(names) - known)


async def remove(world: World, recorder: Recorder, one: Recording, *, by: str, deed: str) -> None:
    """Remove a recording's file and write down who did.

    Raises:
        OSError: the file is there and cannot be removed.
    """
    await asyncio.to_thread(remove_file, recorder, one)
    await world.database.run(_note, one, by=by, deed=deed, world=world)


def _note(session: Session, one: Recording, *, by: str, deed: str, world: World) -> None:
    repository.put(session, replace(one, state=State.REMOVED))
    audit.append(
        session,
        actor=by,
        action=deed,
        now=world.now(),
        org=one.org,
        subject=one.id,
        details={"lesson": one.lesson_id},
    )
