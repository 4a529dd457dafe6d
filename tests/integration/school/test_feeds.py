"""A calendar that an administrator gives in the app is what a pupil's app shows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import AppError
from app.domain.feeds import FeedKind, NewFeed
from app.services.school.feeds import FeedService
from tests.helpers.service_school import SCHOOL, ServiceSchool
from tests.integration.school.apps import client_of


async def test_a_calendar_goes_from_a_file_to_everybodys_screen(
    service_school: ServiceSchool, tmp_path: Path
) -> None:
    head = await service_school.person("Директор", "admin")
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    clients = [await client_of(one) for one in (head, pupil)]
    office, app = (FeedService(one) for one in clients)
    day = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y%m%d")
    file = tmp_path / "план.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:День открытых дверей\r\n"
        f"DTSTART;VALUE=DATE:{day}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    await office.upload(SCHOOL, "План", file)
    (feed,) = await office.sources()
    assert (feed.kind, feed.entries, feed.trouble) == (FeedKind.CALENDAR, 1, "")
    (event,) = await app.events()
    assert (event.title, event.calendar, event.whole_day) == ("День открытых дверей", "План", True)
    assert await app.news() == ()

    file.write_text("не календарь")
    with pytest.raises(AppError) as refused:
        await office.upload(SCHOOL, "Другой", file)
    assert "нужен файл iCalendar" in str(refused.value.user_text)
    for one in (office, app):
        with pytest.raises(AppError):
            await one.add(NewFeed(SCHOOL, FeedKind.NEWS, "Сайт", "https://127.0.0.1/rss"))
    await office.read(feed)
    await office.remove(feed)
    assert await app.events() == ()
    for client in clients:
        await client.aclose()
