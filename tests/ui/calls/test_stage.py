"""The stage paints what came, and only that."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.calls import Quality, Reaction, Source, VideoTrack
from app.ui.calls.plan import Arrangement, Place
from app.ui.calls.stage import Stage
from app.ui.calls.tile_paint import Look, TilePainter, ground
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.calls import NOW, FakeCall, make_call, make_lesson, participant, pupils
from tests.helpers.fakes.pictures import Pictures

CAMERA = Source.CAMERA
S = TypeVar("S", bound=Stage)
SEEN = frozenset({CAMERA})


class Red(Pictures):
    """Pictures of one colour, which no tile has by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._image = memoryview(b"\x10\x20\xf0\xff" * (self.width * self.height * 2))


@pytest.fixture
def theme() -> Theme:
    return Theme(dark=True)


def show(qtbot: QtBot, theme: Theme, call: FakeCall, kind: type[S] = Stage) -> S:
    stage = kind(call, theme, ImageLoader(theme))
    qtbot.addWidget(stage)
    stage.resize(936, 604)
    stage.show()
    stage.set_people(list(call.participants))
    return stage


def picture(stage: Stage) -> QImage:
    return stage.grab().toImage()


def is_red(image: QImage, at: QPoint) -> bool:
    color = QColor(image.pixel(at))
    return color.red() > 200 and color.green() < 60


def test_a_frame_is_painted_in_its_tile_in_the_right_colours(qtbot, theme):
    call = make_call()
    stage = show(qtbot, theme, call)
    main, inset = stage.plan.tiles
    call.feeds[main.track].push(Red())
    stage._on_tick()
    image = picture(stage)
    assert is_red(image, main.box.center())
    assert not is_red(image, inset.box.center())
    corner = QColor(image.pixel(main.box.topLeft()))
    assert corner.lightness() < 40, "corners are round"


class Noting(Stage):
    """Notes which region it is asked to paint."""

    painted = QRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted = self.painted.united(event.region().boundingRect())
        super().paintEvent(event)

    def after(self, do: Callable[[], object]) -> QRect:
        """What is painted because of something, once everything before it is."""
        QApplication.processEvents()
        self.painted = QRect()
        do()
        QApplication.processEvents()
        return self.painted


def test_only_the_tile_with_a_new_frame_is_painted_again(qtbot, theme):
    call = make_call(people=pupils(9, publishing=SEEN))
    stage = show(qtbot, theme, call, Noting)
    stage.set_arrangement(Arrangement.GRID)
    stage._on_tick()
    tile = stage.plan.tiles[3]

    def push() -> None:
        call.feeds[tile.track].push()
        stage._on_tick()

    assert stage.after(push) == tile.box


def test_a_tile_is_painted_within_its_own_rectangle(qtbot, theme, monkeypatch):
    call = make_call(people=pupils(9, publishing=SEEN))
    stage = show(qtbot, theme, call)
    stage.set_arrangement(Arrangement.GRID)
    within = []
    paint = stage._painter.paint

    def note(painter, tile, look, image):
        within.append((painter.clipRegion(), tile.box))
        paint(painter, tile, look, image)

    monkeypatch.setattr(stage._painter, "paint", note)
    stage.update(stage.plan.tiles[0].box)
    stage.update(stage.plan.tiles[4].box)
    QApplication.processEvents()
    assert len(within) >= 2
    assert all(region.rectCount() == 1 and region.boundingRect() == box for region, box in within)


