"""Folders of one's own over the chat list: chips, the sheet, the menus, by keyboard too."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.errors import Forbidden
from app.domain.folders import MOST_FOLDERS, Folder, InFolder
from app.domain.ids import FolderId, RoomId
from app.ui.dialogs.folder import FolderSheet
from app.ui.qt.dialogs import Sheet
from app.ui.window.profile_page import ProfilePage
from tests.helpers.fakes.session import FakeSession
from tests.helpers.settle import turns, until
from tests.ui.shell.conftest import Live

Start = Callable[..., Live]
STAFF, CLASS = RoomId("!Учительская"), RoomId("!9Б · класс")
CLUBS = Folder(FolderId("clubs"), "Кружки & секции", (STAFF,))


@pytest.fixture
async def live(start: Start) -> Live:
    live = start()
    live.screen.window.resize(1100, 800)
    await turns()
    return live


@pytest.fixture
def session(live: Live) -> FakeSession:
    return live.profiles.sessions[0]


@pytest.fixture
def page(live: Live) -> ProfilePage:
    page = live.screen.window.page
    assert page is not None
    return page


def _sheet(live: Live) -> Sheet | None:
    sheets = live.screen.window.findChildren(Sheet)
    return next((one for one in sheets if one.isVisible()), None)


async def _folder_sheet(live: Live) -> FolderSheet:
    await until(lambda: _sheet(live))
    sheet = _sheet(live)
    assert isinstance(sheet, FolderSheet)
    return sheet


def _menu(page: ProfilePage) -> QMenu:
    """The menu that is open."""
    return next(one for one in page.findChildren(QMenu) if one.isVisible())


def _pick(menu: QMenu, text: str) -> None:
    action = next(one for one in menu.actions() if one.text() == text)
    action.trigger()
    menu.close()


async def test_a_folder_is_made_by_keyboard_shown_and_filters(
    live: Live, page: ProfilePage, session: FakeSession
) -> None:
    page.chats.chips._more.click()
    sheet = await _folder_sheet(live)
    assert sheet.name.hasFocus()
    assert not sheet.keep.isEnabled()
    sheet.name.setText("Кружки")
    sheet.field.setFocus()
    sheet.field.setText("учительская")
    await until(lambda: len(sheet.rows.rows) == 1)
    QTest.keyClick(sheet.field, Qt.Key.Key_Down)
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert sheet.count.text() == "В папке 1 чат"
    QTest.keyClick(sheet.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: session.folders.all.value)
    (made,) = session.folders.all.value
    assert (made.name, made.rooms) == ("Кружки", (STAFF,))
    await until(lambda: _sheet(live) is None)

    assert page.chats.chips.names[:2] == ["Все", "Кружки"]
    page.chats.chips.pick(InFolder(made.folder_id))
    assert [row.name for row in page.chats.model.items()] == ["Учительская"]


async def test_a_refusal_is_said_in_the_sheet_and_nothing_typed_is_lost(
    live: Live, page: ProfilePage, session: FakeSession
) -> None:
    session.folders.error = Forbidden(status=403)
    page.chats.chips._more.click()
    sheet = await _folder_sheet(live)
    sheet.name.setText("Кружки")
    sheet.keep.click()
    await until(sheet.trouble.isVisible)
    assert sheet.trouble.text()
    assert sheet.name.text() == "Кружки"
    session.folders.error = None
    sheet.keep.click()
    await until(lambda: session.folders.all.value)


async def test_the_menu_of_a_chip_edits_moves_and_deletes(
    live: Live, page: ProfilePage, session: FakeSession
) -> None:
    session.folders.all.set((Folder(FolderId("a"), "Дом"), CLUBS))
    chips = page.chats.chips
    chip = chips._group.button(2)
    assert chip.text() == "Кружки && секции"  # one & on the screen
    assert chip.accessibleName() == "Папка: Кружки & секции"

    def menu() -> QMenu:
        at = chips._group.button(chips.names.index(CLUBS.name))
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, QPoint(2, 2), at.mapToGlobal(QPoint(2, 2))
        )
        QApplication.sendEvent(at, event)
        return _menu(page)

    _pick(menu(), "Левее")
    await until(lambda: chips.names[1:3] == [CLUBS.name, "Дом"])
    _pick(menu(), "Изменить папку…")
    sheet = await _folder_sheet(live)
    assert [row.title for row in sheet.rows.rows if row.checked] == ["Учительская"]
    assert sheet.rows.rows[0].checked
    sheet.name.setText("Секции")
    sheet.keep.click()
    await until(lambda: chips.names[1] == "Секции" and _sheet(live) is None)

    chips.pick(InFolder(CLUBS.folder_id))
    shown = page.desk.menu.folders.build(CLUBS.folder_id)  # type: ignore[union-attr]
    assert shown is not None
    _pick(shown, "Удалить папку…")
    await until(lambda: _sheet(live))
    sheet_now = _sheet(live)
    assert sheet_now is not None
    sheet_now.accept()
    await until(lambda: len(session.folders.all.value) == 1)
    assert page.chats.model.rowCount() == 10, "what is gone gives way to all chats"
    assert chips._group.checkedButton().text() == "Все"


async def test_a_chat_is_put_into_a_folder_from_its_own_menu(
    live: Live, page: ProfilePage, session: FakeSession
) -> None:
    session.folders.all.set((CLUBS,))
    summary = session.rooms.get(CLASS)
    assert summary is not None
    assert page.desk is not None

    def sub() -> QMenu:
        assert page.desk is not None
        menu = page.desk.menu.build(summary)
        return next(m for m in menu.findChildren(QMenu) if m.title() == "В папку")

    first = sub().actions()[0]
    assert first.isCheckable() and not first.isChecked()
    first.trigger()
    await until(lambda: session.folders.all.value[0].rooms == (STAFF, CLASS))
    again = sub().actions()[0]
    assert again.isChecked()
    again.trigger()
    await until(lambda: session.folders.all.value[0].rooms == (STAFF,))

    _pick(sub(), "Новая папка…")
    sheet = await _folder_sheet(live)
    assert [row.title for row in sheet.rows.rows if row.checked] == ["9Б · класс"]
    sheet.reject()


async def test_an_empty_folder_says_how_it_is_filled(
    page: ProfilePage, session: FakeSession
) -> None:
    session.folders.all.set((Folder(FolderId("a"), "Дом"),))
    page.chats.chips.pick(InFolder(FolderId("a")))
    assert page.chats.stack.currentWidget() is page.chats.notice
    assert page.chats.notice.title.text() == "В папке пока нет чатов"


async def test_no_more_folders_than_there_is_room_for(
    page: ProfilePage, session: FakeSession
) -> None:
    session.folders.all.set(
        tuple(Folder(FolderId(str(n)), f"Папка {n}") for n in range(MOST_FOLDERS))
    )
    assert page.chats.chips._more.isHidden()
    session.folders.all.set(session.folders.all.value[1:])
    assert not page.chats.chips._more.isHidden()


async def test_the_other_profile_has_folders_of_its_own(live: Live, session: FakeSession) -> None:
    session.folders.all.set((CLUBS,))
    other = live.profiles.sessions[1].profile.value.id
    live.profiles.activate(other)
    page = live.screen.window.page
    assert page is not None
    assert page.chats.chips.names[:2] == ["Все", "Непрочитанные"]
