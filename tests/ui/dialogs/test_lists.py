"""Forwarding, new chats, people behind a message, mute, date."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.circle import Circle, CircleKind, Near
from app.domain.errors import Forbidden
from app.domain.ids import ItemKey
from app.domain.room_settings import GroupKind
from app.domain.rooms import MuteMode, RoomKind
from app.ui.dialogs.date import DateSheet, start_of
from app.ui.dialogs.forward import MOST, ForwardSheet, ask_forward
from app.ui.dialogs.mute import MuteSheet
from app.ui.dialogs.new_chat import NewChatSheet, ask_new_chat, ask_people, known_people
from app.ui.dialogs.people import EditsSheet, ListSheet, show_edits, show_reactions, show_voters
from app.ui.dialogs.picking import PickSheet
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.moment import NOW
from tests.helpers.fakes.people import person
from tests.helpers.fakes.rooms import room
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline, demo_items
from tests.ui.dialogs.conftest import until


def titles(sheet: PickSheet | ListSheet) -> list[str]:
    return [row.title for row in sheet.rows.rows]


def pick(sheet: PickSheet, title: str) -> None:
    sheet.picked(next(row.key for row in sheet.rows.rows if row.title == title))


async def shown(host: QWidget, kind: type) -> PickSheet:
    await asyncio.sleep(0)
    sheet = host.findChild(kind)
    assert isinstance(sheet, PickSheet)
    return sheet


async def test_messages_go_to_several_chats_of_this_profile(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    session = FakeSession()
    task = asyncio.ensure_future(ask_forward(host, theme, session, images, 2))
    sheet = await shown(host, ForwardSheet)
    assert isinstance(sheet, ForwardSheet)
    assert sheet.title_label.text() == "Переслать 2 сообщения"
    assert not sheet.send.isEnabled()
    pick(sheet, "Учительская")
    pick(sheet, "9Б · класс")
    assert sheet.send.text() == "Переслать в 2 чата"
    QTest.mouseClick(sheet.send, Qt.MouseButton.LeftButton)
    assert await task == ("!Учительская", "!9Б · класс")


async def test_a_chat_that_was_ticked_stays_ticked_through_a_search(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    sheet = ForwardSheet(host, theme, images, session=FakeSession(), count=1)
    sheet.open()
    pick(sheet, "Учительская")
    sheet.look_up("родители")
    assert titles(sheet) == ["9Б · родители"]
    sheet.field.clear()
    sheet.look_up("")
    assert sheet.rows.rows[0].title == "Учительская"
    assert sheet.rows.rows[0].checked
    sheet.reject()


async def test_after_enter_the_next_chat_is_typed_over_the_last(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    sheet = ForwardSheet(host, theme, images, session=FakeSession(), count=1)
    sheet.open()
    sheet.field.setText("родители")
    sheet.look_up("родители")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert sheet.chosen
    assert sheet.field.selectedText() == "родители"
    sheet.reject()


async def test_enter_ticks_and_enter_again_sends(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    sheet = ForwardSheet(host, theme, images, session=FakeSession(), count=1)
    sheet.open()
    sheet.field.setText("родители")
    sheet.look_up("родители")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert sheet.isVisible()
    sheet.field.setText("учит")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)  # sooner than the list follows
    assert sheet.isVisible()
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert sheet.result() == QDialog.DialogCode.Accepted
    assert list(sheet.chosen) == ["!9Б · родители", "!Учительская"]


async def test_one_writes_to_somebody_by_name_and_enter(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    session = FakeSession()
    sheet = NewChatSheet(host, theme, images, session=session)
    sheet.open()
    sheet.field.setText("иванова")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)  # sooner than she is found
    await until(lambda: [one.name for one in sheet.chosen.values()] == ["Дарья Иванова"])
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    await until(lambda: sheet.made)
    assert session.rooms.calls[-1][0] == "create_direct"


async def test_a_group_is_asked_for_its_name(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    sheet = NewChatSheet(host, theme, images, session=FakeSession())
    sheet.open()
    sheet.look_up("а")
    await until(lambda: len(titles(sheet)) > 1)
    for title in titles(sheet)[:2]:
        pick(sheet, title)
    host.activateWindow()
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert host.focusWidget() is sheet.name
    sheet.reject()


async def test_one_forwards_to_twenty_chats_at_most(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    rooms = [room(f"чат {number}") for number in range(30)]
    sheet = ForwardSheet(host, theme, images, session=FakeSession(rooms=rooms), count=1)
    sheet.open()
    for row in list(sheet.rows.rows):
        sheet.picked(row.key)
    assert len(sheet.chosen) == MOST
    sheet.reject()


async def test_one_person_makes_a_direct_chat(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    session = FakeSession()
    task = asyncio.ensure_future(ask_new_chat(host, theme, session, images))
    sheet = await shown(host, NewChatSheet)
    sheet.field.setText("дарья")
    sheet.look_up("дарья")
    await until(lambda: titles(sheet) == ["Дарья Иванова"])
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    QTest.keyClick(sheet.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = await task
    assert made is not None
    found = session.rooms.get(made)
    assert found is not None
    assert found.kind is RoomKind.DIRECT


async def test_several_people_make_a_group_that_wants_a_name(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    session = FakeSession()
    task = asyncio.ensure_future(ask_new_chat(host, theme, session, images))
    sheet = await shown(host, NewChatSheet)
    assert isinstance(sheet, NewChatSheet)
    sheet.field.setText("а")
    sheet.look_up("а")
    await until(lambda: len(sheet.rows.rows) == 3)
    for row in list(sheet.rows.rows)[:2]:
        sheet.picked(row.key)
    assert not sheet.main.isEnabled()
    sheet.name.setText("Проект «Пчёлы»")
    assert sheet.main.text() == "Создать группу"
    assert sheet.kind.isVisible()
    sheet.kind.setCurrentIndex(sheet.kind.findData(GroupKind.NOTICES))
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    made = await task
    assert made is not None
    group = session.rooms.get(made)
    assert group is not None
    assert group.name == "Проект «Пчёлы»"
    assert session.rooms.kinds == [GroupKind.NOTICES]


async def test_a_refusal_is_said_and_the_choice_stays(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    session = FakeSession()

    async def refuse(user_id: str) -> str:
        raise Forbidden(status=403)

    session.rooms.create_direct = refuse  # type: ignore[method-assign,assignment]
    sheet = NewChatSheet(host, theme, images, session=session)
    sheet.open()
    sheet.picked(sheet.rows.rows[0].key)
    sheet.finish()
    await until(lambda: not sheet.note.isHidden())
    assert sheet.note.text() == "Сервер не разрешает это действие."
    assert sheet.main.isEnabled()
    sheet.reject()


async def test_those_of_the_school_stand_there_before_anything_is_typed(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    session = FakeSession()
    known = next(one for one in known_people(session))
    colleague, pupil = person("Андрей Петров"), person("Эмилия Бойко")
    session.school.people.around = (
        Circle(CircleKind.COLLEAGUES, people=(Near(known), Near(colleague))),
        Circle(CircleKind.PUPILS, "9Б", (Near(pupil),)),
    )
    sheet = NewChatSheet(host, theme, images, session=session)
    sheet.open()
    assert "Андрей Петров" not in titles(sheet)
    await until(lambda: "Андрей Петров" in titles(sheet))
    assert titles(sheet).count(known.name) == 1
    assert titles(sheet)[-2:] == ["Андрей Петров", "Эмилия Бойко"]
    pick(sheet, "Эмилия Бойко")
    assert pupil.user_id in sheet.chosen
    sheet.reject()
    session.school.people.error = Forbidden(status=403)
    sheet = NewChatSheet(host, theme, images, session=session)
    sheet.open()
    await until(lambda: len(session.school.people.calls) == 2)
    assert known.name in titles(sheet), "a school that does not answer is in nobody's way"
    sheet.reject()


async def test_people_who_are_in_are_not_offered(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    session = FakeSession()
    known = [person.user_id for person in session.search.known]
    task = asyncio.ensure_future(
        ask_people(host, theme, session, images, title="Добавить", leave_out=known[:2])
    )
    sheet = await shown(host, PickSheet)
    sheet.field.setText("а")
    sheet.look_up("а")
    await until(lambda: titles(sheet) == ["Дарья Иванова"])
    sheet.reject()
    assert await task is None


async def test_voters_stand_under_their_answers(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    timeline = FakeTimeline(demo_items())
    task = asyncio.ensure_future(show_voters(host, theme, images, timeline, ItemKey("m6")))
    await until(lambda: host.findChild(ListSheet))
    sheet = host.findChild(ListSheet)
    assert sheet is not None
    await until(lambda: sheet.rows.rows)
    assert titles(sheet) == [
        "28 августа",
        "Артём Кузнецов",
        "29 августа",
        "Дарья Иванова",
        "Марина Загурская",
        "30 августа",
    ]
    assert [row.side for row in sheet.rows.rows if row.heading] == [
        "1 голос",
        "2 голоса",
        "0 голосов",
    ]
    sheet.reject()
    await task


async def test_no_reactions_are_said_to_be_none(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    timeline = FakeTimeline(demo_items())
    task = asyncio.ensure_future(show_reactions(host, theme, images, timeline, ItemKey("m1")))
    await until(lambda: host.findChild(ListSheet))
    sheet = host.findChild(ListSheet)
    assert sheet is not None
    await until(lambda: sheet.rows.note.text() == "Реакций больше нет")
    sheet.reject()
    await task


async def test_what_cannot_be_loaded_says_why(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    async def load() -> list[object]:
        raise Forbidden(status=403)

    sheet = ListSheet(host, theme, images, title="Реакции", load=load)  # type: ignore[arg-type]
    sheet.open()
    await until(lambda: sheet.rows.note.text() == "Сервер не разрешает это действие.")
    sheet.reject()


async def test_versions_of_a_message_are_shown(
    host: QWidget, theme: Theme, images: ImageLoader
) -> None:
    timeline = FakeTimeline(demo_items())
    task = asyncio.ensure_future(show_edits(host, theme, images, timeline, ItemKey("m3")))
    await until(lambda: host.findChild(EditsSheet))
    sheet = host.findChild(EditsSheet)
    assert sheet is not None
    await until(lambda: sheet.versions)
    assert sheet.versions[0].text().startswith("Можно. Разделите")
    sheet.reject()
    await task


def test_mute_offers_what_is_set_and_returns_what_is_chosen(host: QWidget, theme: Theme) -> None:
    sheet = MuteSheet(host, theme, room("чат", mute=MuteMode.MENTIONS), now=NOW)
    assert sheet.choice().mode is MuteMode.MENTIONS
    sheet.buttons.button(2).setChecked(True)
    assert sheet.choice().until == NOW + timedelta(hours=1)
    sheet.buttons.button(4).setChecked(True)
    assert (sheet.choice().mode, sheet.choice().until) == (MuteMode.NONE, None)


def test_a_direct_chat_has_no_mentions_to_choose(host: QWidget, theme: Theme) -> None:
    sheet = MuteSheet(host, theme, room("Мама", kind=RoomKind.DIRECT), now=NOW)
    assert sheet.buttons.button(1).isHidden()


def test_days_are_walked_by_keys_and_never_into_the_future(host: QWidget, theme: Theme) -> None:
    sheet = DateSheet(host, theme, date(2026, 3, 31))
    month = sheet.month
    QTest.keyClick(month, Qt.Key.Key_Right)
    assert month.day == date(2026, 3, 31)
    QTest.keyClick(month, Qt.Key.Key_PageUp)
    assert month.day == date(2026, 2, 28)
    assert sheet.title.text() == "Февраль 2026"
    QTest.keyClick(month, Qt.Key.Key_Up)
    assert month.day == date(2026, 2, 21)


def test_a_day_begins_at_midnight_here() -> None:
    assert start_of(date(2026, 8, 22)) == datetime(2026, 8, 21, 20, 0, tzinfo=UTC)
