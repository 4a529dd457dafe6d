"""Making a poll."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.ids import RoomId
from app.domain.polls import MAX_OPTIONS, PollAnswer, PollDraft, PollStart
from app.ui.dialogs.ballot import BallotSheet, ask_ballot
from app.ui.dialogs.poll import PollSheet, ask_poll
from app.ui.dialogs.poll_draft import keep_draft, kept_draft
from app.ui.theme import Theme
from tests.helpers.fakes.session import FakeSession


def filled(host: QWidget, theme: Theme, *options: str) -> PollSheet:
    sheet = PollSheet(host, theme)
    sheet.question.setText("Когда  педсовет?")
    for number, text in enumerate(options):
        row = sheet.options[number] if number < len(sheet.options) else sheet.add_option()
        row.field.setText(text)
    return sheet


def texts(sheet: PollSheet) -> list[str]:
    return [row.field.text() for row in sheet.options]


async def test_what_was_made_is_returned(host: QWidget, theme: Theme) -> None:
    task = asyncio.ensure_future(ask_poll(host, theme))
    await asyncio.sleep(0)
    sheet = host.findChild(PollSheet)
    assert sheet is not None
    sheet.question.insert("Когда?")
    for row, text in zip(sheet.options, ("28", "29"), strict=True):
        QTest.keyClicks(row.field, text)
    sheet.several.setChecked(True)
    QTest.mouseClick(sheet.send, Qt.MouseButton.LeftButton)
    made = PollStart("Когда?", (PollAnswer("o0", "28"), PollAnswer("o1", "29")), max_selections=2)
    assert await task == (made, PollDraft())


async def test_what_was_given_up_is_there_the_next_time(host: QWidget, theme: Theme) -> None:
    begun = PollDraft("Куда едем?", ("Музей",), background="green", anonymous=True, hours=24)
    task = asyncio.ensure_future(ask_poll(host, theme, rules=True, anonymous=True, draft=begun))
    await asyncio.sleep(0)
    sheet = host.findChild(PollSheet)
    assert sheet is not None
    assert (sheet.question.text(), texts(sheet)) == ("Куда едем?", ["Музей", ""])
    assert not sheet.secret.isHidden(), "what anonymity means is said"
    sheet.options[1].field.insert("Лес")
    QTest.keyClick(sheet.question, Qt.Key.Key_Escape)
    assert await task == (None, replace(begun, options=("Музей", "Лес")))


async def test_a_draft_outlives_the_dialog_and_bad_ones_are_no_trouble() -> None:
    session = FakeSession()
    room = RoomId("!9Б")
    assert await kept_draft(session, room) == PollDraft()
    begun = PollDraft("Куда?", ("Музей", "Лес"), several=True, hours=1)
    await keep_draft(session, room, begun)
    assert await kept_draft(session, room) == begun
    await keep_draft(session, room, PollDraft())
    assert await kept_draft(session, room) == PollDraft()
    await session.put_setting("poll_draft." + room, {"question": 5, "options": "x", "hours": "y"})
    assert await kept_draft(session, room) == PollDraft("5")


def test_an_anonymous_poll_needs_no_other_promise(host: QWidget, theme: Theme) -> None:
    sheet = PollSheet(host, theme, rules=True, anonymous=True)
    sheet.question.setText("Кого старостой?")
    for row, text in zip(sheet.options, ("Артём", "Дарья"), strict=True):
        row.field.setText(text)
    sheet.final.setChecked(True)
    sheet.anonymous.setChecked(True)
    assert not sheet.final.isEnabled()
    assert (sheet.poll().anonymous, sheet.poll().final) == (True, False)


async def test_a_ballot_is_filled_whole_before_it_is_given(host: QWidget, theme: Theme) -> None:
    answers = tuple(PollAnswer(f"o{n}", text) for n, text in enumerate(("Музей", "Лес", "Театр")))
    poll = PollStart("Куда?", answers, max_selections=2, anonymous=True)
    task = asyncio.ensure_future(ask_ballot(host, theme, poll, first="o1"))
    await asyncio.sleep(0)
    sheet = host.findChild(BallotSheet)
    assert sheet is not None
    assert sheet.chosen() == ("o1",)
    sheet.buttons[1].click()
    assert not sheet.give.isEnabled(), "nothing is marked"
    for button in sheet.buttons:
        button.click()
    assert sheet.chosen() == ("o0", "o1"), "the third one is too many"
    QTest.mouseClick(sheet.give, Qt.MouseButton.LeftButton)
    assert await task == ("o0", "o1")


def test_a_poll_wants_a_question_and_two_different_options(host: QWidget, theme: Theme) -> None:
    sheet = filled(host, theme, "28 августа", "")
    assert not sheet.send.isEnabled()
    sheet.options[1].field.setText("28 Августа")
    assert not sheet.send.isEnabled()
    assert sheet.note.text() == "Варианты повторяются."
    sheet.options[1].field.setText("29 августа")
    assert sheet.send.isEnabled()
    sheet.question.setText("  ")
    assert not sheet.send.isEnabled()


def test_the_counter_follows_and_the_question_ends_at_80(host: QWidget, theme: Theme) -> None:
    sheet = PollSheet(host, theme)
    sheet.question.setText("Выбираем день для проведения педсовета")
    assert sheet.counter.text() == "38 / 80"
    sheet.question.setText("ы" * 200)
    assert sheet.counter.text() == "80 / 80"


def test_enter_goes_from_option_to_option_and_makes_a_new_one(host: QWidget, theme: Theme) -> None:
    sheet = filled(host, theme, "а", "б")
    sheet.show()
    QTest.keyClick(sheet.options[1].field, Qt.Key.Key_Return)
    assert len(sheet.options) == 3
    QTest.keyClick(sheet.options[2].field, Qt.Key.Key_Return)
    assert len(sheet.options) == 3, "an empty option makes no further one"


def test_alt_and_arrows_move_an_option(host: QWidget, theme: Theme) -> None:
    sheet = filled(host, theme, "а", "б", "в")
    QTest.keyClick(sheet.options[2].field, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert texts(sheet) == ["а", "в", "б"]
    QTest.keyClick(sheet.options[0].field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert texts(sheet) == ["в", "а", "б"]
    assert sheet.options[0].field.accessibleName() == "Вариант 1"


def test_dragging_the_grip_moves_an_option(host: QWidget, theme: Theme) -> None:
    sheet = filled(host, theme, "а", "б", "в")
    sheet.show()
    sheet.place()
    row = sheet.options[0]
    below = sheet.options[2].geometry().bottom() - row.geometry().top()
    QTest.mousePress(row.grip, Qt.MouseButton.LeftButton)
    QTest.mouseMove(row.grip, row.grip.rect().center() + QPoint(0, below))
    QTest.mouseRelease(row.grip, Qt.MouseButton.LeftButton)
    assert texts(sheet) == ["б", "в", "а"]


def test_two_options_always_stay(host: QWidget, theme: Theme) -> None:
    sheet = filled(host, theme, "а", "б", "в")
    sheet.remove_option(sheet.options[1])
    assert texts(sheet) == ["а", "в"]
    sheet.remove_option(sheet.options[0])
    assert texts(sheet) == ["", "в"]


def test_there_are_no_more_than_twenty_options(host: QWidget, theme: Theme) -> None:
    sheet = filled(host, theme, *(f"вариант {n}" for n in range(MAX_OPTIONS)))
    assert sheet.add.isHidden()
    QTest.keyClick(sheet.options[-1].field, Qt.Key.Key_Return)
    assert len(sheet.options) == MAX_OPTIONS


def test_pasted_lines_become_options(host: QWidget, theme: Theme) -> None:
    sheet = PollSheet(host, theme)
    QGuiApplication.clipboard().setText("28 августа\n\n 29 августа\n30 августа\n")
    QTest.keyClick(sheet.options[0].field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert texts(sheet) == ["28 августа", "29 августа", "30 августа"]


def test_a_click_beside_the_card_keeps_what_was_typed(host: QWidget, theme: Theme) -> None:
    sheet = filled(host, theme, "а", "б")
    sheet.open()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.rect().topLeft())
    assert sheet.isVisible()


def test_a_background_is_chosen_by_keys(host: QWidget, theme: Theme) -> None:
    sheet = filled(host, theme, "а", "б")
    QTest.keyClick(sheet.swatches, Qt.Key.Key_Right)
    assert sheet.poll().background == "green"
    assert sheet.swatches.accessibleName() == "Фон: зелёный"


def test_the_card_grows_with_its_options(host: QWidget, theme: Theme, qtbot) -> None:  # type: ignore[no-untyped-def]
    sheet = PollSheet(host, theme)
    sheet.open()
    before = sheet.card.height()
    sheet.add_option("ещё")
    qtbot.waitUntil(lambda: sheet.card.height() > before)


async def test_final_votes_and_a_time_limit_are_offered_where_the_school_holds_to_them(
    host: QWidget, theme: Theme
) -> None:
    plain = filled(host, theme, "28", "29")
    assert not plain.final.isVisible()
    plain.reject()
    sheet = PollSheet(host, theme, rules=True)
    sheet.open()
    sheet.question.setText("Когда?")
    for row, text in zip(sheet.options, ("28", "29"), strict=True):
        row.field.setText(text)
    assert (sheet.poll().final, sheet.poll().closes_at) == (False, None)
    sheet.final.setChecked(True)
    sheet.limit.setCurrentIndex(sheet.limit.findData(24))
    poll = sheet.poll()
    assert poll.final
    assert poll.closes_at is not None
    left = poll.closes_at - datetime.now(UTC)
    assert timedelta(hours=23) < left <= timedelta(hours=24)
    sheet.reject()
