"""The chat list by mouse and keyboard: open, filter, search, invites, what stands for no rows."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.domain.profiles import Connection, ConnectionPhase
from app.domain.rooms import MuteMode, RoomKind, RoomState
from app.ui.chat_list.menu import ChatMenu, until_morning
from app.ui.chat_list.pane import ChatListPane
from app.ui.qt.images import ImageLoader, Starter
from app.ui.qt.widgets import IconButton
from app.ui.theme import Theme
from tests.helpers.fakes.moment import NOW
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.fakes.rooms import room
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline
from tests.helpers.settle import until
from tests.ui.shell.conftest import Live

Start = Callable[..., Live]


def make_pane(theme: Theme, session: FakeSession) -> ChatListPane:
    pane = ChatListPane(theme, ImageLoader(theme), session.profile.value)
    pane.resize(336, 800)
    pane.attach(session)
    pane.show()
    return pane


def test_enter_opens_the_chat_that_the_arrows_went_to(theme: Theme) -> None:
    pane = make_pane(theme, FakeSession())
    chosen: list[str] = []
    pane.room_chosen.connect(chosen.append)
    pane.view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(pane.view, key)
    assert chosen == ["!Учительская"] or chosen == ["!9Б · родители"]


def test_no_row_has_a_ring_until_the_keyboard_comes(theme: Theme) -> None:
    pane = make_pane(theme, FakeSession())
    reason = Qt.FocusReason
    for how, row in ((reason.ActiveWindowFocusReason, -1), (reason.TabFocusReason, 0)):
        QApplication.sendEvent(pane.view, QFocusEvent(QEvent.Type.FocusIn, how))
        assert pane.view.currentIndex().row() == row


@pytest.mark.parametrize("how", ["PopupFocusReason", "ActiveWindowFocusReason", "TabFocusReason"])
def test_the_keyboard_comes_back_to_the_row_it_left(theme: Theme, how: str) -> None:
    pane = make_pane(theme, FakeSession())
    pane.view.setCurrentIndex(pane.model.index(3, 0))
    reason = Qt.FocusReason[how]
    for event in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(pane.view, QFocusEvent(event, reason))
    assert pane.view.currentIndex().row() == 3


def test_a_click_opens_a_chat(theme: Theme) -> None:
    pane = make_pane(theme, FakeSession())
    chosen: list[str] = []
    pane.room_chosen.connect(chosen.append)
    place = pane.view.visualRect(pane.model.index(3, 0)).center()
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["!Елена Владиславовна Крылова"]


def test_an_invite_is_answered_in_its_row(theme: Theme) -> None:
    session = FakeSession(rooms=[room("Кружок", state=RoomState.INVITED)])
    pane = make_pane(theme, session)
    answers: list[tuple[str, bool]] = []
    pane.invite_answered.connect(lambda room_id, yes: answers.append((room_id, yes)))
    rect = pane.view.visualRect(pane.model.index(0, 0))
    for x in (rect.right() - 60, rect.right() - 30, 100):
        QTest.mouseClick(
            pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, rect.center().y())
        )
    assert answers == [("!Кружок", True), ("!Кружок", False)]


def test_a_chip_shows_a_section_only(theme: Theme) -> None:
    pane = make_pane(theme, FakeSession())
    pane.chips.pick(RoomKind.PARENTS)
    assert [row.name for row in pane.model.items()] == ["9Б · родители"]
    pane.chips.pick(None)
    assert pane.model.rowCount() == 10


def test_the_row_with_the_focus_stays_when_chats_move(theme: Theme) -> None:
    session = FakeSession()
    pane = make_pane(theme, session)
    pane.view.setCurrentIndex(pane.model.index(1, 0))
    session.rooms.put(replace(session.rooms.observe()[5], bump_stamp=2**31))
    current = pane.view.room_at(pane.view.currentIndex())
    assert current is not None
    assert current.name == "Учительская"


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (ConnectionPhase.OFFLINE, "Нет связи с сервером"),
        (ConnectionPhase.LIVE, "Пока нет чатов"),
    ],
)
def test_no_rows_have_a_reason_and_a_way_out(
    theme: Theme, phase: ConnectionPhase, words: str
) -> None:
    session = FakeSession(rooms=[])
    session.connection.set(Connection(phase))
    pane = make_pane(theme, session)
    assert pane.stack.currentWidget() is pane.notice
    assert pane.notice.title.text() == words
    assert pane.notice.button.text()


def test_grey_rows_stand_while_the_first_chats_load(theme: Theme) -> None:
    session = FakeSession(rooms=[])
    session.connection.set(Connection(ConnectionPhase.CONNECTING))
    pane = make_pane(theme, session)
    assert pane.stack.currentWidget() is pane.skeleton
    session.rooms.put(room("Первый"))
    assert pane.stack.currentWidget() is pane.view


def test_the_banner_says_when_the_next_try_is_and_can_hurry_it(theme: Theme) -> None:
    session = FakeSession()
    pane = make_pane(theme, session)
    session.connection.set(Connection(ConnectionPhase.OFFLINE, retry_in=12.2))
    assert pane.banner.text.text() == "Нет связи с school14.example · повтор через 12 с"
    pane.banner.button.click()
    assert ("wake",) in session.done
    session.connection.set(Connection(ConnectionPhase.LIVE))
    assert not pane.banner.isVisible()


def test_a_suspended_account_is_told_why_it_cannot_write(theme: Theme) -> None:
    session = FakeSession()
    pane = make_pane(theme, session)
    session.connection.set(Connection(ConnectionPhase.LIVE, suspended=True))
    assert pane.banner.isVisible()
    assert "приостановлена" in pane.banner.text.text()
    assert not pane.banner.button.isVisible()


class _Now:
    """Runs a coroutine to its end at once: the fakes never wait."""

    def start(self, coro):  # type: ignore[no-untyped-def]
        with pytest.raises(StopIteration):
            coro.send(None)
        return self

    def cancel(self) -> None: ...
    def done(self) -> bool:
        return True


def _pick(menu: QMenu, *path: str) -> None:
    for text in path:
        action = next(a for a in menu.actions() if a.text() == text)
        inner = action.menu()
        if isinstance(inner, QMenu):
            menu = inner
        else:
            action.trigger()


def _menu(owner: QWidget, theme: Theme, session: FakeSession, tasks: Starter) -> ChatMenu:
    return ChatMenu(
        owner, theme, session, tasks, images=ImageLoader(theme), opened=lambda room_id: None
    )


@pytest.mark.parametrize(
    ("path", "call"),
    [
        (("Закрепить",), ("pin", "!9Б · класс")),
        (("Отметить прочитанным",), ("mark_unread", "!9Б · класс", False)),
        (("В архив",), ("archive", "!9Б · класс", True)),
        (
            ("Отключить уведомления", "Навсегда"),
            ("mute", "!9Б · класс", MuteMode.NONE, None),
        ),
    ],
)
def test_the_menu_does_what_it_says(
    theme: Theme, path: tuple[str, ...], call: tuple[object, ...]
) -> None:
    session = FakeSession()
    pane = make_pane(theme, session)
    menu = _menu(pane, theme, session, _Now()).build(session.rooms.observe()[0])
    _pick(menu, *path)
    assert call in session.rooms.calls


def test_a_chat_of_the_school_cannot_be_left_and_says_so(theme: Theme) -> None:
    session = FakeSession()
    pane = make_pane(theme, session)
    menu = _menu(pane, theme, session, _Now()).build(session.rooms.observe()[0])
    told = [action for action in menu.actions() if "выйти" in action.text().lower()]
    assert [(one.text(), one.isEnabled()) for one in told] == [
        ("Состав ведёт школа: выйти нельзя", False)
    ]


def test_until_morning_is_the_next_seven_o_clock_here() -> None:
    assert until_morning(NOW).astimezone().strftime("%d %H:%M") == "23 07:00"
    night = NOW.replace(hour=0)  # 04:00 in Samara
    assert until_morning(night).astimezone().strftime("%d %H:%M") == "22 07:00"


async def test_leaving_a_chat_asks_first(start: Start) -> None:
    live = start()
    page = live.screen.window.page
    assert page is not None
    session = live.profiles.sessions[0]
    free = next(one for one in session.rooms.observe() if one.kind is RoomKind.DIRECT)
    menu = _menu(page, page.theme, session, live.tasks).build(free)
    _pick(menu, "Выйти из чата…")
    await until(lambda: _sheet(live))
    _sheet(live).reject()
    await until(lambda: not len(live.tasks))
    assert not any(call[0] == "leave" for call in session.rooms.calls)


@pytest.mark.parametrize(("size", "both"), [(100, True), (150, True), (200, False)])
async def test_list_and_conversation_take_turns_where_large_text_needs_the_room(
    start: Start, size: int, both: bool
) -> None:
    live = start()
    live.screen.preferences.change(text_size=size)
    live.screen.window.resize(1024, 700)
    page = live.screen.window.page
    assert page is not None
    room = next(iter(live.profiles.sessions[0].rooms.observe()))
    await page.open(room.room_id)
    assert page.right.isVisible()
    assert page.left.isVisible() is both


async def test_letters_over_the_list_and_after_a_search_are_for_the_open_chat(start: Start) -> None:
    session = FakeSession(timelines=lambda room_id, at: FakeTimeline(room_id=room_id))
    live = start(FakeProfiles([session]))
    live.screen.window.activateWindow()
    await until(live.screen.window.isActiveWindow)
    page = live.screen.window.page
    assert page is not None
    await page.open(next(iter(live.profiles.sessions[0].rooms.observe())).room_id)
    assert page.conversation is not None
    field = page.conversation.composer.field
    page.chats.view.setFocus()
    QTest.keyClick(page.chats.view, Qt.Key.Key_A)
    assert field.hasFocus()
    page.search()
    QTest.keyClicks(page.chats.search, "b")
    QTest.keyClick(page.chats.search, Qt.Key.Key_Escape)
    assert field.hasFocus()
    assert field.toPlainText() == "a"


async def test_after_esc_the_keyboard_is_at_the_chat_that_was_open(
    start: Start, qapp: QApplication
) -> None:
    live = start()
    window = live.screen.window
    window.activateWindow()
    await until(window.isActiveWindow)
    page = window.page
    assert page is not None
    room_id = page.chats.model.item(2).room_id
    await page.open(room_id)
    assert page.conversation is not None
    header = page.conversation.header
    here = [one for one in header.findChildren(IconButton) if one.isVisible() and one.isEnabled()]
    here[0].setFocus()
    assert here[0].hasFocus()
    went: list[QWidget | None] = []
    qapp.focusChanged.connect(lambda _, now: went.append(now))
    page.close_room()
    assert went == [page.chats.view], "a screen reader would name every stop on the way"
    assert page.chats.view.currentIndex().row() == 2


async def test_ctrl_k_searches_while_typing_and_the_last_query_wins(start: Start) -> None:
    live = start()
    window = live.screen.window
    window.activateWindow()
    await until(window.isActiveWindow)
    page = window.page
    assert page is not None
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert page.chats.search.hasFocus()
    search = live.profiles.sessions[0].search
    page.chats.search.setText("кри")
    page.chats.search.setText("крылова")
    await until(lambda: ("people", "крылова") in search.calls)
    assert ("messages", "кри", None) not in search.calls
    QTest.keyClick(page.chats.search, Qt.Key.Key_Escape)
    assert page.chats.stack.currentWidget() is page.chats.view
    assert not page.chats.search.text()


def _sheet(live: Live):  # type: ignore[no-untyped-def]
    from app.ui.qt.dialogs import Sheet

    return next((s for s in live.screen.window.findChildren(Sheet) if s.isVisible()), None)
