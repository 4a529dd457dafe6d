"""Carries a plan out on the homeserver: many chats a request, each chat one batch a stage.

Stages end before the next begins: accounts, chats, everybody in and every right as it shall be,
everybody out who is to go. So nobody is refused where they belong, and a new leader is there before
the old one goes. Any request may be done twice: a run that was killed is run again.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

from server.school_core.chats import ChatKey, WantedChat
from server.school_core.plan import Kind, Step
from server.school_core.roster import PersonId
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.reconcile import settings
from server.service.reconcile.picture import Picture, RoomNow
from server.service.reconcile.ports import Outcome, Requests, Trouble, Watcher

CHATS = "/_synapse/client/parta/admin/chats"
ACCOUNTS = "/_synapse/client/parta/admin/accounts"
_USERS = "/_synapse/admin/v2/users"
_AT_ONCE = 4
_CHAT, _MOST_EVENTS = 6, 60
"""What a chat costs beside its events, and how much goes into a request: some seconds of work."""

_ACCOUNTS = frozenset({Kind.CREATE_ACCOUNT, Kind.REOPEN_ACCOUNT, Kind.RENAME_ACCOUNT})
_RIGHTS = frozenset({Kind.RAISE, Kind.LOWER, Kind.REPAIR_CHAT, Kind.RESTORE_CHAT, Kind.ARCHIVE})
_GOING = frozenset({Kind.REMOVE, Kind.UNLIST, Kind.ARCHIVE})

T = TypeVar("T")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a run brings about. `users` are the accounts of people, there already or to be made."""

    revision: str
    wanted: Mapping[ChatKey, WantedChat]
    users: Mapping[PersonId, str]


@dataclass(slots=True)
class _Batch:
    """What one room needs."""

    room_id: str
    steps: list[Step] = field(default_factory=list)
    join: list[str] = field(default_factory=list)
    state: list[tuple[str, str, Json]] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    finished: bool = False

    @property
    def work(self) -> int:
        """How much the homeserver has to do, in events."""
        return _CHAT + len(self.join) + len(self.state) + len(self.remove)

    def next_part(self, reason: str) -> Json:
        """What goes into the next request: a crowd comes in by several, rights follow the last."""
        part: Json = {"room_id": self.room_id, "reason": reason}
        left = _MOST_EVENTS
        part["join"], self.join = self.join[:left], self.join[left:]
        left -= len(part["join"])
        part["state"], self.state = self.state[:left], self.state[left:]
        left -= len(part["state"])
        part["remove"], self.remove = self.remove[:left], self.remove[left:]
        self.finished = not (self.join or self.state or self.remove)
        return part


