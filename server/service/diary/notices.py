"""Jobs of the diary, and the word that there is a new mark: never the mark, the subject or a name.

What the bot writes stays in a chat's history, on every device of the family; a mark must not.
"""

import asyncio
import logging
from collections.abc import Iterable

from server.school_core.diary import may_read_diary
from server.school_core.roster import PersonId
from server.service.diary import marks, repository
from server.service.diary.service import linked_source, roster_today
from server.service.diary.source import GradebookError, GradebookRefused
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.world import World

_log = logging.getLogger(__name__)

TEXT = "В дневнике появились новые отметки. Посмотрите их в разделе «Дневник»."
WATCH_SECONDS = 1800.0


async def keep_alive(world: World) -> None:
    """Job: sessions with registers do not die while families use them."""
    await world.gradebooks.keep_alive()


async def watch_marks(world: World) -> None:
    """Job: look for new marks in linked registers."""
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        await look_for_marks(world)


async def look_for_marks(world: World) -> None:
    """One round: ask every linked register, tell the families of children with something new."""
    fresh = []
    registers = await world.database.run(repository.registers)
    roster, today = await roster_today(world)
    period = marks.period_at(marks.quarters(today), today)
    for link in await world.database.run(repository.links):
        child = PersonId(link.child)
        if period is None or not may_read_diary(roster, today, child, child).allowed:
            continue
        try:
            days = await linked_source(world, link, registers).days(period.begins, today)
        except GradebookRefused as error:
            if not link.refused:
                await world.database.run(repository.note_refusal, link.child, error.text)
                await world.gradebooks.drop(link.child)
            continue
        except GradebookError as error:
            _log.info("a register did not answer: %s", error)
            continue
        marked = {
            one.id
            for day in days
            for lesson in day.lessons
            for one in lesson.assignments
            if marks.number_of(one.mark) is not None
        }
        if await world.database.run(repository.see_works, link.child, marked):
            fresh.append(link.child)
    await tell_new_marks(world, fresh)


async def tell_new_marks(world: World, children: Iterable[str]) -> None:
    """Write to everybody who may read the diaries of these children, once each."""
    school = await world.book.school()
    if school is None:
        return
    roster, today = await roster_today(world)
    readers = set()
    for child in map(PersonId, children):
        people = {child} | {one.guardian for one in roster.guardianships if one.child == child}
        readers |= {
            person for person in people if may_read_diary(roster, today, person, child).allowed
        }
    for account in sorted(account for account, who in school.accounts.items() if who in readers):
        try:
            await world.homeserver.tell(account, TEXT)
        except (HomeserverDown, HomeserverRefused) as trouble:
            _log.warning("a notice of a new mark was not sent: %s", trouble)
