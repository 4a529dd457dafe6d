"""How one may write in a chat: quiet hours, slow mode, files and links (row F64, M52).

The chat's leader sets them as state: `app.parta.hours` {weekdays: 1…7, from, to: "HH:MM", mode:
read_only | staff_only}, `app.parta.slow` {seconds}, `app.parta.sharing` {files, links: the power
it takes}. An empty content switches the rule off.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum
from typing import Any, TypeGuard

from server.school_core.chats import HELPS, LEADS
from server.school_core.contact import ContactSwitches
from server.school_core.events import CALL_MEMBERS, STICKY_CALL_MEMBERS
from server.school_core.polls import POLL_ENDS, POLL_VOTES
from server.school_core.verdict import Verdict, no, yes

FORWARDED = "app.parta.forwarded_from"
"""Names the author in a forwarded copy of somebody else's message; clients set it."""
HOURS, SLOW, SHARING = "app.parta.hours", "app.parta.slow", "app.parta.sharing"
SETTINGS = frozenset({HOURS, SLOW, SHARING})
MOST_SECONDS = 6 * 60 * 60

_LEADER = no("not_leader", "Это может изменить только тот, кто ведёт чат.")
_SHAPE = no("setting_shape", "Настройка чата задана неправильно: проверьте дни, время и числа.")
_FILES = no("files_off", "Отправлять файлы в этом чате вам нельзя.")
_LINKS = no("links_off", "Отправлять ссылки в этом чате вам нельзя.")
_PUPIL_FILES = no("files_off", "Школа выключила отправку файлов учениками.")
_PUPIL_LINKS = no("links_off", "Школа выключила отправку ссылок учениками.")
_PUPIL_FORWARDS = no("forwards_off", "Школа выключила пересылку чужих сообщений учениками.")

# What disturbs nobody: taking back, reacting, voting, ending what has begun.
_SILENT = (
    frozenset({"m.room.redaction", "m.reaction", "app.parta.ack"})
    | POLL_VOTES
    | POLL_ENDS
    | CALL_MEMBERS
    | STICKY_CALL_MEMBERS
)
_FILE_TYPES = frozenset({"m.file", "m.image", "m.video", "m.audio"})
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z")
_LINK = re.compile(
    r"(?i)\b[a-z][a-z0-9+.-]{1,15}://\S|\bwww\.\S|\bmatrix:|href\s*="
    r"|\b[\w-]+\.(?:ru|рф|su|com|org|net|me|gg|io|tv|ly|link|site|online|xyz|info|app|dev|by|kz|ua"
    r"|cc|club|shop|store|top|pro|live|chat|fun)\b"
)


class HoursMode(Enum):
    """What quiet hours leave."""

    READ_ONLY = "read_only"
    STAFF_ONLY = "staff_only"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When a chat rests; a night belongs to the day (1 … 7, Monday first) on which it begins."""

    weekdays: frozenset[int]
    begins: time
    ends: time
    mode: HoursMode

    def hold(self, now: datetime) -> bool:
        """Whether the chat rests at a moment of the school's own clock."""
        today, clock = now.isoweekday(), now.time()
        yesterday = (today - 2) % 7 + 1
        if self.begins < self.ends:
            return today in self.weekdays and self.begins <= clock < self.ends
        return (today in self.weekdays and clock >= self.begins) or (
            yesterday in self.weekdays and clock < self.ends
        )


def read_hours(content: Mapping[str, Any]) -> QuietHours | None:
    """The quiet hours in a content, None where there are none."""
    days, begins, ends = content.get("weekdays"), content.get("from"), content.get("to")
    if not isinstance(days, list) or not days or not all(_is_in(day, 1, 7) for day in days):
        return None
    if not (isinstance(begins, str) and _CLOCK.match(begins)):
        return None
    if not (isinstance(ends, str) and _CLOCK.match(ends)):
        return None
    try:
        mode = HoursMode(content.get("mode"))
    except ValueError:
        return None
    return QuietHours(frozenset(days), time.fromisoformat(begins), time.fromisoformat(ends), mode)


