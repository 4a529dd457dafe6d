"""Asking the others of a chat into a call, as the first one there does."""

from datetime import datetime
from uuid import uuid4

from app.domain.calls import CallInfo
from app.domain.ids import EventId, TransactionId
from app.domain.rtc import NOTIFICATION, RING_LASTS, SLOT
from app.services.ports.matrix import MatrixApi

STICKY_MORE_MS = 20_000


async def ring(
    api: MatrixApi, info: CallInfo, membership: EventId, *, quietly: bool, now: datetime
) -> EventId:
    """Send the ring, or a notice where it would ring too many. Raises AppError."""
    lasts = int(RING_LASTS.total_seconds() * 1000)
    content = {
        "slot_id": SLOT,
        "msc4354_sticky_key": SLOT,
        "m.mentions": {"user_ids": [], "room": True},
        "notification_type": "notification" if quietly else "ring",
        "m.relates_to": {"rel_type": "m.reference", "event_id": membership},
        "sender_ts": int(now.timestamp() * 1000),
        "lifetime": lasts,
        "m.call.intent": "video" if info.video else "audio",
    }
    return await api.send_sticky(
        info.room_id,
        NOTIFICATION,
        content,
        txn_id=TransactionId(uuid4().hex),
        lasts_ms=lasts + STICKY_MORE_MS,
    )