@pytest.mark.parametrize("dpr", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("place", [Place.MAIN, Place.SMALL, Place.INSET])
@pytest.mark.parametrize("speaking", [True, False])
def test_the_pieces_of_a_tile_show_all_that_lies_over_its_picture(
    qapp, theme, dpr, place, speaking
):
    one = participant("Вера", publishing=SEEN, speaking=speaking, hand_since=NOW)
    look = Look(one, CAMERA, QSize(227, 137), place, picture=True, order=2)
    painter = TilePainter(theme, ImageLoader(theme))
    whole = painter._render(look, dpr).toImage()
    put = QImage(whole.size(), whole.format())
    put.fill(Qt.GlobalColor.transparent)
    onto = QPainter(put)
    for right, down, piece in painter._still_of(VideoTrack(one.identity, CAMERA), look, dpr):
        piece.setDevicePixelRatio(1)
        onto.drawPixmap(round(right * dpr), round(down * dpr), piece)
    onto.end()
    whole.setDevicePixelRatio(1)
    assert put == whole


def test_corners_are_round_to_the_last_line_at_125_percent(qapp, theme):
    look = Look(participant("Вера"), CAMERA, QSize(227, 137), Place.SMALL, picture=True)
    still = TilePainter(theme, ImageLoader(theme))._render(look, 1.25).toImage()
    assert (still.width(), still.height()) == (284, 172)
    for x in (0, 283):
        assert still.pixelColor(x, 171).rgb() == ground(theme).rgb()


def test_who_starts_to_speak_is_ringed_and_nothing_else_is_painted(qtbot, theme):
    call = make_call(people=pupils(4))
    stage = show(qtbot, theme, call, Noting)
    stage.set_arrangement(Arrangement.GRID)
    tile = stage.plan.tiles[2]
    call.change(tile.track.identity, speaking=True)

    region = stage.after(lambda: stage.set_people(list(call.participants)))
    assert region == tile.box
    ring = QColor(picture(stage).pixel(tile.box.left() + 1, tile.box.center().y()))
    assert ring == theme.colors.online


def test_pictures_are_fetched_at_the_size_of_their_tiles_and_let_go_with_them(qtbot, theme):
    call = make_call(people=pupils(2, publishing=SEEN))
    stage = show(qtbot, theme, call)
    main = stage.plan.tiles[0]
    feed = call.feeds[main.track]
    assert feed.sizes == [main.box.size().toTuple()]
    stage.resize(700, 500)
    assert feed.sizes[-1] == stage.plan.tiles[0].box.size().toTuple()
    call.change(main.track.identity, publishing=frozenset())
    stage.set_people(list(call.participants))
    assert feed.closed


def test_people_on_other_pages_are_not_fetched(qtbot, theme):
    call = make_call(people=pupils(29, publishing=SEEN))
    stage = show(qtbot, theme, call)
    stage.set_arrangement(Arrangement.GRID)
    on_page = {tile.track for tile in stage.plan.tiles}
    open_now = {track for track, feed in call.feeds.items() if not feed.closed}
    assert open_now <= on_page
    stage.turn_page(1)
    assert stage.plan.page == 1
    assert all(call.feeds[track].closed for track in open_now - {t.track for t in stage.plan.tiles})


def test_a_hidden_stage_fetches_nothing(qtbot, theme):
    call = make_call()
    stage = show(qtbot, theme, call)
    stage.hide()
    assert all(feed.closed for feed in call.feeds.values())
    stage.show()
    assert not all(feed.closed for feed in call.feeds.values())


def test_arrows_walk_enter_pins_and_the_name_says_who_it_is(qtbot, theme):
    call = make_lesson()
    stage = show(qtbot, theme, call)
    QTest.keyClick(stage, Qt.Key.Key_Right)
    QTest.keyClick(stage, Qt.Key.Key_Right)
    track = stage.current
    assert track == stage.plan.tiles[1].track
    assert "Дарья Иванова" in stage.accessibleName()
    assert "рука поднята" in stage.accessibleName()
    QTest.keyClick(stage, Qt.Key.Key_Return)
    assert stage.view.pinned == track
    assert stage.plan.tiles[0].track == track
    QTest.keyClick(stage, Qt.Key.Key_Return)
    assert stage.view.pinned is None


def test_page_keys_turn_pages_and_stop_at_the_ends(qtbot, theme):
    stage = show(qtbot, theme, make_lesson())
    seen = []
    stage.pages_changed.connect(lambda page, pages: seen.append((page, pages)))
    QTest.keyClick(stage, Qt.Key.Key_PageUp)
    assert stage.plan.page == 0
    QTest.keyClick(stage, Qt.Key.Key_PageDown)
    assert stage.plan.page == 1
    assert seen[-1] == (1, stage.plan.pages)


def test_a_double_click_pins_a_small_tile(qtbot, theme):
    stage = show(qtbot, theme, make_lesson())
    tile = next(tile for tile in stage.plan.tiles if tile.place is Place.SMALL)
    QTest.mouseDClick(stage, Qt.MouseButton.LeftButton, pos=tile.box.center())
    assert stage.view.pinned == tile.track


def test_a_reaction_is_painted_over_its_tile(qtbot, theme):
    call = make_call(people=pupils(3))
    stage = show(qtbot, theme, call)
    stage.set_arrangement(Arrangement.GRID)
    box = stage.plan.tiles[1].box
    before = picture(stage).copy(box)
    stage.show_reaction(Reaction(stage.plan.tiles[1].track.identity, "👍"))
    assert picture(stage).copy(box) != before


def test_a_hostile_frame_size_and_a_long_name_do_no_harm(qtbot, theme):
    long = participant("О" * 300, publishing=SEEN, quality=Quality.LOST)
    call = make_call(people=[long, *pupils(2)])
    stage = show(qtbot, theme, call)
    call.feeds[VideoTrack(long.identity, CAMERA)].push(Pictures(2, 2))
    stage._on_tick()
    assert not picture(stage).isNull()
