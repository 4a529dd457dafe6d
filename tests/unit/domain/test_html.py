"""HTML of other clients becomes text with spans and nothing else."""

import pytest

from app.domain.html import MAX_DEPTH, parse_html, plain_text
from app.domain.rich_text import RichText, Span, Style


def text(source: str) -> str:
    return parse_html(source).text


def links(rich: RichText) -> list[tuple[str, str]]:
    return [(rich.text[s.start : s.end], s.link) for s in rich.spans if s.link]


def test_formatting_becomes_spans() -> None:
    assert parse_html("Это <b>важно <i>очень</i></b>!") == RichText(
        "Это важно очень!",
        (Span(4, 10, Style.BOLD), Span(10, 15, Style.BOLD | Style.ITALIC)),
    )
    assert parse_html("<span data-mx-spoiler>тайна</span>").spans == (Span(0, 5, Style.SPOILER),)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>раз</p><p>два</p>", "раз\n\nдва"),
        ("раз<br>два<br/>три", "раз\nдва\nтри"),
        ("  много \n  пробелов  ", "много пробелов"),
        ("<ul><li>а</li><li>б<ul><li>в</li></ul></li></ul>конец", "• а\n• б\n    • в\nконец"),
        ('<ol start="3"><li>а</li><li>б</li></ol>', "3. а\n4. б"),
        ("<h1>Тема</h1>текст", "Тема\nтекст"),
        ("<pre><code>a\n  b\n</code></pre>дальше", "a\n  b\nдальше"),
        ("<table><tr><th>А<th>Б</th></tr><tr><td>1<td>2</td></tr></table>", "А | Б\n1 | 2"),
        ('<img src="https://evil/x.png" alt="кот">', "кот"),
        ("<img src=https://evil/x.png>", ""),
        ("1 &lt; 2 &amp; 3 &gt; 2", "1 < 2 & 3 > 2"),
        ("a < b и b > a", "a < b и b > a"),
        ("<script>alert(1)</script>да<style>x{}</style>", "да"),
        ("<!-- тайно -->явно", "явно"),
        ("<!-- без конца", ""),
        ("<неведомо>текст</неведомо>", "<неведомо>текст</неведомо>"),
        ("<blink onclick='x'>текст</blink>", "текст"),
        ("</b></i></p>текст", "текст"),
        ("<mx-reply>цитата<b></mx-reply>ответ", "ответ"),
        ("текст&#x202e;кувырком", "тексткувырком"),
    ],
)  # fmt: skip
def test_structure_degrades_to_text(source: str, shown: str) -> None:
    assert text(source) == shown


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//evil.ru/x",
        "https://",
        "http://[",
        "https://a.ru/\u202e",
        "smb://host/share",
        "",
    ],
)
def test_a_link_of_a_dangerous_kind_is_text(href: str) -> None:
    assert links(parse_html(f'<a href="{href}">нажми</a>')) == []


def test_links_and_people_are_kept() -> None:
    assert links(parse_html('<a href="https://ya.ru/?a=1&amp;b=2">сюда</a>')) == [
        ("сюда", "https://ya.ru/?a=1&b=2")
    ]
    assert links(parse_html('<a href="mailto:a@b.ru">письмо</a>')) == [("письмо", "mailto:a@b.ru")]
    for href in (
        "https://matrix.to/#/@a:b.ru",
        "https://matrix.to/#/%40a%3Ab.ru",
        "matrix:u/a:b.ru",
    ):
        rich = parse_html(f'<a href="{href}">Анна</a>')
        assert rich.spans == (Span(0, 4, Style.MENTION, "@a:b.ru"),)
    room = "https://matrix.to/#/!room:b.ru"
    assert links(parse_html(f'<a href="{room}">чат</a>')) == [("чат", room)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("см. https://ya.ru/a.", ["https://ya.ru/a"]),
        ("(https://ru.wikipedia.org/wiki/А_(б))", ["https://ru.wikipedia.org/wiki/А_(б)"]),
        ("http://a.ru, http://b.ru!", ["http://a.ru", "http://b.ru"]),
        ("«https://a.ru»", ["https://a.ru"]),
        ("www.школа.рф", ["https://www.школа.рф"]),
        ("почта@www.ru и ftp://a.ru", []),
        ("см. matrix:roomid/a:b/e/c.", ["matrix:roomid/a:b/e/c"]),
        ("parta://join?address=a&hs=b, ждём", ["parta://join?address=a&hs=b"]),
        ("xmatrix:u/a:b matrix:привет", []),
        ("просто текст", []),
    ],
)
def test_bare_addresses_become_links(said: str, found: list[str]) -> None:
    assert [link for _, link in links(plain_text(said))] == found
    assert [link for _, link in links(parse_html(f"<b>{said}</b>"))] == found


def test_addresses_in_code_and_in_links_stay_as_they_are() -> None:
    assert links(parse_html("<code>https://ya.ru</code>")) == []
    assert links(parse_html('<a href="https://a.ru">https://b.ru</a>')) == [
        ("https://b.ru", "https://a.ru")
    ]


def test_nesting_is_bounded_and_text_survives() -> None:
    deep = "<b>" * 5000 + "дно" + "</b>" * 5000 + "верх"
    rich = parse_html(deep)
    assert rich.text == "дноверх"
    assert MAX_DEPTH == 100 and rich.spans == (Span(0, 3, Style.BOLD),)
