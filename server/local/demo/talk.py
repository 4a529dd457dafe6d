"""How the demo's conversations are written down, and how they become dated messages.

One message a line, a blank line between conversations:

    А: А проект можно втроём делать? | 👍6 🐝4
    Т: Можно. | >1 | правка: Можно, но план до пятницы.

Letters are people drawn at random for each conversation, «Т» is the teacher of the chat, a login
is that person. After bars: reactions with their number, `>N` answers the message N lines above,
`фото:`, `файл:`, `голос:`, `опрос: вопрос; ответ=голоса; …`, `правка:`, `удалено`, `все` (mentions
the room), `@логин`, `закреп`, `звонок`.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

_REACTION = re.compile(r"(\W+?)(\d+)$")
_UNDATED = datetime.min.replace(tzinfo=UTC)
_TIMED = re.compile(r"(?:(-\d+) )?(\d+):(\d+) (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Poll:
    """A question with answers and how many people chose each."""

    question: str
    answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a conversation. `reply` counts lines back; `at` is set once it is dated."""

    who: str
    text: str
    at: datetime = _UNDATED
    reactions: tuple[tuple[str, int], ...] = ()
    reply: int = 0
    picture: str = ""
    file: str = ""
    voice: int = 0
    poll: Poll | None = None
    edit: str = ""
    deleted: bool = False
    mention_room: bool = False
    mention: str = ""
    pinned: bool = False
    call: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may speak in a chat."""

    teacher: str
    others: tuple[str, ...] = field(default=())


def parse_talks(text: str) -> tuple[tuple[Line, ...], ...]:
    """Conversations of a written text."""
    blocks = [block for block in text.strip().split("\n\n") if block.strip()]
    return tuple(tuple(map(_parse_line, block.strip().splitlines())) for block in blocks)


def parse_script(text: str, *, now: datetime) -> tuple[Line, ...]:
    """A conversation whose lines begin with a time of the mockups' day (`11:24 artem: …`).

    The mockups show a few minutes to twelve; that moment is `now`. A line of an earlier day
    (`-1 18:37 artem: …`) keeps its time of day.
    """
    return tuple(_dated(line, now) for line in text.strip().splitlines())


def spread(
    talks: Sequence[tuple[Line, ...]],
    cast: Cast,
    rng: random.Random,
    *,
    now: datetime,
    days: int,
) -> tuple[Line, ...]:
    """Conversations over the past days, in school hours, everybody in their part."""
    moments = sorted(_moment(rng, now, days) for _ in talks)
    lines: list[Line] = []
    for moment, talk in zip(moments, talks, strict=True):
        # A conversation never begins before the one above it has ended: replies stay together.
        start = max(moment, lines[-1].at + timedelta(minutes=2)) if lines else moment
        lines.extend(_perform(talk, cast, rng, start))
    return tuple(line for line in lines if line.at < now - timedelta(hours=12))


def _perform(
    talk: tuple[Line, ...], cast: Cast, rng: random.Random, start: datetime
) -> Iterator[Line]:
    parts = dict(zip("АБВГД", rng.sample(cast.others, min(5, len(cast.others))), strict=False))
    parts["Т"] = cast.teacher
    for line in talk:
        who = parts.get(line.who, line.who if len(line.who) > 1 else cast.others[0])
        yield replace(line, who=who, at=start)
        start += timedelta(seconds=rng.randint(15, 200))


def _moment(rng: random.Random, now: datetime, days: int) -> datetime:
    day = (now - timedelta(days=rng.randint(1, days))).date()
    clock = time(rng.choice((8, 9, 11, 13, 14, 15, 16, 17, 18, 19, 20)), rng.randint(0, 59))
    return datetime.combine(day, clock, tzinfo=now.tzinfo)


def _dated(line: str, now: datetime) -> Line:
    match = _TIMED.match(line)
    if match is None:
        raise ValueError(f"no time: {line}")
    day, hour, minute, rest = match.groups()
    return replace(_parse_line(rest), at=_when(now, int(day or 0), int(hour), int(minute)))


def _when(now: datetime, day: int, hour: int, minute: int) -> datetime:
    if day < 0:
        date = (now + timedelta(days=day)).date()
        return datetime.combine(date, time(hour, minute), tzinfo=now.tzinfo)
    return now - timedelta(minutes=(11 - hour) * 60 + 52 - minute)


def _parse_line(written: str) -> Line:
    head, *marks = written.split(" | ")
    who, _, text = head.partition(": ")
    line = Line(who=who.strip(), text=text.strip())
    for mark in marks:
        line = _mark(line, mark.strip())
    return line


def _mark(line: Line, mark: str) -> Line:
    key, _, value = mark.partition(":")
    value = value.strip()
    match key:
        case "фото":
            return replace(line, picture=value)
        case "файл":
            return replace(line, file=value)
        case "голос":
            return replace(line, voice=int(value))
        case "правка":
            return replace(line, edit=value)
        case "опрос":
            question, *answers = (part.strip() for part in value.split(";"))
            pairs = (answer.rpartition("=") for answer in answers)
            votes = tuple((answer, int(count)) for answer, _, count in pairs)
            return replace(line, poll=Poll(question, votes))
        case "удалено":
            return replace(line, deleted=True)
        case "закреп":
            return replace(line, pinned=True)
        case "звонок":
            return replace(line, call=True)
        case "все":
            return replace(line, mention_room=True)
    if mark.startswith(">"):
        return replace(line, reply=int(mark[1:]))
    if mark.startswith("@"):
        return replace(line, mention=mark[1:])
    return replace(line, reactions=tuple(map(_reaction, mark.split())))


def _reaction(mark: str) -> tuple[str, int]:
    match = _REACTION.match(mark)
    if match is None:
        raise ValueError(f"not a mark: {mark}")
    return match[1], int(match[2])
