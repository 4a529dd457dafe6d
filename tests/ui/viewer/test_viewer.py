"""Looking at photos and videos of a chat."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.content import MediaContent, MediaKind
from app.domain.errors import MediaError
from app.domain.ids import ItemKey, MxcUri
from app.domain.media import MediaInfo
from app.domain.rich_text import RichText
from app.domain.timeline import TimelineItem
from app.media.playback import VideoFrame
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from app.ui.viewer.gallery import Gallery
from app.ui.viewer.viewer import Viewer
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline, make_item
from tests.ui.dialogs.conftest import until

PHOTO = MxcUri("mxc://school14.example/photo")
BROKEN = MxcUri("mxc://school14.example/broken")
FILM = MxcUri("mxc://school14.example/film")


def shot(
    key: str, uri: MxcUri = PHOTO, kind: MediaKind = MediaKind.IMAGE, name: str = "Музей.jpg"
) -> TimelineItem:
    info = MediaInfo("image/jpeg", size=1000, width=800, height=400)
    return make_item(key, MediaContent(kind, name, uri, info, caption=RichText(f"подпись {key}")))


class FakePlayer:
    """A player whose frames and errors a test puts in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.playing, self.closed = False, False
        self.position, self.duration = 0.0, 10.0
        self.volume = self.speed = 1.0
        self.error: MediaError | None = None
        self.frame: VideoFrame | None = VideoFrame(b"\0\0\xff\0" * 8, 4, 2, 0.0)

    def start(self) -> None:
        self.playing = True

    def pause(self) -> None:
        self.playing = False

    def seek(self, seconds: float) -> None:
        self.position = seconds

    def take_frame(self) -> VideoFrame | None:
        frame, self.frame = self.frame, None
        return frame

    def close(self, *, wait: float = 0) -> None:
        self.closed = True


class Stage:
    """A viewer in a window."""

    def __init__(self, host: QWidget, theme: Theme, folder: Path) -> None:
        self.host, self.theme = host, theme
        self.session = FakeSession()
        self.players: list[FakePlayer] = []
        image = QImage(800, 400, QImage.Format.Format_RGB32)
        image.fill(QColor("navy"))
        image.save(str(folder / "photo.jpg"))
        (folder / "broken.jpg").write_bytes(b"no picture at all")
        (folder / "film.mp4").write_bytes(b"film")
        for uri, name in ((PHOTO, "photo.jpg"), (BROKEN, "broken.jpg"), (FILM, "film.mp4")):
            self.session.media.files[uri] = folder / name
        self.viewer: Viewer | None = None

    def make(self, path: Path) -> Any:
        self.players.append(FakePlayer(path))
        return self.players[-1]

    def open(self, timeline: FakeTimeline, key: str) -> Viewer:
        self.viewer = Viewer(
            self.host,
            self.theme,
            self.session,
            images=ImageLoader(self.theme),
            gallery=Gallery(timeline, ItemKey(key)),
            player=self.make,
        )
        self.viewer.open()
        return self.viewer


@pytest.fixture
async def stage(qapp: QApplication, theme: Theme, tmp_path: Path) -> AsyncIterator[Stage]:
    host = QWidget()
    host.resize(1000, 700)
    host.show()
    made = Stage(host, theme, tmp_path)
    yield made
    if made.viewer is not None:
        made.viewer.reject()
    await asyncio.sleep(0)
    host.deleteLater()


async def test_a_photo_is_shown_with_who_and_what(stage: Stage) -> None:
    viewer = stage.open(FakeTimeline([shot("a")]), "a")
    await until(lambda: viewer.parts.copy.isEnabled())
    assert viewer.parts.author.text() == "Артём Кузнецов"
    assert viewer.parts.caption.text() == "подпись a"
    assert viewer.parts.note.isHidden()
    assert viewer.geometry() == stage.host.rect()


async def test_one_walks_through_the_chat_and_over_its_edge(stage: Stage) -> None:
    hidden = [shot("older")]
    timeline = FakeTimeline([make_item("text", "слова"), shot("a"), shot("b")])
    pages = [hidden, []]

    async def media(kinds: Any, *, before: Any = None, limit: int = 60) -> Any:
        from app.domain.cache import MediaRow

        return tuple(MediaRow(item.event_id, item) for item in pages.pop(0))  # type: ignore[arg-type]

    timeline.media = media  # type: ignore[method-assign]
    viewer = stage.open(timeline, "b")
    caption = viewer.parts.caption
    for expected in ("подпись a", "подпись older"):
        QTest.mouseClick(viewer.parts.older, Qt.MouseButton.LeftButton)
        await until(lambda wanted=expected: caption.text() == wanted)
    assert viewer.parts.older.isHidden(), "nothing is older"
    QTest.mouseClick(viewer.parts.newer, Qt.MouseButton.LeftButton)
    assert caption.text() == "подпись a"


