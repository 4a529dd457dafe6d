"""Files and pictures dropped on the conversation, as the window system brings them to Qt."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import EventId, RoomId
from app.ui.conversation.page import ConversationPage
from app.ui.dialogs.files import FilesSheet
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.rooms import room
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline, demo_items
from tests.helpers.settle import until

CLASS = RoomId("!класс")
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def session() -> FakeSession:
    def make(room_id: RoomId, at: EventId | None) -> FakeTimeline:
        return FakeTimeline(demo_items(), room_id=room_id)

    return FakeSession(rooms=[room("класс")], timelines=make)


@pytest.fixture
async def page(qtbot: QtBot, theme: Theme, session: FakeSession) -> ConversationPage:
    page = ConversationPage(session, theme, ImageLoader(theme))
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    await page.open(CLASS)
    return page


def picture() -> QImage:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 40, 40))
    return image


def hold(over: QWidget, given: QMimeData) -> bool:
    """Drag over a widget; whether somebody would take it."""
    event = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, given, _LEFT, _NONE)
    event.ignore()
    QApplication.sendEvent(over, event)
    return event.isAccepted()


def drop(over: QWidget, given: QMimeData) -> None:
    event = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, given, _LEFT, _NONE)
    QApplication.sendEvent(over, event)


async def sheet_of(page: ConversationPage) -> FilesSheet:
    await until(lambda: page.findChild(FilesSheet))
    sheet = page.findChild(FilesSheet)
    assert sheet is not None
    await until(lambda: all(row.look for row in sheet.rows))
    return sheet


async def test_files_dropped_on_the_messages_are_offered_and_sent(
    page: ConversationPage, session: FakeSession, tmp_path: Path
) -> None:
    names = ["План.pdf", "Снимок.png"]
    (tmp_path / names[0]).write_bytes(b"%PDF-1.4 ...")
    picture().save(str(tmp_path / names[1]))
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    over = page.view.viewport()
    assert hold(over, given)
    assert page.drop_site.isVisible()
    drop(over, given)
    assert not page.drop_site.isVisible()
    sheet = await sheet_of(page)
    assert [row.path.name for row in sheet.rows] == names
    sheet.send.click()
    await until(lambda: [call for call in session.composer.calls if call[0] == "send_files"])


async def test_a_picture_without_a_file_is_offered_like_a_pasted_one(
    page: ConversationPage,
) -> None:
    given = QMimeData()
    given.setImageData(picture())
    assert hold(page.view.viewport(), given)
    drop(page.view.viewport(), given)
    sheet = await sheet_of(page)
    assert [row.is_picture for row in sheet.rows] == [True]
    sheet.reject()


async def test_the_field_takes_files_text_and_pictures_itself(
    page: ConversationPage, tmp_path: Path
) -> None:
    over = page.composer.field.viewport()
    words = QMimeData()
    words.setText("из другого окна")
    assert hold(over, words)
    drop(over, words)
    assert page.composer.field.toPlainText() == "из другого окна"
    given = QMimeData()
    (tmp_path / "План.pdf").write_bytes(b"%PDF-1.4 ...")
    given.setUrls([QUrl.fromLocalFile(str(tmp_path / "План.pdf"))])
    assert hold(over, given)
    drop(over, given)
    sheet = await sheet_of(page)
    assert page.composer.field.toPlainText() == "из другого окна"
    sheet.reject()


async def test_what_goes_away_again_leaves_nothing(page: ConversationPage) -> None:
    given = QMimeData()
    given.setImageData(picture())
    assert hold(page.view.viewport(), given)
    QApplication.sendEvent(page.view.viewport(), QDragLeaveEvent())
    assert not page.drop_site.isVisible()
    assert page.findChild(FilesSheet) is None


async def test_text_links_and_a_chat_one_cannot_write_in_take_nothing(
    page: ConversationPage, session: FakeSession
) -> None:
    words, link = QMimeData(), QMimeData()
    words.setText("текст")
    link.setUrls([QUrl("https://school14.example/plan.pdf")])
    assert not hold(page.view.viewport(), words)
    assert not hold(page.view.viewport(), link)
    timeline = session.opened[CLASS]
    details = timeline.details.value
    timeline.details.set(replace(details, powers=replace(details.powers, can_send=False)))
    await until(lambda: not page.composer.isVisible())
    given = QMimeData()
    given.setImageData(picture())
    assert not hold(page.view.viewport(), given)
    drop(page.view.viewport(), given)
    assert page.findChild(FilesSheet) is None
