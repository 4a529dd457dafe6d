"""Events and news as people see them, and the feeds of who looks after them."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from app.domain.errors import BadReply, Offline, UserText
from app.domain.feeds import Feed, FeedKind, NewFeed, NewsLink, SchoolEvent
from app.domain.parse.feeds import parse_events, parse_feeds, parse_news
from app.ui.school import feeds_view
from app.ui.school.events_sheet import NEWS, EventsSheet, event_time
from app.ui.school.feeds_view import FeedSheet, FeedsView
from app.ui.school.journal_view import JournalPage
from tests.helpers.fakes.school import HEAD
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]
DAY = datetime(2027, 3, 8, 5, tzinfo=UTC)  # nine in Samara
OPEN_DAY = SchoolEvent(
    "План", "День открытых дверей", DAY, DAY + timedelta(hours=2), place="Актовый зал"
)
TRIP = SchoolEvent("План", "Поход", DAY, DAY + timedelta(days=2), link="https://school14.example/t")
FILE = Feed("f1", "school-14", FeedKind.CALENDAR, "План", "", 12)
SITE = Feed(
    "f2", "school-14", FeedKind.NEWS, "Сайт", "https://a.example/rss", trouble="Не отвечает."
)


async def opened(screen: SchoolScreen) -> EventsSheet:
    page = JournalPage(screen.theme, screen.school.diary, screen.tasks, school=screen.school)
    screen.show(page)
    page.events.click()
    await turns(30)
    return screen.sheet(EventsSheet)


def words(sheet: EventsSheet) -> list[str]:
    return [one.text() for one in sheet.list.findChildren(QLabel) if one.isVisible()]


async def test_events_stand_under_their_days(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.feeds.on = (OPEN_DAY, TRIP)
    sheet = await opened(screen)
    shown = words(sheet)
    assert shown.count("8 марта 2027") == 1
    assert {"09:00–11:00", "День открытых дверей", "Актовый зал · План", "8.03–10.03"} <= set(shown)
    sheet.reject()


async def test_news_are_titles_that_open_in_the_browser(
    screen_of: ScreenOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(url.toString()))
    screen = screen_of()
    screen.school.feeds.links = (NewsLink("Сайт", "Победа", "https://school14.example/1", DAY),)
    sheet = await opened(screen)
    sheet.tabs.choose(NEWS)
    await turns(30)
    assert "Победа" in words(sheet)
    (button,) = (
        one for one in sheet.list.findChildren(QPushButton) if one.text().startswith("Открыть")
    )
    assert button.text() == "Открыть на school14.example"
    button.click()
    assert went == ["https://school14.example/1"]
    sheet.reject()


async def test_an_answer_for_the_tab_that_was_left_is_not_shown(
    screen_of: ScreenOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = asyncio.Event()

    async def late() -> tuple[SchoolEvent, ...]:
        await answered.wait()
        return (OPEN_DAY,)

    screen = screen_of()
    screen.school.feeds.links = (NewsLink("Сайт", "Победа", "https://school14.example/1", DAY),)
    monkeypatch.setattr(screen.school.feeds, "events", late)
    sheet = await opened(screen)
    sheet.tabs.choose(NEWS)
    await turns(30)
    answered.set()
    await turns(30)
    assert "Победа" in words(sheet)
    sheet.reject()


async def test_nothing_and_no_network_are_said(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.feeds.error = Offline()
    sheet = await opened(screen)
    assert "Нет связи" in sheet.note.text()
    screen.school.feeds.error = None
    sheet.again.click()
    await turns(30)
    assert sheet.note.text() == "Мероприятий пока нет."
    assert sheet.again.isHidden()
    sheet.reject()


def test_a_whole_day_and_a_moment_have_their_words() -> None:
    day = replace(OPEN_DAY, starts_at=DAY.replace(hour=0), ends_at=DAY.replace(hour=0))
    assert event_time(replace(day, whole_day=True)) == "весь день"
    assert event_time(replace(OPEN_DAY, ends_at=DAY)) == "09:00"


async def test_an_administrator_gives_a_file_and_sees_how_feeds_were_read(
    screen_of: ScreenOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = screen_of(admin=True)
    feeds = screen.school.feeds
    view = await screen.tab("Мероприятия", FeedsView)
    feeds.all = tuple(replace(one, org=view.org) for one in (FILE, SITE))
    view.reload()
    await turns(30)
    assert view.lines == [("План", "12 мероприятий · из файла"), ("Сайт", "Не отвечает.")]
    assert view.address.isHidden(), "where the server goes is for who runs it"

    async def chosen(_: QFileDialog) -> int:
        return 1

    monkeypatch.setattr(feeds_view, "opened", chosen)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: ["/a/План.ics"])
    view.file.click()
    await turns(30)
    assert ("upload", view.org, "План", Path("/a/План.ics")) in feeds.calls
    view.read["f2"].click()
    await turns(30)
    assert ("read", "f2") in feeds.calls
    view.drop["f1"].click()
    await turns(30)
    screen.accept()
    await turns(30)
    assert [one[0] for one in view.lines] == ["Сайт"]


async def test_the_operator_adds_an_address_and_nothing_typed_is_lost(
    screen_of: ScreenOf,
) -> None:
    screen = screen_of(admin=True)
    screen.school.me.set(replace(HEAD, operator=True))
    feeds = screen.school.feeds
    view = await screen.tab("Мероприятия", FeedsView)
    view.address.click()
    await turns(30)
    sheet = screen.sheet(FeedSheet)
    sheet.title.setText("Сайт")
    sheet.url.setText("http://school14.example/rss")
    assert not sheet.save.isEnabled()
    sheet.url.setText("https://school14.example/rss")
    sheet.kind.choose(FeedKind.NEWS)
    feeds.error = BadReply("422", user_text=UserText("Этот адрес ведёт внутрь сети."))
    sheet.save.click()
    await turns(30)
    assert "внутрь сети" in sheet.note.text()
    feeds.error = None
    sheet.save.click()
    await turns(30)
    wanted = NewFeed(view.org, FeedKind.NEWS, "Сайт", "https://school14.example/rss")
    assert ("add", wanted) in feeds.calls
    assert feeds.calls[-1] == ("sources",), "the sheet is closed and the list asked for anew"


def test_hostile_replies_are_cut_to_what_can_be_shown() -> None:
    good = {"title": "День", "starts_at": "2027-03-08T05:00:00+00:00", "link": "javascript:1"}
    (event,) = parse_events({"events": [None, {}, good, good | {"starts_at": "вчера"}]})
    assert (event.link, event.ends_at) == ("", event.starts_at)
    links = [{"title": "а", "link": one} for one in ("https://a.ru", "file:///x", "https://b c", 5)]
    assert [one.link for one in parse_news({"news": links})] == ["https://a.ru"]
    assert parse_feeds({"feeds": [{"id": "a", "kind": "x"}, 5, {"kind": "news"}]}) == ()
