"""What is painted: colours of the tokens, readable names, nothing cut at 200 %."""

from itertools import combinations, product

import pytest
from PySide6.QtCore import QPointF

from app.domain.content import MediaContent, MediaKind
from app.domain.ids import MxcUri
from app.domain.media import MediaInfo
from app.domain.profiles import ProfileKind
from app.ui.conversation.layout.media import MAX_H, MAX_W, picture_size
from app.ui.conversation.layout.metrics import Metrics, contrast
from app.ui.conversation.layout.values import Box, Face, Label, Picture
from app.ui.theme import Theme
from tests.helpers.fakes.timeline import FakeTimeline, demo_items, make_item
from tests.ui.conversation.conftest import painted

LOOKS = list(product(ProfileKind, (False, True)))


def color_at(view, at: QPointF):
    return painted(view).toImage().pixelColor(at.toPoint())


@pytest.mark.parametrize(("kind", "dark"), LOOKS)
def test_own_and_other_bubbles_have_the_colours_of_the_tokens(show, qapp, kind, dark):
    look = Theme(kind, dark=dark)
    view = show(FakeTimeline(demo_items()), height=760, look=look)
    inside = QPointF(10, 30)
    other = view.place_of("m1").bottomLeft() + QPointF(20, -4)
    mine = view.place_of("m3").bottomLeft() + QPointF(20, -4)
    assert color_at(view, other) == look.colors.bin
    assert color_at(view, mine) == look.colors.bout
    assert color_at(view, inside) == look.colors.chat


@pytest.mark.parametrize(("kind", "dark"), LOOKS)
def test_every_sender_name_can_be_read_on_its_bubble(qapp, kind, dark):
    metrics = Metrics(Theme(kind, dark=dark))
    for number in range(60):
        color = metrics.name_color(f"@user{number}:x", metrics.colors.bin)
        assert contrast(color, metrics.colors.bin) >= 4.5


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_every_mark_stays_inside_its_row(show, qapp, scale):
    look = Theme(scale=scale)
    view = show(FakeTimeline(demo_items()), width=560, height=900, look=look)
    for index in range(6):
        row = view.stretch.layout(view.stretch.rows.unit(index))
        room = row.bubble.adjusted(-1, -1, 1, 1)
        for mark in row.marks:
            if isinstance(mark, Label | Box) and mark.rect.top() >= row.head:
                assert room.left() <= mark.rect.left()
                assert mark.rect.right() <= room.right()
            if isinstance(mark, Face):
                assert mark.rect.bottom() <= row.height


def test_the_bars_of_a_poll_are_as_long_as_its_shares(show):
    view = show(FakeTimeline(demo_items()), height=760)
    row = view.stretch.layout(view.stretch.rows.unit(5))
    acc = view.theme.colors.acc
    track = max(
        mark.rect.width() for mark in row.marks if isinstance(mark, Box) and mark.radius == 3
    )
    filled = [
        mark.rect.width() / track
        for mark in row.marks
        if isinstance(mark, Box) and mark.fill == acc
    ]
    assert [round(share, 2) for share in filled] == [0.22, 0.66, 0.12]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_how_many_voted_and_who_stand_apart(show, scale):
    look = Theme(scale=scale)
    view = show(FakeTimeline(demo_items()), width=500, height=900, look=look)
    row = view.stretch.layout(view.stretch.rows.unit(5))
    words = [mark.rect for mark in row.marks if isinstance(mark, Label)]
    assert any(mark.text.text() == "Кто голосовал" for mark in row.marks if isinstance(mark, Label))
    assert not any(one.intersects(other) for one, other in combinations(words, 2))
    assert max(rect.right() for rect in words) <= row.bubble.right()


@pytest.mark.parametrize(
    ("width", "height"),
    [(4000, 3000), (1, 100_000), (100_000, 1), (-5, 20), (None, None), (0, 0), (16, 16)],
)
def test_a_picture_frame_is_sane_whatever_is_claimed(qapp, width, height):
    metrics = Metrics(Theme())
    w, h = picture_size(metrics, MediaInfo(width=width, height=height), 500)
    assert 40 <= w <= MAX_W
    assert 40 <= h <= MAX_H


def test_a_picture_keeps_its_shape(qapp):
    w, h = picture_size(Metrics(Theme()), MediaInfo(width=1200, height=800), 500)
    assert abs(w / h - 1.5) < 0.02


def test_a_picture_that_is_not_there_yet_holds_its_place(show):
    content = MediaContent(
        MediaKind.IMAGE, "x.jpg", MxcUri("mxc://a/b"), MediaInfo(width=300, height=200)
    )
    view = show(FakeTimeline([make_item("p", content)]))
    row = view.stretch.layout(view.stretch.rows.unit(0))
    frame = next(mark for mark in row.marks if isinstance(mark, Picture))
    assert (frame.rect.width(), frame.rect.height()) == (300, 200)


def test_every_icon_that_rows_and_menus_name_is_shipped(qapp):
    from app.ui.conversation.choices import Choice
    from app.ui.conversation.layout.files import _KINDS
    from app.ui.resources import resource

    names = {choice.value for choice in Choice} | set(_KINDS.values())
    names |= {"document_24_regular", "play_20_filled", "pause_20_filled", "clock_16_regular"}
    missing = [name for name in names if not resource(f"icons/{name}.svg").exists()]
    assert missing == []
