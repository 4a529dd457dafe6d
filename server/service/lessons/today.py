"""`/v1/lessons/today`: the rows of the day, from which a lesson is begun and entered (F19, F58).

A row is an hour of the timetable of a class that the asker teaches or learns in, or, where no
timetable was told, the class itself. The lesson that was begun from a row is found by the row's
`journal_id`, and with it who was there: the register is written back by itself.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter

from server.school_core.lessons import Phase, Place
from server.school_core.order import by_title
from server.school_core.roster import ClassId, SchoolClass
from server.service.auth import Me
from server.service.diary import repository as diary
from server.service.diary.gradebook import Slot
from server.service.diary.service import subject_of
from server.service.lessons import repository
from server.service.lessons.lesson import Lesson
from server.service.lessons.register import register
from server.service.lessons.schemas import TodayBody, TodayLesson, TodayRow
from server.service.recordings.repository import has_film
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/lessons", tags=["Уроки"])
_DAY = timedelta(days=1)


@router.get("/today", summary="Мои уроки на сегодня")
async def today(caller: Me, world: InWorld) -> TodayBody:
    """What the asker teaches and learns today, in the order of the day."""
    school, day = await world.book.school(), await world.book.today()
    standing = day.standing(caller.user_id) if day else None
    if school is None or day is None or standing is None:
        return TodayBody(rows=[])
    mine = standing.teaches | standing.learns
    groups = {id_: group for id_, group in school.roster.classes.items() if id_ in mine}
    book = await world.database.run(diary.gradebook, tuple(groups), day.day, day.day, students=())
    zone = world.settings.zone
    begins = datetime.combine(day.day, time(), zone)
    lessons = await world.database.run(repository.of_classes, tuple(groups), begins, begins + _DAY)
    rows = [
        await _row(world, caller.user_id, groups[ClassId(id_)], slot, lesson)
        for id_, slot, lesson in _pairs(groups, book.slots, lessons, weekday=day.day.isoweekday())
    ]
    shown = [row for row in rows if row.leads or row.number or row.lesson]
    shown.sort(key=lambda row: (row.begins or time.max, row.number, by_title(row.title)))
    return TodayBody(rows=shown)


def _pairs(
    groups: Iterable[str], slots: Iterable[Slot], lessons: Iterable[Lesson], *, weekday: int
) -> list[tuple[str, Slot | None, Lesson | None]]:
    """Every hour of today with its lesson, lessons of no hour, classes that could begin one."""
    pairs: list[tuple[str, Slot | None, Lesson | None]] = []
    left = list(lessons)
    todays = [one for one in slots if one.weekday == weekday]
    for slot in todays:
        row = (slot.school_class, _row_id(slot))
        # Begun twice, the row is the later lesson's.
        found = next((one for one in reversed(left) if (one.class_id, one.journal_id) == row), None)
        if found is not None:
            left.remove(found)
        pairs.append((slot.school_class, slot, found))
    pairs += [(lesson.class_id, None, lesson) for lesson in left]
    timed = {one.school_class for one in todays}
    named = timed | {one.class_id for one in left if one.phase is not Phase.ENDED}
    return pairs + [(id_, None, None) for id_ in groups if id_ not in named]


def _row_id(slot: Slot | None) -> str:
    return str(slot.number) if slot else ""


async def _row(
    world: World, user_id: str, group: SchoolClass, slot: Slot | None, lesson: Lesson | None
) -> TodayRow:
    day = await world.book.today()
    blank = Lesson("", "", group.org, group.id, "", "", Phase.PLANNED, world.now())
    leads = (lesson or blank).place_of(user_id, day) is Place.LEADS
    return TodayRow(
        class_id=group.id,
        title=group.title,
        subject=subject_of(group),
        journal_id=lesson.journal_id if lesson else _row_id(slot),
        number=slot.number if slot else 0,
        begins=slot.begins if slot else _clock(lesson, world.settings.zone),
        ends=slot.ends if slot else None,
        starts_at=_moment(slot.begins if slot else None, world),
        ends_at=_moment(slot.ends if slot else None, world),
        room=slot.room if slot else "",
        leads=leads,
        lesson=await _lesson(world, lesson, leads=leads) if lesson else None,
    )


def _moment(at: time | None, world: World) -> datetime | None:
    zone = world.settings.zone
    return datetime.combine(world.now().astimezone(zone).date(), at, zone) if at else None


def _clock(lesson: Lesson | None, zone: ZoneInfo) -> time | None:
    when = (lesson.due or lesson.begun or lesson.opened) if lesson else None
    return when.astimezone(zone).time().replace(second=0, microsecond=0) if when else None


async def _lesson(world: World, lesson: Lesson, *, leads: bool) -> TodayLesson:
    came = expected = None
    school, day = await world.book.school(), await world.book.today()
    if leads and lesson.begun is not None and school is not None and day is not None:
        stays = await world.database.run(repository.stays, lesson.id)
        lines = register(lesson, stays, school, day=day.day, now=world.now())
        expected = sum(line.expected for line in lines)
        came = sum(line.expected and line.joined is not None for line in lines)
    return TodayLesson(
        id=lesson.id,
        room_id=lesson.room_id,
        phase=lesson.phase,
        opens=lesson.phase in {Phase.WAITING, Phase.LIVE} or lesson.is_due(world.now()),
        came=came,
        expected=expected,
        recorded=leads and await world.database.run(has_film, lesson.id),
    )
