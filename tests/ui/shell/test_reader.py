"""What a screen reader hears: roles, the row in a list, and what comes up by itself."""

import asyncio
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QStackedWidget, QWidget

from app.domain.cache import FoundMessage
from app.domain.ids import EventId
from app.domain.profiles import Connection, ConnectionPhase
from app.ui.calls.incoming import IncomingWindow
from app.ui.chat_list.pane import ChatListPane
from app.ui.chat_list.states import OfflineBanner
from app.ui.dialogs.rows import Row, RowsView
from app.ui.header.find_bar import FindBar
from app.ui.panel.tabs import TabRow
from app.ui.preferences import Preferences
from app.ui.qt.dialogs import Sheet, confirm, toast
from app.ui.qt.images import ImageLoader
from app.ui.qt.reader import Voice
from app.ui.qt.widgets import say, scroll_by_key
from app.ui.settings.parts import SettingsPage
from app.ui.theme import Theme
from app.ui.window.main_window import MainWindow
from tests.helpers.fakes.calls import ring
from tests.helpers.fakes.moment import NOW
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline
from tests.helpers.reading import reading
from tests.helpers.settle import until
from tests.ui.shell.conftest import Live

__all__ = ["reading"]
pytestmark = pytest.mark.usefixtures("reading")
_ROLE = QAccessible.Role
linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is one event of Qt")


def role_of(one: QObject) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(one).role()


def read_out(window: QWidget) -> list[str]:
    """What was read out in a window, the latest last."""
    return [
        one.accessibleName() for one in sorted(window.findChildren(Voice), key=lambda v: v.turn)
    ]


def test_a_window_is_a_window_and_a_pile_of_pages_is_nothing_to_speak_of(theme: Theme) -> None:
    window = MainWindow(Preferences(None))
    assert role_of(window) is _ROLE.Window
    assert role_of(QStackedWidget(window)) is _ROLE.Client


@linux
def test_what_comes_up_by_itself_is_read_out(theme: Theme) -> None:
    window = QWidget()
    note = QLabel(window)
    window.show()
    say(note, "Неверный логин или пароль")
    say(note, "Неверный логин или пароль")
    toast(note, theme, "Скопировано")
    assert read_out(window) == ["Неверный логин или пароль", "Скопировано"]
    assert role_of(window.findChildren(Voice)[0]) is _ROLE.Notification
    for number in range(9):
        toast(note, theme, f"{number}")
    assert read_out(window) == ["5", "6", "7", "8"]


@linux
def test_what_nobody_sees_is_not_read_out(theme: Theme) -> None:
    window = QWidget()
    say(QLabel(window), "Неверный логин или пароль")
    assert read_out(window) == []


@linux
def test_without_a_reader_nothing_is_made_for_it(theme: Theme) -> None:
    QAccessible.setActive(False)
    window = QWidget()
    window.show()
    toast(window, theme, "Скопировано")
    assert read_out(window) == []


async def test_of_a_list_its_row_is_told(theme: Theme) -> None:
    pane = ChatListPane(theme, ImageLoader(theme), FakeSession().profile.value)
    pane.attach(FakeSession())
    pane.show()
    pane.activateWindow()
    await until(pane.isActiveWindow)
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    rows = QAccessible.queryAccessibleInterface(pane.view)

    def told(row: int) -> bool:
        state = rows.child(row).state()
        return bool(state.focused and state.selected)

    await until(lambda: told(0))
    QTest.keyClick(pane.view, Qt.Key.Key_Down)
    assert told(1)
    assert not told(0)
    assert rows.child(1).text(QAccessible.Text.Name).startswith("Учительская, ")


def test_one_chip_of_many_is_chosen(theme: Theme) -> None:
    pane = ChatListPane(theme, ImageLoader(theme), FakeSession().profile.value)
    chip = pane.chips._group.button(0)
    assert role_of(chip) is _ROLE.RadioButton
    assert QAccessible.queryAccessibleInterface(chip).state().checked


async def test_a_start_begins_in_the_list(start: Callable[..., Live]) -> None:
    live = start()
    page = live.screen.window.page
    assert page is not None
    assert live.screen.window.focusWidget() is page.chats.view


async def test_enter_presses_the_button_that_has_the_keyboard(theme: Theme) -> None:
    window = QWidget()
    window.show()
    window.activateWindow()
    await until(window.isActiveWindow)
    asked = asyncio.ensure_future(confirm(window, theme, "Удалить?", "Совсем.", action="Удалить"))
    await until(lambda: window.findChildren(Sheet))
    [sheet] = window.findChildren(Sheet)
    buttons = {one.text(): one for one in sheet.findChildren(QPushButton)}
    assert buttons["Удалить"].hasFocus()
    told = QAccessible.queryAccessibleInterface(buttons["Удалить"])
    assert told.text(QAccessible.Text.Description) == "Совсем."
    QTest.keyClick(buttons["Удалить"], Qt.Key.Key_Backtab)
    assert buttons["Отмена"].hasFocus()
    QTest.keyClick(buttons["Отмена"], Qt.Key.Key_Return)
    assert await asked is False


