"""Choosing a sticker, keeping one, making some of pictures."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.content import MediaContent, MediaKind
from app.domain.errors import Offline
from app.domain.ids import MxcUri
from app.domain.media import MediaInfo
from app.domain.rooms import Powers
from app.domain.stickers import Sticker, StickerPack
from app.services.tasks import TaskScope
from app.ui.conversation.choices import Choice, choices_for
from app.ui.dialogs.add_stickers import AddStickersSheet
from app.ui.dialogs.emoji import EmojiPicker
from app.ui.dialogs.sticker_pane import StickerPane
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.rooms import school_rooms
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import demo_items
from tests.ui.dialogs.conftest import host, images, until

__all__ = ["host", "images"]
CAT, DOG = (Sticker(MxcUri(f"mxc://a/{name}"), name, MediaInfo()) for name in ("кот", "пёс"))
ROOM = school_rooms()[0]
Open = Callable[[], EmojiPicker]


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def show(host: QWidget, theme: Theme, session: FakeSession, images: ImageLoader) -> Open:
    def made() -> EmojiPicker:
        def pane(tasks: TaskScope) -> StickerPane:
            return StickerPane(theme, images, session=session, room=ROOM, tasks=tasks)

        picker = EmojiPicker(theme, host, session=session, stickers=pane)
        picker.show_at(host.mapToGlobal(QPoint(10, 10)))
        picker.kinds.choose(1)
        return picker

    return made


async def test_a_sticker_is_picked_by_keyboard_from_the_packs_of_the_chat(
    show: Open, session: FakeSession
) -> None:
    session.stickers.others = (StickerPack("Звери", (CAT, DOG), ROOM.room_id, "zoo"),)
    picker = show()
    pane = picker.stickers
    assert pane is not None
    await until(lambda: pane.grid.shown)
    assert [pane.pack.itemText(n) for n in range(2)] == ["Мои стикеры", "Звери"]
    assert list(pane.grid.shown) == [CAT, DOG], "one's own pack is empty: the chat's is shown"
    picked: list[Sticker] = []
    picker.sticker_picked.connect(picked.append)
    pane.grid.enter()
    QTest.keyClick(pane.grid, Qt.Key.Key_Right)
    QTest.keyClick(pane.grid, Qt.Key.Key_Return)
    assert picked == [DOG]
    assert not picker.isVisible()


async def test_an_empty_pack_says_where_stickers_come_from(
    show: Open, session: FakeSession
) -> None:
    picker = show()
    pane = picker.stickers
    assert pane is not None
    await until(lambda: pane.pack.count() == 1)
    assert pane.stack.currentWidget() is pane.words
    assert "«+»" in pane.words.text()
    wanted: list[int] = []
    picker.add_stickers_wanted.connect(lambda: wanted.append(1))
    pane.add.click()
    assert wanted == [1]


async def test_stickers_of_a_chat_come_into_ones_own_pack_and_out_again(
    show: Open, session: FakeSession
) -> None:
    session.stickers.others = (StickerPack("", (CAT,), ROOM.room_id),)
    pane = show().stickers
    assert pane is not None
    await until(lambda: pane.grid.shown)
    assert pane.pack.currentText() == ROOM.name, "a pack without a name has the chat's"

    async def choose(words: str) -> None:
        pane.grid.menu_wanted.emit(CAT, QPoint())
        (menu,) = (one for one in pane.findChildren(QMenu) if one.isVisible())
        (action,) = menu.actions()
        assert action.text() == words
        action.trigger()
        menu.close()

    await choose("Добавить в мои стикеры")
    await until(lambda: session.stickers.own.stickers == (CAT,))
    await until(lambda: pane.pack.count() == 2)
    await choose("Убрать из моих стикеров")
    await until(lambda: session.stickers.own.stickers == ())
    session.stickers.error = Offline()
    await choose("Добавить в мои стикеры")
    await until(lambda: "Нет связи" in pane.words.text())


async def test_pictures_become_stickers_and_stopping_is_possible(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    pictures = [Path("кот.png"), Path("пёс.webp")]
    sheet = AddStickersSheet(
        host, theme, session, pictures=pictures, room=ROOM, may_change_room=True
    )
    sheet.open()
    assert sheet.where.count() == 2
    sheet.where.setCurrentIndex(1)
    session.stickers.error = Offline()
    sheet.go.click()
    await until(lambda: not sheet.note.isHidden())
    assert sheet.isVisible(), "nothing that was chosen is lost"
    session.stickers.error, session.stickers.gate = None, asyncio.Event()
    sheet.go.click()
    await until(lambda: len(session.stickers.calls) == 2)
    assert session.stickers.calls[-1] == ("add", tuple(pictures), ROOM.room_id)
    assert "0 из 2" in sheet.state.text()
    session.stickers.gate.set()
    await until(lambda: not sheet.isVisible())


def test_a_sticker_can_be_kept_and_a_photo_cannot() -> None:
    def choices(kind: MediaKind) -> tuple[Choice, ...]:
        content = MediaContent(kind, "кот", CAT.uri, CAT.info)
        return choices_for(replace(demo_items()[0], content=content), Powers())

    assert Choice.KEEP_STICKER in choices(MediaKind.STICKER)
    assert Choice.KEEP_STICKER not in choices(MediaKind.IMAGE)


async def test_who_may_not_change_the_chat_adds_to_their_own(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    sheet = AddStickersSheet(
        host, theme, session, pictures=[Path("a.png")], room=ROOM, may_change_room=False
    )
    sheet.open()
    assert sheet.where.isHidden()
    sheet.go.click()
    await until(lambda: session.stickers.calls)
    assert session.stickers.calls[0] == ("add", (Path("a.png"),), None)
    await until(lambda: not sheet.isVisible())
