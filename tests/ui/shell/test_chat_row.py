"""What a chat row says and how it looks, for every state a chat can be in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.diff import ObservableList
from app.domain.profiles import ProfileKind
from app.domain.rooms import (
    MuteMode,
    Preview,
    PreviewKind,
    RoomKind,
    RoomState,
    RoomSummary,
    Ticks,
)
from app.ui.delegates.chat_row import ROW_HEIGHT, Metrics, lay_out, preview_words, spoken
from app.ui.delegates.chat_row_paint import ChatRowDelegate
from app.ui.qt.images import ImageLoader, initials
from app.ui.qt.list_model import DiffListModel
from app.ui.theme import Theme
from tests.helpers.fakes.moment import NOW
from tests.helpers.fakes.rooms import room, school_rooms

_HARD = room(
    "Очень длинное название чата, которое никуда не помещается 🐝🐝🐝",
    kind=RoomKind.DIRECT,
    verified=True,
    unread=12345,
    mentions=2,
    mute=MuteMode.NONE,
    ticks=Ticks.FAILED,
    pin_order=0.1,
    preview=Preview(PreviewKind.TEXT, "Имя " * 20, "текст\nв две строки " * 20),
)
_STATES = [
    *school_rooms(),
    _HARD,
    replace(_HARD, state=RoomState.INVITED),
    replace(_HARD, draft="черновик\nв две строки"),
    replace(_HARD, typing=("Мама", "Игорь", "Катя")),
    replace(_HARD, unread=0, mentions=0, marked_unread=True),
    replace(_HARD, timestamp=None, preview=Preview()),
    room("\u202eкинзарк", timestamp=datetime(1999, 1, 1, tzinfo=UTC)),
    room("   "),
]


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("width", [280, 336, 480])
def test_nothing_runs_out_of_the_row_or_into_something_else(scale: float, width: int) -> None:
    theme = Theme(ProfileKind.SCHOOL, scale=scale)
    metrics = Metrics(theme)
    for summary in _STATES:
        row = lay_out(summary, width, metrics=metrics, now=NOW)
        assert row.card.right() < width
        for piece in row.pieces:
            assert piece.box.right() <= row.card.right()
            assert piece.box.top() >= 0
            assert piece.box.bottom() <= theme.px(ROW_HEIGHT)
        for badge in row.badges:
            for piece in row.pieces:
                assert not badge.box.intersects(piece.box.adjusted(0, 4, 0, -4))
        for mark in row.marks:
            assert row.card.contains(mark.box) or scale > 1.5


@pytest.mark.parametrize("kind", PreviewKind)
def test_every_kind_of_message_has_words(kind: PreviewKind) -> None:
    assert preview_words(kind, "текст")


def _said(**fields: object) -> str:
    return spoken(replace(room("9Б"), **fields), NOW)  # type: ignore[arg-type]


def test_a_screen_reader_hears_what_is_seen() -> None:
    text = Preview(PreviewKind.TEXT, "Даша", "привет")
    assert _said(preview=text) == "9Б, Даша: привет, 09:00"
    assert "2 непрочитанных" in _said(unread=2)
    assert "21 непрочитанное" in _said(unread=21)
    assert "вас упомянули" in _said(mentions=1)
    assert "прочитано" in _said(ticks=Ticks.READ)
    assert "без звука" in _said(mute=MuteMode.NONE)
    assert "Черновик: да" in _said(draft="да")
    assert "закреплён" in _said(pin_order=0.0)
    assert _said(state=RoomState.INVITED) == "9Б, Приглашение в чат"


def test_a_mute_that_ran_out_shows_no_bell() -> None:
    muted = room("9Б", mute=MuteMode.NONE, muted_until=NOW - timedelta(minutes=1))
    assert "без звука" not in spoken(muted, NOW)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("9Б · класс", "9Б"),
        ("Артём Кузнецов, 9Б", "АК"),
        ("Учительская", "У"),
        ("Семья ❤️", "С❤️"),
        ("«Обломов» клуб", "ОК"),
        ("…", "?"),
        ("", "?"),
    ],
)
def test_initials(name: str, wanted: str) -> None:
    assert initials(name) == wanted


def _painted(theme: Theme, rows: list[RoomSummary], *, scale: float = 1.0) -> QImage:
    source: ObservableList[RoomSummary] = ObservableList()
    source.reset(rows)
    model: DiffListModel[RoomSummary] = DiffListModel()
    model.set_source(source)
    delegate = ChatRowDelegate(theme, ImageLoader(theme))
    height = theme.px(ROW_HEIGHT)
    image = QImage(336, height * len(rows), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(theme.colors.surface)
    painter = QPainter(image)
    for number in range(len(rows)):
        option = QStyleOptionViewItem()
        option.rect = QRect(0, number * height, 336, height)
        delegate.paint(painter, option, model.index(number, 0))
    painter.end()
    return image


def _colors(image: QImage) -> set[int]:
    return {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


def test_every_state_is_painted_in_light_and_dark_and_at_200_percent(any_theme: Theme) -> None:
    one = _painted(any_theme, _STATES)
    big = Theme(ProfileKind.SCHOOL, dark=any_theme.dark, scale=2.0)
    other = _painted(big, _STATES)
    assert other.height() == 2 * one.height()
    for image in (one, other):
        assert len(_colors(image)) > 200


def test_emoji_are_painted_in_colour(theme: Theme) -> None:
    plain = _painted(theme, [room("Пчёлы", preview=Preview(PreviewKind.TEXT, "", "пчела"))])
    colourful = _painted(theme, [room("Пчёлы", preview=Preview(PreviewKind.TEXT, "", "🐝🍓❤️"))])
    assert _yellows(colourful) > _yellows(plain) + 20


def _yellows(image: QImage) -> int:
    count = 0
    for x in range(78, image.width()):
        for y in range(image.height()):
            color = image.pixelColor(x, y)
            warm = color.red() > 180 and color.blue() < 90
            count += warm
    return count