def judge_hours(hours: QuietHours, event_type: str, now: datetime, *, staff: bool) -> Verdict:
    """Judge an event (no state) sent at a moment of the school's own clock."""
    if event_type in _SILENT or not hours.hold(now):
        return yes("hours")
    if staff and hours.mode is HoursMode.STAFF_ONLY:
        return yes("hours")
    who = "пишут только сотрудники" if hours.mode is HoursMode.STAFF_ONLY else "никто не пишет"
    return no("quiet_hours", f"С {hours.begins:%H:%M} до {hours.ends:%H:%M} в этом чате {who}.")


def read_pace(content: Mapping[str, Any]) -> int:
    """Seconds between two messages of one person, 0 where there is no slow mode."""
    seconds = content.get("seconds")
    return seconds if _is_in(seconds, 1, MOST_SECONDS) else 0


def counts_for_pace(event_type: str, content: Mapping[str, Any]) -> bool:
    """Whether an event is a message of its own; a corrected one is not."""
    relation = content.get("m.relates_to")
    edits = isinstance(relation, Mapping) and relation.get("rel_type") == "m.replace"
    return event_type not in _SILENT and not edits


def too_soon(wait_ms: int) -> Verdict:
    """The refusal of a message before its time."""
    seconds = max(1, -(-wait_ms // 1000))
    return no("slow_mode", f"В чате медленный режим: следующее сообщение через {seconds} с.")


def binds(pupil: ContactSwitches) -> bool:
    """Whether a school keeps its pupils from sending anything."""
    return not (pupil.pupil_files and pupil.pupil_links and pupil.pupil_forwards)


def judge_sharing(
    limits: Mapping[str, Any],
    event_type: str,
    content: Mapping[str, Any],
    *,
    power: float,
    pupil: ContactSwitches | None,
) -> Verdict:
    """Judge files, links and what is forwarded; `pupil` is what the school lets pupils do."""
    sends_file = event_type == "m.sticker" or _any_part(content, _is_file)
    sends_link = _any_part(content, _has_link)
    if pupil is not None and sends_file and not pupil.pupil_files:
        return _PUPIL_FILES
    if pupil is not None and sends_link and not pupil.pupil_links:
        return _PUPIL_LINKS
    if pupil is not None and not pupil.pupil_forwards and _any_part(content, _is_forwarded):
        return _PUPIL_FORWARDS
    if sends_file and power < _wanted(limits, "files"):
        return _FILES
    if sends_link and power < _wanted(limits, "links"):
        return _LINKS
    return yes("sharing")


def judge_setting(event_type: str, content: Mapping[str, Any], power: float) -> Verdict:
    """Judge a change of one of these settings: by whom, and whether it can be read back."""
    if power < LEADS:
        return _LEADER
    if not content:
        return yes("setting")
    if event_type == HOURS:
        well = read_hours(content) is not None
    elif event_type == SLOW:
        well = read_pace(content) > 0
    else:
        well = all(_is_in(content.get(name, 0), 0, LEADS) for name in ("files", "links"))
    return yes("setting") if well else _SHAPE


def exempt_from_pace(power: float) -> bool:
    """Whether slow mode leaves a person alone: who helps to lead the chat."""
    return power >= HELPS


def _any_part(content: Mapping[str, Any], found: Callable[[Mapping[str, Any]], bool]) -> bool:
    new = content.get("m.new_content")
    return found(content) or (isinstance(new, Mapping) and found(new))


def _is_file(content: Mapping[str, Any]) -> bool:
    return content.get("msgtype") in _FILE_TYPES or "url" in content or "file" in content


def _is_forwarded(content: Mapping[str, Any]) -> bool:
    return FORWARDED in content


def _has_link(content: Mapping[str, Any]) -> bool:
    texts = (content.get(name) for name in ("body", "formatted_body"))
    return any(isinstance(one, str) and _LINK.search(one) is not None for one in texts)


def _wanted(limits: Mapping[str, Any], name: str) -> int:
    level = limits.get(name)
    return level if _is_in(level, 0, LEADS) else 0


def _is_in(value: object, least: int, most: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
