"""One chat on the page: opening, leaving, coming back, what stands around the messages."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.errors import Offline
from app.domain.ids import EventId, RoomId
from app.domain.rooms import Powers, RoomState
from app.ui.conversation.choices import Choice
from app.ui.conversation.menu import choice_words
from app.ui.conversation.page import ConversationPage
from app.ui.qt.images import ImageLoader
from app.ui.style import dress
from app.ui.theme import Theme
from tests.helpers.fakes.rooms import room
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline, demo_items, make_item, many_items
from tests.ui.conversation.conftest import settled

CLASS = RoomId("!класс")
OTHER = RoomId("!другой")


class Desk:
    """A page over two chats; `timelines` holds every one that was opened, in order."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.session = FakeSession(
            rooms=[room("класс", unread=0), room("другой")], timelines=self._make
        )
        self.timelines: list[FakeTimeline] = []
        self.items = many_items(100)
        self.page = ConversationPage(self.session, theme, ImageLoader(theme))
        qtbot.addWidget(self.page)
        dress(self.page, theme)
        self.page.resize(900, 700)
        self.page.show()

    def _make(self, room_id: RoomId, at: EventId | None) -> FakeTimeline:
        self.timelines.append(FakeTimeline(self.items, room_id=room_id))
        return self.timelines[-1]

    def change(self, **fields) -> None:
        self.session.rooms.put(replace(self.session.rooms.get(CLASS), **fields))


@pytest.fixture
async def desk(qtbot: QtBot, theme: Theme):
    made = Desk(qtbot, theme)
    yield made
    made.page.close_room()
    await made.page.aclose()


@pytest.mark.parametrize(
    "url",
    [
        "https://matrix.to/#/!другой", "matrix:u/vera:x", "parta://room/%21x",
        "https://school14.example/j/3f2yQ8t1abcdefgh",
    ],
)  # fmt: skip
async def test_links_into_parta_stay_in_parta(desk, url):
    asked: list[str] = []
    desk.page.link_requested.connect(asked.append)
    desk.page.message_actions.open_link(url, "сюда")
    assert asked == [url]


async def test_a_chat_comes_back_where_it_was_left(desk):
    await desk.page.open(CLASS)
    desk.page.view.scroll_by(-900)
    before = desk.page.view.position()
    await desk.page.open(OTHER)
    await desk.page.open(CLASS)
    after = desk.page.view.position()
    assert after.key == before.key
    assert abs(after.y - before.y) < 2
    assert desk.timelines[0].closed


async def test_with_unread_messages_it_opens_at_them_instead(desk):
    await desk.page.open(CLASS)
    desk.page.view.scroll_by(-900)
    await desk.page.open(OTHER)
    desk.change(unread=2)
    await desk.page.open(CLASS)
    assert desk.session.done[-1] == ("open_timeline", CLASS, None)


async def test_a_chat_opens_at_an_event(desk):
    await desk.page.open(CLASS, EventId("$k20"))
    assert desk.page.view.place_of("k20") is not None
    assert desk.page.room_id == CLASS


async def test_of_two_quick_clicks_the_second_counts(desk):
    first = desk.page._tasks.start(desk.page.open(CLASS))
    second = desk.page._tasks.start(desk.page.open(OTHER))
    await first
    await second
    assert desk.page.view.timeline.room_id == OTHER


async def test_an_error_offers_to_try_again(desk):
    working, desk.session.timelines = desk.session.timelines, None

    async def refuse(room_id, at=None):
        raise Offline

    opened, desk.session.open_timeline = desk.session.open_timeline, refuse
    await desk.page.open(CLASS)
    placard = desk.page.middle.placard
    assert "Нет связи" in placard.accessibleName()
    desk.session.open_timeline, desk.session.timelines = opened, working
    placard.first.emit()
    await settled()
    assert desk.page.view.timeline is not None


async def test_an_invite_is_answered_on_the_page(desk):
    desk.change(state=RoomState.INVITED)
    await desk.page.open(CLASS)
    assert "пригласили" in desk.page.middle.placard.accessibleName()
    desk.page.middle.placard.first.emit()
    await settled()
    desk.change(state=RoomState.JOINED)
    await settled()
    assert desk.page.view.timeline is not None


