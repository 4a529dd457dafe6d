"""Power levels of a chat: who has how much, and what a person may hand out (rows F90–F96).

Whoever leads a chat sets its levels; Matrix lets nobody grant more than they have. The caps here
come on top: a grown-up's chat is never handed over to a child, and nothing that takes people or
their words out of a chat is given to everybody.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.school_core.chats import HELPS
from server.school_core.verdict import Verdict, no, yes

CALL_START = "org.matrix.msc4075.rtc.notification"
"""Its entry in `events` says who may start a call: whoever starts one rings with this event."""

_MENTION_POWER = 50
_NOT_FOR_ALL = ("kick", "ban", "redact")
_LEVELS = (*_NOT_FOR_ALL, "invite", "state_default", "events_default", "users_default")

_CHILD = no("power_cap", "Ученикам и родителям можно дать права помощника, но не больше.")
_ALL = no("power_everybody", "Такие права нельзя дать сразу всем участникам чата.")
_SHAPE = no("power_shape", "Права в чате заданы неправильно.")
_LOWERED = no("supervisor", "Наблюдателя назначает школа: лишить его прав нельзя.")


@dataclass(frozen=True, slots=True)
class Powers:
    """The content of `m.room.power_levels`, and the creators where their power has no end."""

    levels: Mapping[str, Any] = field(default_factory=dict)
    creators: frozenset[str] = frozenset()

    def of(self, user_id: str) -> float:
        """How much a person has."""
        if user_id in self.creators:
            return math.inf
        users = self.levels.get("users")
        default = _level(self.levels.get("users_default"), 0)
        return _level(users.get(user_id), default) if isinstance(users, Mapping) else default

    @property
    def to_mention_all(self) -> int:
        """How much it takes to mention everybody."""
        notifications = self.levels.get("notifications")
        wanted = notifications.get("room") if isinstance(notifications, Mapping) else None
        return _level(wanted, _MENTION_POWER)

    @property
    def to_start_calls(self) -> int:
        """How much it takes to start a call; who may write may call where nothing is said."""
        events = self.levels.get("events")
        default = _level(self.levels.get("events_default"), 0)
        return _level(events.get(CALL_START), default) if isinstance(events, Mapping) else default


def judge_powers(
    content: Mapping[str, Any], *, staff_gives: bool, is_staff: Callable[[str], bool]
) -> Verdict:
    """Judge levels that a person sets, in a body of `/createRoom` (where parts may be left out)."""
    if not _is_shaped(content):
        return _SHAPE
    users = content.get("users", {})
    if _level(content.get("users_default"), 0) > 0:
        return _ALL
    if any(_level(content.get(name), HELPS) < HELPS for name in _NOT_FOR_ALL):
        return _ALL
    if staff_gives:
        for user_id, level in users.items():
            if _level(level, 0) > HELPS and not is_staff(user_id):
                return _CHILD
    return yes("powers")


def judge_supervisors_powers(before: Powers, after: Powers, supervisors: frozenset[str]) -> Verdict:
    """Judge new levels of a supervised chat: its supervisors keep what they have."""
    if any(after.of(one) < before.of(one) for one in supervisors):
        return _LOWERED
    return yes("powers")


def _is_shaped(content: Mapping[str, Any]) -> bool:
    """Whether Matrix would take the levels: it refuses others when half of a chat is made."""
    maps = [content.get(name, {}) for name in ("users", "events", "notifications")]
    plain = [content[name] for name in _LEVELS if name in content]
    if not all(isinstance(one, Mapping) for one in maps):
        return False
    return all(type(level) is int for level in (*plain, *(x for one in maps for x in one.values())))


def _level(value: object, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default
