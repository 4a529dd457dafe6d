"""What the chat is told of a lesson: one message that changes with it, and a ring when it begins.

The message is an ordinary notice, so every client shows it; ours finds the lesson in its content.
"""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from server.school_core.lessons import Phase
from server.service.calls.requests import SLOT
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.lessons import repository
from server.service.lessons.lesson import EndReason, Lesson
from server.service.world import World

_log = logging.getLogger(__name__)

LESSON = "app.parta.lesson"
RING = "org.matrix.msc4075.rtc.notification"
_RING_MS = 90_000


async def tell_chat(world: World, lesson: Lesson) -> None:
    """Bring the message in the chat up to the lesson's phase, if it is not there yet."""
    if lesson.announced == lesson.phase.value:
        return
    content = _content(lesson, world.settings.zone)
    if lesson.event_id:
        content = {
            **content,
            "body": f"* {content['body']}",
            "m.new_content": content,
            "m.relates_to": {"rel_type": "m.replace", "event_id": lesson.event_id},
        }
    try:
        sent = await world.homeserver.send(
            lesson.room_id,
            "m.room.message",
            content,
            txn=f"lesson-{lesson.id}-{lesson.phase.value}",
        )
    except HomeserverDown:
        return  # at the next look
    except HomeserverRefused as refused:
        _log.warning("a lesson was not announced: %s", refused)
        sent = ""
    await world.database.run(_note, lesson, lesson.event_id or sent)


async def ring(world: World, lesson: Lesson, event_id: str) -> None:
    """Let the chat's people ring: the lesson begins."""
    content = {
        "slot_id": SLOT,
        "msc4354_sticky_key": SLOT,
        "m.mentions": {"user_ids": [], "room": True},
        "notification_type": "ring",
        "m.relates_to": {"rel_type": "m.reference", "event_id": event_id},
        "sender_ts": int(world.now().timestamp() * 1000),
        "lifetime": _RING_MS,
        "m.call.intent": "video",
        LESSON: {"id": lesson.id, "title": lesson.title},
    }
    try:
        await world.homeserver.send(lesson.room_id, RING, content, txn=f"lesson-{lesson.id}-ring")
    except (HomeserverDown, HomeserverRefused) as trouble:
        _log.warning("nobody was rung for a lesson: %s", trouble)


async def tell_recording(world: World, lesson: Lesson, by: str, *, txn: str) -> None:
    """Tell the chat that the lesson will be recorded, and by whom.

    Raises:
        HomeserverDown, HomeserverRefused: it was not told.
    """
    school = await world.book.school()
    person = school.accounts.get(by) if school is not None else None
    known = school.roster.people.get(person) if school is not None and person else None
    name = known.full_name if known is not None else by
    body = (
        f"Урок «{lesson.title}» записывается. Запись включает {name}. Кто не согласен, может выйти "
        "или остаться с выключенной камерой и микрофоном."
    )
    content = {"msgtype": "m.notice", "body": body, LESSON: {"id": lesson.id, "recording": True}}
    await world.homeserver.send(lesson.room_id, "m.room.message", content, txn=f"recording-{txn}")


def _note(session: Session, told: Lesson, event_id: str) -> None:
    repository.change(
        session,
        told.id,
        lambda lesson: replace(lesson, event_id=event_id, announced=told.phase.value),
    )


def _content(lesson: Lesson, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "msgtype": "m.notice",
        "body": _sentence(lesson, zone),
        LESSON: {
            "id": lesson.id,
            "title": lesson.title,
            "phase": lesson.phase.value,
            "class_id": lesson.class_id,
            "journal_id": lesson.journal_id,
            "starts_at": _stamp(lesson.begun or lesson.due),
            "ends_at": _stamp(lesson.ended or lesson.due_until),
        },
    }


def _sentence(lesson: Lesson, zone: ZoneInfo) -> str:
    name = f"Урок «{lesson.title}»"
    match lesson.phase:
        case Phase.PLANNED:
            at = lesson.due.astimezone(zone) if lesson.due else None
            return f"{name} начнётся {at:%d.%m} в {at:%H:%M}." if at else f"{name} запланирован."
        case Phase.WAITING:
            return f"{name} начинается. Войдите в звонок этого чата."
        case Phase.LIVE:
            return f"{name} идёт. Войдите в звонок этого чата."
        case Phase.ENDED:
            if lesson.end_reason is EndReason.NEVER_BEGUN or not lesson.begun or not lesson.ended:
                return f"{name} не состоялся."
            begun, ended = lesson.begun.astimezone(zone), lesson.ended.astimezone(zone)
            return f"{name} закончился: {begun:%H:%M}–{ended:%H:%M}."


def _stamp(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
