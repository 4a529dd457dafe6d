"""Registers that the service pulls by itself, on «Состав и чаты»."""

from collections.abc import Callable

from app.domain.errors import ServerError, UserText
from app.domain.rosters import NewSource, Source
from app.domain.school import SchoolMe
from app.ui.roster.roster_view import RosterView
from app.ui.roster.sources_card import SourceSheet
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]
URL = "https://register.example/ims/oneroster/rostering/v1p2"


async def test_a_schools_administrator_pulls_and_reads_trouble(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.pulled = (
        Source("s1", "s14", URL, trouble="Журнал не ответил за минуту."),
    )
    view = await screen.tab("Состав и чаты", RosterView)
    assert view.sources.lines == [(URL, "Журнал не ответил за минуту.")]
    assert not view.sources.add.isVisible(), "who runs the server connects registers"
    assert view.sources.drop == {}
    view.sources.pull["s1"].click()
    await turns(20)
    assert ("pull", "s1") in screen.school.rosters.calls
    assert len(view.drafts) == 1


async def test_a_pull_that_fails_says_why(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.pulled = (Source("s1", "s14", URL),)
    view = await screen.tab("Состав и чаты", RosterView)
    words = UserText("Журнал не пустил: проверьте идентификатор и секрет.")
    screen.school.rosters.refusal = ServerError(status=502, user_text=words)
    view.sources.pull["s1"].click()
    await turns(20)
    assert view.upload.problem.text() == words.source
    assert view.drafts == []


async def test_without_sources_schools_see_no_card(screen_of: ScreenOf) -> None:
    view = await screen_of(admin=True).tab("Состав и чаты", RosterView)
    assert not view.sources.isVisible()


async def test_who_runs_the_server_connects_and_removes(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.me.set(SchoolMe(orgs=(("s14", "Школа № 14"),), operator=True))
    view = await screen.tab("Состав и чаты", RosterView)
    view.sources.add.click()
    await turns(10)
    sheet = screen.sheet(SourceSheet)
    assert not sheet.save.isEnabled()
    sheet.url.setText(URL)
    sheet.token_url.setText("https://register.example/token")
    sheet.client_id.setText("parta")
    assert not sheet.save.isEnabled()
    sheet.secret.setText("тайна")
    sheet.save.click()
    await turns(20)
    made = NewSource(URL, "https://register.example/token", "parta", "тайна", 24)
    assert ("add_source", "s14", made) in screen.school.rosters.calls
    assert view.sources.lines == [(URL, "Ещё не брали; раз в 24 ч")]
    view.sources.drop["src1"].click()
    await turns(10)
    screen.accept()
    await turns(20)
    assert ("drop_source", "src1") in screen.school.rosters.calls
    assert view.sources.lines == []
