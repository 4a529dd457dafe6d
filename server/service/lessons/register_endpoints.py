"""`/v1/lessons/{id}/attendance`: the register, for the teachers of the class alone."""

from fastapi import APIRouter
from fastapi.responses import Response

from server.service.auth import Caller, Me
from server.service.lessons import leading, repository
from server.service.lessons.lesson import Lesson
from server.service.lessons.register import as_csv, register
from server.service.lessons.schemas import AttendanceBody, AttendanceLine
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/lessons/{lesson_id}", tags=["Уроки"])


@router.get("/attendance", summary="Журнал посещения")
async def attendance(lesson_id: str, caller: Me, world: InWorld) -> AttendanceBody:
    """Who was there, from when to when, how late."""
    lesson, lines = await _lines(world, caller, lesson_id)
    return AttendanceBody(
        lesson_id=lesson.id, begun_at=lesson.begun, ended_at=lesson.ended, lines=list(lines)
    )


@router.get("/attendance.csv", summary="Журнал посещения в CSV", response_class=Response)
async def attendance_csv(lesson_id: str, caller: Me, world: InWorld) -> Response:
    """The same for a spreadsheet."""
    _, lines = await _lines(world, caller, lesson_id)
    headers = {"Content-Disposition": 'attachment; filename="attendance.csv"'}
    text = as_csv(lines, world.settings.zone)
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


async def _lines(
    world: World, caller: Caller, lesson_id: str
) -> tuple[Lesson, tuple[AttendanceLine, ...]]:
    lesson = await leading.led(world, caller, lesson_id)
    school = await world.book.school()
    if school is None:
        return lesson, ()
    stays = await world.database.run(repository.stays, lesson_id)
    held = (lesson.begun or lesson.created).astimezone(world.settings.zone).date()
    return lesson, register(lesson, stays, school, day=held, now=world.now())
