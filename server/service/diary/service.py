"""The diary for whoever may read it: which gradebook a child has, and what is told of it.

Every way in begins with `child_of`: there is no other place where a diary is opened.
"""

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, timedelta

from server.school_core.diary import Child, children_of, may_read_diary
from server.school_core.roster import ClassKind, EnrolmentRole, PersonId, Roster, SchoolClass
from server.service.auth import Caller
from server.service.diary import marks, repository
from server.service.diary.gradebook import Group, diary_days
from server.service.diary.repository import Link, Register
from server.service.diary.sgo_source import SgoDiary
from server.service.diary.source import (
    DiarySource,
    File,
    GradebookDown,
    GradebookRefused,
    NoGradebook,
)
from server.service.diary.values import Announcement, Attachment, Day, Debt, Period
from server.service.problems import missing, refuse
from server.service.world import World


@dataclass(frozen=True, slots=True)
class OpenDiary:
    """A child's diary, opened for somebody who may read it."""

    child: Child
    org: str
    source: DiarySource
    periods: tuple[Period, ...]
    today: date


class SchoolDiary:
    """The school's own gradebook as a `DiarySource`: rows of the service's database."""

    title = "Журнал школы"

    def __init__(self, world: World, roster: Roster, child: Child, today: date) -> None:
        self._world, self._child = world, child
        self._groups: dict[str, Group] = {
            one.id: group_of(roster, one, today) for one in child.groups
        }

    async def days(self, begins: date, ends: date) -> tuple[Day, ...]:
        """Lessons and assignments between two days."""
        book = await self._world.database.run(
            repository.gradebook,
            tuple(self._groups),
            begins,
            ends,
            students=(self._child.person,),
        )
        return diary_days(book, self._groups, begins, ends, student=self._child.person)

    async def overdue(self, begins: date, ends: date) -> tuple[Debt, ...]:
        """Required works without a mark that are past their day."""
        return marks.debts(await self.days(begins, ends), ends + timedelta(days=1))

    async def periods(self, today: date) -> tuple[Period, ...]:
        """The school's periods are read with the diary."""
        return ()

    async def announcements(self) -> tuple[Announcement, ...]:
        """The school's own announcements are read with the diary."""
        return ()

    async def attachments(self, assignment: str) -> tuple[Attachment, ...]:
        """OneRoster carries no files."""
        return ()

    def open_file(self, attachment: str) -> AbstractAsyncContextManager[File]:
        """OneRoster carries no files."""
        return _NoFile()


async def roster_today(world: World) -> tuple[Roster, date]:
    """The roster that stands and the school's day."""
    school, day = await world.book.school(), await world.book.today()
    today = world.now().astimezone(world.settings.zone).date()
    return (school.roster if school else Roster()), (day.day if day else today)


async def child_of(caller: Caller, child: str, world: World) -> tuple[Roster, date, Child]:
    """Return the child if the caller may read its diary; a Problem with the reason otherwise."""
    roster, today = await roster_today(world)
    refuse(may_read_diary(roster, today, caller.person, PersonId(child)))
    found = next(one for one in children_of(roster, today, caller.person) if one.person == child)
    return roster, today, found


async def open_diary(caller: Caller, child: str, world: World) -> OpenDiary:
    """Open the diary of a child; NoGradebook where there is none yet."""
    roster, today, found = await child_of(caller, child, world)
    source = await _source(world, roster, found, today)
    org = org_of(found)
    told = await source.periods(today) or await world.database.run(repository.periods, org)
    return OpenDiary(found, org, source, told or marks.quarters(today), today)


def org_of(child: Child) -> str:
    """The school a child learns at."""
    homeroom = child.homeroom or child.groups[0]
    return homeroom.org


def linked_source(world: World, link: Link, registers: Iterable[Register]) -> DiarySource:
    """The register behind a link; refuses at once where the family must link anew."""
    if link.refused:
        raise GradebookRefused("linked before", text=link.refused)
    register = next((one for one in registers if one.id == link.register), None)
    if register is None:
        raise GradebookDown("no such register", text="Этот электронный журнал больше не подключён.")
    session = world.gradebooks.session(link, register)
    return SgoDiary(session, link.student)


async def _source(world: World, roster: Roster, child: Child, today: date) -> DiarySource:
    links = await world.database.run(repository.links, (child.person,))
    if links:
        return linked_source(world, links[0], await world.database.run(repository.registers))
    classes = tuple(one.id for one in child.groups)
    if await world.database.run(repository.has_gradebook, classes):
        return SchoolDiary(world, roster, child, today)
    raise NoGradebook


def subject_of(group: SchoolClass) -> str:
    """Return «Биология» for «9Б · биология»."""
    name = group.subject or group.title.rsplit("·", 1)[-1].strip()
    return name[:1].upper() + name[1:]


def group_of(roster: Roster, group: SchoolClass, day: date) -> Group:
    """Return what a class teaches and who teaches it."""
    teachers = sorted(
        (not enrolment.primary, enrolment.person)
        for school_class, enrolment in roster.enrolled(day)
        if school_class.id == group.id and enrolment.role is EnrolmentRole.TEACHER
    )
    subject = subject_of(group) if group.kind is ClassKind.SUBJECT else "Классный час"
    return Group(subject, teachers[0][1] if teachers else "")


class _NoFile(AbstractAsyncContextManager[File]):
    async def __aenter__(self) -> File:
        raise missing("Такого файла в дневнике нет.")

    async def __aexit__(self, *_: object) -> None:
        return None
