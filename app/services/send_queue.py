"""The send queue of a profile: echo at once, order kept per chat, each message lands exactly once.

An entry is on the disk before it goes out and keeps its transaction id through every try, every
restart and every day offline; the server answers a repeated id with the event it already has. An
entry leaves the queue only when sync has brought its event back: the store takes it out in the same
unit of work, and `settle` notices. What the server refuses for good stays, marked, and blocks
nobody.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Protocol

from app.domain.cache import Outgoing
from app.domain.diff import Unsubscribe
from app.domain.errors import AppError, StoreError, UserSuspended
from app.domain.events import Json
from app.domain.ids import EventId, RoomId, TransactionId
from app.domain.timeline import SendState, SendStatus
from app.services.contents import is_local, new_transaction, retarget, to_send
from app.services.echo import Pending
from app.services.outbox import Held, Outbox, initial_status
from app.services.patience import Patience
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.send_failure import Verdict, judge
from app.services.tasks import TaskScope

_log = logging.getLogger(__name__)
_SENDING = SendStatus(SendState.SENDING)
_QUEUED = SendStatus(SendState.QUEUED)


class Preparation(Protocol):
    """What happens to an entry with a file before it can go: `Transfers`."""

    async def ready(self, held: Held, outbox: Outbox) -> Outgoing:
        """Make and upload what the entry needs; each step is stored. Returns it complete."""

    async def sent(self, entry: Outgoing) -> None:
        """The server has it: local files may move to the cache."""

    async def dropped(self, entry: Outgoing) -> None:
        """It will not be sent: local files may go."""


class SendQueue:
    """Takes entries, sends them, and shows them to the open chats until the server does."""

    def __init__(
        self,
        *,
        store: Store,
        api: MatrixApi,
        preparation: Preparation,
        clock: Clock,
        patience: Patience,
        tasks: TaskScope,
    ) -> None:
        self._store = store
        self._api = api
        self._preparation = preparation
        self._clock = clock
        self._patience = patience
        self._tasks = tasks
        self._box = Outbox()
        self._draining: dict[RoomId, asyncio.Task[None]] = {}
        self._sending: dict[TransactionId, asyncio.Task[EventId | AppError]] = {}
        self._taken_back: set[TransactionId] = set()
        self._resting: set[RoomId] = set()
        """Chats that wait for the network or for the server's patience."""
        self.on_overtaken: Callable[[RoomId, EventId], None] = self._on_overtaken
        """Sync brought the event before the request that sent it was answered."""
        self.on_suspended: Callable[[bool], None] = lambda _: None
        """The server says that I may not write, or took something of mine all the same."""

    # ------------------------------------------------------------------------- what is there

    async def load(self) -> None:
        """Take up the queue where the last run left it."""
        for entry in await self._store.outbox():
            if self._box.get(entry.room_id, entry.txn_id) is None:
                if not entry.failed and entry.event_id is None:
                    # The last run may have died between the request and its answer.
                    entry = replace(entry, attempts=max(1, entry.attempts))
                self._box.add(entry, stored=True)
        for room_id in self._box.rooms():
            self._forget_lost_targets(room_id)
            self._drain_soon(room_id)

    def pending(self, room_id: RoomId) -> tuple[Pending, ...]:
        """The entries of a chat in order, with their status."""
        return self._box.pending(room_id)

    def watch(self, room_id: RoomId, listener: Callable[[], None]) -> Unsubscribe:
        """Call `listener` after each change in a chat."""
        return self._box.watch(room_id, listener)

    def follow(self, listener: Callable[[RoomId, tuple[Pending, ...]], None]) -> None:
        """Tell one listener what each chat has in the queue, after each change."""
        self._box.on_change = lambda room_id: listener(room_id, self._box.pending(room_id))

    def find(self, room_id: RoomId, key: str) -> Pending | None:
        """The entry with this transaction id."""
        held = self._box.get(room_id, key)
        return Pending(held.entry, held.status) if held else None

    # ---------------------------------------------------------------------------- what comes

    def add(
        self,
        room_id: RoomId,
        *,
        kind: str,
        event_type: str,
        content: Json,
        target: str = "",
        path: str = "",
    ) -> TransactionId:
        """Queue something; the watchers see it before this returns. It goes out by itself."""
        entry = Outgoing(
            txn_id=new_transaction(),
            room_id=room_id,
            kind=kind,
            event_type=event_type,
            content=content,
            created=self._clock.now(),
            target=EventId(target) if target else None,
            path=path,
        )
        held = self._box.add(entry)
        loop = asyncio.get_running_loop()
        held.saved, held.outcome = loop.create_future(), loop.create_future()
        if room_id in self._resting or not self._patience.online:
            held.settle()
        self._tasks.start(self._save_new(held))
        return entry.txn_id

    async def saved(self, room_id: RoomId, txn_id: TransactionId) -> None:
        """Wait until an entry would survive a crash. Raises StoreError where it would not."""
        held = self._box.get(room_id, txn_id)
        if held is not None and held.saved is not None:
            await asyncio.shield(held.saved)

    async def outcome(self, room_id: RoomId, txn_id: TransactionId) -> None:
        """Wait for the first try: sent, or waiting for the network; raises what was refused."""
        held = self._box.get(room_id, txn_id)
        if held is not None and held.outcome is not None:
            await asyncio.shield(held.outcome)

    async def replace_content(self, room_id: RoomId, txn_id: str, content: Json) -> bool:
        """Change a message that has not gone out; False where it is too late for that."""
        held = self._box.get(room_id, txn_id)
        if held is None or held.entry.txn_id in self._sending or held.entry.event_id:
            return False
        self._box.change(held, replace(held.entry, content=content))
        await self._save(held)
        return True

    async def retry(self, room_id: RoomId, txn_id: str) -> None:
        """Put a failed entry back to its place in the queue."""
        held = self._box.get(room_id, txn_id)
        if held is None or not held.entry.failed:
            return
        self._box.change(held, replace(held.entry, failed=""), status=_QUEUED)
        await self._save(held)
        self._drain_soon(room_id)

    async def discard(self, room_id: RoomId, txn_id: str) -> None:
        """Take an entry back. One that is on the wire is deleted again if it arrives."""
        held = self._box.get(room_id, txn_id)
        if held is None or held.entry.event_id is not None:
            return
        sending = self._sending.get(held.entry.txn_id)
        if held.entry.kind == "message" and (sending is not None or held.entry.attempts):
            self._taken_back.add(held.entry.txn_id)
        self._box.remove(held)
        if sending is not None:
            sending.cancel()
        if held.saved is not None:
            await asyncio.wait({held.saved})
        await self._forget(held.entry.txn_id)
        await self._preparation.dropped(held.entry)
        for other in self._box.dependents(room_id, held.entry.txn_id):
            await self._let_go(other, held.entry.txn_id)
        self._drain_soon(room_id)

    # -------------------------------------------------------------------------- what came back

    async def settle(self, rooms: Iterable[RoomId], gaps: frozenset[RoomId] = frozenset()) -> None:
        """Sync brought something of these chats: let go of what it brought back.

        After a gap an event may stand where sync does not lead; the server has it all the same.
        """
        rooms = [room_id for room_id in rooms if self._box.of_room(room_id)]
        if not rooms:
            return
        left = {entry.txn_id for entry in await self._store.outbox()}
        for room_id in rooms:
            for held in self._box.of_room(room_id):
                entry = held.entry
                if room_id in gaps and entry.event_id is not None and entry.txn_id in left:
                    await self._forget(entry.txn_id)
                    self._box.remove(held)
                elif held.stored and entry.txn_id not in left:
                    self._box.remove(held)

    def was_taken_back(self, txn_id: TransactionId | None) -> bool:
        """Whether an event that arrived was deleted while it was on the wire."""
        if txn_id is None or txn_id not in self._taken_back:
            return False
        self._taken_back.discard(txn_id)
        return True

    @property
    def expects_taken_back(self) -> bool:
        """Whether events that arrive have to be looked at."""
        return bool(self._taken_back)

    # ------------------------------------------------------------------------------- sending

    def _drain_soon(self, room_id: RoomId) -> None:
        running = self._draining.get(room_id)
        if running is None or running.done():
            self._draining[room_id] = self._tasks.start(self._drain(room_id))

    async def _drain(self, room_id: RoomId) -> None:
        failures = 0
        while (held := self._box.next(room_id)) is not None:
            if held.saved is not None and not held.saved.done():
                await asyncio.wait({held.saved})
            if not self._patience.online:
                await self._rest(room_id, self._patience.until_online())
            if self._box.next(room_id) is not held:
                continue
            result = await self._try(held)
            if result is None:
                continue
            if not isinstance(result, AppError):
                failures = 0
                self.on_suspended(False)
                await self._confirm(held, result)
                continue
            if isinstance(result, UserSuspended):
                self.on_suspended(True)
            judgement = judge(result, failures)
            _log.info("sending %s: %s (%s)", held.entry.kind, result, judgement.verdict.value)
            if judgement.verdict is Verdict.DONE:
                await self._forget(held.entry.txn_id)
                self._box.remove(held)
            elif judgement.verdict is Verdict.GIVE_UP:
                await self._fail(held, result)
            else:
                failures += 1
                entry = replace(held.entry, attempts=held.entry.attempts + 1)
                self._box.change(held, entry, status=_QUEUED)
                seconds = None if judgement.verdict is Verdict.WAIT else judgement.seconds
                await self._rest(room_id, self._patience.pause(seconds))
        for left in self._box.of_room(room_id):
            left.settle()  # what is left waits for another entry, or for the person

    async def _rest(self, room_id: RoomId, until: Awaitable[None]) -> None:
        """Wait; nobody who asks for the outcome of an entry has to wait as well."""
        self._resting.add(room_id)
        try:
            for held in self._box.of_room(room_id):
                held.settle()
            await until
        finally:
            self._resting.discard(room_id)

    async def _try(self, held: Held) -> EventId | AppError | None:
        """One attempt, cancelled by `discard`; None where it was."""
        task = self._tasks.start(self._attempt(held))
        self._sending[held.entry.txn_id] = task
        try:
            await asyncio.wait({task})
        finally:
            self._sending.pop(held.entry.txn_id, None)
            task.cancel()
        return None if task.cancelled() else task.result()

    async def _attempt(self, held: Held) -> EventId | AppError:
        try:
            entry = await self._preparation.ready(held, self._box)
            self._box.change(held, status=_SENDING)
            if entry.kind == "redaction":
                return await self._api.redact(
                    entry.room_id,
                    entry.target or EventId(""),
                    txn_id=entry.txn_id,
                    reason=str(entry.content.get("reason", "")),
                )
            return await self._api.send(
                entry.room_id, entry.event_type, to_send(entry.content), txn_id=entry.txn_id
            )
        except AppError as error:
            return error

    async def _confirm(self, held: Held, event_id: EventId) -> None:
        """The server has it. Sync may have brought it back already, or is about to."""
        room_id, txn_id = held.entry.room_id, held.entry.txn_id
        for other in self._box.dependents(room_id, txn_id):
            await self._point(other, txn_id, event_id)
        if self._box.get(room_id, txn_id) is not held:
            return
        entry = replace(held.entry, event_id=event_id, attempts=0)
        self._box.change(held, entry, status=initial_status(entry))
        held.settle()
        await self._save(held)
        # The store takes entries out while it stores events: one that was there before us stays.
        if await self._known(room_id, event_id):
            await self._forget(txn_id)
            self.on_overtaken(room_id, event_id)
        await self._preparation.sent(entry)

    async def _known(self, room_id: RoomId, event_id: EventId) -> bool:
        try:
            return await self._store.raw_event(room_id, event_id) is not None
        except StoreError:
            return False

    async def _fail(self, held: Held, error: AppError) -> None:
        held.settle(error)
        if held.entry.kind not in {"message", "edit"}:
            # Nothing on the screen could offer to try again; who asked has been told.
            self._box.remove(held)
            await self._forget(held.entry.txn_id)
            return
        failed = replace(held.entry, failed=str(error.user_text))
        status = SendStatus(SendState.FAILED, error=error.user_text)
        self._box.change(held, failed, status=status)
        await self._save(held)

    def _on_overtaken(self, room_id: RoomId, event_id: EventId) -> None:
        self._tasks.start(self.settle([room_id]))

    # ------------------------------------------------------------------------------- storing

    async def _save_new(self, held: Held) -> None:
        await self._save(held, new=True)
        self._drain_soon(held.entry.room_id)

    async def _save(self, held: Held, *, new: bool = False) -> None:
        """Write an entry; a disk that refuses keeps nothing from being sent."""
        try:
            if new or held.stored:
                await self._store.put_outgoing(held.entry)
                held.stored = True
            if new and held.saved is not None:
                held.saved.set_result(None)
        except StoreError as error:
            _log.warning("queue entry not stored: %s", error)
            if new and held.saved is not None:
                held.saved.set_exception(error)
                held.saved.exception()

    async def _forget(self, txn_id: TransactionId) -> None:
        try:
            await self._store.delete_outgoing(txn_id)
        except StoreError as error:
            _log.warning("queue entry not deleted: %s", error)

    # --------------------------------------------------------- entries about queued messages

    async def _point(self, held: Held, txn_id: TransactionId, event_id: EventId) -> None:
        """What was about a message of the queue is about an event of the server now."""
        entry = held.entry
        target = event_id if str(entry.target) == txn_id else entry.target
        content = retarget(entry.content, txn_id, event_id)
        self._box.change(held, replace(entry, target=target, content=content))
        await self._save(held)

    async def _let_go(self, held: Held, txn_id: TransactionId) -> None:
        """The message an entry is about is gone: an answer goes alone, the rest is void."""
        if held.entry.kind == "message":
            content = {k: v for k, v in held.entry.content.items() if k != "m.relates_to"}
            self._box.change(held, replace(held.entry, content=content))
            await self._save(held)
        else:
            self._box.remove(held)
            await self._forget(held.entry.txn_id)

    def _forget_lost_targets(self, room_id: RoomId) -> None:
        for held in self._box.of_room(room_id):
            target = held.entry.target or ""
            if is_local(target) and self._box.get(room_id, target) is None:
                self._tasks.start(self._let_go(held, TransactionId(target)))