async def test_a_broken_photo_says_so(stage: Stage) -> None:
    viewer = stage.open(FakeTimeline([shot("a", BROKEN)]), "a")
    await until(lambda: "повреждена" in viewer.parts.note.text())
    assert not viewer.parts.copy.isEnabled()


async def test_what_cannot_be_loaded_can_be_tried_again(stage: Stage) -> None:
    path = stage.session.media.files.pop(PHOTO)
    viewer = stage.open(FakeTimeline([shot("a")]), "a")
    await until(lambda: viewer.parts.again.isVisible())
    assert viewer.parts.note.text() == "Не найдено на сервере."
    stage.session.media.files[PHOTO] = path
    QTest.mouseClick(viewer.parts.again, Qt.MouseButton.LeftButton)
    await until(lambda: viewer.parts.copy.isEnabled())


async def test_a_photo_is_copied_and_saved(stage: Stage, tmp_path: Path) -> None:
    viewer = stage.open(FakeTimeline([shot("a")]), "a")
    await until(lambda: viewer.parts.copy.isEnabled())
    QTest.mouseClick(viewer.parts.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().width() == 800
    content = shot("a").content
    assert isinstance(content, MediaContent)
    await viewer.save_to(content, tmp_path / "copy.jpg")
    assert (tmp_path / "copy.jpg").read_bytes() == (tmp_path / "photo.jpg").read_bytes()


async def test_the_picture_grows_under_the_mouse_and_fits_again(stage: Stage) -> None:
    viewer = stage.open(FakeTimeline([shot("a")]), "a")
    await until(lambda: viewer.parts.copy.isEnabled())
    canvas = viewer.parts.canvas
    fitting = canvas.place()
    point = QPointF(fitting.left() + 10, fitting.top() + 10)
    canvas.zoom_by(4, point)
    assert canvas.place().width() == pytest.approx(fitting.width() * 4)
    assert canvas.place().contains(point)
    canvas.zoom_by(0.01)
    assert not canvas.zoomed
    assert canvas.place() == fitting


async def test_a_program_in_a_photos_clothes_is_not_opened(stage: Stage, tmp_path: Path) -> None:
    trick = tmp_path / "run.exe"
    trick.write_bytes((tmp_path / "photo.jpg").read_bytes())
    stage.session.media.files[PHOTO] = trick
    viewer = stage.open(FakeTimeline([shot("a", name="run.exe")]), "a")
    await until(lambda: viewer.parts.copy.isEnabled())
    assert not viewer.parts.open_outside.isEnabled()


async def test_another_program_gets_the_photo_under_its_own_name(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "ab12"  # as the cache names its files
    kept.write_bytes((tmp_path / "photo.jpg").read_bytes())
    stage.session.media.files[PHOTO] = kept
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.fileName()))
    viewer = stage.open(FakeTimeline([shot("a")]), "a")
    await until(lambda: viewer.parts.open_outside.isEnabled())
    QTest.mouseClick(viewer.parts.open_outside, Qt.MouseButton.LeftButton)
    await until(lambda: shown == ["Музей.jpg"])


async def test_a_video_plays_pauses_and_changes_speed(stage: Stage) -> None:
    viewer = stage.open(FakeTimeline([shot("v", FILM, MediaKind.VIDEO, "Урок.mp4")]), "v")
    await until(lambda: stage.players)
    player, bar = stage.players[0], viewer.parts.playing.bar
    await until(lambda: player.frame is None)
    assert player.playing
    assert bar.isVisible()
    QTest.keyClick(viewer.parts.canvas, Qt.Key.Key_Space)
    assert not player.playing
    QTest.mouseClick(bar.speed, Qt.MouseButton.LeftButton)
    assert player.speed == 1.25
    assert bar.speed.text() == "1,25×"
    QTest.mouseClick(bar.mute, Qt.MouseButton.LeftButton)
    assert player.volume == 0
    QTest.mouseClick(bar.mute, Qt.MouseButton.LeftButton)
    assert player.volume == 1


async def test_a_video_that_cannot_be_played_says_so(stage: Stage) -> None:
    viewer = stage.open(FakeTimeline([shot("v", FILM, MediaKind.VIDEO)]), "v")
    await until(lambda: stage.players)
    stage.players[0].error = MediaError("broken")
    await until(lambda: viewer.parts.note.text())
    assert stage.players[0].closed
    assert viewer.parts.playing.bar.isHidden()


async def test_walking_on_ends_the_sound(stage: Stage) -> None:
    timeline = FakeTimeline([shot("v", FILM, MediaKind.VIDEO), shot("a")])
    viewer = stage.open(timeline, "v")
    await until(lambda: stage.players)
    QTest.mouseClick(viewer.parts.newer, Qt.MouseButton.LeftButton)
    assert stage.players[0].closed


async def test_a_row_that_is_gone_says_so(stage: Stage) -> None:
    viewer = stage.open(FakeTimeline([]), "a")
    assert viewer.parts.note.text() == "Этого сообщения больше нет"
