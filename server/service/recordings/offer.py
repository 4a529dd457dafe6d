"""Whether lessons of a school may be recorded, and who may have what was recorded."""

from server.school_core.contact import ContactSwitches
from server.school_core.lessons import Place
from server.school_core.roles import Role
from server.school_core.roster import OrgId
from server.school_core.verdict import Verdict, yes
from server.service.auth import Caller
from server.service.lessons.lesson import Lesson
from server.service.recordings.recording import Recording
from server.service.recordings.refusals import NOT_ALLOWED, NOT_INSTALLED
from server.service.world import World


async def offered(world: World, org: str) -> Verdict:
    """Judge whether lessons of a school may be recorded now."""
    if world.recorder is None:
        return NOT_INSTALLED
    school = await world.book.school()
    switches = school.switches.get(OrgId(org)) if school is not None else None
    allowed = (switches or ContactSwitches()).lesson_recordings
    return yes("recording") if allowed else NOT_ALLOWED


async def may_have(world: World, caller: Caller, one: Recording, lesson: Lesson) -> bool:
    """Whether somebody may fetch and delete a recording.

    Who held the lesson, as long as they lead it by today's roster, and the school's administrators:
    the other teachers of the class could have led it, and did not.
    """
    if caller.operator or caller.has(Role.ADMIN, org=lesson.org):
        return True
    held = {one.by, lesson.creator} | lesson.teachers
    place = lesson.place_of(caller.user_id, await world.book.today())
    return caller.user_id in held and place is Place.LEADS
