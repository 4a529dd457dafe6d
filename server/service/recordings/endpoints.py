"""`/v1/lessons/{id}/recording` and `/v1/recordings`: recording lessons, and what was recorded."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse
from sqlalchemy.orm import Session

from server.school_core.lessons import Place
from server.service.audit import repository as audit
from server.service.auth import Caller, Me
from server.service.calls.recorder import Recorder
from server.service.lessons import leading
from server.service.lessons.lesson import Lesson
from server.service.lessons.refusals import refusal
from server.service.lessons.schemas import LessonBody
from server.service.lessons.views import view
from server.service.problems import Problem
from server.service.recordings import keeping, repository, starting
from server.service.recordings.offer import may_have
from server.service.recordings.recording import Recording, State
from server.service.recordings.refusals import GONE, NOT_INSTALLED, NOT_YOURS, UNKNOWN
from server.service.recordings.schemas import RecordBody, RecordingBody, RecordingsBody
from server.service.retention.periods import recordings_kept
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1", tags=["Записи уроков"])

_MOST = 200
_STUCK = Problem(503, "recording_stuck", "Файл записи не удаляется. Обратитесь к администратору.")


@router.put("/lessons/{lesson_id}/recording", summary="Записывать урок или перестать")
async def record(lesson_id: str, body: RecordBody, caller: Me, world: InWorld) -> LessonBody:
    """Everybody in the lesson is told first; the recording begins ten seconds later."""
    change = starting.begin if body.on else starting.end
    return await view(world, await change(world, caller, lesson_id), caller.user_id)


@router.get("/recordings", summary="Записи уроков")
async def recordings(
    caller: Me, world: InWorld, lesson_id: Annotated[str, Query(max_length=255)] = ""
) -> RecordingsBody:
    """The recordings that the asker may open, of a lesson they lead or of all, newest first."""
    if lesson_id:
        lesson = await leading.found(world, lesson_id)
        place = lesson.place_of(caller.user_id, await world.book.today())
        if place is not Place.LEADS and not caller.administers(lesson.org):
            raise refusal(NOT_YOURS)
    orgs = None if caller.operator else caller.orgs
    found = await world.database.run(repository.ready, orgs, lesson_id=lesson_id)
    mine = [pair for pair in found if await may_have(world, caller, *pair)]
    return RecordingsBody(recordings=[await _body(world, *pair) for pair in mine[:_MOST]])


@router.get(
    "/recordings/{recording_id}/file",
    summary="Файл записи",
    response_class=FileResponse,
    responses={200: {"content": {"video/mp4": {}}}},
)
async def file(recording_id: str, caller: Me, world: InWorld) -> FileResponse:
    """The film itself (MP4); parts of it can be asked for by `Range`."""
    recorder, one = await _mine(world, caller, recording_id)
    path = recorder.file(one.id)
    if not path.is_file():
        raise refusal(GONE, 410)
    await world.database.run(_note_fetched, one, caller.user_id, world=world)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return FileResponse(path, media_type="video/mp4", headers=headers, filename=f"{one.id}.mp4")


@router.delete("/recordings/{recording_id}", summary="Удалить запись", status_code=204)
async def delete(recording_id: str, caller: Me, world: InWorld) -> None:
    """For good: there is no copy."""
    recorder, one = await _mine(world, caller, recording_id)
    try:
        await keeping.remove(world, recorder, one, by=caller.user_id, deed="recording.deleted")
    except OSError:
        raise _STUCK from None


async def _mine(world: World, caller: Caller, recording_id: str) -> tuple[Recorder, Recording]:
    if world.recorder is None:
        raise refusal(NOT_INSTALLED, 404)
    one = await world.database.run(repository.get, recording_id)
    if one is None:
        raise refusal(UNKNOWN, 404)
    lesson = await leading.found(world, one.lesson_id)
    if not await may_have(world, caller, one, lesson):
        raise refusal(NOT_YOURS)
    if one.state is not State.READY:
        raise refusal(GONE, 410)
    return world.recorder, one


async def _body(world: World, one: Recording, lesson: Lesson) -> RecordingBody:
    school = await world.book.school()
    person = school.accounts.get(one.by) if school is not None else None
    known = school.roster.people.get(person) if school is not None and person else None
    kept = await world.database.run(recordings_kept, one.org)
    return RecordingBody(
        id=one.id,
        lesson_id=lesson.id,
        title=lesson.title,
        by=one.by,
        by_name=known.full_name if known is not None else one.by,
        began_at=one.began or one.begins,
        seconds=one.seconds,
        size=one.size,
        kept_until=(one.ended or one.begins) + kept,
    )


def _note_fetched(session: Session, one: Recording, actor: str, *, world: World) -> None:
    audit.append(
        session,
        actor=actor,
        action="recording.fetched",
        now=world.now(),
        org=one.org,
        subject=one.id,
        details={"lesson": one.lesson_id},
    )
