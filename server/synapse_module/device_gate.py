"""To-device messages go only to people one shares a chat with.

Synapse has no callback for them: anybody could put anything into anybody's inbox. So we stand in
front of the function that delivers them, in whatever process takes the request.
"""

from typing import Any

from synapse.module_api import ModuleApi
from synapse.types import Requester

from server.school_core.verdict import no
from server.synapse_module.refusal import raise_refused
from server.synapse_module.school_book import SchoolBook

_STRANGER = no("stranger", "Отправить это можно только тому, с кем у вас есть общий чат.")

ByUser = dict[str, dict[str, Any]]


class DeviceGate:
    """Takes strangers out of a batch; refuses what has nobody else in it."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._book = book
        self._store = api._hs.get_datastores().main
        handler = api._hs.get_device_message_handler()
        self._deliver = handler.send_device_message
        handler.send_device_message = self._send

    async def _send(self, requester: Requester, message_type: str, messages: ByUser) -> None:
        sender = requester.user.to_string()
        if await self._book.today() is not None and not await self._book.is_trusted(sender):
            near = {who: one for who, one in messages.items() if await self._share(sender, who)}
            if messages and not near:
                raise_refused(_STRANGER)
            messages = near
        await self._deliver(requester, message_type, messages)

    async def _share(self, one: str, other: str) -> bool:
        if one == other:
            return True
        mine = await self._store.get_rooms_for_user(one)
        return not mine.isdisjoint(await self._store.get_rooms_for_user(other))
