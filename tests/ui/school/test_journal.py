"""The class journal: filters narrow, nothing loads by itself, the button loads."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.domain.diary import JournalGroups
from app.domain.errors import Offline
from app.ui.qt.dialogs import Sheet
from app.ui.school.diary_head import JOURNAL
from app.ui.school.diary_page import DiaryPage
from app.ui.school.journal_view import JournalPage
from tests.helpers.fakes.diary import ARTEM, TODAY
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
    model = view.rows.rows_model
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [model.index(row, 0).data(role) for row in range(model.rowCount())]
    assert spoken[0].startswith("Иванова Дарья: 4,6. 5 (16.11)")


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
