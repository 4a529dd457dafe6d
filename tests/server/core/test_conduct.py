"""Quiet hours, slow mode, files and links: the rules by themselves."""

from datetime import datetime

import pytest

from server.school_core import conduct
from server.school_core.conduct import HOURS, SHARING, SLOW
from server.school_core.contact import ContactSwitches

NIGHT = {"weekdays": [1, 2, 3, 4, 5], "from": "21:00", "to": "07:00", "mode": "staff_only"}
LESSONS = {"weekdays": [1], "from": "08:30", "to": "13:00", "mode": "read_only"}

# 23 November 2026 is a Monday.
AT = [
    (NIGHT, "2026-11-23T20:59", False),
    (NIGHT, "2026-11-23T21:00", True),
    (NIGHT, "2026-11-24T06:59", True),
    (NIGHT, "2026-11-24T07:00", False),
    (NIGHT, "2026-11-28T06:59", True),  # the night from Friday to Saturday
    (NIGHT, "2026-11-28T21:30", False),  # Saturday evening
    (NIGHT, "2026-11-23T03:00", False),  # the night from Sunday to Monday
    (LESSONS, "2026-11-23T08:29", False),
    (LESSONS, "2026-11-23T12:59", True),
    (LESSONS, "2026-11-23T13:00", False),
    (LESSONS, "2026-11-24T10:00", False),
    (NIGHT | {"from": "00:00", "to": "00:00"}, "2026-11-25T15:00", True),
]


@pytest.mark.parametrize(("content", "moment", "rests"), AT)
def test_when_a_chat_rests(content, moment, rests):
    hours = conduct.read_hours(content)
    assert hours is not None
    assert hours.hold(datetime.fromisoformat(moment)) is rests


def test_who_may_disturb_the_night():
    at_night = datetime.fromisoformat("2026-11-23T23:00")
    staff_only, closed = (
        conduct.read_hours(NIGHT),
        conduct.read_hours(NIGHT | {"mode": "read_only"}),
    )

    def judge(hours, kind, *, staff):
        return conduct.judge_hours(hours, kind, at_night, staff=staff)

    refusal = judge(staff_only, "m.room.message", staff=False)
    assert not refusal.allowed
    assert "21:00" in refusal.text
    assert judge(staff_only, "m.room.message", staff=True).allowed
    assert not judge(closed, "m.room.message", staff=True).allowed
    assert not judge(closed, "org.matrix.msc4075.rtc.notification", staff=True).allowed
    assert not judge(closed, "some.new.type", staff=True).allowed
    for silent in ("m.room.redaction", "m.reaction", "m.poll.response", "app.parta.ack"):
        assert judge(closed, silent, staff=False).allowed, silent


BAD_HOURS = [
    {"weekdays": []},
    {"weekdays": [0]},
    {"weekdays": [8]},
    {"weekdays": "1"},
    {"weekdays": [True]},
    {"from": "24:00"},
    {"from": "7:00"},
    {"to": None},
    {"to": "07:00\n"},
    {"mode": "open"},
    {"mode": None},
]


@pytest.mark.parametrize("change", BAD_HOURS)
def test_hours_that_cannot_be_read_are_refused_and_never_bind(change):
    content = NIGHT | change
    assert conduct.read_hours(content) is None
    assert not conduct.judge_setting(HOURS, content, 100).allowed


SETTINGS = [
    (HOURS, NIGHT, 100, True),
    (HOURS, NIGHT, 50, False),
    (HOURS, {}, 100, True),
    (SLOW, {"seconds": 30}, 100, True),
    (SLOW, {"seconds": 0}, 100, False),
    (SLOW, {"seconds": 10**9}, 100, False),
    (SLOW, {"seconds": "30"}, 100, False),
    (SLOW, {"seconds": 30}, 99, False),
    (SHARING, {"files": 50, "links": 100}, 100, True),
    (SHARING, {"files": 150}, 100, False),
    (SHARING, {"links": "no"}, 100, False),
]


@pytest.mark.parametrize(("kind", "content", "power", "may"), SETTINGS)
def test_who_may_set_what(kind, content, power, may):
    assert conduct.judge_setting(kind, content, power).allowed is may


def test_a_corrected_message_and_a_vote_take_no_turn():
    edit = {"m.relates_to": {"rel_type": "m.replace", "event_id": "$a"}}
    assert conduct.counts_for_pace("m.room.message", {"body": "а"})
    assert not conduct.counts_for_pace("m.room.message", edit)
    assert not conduct.counts_for_pace("m.reaction", {})
    assert "3 с" in conduct.too_soon(2001).text


FILE = {"msgtype": "m.image", "body": "кот.jpg", "url": "mxc://a/b"}
LINKS = [
    "смотри https://example.org",
    "смотри www.example",
    "vk.com/club1",
    "заходи на сайт школа.рф",
    "parta://join/abc",
    "matrix:r/podval",
]
NO_LINKS = ["т.е. завтра", "и.о. директора", "в 9.30 у входа", "параграф 12.3", "«Война и мир»."]


def share(content, *, limits=None, power=0.0, pupil=None, kind="m.room.message"):
    return conduct.judge_sharing(limits or {}, kind, content, power=power, pupil=pupil).allowed


@pytest.mark.parametrize("text", LINKS)
def test_links_are_seen_in_words_markup_and_corrections(text):
    limits = {"links": 50}
    assert not share({"body": text}, limits=limits)
    assert not share({"body": "тут", "formatted_body": f"<b>{text}</b>"}, limits=limits)
    assert not share({"body": "тут", "m.new_content": {"body": text}}, limits=limits)
    assert share({"body": text}, limits=limits, power=50)
    assert share({"body": text})


@pytest.mark.parametrize("text", NO_LINKS)
def test_plain_words_are_no_links(text):
    assert share({"body": text}, limits={"links": 50})


def test_files_by_whatever_name():
    limits = {"files": 50}
    for content in (
        FILE,
        {"msgtype": "m.text", "body": "x", "url": "mxc://a/b"},
        {"msgtype": "m.text", "body": "x", "file": {"url": "mxc://a/b"}},
        {"msgtype": "m.text", "body": "x", "m.new_content": FILE},
    ):
        assert not share(content, limits=limits), content
    assert not share({}, limits=limits, kind="m.sticker")
    assert share(FILE, limits=limits, power=50)


def test_the_school_switches_bind_pupils_in_every_chat():
    strict = ContactSwitches(pupil_files=False, pupil_links=False)
    assert not share(FILE, pupil=strict, power=100)
    assert not share({"body": "vk.com"}, pupil=strict, power=100)
    assert share({"body": "привет"}, pupil=strict)
    copy = {"body": "привет", "app.parta.forwarded_from": "Вера"}
    assert share(copy, pupil=strict)
    kept = ContactSwitches(pupil_forwards=False)
    assert not share(copy, pupil=kept, power=100)
    assert not share({"body": "x", "m.new_content": copy}, pupil=kept)
    assert share({"body": "привет"}, pupil=kept)
    assert share(copy, pupil=None)
    assert share(FILE, pupil=ContactSwitches())
    assert share(FILE, pupil=None)
