"""A channel is read by those it is for: whoever left the school, or lost the role, is taken out."""

import asyncio
import logging

from server.school_core.school import SchoolDay
from server.service.auth import Caller
from server.service.channels.endpoints import every_channel, is_for
from server.service.channels.tables import ChannelRow
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.world import World

_log = logging.getLogger(__name__)

_LOOK_EVERY = 5.0
_REASON = "Канал больше не для вас: так сказано в списке школы"


async def keep_readers(world: World) -> None:
    """Job: look at everybody in every channel when the school has changed."""
    last: SchoolDay | None = None
    while True:
        day = await world.book.today()
        if day is not None and day is not last:
            try:
                for row in await world.database.run(every_channel):
                    await _look(world, day, row)
                last = day
            except (HomeserverDown, HomeserverRefused) as trouble:
                _log.warning("who reads channels is looked at later: %s", trouble)
        await asyncio.sleep(_LOOK_EVERY)


async def _look(world: World, day: SchoolDay, row: ChannelRow) -> None:
    homeserver = world.homeserver
    for user_id in await homeserver.members(row.room_id):
        reader = Caller(user_id, standing=day.standing(user_id))
        if user_id == homeserver.bot or is_for(row, reader):
            continue
        if await homeserver.is_admin(user_id):
            continue  # whoever runs the server reads what they subscribe to
        try:
            await homeserver.kick(row.room_id, user_id, reason=_REASON)
        except HomeserverRefused as refused:
            _log.warning("somebody stays in a channel: %s", refused)
