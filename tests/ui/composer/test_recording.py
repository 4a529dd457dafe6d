"""Voice notes: by keyboard, nothing left behind, nothing lost by a click on another chat."""

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.media import recorder
from app.media.recorder import Recording
from app.ui.composer.bar import ComposerBar
from app.ui.conversation.page import ConversationPage
from app.ui.qt.dialogs import Sheet
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.rooms import school_rooms
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline
from tests.helpers.settle import turns, until

CLASS = school_rooms()[0]


class FakeRecorder:
    """Writes a file at once; nobody speaks."""

    seconds = 3.0

    def __init__(self, path: Path) -> None:
        self._path = path

    def start(self) -> None:
        self._path.write_bytes(b"OggS")

    def stop(self) -> Recording:
        return Recording(self._path, 3000, (1, 2))

    def cancel(self) -> None:
        self._path.unlink()


@pytest.fixture
def session() -> FakeSession:
    return FakeSession(timelines=lambda room_id, at: FakeTimeline(room_id=room_id))


@pytest.fixture
async def page(
    qtbot: QtBot,
    theme: Theme,
    session: FakeSession,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> ConversationPage:
    monkeypatch.setattr(recorder, "VoiceRecorder", FakeRecorder)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = ConversationPage(session, theme, ImageLoader(theme))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    await until(made.isActiveWindow)
    await made.open(CLASS.room_id)
    return made


def _left(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def _speak(composer: ComposerBar) -> None:
    composer.voice.click()
    await until(lambda: composer.recording.active)
    assert composer.recording.finish.hasFocus()


async def test_enter_sends_and_one_goes_on_writing(
    page: ConversationPage, session: FakeSession
) -> None:
    composer = page.composer
    await _speak(composer)
    QTest.keyClick(composer.recording.finish, Qt.Key.Key_Return)
    await until(lambda: any(call[0] == "send_files" for call in session.composer.calls))
    call = next(call for call in session.composer.calls if call[0] == "send_files")
    ((file,), _) = call[2:]
    assert (file.voice, file.made) == (True, True)
    assert composer.field.hasFocus()


async def test_escape_gives_up_and_leaves_nothing(page: ConversationPage, tmp_path: Path) -> None:
    composer = page.composer
    await _speak(composer)
    assert _left(tmp_path)
    QTest.keyClick(composer.recording.finish, Qt.Key.Key_Escape)
    assert not composer.recording.active
    assert composer.field.hasFocus()
    assert _left(tmp_path) == []


async def test_a_note_under_way_is_not_thrown_away_unasked(page: ConversationPage) -> None:
    assert await page.may_leave()
    await _speak(page.composer)
    asked = page.message_actions
    answers: list[bool] = []

    async def ask() -> None:
        answers.append(await page.may_leave())

    for leave in (False, True):
        asked.start(ask())
        await until(lambda: [one for one in page.findChildren(Sheet) if one.isVisible()])
        (sheet,) = [one for one in page.findChildren(Sheet) if one.isVisible()]
        (sheet.accept if leave else sheet.reject)()
        await until(lambda leave=leave: answers[-1:] == [leave])
    assert page.composer.recording.active
    page.composer.recording.cancel()
    await turns()
