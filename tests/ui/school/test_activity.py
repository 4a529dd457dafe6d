"""«Школа» → «Активность»: map, list, weeks, files, and what it never shows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.errors import Offline
from app.domain.school import Level, OrgActivity, Recount, RecountedOrg, Why
from app.ui.school.activity_view import ActivityView, in_order
from app.ui.school.recount_sheet import RecountSheet
from app.ui.school.region_tiles import tile_of
from tests.helpers.settle import turns, until
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


async def _view(screen: SchoolScreen) -> ActivityView:
    page = await screen.admin()
    view = page.stack.currentWidget()
    assert isinstance(view, ActivityView)
    return view


def spoken(view: ActivityView) -> list[str]:
    model = view.list.rows_model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


async def test_regions_stand_on_the_map_and_everything_in_the_list(screen_of: ScreenOf) -> None:
    view = await _view(screen_of(admin=True))
    assert {tile[0] for tile in view.map.tiles} == {"ТО", "СА", "КЕ"}
    assert "Томская область 8,7 %" in view.map.accessibleName()
    assert spoken(view) == [
        "Далёкая область: 4,0 %",
        "Кемеровская область — Кузбасс: 19,0 %",
        "Самарская область: 9,8 %",
        "Октябрьский район: 12,0 %",
        "Школа № 14: 26,6 %",
        "Школа № 21: мало учителей",
        "Томская область: 8,7 %",
    ]
    assert view.when.text() == "по регионам, на 23 ноября"


async def test_without_regions_the_list_is_all(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    schools = tuple(one for one in screen.school.report.orgs if one.level is Level.SCHOOL)
    screen.school.report = replace(screen.school.report, orgs=schools)
    view = await _view(screen)
    assert not view.map.isVisible()
    assert len(spoken(view)) == 2


async def test_another_week_and_files(screen_of: ScreenOf, tmp_path: Path) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    assert [title for _, title in view.weeks.options] == ["16 – 22 ноября", "9 – 15 ноября"]
    view.weeks.choose("2026-W46")
    await turns(30)
    assert ("activity", "2026-W46") in screen.school.calls
    await view.save_to("2026-W47", "csv", tmp_path / "report.csv")
    assert ("activity_file", "2026-W47", "csv", tmp_path / "report.csv") in screen.school.calls


async def test_offline_and_nothing_yet_have_their_words(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.error = Offline()
    view = await _view(screen)
    assert view.notice.title.text() == "Отчёт не открылся"
    screen.school.error = None
    screen.school.report = replace(screen.school.report, orgs=())
    view.notice.button.click()
    await turns(30)
    assert view.notice.title.text() == "Отчётов пока нет"


async def test_the_head_says_which_school(screen_of: ScreenOf) -> None:
    page = await screen_of(admin=True).admin()
    assert page.head.title.accessibleName() == "Школа № 14 · управление"


def test_a_circle_in_the_tree_ends() -> None:
    one = OrgActivity("a", "А", "b", Level.DISTRICT, 9, 1.0)
    other = OrgActivity("b", "Б", "a", Level.DISTRICT, 9, 1.0)
    assert len(in_order([one, other])) <= 2


def test_names_of_regions_find_their_tile() -> None:
    assert tile_of("Томская область") == ("ТО", 8, 2)
    assert tile_of("Республика Татарстан (Татарстан)") == ("ТТ", 5, 4)
    assert tile_of("Кемеровская область — Кузбасс") == ("КЕ", 9, 2)
    assert tile_of("Школа № 14") is None


async def test_a_recount_shows_how_far_it_is_and_that_it_is_the_same(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    view.weeks.choose("2026-W46")
    await turns(20)
    view.recount.click()
    await turns(20)
    sheet = screen.sheet(RecountSheet)
    assert ("begin_recount", "2026-W47") in screen.school.calls, "the week that is shown"
    await until(lambda: sheet.bar.maximum() == 7)
    await until(lambda: sheet.state.text() == "Посчитано дней: 4 из 7.")
    await until(lambda: sheet.state.text().startswith("Совпадает"))
    assert not sheet.bar.isVisible()
    assert "Школа № 14, 26,6 % · совпадает" in sheet.rows.texts()
    assert "Школа № 21, мало учителей" in sheet.rows.texts()
    sheet.reject()
    await turns(5)


async def test_a_difference_stands_first_with_its_reason(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    rows = (
        RecountedOrg("Самарская область", 9.8, 9.8, differs=False),
        RecountedOrg("Школа № 14", 26.6, 28.1, differs=True),
    )
    screen.school.recounts = [Recount(7, 7, finished=True, orgs=rows, why=(Why.UNKNOWN,))]
    view = await _view(screen)
    view.recount.click()
    await turns(20)
    sheet = screen.sheet(RecountSheet)
    assert sheet.state.text() == "Расходится у 1 организации."
    assert sheet.rows.texts()[0] == "Школа № 14, в отчёте 26,6 %, по событиям 28,1 %, расходится"
    assert "изменены или повреждены" in sheet.why.text()
    sheet.reject()
    await turns(5)


async def test_a_recount_that_broke_off_says_so_and_is_begun_again(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    screen.school.recounts = [Recount(3, 7, failed=True)]
    view.recount.click()
    await turns(20)
    sheet = screen.sheet(RecountSheet)
    assert sheet.note.text().startswith("Пересчёт прервался")
    screen.school.error = Offline()
    sheet.again.click()
    await turns(20)
    assert sheet.note.text().startswith("Нет связи")
    screen.school.error = None
    screen.school.recounts = [Recount(7, 7, finished=True)]
    sheet.again.click()
    await turns(20)
    assert not sheet.note.isVisible()
    sheet.reject()
    await turns(5)
