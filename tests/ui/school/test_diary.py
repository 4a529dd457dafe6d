"""The diary on the screen: the week, the tabs, every state, the keyboard, large text, dark."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.diary import Assignment, Child, LinkOutcome, Work
from app.domain.errors import Forbidden, Offline, UserText
from app.domain.profiles import ProfileKind
from app.ui.qt.dialogs import Sheet
from app.ui.school.cards import Card, FitList
from app.ui.school.diary_head import ABSENCES, NOTICES, RESULTS
from app.ui.school.lesson_dialog import LessonDialog
from app.ui.school.link_dialog import LinkDialog
from app.ui.theme import Theme
from tests.helpers.fakes.diary import ARTEM, MONDAY, POLINA, TEACHER, TODAY, week
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


def names(view: FitList[Any]) -> list[str]:
    model = view.rows_model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


async def test_the_week_is_that_of_the_mockup(screen_of: ScreenOf) -> None:
    page = await screen_of().diary()
    assert page.head.line.accessibleName() == (
        "Артём Кузнецов · 9Б · данные из «Сетевой Город», обновлено в 08:05"
    )
    assert page.head.when.text() == "16 – 21 ноября"
    days = page.week.day_lists()
    assert [one.accessibleName() for one in days[:3]] == [
        "Понедельник, 16 ноября",
        "Вторник, 17 ноября",
        "Среда, 18 ноября",
    ]
    assert names(days[0])[1] == "09:25, Русский язык, Упр. 118, словарные слова, отметки: 4, 5"
    assert page.week.averages.accessibleName() == "Средний балл по предметам"
    assert names(page.week.averages)[0] == "Алгебра: 4,6"
    assert "Химия: —" not in names(page.week.averages)
    assert names(page.week.works) == [
        "Контрольная работа, Химия, пятница, 20 ноября",
        "Проект, Биология, понедельник, 23 ноября",
    ]


async def test_today_is_marked_and_three_days_stand_side_by_side(screen_of: ScreenOf) -> None:
    page = await screen_of().diary()
    cards = page.week.findChildren(Card)
    badges = [
        card.title.text()
        for card in cards
        if any(label.text() == "Сегодня" for label in card.findChildren(QLabel))
    ]
    assert badges == ["Среда, 18"]
    tops = {one.mapTo(page, one.rect().topLeft()).y() for one in page.week.day_lists()[:3]}
    assert max(tops) - min(tops) <= 2


async def test_other_weeks_are_a_press_away(screen_of: ScreenOf) -> None:
    screen = screen_of()
    page = await screen.diary()
    page.head.back.click()
    await turns(30)
    assert page.head.when.text() == "9 – 14 ноября"
    page.head.forward.click()
    page.head.forward.click()
    await turns(30)
    assert page.head.when.text() == "23 – 28 ноября"
    asked = [call[2] for call in screen.school.diary.calls if call[0] == "week"]
    assert [str(day) for day in asked] == ["2026-11-16", "2026-11-09", "2026-11-23"]


async def test_results_absences_and_announcements(screen_of: ScreenOf) -> None:
    screen = screen_of()
    page = await screen.diary()
    page.tabs.choose(RESULTS)
    await turns(30)
    assert page.views.current is page.results
    assert names(page.results.results)[0].startswith("Алгебра: 4,6. 5 (16.11), 4 (16.11)")
    page.results.period_wanted.emit("q1")
    await turns(30)
    assert page.results.card.title.text() == "1 четверть"
    assert not page.head.back.isVisible()
    page.tabs.choose(ABSENCES)
    await turns(30)
    assert page.absences.card.title.text() == "2 четверть · Пропущено 2 урока"
    assert names(page.absences.absences)[0] == "16 ноября, Химия, по болезни"
    page.tabs.choose(NOTICES)
    await turns(30)
    button = page.notices.findChild(QPushButton)
    assert button.accessibleName() == "Ознакомлен(а): Сверить электронные журналы!"
    button.click()
    await turns(30)
    assert ("confirm", ARTEM, "n1") in screen.school.diary.calls
    assert [one.text() for one in page.notices.findChildren(QPushButton) if one.isVisible()] == []


async def test_debts_stand_above_the_averages(screen_of: ScreenOf) -> None:
    screen = screen_of()
    debt = Work("Физика", Assignment("1", "Лабораторная работа", "", MONDAY, duty=True))
    screen.school.diary.overdue = (debt,)
    page = await screen.diary()
    assert page.week.debts_card.isVisible()
    assert names(page.week.debts) == ["Лабораторная работа, Физика, понедельник, 16 ноября"]


async def test_the_keyboard_goes_from_day_to_day_and_enter_opens_a_lesson(
    screen_of: ScreenOf,
) -> None:
    page = await screen_of().diary()
    first, second = page.week.day_lists()[:2]
    first.setFocus()
    for _ in range(3):
        QTest.keyClick(first, Qt.Key.Key_Down)
    assert first.currentIndex().row() == 3
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first
    first.setCurrentIndex(first.rows_model.index(2, 0))
    QTest.keyClick(first, Qt.Key.Key_Return)
    await turns(30)
    dialog = page.findChild(LessonDialog)
    assert dialog.title_label.text() == "Биология"
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "понедельник, 16 ноября · кабинет 201 · Вартанян Вера Арамовна" in texts
    wanted: list[str] = []
    page.direct_wanted.connect(wanted.append)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    await turns(30)
    assert wanted == [TEACHER]


async def test_another_child_is_a_menu_away_and_has_nothing_of_the_first(
    screen_of: ScreenOf,
) -> None:
    screen = screen_of()
    page = await screen.diary()
    menu = page.head.who.menu_of_options()
    assert [action.text() for action in menu.actions()] == [
        "Артём Кузнецов · 9Б",
        "Полина Кузнецова · 7А",
    ]
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    menu.actions()[1].trigger()
    await turns(30)
    assert page.notice.title.text() == "Дневник ещё не подключён"
    assert page.head.line.accessibleName() == "Полина Кузнецова · 7А"
    assert page.stack.currentWidget() is page.notice


async def test_a_single_child_needs_no_menu(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.diary.list = screen.school.diary.list[:1]
    assert not (await screen.diary()).head.who.isVisible()


# ------------------------------------------------------------------------------------- states


async def test_grey_cards_while_it_loads(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.diary.gate = asyncio.Event()
    page = await screen.diary()
    assert page.stack.currentWidget() is page.skeleton
    screen.school.diary.gate.set()
    await turns(30)
    assert page.stack.currentWidget() is page.area


async def test_without_a_connection_the_last_week_stays_and_says_how_old_it_is(
    screen_of: ScreenOf,
) -> None:
    screen = screen_of()
    diary = screen.school.diary
    diary.kept, diary.kept_list, diary.error = week(), diary.list, Offline()
    page = await screen.diary()
    assert page.stack.currentWidget() is page.area
    assert page.week.day_lists()
    assert page.strip.isVisible()
    assert page.strip.text.text() == (
        "Нет связи с сервером. Проверьте подключение к сети. Показано загруженное в 08:05."
    )
    diary.error = None
    page.strip.button.click()
    await turns(30)
    assert not page.strip.isVisible()


async def test_without_anything_kept_the_way_out_is_said(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.diary.error = Offline()
    page = await screen.diary()
    assert page.notice.title.text() == "Дневник не открылся"
    screen.school.diary.error = None
    page.notice.button.click()
    await turns(30)
    assert page.stack.currentWidget() is page.area


async def test_the_servers_own_sentence_is_shown(screen_of: ScreenOf) -> None:
    screen = screen_of()
    said = UserText("По решению школы этот дневник вам не виден.")
    screen.school.diary.error = Forbidden(status=403, user_text=said)
    page = await screen.diary()
    assert page.notice.text.text() == "По решению школы этот дневник вам не виден."


async def test_nobodys_diary_and_an_empty_week(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.diary.list = ()
    assert (await screen.diary()).notice.title.text() == "Дневника пока нет"
    other = screen_of()
    other.school.diary.empty = True
    page = await other.diary()
    assert page.week.day_lists() == []
    assert page.week.works_card.title.text() == "Ближайших работ нет"
    texts = [one.text() for one in page.week.findChildren(QLabel) if one.isVisible()]
    assert "На этой неделе уроков нет." in texts


async def test_a_refused_password_asks_to_link_again(screen_of: ScreenOf) -> None:
    screen = screen_of()
    said = "Электронный журнал ответил: Неправильный пароль"
    screen.school.diary.list = (
        Child(ARTEM, "Артём", "9Б", source="Сетевой Город", linked=True, problem=said),
    )
    page = await screen.diary()
    assert page.strip.text.text() == said
    page.strip.button.click()
    await turns(30)
    assert page.findChild(LinkDialog).isVisible()
    page.findChild(LinkDialog).reject()
    await turns(30)


# ------------------------------------------------------------------------------------- linking


async def test_linking_a_gradebook(screen_of: ScreenOf) -> None:
    screen = screen_of()
    diary = screen.school.diary
    page = await screen.diary()
    page.show_child(POLINA)
    await turns(30)
    page.notice.button.click()
    await turns(30)
    dialog = page.findChild(LinkDialog)
    assert not dialog.go.isEnabled()
    dialog.login.setText(" мама ")
    dialog.password.setText("тайна")
    refusal = "Электронный журнал ответил: Неправильный пароль или имя пользователя"
    diary.link_error = Forbidden(status=409, user_text=UserText(refusal))
    dialog.go.click()
    await turns(30)
    assert dialog.problem.text() == refusal
    assert (dialog.login.text(), dialog.password.text()) == (" мама ", "тайна")
    diary.link_error = None
    diary.outcomes = [LinkOutcome(False, ((1, "Артём К."), (2, "Полина К."))), LinkOutcome(True)]
    dialog.go.click()
    await turns(30)
    assert dialog.child.isVisible()
    dialog.child.choose(2)
    dialog.go.click()
    await turns(30)
    assert diary.calls[-1][0] != "link"
    assert ("link", POLINA, "sgo", "мама", "тайна", 2) in diary.calls
    assert page.stack.currentWidget() is page.area
    assert page.head.line.accessibleName().startswith("Полина Кузнецова · 7А")


# ------------------------------------------------------------------------------- size, colour


def _ends(page: Any) -> list[str]:
    """Visible texts that are wider than their place."""
    cut = []
    for button in page.findChildren(QPushButton):
        if button.isVisible() and button.width() < button.minimumSizeHint().width():
            cut.append(button.text())
    return cut


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1208), (2.0, 1208), (1.25, 950), (1.0, 450)])
async def test_nothing_is_cut_off(screen_of: ScreenOf, scale: float, width: int) -> None:
    look = Theme(ProfileKind.SCHOOL, scale=scale)
    page = await screen_of(look=look).diary((width, 800))
    await turns(30)
    assert _ends(page) == []
    inner = page.area.widget()
    assert inner.width() <= page.area.viewport().width()
    for view in page.week.day_lists():
        wanted = sum(view.sizeHintForRow(row) for row in range(view.rows_model.rowCount()))
        assert view.height() >= wanted
    page.tabs.choose(RESULTS)
    await turns(30)
    assert _ends(page) == []


async def test_both_modes_paint_with_their_own_colours(
    any_theme: Theme, screen_of: ScreenOf
) -> None:
    page = await screen_of(look=any_theme).diary()
    await turns(30)
    image: QImage = page.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, 1208, 4) for y in range(0, 800, 4)}
    colors = any_theme.colors
    for name in ("win", "surface", "acc", "accSoft", "mark4Soft", "mark3Soft", "mark2Soft"):
        assert getattr(colors, name).name() in seen, name


async def test_a_sheet_closes_with_escape(screen_of: ScreenOf) -> None:
    page = await screen_of().diary()
    page.week.lesson_chosen.emit(week().days[0], week().days[0].lessons[0])
    await turns(30)
    sheet = page.findChild(Sheet)
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    await turns(30)
    assert page.findChild(Sheet) is None or not sheet.isVisible()
    assert page.today() == TODAY
