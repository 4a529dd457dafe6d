"""What the school service tells of a lesson, as values: its own answers, and the SFU's metadata.

The metadata reaches everybody and leaves out what is one person's (place, door, own answer): those
are kept from the answer before.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from app.domain.calls import Source, Sources
from app.domain.clean import clean_text, one_line
from app.domain.errors import UserText
from app.domain.ids import RoomId, UserId
from app.domain.lessons import Attendance, Group, LessonFacts, Phase, Question, TodayLesson
from app.domain.parse.fields import identifier, integer, iso_moment, items, mapping, text
from app.domain.people import Person

LESSON = "app.parta.lesson"
_PEOPLE = 1_000
_SOURCES = {source.value: source for source in Source}
_PHASES = {phase.value: phase for phase in Phase}


def told_of_lesson(metadata: str) -> Mapping[str, Any] | None:
    """The lesson in a room's metadata, None where there is none."""
    try:
        found = json.loads(metadata)
    except (ValueError, RecursionError):
        return None
    told = mapping(found).get(LESSON)
    return told if isinstance(told, dict) else None


def parse_lesson(
    fields: Mapping[str, Any], before: LessonFacts | None = None
) -> LessonFacts | None:
    """A lesson; what `fields` does not say is as `before`. None where it is no lesson."""
    lesson_id = identifier(fields.get("id"))
    phase = _PHASES.get(text(fields.get("phase")))
    if lesson_id is None or phase is None:
        return None
    same = before if before is not None and before.id == lesson_id else LessonFacts(lesson_id)
    facts = replace(
        same,
        phase=phase,
        title=one_line(text(fields.get("title"))) or same.title,
        locked=fields.get("locked") is True,
        floor=_sources(fields.get("floor")),
        hands=_hands(fields.get("hands")),
        question=_question(fields.get("question"), same.question),
        timer_until=iso_moment(fields.get("timer_until")),
        groups=_groups(fields.get("groups")),
        groups_until=iso_moment(fields.get("groups_until")),
        notice=one_line(text(fields.get("notice")), 500),
        waiting=_users(fields.get("waiting")),
        teachers=frozenset(_users(fields.get("leads"))) if "leads" in fields else same.teachers,
        revision=integer(fields.get("revision"), 0, 2**53) or same.revision,
        recorder=_user(mapping(fields.get("recording")).get("by")),
        recorded=mapping(fields.get("recording")).get("on") is True,
        recording_failed=fields.get("recording_failed") is True,
    )
    if "recording_offered" in fields:
        facts = replace(facts, recording_offered=fields.get("recording_offered") is True)
    if "place" in fields:
        facts = replace(facts, leads=fields.get("place") == "leads")
    if "door" in fields:
        door = mapping(fields.get("door"))
        why = one_line(text(door.get("text")), 400)
        enters = door.get("state") == "enters"
        facts = replace(facts, enters=enters, why=UserText(why) if why else None)
    room_id = identifier(fields.get("room_id"))
    return replace(facts, room_id=RoomId(room_id)) if room_id else facts


def parse_attendance(fields: Mapping[str, Any]) -> tuple[Attendance, ...]:
    """The lines of a register."""
    return tuple(
        _line(mapping(one), iso_moment(fields.get("ended_at")))
        for one in items(fields.get("lines"), _PEOPLE)
    )


def parse_today(fields: Mapping[str, Any]) -> tuple[TodayLesson, ...]:
    """The rows of the day."""
    rows = (_today(mapping(one)) for one in items(fields.get("rows"), 100))
    return tuple(row for row in rows if row is not None)


def _today(one: Mapping[str, Any]) -> TodayLesson | None:
    class_id, lesson = identifier(one.get("class_id")), mapping(one.get("lesson"))
    if class_id is None:
        return None
    room_id = identifier(lesson.get("room_id"))
    return TodayLesson(
        class_id=class_id,
        title=one_line(text(one.get("title")), 200),
        subject=one_line(text(one.get("subject")), 200),
        row=one_line(text(one.get("journal_id")), 255),
        number=integer(one.get("number"), 0, 100) or 0,
        begins=_hour(one.get("begins")),
        ends=_hour(one.get("ends")),
        starts_at=iso_moment(one.get("starts_at")),
        ends_at=iso_moment(one.get("ends_at")),
        room=one_line(text(one.get("room")), 100),
        leads=one.get("leads") is True,
        lesson_id=identifier(lesson.get("id")) or "",
        room_id=RoomId(room_id) if room_id else None,
        opens=lesson.get("opens") is True,
        came=integer(lesson.get("came"), 0, _PEOPLE),
        expected=integer(lesson.get("expected"), 0, _PEOPLE) or 0,
        recorded=lesson.get("recorded") is True,
    )


def _hour(value: object) -> time | None:
    try:
        return time.fromisoformat(text(value))
    except ValueError:
        return None


def _line(one: Mapping[str, Any], ended: datetime | None) -> Attendance:
    user = identifier(one.get("user_id")) or ""
    joined, left = iso_moment(one.get("joined")), iso_moment(one.get("left"))
    late = timedelta(minutes=integer(one.get("late_minutes"), 0, 100_000) or 0)
    early = ended - left if ended is not None and left is not None else timedelta()
    return Attendance(
        person=Person(UserId(user), one_line(text(one.get("name"))) or user),
        expected=one.get("expected") is True,
        joined=joined,
        left=left,
        total=timedelta(seconds=integer(one.get("present_seconds"), 0, 1_000_000) or 0),
        late=late if late else None,
        left_early=early if early >= timedelta(minutes=1) else None,
        here=one.get("here") is True,
    )


def _sources(value: object) -> Sources:
    names = (_SOURCES.get(text(one)) for one in items(value, len(_SOURCES)))
    return frozenset(source for source in names if source is not None)


def _user(value: object) -> UserId | None:
    user = identifier(value)
    return UserId(user) if user is not None else None


def _users(value: object) -> tuple[UserId, ...]:
    found = (identifier(one) for one in items(value, _PEOPLE))
    return tuple(UserId(user) for user in found if user is not None)


def _hands(value: object) -> Mapping[UserId, datetime]:
    hands: dict[UserId, datetime] = {}
    for one in items(value, _PEOPLE):
        user, at = identifier(mapping(one).get("user_id")), iso_moment(mapping(one).get("at"))
        if user is not None and at is not None:
            hands[UserId(user)] = at
    return hands


def _question(value: object, before: Question | None) -> Question | None:
    fields = mapping(value)
    question_id = identifier(fields.get("id"))
    options = tuple(one_line(text(one), 300) for one in items(fields.get("options"), 10))
    if question_id is None or not options:
        return None
    same = before if before is not None and before.id == question_id else None
    totals = tuple(integer(one, 0, _PEOPLE) or 0 for one in items(fields.get("totals"), 10))
    mine = integer(fields.get("mine"), 0, len(options) - 1)
    return Question(
        id=question_id,
        text=clean_text(text(fields.get("text")), 300),
        options=options,
        open=fields.get("open") is True,
        totals=totals if len(totals) == len(options) else (same.totals if same else None),
        mine=mine if "mine" in fields else (same.mine if same else None),
    )


def _groups(value: object) -> tuple[Group, ...]:
    groups = []
    for one in items(value, 100):
        fields = mapping(one)
        key = identifier(fields.get("key"))
        if key is not None:
            name = one_line(text(fields.get("name")), 300)
            groups.append(Group(key, name, frozenset(_users(fields.get("members")))))
    return tuple(groups)
