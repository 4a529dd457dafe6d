"""Order in chats: muting somebody for hours, and looking into what was reported (rows F8, M51).

A mute is state, `app.parta.muted` under the user id without its `@`: {until: milliseconds}. It ends
by itself. What was reported is read by two administrators together or by nobody: one asks with a
reason, another agrees, and both may look for a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.school_core.chats import HELPS
from server.school_core.events import CALL_MEMBERS, STICKY_CALL_MEMBERS
from server.school_core.polls import POLL_VOTES
from server.school_core.verdict import Verdict, no, yes

MUTED = "app.parta.muted"
LONGEST_MUTE = timedelta(days=30)
LOOK_LASTS = timedelta(days=1)

_NOT_YOURS = no("mute_power", "Заглушить можно только того, у кого в чате меньше прав, чем у вас.")
_SHAPE = no("mute_shape", "Срок должен быть в будущем и не дальше 30 дней.")
_SAME = no("look_same", "Согласиться должен другой администратор, не тот, кто попросил.")
_ALREADY = no("look_agreed", "Согласие уже получено.")
_NOT_AGREED = no("look_not_agreed", "Нужно согласие второго администратора.")
_OTHERS = no("look_others", "Смотреть могут только двое: кто попросил и кто согласился.")
_OVER = no("look_over", "Срок просмотра истёк: попросите снова.")

_WHILE_MUTED = (
    frozenset({"m.room.redaction", "app.parta.ack"})
    | POLL_VOTES
    | CALL_MEMBERS
    | STICKY_CALL_MEMBERS
)


def mute_key(user_id: str) -> str:
    """The state key of somebody's mute; one beginning with `@` would be theirs to write."""
    return user_id.removeprefix("@")


def judge_mute(
    content: Mapping[str, Any], *, power: float, their_power: float, now_ms: int
) -> Verdict:
    """Judge muting somebody, or letting them speak again ({})."""
    if power < HELPS or their_power >= power:
        return _NOT_YOURS
    until = content.get("until")
    if not content:
        return yes("mute")
    if not isinstance(until, int) or isinstance(until, bool):
        return _SHAPE
    longest = int(LONGEST_MUTE.total_seconds() * 1000)
    return yes("mute") if now_ms < until <= now_ms + longest else _SHAPE


def judge_muted(content: Mapping[str, Any], event_type: str, now: datetime) -> Verdict:
    """Judge an event (no state) of somebody with this mute, by the school's own clock."""
    until = content.get("until")
    if not isinstance(until, int) or event_type in _WHILE_MUTED:
        return yes("muted")
    if now.timestamp() * 1000 >= until:
        return yes("muted")
    ends = datetime.fromtimestamp(until / 1000, now.tzinfo)
    return no("muted", f"Вам нельзя писать в этот чат до {ends:%d.%m %H:%M}: так решил ведущий.")


@dataclass(frozen=True, slots=True)
class Look:
    """Two administrators and the day they may read what was reported."""

    asked_by: str
    asked_at: datetime
    agreed_by: str | None = None
    agreed_at: datetime | None = None


def judge_agreement(look: Look, who: str, now: datetime) -> Verdict:
    """Judge a second administrator who agrees."""
    if look.agreed_by is not None:
        return _ALREADY
    if who == look.asked_by:
        return _SAME
    return yes("look") if now < look.asked_at + LOOK_LASTS else _OVER


def judge_reading(look: Look | None, who: str, now: datetime) -> Verdict:
    """Judge a reading of what was reported."""
    if look is None or look.agreed_by is None or look.agreed_at is None:
        return _NOT_AGREED
    if who not in (look.asked_by, look.agreed_by):
        return _OTHERS
    return yes("look") if now < look.agreed_at + LOOK_LASTS else _OVER
