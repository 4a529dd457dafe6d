"""What is typed becomes a message and comes back for editing."""

from typing import Any

import pytest

from app.domain.content import TextContent
from app.domain.ids import UserId
from app.domain.parse import parse_content
from app.domain.people import Person
from app.services.formatting import to_content, to_source

ANNA = Person(UserId("@anna:s.ru"), "Анна *Петрова*")
NAMESAKES = [Person(UserId(f"@i{n}:s.ru"), "Иван") for n in (1, 2)]


def html(text: str, *people: Person) -> str | None:
    return to_content(text, people, mention_room=False).get("formatted_body")


@pytest.mark.parametrize(
    "typed",
    ["просто", "2*3*4=24", "snake_case_имя", "C:\\users\\_x", "a <b> & c", "# не заголовок", "1.5",
     "строка\nвторая", "абзац\n\nвторой", "https://ya.ru/a_b_c", "[нет](javascript:1)", "---"],
)  # fmt: skip
def test_text_without_formatting_has_no_html(typed: str) -> None:
    content = to_content(typed, (), mention_room=False)
    assert content == {"msgtype": "m.text", "body": typed, "m.mentions": {}}


@pytest.mark.parametrize(
    ("typed", "rendered"),
    [
        ("**да** *нет* ~~был~~ `x<y`",
         "<strong>да</strong> <em>нет</em> <s>был</s> <code>x&lt;y</code>"),
        ("**a**\nb", "<strong>a</strong><br>\nb"),
        ("[школа](https://s.ru)", '<a href="https://s.ru">школа</a>'),
        ("**<script>**", "<strong>&lt;script&gt;</strong>"),
        ("> цитата", "<blockquote>\n<p>цитата</p>\n</blockquote>"),
        ("- а\n- б", "<ul>\n<li>а</li>\n<li>б</li>\n</ul>"),
        ("```\na\n```", "<pre><code>a\n</code></pre>"),
        ("+ 5 **да**", "+ 5 <strong>да</strong>"),
        ("![x](https://e.ru/x.png)", '!<a href="https://e.ru/x.png">x</a>'),
    ],
)  # fmt: skip
def test_formatting_is_rendered(typed: str, rendered: str) -> None:
    assert html(typed) == rendered


def test_people_are_mentioned_by_link_and_by_id() -> None:
    typed = "@Анна *Петрова*, **зайдите**"
    content = to_content(typed, [ANNA], mention_room=False)
    assert content["m.mentions"] == {"user_ids": ["@anna:s.ru"]}
    assert content["formatted_body"] == (
        '<a href="https://matrix.to/#/@anna:s.ru">@Анна *Петрова*</a>, <strong>зайдите</strong>'
    )


def test_a_person_taken_out_of_the_text_is_not_told() -> None:
    content = to_content("@Аннабель и анна@Анна *Петрова*", [ANNA], mention_room=False)
    assert content["m.mentions"] == {} and "matrix.to" not in content["formatted_body"]


def test_namesakes_are_told_apart_by_their_order() -> None:
    content = to_content("@Иван и @Иван", NAMESAKES, mention_room=False)
    assert content["m.mentions"]["user_ids"] == ["@i1:s.ru", "@i2:s.ru"]


def test_everybody_is_told_only_when_asked_for() -> None:
    assert to_content("@все сюда", (), mention_room=True)["m.mentions"] == {"room": True}
    assert to_content("@все сюда", (), mention_room=False)["m.mentions"] == {}


def test_a_message_that_would_not_fit_goes_without_html() -> None:
    assert html("**" + "ы" * 19_000 + "**") is None
    assert html("**" + "ы" * 100_000) is None


SOURCES = [
    "просто",
    "**жирный** и *курсив*, ~~нет~~, `код`",
    "- а\n- б",
    "> цитата\n\nответ **x**",
    "```\nx = 1\n```",
    "[школа](https://s.ru) и https://ya.ru",
    "1. а\n2. б",
]


@pytest.mark.parametrize("typed", SOURCES)
def test_what_was_typed_comes_back(typed: str) -> None:
    content = to_content(typed, (), mention_room=False)
    assert to_source(content) == typed
    assert to_source(parse_content("m.room.message", content)) == typed


def test_the_text_of_another_client_is_rebuilt_from_its_html() -> None:
    content: dict[str, Any] = {
        "msgtype": "m.text",
        "body": "важно, Анна",
        "format": "org.matrix.custom.html",
        "formatted_body": '<b>важно</b>, <a href="https://matrix.to/#/@anna:s.ru">Анна</a>!',
    }
    assert to_source(content) == "**важно**, @Анна!"


def test_a_caption_is_edited_as_text() -> None:
    content = {
        "msgtype": "m.image",
        "body": "На **море**",
        "format": "org.matrix.custom.html",
        "formatted_body": "На <strong>море</strong>",
        "filename": "a.png",
        "url": "mxc://a/b",
    }
    assert to_source(content) == "На **море**"
    assert to_source(parse_content("m.room.message", content)) == "На **море**"


def test_what_has_no_text_has_no_source() -> None:
    assert to_source(parse_content("m.reaction", {})) == ""
    assert to_source({}) == ""
    assert isinstance(
        parse_content("m.room.message", to_content("а", (), mention_room=False)), TextContent
    )