def test_a_tick_box_in_a_row_is_told_as_one(theme: Theme) -> None:
    rows = RowsView(theme, ImageLoader(theme), "Кому")
    rows.show_rows([Row("a", "Даша", checked=True), Row("b", "Олег", checked=False)], nothing="")
    told = QAccessible.queryAccessibleInterface(rows.view)
    states = [told.child(place).state() for place in (0, 1)]
    assert [(bool(one.checkable), bool(one.checked)) for one in states] == [
        (True, True),
        (True, False),
    ]
    assert told.child(0).text(QAccessible.Text.Name) == "Даша"
    rows.show_rows([Row("c", "Катя")], nothing="")
    assert not told.child(0).state().checkable


@linux
def test_a_row_is_read_out_while_the_keyboard_is_in_the_field_above(theme: Theme) -> None:
    rows = RowsView(theme, ImageLoader(theme), "Кому")
    rows.show_rows([Row("a", "Даша"), Row("b", "Олег", "10А")], nothing="")
    rows.show()
    rows.step(1)
    rows.step(1)
    assert read_out(rows) == ["Даша", "Олег, 10А"]


def test_the_chosen_tab_is_what_the_row_of_tabs_is_called(theme: Theme) -> None:
    tabs = TabRow(theme)
    for name in ("Участники 3", "Медиа"):
        tabs.add(name)
    tabs.pick(0)
    told = QAccessible.queryAccessibleInterface(tabs)
    assert told.role() is _ROLE.PageTab
    assert told.text(QAccessible.Text.Name) == "Участники 3"
    tabs.rename(0, "Участники 4")
    assert told.text(QAccessible.Text.Name) == "Участники 4"
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert told.text(QAccessible.Text.Name) == "Медиа"


@linux
def test_losing_the_server_is_read_out_once(theme: Theme) -> None:
    banner = OfflineBanner(theme)
    window = QWidget()
    banner.setParent(window)
    window.show()
    lost = Connection(ConnectionPhase.OFFLINE)
    banner.show_state("school14.example", lost)
    banner.show_state("school14.example", lost)
    assert len(read_out(window)) == 1
    assert read_out(window) == [banner.text.text()]


async def test_a_list_to_choose_from_says_what_is_asked_too(theme: Theme) -> None:
    window = SettingsPage(theme)
    field = window.choice(
        "Язык",
        "После перезапуска.",
        options=(("Русский", "ru"), ("English", "en")),
        now="ru",
        changed=print,
    )
    window.show()
    window.activateWindow()
    await until(window.isActiveWindow)
    field.setFocus()
    told = QAccessible.queryAccessibleInterface(field)
    words = [told.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
    assert "Язык" in " ".join(words)
    assert "После перезапуска." in words[1]


def test_a_slider_says_its_value_and_keeps_to_its_steps(theme: Theme) -> None:
    changes: list[int] = []
    page = SettingsPage(theme)
    made = page.slider("Размер текста", bounds=(80, 200), step=10, now=100, changed=changes.append)
    told = QAccessible.queryAccessibleInterface(made).valueInterface()
    assert told.currentValue() == 100
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert told.currentValue() == 110
    made.setValue(134)  # as the mouse does
    assert told.currentValue() == 130
    assert changes == [110, 130]


async def test_a_page_takes_the_keyboard_only_while_it_scrolls(theme: Theme) -> None:
    area, inside = QScrollArea(), QWidget()
    area.setWidget(inside)
    scroll_by_key(area, "Правила")
    area.resize(200, 100)
    area.show()
    for height, policy in ((50, Qt.FocusPolicy.NoFocus), (500, Qt.FocusPolicy.StrongFocus)):
        inside.resize(100, height)
        await until(lambda policy=policy: area.focusPolicy() is policy)
    assert QAccessible.queryAccessibleInterface(area).text(QAccessible.Text.Name) == "Правила"


@linux
def test_a_call_that_rings_is_read_out_for_it_takes_no_keyboard(theme: Theme) -> None:
    profile = FakeSession().profile.value
    call = IncomingWindow(ring("Саша"), profile, theme, ImageLoader(theme))
    call.show_over(QWidget())
    [words] = read_out(call)
    assert words == call.accessibleName()
    assert "Саша" in words


@linux
async def test_what_a_search_in_a_chat_finds_is_read_out(theme: Theme) -> None:
    session = FakeSession()
    found = session.rooms.observe()[0]
    bar = FindBar(session, theme)
    bar.set_room(found, FakeTimeline())
    bar.show()
    bar.field.setText("пчёлы")
    await until(lambda: read_out(bar) == ["Не найдено"])
    hit = FoundMessage(
        found.room_id, found.name, EventId("$a"), "Даша", NOW, "Проект «Пчёлы»", ((8, 13),)
    )
    session.search.found.append(hit)
    bar.field.setText("пчёл")
    await until(lambda: read_out(bar)[1:] == ["1 из 1: Даша, Проект «Пчёлы»"])
