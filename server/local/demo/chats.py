"""Every chat of the demo as a plan: who is in it, what was said and when, what Vera has read.

The ends of the conversations are those of the design's pictures, so a screenshot can be laid beside
them.
"""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.local.demo import people, scripts
from server.local.demo.homework import homework_lines
from server.local.demo.people import Human
from server.local.demo.talk import Cast, Line, parse_script, parse_talks, spread
from server.local.demo.talks import class_chat, others, parents, staff, subject

VERA = "vera"
_HOMEWORK_DAYS = 13
"""So far back teachers' homework stands in the chats: the whole of last week in any case."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat to fill. `kind` is that of `app.parta.room`, '' where people made the chat themselves.

    Chats of the school are there already; the others are made. `members` are those who take part.
    `unread` counts the messages of others Vera has not read; `pin` is her order of pinned chats;
    `read_by_all`: her last message has been read.
    """

    name: str
    members: tuple[str, ...]
    lines: tuple[Line, ...]
    kind: str = ""
    group: str = ""
    topic: str = ""
    admins: tuple[str, ...] = ()
    creator: str = VERA
    direct: bool = False
    unread: int = 0
    muted: bool = False
    pin: float | None = None
    read_by_all: bool = False


def school_chats(
    now: datetime, *, days: int, share: float = 1, most: int | None = None
) -> tuple[Chat, ...]:
    """The chats of school № 14 that anything was said in.

    `share` of their history; `most` pupils and parents of a class, None for all.
    """
    written = _written(now, days=days, share=share, most=most)
    return *written, *_homework({chat.name for chat in written}, now, days, most)


def _homework(but: Collection[str], now: datetime, days: int, most: int | None) -> Iterator[Chat]:
    for title, taught in people.TEACH.items():
        for lesson, (teacher, *_) in taught.items():
            name = f"{title} · {lesson.lower()}"
            pupils = _logins(people.PUPILS[title][:most])
            given = homework_lines(
                (title, lesson), taught, pupils, now=now, days=min(days, _HOMEWORK_DAYS)
            )
            if given and name not in but:
                yield Chat(name, (teacher, *pupils), given, kind="subject", group=title)


def _written(now: datetime, *, days: int, share: float, most: int | None) -> tuple[Chat, ...]:
    make = _Maker(now, days, share)
    form = (VERA, "zagurskaya")
    teachers = _logins(people.TEACHERS)
    heads = ("director", "zagurskaya", "lebedeva", "belova", "tikhonov")
    pupils_9b, pupils_7a = _logins(people.PUPILS_9B[:most]), _logins(people.PUPILS_7A)
    parents_9b = _logins(people.PARENTS_9B[:most])
    return (
        make.chat(
            ("9Б · класс", "class", "9Б"),
            cast=Cast(VERA, pupils_9b),
            members=(*form, *pupils_9b),
            talks=class_chat.TALKS,
            script=scripts.CLASS_9B,
            topic="Классный чат 9Б. Классный руководитель — Вера Арамовна Вартанян",
            pin=0.1,
            read_by_all=True,
        ),
        make.chat(
            ("Учительская", "staff", ""),
            cast=Cast(VERA, teachers[2:]),
            members=("director", *teachers),
            talks=staff.TALKS,
            script=scripts.STAFF,
            unread=3,
        ),
        make.chat(
            ("9Б · родители", "parents", "9Б"),
            cast=Cast(VERA, parents_9b),
            members=(VERA, *parents_9b),
            talks=parents.TALKS,
            script=scripts.PARENTS_9B,
        ),
        make.direct("elena", others.DIRECT_COLLEAGUE, scripts.ELENA),
        make.chat(
            ("Семинар для учителей биологии", "", ""),
            cast=Cast(VERA, teachers[1:]),
            members=teachers,
            talks=others.SEMINAR,
            script=scripts.SEMINAR,
            creator="kharlamova",
            unread=48,
            muted=True,
        ),
        make.chat(
            ("7А · биология", "subject", "7А"),
            cast=Cast(VERA, pupils_7a),
            members=(VERA, *pupils_7a),
            talks=subject.TALKS,
            script=scripts.BIOLOGY_7A,
            read_by_all=True,
        ),
        make.chat(
            ("7А · класс", "class", "7А"),
            cast=Cast("belova", pupils_7a),
            members=("belova", VERA, *pupils_7a),
            talks=class_chat.TALKS,
            script=scripts.CLASS_7A,
            share=0.5,
            unread=12,
        ),
        make.chat(
            ("7А · родители", "parents", "7А"),
            cast=Cast("belova", _logins(people.PARENTS_7A)),
            members=("belova", VERA, *_logins(people.PARENTS_7A)),
            talks=parents.TALKS,
            script=scripts.PARENTS_7A,
            share=0.5,
        ),
        make.chat(
            ("9Б · биология", "subject", "9Б"),
            cast=Cast(VERA, pupils_9b),
            members=(VERA, *pupils_9b),
            talks=subject.TALKS,
            script=scripts.BIOLOGY_9B,
            share=0.7,
        ),
        make.chat(
            ("Академия Минпросвещения", "channel", ""),
            cast=Cast("academy", teachers),
            members=("academy", *teachers),
            talks=others.CHANNEL,
            script=scripts.CHANNEL,
            topic="Новости, курсы и вебинары для учителей",
            creator="director",
            unread=1,
            muted=True,
        ),
        make.direct("artem", others.DIRECT_PUPIL, scripts.ARTEM, unread=1),
        make.chat(
            ("Завучи и председатели МО", "", ""),
            cast=Cast(VERA, heads[1:]),
            members=(VERA, *heads),
            talks=others.HEADS,
            script=scripts.HEADS,
            admins=("zagurskaya",),
            creator="director",
        ),
        make.chat(
            ("8В · география", "subject", "8В"),
            cast=Cast("mustafin", _logins(people.PUPILS_8V)),
            members=("mustafin", VERA, *_logins(people.PUPILS_8V)),
            talks=subject.TALKS,
            script=scripts.GEOGRAPHY_8V,
            share=0.4,
        ),
        make.direct("smirnova", others.DIRECT_PARENT, scripts.SMIRNOVA),
        make.direct("dasha", others.DIRECT_PUPIL, scripts.DASHA),
    )


