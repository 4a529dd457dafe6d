"""«Школа» → «Хранение»: what would go is said with numbers before anything is decided."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLabel

from app.domain.errors import Offline
from app.domain.retention import KeptKind, ServerPeriods
from app.ui.qt.dialogs import Sheet
from app.ui.school.periods_card import years_words
from app.ui.school.retention_view import RetentionView
from tests.helpers.fakes.school import HEAD
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


async def _view(screen: SchoolScreen) -> RetentionView:
    return await screen.tab("Хранение", RetentionView)


def said(sheet: Sheet) -> str:
    return "\n".join(one.text() for one in sheet.findChildren(QLabel))


async def test_what_stands_is_shown_and_nothing_is_to_be_saved(screen_of: ScreenOf) -> None:
    view = await _view(screen_of(admin=True))
    stands = {"class": 365, "parents": None, "subject": None, "staff": None, "recordings": 30}
    assert view.chats.chosen() == stands
    assert view.chats.fields["class"].currentText() == "1 год"
    assert not view.chats.save.isEnabled()
    assert "Последний раз выполнено" in view.chats.state.text()
    assert not view.server.isVisible(), "files and accounts are for who runs the server"


async def test_numbers_first_then_a_yes(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view, retention = await _view(screen), screen.school.retention
    view.chats.choose("class", 90)
    view.chats.choose("parents", 365)
    view.chats.save.click()
    await turns(20)
    wanted = {KeptKind.CLASS: 90, KeptKind.PARENTS: 365}
    assert retention.calls[-1] == ("preview", "s14", wanted, 30)
    sheet = screen.sheet(Sheet)
    text = said(sheet)
    assert "Чаты классов: до 3400 сообщений старше 18 ноября 2025 (12 чатов)" in text
    assert "Чаты родителей: до 1 сообщения" in text
    sheet.reject()
    await turns(20)
    assert not any(call[0] == "decide" for call in retention.calls), "no yes, no decision"
    view.chats.save.click()
    await turns(20)
    screen.accept()
    await turns(30)
    assert ("decide", "s14", wanted, 30) in retention.calls
    assert "начнётся ближайшей ночью" in view.chats.state.text()
    assert not view.chats.save.isEnabled()


async def test_longer_takes_nothing_and_says_so(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view = await _view(screen)
    screen.school.retention.takes = {}
    view.chats.choose("class", None)
    view.chats.save.click()
    await turns(20)
    assert "Сейчас ничего не удалится" in said(screen.sheet(Sheet))
    screen.accept()
    await turns(20)
    assert ("decide", "s14", {}, 30) in screen.school.retention.calls


async def test_recordings_are_never_kept_for_ever(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    view, retention = await _view(screen), screen.school.retention
    assert view.chats.fields["recordings"].findText("Всегда") == -1
    retention.films = 3
    view.chats.choose("recordings", 7)
    view.chats.save.click()
    await turns(20)
    assert "3 записи уроков" in said(screen.sheet(Sheet))
    screen.accept()
    await turns(20)
    assert ("decide", "s14", {KeptKind.CLASS: 365}, 7) in retention.calls


async def test_the_servers_own_periods_are_for_the_operator(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.me.set(replace(HEAD, operator=True))
    screen.school.retention.whole = ServerPeriods(400, 45)
    view = await _view(screen)
    assert view.server.isVisible()
    assert view.server.fields["files"].currentText() == "400 дней", "what stands is offered too"
    assert view.server.fields["leavers"].findText("Всегда") == -1, "leavers do not stay for ever"
    view.server.choose("leavers", 7)
    view.server.save.click()
    await turns(20)
    text = said(screen.sheet(Sheet))
    assert "удалится 120 файлов" in text
    assert "закроется 4 учётные записи" in text
    screen.accept()
    await turns(20)
    assert ("decide_server", ServerPeriods(400, 7)) in screen.school.retention.calls


async def test_offline_has_its_words_and_a_failed_save_changes_nothing(
    screen_of: ScreenOf,
) -> None:
    screen = screen_of(admin=True)
    screen.school.retention.error = Offline()
    view = await _view(screen)
    assert view.notice.title.text() == "Не удалось открыть"
    screen.school.retention.error = None
    view.notice.button.click()
    await turns(20)
    view.chats.choose("staff", 730)
    screen.school.retention.refusal = Offline()
    view.chats.save.click()
    await turns(20)
    assert view.chats.chosen()["staff"] == 730, "what was chosen is not lost"
    assert not any(call[0] == "decide" for call in screen.school.retention.calls)


def test_periods_in_words() -> None:
    assert [years_words(days) for days in (None, 30, 365, 730, 1_825)] == [
        *("Всегда", "30 дней", "1 год", "2 года", "5 лет")
    ]
