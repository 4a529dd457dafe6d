"""What one does with messages, and where the keyboard is afterwards."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.content import MediaContent, MediaKind, TextContent
from app.domain.errors import UserText
from app.domain.ids import ItemKey, MxcUri
from app.domain.media import MediaInfo
from app.domain.rich_text import RichText, Span, Style
from app.domain.timeline import SENT, SendState, SendStatus
from app.ui.conversation.layout.values import Discard
from app.ui.theme import Theme
from tests.helpers.fakes.timeline import demo_items, make_item
from tests.helpers.settle import until
from tests.ui.conversation.test_page import CLASS, OTHER, Desk

PICTURE = MediaContent(MediaKind.IMAGE, "x.jpg", MxcUri("mxc://h/x"), MediaInfo(), album="a")


@pytest.fixture
async def desk(qtbot: QtBot, theme: Theme) -> AsyncIterator[Desk]:
    made = Desk(qtbot, theme)
    yield made
    made.page.close_room()
    await made.page.aclose()


async def test_each_picture_of_an_album_that_did_not_go_is_told_and_taken_back(desk):
    lost = SendStatus(SendState.FAILED, error=UserText("Файл повреждён."))
    desk.items = [
        make_item(key, replace(PICTURE, filename=f"{key}.jpg"), mine=True, status=status)
        for key, status in (("a", SENT), ("b", lost), ("c", lost))
    ]
    await desk.page.open(CLASS)
    view = desk.page.view
    (album,) = view.stretch.placed
    drops = [hit.target for hit in album.layout.hits if isinstance(hit.target, Discard)]
    assert [drop.key for drop in drops] == ["b", "c"]
    for drop in drops:
        view.activate(ItemKey("a"), drop)
    await until(lambda: [c for c in desk.session.composer.calls if c[0] == "discard"][1:])
    calls = [call for call in desk.session.composer.calls if call[0] == "discard"]
    assert calls == [("discard", CLASS, "b"), ("discard", CLASS, "c")]


async def test_a_link_under_the_mouse_is_copied_by_its_address(desk):
    words = RichText("сюда: класс", (Span(6, 11, Style.NONE, "https://school.example/9b"),))
    desk.items = [make_item("m", TextContent(words))]
    await desk.page.open(CLASS)
    view = desk.page.view
    (row,) = view.stretch.placed
    text = row.layout.texts[0].rect.translated(0, row.y)
    for x, offered in ((text.right() - 4, True), (text.left() + 4, False)):
        at = view.viewport().mapToGlobal(QPoint(int(x), int(text.center().y())))
        menu = desk.page.menus.build(ItemKey("m"), at)
        found = [one for one in menu.actions() if one.text() == "Копировать адрес ссылки"]
        assert bool(found) is offered
        for action in found:
            action.trigger()
        menu.close()
    assert QApplication.clipboard().text() == "https://school.example/9b"


async def test_after_choosing_one_goes_on_writing(desk, qtbot):
    desk.items = demo_items()
    await desk.page.open(CLASS)
    desk.page.activateWindow()
    desk.page.view.set_choosing({"m1"})
    desk.page.bottom.choices.findChildren(QPushButton)[0].setFocus()
    desk.page.bottom.choices.copy.emit()
    assert desk.page.composer.field.hasFocus()


@pytest.mark.parametrize(("wide", "stays"), [(600, False), (900, True)])
async def test_a_panel_over_the_messages_gives_way_to_what_is_asked_for(desk, wide, stays):
    desk.page.resize(wide, 700)
    desk.page.show()
    await desk.page.open(CLASS)
    panel = desk.page.panel
    for ask in (
        lambda: panel.jump_requested.emit("$m1"),
        desk.page.find_in_chat,
        lambda: asyncio.ensure_future(desk.page.open(OTHER)),
    ):
        desk.page.show_panel(True)
        ask()
        await asyncio.sleep(0)
        assert panel.isVisible() is stays
    await until(lambda: desk.page.view.timeline is not None)


async def test_after_the_panel_one_writes_on(desk):
    desk.page.show()
    desk.page.activateWindow()
    await until(desk.page.isActiveWindow)
    await desk.page.open(CLASS)
    desk.page.show_panel(True)
    desk.page.panel.close_button.setFocus()
    desk.page.panel.close_button.click()
    assert desk.page.composer.field.hasFocus()