class Executor:
    """One run of one plan."""

    def __init__(self, requests: Requests, aim: Aim, now: Picture, watcher: Watcher) -> None:
        self._requests = requests
        self._aim = aim
        self._now = now
        self._watcher = watcher
        self._rooms = {key: room.room_id for key, room in now.rooms.items()}
        self._by_id = {room.room_id: room for room in now.rooms.values()}
        self._without_account: set[PersonId] = set()
        self._reason = f"Список школы, версия {aim.revision}"
        self._done = 0
        self._troubles: list[Trouble] = []
        self._stopped = False

    async def run(self, steps: Sequence[Step]) -> Outcome:
        """Do the steps; what is refused is reported, what is down is raised.

        Raises:
            HomeserverDown: nothing more can be done now; run again later.
        """
        self._find_carried(steps)
        await self._each((s for s in steps if s.kind in _ACCOUNTS), self._account)
        await self._each((s for s in steps if s.kind is Kind.CREATE_CHAT), self._create)
        coming, going = self._batches(steps)
        await self._each(_together(coming), self._send)
        await self._each(_together(going), self._send)
        await self._each((s for s in steps if s.kind is Kind.CLOSE_ACCOUNT), self._close)
        return Outcome(self._done, tuple(self._troubles), self._stopped)

    # ------------------------------------------------------------------------------ one request

    async def _account(self, step: Step) -> None:
        user = self._user(step.person)
        if step.kind is Kind.REOPEN_ACCOUNT:
            answer = await self._do([step], "POST", ACCOUNTS, {"reopen": user})
        else:
            body = {"displayname": step.name}
            answer = await self._do([step], "PUT", f"{_USERS}/{quote(user)}", body)
        if answer is None and step.kind is not Kind.RENAME_ACCOUNT and step.person is not None:
            self._without_account.add(step.person)

    async def _close(self, step: Step) -> None:
        # Without erasing: the name stays on what was written.
        path = f"/_synapse/admin/v1/deactivate/{quote(self._user(step.person))}"
        await self._do([step], "POST", path, {"erase": False})

    async def _create(self, step: Step) -> None:
        key = _key(step)
        body = settings.creation(key, step.name, self._leaders(key))
        answer = await self._do([step], "POST", "/_matrix/client/v3/createRoom", body)
        if answer is not None:
            self._rooms[key] = answer["room_id"]

    async def _send(self, batches: Sequence[_Batch]) -> None:
        while batches:
            parts = [batch.next_part(self._reason) for batch in batches]
            try:
                answer = await self._requests.call("PUT", CHATS, json={"chats": parts})
            except HomeserverRefused as refused:
                steps = [step for batch in batches for step in batch.steps]
                self._troubles.append(Trouble(tuple(steps), str(refused)))
                return
            went_well = []
            for batch, told in zip(batches, answer["chats"], strict=True):
                if "errcode" in told:
                    refusal = HomeserverRefused(told["status"], told)
                    self._troubles.append(Trouble(tuple(batch.steps), str(refusal)))
                else:
                    went_well.append(batch)
            await self._note([s for batch in went_well if batch.finished for s in batch.steps])
            batches = [batch for batch in went_well if not batch.finished]

    async def _do(self, steps: Sequence[Step], method: str, path: str, body: Json) -> Json | None:
        try:
            answer = await self._requests.call(method, path, json=body)
        except HomeserverRefused as refused:
            self._troubles.append(Trouble(tuple(steps), str(refused)))
            return None
        await self._note(steps)
        return answer

    async def _note(self, steps: Sequence[Step]) -> None:
        self._done += len(steps)
        if steps:
            await self._watcher.did(steps)

    # ------------------------------------------------------------------------------ the batches

    def _batches(self, steps: Iterable[Step]) -> tuple[list[_Batch], list[_Batch]]:
        """What comes and changes, and what goes, a batch a room each."""
        by_chat: dict[ChatKey, list[Step]] = defaultdict(list)
        listed: dict[ChatKey, list[Step]] = defaultdict(list)
        for step in steps:
            if step.kind in (Kind.LIST, Kind.UNLIST):
                listed[_key(step)].append(step)
            elif step.chat is not None and step.kind is not Kind.CREATE_CHAT:
                by_chat[step.chat].append(step)
        coming = [self._coming(key, chat) for key, chat in by_chat.items() if key in self._rooms]
        going = [self._going(key, chat) for key, chat in by_chat.items() if key in self._rooms]
        self._list(listed, coming, going)
        return [b for b in coming if b.steps or b.state], [b for b in going if b.steps or b.state]

    def _coming(self, key: ChatKey, steps: Iterable[Step]) -> _Batch:
        batch = _Batch(self._rooms[key])
        chat = self._aim.wanted.get(key)
        if chat is None:
            return batch
        batch.steps = [
            step
            for step in steps
            if step.kind not in _GOING and step.person not in self._without_account
        ]
        kinds = {step.kind for step in batch.steps}
        batch.join = [self._user(s.person) for s in batch.steps if s.kind is Kind.JOIN]
        if kinds & _RIGHTS:
            batch.state.append((settings.POWER, "", self._levels(key, archived=False)))
        if kinds & {Kind.REPAIR_CHAT, Kind.RESTORE_CHAT, Kind.CARRY_ON}:
            batch.state += self._repairs(key, archived=False)
        if Kind.RENAME_CHAT in kinds:
            batch.state.append((settings.NAME, "", {"name": chat.name}))
        return batch

    def _going(self, key: ChatKey, steps: Iterable[Step]) -> _Batch:
        batch = _Batch(self._rooms[key])
        wanted = key in self._aim.wanted
        batch.steps = [step for step in steps if step.kind in _GOING or not wanted]
        batch.remove = [self._user(s.person) for s in batch.steps if s.kind is Kind.REMOVE]
        if not wanted and {step.kind for step in batch.steps} & _RIGHTS:
            batch.state.append((settings.POWER, "", self._levels(key, archived=True)))
            batch.state += self._repairs(key, archived=True)
        return batch

    def _list(
        self, listed: Mapping[ChatKey, Sequence[Step]], coming: list[_Batch], going: list[_Batch]
    ) -> None:
        """Put chats into the lists of their spaces and take them out of others'."""
        adding: dict[ChatKey, _Batch] = {}
        leaving: dict[ChatKey, _Batch] = {}
        for key, steps in listed.items():
            child = self._rooms.get(key)
            chat, room = self._aim.wanted.get(key), self._now.present.chats.get(key)
            old, new = room.space if room else None, chat.space if chat else None
            for step in steps if child is not None else ():
                if step.kind is Kind.LIST and new is not None and new in self._rooms:
                    batch = adding.setdefault(new, _Batch(self._rooms[new]))
                    batch.steps.append(step)
                    here: Json = {"via": [self._requests.server_name]}
                    batch.state.append((settings.CHILD, child or "", here))
                if old is not None and old != new and old in self._rooms:
                    batch = leaving.setdefault(old, _Batch(self._rooms[old]))
                    if step.kind is Kind.UNLIST:
                        batch.steps.append(step)
                    batch.state.append((settings.CHILD, child or "", {}))
        coming += adding.values()
        going += leaving.values()

    # ------------------------------------------------------------------------------ what is so

    def _find_carried(self, steps: Iterable[Step]) -> None:
        for step in steps:
            if step.kind is Kind.CARRY_ON:
                key = _key(step)
                old = next(k for k in self._now.rooms if (k.kind, k.about) == (key.kind, step.name))
                self._rooms[key] = self._rooms.pop(old)

    def _leaders(self, key: ChatKey) -> dict[str, int]:
        chat = self._aim.wanted.get(key)
        members = chat.members.items() if chat is not None else ()
        return {self._user(person): level for person, level in members if level}

    def _levels(self, key: ChatKey, *, archived: bool) -> Json:
        users = {} if archived else self._leaders(key)
        room = self._room(key)
        power = room.state.get(settings.POWER, {}) if room is not None else {}
        return settings.levels(power, users, key, archived=archived)

    def _repairs(self, key: ChatKey, *, archived: bool) -> Iterable[tuple[str, str, Json]]:
        room = self._room(key)
        if room is None:
            return ()
        return tuple(settings.repairs(room.state, room.slots, key, archived=archived))

    def _room(self, key: ChatKey) -> RoomNow | None:
        return self._by_id.get(self._rooms.get(key, ""))

    def _user(self, person: PersonId | None) -> str:
        # Whoever is not of the school goes by the user id itself (see `picture`).
        return self._aim.users.get(person, person) if person is not None else ""

    # ------------------------------------------------------------------------------ many at once

    async def _each(self, work: Iterable[T], do: Callable[[T], Awaitable[None]]) -> None:
        queue = iter(work)

        async def go_on() -> None:
            for one in queue:
                if self._watcher.stops():
                    self._stopped = True
                    return
                await do(one)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(_AT_ONCE):
                    group.create_task(go_on())
        except BaseExceptionGroup as several:
            down = several.subgroup(HomeserverDown)
            if down is None:
                raise
            raise HomeserverDown(str(down.exceptions[0])) from several


def _together(batches: Iterable[_Batch]) -> Iterator[list[_Batch]]:
    """Many small chats make a request, a crowd makes one by itself."""
    some: list[_Batch] = []
    for batch in batches:
        if some and sum(one.work for one in some) + batch.work > _MOST_EVENTS:
            yield some
            some = []
        some.append(batch)
    if some:
        yield some


def _key(step: Step) -> ChatKey:
    assert step.chat is not None
    return step.chat
