"""«Школа» → «Чаты школы»: chats, who is in them, in and out by exception, in one place."""

from collections.abc import Callable

from app.domain.errors import Offline
from app.ui.roster.chat_sheet import ChatSheet
from app.ui.roster.chats_view import ChatsView
from app.ui.roster.exception_sheets import PinSheet
from tests.helpers.settle import turns
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


async def _opened(screen: SchoolScreen) -> tuple[ChatsView, ChatSheet]:
    view = await screen.tab("Чаты школы", ChatsView)
    view.list.chosen.emit(screen.school.rosters.chat_list[0])
    await turns(30)
    return view, screen.sheet(ChatSheet)


async def test_chats_are_listed_and_narrowed_by_typing(screen_of: ScreenOf) -> None:
    view = await screen_of(admin=True).tab("Чаты школы", ChatsView)
    assert view.list.texts()[0] == "9Б · класс, 31 участник"
    view.search.setText("род")
    assert view.list.texts() == ["9Б · родители, 52 участника"]
    assert not view.nothing.isVisible()
    view.search.setText("9ё")
    assert (view.list.texts(), view.nothing.isVisible()) == ([], True)


async def test_somebody_is_let_in_for_a_time_and_out_again(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    rosters = screen.school.rosters
    view, sheet = await _opened(screen)
    assert sheet.members.texts()[0] == "Вартанян Вера Арамовна, ведёт"
    sheet.search.setText("Громов")
    await turns(20)
    sheet.found.chosen.emit(rosters.list[3])
    await turns(20)
    ask = screen.sheet(PinSheet)
    assert not ask.save.isEnabled(), "a reason is wanted"
    ask.reason.setText("Замещает классного")
    ask.save.click()
    await turns(40)
    pin = next(call[2] for call in rosters.calls if call[0] == "pin")
    assert (pin.kind, pin.about, pin.person, pin.inside) == ("class", "9b", "t-3", True)
    assert pin.until > pin.until.today()
    assert "Громов Павел Ильич, исключение" in sheet.members.texts()
    (button,) = sheet.pins.buttons.values()
    button.click()
    await turns(30)
    assert ("unpin", "pin1") in rosters.calls
    assert "Громов Павел Ильич, исключение" not in sheet.members.texts()
    sheet.reject()
    await turns(20)
    assert view.list.texts()[0] == "9Б · класс, 31 участник"


async def test_a_member_is_kept_out_for_a_time(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    rosters = screen.school.rosters
    view, sheet = await _opened(screen)
    sheet.members.chosen.emit(rosters.chat_people[1])
    await turns(20)
    ask = screen.sheet(PinSheet)
    ask.reason.setText("По решению комиссии")
    ask.save.click()
    await turns(40)
    pin = next(call[2] for call in rosters.calls if call[0] == "pin")
    assert (pin.person, pin.inside) == ("p-1", False)
    sheet.reject()
    await turns(20)
    assert view.list.texts()[0].endswith("1 исключение")


async def test_offline_and_none_have_their_words(screen_of: ScreenOf) -> None:
    screen = screen_of(admin=True)
    screen.school.rosters.error = Offline()
    view = await screen.tab("Чаты школы", ChatsView)
    assert view.notice.title.text() == "Не удалось открыть"
    screen.school.rosters.error = None
    screen.school.rosters.chat_list = ()
    view.notice.button.click()
    await turns(20)
    assert view.notice.title.text() == "Чатов ещё нет"
