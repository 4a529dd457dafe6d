"""What a school's service knows beside chats: the journal so far, announcements, weeks counted."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from server.demo.school import DemoSchool
from server.local.demo.door import Door
from server.local.demo.roster import ORG, gradebook_of
from server.school_core.activity import week_of
from server.service.statistics.service import due_week

ZONE = ZoneInfo("Europe/Moscow")

_NOTICES = (
    (
        "vera",
        "Проекты по биологии: защита в конце месяца",
        "Темы и составы групп пришлите до пятницы. Критерии — в кабинете 27 и в классном чате. "
        "Родителей ждём на защите: начало в 15:00.",
    ),
    (
        "zagurskaya",
        "Сверить электронный дневник",
        "Пожалуйста, проверьте отметки за четверть. Если что-то не сходится, напишите учителю "
        "предмета до среды: после неё четверть закрывается.",
    ),
    (
        "director",
        "Столовая работает по новому расписанию",
        "С понедельника обед у пятых — восьмых классов после третьего урока, у старших — после "
        "четвёртого. Буфет открыт весь день.",
    ),
)
_WEEKS = 6


def school_now() -> datetime:
    """The moment it is at the school."""
    return datetime.now(ZONE)


async def hold_weekly_report(door: Door) -> None:
    """Count the week that is due while nobody is there yet: it is posted once all have written."""
    await door.call("PUT", f"/v1/statistics/{due_week(school_now())}")


async def fill_journal(door: Door, school: DemoSchool) -> None:
    """The school's journal, and what it announces to families."""
    path = f"/v1/diary/gradebook/{ORG}"
    journal = gradebook_of(school, school_now().date())
    # Quietly: what was marked in past weeks is no news.
    await door.call("PUT", path, params={"quiet": "true"}, content=journal)
    for who, title, text in reversed(_NOTICES):
        notice = {"org": ORG, "title": title, "text": text}
        await door.call("POST", "/v1/diary/announcements", who=who, json=notice)


async def count_weeks(door: Door) -> None:
    """The teachers' activity of the past weeks, from what they have written."""
    now = school_now()
    weeks = {week_of((now - timedelta(weeks=back)).date()) for back in range(1, _WEEKS + 1)}
    for week in sorted(weeks | {due_week(now)}):
        await door.call("PUT", f"/v1/statistics/{week}")