def personal_chats(now: datetime, *, days: int, share: float = 1) -> tuple[Chat, ...]:
    """Vera's private chats; `share` of their history."""
    make = _Maker(now, days, share)
    family = ("mama", "papa", "levon")
    hike, books = ("igor", "nika", "timur"), ("katya", "nika")
    return (
        make.private("Семья ❤️", family, others.FAMILY, scripts.FAMILY, unread=2),
        make.direct("sasha", others.FRIEND, scripts.SASHA, creator="sasha", read_by_all=True),
        make.private("Поход на Алтай", hike, others.HIKE, scripts.HIKE, unread=1, muted=True),
        make.private("Книжный клуб", books, others.BOOKS, scripts.BOOKS),
    )


class _Maker:
    """Turns written talks into chats with dates."""

    def __init__(self, now: datetime, days: int, share: float) -> None:
        self._now = now
        self._days = days
        self._share = share

    def chat(
        self,
        what: tuple[str, str, str],
        *,
        cast: Cast,
        members: Sequence[str],
        talks: str,
        script: str,
        share: float = 1,
        **more: object,
    ) -> Chat:
        name, kind, group = what
        lines = self._lines(name, cast, talks, script, share)
        return Chat(name, tuple(members), lines, kind=kind, group=group, **more)  # type: ignore[arg-type]

    def direct(
        self, other: str, talks: str, script: str, *, creator: str = VERA, **more: object
    ) -> Chat:
        lines = self._lines(f"direct {other}", Cast(VERA, (other,)), talks, script, 1)
        return Chat("", (VERA, other), lines, direct=True, creator=creator, **more)  # type: ignore[arg-type]

    def private(
        self, name: str, friends: Sequence[str], talks: str, script: str, **more: object
    ) -> Chat:
        members = (friends[0], VERA, *friends[1:])
        lines = self._lines(name, Cast(VERA, tuple(friends)), talks, script, 1)
        return Chat(name, members, lines, creator=friends[0], **more)  # type: ignore[arg-type]

    def _lines(
        self, name: str, cast: Cast, talks: str, script: str, share: float
    ) -> tuple[Line, ...]:
        rng = random.Random(name)
        written = list(parse_talks(talks))
        rng.shuffle(written)
        chosen = written[: max(1, round(len(written) * share * self._share))]
        ending = parse_script(script, now=self._now)
        past = spread(chosen, cast, rng, now=self._now, days=self._days)
        before = min(line.at for line in ending) - timedelta(minutes=5)
        return (*(line for line in past if line.at < before), *ending)


def _logins(group: Sequence[Human]) -> tuple[str, ...]:
    return tuple(human.login for human in group)
