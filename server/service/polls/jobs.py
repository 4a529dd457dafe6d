"""What goes on without anybody asking: learning of new polls, publishing totals, closing."""

import asyncio
import logging

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
        if answer["upto"] > after:
            await world.database.run(repository.note, wanted, upto=answer["upto"])
        if not answer["more"]:
            return


async def _waiting(world: World) -> list[tuple[Box, bool]]:
    due = await world.database.run(repository.due, now=world.now())
    counted = await world.database.run(repository.unpublished, more=service.MORE)
    closing = {box.id for box in due}
    return [(box, True) for box in due] + [(box, False) for box in counted if box.id not in closing]
