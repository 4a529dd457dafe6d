"""The call window by keyboard, for everybody who is in a call."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from app.domain.calls import (
    Connecting,
    DeviceKind,
    EndReason,
    Pictures,
    Quality,
    Reconnecting,
    Ringing,
    Shareable,
    Source,
)
from app.domain.errors import UserText
from app.domain.ids import ParticipantId
from app.ui.calls.bar import Tone
from app.ui.calls.plan import Arrangement
from tests.helpers.fakes.calls import make_call, make_lesson, pupils, vera
from tests.helpers.fakes.moment import NOW
from tests.ui.calls.conftest import fails, press
from tests.ui.dialogs.conftest import until

CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
ONLY_SOUND = "Только звук: видео выключено, чтобы беречь связь."


def toasts(window) -> list[str]:
    return [made.text() for made in window.findChildren(QLabel, "toast") if made.isVisible()]


def texts(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if action.text()]


def menu_of(window) -> QMenu:
    return next(menu for menu in window.findChildren(QMenu) if menu.isVisible())


async def test_letters_switch_microphone_camera_and_hand(open_window):
    call = make_call()
    window = open_window(call)
    press(window.stage, Key.Key_M)
    await until(lambda: ("set_microphone", False) in call.done)
    press(window.stage, Key.Key_V)
    await until(lambda: ("set_camera", False) in call.done)
    press(window.stage, Key.Key_H)
    await until(lambda: ("raise_hand", True) in call.done)
    assert window.bar.hand.face.tone is Tone.ACTIVE
    assert window.bar.microphone.face.tone is Tone.OFF


@pytest.mark.qt_log_ignore("keyToAscii", extend=True)
async def test_the_same_keys_work_in_the_russian_layout(open_window):
    call = make_call()
    window = open_window(call)
    QTest.keySequence(window.stage, QKeySequence("Ь"))  # it stands on the key M
    await until(lambda: ("set_microphone", False) in call.done)


async def test_holding_space_talks_and_letting_go_is_silent_again(open_window):
    call = make_call(people=pupils(2))
    call.change(call.own.identity, publishing=frozenset())
    window = open_window(call)
    QTest.keyPress(window.stage, Key.Key_Space)
    await until(lambda: Source.MICROPHONE in call.own.publishing)
    QTest.keyRelease(window.stage, Key.Key_Space)
    await until(lambda: Source.MICROPHONE not in call.own.publishing)
    assert call.done == [("set_microphone", True), ("set_microphone", False)]


async def test_space_does_nothing_to_a_microphone_that_is_on(open_window):
    call = make_call()
    window = open_window(call)
    QTest.keyClick(window.stage, Key.Key_Space)
    press(window.stage, Key.Key_V)
    await until(lambda: call.done)
    assert call.done == [("set_camera", False)]


async def test_quick_presses_end_at_the_last_wish(open_window):
    call = make_call()
    window = open_window(call)
    for _ in range(3):
        press(window.stage, Key.Key_M)
    await until(lambda: Source.MICROPHONE not in call.own.publishing)
    assert call.done[-1] == ("set_microphone", False)


async def test_an_error_is_said_and_the_button_stays_true(open_window):
    call = make_call()
    call.error = fails("Камера занята другой программой.")
    window = open_window(call)
    press(window.stage, Key.Key_V)
    await until(lambda: toasts(window))
    assert toasts(window) == ["Камера занята другой программой."]
    assert window.bar.camera.face.tone is Tone.PLAIN, "it is still on"


async def test_a_pupil_without_the_floor_reads_why(open_window):
    call = make_lesson(leads=False)
    window = open_window(call)
    face = window.bar.microphone.face
    assert face.tone is Tone.BARRED
    assert "учитель даст слово" in window.bar.microphone.accessibleName()
    press(window.stage, Key.Key_M)
    QTest.keyClick(window.stage, Key.Key_Space)
    assert toasts(window) == [face.hint]
    assert call.done == []
    call.change(call.own.identity, may_publish=frozenset({Source.MICROPHONE}))
    assert window.bar.microphone.face.tone is Tone.OFF


async def test_a_screen_is_chosen_shown_and_taken_back(open_window):
    call = make_call()
    window = open_window(call)
    press(window.stage, Key.Key_S)
    await until(lambda: window.findChildren(type(window), "sheet") or QApplication.focusWidget())
    from app.ui.calls.screens import ScreenSheet

    await until(lambda: window.findChildren(ScreenSheet))
    sheet = window.findChildren(ScreenSheet)[0]
    sheet.list.setCurrentRow(1)
    sheet.accept()
    await until(lambda: ("start_screen", "window:7", False) in call.done)
    assert window.bar.screen_button.face.tone is Tone.ACTIVE
    press(window.stage, Key.Key_S)
    await until(lambda: ("stop_screen", False) in call.done)


async def test_where_the_system_asks_what_to_show_the_program_asks_for_the_sound_only(open_window):
    from app.ui.calls.screens import ScreenSheet, SoundSheet

    call = make_call()
    call.offered = (Shareable("portal", "", sound=True),)
    window = open_window(call)
    press(window.stage, Key.Key_S)
    await until(lambda: window.findChildren(SoundSheet))
    [sheet] = window.findChildren(SoundSheet)
    assert not sheet.sound.isChecked()
    sheet.sound.setChecked(True)
    sheet.accept()
    await until(lambda: ("start_screen", "portal", True) in call.done)
    assert not window.findChildren(ScreenSheet)


async def test_where_the_system_asks_what_to_show_and_gives_no_sound_nothing_is_asked_here(
    open_window,
):
    from app.ui.qt.dialogs import Sheet

    call = make_call()
    call.offered = (Shareable("portal", ""),)
    window = open_window(call)
    press(window.stage, Key.Key_S)
    await until(lambda: ("start_screen", "portal", False) in call.done)
    assert not window.findChildren(Sheet)


async def test_reactions_open_by_key_and_digits_send_them(open_window):
    from app.ui.calls.reactions import EMOJI, ReactionRow

    call = make_call()
    window = open_window(call)
    press(window.stage, Key.Key_R)
    row = window.findChildren(ReactionRow)[0]
    row.buttons[1].click()
    await until(lambda: ("react", EMOJI[1]) in call.done)


async def test_panels_arrangement_statistics_and_escape(open_window):
    call = make_call(people=pupils(3))
    window = open_window(call)
    press(window.stage, Key.Key_P)
    assert window.people.isVisible()
    assert window.bar.people.face.tone is Tone.OPEN
    window.stage.setFocus()
    press(window.stage, Key.Key_Escape)
    assert not window.people.isVisible()
    press(window.stage, Key.Key_L)
    assert window.stage.view.arrangement is Arrangement.GRID
    press(window.stage, Key.Key_I)
    await until(lambda: "48 мс" in window.stats.accessibleDescription())
    small = []
    window.small_wanted.connect(lambda: small.append(True))
    press(window.stage, Key.Key_F, CONTROL)
    assert small == [True]


async def test_the_chat_of_the_room_opens_beside_and_letters_go_into_it(open_window):
    from app.domain.content import TextContent
    from app.domain.rich_text import RichText
    from tests.helpers.fakes.timeline import FakeTimeline, make_item

    call = make_lesson(leads=False)
    window = open_window(call)
    session = window._session
    item = make_item("$1", TextContent(RichText("Где задание?")))
    session.timelines = lambda room_id, at: FakeTimeline([item], room_id=room_id)
    press(window.stage, Key.Key_C)
    await until(lambda: window.side.chat and window.side.chat.view.timeline)
    assert session.done[-1][:2] == ("open_timeline", call.info.room_id)
    assert window.side.chat.isVisible()


async def test_devices_are_chosen_by_menu(open_window):
    window = open_window(make_call())
    press(window.stage, Key.Key_D)
    menu = menu_of(window)
    assert {"Гарнитура", "Динамики", "Веб-камера", "Как в системе"} <= set(texts(menu))
    next(action for action in menu.actions() if action.text() == "Гарнитура").trigger()
    calls = window._calls
    await until(lambda: calls.devices.value.chosen == {DeviceKind.MICROPHONE: "mic2"})
    menu.close()


async def test_the_header_says_time_count_connection_and_state(open_window):
    call = make_lesson()
    window = open_window(call)
    assert window.header.title.accessibleName() == "Урок · 9Б · Биология"
    assert window.header.facts.accessibleName().endswith(" · 28 участников")
    other = next(one for one in call.participants if not one.own)
    call.join(replace(other, identity=ParticipantId(f"{other.person.user_id}:PHONE")))
    assert window.header.facts.accessibleName().endswith(" · 28 участников"), "people, not devices"
    call.change(call.own.identity, quality=Quality.POOR)
    assert window.header.connection.text() == "Связь слабая"
    call.state.set(Reconnecting(NOW))
    assert "соединяем снова" in window.header.facts.accessibleName()
    assert any("Соединяем снова" in text for text in window.banners.texts)
    call.notice.set(UserText("Камера занята другой программой."))
    assert "Камера занята другой программой." in window.banners.texts


async def test_ringing_shows_a_door_and_space_cannot_hang_up(open_window):
    call = make_call()
    call.state.set(Ringing())
    window = open_window(call)
    assert window.middle.currentWidget() is window.door
    assert window.door.title.text() == "Артём Кузнецов, 9Б"
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Space)
    assert ("leave",) not in call.done


@pytest.mark.parametrize(
    ("reason", "words", "again"),
    [
        (EndReason.NO_ANSWER, "Никто не ответил", True),
        (EndReason.DECLINED, "Звонок отклонён", True),
        (EndReason.REMOVED, "Учитель удалил вас с урока", False),
        (EndReason.ENDED_FOR_ALL, "Звонок завершён для всех", False),
    ],
)
async def test_the_end_says_why_and_offers_what_makes_sense(open_window, reason, words, again):
    call = make_call()
    window = open_window(call)
    call.end(reason)
    assert window.door.text.text() == words
    assert window.door.again.isVisible() is again
    assert not window.bar.isVisible()


async def test_leaving_closes_the_window_and_lets_the_pictures_go(open_window):
    call = make_call()
    window = open_window(call)
    feeds = list(call.feeds.values())
    gone = []
    window.finished.connect(lambda: gone.append(True))
    window.close()
    await until(lambda: gone)
    assert ("leave",) in call.done
    assert feeds
    assert all(feed.closed for feed in feeds)


async def test_while_connecting_one_can_only_leave(open_window):
    call = make_call()
    call.state.set(Connecting())
    window = open_window(call)
    enabled = [button.text() for button in window.bar.buttons if button.isEnabled()]
    assert enabled == ["Завершить"]


@pytest.mark.parametrize(("size", "scale"), [((1280, 760), 1.0), ((1024, 700), 2.0)])
async def test_nothing_of_the_bar_is_cut_off(open_window, size, scale):
    window = open_window(make_lesson(), size=size, scale=scale)
    window.grab()
    boxes = [button.geometry() for button in window.bar.buttons]
    assert all(window.bar.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert all(button.accessibleName() and button.toolTip() for button in window.bar.buttons)


async def test_the_window_looks_like_the_mockup(open_window):
    """Where the picture says what colour things are: stage, ring, active and danger buttons."""
    call = make_lesson(fps=0)
    call.change(call.own.identity, publishing=vera().publishing | {Source.SCREEN})
    window = open_window(call)
    image = window.grab().toImage()
    colors = window.theme.colors

    def pixel(widget, x, y):
        at = widget.mapTo(window, widget.rect().topLeft())
        return image.pixelColor(at.x() + x, at.y() + y)

    side = window.bar.screen_button
    assert pixel(side, side.width() // 2 - 18, 26) == colors.acc
    artem = window.stage.plan.tiles[1].box
    assert pixel(window.stage, artem.left() + 1, artem.center().y()) == colors.online
    assert window.side.geometry().left() == 1280 - 312


async def test_sound_only_by_key_and_by_the_line(open_window):
    call = make_call()
    window = open_window(call)
    track = next(t.track for t in window.stage.plan.tiles if t.track in call.feeds)
    press(window.stage, Key.Key_A)
    await until(lambda: window.banners.texts == [ONLY_SOUND])
    assert call.done[-1] == ("set_sound_only", True)
    assert call.feeds[track].closed, "nobody looks at what is not shown"
    press(window.stage, Key.Key_A)
    await until(lambda: window.banners.texts == [])
    assert not call.feeds[track].closed
    call.pictures.set(Pictures.SAVED)
    assert window.banners.texts == ["Связь слабая: видео собеседников выключено, звук идёт."]
    assert call.feeds[track].closed
