"""A found message in a narrow row: the match itself is to be seen."""

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QFontMetricsF

from app.domain.cache import FoundMessage
from app.domain.ids import EventId, RoomId
from app.ui.delegates.search_row import SearchRowDelegate
from app.ui.qt.images import ImageLoader
from app.ui.theme import FontRole, Theme

TEXT = "Вера Арамовна, а проект по биологии можно втроём делать?"
AT = TEXT.index("проект")


def found(sender: str, room: str = "9Б · класс") -> FoundMessage:
    return FoundMessage(
        room_id=RoomId("!room"),
        room_name=room,
        event_id=EventId("$1"),
        sender_name=sender,
        timestamp=datetime(2026, 9, 1, tzinfo=UTC),
        snippet=TEXT,
        marks=((AT, AT + len("проект")),),
    )


@pytest.mark.parametrize("width", [180, 240, 320, 700])
@pytest.mark.parametrize("sender", ["Кузнецов Артём", "Загурская Марина Львовна Долгофамильная"])
def test_the_match_is_whole_whoever_wrote_it(qtbot: object, width: int, sender: str) -> None:
    theme = Theme()
    delegate = SearchRowDelegate(theme, ImageLoader(theme))
    text, formats = delegate._snippet(found(sender), width)
    marked = [text[one.start : one.start + one.length] for one in formats[1:]]
    assert marked == ["проект"]
    assert QFontMetricsF(theme.font(FontRole.PREVIEW)).horizontalAdvance(text) <= width
    assert sender.split()[0][:4] in text


def test_a_chat_of_two_does_not_say_the_name_twice(qtbot: object) -> None:
    theme = Theme()
    delegate = SearchRowDelegate(theme, ImageLoader(theme))
    text, formats = delegate._snippet(found("Кузнецов Артём", "Кузнецов Артём"), 700)
    assert text == TEXT
    assert formats[0].length == 0
