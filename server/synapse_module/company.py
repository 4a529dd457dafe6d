"""Whether people may still be together in a chat they made themselves.

The roster changes: a ruling of a court, a pupil who goes, a teacher who no longer teaches a class.
From then on nobody writes, calls or renames where they no longer belong, and who does not belong in
a group is taken out of it, so that they do not read on either.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from synapse.events import EventBase
from synapse.module_api import ModuleApi

from server.school_core.roles import Role
from server.school_core.rooms import ROOM, is_managed
from server.school_core.school import SchoolDay
from server.school_core.verdict import Verdict, no, yes
from server.synapse_module.school_book import SchoolBook

_PASS = yes("company")
_PAIR = 2
_PAIR_ENDED = no("contact_ended", "Вам больше нельзя переписываться: так решила школа.")
_GROUP_ENDED = no("contact_ended", "Вам больше нельзя писать в этот чат: так решила школа.")
_LEFT = "Состав чата изменился вместе со списком школы"
_MOST_KNOWN = 50_000


class Company:
    """Judges who writes or sets something; a verdict stands until people or roster change."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._api = api
        self._book = book
        self._store = api._hs.get_datastores().main
        self._known: dict[tuple[str, str], tuple[Sequence[str], SchoolDay, Verdict]] = {}
        book.when_changed(self._sweep)

    async def judge(self, event: EventBase) -> Verdict:
        """Judge somebody who writes into a chat, or tells it something by its name or a call."""
        if event.type == "m.room.redaction":
            return _PASS
        day = await self._book.today()
        if day is None:
            return _PASS
        # The list comes from a cache: the same object as long as nobody has come or gone.
        people = await self._store.get_users_in_room(event.room_id)
        key = event.room_id, event.sender
        known = self._known.get(key)
        if known is not None and known[0] is people and known[1] is day:
            return known[2]
        verdict = await self._judge(day, event.room_id, event.sender, people)
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known[key] = people, day, verdict
        return verdict

    async def _judge(
        self, day: SchoolDay, room_id: str, person: str, people: Sequence[str]
    ) -> Verdict:
        if day.goes_on(person, people).allowed:
            return _PASS
        others = [one for one in _humans(day, people) if one != person]
        if await self._is_the_schools(room_id, others):
            return _PASS
        return _PAIR_ENDED if len(others) == 1 else _GROUP_ENDED

    async def _is_the_schools(self, room_id: str, others: Sequence[str]) -> bool:
        # Managed or not (support, channels): nobody but the school's service writes this state.
        if await self._room(room_id) is not None:
            return True
        for other in others:
            if await self._book.is_trusted(other):
                return True
        return False

    async def _room(self, room_id: str) -> Mapping[str, Any] | None:
        room = (await self._api.get_room_state(room_id, [(ROOM, "")])).get((ROOM, ""))
        return room.content if room is not None else None

    async def _sweep(self, before: SchoolDay | None, day: SchoolDay) -> None:
        """Take out of groups whoever belongs there no longer."""
        if before is None:
            return
        rooms: set[str] = set()
        for user_id in day.changed_since(before):
            rooms |= set(await self._store.get_rooms_for_user(user_id))
        for room_id in sorted(rooms):
            await self._sweep_room(day, room_id)

    async def _sweep_room(self, day: SchoolDay, room_id: str) -> None:
        # Who is in a chat of the school is the reconciler's to say; most chats of a day's change
        # are such, and asking about each of their people costs more than the change itself.
        if is_managed(await self._room(room_id)):
            return
        # One after the other: who goes may have been the one who did not fit with the next.
        for person in sorted(await self._store.get_users_in_room(room_id), key=day.is_staff):
            people = await self._store.get_users_in_room(room_id)
            if len(_humans(day, people)) <= _PAIR or await self._book.is_trusted(person):
                continue
            if not (await self._judge(day, room_id, person, people)).allowed:
                await self._api.update_room_membership(
                    person, person, room_id, "leave", {"reason": _LEFT}
                )


def _humans(day: SchoolDay, people: Sequence[str]) -> list[str]:
    """People without the school's bots: one that came to count a poll answers for nobody."""
    return [one for one in people if Role.BOT not in day.roles(one)]
