"""Raised hands and reactions of a call without a lesson, in the events that Element Call knows."""

from uuid import uuid4

from app.domain.ids import EventId, RoomId, TransactionId
from app.domain.rtc import HAND, REACTION
from app.services.calls.roll import Roll
from app.services.ports.matrix import MatrixApi


class Gestures:
    """They hang on one's place in the call: `place` is the event that took it."""

    def __init__(self, api: MatrixApi, room_id: RoomId, roll: Roll) -> None:
        self._api, self._room_id, self._roll = api, room_id, roll

    async def raise_hand(self, place: EventId | None, up: bool) -> None:
        """Raise my hand, or take it down."""
        own = next((one for one in self._roll.members if one.event_id == place), None)
        hand = self._roll.hands.get(own.identity) if own is not None else None
        txn = TransactionId(uuid4().hex)
        if up and hand is None and place is not None:
            relation = {"rel_type": "m.annotation", "event_id": place, "key": HAND}
            content = {"m.relates_to": relation}
            await self._api.send(self._room_id, "m.reaction", content, txn_id=txn)
        elif not up and hand is not None:
            await self._api.redact(self._room_id, hand.event_id, txn_id=txn, reason="")

    async def react(self, place: EventId | None, emoji: str) -> None:
        """Send a reaction that is seen for some seconds."""
        if place is None:
            return
        content = {
            "m.relates_to": {"rel_type": "m.reference", "event_id": place},
            "emoji": emoji,
            "name": "generic",
        }
        await self._api.send(self._room_id, REACTION, content, txn_id=TransactionId(uuid4().hex))
