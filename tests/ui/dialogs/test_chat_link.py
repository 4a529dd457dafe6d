"""A chat's link: made, shown as a code, revoked; and entering by one."""

from dataclasses import replace
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.errors import Forbidden, Offline, UserText
from app.domain.invite_links import InviteLink, LinkPreview, token_of
from app.domain.rooms import RoomKind
from app.media.qr import read_codes
from app.ui.dialogs.chat_link import ChatLinkSheet
from app.ui.dialogs.join import JoinSheet
from app.ui.qt.dialogs import Sheet
from app.ui.theme import Theme
from tests.helpers.fakes.links import FakeLinks
from tests.helpers.fakes.session import FakeSession
from tests.ui.dialogs.conftest import until

URL = "https://school14.example/j/3f2yQ8t1abcdefgh"


@pytest.fixture
def links() -> FakeLinks:
    return FakeLinks()


def make(host: QWidget, theme: Theme, links: FakeLinks) -> ChatLinkSheet:
    room = replace(FakeSession().rooms.observe()[0], kind=RoomKind.PARENTS)
    sheet = ChatLinkSheet(host, theme, links=links, summary=room)
    sheet.open()
    return sheet


async def test_a_link_is_made_copied_and_its_code_can_be_read_from_the_screen(
    host: QWidget, theme: Theme, links: FakeLinks, tmp_path: Path
) -> None:
    sheet = make(host, theme, links)
    await until(sheet.make.isVisible)
    assert not sheet.qr.isVisible()
    sheet.history.setChecked(True)
    QTest.mouseClick(sheet.make, Qt.MouseButton.LeftButton)
    await until(sheet.qr.isVisible)
    assert links.calls[-1] == ("make", "!9Б · класс", True)
    assert sheet.address.text() == URL
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == URL
    sheet.qr.grab().save(str(tmp_path / "code.png"))
    assert read_codes(tmp_path / "code.png") == (URL,)
    sheet.reject()


@pytest.mark.parametrize("kind", list(RoomKind))
async def test_a_window_is_offered_only_where_there_is_one(
    host: QWidget, theme: Theme, links: FakeLinks, kind: RoomKind
) -> None:
    """The school's chats of class, subject and staff are open to newcomers whole."""
    room = replace(FakeSession().rooms.observe()[0], kind=kind)
    sheet = ChatLinkSheet(host, theme, links=links, summary=room)
    sheet.open()
    await until(sheet.make.isVisible)
    whole = kind in {RoomKind.CLASS, RoomKind.SUBJECT, RoomKind.STAFF}
    assert sheet.history.isVisible() is not whole
    assert ("написано в этом чате раньше" in sheet.state.text()) is whole
    sheet.reject()


async def test_revoking_asks_first_and_leaves_nothing_to_copy(
    host: QWidget, theme: Theme, links: FakeLinks
) -> None:
    links.found = (InviteLink("l1", URL, uses=3),)
    sheet = make(host, theme, links)
    await until(sheet.revoke.isVisible)
    assert "3 человека" in sheet.used.text()
    sheet.revoke.click()
    await until(lambda: len([one for one in host.findChildren(Sheet) if one.isVisible()]) > 1)
    question = next(one for one in host.findChildren(Sheet) if one is not sheet)
    question.accept()
    await until(sheet.make.isVisible)
    assert links.calls[-1] == ("revoke", "!9Б · класс", "l1")
    assert not sheet.address.isVisible()
    sheet.reject()


async def test_an_address_made_elsewhere_is_not_known_and_said_so(
    host: QWidget, theme: Theme, links: FakeLinks
) -> None:
    links.found = (InviteLink("l1"),)
    sheet = make(host, theme, links)
    await until(sheet.revoke.isVisible)
    assert "где её создали" in sheet.state.text()
    assert not sheet.qr.isVisible()
    sheet.reject()


async def test_offline_the_sheet_says_so(host: QWidget, theme: Theme, links: FakeLinks) -> None:
    links.error = Offline()
    sheet = make(host, theme, links)
    await until(lambda: "Загружаю" not in sheet.state.text())
    assert not sheet.make.isVisible()
    sheet.reject()


async def test_a_link_shows_what_it_opens_and_enters(
    host: QWidget, theme: Theme, links: FakeLinks
) -> None:
    sheet = JoinSheet(host, theme, links=links)
    sheet.open()
    sheet.address.setText(f"parta://join?address={URL}&hs=school14.example")
    await until(sheet.main.isEnabled)
    assert sheet.room.text() == "9Б · класс"
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    await until(lambda: sheet.result() == QDialog.DialogCode.Accepted)
    assert sheet.joined == "!9Б · класс"
    assert links.calls == [("preview", URL), ("join", URL)]


async def test_a_link_for_others_says_why_and_does_not_enter(
    host: QWidget, theme: Theme, links: FakeLinks
) -> None:
    links.seen = LinkPreview("Учительская", "Школа", False, False, "Эта ссылка для учителей.")
    sheet = JoinSheet(host, theme, links=links, address=URL)
    sheet.open()
    await until(lambda: sheet.note.text() == "Эта ссылка для учителей.")
    assert not sheet.main.isEnabled()
    links.error = Forbidden(status=403, user_text=UserText("Ссылка больше не действует."))
    sheet.address.setText(URL + "x")
    await until(lambda: sheet.note.text() == "Ссылка больше не действует.")
    sheet.reject()


async def test_a_photo_of_the_code_is_a_link(
    host: QWidget, theme: Theme, links: FakeLinks, tmp_path: Path
) -> None:
    segno.make(URL).save(str(tmp_path / "photo.png"), scale=5)
    sheet = JoinSheet(host, theme, links=links)
    sheet.open()
    sheet.read_picture(tmp_path / "photo.png")
    await until(sheet.main.isEnabled)
    assert sheet.address.text() == URL
    sheet.reject()


@pytest.mark.parametrize(
    "url",
    ["", "https://x.ru/j/", "https://x.ru/k/3f2yQ8t1abcdefgh", "https://x.ru/j/a/../../v1", "::"],
)
def test_other_addresses_hold_no_token(url: str) -> None:
    assert token_of(url) == ""
