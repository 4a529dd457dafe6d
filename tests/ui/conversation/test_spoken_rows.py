"""The messages as a screen reader walks them."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

from app.ui.conversation.spoken_rows import SpokenRows
from app.ui.conversation.words import spoken
from tests.helpers.fakes.timeline import FakeTimeline, demo_items, make_item
from tests.helpers.reading import reading
from tests.helpers.settle import until
from tests.ui.conversation.conftest import Show
from tests.ui.shell.test_reader import linux, read_out

__all__ = ["reading"]


def rows_of(view) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view.findChild(SpokenRows))


@pytest.mark.usefixtures("reading")
async def test_every_message_is_a_row_that_is_where_it_is_seen(show: Show, qtbot) -> None:
    timeline = FakeTimeline(demo_items())
    view = show(timeline, height=760)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    rows = rows_of(view)
    assert rows.role() is QAccessible.Role.List
    assert rows.childCount() == len(timeline.items)
    at = view.stretch.index("m5")
    row = rows.child(at)
    assert row.role() is QAccessible.Role.ListItem
    assert row.text(QAccessible.Text.Name) == spoken(view.item("m5"))
    assert row.state().focused
    place = view.place_of("m5").toAlignedRect()
    assert row.rect().center() == view.viewport().mapToGlobal(place.center())
    assert rows.childAt(row.rect().center().x(), row.rect().center().y()).text(
        QAccessible.Text.Name
    ) == spoken(view.item("m5"))
    assert view.viewport().childAt(QPoint(5, 5)) is not view.findChild(SpokenRows), "the mouse"
    view.set_timeline(FakeTimeline([make_item("a", "Кто идёт?")]))
    assert rows.childCount() == 1
    view.set_timeline(None)
    assert rows.childCount() == 0


async def test_without_a_reader_there_are_no_such_rows(show: Show, qtbot) -> None:
    view = show(FakeTimeline(demo_items()), height=760)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.findChild(SpokenRows) is None


@linux
@pytest.mark.usefixtures("reading")
async def test_a_new_message_is_read_out(show: Show) -> None:
    timeline = FakeTimeline(demo_items())
    view = show(timeline, height=760)
    fresh = make_item("new", "Звонок через пять минут")
    timeline.items.insert(len(timeline.items), [fresh])
    timeline.items.commit()
    await until(lambda: read_out(view.window()) == [spoken(fresh)])


def test_a_row_says_the_day_unless_it_is_today() -> None:
    now = datetime.now(UTC)
    clock = f"{now.astimezone():%H:%M}"
    assert spoken(make_item("a", "Кто идёт?", when=now)).endswith(f"Кто идёт?, {clock}")
    before = make_item("a", "Кто идёт?", when=now - timedelta(days=1))
    assert spoken(before).endswith(f"Кто идёт?, Вчера {clock}")
