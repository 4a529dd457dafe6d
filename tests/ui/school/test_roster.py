"""«Школа» → «Состав и чаты»: upload, diff, brake, apply; syncs; what is said when it fails."""

from collections.abc import Callable
from pathlib import Path

from app.domain.errors import Offline, ServerError, UserText
from app.domain.rosters import RunState, SyncRun, SyncStatus
from app.domain.school import Grant, SchoolMe
from app.ui.roster.columns_sheet import ColumnsSheet
from app.ui.roster.people_view import PeopleView
from app.ui.roster.roster_view import PreviewSheet, RosterView
from app.ui.school.admin_page import AdminPage
from tests.helpers.fakes.rosters import NOW, draft
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


async def _view(screen: SchoolScreen) -> RosterView:
    return await screen.tab("Состав и чаты", RosterView)


async def test_an_upload_is_shown_as_a_diff_and_applied(
    screen_of: ScreenOf, tmp_path: Path
) -> None:
    screen = screen_of(admin=True)
    view, rosters = await _view(screen), screen.school.rosters
    assert view.drafts == []
    view.upload.chosen.emit([tmp_path / "выгрузка.zip"])
    await turns(10)
    assert ("upload", "s14", (tmp_path / "выгрузка.zip",)) in rosters.calls
    (card,) = view.drafts
    told = card.texts()
    assert "Облаков Иван: ученик, 9Б" in told
    assert "Лесной Фёдор: ученик, 9Б" in told
    assert "Кузнецова Полина: 7А → 7Б" in told
    assert any(text.startswith("users.csv, строка 17, столбец «email»") for text in told)
    assert any(text.startswith("Громов Павел Ильич") for text in told)
    assert not any(call[0] == "confirm" for call in rosters.calls), "nothing before the yes"
    assert not card.override.isVisible()
    card.apply.click()
    await turns(20)
    assert ("confirm", "d1", "", True) in rosters.calls
    assert view.drafts == []
    assert view.history.list.texts()[0].endswith("переходят в другой класс: 1.")


