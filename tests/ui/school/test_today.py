"""The lessons of today: a teacher begins one from the journal, a pupil enters from the diary."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.ids import RoomId
from app.domain.lessons import Attendance, TodayLesson
from app.ui.calls.lesson.attendance import AttendanceSheet
from app.ui.school.diary_page import DiaryPage
from app.ui.school.journal_view import JournalPage
from app.ui.school.lesson_dialog import LessonDialog
from app.ui.school.today import facts_of
from tests.helpers.fakes.calls import FakeCalls
from tests.helpers.fakes.diary import TODAY
from tests.helpers.fakes.people import person
from tests.helpers.settle import turns, until
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]
NOW = datetime.now(UTC)
FREE = TodayLesson("9b-bio", "9Б · биология", "Биология", row="3", number=3, leads=True,
                   begins=time(10, 15), ends=time(11), room="24",
                   starts_at=NOW, ends_at=NOW + timedelta(minutes=45))  # fmt: skip
OPEN = replace(FREE, lesson_id="L1", room_id=RoomId("!bio"), opens=True)
HELD = replace(OPEN, opens=False, came=24, expected=27)


def _buttons(widget: QWidget) -> list[QPushButton]:
    return [one for one in widget.findChildren(QPushButton) if one.isVisible()]


async def _journal(screen: SchoolScreen, *rows: TodayLesson) -> tuple[JournalPage, FakeCalls]:
    calls = FakeCalls()
    calls.rows = rows
    page = JournalPage(screen.theme, screen.school.diary, screen.tasks, calls)
    screen.show(page)
    page.came_up()
    await turns(30)
    return page, calls


async def test_a_lesson_begins_with_one_click_on_its_row(screen_of: ScreenOf) -> None:
    pupils = replace(FREE, leads=False)
    page, _ = await _journal(screen_of(), FREE, pupils)
    asked: list[object] = []
    page.lesson_wanted.connect(asked.append)
    (button,) = _buttons(page.view.today)
    assert button.accessibleName() == "Начать урок: 9Б · биология"
    assert button.property("look") == "primary", "it is the hour"
    button.click()
    assert asked == [FREE]
    page.view.today.show_rows((OPEN,))
    await turns(5)
    (button,) = _buttons(page.view.today)
    assert button.text() == "Войти в урок"
    page.view.today.show_rows(())
    assert page.view.today.isHidden()


async def test_the_register_comes_back_to_the_row(screen_of: ScreenOf) -> None:
    page, calls = await _journal(screen_of(), HELD)
    assert facts_of(HELD) == "кабинет 24 · были 24 из 27"
    calls.lines = (Attendance(person("Артём"), expected=True),)
    (button,) = _buttons(page.view.today)
    assert button.text() == "Посещаемость"
    button.click()
    await until(lambda: page.findChildren(AttendanceSheet))
    (sheet,) = page.findChildren(AttendanceSheet)
    await until(lambda: sheet.table.rowCount() == 1)
    assert calls.done[-1] == ("register", "L1")
    sheet.reject()
    await turns()


async def _diary(screen: SchoolScreen, *rows: TodayLesson, me: bool) -> DiaryPage:
    calls = FakeCalls()
    calls.rows = rows
    diary = screen.school.diary
    diary.list = tuple(replace(child, me=me) for child in diary.list)
    page = DiaryPage(screen.theme, diary, screen.tasks, calls=calls)
    page.today = lambda: TODAY
    screen.show(page)
    page.came_up()
    await turns(30)
    return page


def _todays(page: DiaryPage):
    week = page.shown_week
    day = next(one for one in week.days if one.day == TODAY)
    place = [one.day for one in week.days if one.lessons].index(TODAY)
    return page.week.day_lists()[place], day


async def test_a_pupil_comes_in_from_the_week(screen_of: ScreenOf) -> None:
    screen = screen_of()
    first = _todays(await _diary(screen, me=True))[1].lessons[0]
    row = replace(OPEN, leads=False, subject=first.subject, number=first.number)
    page = await _diary(screen, row, me=True)
    rows, _ = _todays(page)
    asked: list[object] = []
    page.lesson_wanted.connect(asked.append)
    index = rows.rows_model.index(0, 0)
    pill = rows.itemDelegate().pill(QRectF(rows.visualRect(index)), first)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=pill.center().toPoint())
    assert asked == [row]
    # Beside it, and by the keyboard, the lesson is shown, and entered from there.
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    await until(lambda: page.findChildren(LessonDialog))
    (dialog,) = page.findChildren(LessonDialog)
    await until(lambda: any(one.text() == "Войти в урок" for one in _buttons(dialog)))
    next(one for one in _buttons(dialog) if one.text() == "Войти в урок").click()
    assert asked == [row, row]
    await turns()


async def test_a_parent_is_not_offered_the_childs_lesson(screen_of: ScreenOf) -> None:
    screen = screen_of()
    first = _todays(await _diary(screen, me=False))[1].lessons[0]
    row = replace(OPEN, leads=False, subject=first.subject, number=first.number)
    page = await _diary(screen, row, me=False)
    rows, _ = _todays(page)
    assert rows.itemDelegate().pill(QRectF(0, 0, 300, 56), first).isEmpty()
