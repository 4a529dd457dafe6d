"""Two profiles in one window: instant switching, everything kept, nothing mixed."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.domain.ids import EventId, RoomId
from app.domain.profiles import Connection, ConnectionPhase, ProfileKind, StopReason
from app.domain.rooms import Ticks
from app.services.facade.profiles import Notification
from app.services.poll_reminders import PollReminder
from app.ui.window.profile_page import OPEN_ROOM
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.fakes.rooms import room
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline
from tests.helpers.settle import turns, until
from tests.ui.shell.conftest import Live

Start = Callable[..., Live]


async def test_the_snapshot_is_painted_before_there_is_a_session(start: Start) -> None:
    live = start(attach=False)
    page = live.screen.window.page
    assert page is not None
    assert page.chats.model.rowCount() == 10
    assert page.chats.stack.currentWidget() is page.chats.view
    assert not live.screen.window.grab().isNull()


async def test_a_living_session_takes_over_without_a_reset(start: Start) -> None:
    live = start(attach=False)
    page = live.screen.window.page
    assert page is not None
    resets: list[int] = []
    page.chats.model.modelReset.connect(lambda: resets.append(1))
    live.screen.attach(live.profiles, live.tasks)
    await turns()
    assert resets == []
    live.profiles.sessions[0].rooms.put(room("Новый чат"))
    assert page.chats.model.rowCount() == 11


async def test_ctrl_and_a_number_switches_and_keeps_what_was_left(start: Start) -> None:
    rooms = [room(f"Чат {number}") for number in range(200)]
    profiles = FakeProfiles([FakeSession(rooms=rooms), FakeSession(ProfileKind.PERSONAL)])
    live = start(profiles)
    window = live.screen.window
    window.activateWindow()
    await until(window.isActiveWindow)
    school = window.page
    assert school is not None
    school.chats.search.setText("уро")
    school.chats.view.verticalScrollBar().setValue(700)
    live.profiles.activate(profiles.sessions[1].profile.value.id)
    window.grab()
    assert window.page is not school
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.page is school
    assert school.chats.search.text() == "уро"
    assert school.chats.view.verticalScrollBar().value() == 700


async def test_the_other_profile_has_its_chat_again_when_one_first_looks(start: Start) -> None:
    personal = FakeSession(
        ProfileKind.PERSONAL, timelines=lambda room_id, at: FakeTimeline(room_id=room_id)
    )
    last = personal.rooms.observe()[1].room_id
    await personal.put_setting(OPEN_ROOM, last)
    live = start(FakeProfiles([FakeSession(), personal]))
    window = live.screen.window
    window.resize(1200, 800)
    await turns(20)
    page = window.page_of(personal.profile.value.id)
    assert page is not None
    assert page.room_id is None, "nobody looks: it costs the start nothing"
    live.profiles.activate(personal.profile.value.id)
    assert page.focusWidget() is page.chats.view
    await until(lambda: page.room_id == last)


async def test_who_signs_out_hears_what_has_not_gone_out(start: Start) -> None:
    live = start()
    rooms = live.profiles.sessions[0].rooms
    first, second = rooms.observe()[0], rooms.observe()[1]
    rooms.put(replace(first, ticks=Ticks.QUEUED))
    rooms.put(replace(second, ticks=Ticks.FAILED))
    live.screen.window.rail.sign_out_wanted.emit("school0")
    await until(lambda: _sheet(live))
    words = " ".join(one.text() for one in _sheet(live).findChildren(QLabel))
    assert "Неотправленное в 2 чатах пропадёт." in words
    _sheet(live).reject()


async def test_the_rail_takes_the_colour_of_the_profile(start: Start) -> None:
    live = start()
    rail = live.screen.window.rail
    assert rail.theme.kind is ProfileKind.SCHOOL
    live.profiles.activate(live.profiles.sessions[1].profile.value.id)
    assert rail.theme.kind is ProfileKind.PERSONAL
    assert [button.entry.active for button in rail.buttons] == [False, True]


async def test_unread_chats_of_the_other_profile_stand_on_the_rail(start: Start) -> None:
    live = start()
    live.profiles.sessions[1].rooms.unread.set((3, True))
    button = live.screen.window.rail.buttons[1]
    assert button.entry.unread == 3
    assert "3 чата с новыми сообщениями" in button.accessibleName()


async def test_profiles_are_reordered_by_keyboard(start: Start) -> None:
    live = start()
    first = live.screen.window.rail.buttons[0]
    QTest.keyClick(first, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: ("reorder", ("personal0", "school0")) in live.profiles.calls)
    assert live.screen.window.rail.buttons[1] is first


async def test_signing_out_asks_first_and_the_last_one_leads_to_the_sign_in_page(
    start: Start,
) -> None:
    live = start(FakeProfiles([FakeSession()]))
    window = live.screen.window
    window.rail.sign_out_wanted.emit("school0")
    await until(lambda: _sheet(live))
    assert ("sign_out", "school0") not in live.profiles.calls
    _sheet(live).accept()
    await until(lambda: ("sign_out", "school0") in live.profiles.calls)
    await until(lambda: type(window.stack.currentWidget()).__name__ == "LoginPage")
    assert not window.rail.isVisible()


async def test_a_soft_logout_asks_for_the_password_and_keeps_the_list(start: Start) -> None:
    live = start()
    session = live.profiles.sessions[0]
    session.connection.set(Connection(ConnectionPhase.STOPPED, stop=StopReason.SOFT_LOGOUT))
    page = live.screen.window.page
    assert page is not None
    stopped = page.right.currentWidget()
    assert page.chats.model.rowCount() == 10
    stopped.password.setText("пароль")
    stopped.main.click()
    await until(lambda: ("sign_in_again", "school0", "пароль") in live.profiles.calls)
    await until(lambda: page.right.currentWidget() is not stopped)


async def test_after_a_soft_logout_nobody_signs_out_by_one_click(start: Start) -> None:
    live = start()
    session = live.profiles.sessions[0]
    session.connection.set(Connection(ConnectionPhase.STOPPED, stop=StopReason.SOFT_LOGOUT))
    page = live.screen.window.page
    assert page is not None
    page.right.currentWidget().leave.click()
    await until(lambda: _sheet(live))
    assert ("sign_out", "school0") not in live.profiles.calls
    _sheet(live).accept()
    await until(lambda: ("sign_out", "school0") in live.profiles.calls)


async def test_a_soft_logout_without_a_password_leads_through_the_browser(start: Start) -> None:
    live = start()
    live.profiles.server = replace(live.profiles.server, flows=frozenset({"m.login.sso"}))
    session = live.profiles.sessions[0]
    session.connection.set(Connection(ConnectionPhase.STOPPED, stop=StopReason.SOFT_LOGOUT))
    page = live.screen.window.page
    assert page is not None
    stopped = page.right.currentWidget()
    await until(lambda: not stopped.browser.isHidden())
    assert stopped.password.isHidden() and stopped.main.isHidden()
    stopped.browser.click()
    await until(lambda: ("sign_in_again_sso", "school0") in live.profiles.calls)
    await until(lambda: page.right.currentWidget() is not stopped)


async def test_an_unexpected_error_is_told_in_plain_words(start: Start, caplog: object) -> None:
    live = start()

    async def fail() -> None:
        raise ValueError("secret detail")

    live.tasks.start(fail())
    await until(lambda: live.errors)
    toast = live.screen.window.findChild(object, "toast")
    assert toast is not None
    assert "secret" not in toast.text()


async def test_nothing_of_an_open_chat_runs_on_when_the_program_ends(start: Start) -> None:
    live = start()
    page = live.screen.window.page
    assert page is not None
    await page.open(room("Чат").room_id)
    assert page.conversation is not None
    running = page.conversation._tasks.start(asyncio.Event().wait())
    live.screen.detach()
    await live.tasks.aclose()
    await turns()
    assert running.cancelled()


async def test_signing_out_with_a_chat_open_says_of_no_error(start: Start) -> None:
    live = start()
    page = live.screen.window.page
    assert page is not None
    await page.open(room("Чат").room_id)
    live.screen.window.remove_page(page.profile.id)
    # Qt may delete the page before the tasks of the chat come to their end.
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    await turns()
    assert live.errors == []


def _sheet(live: Live):  # type: ignore[no-untyped-def]
    from app.ui.qt.dialogs import Sheet

    return next((s for s in live.screen.window.findChildren(Sheet) if s.isVisible()), None)


@pytest.mark.qt_log_ignore("This plugin does not", extend=True)
async def test_the_portals_button_opens_the_profile_of_its_school(start: Start) -> None:
    live = start()
    school, personal = (one.profile.value for one in live.profiles.sessions)
    live.profiles.activate(personal.id)
    address = "parta://open?address=school14.example&hs=school14.example"
    live.screen.open_link(address)
    await until(lambda: live.profiles.active.value == school.id)
    live.screen.open_link("parta://open?address=other.example&hs=other.example")
    await until(lambda: ("discover", "other.example") in live.profiles.calls)


async def test_a_poll_about_to_close_becomes_a_notification(start: Start) -> None:
    live = start()
    await turns()
    shown: list[Notification] = []
    desktop = live.screen._desktop
    assert desktop is not None
    desktop.notify = shown.append  # type: ignore[method-assign]
    session = live.profiles.sessions[0]
    assert isinstance(session, FakeSession)
    closes = datetime.now(UTC) + timedelta(minutes=40)
    session.reminders.set(
        PollReminder(RoomId("!9Б"), "9Б · класс", EventId("$p"), "Куда едем?", closes)
    )
    (note,) = shown
    assert (note.title, note.room_id, note.event_id) == ("9Б · класс", "!9Б", "$p")
    assert note.body.startswith("Опрос закроется ")
    assert note.body.endswith(": Куда едем?")
