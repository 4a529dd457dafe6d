"""«Школа» → «Учебный год»: what becomes of each class, then a draft like any other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLabel

from app.domain.errors import Offline, ServerError, UserText
from app.domain.rosters import Fate, MovingClass, NewYear
from app.ui.roster.roster_view import RosterView
from app.ui.roster.year_view import YearView
from app.ui.school.admin_page import AdminPage
from tests.helpers.fakes.rosters import draft
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


async def _view(screen: SchoolScreen) -> YearView:
    return await screen.tab("Учебный год", YearView)


async def test_each_class_has_what_its_grade_suggests(screen_of: ScreenOf) -> None:
    view = await _view(screen_of(admin=True))
    assert view.card.title.text() == "Новый учебный год: 2027/2028"
    shown = {key: field.currentText() for key, field in view.fields.items()}
    assert shown == {
        "5a": "станет 6А",
        "9b": "станет 10Б",
        "11a": "выпускается",
        "gpd": "остаётся как есть",
    }
    assert view.fields["gpd"].count() == 2, "nobody knows what comes after it"


async def test_the_draft_is_read_where_every_draft_is(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    screen.school.rosters.next = draft(
        summary="Новый учебный год 2027/2028. Людей было 840, станет 770.",
        archives=("9Б · класс", "9Б · родители"),
    )
    view.choose("9b", Fate.LEAVES)
    view.look.click()
    await turns(40)
    fates = {"5a": Fate.MOVES, "9b": Fate.LEAVES, "11a": Fate.LEAVES, "gpd": Fate.STAYS}
    assert ("roll", "s14", fates) in screen.school.rosters.calls
    assert not any(call[0] == "confirm" for call in screen.school.rosters.calls)
    page = next(one for one in screen.windows if isinstance(one, AdminPage))
    assert page.nav.current == "roster"
    roster = page.stack.currentWidget()
    assert isinstance(roster, RosterView)
    (card,) = roster.drafts
    assert {"9Б · класс", "9Б · родители"} <= set(card.texts())
    card.apply.click()
    await turns(20)
    assert ("confirm", "d1", "", True) in screen.school.rosters.calls


COMING = NewYear(
    "2027/2028",
    (
        MovingClass("9b", "9Б", 28, "10Б", Fate.MOVES),
        MovingClass("11a", "11А", 24, "", Fate.LEAVES),
        MovingClass("gpd", "Продлёнка", 12, "Продлёнка", Fate.MOVES),
    ),
    told=True,
    begins=date(2037, 9, 1),
)


async def test_the_year_of_a_register_is_shown_without_a_choice(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.coming = COMING
    view = await _view(screen)
    shown = {one.text() for one in view.card.findChildren(QLabel) if one.isVisibleTo(view)}
    assert {"станет 10Б", "выпускается", "остаётся как есть"} <= shown
    assert view.fields == {}
    assert "год начинается 1 сентября 2037" in view.words[0].text()
    screen.school.rosters.next = draft(begins=COMING.begins)
    view.look.click()
    await turns(40)
    assert ("roll", "s14", {}) in screen.school.rosters.calls
    page = next(one for one in screen.windows if isinstance(one, AdminPage))
    roster = page.stack.currentWidget()
    assert isinstance(roster, RosterView)
    (card,) = roster.drafts
    assert not card.apply.isEnabled(), "nobody lets it stand before its day"
    words = [one.text() for one in card.findChildren(QLabel)]
    assert "Год начнётся 1 сентября 2037: применить можно будет с этого дня." in words


async def test_a_register_that_does_not_know_the_year_yet_is_asked_again(
    screen_of: ScreenOf,
) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.coming = replace(COMING, year="", begins=None)
    view = await _view(screen)
    assert view.card.title.text() == "Новый учебный год"
    assert "ещё не было" in view.words[0].text()
    assert view.look.isEnabled()


async def test_a_school_whose_year_is_made_elsewhere_is_told_so(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    text = "Список этой школы загружен не файлом: загрузите выгрузку нового года."
    screen.school.rosters.refusal = ServerError(
        status=409, errcode="no_files", user_text=UserText(text)
    )
    view = await _view(screen)
    assert view.notice.title.text() == "Новый год готовится не здесь"
    assert view.notice.text.text() == text


async def test_a_refused_roll_keeps_what_was_chosen(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    view.choose("5a", Fate.STAYS)
    screen.school.rosters.refusal = Offline()
    view.look.click()
    await turns(20)
    assert view.chosen()["5a"] is Fate.STAYS
    assert view.look.isEnabled()
