"""«Школа» → «Активность»: map, list, weeks, files, and what it never shows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.errors import Offline
from app.domain.school import Level, OrgActivity
from app.ui.school.activity_view import ActivityView, in_order
from app.ui.school.region_tiles import tile_of
from tests.helpers.settle import turns
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
