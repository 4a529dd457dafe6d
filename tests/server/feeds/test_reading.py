"""Calendars and news of whoever writes them: what is shown, and what they cannot do to us."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.service.feeds.calendar import read_calendar
from server.service.feeds.news import read_news
from server.service.feeds.values import FeedRefused

SAMARA = ZoneInfo("Europe/Samara")
NOW = datetime(2026, 11, 25, 12, tzinfo=SAMARA)


def event(*lines: str, uid: object = 1) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def calendar(*events: str) -> bytes:
    return "".join(
        ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x\r\n", *events, "END:VCALENDAR\r\n"]
    ).encode()


def read(*events: str):
    return read_calendar(calendar(*events), now=NOW, zone=SAMARA)


def test_events_have_their_times_in_the_zone_of_the_school() -> None:
    day, hour, zoned = read(
        event("DTSTART;VALUE=DATE:20261128", "DTEND;VALUE=DATE:20261129", "SUMMARY:Ёлка"),
        event("DTSTART:20261130T090000", "DTEND:20261130T080000", "SUMMARY:Линейка", uid=2),
        event("DTSTART:20261201T050000Z", "SUMMARY:Поход", "LOCATION:Парк", uid=3),
    )
    assert (day.title, day.whole_day, day.starts_at.date()) == ("Ёлка", True, date(2026, 11, 28))
    assert hour.starts_at == datetime(2026, 11, 30, 9, tzinfo=SAMARA)
    assert hour.ends_at == hour.starts_at, "an end before the beginning is none"
    assert zoned.starts_at.astimezone(SAMARA).hour == 9
    assert zoned.place == "Парк"


def test_repeated_events_are_written_out_with_their_exceptions() -> None:
    found = read(
        event("DTSTART:20260902T140000", "RRULE:FREQ=WEEKLY;UNTIL=20261220T000000",
              "EXDATE:20261202T140000", "SUMMARY:Кружок"),
    )  # fmt: skip
    assert [one.starts_at.day for one in found] == [25, 9, 16]


def test_what_is_over_cancelled_or_nameless_is_not_shown() -> None:
    assert read(
        event("DTSTART:20261101T090000", "SUMMARY:Было"),
        event("DTSTART:20261201T090000", "SUMMARY:Отменено", "STATUS:CANCELLED", uid=2),
        event("DTSTART:20261201T090000", uid=3),
        event("DTSTART:20301201T090000", "SUMMARY:Ещё не скоро", uid=4),
        event("SUMMARY:Когда-нибудь", uid=5),
    ) == ()  # fmt: skip


def test_texts_lose_markup_and_tricks_and_links_are_pages() -> None:
    (found,) = read(
        event("DTSTART:20261201T090000", "SUMMARY:<b>День</b> открытых\u202e дверей",
              "URL:javascript:alert(1)", "DESCRIPTION:Приходите\\nвсе &amp; сразу"),
    )  # fmt: skip
    assert (found.title, found.link) == ("День открытых дверей", "")
    assert found.about == "Приходите\nвсе & сразу"


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2;BYSECOND=1,2,3",
     "FREQ=DAILY", "FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 366)))],
)  # fmt: skip
def test_a_rule_that_would_never_end_is_left_out_quickly(rule: str) -> None:
    begun = time.monotonic()
    found = read(
        event("DTSTART:19000101T090000", f"RRULE:{rule}", "SUMMARY:Бомба"),
        event("DTSTART:20261201T090000", "SUMMARY:Остаётся", uid=2),
    )
    assert [one.title for one in found] == ["Остаётся"]
    assert time.monotonic() - begun < 2


def test_a_birthday_may_be_as_old_as_the_school() -> None:
    (found,) = read(event("DTSTART;VALUE=DATE:19361201", "RRULE:FREQ=YEARLY", "SUMMARY:День школы"))
    assert found.starts_at.date() == date(2026, 12, 1)


def test_zones_are_known_by_name_and_none_is_taken_from_a_file() -> None:
    zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/Moscow\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    zone += "TZOFFSETFROM:+1200\r\nTZOFFSETTO:+1200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    moscow, unknown = read(
        zone,
        event("DTSTART;TZID=Europe/Moscow:20261201T090000", "SUMMARY:а"),
        event("DTSTART;TZID=Нет/Такой:20261201T120000", "SUMMARY:б", uid=2),
    )
    assert moscow.starts_at == datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Europe/Moscow"))
    assert unknown.starts_at == datetime(2026, 12, 1, 12, tzinfo=SAMARA)


def test_too_much_is_refused_with_a_sentence() -> None:
    line = "DTSTART:20261201T090000"
    many = [event(line, "SUMMARY:x", uid=n) for n in range(3_001)]
    rules = [event(line, "SUMMARY:x", "RRULE:FREQ=DAILY", uid=n) for n in range(51)]
    for events in (many, rules):
        with pytest.raises(FeedRefused, match="слишком много"):
            read(*events)
    assert len(read(*rules[:2])) == 500


_LINES = st.sampled_from(
    ["BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART:20261201T090000",
     "DTSTART;VALUE=DATE:20261201", "DTSTART;TZID=Нет/Такой:20261201T090000", "DTSTART:99999999",
     "DTEND:20261201T100000Z", "DTEND;VALUE=DATE:20261202", "DURATION:PT1H", "DURATION:-P1D",
     "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=X", "RRULE:COUNT=5", "RRULE:FREQ=DAILY;UNTIL=x",
     "RRULE:FREQ=WEEKLY;BYDAY=XX", "RDATE:20261203T090000", "RDATE:x", "EXDATE:20261201T090000",
     "EXDATE;VALUE=DATE:20261201", "RECURRENCE-ID:20261201T090000", "UID:1", "UID:2", "SUMMARY:я",
     "SUMMARY;X=:", "STATUS:CANCELLED", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:Нет/Такой",
     "X-WR-TIMEZONE:Mars/Base", "SEQUENCE:x", "URL:https://a.ru", "BEGIN:VALARM", "END:VALARM",
     ":", "A;B", "\u0000"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES, max_size=25).map("\r\n".join), st.booleans())
def test_any_lines_are_a_calendar_or_refused(lines: str, wrapped: bool) -> None:
    text = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    try:
        found = read_calendar((text if wrapped else lines).encode(), now=NOW, zone=SAMARA)
    except FeedRefused:
        return
    assert all(one.starts_at <= one.ends_at for one in found)


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Школа</title>
<item><title>Победа &lt;b&gt;на&lt;/b&gt; олимпиаде</title><link>https://a.ru/1</link>
<pubDate>Tue, 24 Nov 2026 10:00:00 +0400</pubDate></item>
<item><title>Плохая ссылка</title><link>file:///etc/passwd</link></item>
<item><title></title><link>https://a.ru/2</link></item>
<item><title>Без даты</title><link>https://a.ru/3</link><pubDate>вчера</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Запись</title>
<link rel="self" href="https://a.ru/self"/><link href="https://a.ru/e"/>
<updated>2026-11-24T06:00:00Z</updated></entry></feed>"""


def test_rss_and_atom_are_titles_with_links() -> None:
    first, second = read_news(RSS.encode())
    assert (first.title, first.link) == ("Победа на олимпиаде", "https://a.ru/1")
    assert first.posted_at == datetime(2026, 11, 24, 6, tzinfo=UTC)
    assert (second.title, second.posted_at) == ("Без даты", None)
    (entry,) = read_news(ATOM.encode())
    assert (entry.link, entry.posted_at) == ("https://a.ru/e", first.posted_at)


@pytest.mark.parametrize(
    "text",
    ["", "<html/>", "<rss", "не xml",
     '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><channel>&c;</channel></rss>',
     '<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss/>',
     '<?xml version="1.0" encoding="нет"?><rss/>'],
)  # fmt: skip
def test_what_is_no_feed_or_has_entities_is_refused(text: str) -> None:
    with pytest.raises(FeedRefused, match="ленты новостей"):
        read_news(text.encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_news_or_refused(content: bytes) -> None:
    try:
        read_news(content)
    except FeedRefused:
        return