async def test_long_lists_come_in_portions(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.waiting = [draft()]
    view = await _view(screen)
    coming = next(one for one in view.drafts[0].lists if "Облаков Иван: ученик, 9Б" in one.texts())
    assert len(coming.texts()) == 8
    assert coming.more.text() == "Показать ещё: 5"
    coming.more.click()
    assert len(coming.texts()) == 13
    assert not coming.more.isVisible()


async def test_the_brake_wants_a_tick_and_a_reason(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    words = "Уходит 120 человек из 840, больше десятой части."
    screen.school.rosters.waiting = [draft(allowed=False, brake=words)]
    view = await _view(screen)
    (card,) = view.drafts
    assert not card.apply.isEnabled()
    card.override.setChecked(True)
    assert not card.apply.isEnabled(), "a reason is wanted too"
    card.reason.setText("Выпуск девятых классов")
    assert card.apply.isEnabled()
    card.apply.click()
    await turns(20)
    assert ("confirm", "d1", "Выпуск девятых классов", True) in screen.school.rosters.calls


async def test_a_refused_file_says_every_line_and_nothing_waits(
    screen_of: ScreenOf, tmp_path: Path
) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    refusal = ServerError(
        status=422,
        errcode="roster_refused",
        user_text=UserText("Выгрузка не принята: в ней есть ошибки. Ничего не изменилось."),
    )
    refusal.findings = (
        "users.csv, строка 1, столбец «famlyName»: неизвестный столбец.",
        "users.csv, строка 4: нет фамилии.",
    )
    screen.school.rosters.refusal = refusal
    await view.send([tmp_path])
    assert view.upload.problem.text().startswith("Выгрузка не принята")
    assert view.upload.findings.texts() == list(refusal.findings)
    assert view.upload.state.text() == "2 замечания"
    assert view.upload.files.isEnabled()
    assert view.drafts == []


async def test_an_apply_that_fails_may_be_tried_again(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.waiting = [draft()]
    view = await _view(screen)
    screen.school.rosters.refusal = Offline()
    view.drafts[0].apply.click()
    await turns(20)
    assert view.drafts[0].apply.isEnabled()
    view.drafts[0].cancel.click()
    await turns(20)
    assert ("cancel", "d1") in screen.school.rosters.calls
    assert view.drafts == []


async def test_a_sync_is_asked_for_watched_and_stopped(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view, syncs = await _view(screen), screen.school.syncs
    assert "без ошибок" in view.sync.state.text()
    assert view.sync.week.text() == "Изменений за неделю: +12 / −4"
    assert not view.sync.bar.isVisible()
    view.sync.now.click()
    await turns(20)
    assert ("ask", False) in syncs.calls
    assert view.sync.state.text() == "Идёт сверка: 10 из 40."
    assert (view.sync.bar.maximum(), view.sync.bar.value()) == (40, 10)
    view.sync.stop.click()
    await turns(20)
    assert ("stop", 2) in syncs.calls
    assert view.sync.state.text() == "Сверку остановили."
    assert len(view.sync.log.texts()) == 2


async def test_a_held_sync_says_why_and_asks_twice(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    held = SyncRun(3, RunState.HELD, NOW, NOW, 90, 0, "Удалить придётся 90 из 300.")
    screen.school.syncs.now = SyncStatus((held,))
    view = await _view(screen)
    assert view.sync.state.text() == "Удалить придётся 90 из 300."
    view.sync.sure.click()
    await turns(10)
    assert ("ask", True) not in screen.school.syncs.calls
    screen.accept()
    await turns(20)
    assert ("ask", True) in screen.school.syncs.calls


async def test_what_a_sync_would_do_is_shown_first(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    view.sync.preview.click()
    await turns(10)
    sheet = screen.sheet(PreviewSheet)
    assert sheet.lines.texts() == ["9Б · класс: добавить — Облаков Иван"]
    sheet.reject()
    await turns(5)


async def test_offline_first_and_offline_later(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.error = Offline()
    view = await _view(screen)
    assert view.notice.title.text() == "Не удалось открыть"
    screen.school.rosters.error = None
    view.notice.button.click()
    await turns(20)
    assert view.stack.currentWidget() is view.area
    screen.school.rosters.error = Offline()
    view.came_up()
    await turns(20)
    assert view.stack.currentWidget() is view.area, "what was shown stays"
    assert view.strip.isVisible()


async def test_one_of_several_schools_is_chosen(screen_of: ScreenOf, tmp_path: Path) -> None:
    screen = screen_of(admin=True)
    both = (("s14", "Школа № 14"), ("s21", "Школа № 21"))
    grants = tuple(Grant(org, "admin") for org, _ in both)
    screen.school.me.set(SchoolMe("Сергей Дорохов", grants, both))
    view = await _view(screen)
    page = next(one for one in screen.windows if isinstance(one, AdminPage))
    assert page.org.isVisible()
    page.org.choose("s21")
    await turns(20)
    await view.send([tmp_path])
    assert ("upload", "s21", (tmp_path,)) in screen.school.rosters.calls


async def test_before_the_first_list_people_are_told_to_bring_one(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.me.set(SchoolMe(operator=True))
    people = await screen.tab("Люди", PeopleView)
    assert people.notice.title.text() == "Списка школы ещё нет"
    assert not any(call[0] == "people" for call in screen.school.rosters.calls)


async def test_columns_are_named_by_hand_and_the_list_goes_again(
    screen_of: ScreenOf, tmp_path: Path
) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    await view.send([tmp_path / "список.csv"])
    view.upload.columns.click()
    await turns(10)
    sheet = screen.sheet(ColumnsSheet)
    sheet.fields["full"].setText(" Кто ")
    sheet.fields["class"].setText("Куда")
    sheet.accept()
    await turns(20)
    told = {"Кто": "full", "Куда": "class"}
    assert screen.school.rosters.calls[-1] == (
        "upload", "s14", (tmp_path / "список.csv",), told
    )  # fmt: skip
