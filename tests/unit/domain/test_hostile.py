"""Whatever comes, parsing gives a value that is safe to show, soon."""

import time
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clean import (
    MAX_FILENAME,
    MAX_NAME,
    clean_filename,
    clean_name,
    clean_text,
    one_line,
)
from app.domain.content import PollContent
from app.domain.events import Event
from app.domain.html import parse_html, plain_text
from app.domain.links import safe_link
from app.domain.parse import is_poll_end, parse_event, parse_poll_response
from app.domain.parse.event import parse_content
from app.domain.rich_text import RichText
from tests.unit.domain.hostile import ANY_JSON, EVENTS, NASTY_TEXT

relaxed = settings(deadline=None, max_examples=300)
_PIECES = """<b> </b> <i> <a~href="https://ya.ru"> <a~href='javascript:x'> </a> <ul> <ol~start=-5>
<li> </li> </ul> <p> </p> <br> <pre> </pre> <blockquote> </blockquote> <table> <tr> <td> <th> ~
<mx-reply> </mx-reply> <script> </script> <img~alt="x"> <!-- --> <! <? < > & &amp; &#x202e; </ <h1>
&#xd800; &#99999999999; <a~" <a~' <//> <hr> <span~data-mx-spoiler> https://a.ru/b. @room слово"""
TAGS = st.sampled_from([piece.replace("~", " ") for piece in _PIECES.split()])


def assert_sound(rich: RichText) -> None:
    rich.text.encode()
    last = 0
    for span in rich.spans:
        assert last <= span.start < span.end <= len(rich.text)
        assert span.style or span.link
        if span.link and not span.link.startswith("@"):
            assert safe_link(span.link) == span.link
        last = span.end


def walk(value: object) -> list[object]:
    found, queue = [], [value]
    while queue:
        each = queue.pop()
        found.append(each)
        if is_dataclass(each) and not isinstance(each, type):
            queue += [getattr(each, name) for name in each.__dataclass_fields__ if name != "raw"]
        elif isinstance(each, tuple | frozenset):
            queue += each
    return found


@relaxed
@given(st.one_of(EVENTS, ANY_JSON))
def test_any_json_is_an_event_or_none(raw: Any) -> None:
    event = parse_event(raw)
    parse_poll_response(raw)
    is_poll_end(raw)
    if event is None:
        return
    assert datetime(1970, 1, 1, tzinfo=UTC) <= event.timestamp
    event.timestamp.astimezone()
    for value in walk(event):
        if isinstance(value, str):
            value.encode()  # what UTF-8 and SQLite cannot hold does not get in
        elif isinstance(value, RichText):
            assert_sound(value)
        elif isinstance(value, int):
            assert abs(value) <= 1 << 53
    asdict(event)


@relaxed
@given(st.lists(TAGS, max_size=40).map("".join))
def test_any_html_is_sound_text(source: str) -> None:
    assert_sound(parse_html(source))


@relaxed
@given(NASTY_TEXT)
def test_any_name_is_one_visible_line(text: str) -> None:
    name = clean_name(text)
    assert len(name) <= MAX_NAME and name == clean_name(name)
    assert "\n" not in name and not set(name) & set("\u202e\u200b\u2066\ufeff\x00")
    name.encode()
    clean_text(text).encode()
    assert "\n" not in one_line(text, 20) and len(one_line(text, 20)) <= 20


@relaxed
@given(st.lists(NASTY_TEXT | st.sampled_from(["nul", ".", " ", ".exe", "漢" * 90]), max_size=8))
def test_any_file_name_is_one_on_every_system(parts: list[str]) -> None:
    name = clean_filename("".join(parts))
    assert not set(name) & set('<>:"/\\|?*')
    assert len(name) <= MAX_FILENAME and len(name.encode()) <= 230
    assert name == name.strip(" .")
    assert name == clean_filename(name), "a name once clean stays as it is"


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("nul.txt", "_nul.txt"), ("CON", "_CON"), ("Lpt1 .pdf", "_Lpt1 .pdf"),
        ("COM10.txt", "COM10.txt"), ("контракт.txt", "контракт.txt"), ("a.exe. .", "a.exe"),
        ("x" * 200 + ".docx", "x" * 115 + ".docx"),
        ("x" * 116 + ".exe." + "y" * 20, "x" * 116 + ".exe"),
    ],
)  # fmt: skip
def test_a_file_name_is_what_windows_makes_of_it(given_name: str, clean: str) -> None:
    assert clean_filename(given_name) == clean


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


MESSAGE = {"type": "m.room.message", "sender": "@a:b", "event_id": "$1"}


@pytest.mark.parametrize(
    "piece",
    [
        "<", "<a ", '<a "', "<a '", "<!--", "<![CDATA[", "</", "<b>", "<ul><li>", "<table><tr><td>",
        "&", "&#", "&amp", "<a href=", "<blockquote>", "<mx-reply>", "http://", "www.", "https://a.b/(",
        "<br>", "a\n", "@room ", "\u202e", "<p> ", "<pre>\n",
    ],
)  # fmt: skip
def test_a_megabyte_of_anything_takes_no_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    content = {
        "msgtype": "m.text",
        "body": text,
        "format": "org.matrix.custom.html",
        "formatted_body": text,
        "m.mentions": {"room": True},
    }
    both = [content, content | {"format": ""}]
    for each in both:
        assert seconds(lambda each=each: parse_content("m.room.message", each)) < 60
    assert seconds(lambda: clean_name(text)) < 60


def test_lists_of_a_hundred_thousand_are_cut() -> None:
    many: dict[str, Any] = {
        "m.mentions": {"user_ids": [f"@u{n}:b" for n in range(100_000)]},
        "org.matrix.msc3381.poll.start": {
            "question": {"m.text": [{"body": "?"}] * 100_000},
            "answers": [{"id": str(n), "m.text": "да"} for n in range(100_000)],
            "max_selections": 10**400,
        },
    }
    raw = MESSAGE | {"type": "org.matrix.msc3381.poll.start", "content": many}
    event: Event | None = None

    def work() -> None:
        nonlocal event
        event = parse_event(raw)

    assert seconds(work) < 60
    assert event is not None and len(event.mentions.user_ids) == 500
    assert isinstance(event.content, PollContent) and len(event.content.poll.answers) == 20


def test_plain_text_links_are_bounded() -> None:
    assert seconds(lambda: plain_text("https://a.b/c " * 5000)) < 60
    assert len(plain_text("https://a.b/c " * 5000).spans) == 1000
