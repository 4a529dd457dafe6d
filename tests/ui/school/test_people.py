"""«Школа» → «Люди»: finding people, every role of a person, exceptions, rulings, merges, a card."""

import asyncio
from collections.abc import Callable
from datetime import date

from app.domain.errors import Forbidden, Offline
from app.domain.people import Role
from app.domain.rosters import Pin, Ruling
from app.ui.roster.exception_sheets import PinSheet, RulingSheet
from app.ui.roster.new_card import NewCardSheet
from app.ui.roster.people_view import PeopleView
from app.ui.roster.person_sheet import PersonSheet
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]
UNTIL = date(2026, 12, 16)


async def _view(screen: SchoolScreen) -> PeopleView:
    view = await screen.tab("Люди", PeopleView)
    view.today = lambda: date(2026, 11, 18)
    return view


async def _person(screen: SchoolScreen, view: PeopleView, name: str) -> PersonSheet:
    view.list.chosen.emit(next(one for one in screen.school.rosters.list if name in one.name))
    await turns(5)
    return screen.sheet(PersonSheet)


async def test_people_are_found_by_name_role_and_class(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    assert view.state.text() == "4 человека"
    assert "Вартанян Вера Арамовна, родитель, учитель · 9Б" in view.list.texts()
    view.field.setText("кузнец")
    view.field.returnPressed.emit()
    await turns(10)
    assert view.state.text() == "2 человека"
    view.role.choose(Role.PARENT)
    await turns(10)
    assert screen.school.rosters.calls[-1] == ("people", "s14", "кузнец", Role.PARENT, "", 0)
    assert [text.split(",")[0] for text in view.list.texts()] == ["Кузнецова Елена Игоревна"]
    view.school_class.choose("9a")
    await turns(10)
    assert view.state.text() == "Никого не нашлось."


async def test_a_large_school_comes_in_pages(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.page = 3
    view = await _view(screen)
    assert view.state.text() == "1–3 из 4"
    assert not view.back.isVisible()
    view.more.click()
    await turns(10)
    assert view.state.text() == "4–4 из 4"
    assert [text.split(",")[0] for text in view.list.texts()] == ["Громов Павел Ильич"]
    assert not view.more.isVisible()
    view.back.click()
    await turns(10)
    assert view.state.text() == "1–3 из 4"
    assert not view.back.isVisible()


async def test_without_an_answer_nobody_is_shown_as_found(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    rosters = screen.school.rosters
    rosters.gate = asyncio.Event()
    view.field.setText("кузнец")
    view.field.returnPressed.emit()
    await turns(5)
    assert view.state.text() == "Ищу…"
    rosters.refusal = Offline()
    rosters.gate.set()
    await turns(10)
    assert view.list.texts() == [], "these were everybody, not whom one looks for"
    assert "Нет связи" in view.state.text()
    assert view.field.text() == "кузнец"
    view.again.click()
    await turns(10)
    assert (view.state.text(), len(view.list.texts())) == ("2 человека", 2)
    assert not view.again.isVisible()


async def test_a_page_that_does_not_come_leaves_the_one_that_is_shown(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.page = 3
    view = await _view(screen)
    screen.school.rosters.refusal = Offline()
    view.more.click()
    await turns(10)
    assert (view.state.text(), view.back.isVisible()) == ("1–3 из 4", False)
    view.more.click()
    await turns(10)
    view.back.click()
    await turns(10)
    assert (view.state.text(), view.back.isVisible()) == ("1–3 из 4", False)


async def test_a_person_has_all_roles_and_the_family(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    sheet = await _person(screen, view, "Вартанян")
    assert sheet.facts["Роли"] == "родитель, учитель"
    assert sheet.facts["Классы и группы"] == "9Б, 9Б · биология"
    sheet.reject()
    sheet = await _person(screen, view, "Кузнецов Артём")
    assert sheet.facts["Родители"] == "Кузнецова Елена Игоревна"
    assert not sheet.rule.isVisible(), "only parents are kept from children"
    sheet.reject()
    await turns(5)


async def test_an_exception_needs_a_reason_and_is_undone(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    (await _person(screen, view, "Громов")).pin.click()
    await turns(10)
    sheet = screen.sheet(PinSheet)
    assert not sheet.save.isEnabled()
    sheet.chat.choose(("class", "9b"))
    sheet.until.choose(UNTIL)
    sheet.reason.setText("Замещает классного руководителя")
    sheet.save.click()
    await turns(20)
    pin = Pin("class", "9b", "t-3", True, "Замещает классного руководителя", UNTIL)
    assert ("pin", "s14", pin) in screen.school.rosters.calls
    (made,) = (one for one in view.decisions.buttons if isinstance(one, Pin))
    name = view.decisions.buttons[made].accessibleName()
    assert name == (
        "Снять: Громов Павел Ильич, есть в чате «9Б · класс» до 16.12.2026: "
        "Замещает классного руководителя"
    )


async def test_a_refused_exception_keeps_what_was_typed(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    (await _person(screen, view, "Громов")).pin.click()
    await turns(10)
    sheet = screen.sheet(PinSheet)
    sheet.reason.setText("Замена")
    screen.school.rosters.refusal = Forbidden(status=403)
    sheet.save.click()
    await turns(20)
    assert sheet.isVisible()
    assert sheet.note.text() == "Сервер не разрешает это действие."
    assert sheet.reason.text() == "Замена"
    sheet.reject()
    await turns(5)


async def test_a_parent_is_kept_from_a_child_until_it_is_lifted(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    (await _person(screen, view, "Кузнецова Елена")).rule.click()
    await turns(10)
    sheet = screen.sheet(RulingSheet)
    sheet.reason.setText("Решение суда от 03.09.2026")
    assert not sheet.save.isEnabled(), "nothing is ruled yet"
    sheet.no_contact.setChecked(True)
    sheet.save.click()
    await turns(20)
    ruling = Ruling("g-1", "p-1", True, False, "Решение суда от 03.09.2026")
    assert ("rule", "s14", ruling) in screen.school.rosters.calls
    (stands,) = (one for one in view.decisions.buttons if isinstance(one, Ruling))
    view.decisions.buttons[stands].click()
    await turns(10)
    screen.accept()
    await turns(20)
    assert ("lift", "r1") in screen.school.rosters.calls
    assert not any(isinstance(one, Ruling) for one in view.decisions.buttons)


async def test_two_who_are_one_are_merged_and_divided(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    (one,) = view.decisions.buttons
    view.decisions.buttons[one].click()
    await turns(10)
    screen.accept()
    await turns(30)
    assert ("merge", "s14", "t-3", "g-9") in screen.school.rosters.calls
    (merged,) = view.decisions.buttons
    view.decisions.buttons[merged].click()
    await turns(20)
    assert ("divide", "m1") in screen.school.rosters.calls


async def test_a_new_card_is_shown_once(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    (await _person(screen, view, "Кузнецов Артём")).new_card.click()
    await turns(10)
    assert screen.school.cards.calls == [], "it is asked for first"
    screen.accept()
    await turns(20)
    assert ("reset", "9b", "p-1", False) in screen.school.cards.calls
    sheet = screen.sheet(NewCardSheet)
    assert sheet.code.text() == "7K3M-9QWE-RT2Y"
    sheet.accept()
    await turns(5)


async def test_offline_has_its_words(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.error = Offline()
    view = await _view(screen)
    assert view.stack.currentWidget() is view.notice
    assert "Нет связи" in view.notice.text.text()
