"""What rings in this profile: which call is shown, what is refused, what is noted as missed."""

from collections.abc import Sequence
from uuid import uuid4

from app.domain.calls import CallKind, CallRecord, IncomingCall, Outcome
from app.domain.diff import Observable
from app.domain.errors import AppError, UserText
from app.domain.events import Event
from app.domain.ids import EventId, RoomId, TransactionId, UserId
from app.domain.rtc import BUSY, DECLINE, CallMember, Decline, Ring
from app.services.calls.chats import CallChats
from app.services.calls.faces import Faces
from app.services.calls.history import History
from app.services.calls.rings import RingOver, Rings
from app.services.calls.slot import CallSlot
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.tasks import TaskScope

OVER = UserText("Этот звонок уже закончился.")


class Bell:
    """Fed with what sync brings and with who is in which call; `incoming` is what rings now."""

    def __init__(
        self,
        me: UserId,
        *,
        api: MatrixApi,
        chats: CallChats,
        faces: Faces,
        history: History,
        slot: CallSlot,
        clock: Clock,
        tasks: TaskScope,
    ) -> None:
        self._api, self._chats, self._faces = api, chats, faces
        self._history, self._slot, self._clock, self._tasks = history, slot, clock, tasks
        self._rings = Rings(me)
        self.incoming: Observable[IncomingCall | None] = Observable(None)
        self.missed: Observable[CallRecord | None] = Observable(None)

    @property
    def rooms(self) -> set[RoomId]:
        """Chats in which it rings."""
        return {ring.room_id for ring in self._rings.ringing.values()}

    def take(self, room_id: RoomId, events: Sequence[Event], *, old: bool) -> list[Decline]:
        """Take over events of a chat; `old`: nothing of it is missed. Gives refusals by others."""
        self._settle(self._rings.take(room_id, events, self._clock.now(), old=old))
        declines, self._rings.declines = self._rings.declines, []
        return declines

    def look(self, room_id: RoomId, members: Sequence[CallMember]) -> None:
        """Compare what rings in a chat with who is in its call now."""
        self._settle(self._rings.look(room_id, members, self._clock.now()))

    def show(self) -> None:
        """Show what rings; a call between two that finds this person in another is refused."""
        ring = self._rings.first()
        if ring is not None and self._is_busy_for(ring):
            self._settle(self._rings.end(ring.event_id, Outcome.MISSED))
            self._tasks.start(self._send_decline(ring.room_id, ring.event_id, busy=True))
            self.show()
            return
        if ring is None:
            self.incoming.set(None)
        elif self._faces.knows(ring.sender):
            self.incoming.set(self._incoming(ring))

    def accept(self, incoming: IncomingCall) -> None:
        """It is taken: it rings no more. Raises AppError where it did not ring any more."""
        if incoming.key not in self._rings.ringing:
            raise AppError("it does not ring any more", user_text=OVER)
        self._rings.end(incoming.key, Outcome.INCOMING)
        self.show()

    async def decline(self, incoming: IncomingCall) -> None:
        """Refuse it on all my devices."""
        self._settle(self._rings.end(incoming.key, Outcome.DECLINED))
        self.show()
        await self._send_decline(incoming.room_id, incoming.key, busy=False)

    def _is_busy_for(self, ring: Ring) -> bool:
        return self._slot.taken and self._chats.kind(ring.room_id) is CallKind.DIRECT

    def _incoming(self, ring: Ring) -> IncomingCall:
        caller = self._faces.person(ring.sender)
        kind = self._chats.kind(ring.room_id)
        return IncomingCall(
            key=ring.event_id,
            room_id=ring.room_id,
            title=caller.name if kind is CallKind.DIRECT else self._chats.title(ring.room_id),
            caller=caller,
            video=ring.video,
            kind=kind,
        )

    def _settle(self, over: Sequence[RingOver]) -> None:
        """Note what became of rings."""
        for one in over:
            ring = one.ring
            record = CallRecord(
                key=ring.event_id,
                room_id=ring.room_id,
                title=self._chats.title(ring.room_id),
                kind=self._chats.kind(ring.room_id),
                video=ring.video,
                outcome=one.outcome,
                at=ring.sent,
                person=self._faces.person(ring.sender),
            )
            self._tasks.start(self._note_if_new(record), name="call history")

    async def _note_if_new(self, record: CallRecord) -> None:
        if not await self._history.has(record.key):
            await self._history.note(record)
            if record.outcome is Outcome.MISSED:
                self.missed.set(record)

    async def _send_decline(self, room_id: RoomId, ring: EventId, *, busy: bool) -> None:
        content = {
            "m.relates_to": {"rel_type": "m.reference", "event_id": ring},
            "msc4354_sticky_key": ring,
            **({BUSY: True} if busy else {}),
        }
        await self._api.send(room_id, DECLINE, content, txn_id=TransactionId(uuid4().hex))
