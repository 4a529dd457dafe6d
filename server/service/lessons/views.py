"""A lesson as one person may see it."""

from server.school_core.lessons import Enters, Phase, Place, Refused, Waits, entry
from server.school_core.school import SchoolDay
from server.service.lessons import repository
from server.service.lessons.board import Question, Recorded
from server.service.lessons.lesson import Lesson
from server.service.lessons.schemas import (
    DoorState,
    GroupState,
    HandState,
    LessonBody,
    QuestionState,
    RecordingState,
)
from server.service.lessons.told import in_turn
from server.service.recordings.offer import offered
from server.service.world import World


async def view(world: World, lesson: Lesson, user_id: str) -> LessonBody:
    """Make the body for whoever asks."""
    day = await world.book.today()
    body = _body(lesson, user_id, day)
    if body.place is Place.LEADS:
        allowed = (await offered(world, lesson.org)).allowed
        body = body.model_copy(update={"recording_offered": allowed})
    if body.place is Place.LEADS and lesson.phase is Phase.LIVE and world.sfu is not None:
        seats = await world.database.run(repository.seats, lesson.id)
        present = {
            seats[one.identity]
            for one in await world.sfu.participants(lesson.room)
            if one.identity in seats
        }
        waiting = [user for user in sorted(present) if _waits(lesson, user, day)]
        body = body.model_copy(update={"waiting": waiting})
    return body


def _waits(lesson: Lesson, user_id: str, day: SchoolDay | None) -> bool:
    return isinstance(entry(lesson.rules, user_id, lesson.place_of(user_id, day)), Waits)


def _body(lesson: Lesson, user_id: str, day: SchoolDay | None) -> LessonBody:
    board, place = lesson.board, lesson.place_of(user_id, day)
    return LessonBody(
        id=lesson.id,
        room_id=lesson.room_id,
        class_id=lesson.class_id,
        title=lesson.title,
        journal_id=lesson.journal_id,
        phase=lesson.phase,
        starts_at=lesson.due,
        ends_at=lesson.due_until,
        begun_at=lesson.begun,
        ended_at=lesson.ended,
        place=place,
        door=_door(lesson, user_id, place),
        locked=board.locked,
        floor=sorted(board.floor, key=lambda one: one.value),
        given={user: sorted(some, key=lambda one: one.value) for user, some in board.given.items()},
        hands=[HandState(user_id=user, at=at) for user, at in in_turn(board)],
        question=_question(board.question, user_id, leads=place is Place.LEADS),
        timer_until=board.timer_until,
        groups=[
            GroupState(key=one.key, name=one.name, members=sorted(one.members))
            for one in board.groups
        ],
        groups_until=board.groups_until,
        notice=board.notice,
        revision=lesson.revision,
        recording=_recording(board.recording),
        recording_failed=board.recording_failed,
    )


def _door(lesson: Lesson, user_id: str, place: Place) -> DoorState:
    match entry(lesson.rules, user_id, place):
        case Enters():
            return DoorState(state="enters")
        case Waits(why):
            return DoorState(state="waits", code=why.code, text=why.text)
        case Refused(why):
            return DoorState(state="refused", code=why.code, text=why.text)


def _question(question: Question | None, user_id: str, *, leads: bool) -> QuestionState | None:
    if question is None:
        return None
    return QuestionState(
        id=question.id,
        text=question.text,
        options=list(question.options),
        open=question.open,
        answered=len(question.answers),
        totals=list(question.totals) if leads or not question.open else None,
        mine=question.answers.get(user_id),
    )


def _recording(told: Recorded | None) -> RecordingState | None:
    return RecordingState(by=told.by, begins=told.begins, on=told.on) if told is not None else None
