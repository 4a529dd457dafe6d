"""Links: from the system to the right profile, from a message never out of its own."""

from collections.abc import Callable

import pytest

from app.domain.ids import EventId, RoomId, UserId
from app.domain.rooms import RoomGlance
from app.ui.dialogs.join import JoinSheet
from app.ui.panel.person_sheet import PersonSheet
from app.ui.qt.dialogs import Sheet
from tests.helpers.fakes.session import FakeSession
from tests.helpers.settle import until
from tests.ui.shell.conftest import Live

Start = Callable[..., Live]
FAMILY = RoomId("!Семья ❤️")
CLASS = RoomId("!9Б · класс")
CLUB = RoomGlance(RoomId("!club"), "Шахматный клуб", 12, open=True)
INVITE = "https://school14.example/j/3f2yQ8t1abcdefgh"


def _sheet(live: Live) -> Sheet | None:
    shown = live.screen.window.findChildren(Sheet)
    return next((sheet for sheet in shown if sheet.isVisible()), None)


def _toast(live: Live) -> str:
    found = live.screen.window.findChild(object, "toast")
    return found.text() if found is not None else ""  # type: ignore[attr-defined]


def _sessions(live: Live) -> tuple[FakeSession, FakeSession]:
    school, personal = live.profiles.sessions
    return school, personal


def _click(live: Live, url: str) -> None:
    """A link in a message of the school profile."""
    page = live.screen.window.page_of(live.profiles.sessions[0].profile.value.id)
    assert page is not None
    page.link_wanted.emit(url)


async def test_a_chat_opens_in_the_profile_that_has_it(start: Start) -> None:
    live = start()
    _, personal = _sessions(live)
    live.screen.open_link("parta://room/%21Семья%20❤️/%24e")
    await until(lambda: ("open_timeline", FAMILY, EventId("$e")) in personal.done)
    assert live.profiles.active.value == personal.profile.value.id


async def test_a_link_in_a_message_does_not_look_into_other_profiles(start: Start) -> None:
    live = start()
    school, personal = _sessions(live)
    _click(live, "parta://room/%21Семья%20❤️")
    await until(lambda: "нужно приглашение" in _toast(live))
    assert ("glance", FAMILY, ()) in school.rooms.calls
    assert personal.done == []
    assert live.profiles.active.value == school.profile.value.id


async def test_a_message_of_my_chat_opens_from_a_message(start: Start) -> None:
    live = start()
    school, _ = _sessions(live)
    _click(live, f"https://matrix.to/#/{CLASS}/$deep?via=school14.example")
    await until(lambda: ("open_timeline", CLASS, EventId("$deep")) in school.done)


async def test_an_open_chat_is_entered_only_after_a_question(start: Start) -> None:
    live = start()
    school, _ = _sessions(live)
    school.rooms.open["#club:other.example"] = CLUB
    _click(live, "https://matrix.to/#/%23club:other.example?via=a.example&via=b.example")
    await until(lambda: _sheet(live))
    assert school.rooms.calls[-1] == ("glance", "#club:other.example", ("a.example", "b.example"))
    assert _sheet(live) is not None
    _sheet(live).accept()  # type: ignore[union-attr]
    await until(lambda: ("open_timeline", CLUB.room_id, None) in school.done)
    assert ("join", "#club:other.example", ("a.example", "b.example")) in school.rooms.calls


async def test_an_alias_of_a_chat_of_mine_opens_it(start: Start) -> None:
    live = start()
    school, _ = _sessions(live)
    school.rooms.open["#9b:school14.example"] = RoomGlance(CLASS, "9Б · класс")
    live.screen.open_link("matrix:r/9b:school14.example")
    await until(lambda: ("open_timeline", CLASS, None) in school.done)
    assert _sheet(live) is None


async def test_a_closed_chat_is_not_offered(start: Start) -> None:
    live = start()
    school, _ = _sessions(live)
    school.rooms.open["!secret"] = RoomGlance(RoomId("!secret"), "Педсовет", 9)
    _click(live, "matrix:roomid/secret")
    await until(lambda: "нужно приглашение" in _toast(live))
    assert _sheet(live) is None


async def test_a_person_is_shown_and_written_to_only_when_asked(start: Start) -> None:
    live = start()
    school, personal = _sessions(live)
    live.screen.open_link("matrix:u/sasha:home.example")
    await until(lambda: isinstance(_sheet(live), PersonSheet))
    assert live.profiles.active.value == personal.profile.value.id
    assert not any(call[0] == "create_direct" for call in personal.rooms.calls)
    sheet = _sheet(live)
    assert isinstance(sheet, PersonSheet)
    sheet.write.click()
    sasha = UserId("@sasha:home.example")
    await until(lambda: ("create_direct", sasha) in personal.rooms.calls)
    assert school.done == []


@pytest.mark.parametrize(
    "url", [INVITE, f"parta://join?address={INVITE}&hs=school14.example"]
)  # fmt: skip
async def test_an_invite_of_my_school_is_shown_here(start: Start, url: str) -> None:
    live = start()
    school, _ = _sessions(live)
    _click(live, url)
    await until(lambda: isinstance(_sheet(live), JoinSheet))
    await until(lambda: ("preview", INVITE) in school.school.links.calls)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("parta://join?address=https://x.example/j/a&hs=x.example", "другую школу"),
        ("parta://open?address=x.example&hs=x.example", "другую школу"),
        ("parta://card?address=x.example&code=ABCD", "может быть чужой"),
        ("parta://unknown", "повреждена"),
    ],
)
async def test_no_message_leads_to_a_sign_in_page(start: Start, url: str, said: str) -> None:
    live = start()
    _click(live, url)
    await until(lambda: said in _toast(live))
    assert not any(call[0] == "discover" for call in live.profiles.calls)
