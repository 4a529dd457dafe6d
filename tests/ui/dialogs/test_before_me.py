"""What was written before a newcomer came: shown where their link opened it, else a sentence."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import NotFound, Offline, UserText
from app.domain.events import Event
from app.domain.parse.event import parse_event
from app.domain.profiles import ProfileKind
from app.ui.chat_list.menu import ChatMenu
from app.ui.dialogs.before_me import BeforeMeSheet, words_of
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.session import FakeSession
from tests.ui.dialogs.conftest import until


def message(number: int, body: str, **more: Any) -> Event:
    content = {"msgtype": "m.text", "body": body, **more}
    found = parse_event(
        {
            "type": "m.room.message",
            "event_id": f"$e{number}",
            "sender": "@vera:school14.example",
            "origin_server_ts": 1_790_000_000_000 + number * 86_400_000,
            "content": content,
        }
    )
    assert found is not None
    return found


def make(host: QWidget, theme: Theme, session: FakeSession) -> BeforeMeSheet:
    sheet = BeforeMeSheet(host, theme, session=session, summary=session.rooms.observe()[0])
    sheet.open()
    return sheet


async def test_the_messages_stand_day_by_day_with_names(host: QWidget, theme: Theme) -> None:
    session = FakeSession()
    session.school.links.before = (
        message(0, "Завтра экскурсия.\nСбор в 9:00."),
        message(1, "<b>Спасибо</b>"),
    )
    sheet = make(host, theme, session)
    await until(sheet.text.isVisible)
    shown = sheet.text.toPlainText()
    assert "Завтра экскурсия.\nСбор в 9:00." in shown
    assert "<b>Спасибо</b>" in shown  # the words, never markup of somebody's making
    assert shown.index("Завтра") < shown.index("Спасибо")
    name = (await session.people.person(session.school.links.before[0].sender)).name
    assert shown.count(name) == 2
    assert session.school.links.calls == [("window", "!9Б · класс")]
    sheet.reject()


async def test_where_no_link_opened_it_the_service_says_so(host: QWidget, theme: Theme) -> None:
    session = FakeSession()
    closed = UserText("История до вашего прихода закрыта.")
    for error, words in (
        (NotFound(status=404, user_text=closed), "закрыта"),
        (Offline(), "сет"),
    ):
        session.school.links.error = error
        sheet = make(host, theme, session)
        await until(lambda sheet=sheet: "Загружаю" not in sheet.note.text())
        assert words in sheet.note.text()
        assert not sheet.text.isVisible()
        sheet.reject()
    session.school.links.error = None
    sheet = make(host, theme, session)
    await until(lambda: "ничего не написали" in sheet.note.text())
    sheet.reject()


def test_a_spoiler_stays_covered() -> None:
    html = "<span data-mx-spoiler>ответ 42</span>"
    hidden = message(0, "ответ 42", format="org.matrix.custom.html", formatted_body=html)
    assert "42" not in words_of(hidden)


def test_the_menu_offers_it_in_chats_of_a_school_only(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    def offered(kind: ProfileKind) -> bool:
        session = FakeSession(kind)
        menu = ChatMenu(
            host, theme, session, lambda _: None, images=images, opened=lambda _: None
        ).build(FakeSession().rooms.observe()[0])
        return "Что писали до меня…" in [action.text() for action in menu.actions()]

    assert offered(ProfileKind.SCHOOL)
    assert not offered(ProfileKind.PERSONAL)
