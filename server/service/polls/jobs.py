"""What goes on without anybody asking: learning of new polls, publishing totals, closing."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from server.school_core.polls import Poll, Target
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.polls import repository, service
from server.service.polls.repository import Box
from server.service.world import World

_log = logging.getLogger(__name__)

POLLS = "/_synapse/client/parta/admin/polls"
_LOOK_EVERY = 1.0
_REST = 30.0


async def look_after(world: World) -> None:
    """Go on for ever; a poll that makes trouble is left alone for a while, not the others."""
    resting: dict[str, float] = {}
    while True:
        try:
            await _learn(world)
        except (HomeserverDown, HomeserverRefused) as trouble:
            _log.warning("new polls are not to be learned of: %s", trouble)
            await asyncio.sleep(_LOOK_EVERY)
        clock = asyncio.get_running_loop().time()
        resting = {poll: until for poll, until in resting.items() if until > clock}
        for box, closing in await _waiting(world):
            if box.id in resting:
                continue
            try:
                await (service.close(world, box) if closing else service.publish(world, box))
            except (HomeserverDown, HomeserverRefused) as trouble:
                _log.warning("a poll waits: %s", trouble)
                resting[box.id] = clock + _REST
        await asyncio.sleep(_LOOK_EVERY)


async def _learn(world: World) -> None:
    """Ask the module for polls along the stream of events since last time."""
    while True:
        after = await world.database.run(repository.position)
        answer = await world.homeserver.call("GET", POLLS, params={"after": str(after)})
        found = [one for event in answer["polls"] if (one := service.read(event)) is not None]
        wanted = [one for one in found if one[0].anonymous or one[0].closes_at is not None]
        told = [service.read_end(event) for event in answer["polls"]]
        ends = [one for one in told if one is not None]
        if answer["upto"] > after:
            await world.database.run(_keep, wanted, ends, upto=answer["upto"], now=world.now())
        if not answer["more"]:
            return


def _keep(
    session: Session,
    polls: Sequence[tuple[Poll, bool, bool]],
    ends: Sequence[Target],
    *,
    upto: int,
    now: datetime,
) -> None:
    repository.note(session, polls, upto=upto)
    repository.end(session, ends, now=now)


async def _waiting(world: World) -> list[tuple[Box, bool]]:
    due = await world.database.run(repository.due, now=world.now())
    counted = await world.database.run(repository.unpublished, more=service.MORE)
    closing = {box.id for box in due}
    return [(box, True) for box in due] + [(box, False) for box in counted if box.id not in closing]
