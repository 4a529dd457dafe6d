"""The mouse: links, chips, options, selection, double click, multi-select."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from app.domain.content import TextContent
from app.domain.rich_text import RichText, Span, Style
from app.ui.conversation.layout.values import (
    JumpToQuote,
    OpenLink,
    OpenPerson,
    Reveal,
    ShowVoters,
    ToggleReaction,
    Vote,
)
from tests.helpers.fakes.timeline import DARYA, FakeTimeline, demo_items, make_item
from tests.ui.conversation.conftest import middle_of


def center_of(view, key, kind) -> QPointF:
    placed = next(p for p in view.stretch.placed if view.stretch.items[p.unit.start].key == key)
    hit = next(h for h in placed.layout.hits if isinstance(h.target, kind))
    return hit.rect.center() + QPointF(0, placed.y)


def click(qtbot, view, at: QPointF) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())


def letter(view, key, index: int) -> QPointF:
    """The place of a letter of a row's text."""
    placed = next(p for p in view.stretch.placed if view.stretch.items[p.unit.start].key == key)
    text = placed.layout.texts[0]
    line = text.layout.lineForTextPosition(index)
    x = line.cursorToX(index)
    x = x[0] if isinstance(x, tuple) else x
    height = text.rect.height() / text.layout.lineCount()
    y = height * (line.lineNumber() + 0.5)
    return text.rect.topLeft() + QPointF(x + 2, y + placed.y)


@pytest.mark.parametrize(
    ("key", "kind", "expected"),
    [
        ("m2", ToggleReaction, ToggleReaction("👍")),
        ("m3", JumpToQuote, JumpToQuote("$m1")),
        ("m6", Vote, Vote("28")),
        ("m6", ShowVoters, ShowVoters()),
        ("m4", OpenPerson, OpenPerson(DARYA.user_id)),
    ],
)
def test_a_click_reaches_what_is_seen(show, qtbot, key, kind, expected):
    view = show(FakeTimeline(demo_items()), height=760)
    with qtbot.waitSignal(view.activated) as caught:
        click(qtbot, view, center_of(view, key, kind))
    assert caught.args == [key, expected]


def test_a_click_on_a_link_opens_it_and_beside_it_does_nothing(show, qtbot):
    body = RichText("Читайте тут сегодня", (Span(8, 11, Style.NONE, "https://school.example/a"),))
    view = show(FakeTimeline([make_item("a", TextContent(body))]))
    with qtbot.waitSignal(view.activated) as caught:
        click(qtbot, view, letter(view, "a", 9))
    assert caught.args == ["a", OpenLink("https://school.example/a", "тут")]
    with qtbot.assertNotEmitted(view.activated):
        click(qtbot, view, letter(view, "a", 2))


def test_letters_behind_an_emoji_are_counted_right(show, qtbot):
    body = RichText("🐝🐝 ссылка", (Span(3, 9, Style.NONE, "https://bee.example"),))
    view = show(FakeTimeline([make_item("a", TextContent(body))]))
    with qtbot.waitSignal(view.activated) as caught:
        click(qtbot, view, letter(view, "a", 6))
    assert caught.args[1] == OpenLink("https://bee.example", "ссылка")


def test_a_spoiler_opens_by_a_click(show, qtbot):
    body = RichText("Ответ: сорок два", (Span(7, 16, Style.SPOILER),))
    view = show(FakeTimeline([make_item("a", TextContent(body))]))
    with qtbot.waitSignal(view.activated) as caught:
        click(qtbot, view, letter(view, "a", 9))
    assert caught.args[1] == Reveal("a")


def test_dragging_selects_text_and_ctrl_c_copies_it(show, qtbot):
    view = show(FakeTimeline([make_item("a", "Первое второе третье")]))
    start, end = letter(view, "a", 0).toPoint(), letter(view, "a", 6).toPoint()
    start, end = start - QPoint(2, 0), end - QPoint(3, 0)
    viewport = view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, pos=start + QPoint(8, 0))
    drag = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        viewport.mapToGlobal(QPointF(end)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(viewport, drag)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert view.selected_text() == "Первое"
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Первое"


def test_a_double_click_answers(show, qtbot):
    view = show(FakeTimeline([make_item("a", "Кто идёт?")]))
    with qtbot.waitSignal(view.reply_wanted) as caught:
        at = middle_of(view, "a").toPoint()
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert caught.args == ["a"]


def test_in_multi_select_a_click_chooses(show, qtbot):
    view = show(FakeTimeline(demo_items()), height=760)
    view.set_choosing({"m1"})
    click(qtbot, view, middle_of(view, "m5"))
    click(qtbot, view, middle_of(view, "m1"))
    assert view.chosen == {"m5"}


def test_arrows_move_over_rows_and_enter_opens_the_menu(show, qtbot):
    view = show(FakeTimeline(demo_items()), height=760)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.row_focus.key == "m5"
    with qtbot.waitSignal(view.menu_wanted) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args[0] == "m5"


def test_every_place_of_the_poll_has_a_name(show):
    view = show(FakeTimeline(demo_items()), height=760)
    names = [hit.name for hit in view.row_focus.hits_of("m6")]
    assert "Вариант «29 августа», выбрано" in names
    assert "Кто голосовал" in names
