"""An attachment opens in its program: under its own name, a program only after a yes."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from app.domain.content import MediaContent, MediaKind
from app.domain.ids import EventId, MxcUri, RoomId
from app.domain.media import MediaInfo
from app.ui.conversation import files
from app.ui.conversation.page import ConversationPage
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.rooms import room
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline, make_item
from tests.helpers.settle import until

CLASS, PLAN = RoomId("!класс"), MxcUri("mxc://school/plan")


class Desk:
    """A chat with one file in it; `shown` has what the system was asked to open."""

    def __init__(self, qtbot: QtBot, theme: Theme, kept: Path, name: str) -> None:
        self.item = make_item("m1", MediaContent(MediaKind.FILE, name, PLAN, MediaInfo(size=4)))
        self.session = FakeSession(rooms=[room("класс")], timelines=self._make)
        self.session.media.files[PLAN] = kept
        self.page = ConversationPage(self.session, theme, ImageLoader(theme))
        qtbot.addWidget(self.page)
        self.shown: list[str] = []
        self.asked: list[str] = []

    def _make(self, room_id: RoomId, at: EventId | None) -> FakeTimeline:
        return FakeTimeline([self.item], room_id=room_id)

    def answer(self, monkeypatch: pytest.MonkeyPatch, yes: bool) -> None:
        async def confirm(parent: object, theme: object, title: str, *_: object, **__: object):
            self.asked.append(title)
            return yes

        monkeypatch.setattr(files, "confirm", confirm)
        monkeypatch.setattr(
            QDesktopServices, "openUrl", lambda url: self.shown.append(url.fileName())
        )


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "ab12"  # as the cache names its files
    path.write_bytes(b"plan")
    return path


async def test_a_document_opens_under_its_own_name(
    qtbot: QtBot, theme: Theme, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot, theme, kept, "План урока.docx")
    desk.answer(monkeypatch, yes=False)
    await desk.page.open(CLASS)
    desk.page.message_actions.files.open(desk.item)
    await until(lambda: desk.shown == ["План урока.docx"])
    assert desk.asked == []
    await desk.page.aclose()


@pytest.mark.parametrize("yes", [True, False])
async def test_a_program_waits_for_a_yes(
    qtbot: QtBot, theme: Theme, kept: Path, monkeypatch: pytest.MonkeyPatch, yes: bool
) -> None:
    desk = Desk(qtbot, theme, kept, "Ответы.settingcontent-ms")
    desk.answer(monkeypatch, yes)
    await desk.page.open(CLASS)
    desk.page.message_actions.files.open(desk.item)
    await until(lambda: bool(desk.asked))
    await until(lambda: not desk.page.message_actions.files.cancel(desk.item.key))
    assert desk.shown == (["Ответы.settingcontent-ms"] if yes else [])
    await desk.page.aclose()
