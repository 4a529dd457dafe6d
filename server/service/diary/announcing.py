"""Announcements in a child's diary, with author, date, files and confirmation of reading (F31)."""

from fastapi import APIRouter
from fastapi.responses import Response

from server.service.auth import Caller, Me
from server.service.diary import bodies, notice_files, noticeboard
from server.service.diary.board_schemas import AnnouncementBody, AnnouncementsBody
from server.service.diary.endpoints import ChildId, Ref, send_file
from server.service.diary.service import OpenDiary, child_of, open_diary, org_of
from server.service.diary.source import GradebookError, NoGradebook
from server.service.diary.values import Announcement
from server.service.problems import missing
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/diary", tags=["Объявления"])

_REGISTER = "register:"


@router.get("/children/{child}/announcements", summary="Объявления школы и журнала")
async def announcements(child: ChildId, caller: Me, world: InWorld) -> AnnouncementsBody:
    """The school's own and those of the linked register, newest first."""
    found = await _announcements(world, caller, child)
    read = await world.database.run(noticeboard.read_by, caller.user_id, [one.id for one in found])
    return AnnouncementsBody(
        announcements=[
            AnnouncementBody(
                id=one.id,
                title=one.title,
                text=one.text,
                author=one.author,
                posted_at=one.posted,
                read_at=read.get(one.id),
                due=one.due,
                attachments=[bodies.attachment(file) for file in one.attachments],
            )
            for one in found
        ]
    )


@router.put(
    "/children/{child}/announcements/{notice}/read", summary="Ознакомлен(а)", status_code=204
)
async def confirm(child: ChildId, notice: Ref, caller: Me, world: InWorld) -> None:
    """Confirm to have read an announcement; a second time changes nothing."""
    if notice not in {one.id for one in await _announcements(world, caller, child)}:
        raise missing("Такого объявления нет.")
    await world.database.run(noticeboard.confirm, notice, caller.user_id, now=world.now())


@router.get(
    "/children/{child}/announcements/{notice}/attachments/{file}",
    summary="Файл объявления",
    response_class=Response,
)
async def notice_file(
    child: ChildId, notice: Ref, file: Ref, caller: Me, world: InWorld
) -> Response:
    """A file of an announcement; that of a register's is passed through as it comes."""
    known = await _announcements(world, caller, child)
    found = next((one for one in known if one.id == notice), None)
    if found is None or not found.attachments:
        raise missing("Такого файла нет.")
    if notice.startswith(noticeboard.OWN):
        return await notice_files.answer(world, notice, file)
    diary = await open_diary(caller, child, world)
    return await send_file(world, diary, found.attachments, file)


async def _announcements(world: World, caller: Caller, child: str) -> list[Announcement]:
    _, _, found = await child_of(caller, child, world)
    learns, me = {one.id for one in found.groups}, found.person == caller.person
    meant = [
        one
        for one in await world.database.run(noticeboard.of_schools, [org_of(found)])
        if one.to.means_child(learns, me=me)
    ]
    files = await world.database.run(notice_files.files_of, [one.id for one in meant])
    own = [
        Announcement(
            one.id,
            one.title,
            one.text,
            one.posted_at,
            one.author_name,
            files.get(one.id, ()),
            due=one.due,
        )
        for one in meant
    ]
    try:
        diary: OpenDiary | None = await open_diary(caller, child, world)
        told = await diary.source.announcements() if diary else ()
    except NoGradebook:
        told = ()
    except GradebookError as error:
        # The school's own stay readable while the register is away.
        if not own:
            bodies.gradebook_problem(error)
        told = ()
    zone = world.settings.zone
    register = [
        Announcement(
            f"{_REGISTER}{one.id}",
            one.title,
            one.text,
            one.posted if one.posted.tzinfo else one.posted.replace(tzinfo=zone),
            one.author,
            one.attachments,
        )
        for one in told
    ]
    both = sorted([*own, *register], key=lambda one: one.posted, reverse=True)
    return both[: noticeboard.MOST]
