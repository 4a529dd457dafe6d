"""«Ещё в ЭЖД»: pages of the register open in the browser, one host over https and no other."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.errors import Offline
from app.domain.parse.register_menu import parse_links, parse_menu
from app.domain.register_menu import RegisterEntry, RegisterLink, RegisterMenu
from app.ui.consents.rules_view import RulesView
from app.ui.school.diary_page import DiaryPage
from app.ui.school.journal_view import JournalPage
from app.ui.school.register_menu_view import RegisterMenuView
from tests.helpers.fakes.diary import TODAY
from tests.helpers.fakes.school import HEAD
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]
REPORTS = RegisterLink("Отчёты", "https://sgo.example/app/reports")


async def test_a_page_opens_in_the_browser(
    screen_of: ScreenOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = screen_of()
    screen.school.register_menu.mine = (REPORTS,)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    page = JournalPage(screen.theme, screen.school.diary, screen.tasks, school=screen.school)
    screen.show(page)
    page.came_up()
    await turns(30)
    assert page.register is not None
    assert page.register.isVisible()
    (action,) = page.register.menu_of_links().actions()
    assert action.text() == "Отчёты"
    action.trigger()
    assert opened == [REPORTS.url]


async def test_nothing_set_up_and_offline_show_no_button(screen_of: ScreenOf) -> None:
    screen = screen_of()
    menus = screen.school.register_menu
    page = DiaryPage(screen.theme, screen.school.diary, screen.tasks, register_menu=menus)
    page.today = lambda: TODAY
    screen.show(page)
    page.came_up()
    await turns(30)
    assert page.register is not None
    assert not page.register.isVisible()
    menus.mine = (REPORTS,)
    page.came_up()
    await turns(30)
    assert page.register.isVisible()
    menus.error = Offline()
    page.came_up()
    await turns(30)
    assert page.register.isVisible(), "what was shown stays"


async def test_who_runs_the_server_sets_it_up(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.me.set(replace(HEAD, operator=True))
    view = await screen.tab("Меню журнала", RegisterMenuView)
    menus = screen.school.register_menu
    view.base.setText("http://sgo.example")
    view.pages.setPlainText("Отчёты = /app/reports")
    view.save.click()
    assert view.note.text().startswith("Нужен адрес вида https://")
    view.base.setText("https://sgo.example/")
    view.pages.setPlainText("Отчёты = /app/reports\nПланирование /plan")
    view.save.click()
    assert view.note.text() == "Строка 2: нужно «Название = /путь»."
    assert not any(call[0] == "decide" for call in menus.calls)
    view.pages.setPlainText("Отчёты = /app/reports\n\nПланирование = /plan?a=b")
    view.families.setChecked(True)
    view.save.click()
    await turns(20)
    entries = (RegisterEntry("Отчёты", "/app/reports"), RegisterEntry("Планирование", "/plan?a=b"))
    wanted = RegisterMenu("https://sgo.example", entries, families=True)
    assert ("decide", "s14", wanted) in menus.calls


async def test_others_only_read_it(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.register_menu.now = RegisterMenu(
        "https://sgo.example", (RegisterEntry("Отчёты", "/app/reports"),)
    )
    view = await screen.tab("Меню журнала", RegisterMenuView)
    assert view.pages.toPlainText() == "Отчёты = /app/reports"
    assert view.base.isReadOnly()
    assert not view.save.isVisible()


@pytest.mark.parametrize(
    "url",
    [
        "http://sgo.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://sgo.example@evil.example/",
        "https:///path",
        "https://sgo.example\\@evil.example/",
        "https://[::1",
        7,
    ],
)
def test_what_no_browser_may_be_given_is_left_out(url: object) -> None:
    assert parse_links({"links": [{"title": "Отчёты", "url": url}]}) == ()
    assert parse_menu({"base": url, "entries": "x"}).entries == ()


async def test_what_is_not_saved_yet_waits_while_one_looks_elsewhere(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.me.set(replace(HEAD, operator=True))
    page = await screen.admin()

    async def place(key: str) -> QWidget:
        page.nav.choose(key)
        await turns(30)
        return page.stack.currentWidget()

    menu = await place("register")
    assert isinstance(menu, RegisterMenuView)
    menu.pages.setPlainText("Отчёты = /app/reports")
    rules = await place("rules")
    assert isinstance(rules, RulesView)
    links = rules.rules.switches["pupil_links"]
    links.setChecked(False)
    assert await place("register") is menu
    assert menu.pages.toPlainText() == "Отчёты = /app/reports"
    await place("rules")
    assert not links.isChecked()
    rules.rules.save.click()
    await turns(20)
    screen.school.own_rules = replace(screen.school.own_rules, pupil_links=True)
    await place("register")
    await place("rules")
    assert links.isChecked(), "it was saved: what somebody else decided since is shown"
