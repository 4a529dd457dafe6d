"""The catalogue: finding, reading, leaving; what administrators add and take away."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.channels import NewChannel
from app.domain.errors import Forbidden, Offline, UserText
from app.domain.profiles import ProfileKind
from app.domain.rooms import RoomKind
from app.ui.channels.catalogue import CatalogueSheet, show_channels
from app.ui.channels.new_channel import NewChannelSheet
from app.ui.channels.writers_sheet import WritersSheet
from app.ui.chat_list.pane import ChatListPane
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.session import FakeSession
from tests.ui.channels.conftest import until


def opened_sheet(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession
) -> CatalogueSheet:
    sheet = CatalogueSheet(host, theme, images, session=session)
    sheet.open()
    return sheet


def titles(sheet: CatalogueSheet) -> list[str]:
    return [row.title for row in sheet.rows.rows]


async def test_a_channel_is_found_read_and_opened(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession
) -> None:
    task = asyncio.ensure_future(show_channels(host, theme, session, images))
    await until(lambda: host.findChild(CatalogueSheet))
    sheet = host.findChild(CatalogueSheet)
    assert isinstance(sheet, CatalogueSheet)
    await until(lambda: titles(sheet))
    assert titles(sheet) == ["Для всех предметов", "Новости школы", "Математика", "Олимпиады"]
    sheet.look_up("матем")
    assert titles(sheet) == ["Математика", "Олимпиады"]
    sheet.picked("!Олимпиады")
    assert sheet.about.text() == "Сроки и задания\nДля кого: ученик, родитель"
    assert sheet.leave.isHidden()
    assert sheet.writers.isHidden(), "a teacher names nobody"
    QTest.mouseClick(sheet.read, Qt.MouseButton.LeftButton)
    await until(lambda: sheet.read.text() == "Открыть")
    assert not sheet.leave.isHidden()
    QTest.mouseClick(sheet.read, Qt.MouseButton.LeftButton)
    assert await task == "!Олимпиады"
    assert ("subscribe", "!Олимпиады") in session.school.channels.calls


async def test_leaving_and_refusals_are_said_and_change_nothing_else(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession
) -> None:
    sheet = opened_sheet(host, theme, images, session)
    await until(lambda: titles(sheet))
    sheet.picked("!Новости")
    session.school.channels.error = Forbidden(user_text=UserText("Нельзя."))
    QTest.mouseClick(sheet.leave, Qt.MouseButton.LeftButton)
    await until(lambda: [t for t in host.findChildren(QLabel, "toast") if t.text() == "Нельзя."])
    assert titles(sheet)
    session.school.channels.error = None
    QTest.mouseClick(sheet.leave, Qt.MouseButton.LeftButton)
    await until(lambda: sheet.read.text() == "Подписаться")
    sheet.reject()


async def test_without_a_network_there_is_a_way_out(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession
) -> None:
    session.school.channels.error = Offline()
    sheet = opened_sheet(host, theme, images, session)
    await until(lambda: not sheet.again.isHidden())
    assert "Нет связи" in sheet.rows.note.text()
    session.school.channels.error = None
    QTest.mouseClick(sheet.again, Qt.MouseButton.LeftButton)
    await until(lambda: titles(sheet))
    assert sheet.again.isHidden()
    sheet.reject()


async def test_an_administrator_makes_a_channel_and_nothing_typed_is_lost(
    host: QWidget, theme: Theme, images: ImageLoader, head: FakeSession
) -> None:
    channels = head.school.channels
    sheet = opened_sheet(host, theme, images, head)
    await until(lambda: titles(sheet))
    next(b for b in sheet.findChildren(QPushButton) if b.text() == "Создать канал").click()
    await until(lambda: host.findChild(NewChannelSheet))
    new = host.findChild(NewChannelSheet)
    assert isinstance(new, NewChannelSheet)
    assert not new.make_it.isEnabled()
    new.name.setText("  Столовая ")
    new.roles["parent"].setChecked(True)
    channels.error = Offline()
    QTest.mouseClick(new.make_it, Qt.MouseButton.LeftButton)
    await until(lambda: not new.note.isHidden())
    assert new.name.text() == "  Столовая "
    channels.error = None
    QTest.mouseClick(new.make_it, Qt.MouseButton.LeftButton)
    await until(lambda: "Столовая" in titles(sheet))
    assert ("make", NewChannel("s14", "Столовая", roles=("parent",))) in channels.calls
    await until(lambda: sheet.chosen is not None)
    assert sheet.name.text() == "Столовая"
    assert not sheet.writers.isHidden()
    sheet.reject()


def test_the_catalogue_stands_under_the_chip_of_channels(
    theme: Theme, images: ImageLoader, session: FakeSession
) -> None:
    assert session.profile.value.kind is ProfileKind.SCHOOL
    pane = ChatListPane(theme, images, session.profile.value)
    pane.attach(session)
    assert pane.catalogue.isHidden()
    pane.chips.pick(RoomKind.CHANNEL)
    assert not pane.catalogue.isHidden()
    wanted: list[bool] = []
    pane.catalogue_wanted.connect(lambda: wanted.append(True))
    pane.catalogue.click()
    assert wanted == [True]
    pane.detach()
    pane.deleteLater()


async def test_writers_are_listed_and_taken_out_but_never_the_last(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession
) -> None:
    channels = session.school.channels
    sheet = WritersSheet(host, theme, channels, channels.all[0])
    sheet.open()
    await until(lambda: len(sheet.shown) == 2)
    links = {one.accessibleName(): one for one in sheet.findChildren(QPushButton)}
    out = links["Больше не пишет: Вартанян Вера Арамовна"]
    vera = channels.authors[1]
    channels.error = Offline()
    out.click()
    await until(sheet.note.isVisible)
    assert len(sheet.shown) == 2
    channels.error, channels.authors = None, channels.authors[:1]
    out.click()
    await until(lambda: len(sheet.shown) == 1)
    assert ("set_writer", "!Новости", vera.user_id, False) in channels.calls
    (row,) = sheet.shown.values()
    assert not any(one.isVisible() for one in row.findChildren(QPushButton)), "somebody must write"
    sheet.reject()
