"""Traffic is saved: pictures wait in their frames until they are clicked."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.content import MediaContent, MediaKind
from app.domain.errors import NotHere
from app.domain.ids import EventId, MxcUri, RoomId
from app.domain.media import MediaInfo
from app.domain.profiles import ProfileKind
from app.services.tasks import TaskScope
from app.ui.chat_list.header import state_words
from app.ui.conversation.page import ConversationPage
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from app.ui.viewer.viewer import Viewer
from tests.helpers.fakes.rooms import room
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline, make_item
from tests.helpers.settle import turns, until
from tests.ui.conversation.conftest import middle_of, painted

CLASS = RoomId("!класс")
PHOTO, FACE = MxcUri("mxc://school/photo"), MxcUri("mxc://school/face")


@pytest.fixture
def session(tmp_path: Path) -> FakeSession:
    info = MediaInfo(size=1_258_291, width=400, height=300, blurhash="LEHV6nWB2yk8pyo0adR*.7kCMdnj")
    content = MediaContent(MediaKind.IMAGE, "снимок.jpg", PHOTO, info)

    def make(room_id: RoomId, at: EventId | None) -> FakeTimeline:
        return FakeTimeline([make_item("m1", content)], room_id=room_id)

    session = FakeSession(rooms=[room("класс")], timelines=make)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 30))
    for uri in (PHOTO, FACE):
        path = tmp_path / f"{uri[-4:]}.png"
        image.save(str(path))
        session.media.files[uri] = path
    return session


@pytest.fixture
async def page(qtbot: QtBot, theme: Theme, session: FakeSession) -> ConversationPage:
    def fail(error: BaseException) -> None:
        raise error

    images = ImageLoader(theme)
    images.save_traffic(True)
    images.connect_source(session.media, TaskScope(fail))
    page = ConversationPage(session, theme, images)
    qtbot.addWidget(page)
    page.resize(800, 700)
    page.show()
    await page.open(CLASS)
    painted(page.view)
    await until(lambda: images.is_held(PHOTO))
    return page


def _fetched(session: FakeSession) -> list[MxcUri]:
    return [call[1] for call in session.media.calls if call[0] == "thumbnail"]


def _middle(page: ConversationPage) -> QColor:
    at = middle_of(page.view, "m1").toPoint()
    return painted(page.view).toImage().pixelColor(at.x() + 60, at.y() - 60)


async def test_a_click_loads_the_picture_into_its_frame_and_the_next_opens_it(
    page: ConversationPage, session: FakeSession
) -> None:
    assert _fetched(session) == []
    assert _middle(page) != QColor(200, 30, 30)
    at = middle_of(page.view, "m1").toPoint()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    painted(page.view)
    await until(lambda: _fetched(session) == [PHOTO])
    await until(lambda: _middle(page) == QColor(200, 30, 30))
    assert page.findChild(Viewer) is None
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    await until(lambda: page.window().findChild(Viewer))


async def test_faces_come_all_the_same(page: ConversationPage, session: FakeSession) -> None:
    page.view.images.avatar("Анна", "@anna", 34, 1.0, FACE)
    await until(lambda: _fetched(session) == [FACE])


async def test_without_saving_everything_comes_by_itself_again(
    page: ConversationPage, session: FakeSession
) -> None:
    page.view.images.save_traffic(False)
    painted(page.view)
    await until(lambda: _fetched(session) == [PHOTO])
    await until(lambda: _middle(page) == QColor(200, 30, 30))


async def test_what_is_on_this_computer_is_shown_at_once(
    page: ConversationPage, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cached(uri: MxcUri, width: int, height: int, *, crop: bool, fetch: bool) -> Path:
        assert not fetch
        if uri != PHOTO:
            raise NotHere("other")
        return session.media.files[uri]

    monkeypatch.setattr(session.media, "thumbnail", cached)
    page.view.images.save_traffic(True)
    painted(page.view)
    await until(lambda: _middle(page) == QColor(200, 30, 30))
    await turns()


def test_the_line_under_the_title_says_so() -> None:
    session = FakeSession()
    profile, connection = session.profile.value, session.connection.value
    assert profile.kind is ProfileKind.SCHOOL
    assert state_words(profile, connection, saving=True) == "Учебный профиль · экономия трафика"
    assert state_words(profile, connection) == "Учебный профиль"
