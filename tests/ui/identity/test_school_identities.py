"""An administrator sees whose profile opens by what, and undoes one with a reason."""

from PySide6.QtWidgets import QWidget

from app.services.tasks import TaskScope
from app.ui.school.admin_page import AdminPage, pages
from app.ui.school.identities_view import IdentitiesView, UnbindSheet
from app.ui.theme import Theme
from tests.helpers.fakes.session import FakeSession
from tests.ui.identity.conftest import until


def test_it_is_a_place_of_the_school() -> None:
    assert any(made is IdentitiesView for _, made in pages())


async def test_all_and_broken_and_undoing_one(
    host: QWidget, theme: Theme, head: FakeSession, tasks: TaskScope
) -> None:
    view = IdentitiesView(theme, head.school, tasks)
    view.setParent(host)
    view.resize(1000, 700)
    view.show()
    view.came_up()
    await until(lambda: len(view.list.rows()) >= 2)
    first, second = view.list.rows()[:2]
    assert (first.title, first.side) == ("Кузнецова Елена Викторовна", "Сетевой Город · ku…va")
    assert "не действует" in second.text
    view.pills.buttons[1].click()
    await until(lambda: all("не действует" in row.text for row in view.list.rows()))

    view.list.chosen.emit(second)
    await until(lambda: [one for one in host.findChildren(UnbindSheet) if one.isVisible()])
    (sheet,) = [one for one in host.findChildren(UnbindSheet) if one.isVisible()]
    assert not sheet.undo.isEnabled()
    sheet.reason.setText("Потерян телефон")
    sheet.undo.click()
    await until(
        lambda: any(
            call[0] == "unbind_for" and call[2:] == ("i2", "Потерян телефон")
            for call in head.school.identities.calls
        )
    )
    await until(lambda: not view.list.rows() or not view.list.isVisible())


async def test_the_head_says_the_school_year_and_how_many_are_here(
    host: QWidget, theme: Theme, head: FakeSession, tasks: TaskScope
) -> None:
    page = AdminPage(theme, head.school, tasks)
    page.setParent(host)
    page.resize(1000, 700)
    page.show()
    page.came_up()
    await until(lambda: page.head.line.text())
    assert page.head.line.text() == "2026/2027 учебный год · сейчас в сети 5 человек"
