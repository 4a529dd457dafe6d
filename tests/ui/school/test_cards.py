"""Cards of a class and the first steps, for administrators and for teachers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import Forbidden, Offline
from app.domain.rosters import CardState
from app.ui.qt.dialogs import Sheet
from app.ui.rail.rail import Section
from app.ui.roster.cards_view import CardsView
from app.ui.roster.new_card import NewCardSheet
from app.ui.roster.roster_view import RosterView
from app.ui.roster.school_sheets import CardsSheet, StepsSheet
from app.ui.roster.steps_view import StepsView, place_of
from app.ui.school.admin_page import pages
from app.ui.school.journal_view import JournalPage
from tests.helpers.fakes.school import VERA
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


async def _cards(screen: SchoolScreen) -> CardsView:
    view = await screen.tab("Карточки", CardsView)
    view.opened_file = lambda target: None
    return view


async def test_a_class_is_printed_whole_or_in_part(screen_of: ScreenOf, tmp_path: Path) -> None:
    screen = screen_of(admin=True)
    view, cards = await _cards(screen), screen.school.cards
    assert ("of_class", "9a", False) in cards.calls
    view.school_class.choose("9b")
    await turns(20)
    assert [tick.text() for tick in view.ticks.values()] == [
        "Кузнецов Артём Олегович",
        "Облаков Иван Иванович",
    ]
    assert view.print.text() == "Напечатать для всех…"
    view.ticks["p-2"].setChecked(True)
    assert view.print.text() == "Напечатать для 1…"
    await view.save_to(tmp_path / "9Б.pdf", view.chosen)
    await turns(20)
    assert ("save_sheet", "9b", tmp_path / "9Б.pdf", False, ("p-2",)) in cards.calls


async def test_a_card_that_waits_is_not_ended_by_surprise(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _cards(screen)
    view.print.click()
    await turns(10)
    sheet = screen.sheet(Sheet)
    assert sheet.accessibleName() == "Напечатать заново?"
    sheet.reject()
    await turns(10)
    assert not any(call[0] == "save_sheet" for call in screen.school.cards.calls)


async def test_parents_have_cards_and_cards_are_ended(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view, cards = await _cards(screen), screen.school.cards
    view.whose.choose(1)
    await turns(20)
    assert cards.calls[-1] == ("of_class", "9a", True)
    view.revoke.click()
    await turns(10)
    screen.accept()
    await turns(20)
    assert ("revoke", "9a", True, ()) in cards.calls
    assert not view.revoke.isEnabled(), "no card waits any more"
    assert {one.state for one in cards.holders} == {CardState.OVER}


async def test_the_class_teacher_gives_a_new_card(screen_of: ScreenOf) -> None:
    screen = screen_of()
    school = screen.school
    school.me.set(VERA)
    school.rosters.class_list = tuple(
        replace(one, cards=one.id == "9b") for one in school.rosters.class_list
    )
    page = JournalPage(screen.theme, school.diary, screen.tasks, school=school)
    screen.show(page)
    page.view.tools.cards.click()
    await turns(30)
    view = screen.sheet(CardsSheet).view
    assert [title for _, title in view.school_class.options] == ["9Б"]
    again = next(
        one
        for one in view.findChildren(type(view.print))
        if one.accessibleName() == "Новая карточка: Облаков Иван Иванович"
    )
    again.click()
    await turns(10)
    screen.accept()
    await turns(20)
    assert ("reset", "9b", "p-2", False) in school.cards.calls
    screen.sheet(NewCardSheet).accept()
    await turns(10)
    screen.sheet(CardsSheet).reject()
    await turns(5)


async def test_who_leads_no_class_is_told_so(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.class_list = ()
    view = await _cards(screen)
    assert view.empty.isVisible()
    assert not view.print.isEnabled()


@pytest.mark.parametrize(
    ("error", "words"),
    [(Offline(), "Нет связи с сервером"), (Forbidden(status=403), "Сервер не разрешает")],
)
async def test_errors_have_their_words(screen_of: ScreenOf, error: Exception, words: str) -> None:
    screen = screen_of(admin=True)
    screen.school.cards.error = error
    view = await _cards(screen)
    assert view.stack.currentWidget() is view.notice
    assert view.notice.text.text().startswith(words)


async def test_steps_say_what_is_next_and_lead_there(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await screen.tab("Первые шаги", StepsView)
    assert view.card.state.text() == "Сделано 4 из 10"
    assert set(view.card.buttons) == {
        *("confirmed", "subjects", "pupils", "parents", "gradebook", "talk")
    }
    assert view.card.buttons["confirmed"].property("look") == "primary", "the next one"
    wanted: list[Section] = []
    view.section_wanted.connect(wanted.append)
    view.card.buttons["gradebook"].click()
    assert wanted == [Section.DIARY]
    view.card.buttons["pupils"].click()
    await turns(20)
    assert isinstance(view.parentWidget().currentWidget(), RosterView)


async def test_a_teacher_is_led_from_the_journal(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.me.set(VERA)
    page = JournalPage(screen.theme, screen.school.diary, screen.tasks, school=screen.school)
    screen.show(page)
    wanted: list[Section] = []
    page.section_wanted.connect(wanted.append)
    page.view.tools.steps.click()
    await turns(30)
    sheet = screen.sheet(StepsSheet)
    sheet.view.card.buttons["pupils"].click()
    await turns(10)
    assert wanted == [Section.CHATS]
    with pytest.raises(IndexError):
        screen.sheet(StepsSheet)


def test_every_step_leads_somewhere() -> None:
    assert place_of("profile", admin=False) == ""
    assert place_of("verify", admin=True) == ""
    assert place_of("confirmed", admin=True) == "applications"
    assert place_of("parents", admin=True) == "roster"
    keys = {place.key for place, _ in pages()}
    assert {place_of(code, admin=True) for code in ("confirmed", "parents")} <= keys
    assert place_of("confirmed", admin=False) == ""
    assert place_of("talk", admin=True) is Section.CHATS
