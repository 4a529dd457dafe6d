"""The class journal: filters narrow, nothing loads by itself, the button loads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.domain.diary import Assignment, Journal, JournalGroups, SubjectResult
from app.domain.errors import Offline
from app.ui.qt.dialogs import Sheet
from app.ui.school.diary_head import JOURNAL
from app.ui.school.diary_page import DiaryPage
from app.ui.school.journal_view import JournalPage
from app.ui.when import today
from tests.helpers.fakes.diary import ARTEM, PERIODS, TODAY
from tests.helpers.settle import turns, until
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


async def _page(screen: SchoolScreen) -> JournalPage:
    page = JournalPage(screen.theme, screen.school.diary, screen.tasks)
    screen.show(page)
    page.came_up()
    await turns(30)
    return page


async def test_nothing_is_asked_for_before_the_button(screen_of: ScreenOf) -> None:
    screen = screen_of()
    view = (await _page(screen)).view
    assert [call[0] for call in screen.school.diary.calls] == ["journal_groups"]
    assert view.notice.title.text() == "Нажмите «Загрузить», чтобы показать журнал"
    assert view.period.text() == "2 четверть ▾"
    view.load.click()
    await turns(30)
    assert ("journal", "9b-alg", "q2") not in screen.school.diary.calls[:1]
    assert screen.school.diary.calls[-1] == ("journal", view.group.chosen, "q2")
    spoken = view.rows.spoken_rows()
    assert spoken[0].startswith("Иванова Дарья: 4,6. 5 (16.11)")


async def test_marks_stand_in_a_table_by_day_with_the_newest_in_sight(screen_of: ScreenOf) -> None:
    screen = screen_of()
    works = tuple(
        Assignment(str(n), "Контрольная работа", f"§{n}", date(2026, 9, 1) + timedelta(days=n))
        for n in range(40)
    )
    five = replace(works[3], mark="5", number=5, comment="Без ошибок")
    two = replace(works[3], mark="4", number=4)
    pupil = SubjectResult("Абрамов Фёдор", 4.5, ((five.due, five), (two.due, two)))
    to_come = Assignment("later", "Контрольная работа", "", today() + timedelta(days=1))
    screen.school.diary.journals["9b-alg"] = Journal(
        "9Б", PERIODS[0], (pupil, SubjectResult("Бойко Эмилия")), (*works, to_come)
    )
    view = (await _page(screen)).view
    view.group.choose("9b-alg")
    view.load.click()
    await turns(30)
    table, model, role = view.rows, view.rows.marks, Qt.ItemDataRole
    assert (model.rowCount(), model.columnCount()) == (2, 41)
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(n, across) for n in (0, 3, 40)] == ["01.09", "04.09", "Балл"]
    assert [model.headerData(n, down) for n in (0, 1)] == ["Абрамов Фёдор", "Бойко Эмилия"]
    cell = model.index(0, 3)
    assert cell.data() == "5 4", "two marks for one work"
    assert "4 сентября, Контрольная работа: §3" in cell.data(role.ToolTipRole)
    assert "Без ошибок" in cell.data(role.ToolTipRole)
    assert cell.data(role.AccessibleTextRole).startswith("Абрамов Фёдор: 5 4. 4 сентября")
    assert model.index(0, 40).data() == "4,5"
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    assert table.verticalScrollBar().maximum() == 0, "the page scrolls, not the table"
    table.setFocus()
    table.setCurrentIndex(cell)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex() == model.index(1, 3)
    assert model.index(1, 3).data(role.AccessibleTextRole).startswith("Бойко Эмилия: нет отметки")
    table.grab()


async def test_tab_stops_at_every_control(screen_of: ScreenOf) -> None:
    page = await _page(screen_of())
    window, view = QWidget(), page.view
    column, before = QVBoxLayout(window), QPushButton("Рельс")
    column.addWidget(before)
    column.addWidget(page)
    window.show()
    window.activateWindow()
    await until(window.isActiveWindow)
    page.setFocus()
    assert view.load.hasFocus()
    before.setFocus()
    stops = []
    while not stops or stops[-1] is not before:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    wanted = [view.grade, view.subject, view.teacher, view.group, view.period, view.load]
    assert [one for one in stops if one in wanted] == wanted
    page.setParent(None)  # it belongs to the screen


async def test_filters_narrow_the_classes(screen_of: ScreenOf) -> None:
    view = (await _page(screen_of())).view
    assert [title for _, title in view.group.options] == [
        "9Б · биология",
        "7А · биология",
        "9Б · алгебра",
    ]
    view.subject.choose("Биология")
    view.grade.choose(7)
    assert [title for _, title in view.group.options] == ["7А · биология"]
    view.grade.choose(None)
    view.subject.choose(None)
    view.teacher.choose("Громов Павел")
    assert view.group.chosen == "9b-alg"


async def test_without_a_class_or_a_connection_the_words_are_there(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.diary.groups = JournalGroups()
    view = (await _page(screen)).view
    assert view.notice.title.text() == "Журналов пока нет"
    assert not view.load.isEnabled()
    other = screen_of()
    other.school.diary.error = Offline()
    view = (await _page(other)).view
    assert view.notice.title.text() == "Журнал не открылся"
    other.school.diary.error = None
    view.notice.button.click()
    await turns(30)
    assert view.notice.title.text().startswith("Нажмите")


async def test_a_teacher_who_is_a_parent_has_both(screen_of: ScreenOf) -> None:
    screen = screen_of()
    page = DiaryPage(screen.theme, screen.school.diary, screen.tasks, journal=True)
    page.today = lambda: TODAY
    screen.show(page)
    page.came_up()
    await turns(30)
    assert [one.text() for one in page.tabs.buttons][-1] == "Журнал"
    page.tabs.choose(JOURNAL)
    await turns(30)
    assert page.views.current is page.journal
    page.tabs.choose(0)
    await turns(30)
    assert page.views.current is page.week


async def test_unlinking_asks_first(screen_of: ScreenOf) -> None:
    screen = screen_of()
    page = await screen.diary()
    child = screen.school.diary.list[0]
    screen.tasks.start(page.desk.unlink(child))
    await turns(30)
    sheet = page.findChild(Sheet)
    assert sheet.windowTitle() == "Отвязать журнал?"
    sheet.reject()
    await turns(30)
    assert ("unlink", ARTEM) not in screen.school.diary.calls
    screen.tasks.start(page.desk.unlink(child))
    await turns(30)
    page.findChildren(Sheet)[-1].accept()
    await turns(30)
    assert ("unlink", ARTEM) in screen.school.diary.calls
    assert page.notice.title.text() == "Дневник ещё не подключён"
