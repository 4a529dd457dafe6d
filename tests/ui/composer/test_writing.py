"""Writing: sending, drafts, answers, failures, mentions."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.client_policy import ClientPolicy, Switches
from app.domain.errors import Forbidden, Offline
from app.domain.ids import EventId, MxcUri, RoomId
from app.domain.managed import Managed
from app.domain.media import MediaInfo
from app.domain.people import Member
from app.domain.stickers import Sticker
from app.services.facade.composer import Draft
from app.ui.composer.bar import LONGEST, ComposerBar
from app.ui.dialogs.emoji import EmojiPicker
from app.ui.qt.dialogs import Sheet
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.rooms import school_rooms
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline, demo_items
from tests.helpers.settle import turns
from tests.ui.dialogs.conftest import until

CLASS, STAFF = school_rooms()[:2]


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, session: FakeSession) -> ComposerBar:
    window = QWidget()
    window.resize(700, 500)
    qtbot.addWidget(window)
    made = ComposerBar(session, theme, ImageLoader(theme))
    made.setParent(window)
    made.setGeometry(0, 400, 700, 100)
    window.show()
    made.show()
    made.window_of_test = window  # type: ignore[attr-defined]  # qtbot holds it weakly
    made.set_room(CLASS, FakeTimeline(demo_items()))
    return made


def write(bar: ComposerBar, text: str) -> None:
    bar.field.insertPlainText(text)


def sent(session: FakeSession) -> list[str]:
    return [call[2] for call in session.composer.calls if call[0] == "send_text"]


async def test_enter_sends_and_empties_the_field(bar: ComposerBar, session: FakeSession) -> None:
    write(bar, "  Завтра контрольная ")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    await until(lambda: sent(session) == ["Завтра контрольная"])
    assert bar.field.toPlainText() == ""
    assert session.composer.drafts[CLASS.room_id] == Draft()


async def test_keys_that_follow_enter_at_once_belong_to_the_next_message(
    bar: ComposerBar, session: FakeSession
) -> None:
    write(bar, "Завтра контрольная")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_A):
        QTest.keyClick(bar.field, key)  # all before the loop turns, as after a stutter
    await until(lambda: sent(session) == ["Завтра контрольная"])
    await asyncio.sleep(0)
    assert bar.field.toPlainText() == "a"
    assert sent(session) == ["Завтра контрольная"]


async def test_a_sticker_answers_and_a_school_may_want_none(
    bar: ComposerBar, session: FakeSession
) -> None:
    bar.start_reply(demo_items()[-1])
    cat = Sticker(MxcUri("mxc://a/cat"), "Кот", MediaInfo())
    bar.enclosures.add_sticker(cat)
    await until(lambda: [call[0] for call in session.composer.calls] == ["send_sticker"])
    ((_, room, sticker, reply),) = session.composer.calls
    assert (room, sticker, reply) == (CLASS.room_id, cat, demo_items()[-1].event_id)
    assert bar.strip.isHidden()
    bar.emoji.click()
    (picker,) = bar.findChildren(EmojiPicker)
    assert picker.stickers is not None
    picker.close()
    session.school.policy.set(ClientPolicy(switches=Switches(stickers=False)))
    bar.emoji.click()
    picker = bar.findChildren(EmojiPicker)[-1]
    assert picker.stickers is None
    assert picker.kinds.isHidden()
    picker.close()


async def test_shift_enter_begins_a_line_and_spaces_are_not_sent(
    bar: ComposerBar, session: FakeSession
) -> None:
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.field.toPlainText() == "\n"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    await asyncio.sleep(0)
    assert sent(session) == []


async def test_a_message_that_is_refused_comes_back(bar: ComposerBar, session: FakeSession) -> None:
    bar.start_reply(demo_items()[0])
    write(bar, "важное")

    async def refuse(*args: object, **options: object) -> None:
        raise Forbidden(status=403)

    session.composer.send_text = refuse  # type: ignore[method-assign,assignment]
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    await until(lambda: bar.field.toPlainText() == "важное")
    assert not bar.strip.isHidden()


async def test_each_chat_keeps_its_own_draft(bar: ComposerBar, session: FakeSession) -> None:
    bar.start_reply(demo_items()[0])
    write(bar, "начало")
    bar.set_room(STAFF, FakeTimeline(room_id=STAFF.room_id))
    assert bar.field.toPlainText() == ""
    assert bar.strip.isHidden()
    write(bar, "другое")
    bar.set_room(CLASS, FakeTimeline(demo_items()))
    assert bar.field.toPlainText() == "начало"
    assert not bar.strip.isHidden()
    assert session.composer.draft(CLASS.room_id) == Draft("начало", reply_to=EventId("$m1"))
    assert session.composer.draft(STAFF.room_id).text == "другое"
    await asyncio.sleep(0)


async def test_an_own_message_is_changed(bar: ComposerBar, session: FakeSession) -> None:
    bar.start_edit(demo_items()[2])
    await until(lambda: bar.field.toPlainText() == "исходный текст")
    write(bar, "!")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    await until(
        lambda: ("edit", RoomId("!9Б · класс"), "$m3", "исходный текст!") in session.composer.calls
    )
    assert bar.strip.isHidden()


async def test_what_was_being_written_comes_back_after_a_change(
    bar: ComposerBar, session: FakeSession
) -> None:
    bar.start_reply(demo_items()[0])
    write(bar, "длинный ответ")
    bar.start_edit(demo_items()[2])
    await until(lambda: bar.field.toPlainText() == "исходный текст")
    kept = Draft("исходный текст", EventId("$m1"), EventId("$m3"), "длинный ответ")
    assert session.composer.draft(CLASS.room_id) == kept
    bar.set_room(STAFF, FakeTimeline(room_id=STAFF.room_id))
    bar.set_room(CLASS, FakeTimeline(demo_items()))
    assert bar.field.toPlainText() == "исходный текст"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.field.toPlainText() == "длинный ответ"
    assert "Артём" in bar.strip.title.text()
    assert session.composer.draft(CLASS.room_id) == Draft("длинный ответ", EventId("$m1"))
    bar.start_edit(demo_items()[2])
    await until(lambda: bar.field.toPlainText() == "исходный текст")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.field.toPlainText() == "длинный ответ"


async def test_a_sticker_sent_meanwhile_leaves_the_change_alone(
    bar: ComposerBar, session: FakeSession
) -> None:
    bar.start_edit(demo_items()[2])
    await until(lambda: bar.field.toPlainText() == "исходный текст")
    bar.enclosures.add_sticker(Sticker(MxcUri("mxc://a/cat"), "Кот", MediaInfo()))
    await until(lambda: [call[0] for call in session.composer.calls] == ["send_sticker"])
    assert not bar.strip.isHidden()
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    await until(lambda: session.composer.calls[-1][0] == "edit")


async def test_up_in_the_empty_field_asks_for_the_last_own_message(bar: ComposerBar) -> None:
    asked: list[bool] = []
    bar.edit_last_requested.connect(lambda: asked.append(True))
    QTest.keyClick(bar.field, Qt.Key.Key_Up)
    assert asked == [True]
    write(bar, "слова")
    QTest.keyClick(bar.field, Qt.Key.Key_Up)
    assert asked == [True]
    await asyncio.sleep(0)


async def test_escape_gives_the_answer_up_and_keeps_the_text(bar: ComposerBar) -> None:
    bar.start_reply(demo_items()[0])
    write(bar, "слова")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.strip.isHidden()
    assert bar.field.toPlainText() == "слова"
    await asyncio.sleep(0)


async def test_a_name_is_completed_and_the_person_is_told(
    bar: ComposerBar, session: FakeSession
) -> None:
    write(bar, "Привет, @ив")
    await until(bar.popup.isVisible)
    QTest.keyClick(bar.field, Qt.Key.Key_Tab)
    assert bar.field.toPlainText() == "Привет, @Дарья Иванова "
    await turns()
    assert not bar.popup.isVisible(), "one Enter sends"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    await until(lambda: sent(session))
    call = next(call for call in session.composer.calls if call[0] == "send_text")
    assert call[3] == ("@darya:school14.example",)


async def test_a_name_in_a_draft_still_calls_the_person(
    bar: ComposerBar, session: FakeSession
) -> None:
    session.composer.drafts[STAFF.room_id] = Draft("@Дарья Иванова, подойдите")
    bar.set_room(STAFF, FakeTimeline(room_id=STAFF.room_id))
    await until(lambda: bar.naming.named("@Дарья Иванова"))
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    await until(lambda: sent(session))
    call = next(call for call in session.composer.calls if call[0] == "send_text")
    assert call[3] == ("@darya:school14.example",)


async def test_names_are_typed_on_where_there_is_no_network(bar: ComposerBar) -> None:
    timeline = FakeTimeline(demo_items())

    async def members() -> tuple[Member, ...]:
        raise Offline()

    timeline.members = members  # type: ignore[method-assign]
    bar.set_room(CLASS, timeline)
    write(bar, "Привет, @ив")
    await asyncio.sleep(0)
    assert bar.findChild(QWidget, "toast") is None


@pytest.mark.parametrize("text", ["@все, собрание", "внимание: @Все!", "(@все)"])
async def test_everybody_is_called_after_a_question_whatever_follows_the_word(
    bar: ComposerBar, session: FakeSession, text: str
) -> None:
    timeline = FakeTimeline(demo_items())
    may = replace(timeline.details.value.powers, can_mention_room=True)
    timeline.details.set(replace(timeline.details.value, powers=may))
    bar.set_room(CLASS, timeline)
    write(bar, text)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    window = bar.window()
    await until(lambda: window.findChildren(Sheet))
    (sheet,) = window.findChildren(Sheet)
    sheet.accept()
    await until(lambda: sent(session) == [text])
    call = next(call for call in session.composer.calls if call[0] == "send_text")
    assert call[4] is True


async def test_what_is_too_long_is_not_sent_and_not_lost(
    bar: ComposerBar, session: FakeSession
) -> None:
    bar.field.setPlainText("ы" * (LONGEST + 1))
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    await asyncio.sleep(0)
    assert sent(session) == []
    assert len(bar.field.toPlainText()) == LONGEST + 1


def test_send_stands_in_the_place_of_the_microphone_while_one_writes(
    bar: ComposerBar, qapp: QApplication
) -> None:
    assert bar.voice.isVisible()
    assert not bar.send.isVisible()


async def test_a_draft_from_another_device_stands_in_the_field_and_goes_when_it_was_sent(
    bar: ComposerBar, session: FakeSession
) -> None:
    elsewhere = session.composer.draft_from_elsewhere
    elsewhere(CLASS.room_id, Draft("с другого компьютера", reply_to=EventId("$m1")))
    assert bar.field.toPlainText() == "с другого компьютера"
    assert not bar.strip.isHidden()
    assert not bar.send.isHidden()
    elsewhere(STAFF.room_id, Draft("в учительскую"))
    assert bar.field.toPlainText() == "с другого компьютера"
    elsewhere(CLASS.room_id, Draft())
    assert bar.field.toPlainText() == ""
    assert bar.strip.isHidden()
    assert session.composer.calls == [], "nobody is told that I write"
    bar.stop()
    elsewhere(CLASS.room_id, Draft("позже"))
    assert bar.field.toPlainText() == ""


async def test_a_refused_message_is_a_draft_again(bar: ComposerBar, session: FakeSession) -> None:
    write(bar, "важное")
    session.composer.error = Forbidden(status=403)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    await until(lambda: session.composer.draft(CLASS.room_id).text == "важное")


async def test_files_do_not_go_where_the_administrator_switched_them_off(
    qtbot: QtBot, theme: Theme, session: FakeSession
) -> None:
    session.managed = Managed(send_files=False)
    made = ComposerBar(session, theme, ImageLoader(theme))
    qtbot.addWidget(made)
    made.set_room(CLASS, FakeTimeline(demo_items()))
    made.enclosures.add_files([Path("a.txt")])
    assert "администратор" in made.manners.objection_to_files()
    assert not any(call[0] == "upload_limit" for call in session.composer.calls)
    assert made.findChild(QWidget, "toast") is not None