async def test_who_may_not_write_is_told_so(desk):
    await desk.page.open(CLASS)
    details = desk.timelines[0].details
    details.set(replace(details.value, powers=Powers(can_send=False)))
    assert desk.page.composer.isHidden()
    assert "разрешено" in desk.page.bottom.foot.accessibleName()


async def test_a_chat_that_moved_leads_on(desk, qtbot):
    await desk.page.open(CLASS)
    desk.change(replaced_by=OTHER)
    with qtbot.waitSignal(desk.page.room_requested) as caught:
        desk.page.bottom.foot.acted.emit()
    assert caught.args == [OTHER]


async def test_up_in_the_empty_composer_edits_my_last_message(desk):
    await desk.page.open(CLASS)
    wanted = []
    desk.page.composer.start_edit = wanted.append
    desk.page.composer.edit_last_requested.emit()
    assert [item.key for item in wanted] == ["k99"]


async def test_a_paste_over_the_messages_is_for_the_composer(desk, qtbot):
    await desk.page.open(CLASS)
    QApplication.clipboard().setText("домашнее задание")
    qtbot.keyClick(desk.page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.composer.field.toPlainText() == "домашнее задание"


async def test_esc_closes_the_innermost_thing_first(desk, qtbot):
    await desk.page.open(CLASS)
    desk.page.find_in_chat()
    desk.page.view.set_choosing({"k99"})
    qtbot.keyClick(desk.page, Qt.Key.Key_Escape)
    assert desk.page.view.chosen is None
    assert not desk.page.find_bar.isHidden()
    qtbot.keyClick(desk.page, Qt.Key.Key_Escape)
    assert desk.page.find_bar.isHidden()


async def test_the_panel_stands_beside_and_covers_where_there_is_no_room(desk):
    await desk.page.open(CLASS)
    desk.page.show_panel(True)
    assert desk.page.panel.geometry().left() == 900 - 340
    desk.page.resize(600, 700)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert desk.page.panel.geometry().left() == 0


async def test_chosen_messages_are_copied_with_their_senders(desk):
    desk.items = demo_items()
    await desk.page.open(CLASS)
    desk.page.view.set_choosing({"m1", "m3"})
    desk.page.bottom.choices.copy.emit()
    text = QApplication.clipboard().text()
    assert text.startswith("Артём Кузнецов, 11:20\nВера Арамовна")
    assert "Можно. Разделите" in text


async def test_a_click_on_an_option_votes_and_a_second_takes_it_back(desk):
    desk.items = demo_items()
    await desk.page.open(CLASS)
    item = desk.page.view.item("m6")
    desk.page.message_actions.vote(item, "28")
    desk.page.message_actions.vote(item, "29")
    await settled()
    calls = [call for call in desk.session.composer.calls if call[0] == "vote"]
    assert calls == [("vote", CLASS, "$m6", ("28",)), ("vote", CLASS, "$m6", ())]


async def test_the_menu_offers_by_keyboard_what_stands_in_the_row(desk):
    desk.items = demo_items()
    await desk.page.open(CLASS)
    desk.page.view.row_focus.give("m6")
    menu = desk.page.menus.build("m6", QPoint(10, 10))
    words = [action.text() for action in menu.actions()]
    assert "Вариант «28 августа»" in words
    assert choice_words(Choice.CLOSE_POLL) in words
    assert choice_words(Choice.REPLY) in words
    below = menu.actions()[0].menu()
    assert isinstance(below, QMenu), "reactions have names there, and arrows reach them"
    next(one for one in below.actions() if one.text() == "🙏").trigger()
    await settled()
    assert ("react", CLASS, "$m6", "🙏") in desk.session.composer.calls


async def test_a_failed_message_can_be_sent_again_or_dropped(desk):
    await desk.page.open(CLASS)
    item = make_item("f", "Не ушло", mine=True)
    desk.timelines[0].add(item)
    desk.page.message_actions.do(Choice.RETRY, item)
    desk.page.message_actions.do(Choice.DISCARD, item)
    await settled()
    names = [call[0] for call in desk.session.composer.calls]
    assert names[-2:] == ["retry", "discard"]


async def test_the_header_counts_members_and_who_is_here(desk):
    await desk.page.open(CLASS)
    desk.change(member_count=31)
    header = desk.page.header
    alone = header.state.text()
    assert "участник" in alone and "в сети" not in alone
    desk.session.people.online(CLASS).set(12)
    assert header.state.text() == f"{alone} · 12 в сети"
