"""«Школа»: places under headings, by keyboard, with counts, remembered, and where it is narrow."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.preferences import Preferences
from app.ui.roster.people_view import PeopleView
from app.ui.school.activity_view import ActivityView
from app.ui.school.admin_page import AdminPage
from app.ui.theme import Theme
from app.ui.trust.applications_view import ApplicationsView
from tests.helpers.fakes.trust import application, report
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


def spoken(page: AdminPage) -> list[str]:
    """Every row of the list as a screen reader says it."""
    role = Qt.ItemDataRole.AccessibleTextRole
    rows = [page.nav.item(number) for number in range(page.nav.count())]
    return [row.data(role) or row.text() for row in rows]


async def test_places_stand_under_headings_and_arrows_step_over_them(screen_of: ScreenOf) -> None:
    page = await screen_of(admin=True).admin()
    rows = spoken(page)
    assert rows[0] == "Обзор"
    assert rows.index("Безопасность") < rows.index("Жалобы")
    assert page.nav.current == "activity"
    page.nav.setFocus()
    for _ in range(2):
        QTest.keyClick(page.nav, Qt.Key.Key_Down)
    await turns(20)
    assert page.nav.current == "people", "the heading «Люди» was stepped over"
    assert isinstance(page.stack.currentWidget(), PeopleView)


async def test_what_waits_is_counted_and_counted_down(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    teachers, complaints = screen.school.teachers, screen.school.complaints
    teachers.waiting = [application(1), application(2)]
    complaints.reports = [report(1), report(2, closed_by=report().sender)]
    page = await screen.admin()
    assert "Заявки, ждут: 2" in spoken(page)
    assert "Жалобы, ждут: 1" in spoken(page)
    page.nav.choose("applications")
    await turns(20)
    teachers.waiting = []
    view = page.stack.currentWidget()
    assert isinstance(view, ApplicationsView)
    view.came_up()
    await turns(20)
    assert "Заявки" in spoken(page)


async def test_the_place_is_remembered_and_an_unknown_one_is_not(
    theme: Theme, screen_of: ScreenOf, tmp_path: Path
) -> None:
    screen = screen_of(admin=True)

    def begun() -> AdminPage:
        preferences = Preferences(tmp_path / "p.json")
        page = AdminPage(theme, screen.school, screen.tasks, preferences)
        screen.show(page)
        page.came_up()
        return page

    begun().nav.choose("applications")
    await turns(20)
    assert begun().nav.current == "applications"
    Preferences(tmp_path / "p.json").change(school_place="gone")
    page = begun()
    await turns(20)
    assert page.nav.current == "activity"


async def test_a_narrow_page_has_a_picker_and_loses_nothing(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.teachers.waiting = [application(1)]
    page = await screen.admin()
    assert (page.nav.isVisible(), page.picker.isVisible()) == (True, False)
    page.theme.set_look(dark=False, scale=2.0)
    page.resize(952, 700)
    await turns(5)
    assert (page.nav.isVisible(), page.picker.isVisible()) == (False, True)
    assert ("applications", "Заявки · 1") in page.picker.options
    page.picker.choose("applications")
    await turns(20)
    assert isinstance(page.stack.currentWidget(), ApplicationsView)
    page.theme.set_look(dark=False, scale=1.0)
    page.resize(952, 700)
    await turns(5)
    assert page.nav.isVisible()
    assert page.nav.current == "applications"
    page.nav.choose("activity")
    await turns(20)
    assert isinstance(page.stack.currentWidget(), ActivityView)
