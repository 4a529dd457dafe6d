"""The card of a person, and making administrators of a chat."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import AppError, Forbidden, NotFound, Offline, UserText
from app.domain.people import (
    ADMIN_POWER,
    CREATOR_POWER,
    LastSeen,
    Lately,
    Member,
    Membership,
    Person,
    Presence,
    Role,
)
from app.domain.portrait import Portrait, PortraitRole
from app.domain.rooms import Powers, RoomDetails
from app.ui.panel.panel import InfoPanel
from app.ui.panel.person_acts import PersonAct, acts_for
from app.ui.panel.person_sheet import PersonSheet
from app.ui.qt.dialogs import Sheet
from app.ui.qt.i18n import user_text
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.rooms import school_rooms
from tests.helpers.fakes.school import VERA as VERA_AT_SCHOOL
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import DARYA, VERA, FakeTimeline
from tests.ui.dialogs.conftest import host, images, until

__all__ = ["host", "images"]

MOTHER_TEACHER = Portrait(
    "Вартанян Вера Арамовна",
    (
        PortraitRole(Role.TEACHER, "Школа № 14", leads=("9Б",), subjects=("Биология", "Химия")),
        PortraitRole(Role.PARENT, "Школа № 14", children=(("Вартанян Нина", "3А"),)),
    ),
)


@pytest.fixture
def session() -> FakeSession:
    session = FakeSession()
    session.school.me.set(VERA_AT_SCHOOL)
    session.school.known[VERA.user_id] = MOTHER_TEACHER
    return session


class Chat(FakeTimeline):
    """Vera made it, Darya is a member; I may make administrators."""

    def __init__(self, *, power: int = 0, mine: int = 100, managed: bool = False) -> None:
        super().__init__()
        self.power, self.gone = power, False
        admin = mine >= ADMIN_POWER
        powers = Powers(mine=mine, can_appoint=admin, can_kick=admin)
        self.details.set(RoomDetails(self.room_id, powers=powers, managed=managed))

    async def members(self) -> tuple[Member, ...]:
        vera = Member(VERA, Membership.JOIN, CREATOR_POWER)
        return (vera,) if self.gone else (vera, Member(DARYA, Membership.JOIN, self.power))

    def grows(self, power: int) -> None:
        """The levels have come back from the server."""
        self.power = power
        now = self.details.value
        named = (VERA.user_id, DARYA.user_id) if power else (VERA.user_id,)
        self.details.set(RoomDetails(now.room_id, powers=now.powers, administrators=named))


@pytest.fixture
def sheet_of(host: QWidget, theme: Theme, session: FakeSession, images: ImageLoader):
    def make(person: Person, chat: Chat | None = None) -> PersonSheet:
        made = PersonSheet(
            host, theme, images, session=session, timeline=chat, user_id=person.user_id
        )
        made.open()
        return made

    return make


async def _answer(host: QWidget, words: str) -> None:
    """Press the button of the question that has come up."""
    found: list[QPushButton] = []

    def asked() -> bool:
        found[:] = [
            button
            for sheet in host.findChildren(Sheet)
            if sheet.isVisible()
            for button in sheet.findChildren(QPushButton)
            if button.text() == words
        ]
        return bool(found)

    await until(asked)
    found[-1].click()


async def test_a_card_says_as_roughly_as_it_was_told_when_somebody_was_here(
    sheet_of, session: FakeSession
) -> None:
    sheet = sheet_of(VERA, Chat())
    seen = session.people.last_seen(VERA.user_id)
    for lately, words in (
        (Lately.RECENTLY, "был(а) недавно"),
        (Lately.WEEK, "был(а) на этой неделе"),
        (Lately.MONTH, "был(а) в этом месяце"),
        (Lately.LONG, "был(а) давно"),
    ):
        seen.set(LastSeen(Presence.OFFLINE, lately=lately))
        assert sheet.seen.text() == words
    seen.set(None)
    assert sheet.seen.text() == "", "hidden"


async def test_a_card_shows_every_role_with_what_goes_with_it(sheet_of, theme: Theme) -> None:
    sheet = sheet_of(VERA, Chat())
    await until(lambda: "Родитель" in sheet.roles.texts())
    assert sheet.roles.texts() == [
        "Учитель",
        "Классный руководитель: 9Б",
        "Предметы: Биология, Химия",
        "Родитель",
        "Вартанян Нина, 3А",
    ]
    assert sheet.name.text() == VERA.name
    assert sheet.standing.text() == "Создатель этого чата"
    assert not sheet.cap.isHidden()
    assert sheet.appoint.isHidden(), "nobody takes a creator's power away"
    assert sheet.note.isHidden()
    sheet.reject()


async def test_the_school_is_named_where_a_person_has_roles_at_several(
    sheet_of, session: FakeSession
) -> None:
    session.school.known[VERA.user_id] = Portrait(
        "Вера",
        (PortraitRole(Role.TEACHER, "Школа № 14"), PortraitRole(Role.PARENT, "Школа № 21")),
    )
    sheet = sheet_of(VERA)
    await until(lambda: sheet.roles.texts()[1:2] == ["Школа № 14"])
    assert sheet.roles.texts() == ["Учитель", "Школа № 14", "Родитель", "Школа № 21"]
    sheet.reject()


@pytest.mark.parametrize("error", [NotFound(status=404), Offline()], ids=["unknown", "offline"])
async def test_without_the_school_the_role_that_came_with_messages_is_shown(
    sheet_of, session: FakeSession, error: AppError
) -> None:
    session.school.error = error
    sheet = sheet_of(VERA, Chat())
    note = user_text(error.user_text) if isinstance(error, Offline) else ""
    await until(lambda: sheet.roles.texts() == ["Учитель"] and sheet.note.text() == note)
    assert sheet.note.isHidden() is (not note)
    sheet.reject()


async def test_write_asks_for_the_direct_chat_and_my_own_card_has_no_buttons(
    sheet_of, session: FakeSession
) -> None:
    written: list[str] = []
    sheet = sheet_of(DARYA, Chat())
    sheet.write_wanted.connect(written.append)
    await until(lambda: not sheet.write.isHidden())
    sheet.write.click()
    assert written == [DARYA.user_id]

    me = session.profile.value
    mine = sheet_of(Person(me.user_id, "Я"))
    await until(lambda: mine.name.text())
    assert mine.write.isHidden()
    assert mine.appoint.isHidden()
    mine.reject()


async def test_a_member_is_made_an_administrator_and_is_one_no_longer(
    sheet_of, host: QWidget, session: FakeSession
) -> None:
    chat = Chat()
    sheet = sheet_of(DARYA, chat)
    await until(lambda: not sheet.appoint.isHidden())
    assert sheet.appoint.text() == "Сделать администратором…"
    sheet.appoint.click()
    await _answer(host, "Сделать администратором")
    await until(lambda: session.chat_settings.appointed == [(DARYA.user_id, True)])
    chat.grows(ADMIN_POWER)
    await until(lambda: sheet.standing.text() == "Администратор этого чата")
    assert sheet.appoint.text() == "Снять с администраторов…"
    sheet.appoint.click()
    await _answer(host, "Снять с администраторов")
    await until(lambda: session.chat_settings.appointed[-1] == (DARYA.user_id, False))
    sheet.reject()


async def test_what_the_server_refuses_is_said_in_its_words(
    sheet_of, host: QWidget, session: FakeSession
) -> None:
    words = UserText("Ученикам и родителям можно дать права помощника, но не больше.")
    session.chat_settings.error = Forbidden(status=403, user_text=words)
    sheet = sheet_of(DARYA, Chat())
    await until(lambda: not sheet.appoint.isHidden())
    sheet.appoint.click()
    await _answer(host, "Сделать администратором")
    await until(lambda: sheet.note.text() == words.source)
    assert sheet.appoint.isEnabled()
    sheet.reject()


@pytest.mark.parametrize(
    "chat",
    [Chat(mine=0), Chat(managed=True), Chat(power=100, mine=100)],
    ids=["I am no administrator", "the school's own chat", "as high as I am"],
)
async def test_administrators_are_made_only_where_the_levels_allow(sheet_of, chat: Chat) -> None:
    sheet = sheet_of(DARYA, chat)
    await until(lambda: not sheet.write.isHidden())
    assert sheet.appoint.isHidden()
    sheet.reject()


async def test_the_menu_of_a_member_offers_the_same_and_the_list_follows(
    qtbot, theme: Theme, session: FakeSession
) -> None:
    panel = InfoPanel(session, theme, ImageLoader(theme))
    qtbot.addWidget(panel)
    panel.resize(340, 860)
    panel.show()
    chat, asked = Chat(), []
    panel.person_requested.connect(asked.append)
    panel.set_room(school_rooms()[0], chat)
    members = panel.members
    await until(lambda: members.model.rowCount() == 2)
    darya = members.model.items()[1]
    menu = members.menu_of(darya, chat)
    assert [action.text() for action in menu.actions()][:4] == [
        "Показать профиль",
        "Написать лично",
        "Сделать администратором…",
        "Удалить из чата…",
    ]
    menu.actions()[0].trigger()
    members.view.activated.emit(members.model.index(0, 0))
    assert asked == [DARYA.user_id, VERA.user_id]
    menu.actions()[2].trigger()
    await _answer(panel, "Сделать администратором")
    await until(lambda: session.chat_settings.appointed == [(DARYA.user_id, True)])
    chat.grows(ADMIN_POWER)
    await until(lambda: members.model.items()[1].power == ADMIN_POWER)
    said = members.model.data(members.model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "админ" in str(said)


async def test_a_member_is_taken_out_after_a_question_and_the_list_follows(
    qtbot, theme: Theme, session: FakeSession
) -> None:
    panel = InfoPanel(session, theme, ImageLoader(theme))
    qtbot.addWidget(panel)
    panel.resize(340, 860)
    panel.show()
    chat = Chat()
    panel.set_room(school_rooms()[0], chat)
    members = panel.members
    await until(lambda: members.model.rowCount() == 2)
    menu = members.menu_of(members.model.items()[1], chat)
    next(one for one in menu.actions() if one.text() == "Удалить из чата…").trigger()
    await _answer(panel, "Удалить")
    wanted = ("remove", chat.room_id, DARYA.user_id)
    await until(lambda: wanted in session.rooms.calls)
    chat.gone = True
    chat.details.set(replace(chat.details.value, joined_count=1))
    await until(lambda: members.model.rowCount() == 1)


@pytest.mark.parametrize("chat", [Chat(mine=0), Chat(managed=True), Chat(power=100, mine=100)])
async def test_nobody_is_taken_out_where_the_levels_do_not_allow(
    session: FakeSession, chat: Chat
) -> None:
    darya = (await chat.members())[1]
    acts = acts_for(darya, chat.details.value, session.profile.value.user_id)
    assert acts == (PersonAct.CARD, PersonAct.WRITE)


async def test_the_panel_of_a_direct_chat_says_who_it_is(
    qtbot, theme: Theme, session: FakeSession
) -> None:
    panel = InfoPanel(session, theme, ImageLoader(theme))
    qtbot.addWidget(panel)
    summary = next(one for one in school_rooms() if one.direct_user is not None)
    assert summary.direct_user is not None
    session.school.known[summary.direct_user] = MOTHER_TEACHER
    panel.show()
    panel.set_room(summary, FakeTimeline())
    await until(lambda: "Классный руководитель: 9Б" in panel.roles.texts())
    panel.set_room(school_rooms()[0], FakeTimeline())
    assert panel.roles.isHidden()
    await asyncio.sleep(0)
