"""The info panel."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.cache import MediaRow
from app.domain.content import MediaContent, MediaInfo, MediaKind, RedactedContent
from app.domain.ids import EventId
from app.domain.people import CREATOR_POWER, Member, Membership
from app.domain.rooms import MuteMode, Powers, RoomDetails
from app.ui.panel.media import MediaTab, spoken
from app.ui.panel.panel import InfoPanel
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.people import person
from tests.helpers.fakes.rooms import room, school_rooms
from tests.helpers.fakes.school import MOTHER, VERA
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline, demo_items, make_item, poll_item
from tests.ui.dialogs.conftest import until


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, session: FakeSession) -> InfoPanel:
    made = InfoPanel(session, theme, ImageLoader(theme))
    qtbot.addWidget(made)
    made.resize(340, 860)
    made.show()
    return made


def names(panel: InfoPanel) -> list[str]:
    return [member.person.name for member in panel.members.model.items()]


async def test_members_are_listed_counted_and_found(panel: InfoPanel) -> None:
    panel.set_room(school_rooms()[0], FakeTimeline(demo_items()))
    await until(lambda: len(names(panel)) == 4)
    assert panel.state.text() == "31 участник"
    panel.members.field.setText("ив дар")
    assert names(panel) == ["Дарья Иванова"]
    panel.members.field.setText("нет такого")
    assert panel.members.state.text() == "Никого не нашлось"


async def test_members_that_are_not_known_without_a_network_are_not_denied(
    panel: InfoPanel,
) -> None:
    timeline = FakeTimeline(demo_items())  # four of thirty-one
    panel.set_room(replace(school_rooms()[0], member_count=31), timeline)
    await until(lambda: len(names(panel)) == 4)
    assert panel.members.state.text() == "Без связи видны не все участники."
    assert panel.tabs.accessibleName() == "Участники 31"


async def test_a_low_panel_with_large_text_scrolls_and_cuts_nothing(
    panel: InfoPanel, theme: Theme
) -> None:
    theme.set_look(dark=False, scale=2.0)
    panel.set_room(school_rooms()[0], FakeTimeline(demo_items()))
    panel.resize(560, 500)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert panel.avatar.height() >= panel.avatar.sizeHint().height()
    assert panel.mute.height() >= panel.mute.sizeHint().height()
    assert panel.pages.height() >= 300


async def test_only_who_is_seen_is_asked_for(panel: InfoPanel, session: FakeSession) -> None:
    timeline = FakeTimeline()
    crowd = tuple(Member(person(f"Ученик {n}"), Membership.JOIN) for n in range(1000))

    async def members() -> tuple[Member, ...]:
        return crowd

    timeline.members = members  # type: ignore[method-assign]
    panel.set_room(school_rooms()[0], timeline)
    await until(lambda: any(seen.watched for seen in session.people.seen.values()))
    assert 0 < sum(seen.watched for seen in session.people.seen.values()) < 40
    panel.hide()
    assert not any(seen.watched for seen in session.people.seen.values())


async def test_adding_people_is_offered_to_whom_may_invite(panel: InfoPanel) -> None:
    timeline = FakeTimeline()
    panel.set_room(school_rooms()[0], timeline)
    assert panel.members.add.isHidden()
    timeline.details.set(RoomDetails(timeline.room_id, powers=Powers(can_invite=True)))
    assert not panel.members.add.isHidden()
    timeline.details.set(
        RoomDetails(timeline.room_id, powers=Powers(can_invite=True), managed=True)
    )
    assert panel.members.add.isHidden(), "the school's roster says who is in"
    await asyncio.sleep(0)


async def test_cards_are_offered_to_who_leads_a_class(
    panel: InfoPanel, session: FakeSession
) -> None:
    timeline = FakeTimeline()
    panel.set_room(school_rooms()[0], timeline)
    leads = RoomDetails(timeline.room_id, powers=Powers(can_pin=True), managed=True)
    session.school.me.set(MOTHER)
    timeline.details.set(leads)
    assert panel.cards.isHidden(), "parents print no cards"
    session.school.me.set(VERA)
    timeline.details.set(RoomDetails(timeline.room_id, managed=True))
    assert panel.cards.isHidden()
    timeline.details.set(leads)
    assert not panel.cards.isHidden()
    await asyncio.sleep(0)


async def test_polls_have_a_tab_and_lead_to_their_message(panel: InfoPanel) -> None:
    timeline = FakeTimeline(demo_items())
    item = poll_item("m6")

    async def media(kinds: object, *, before: object = None, limit: int = 60) -> object:
        from app.domain.cache import MediaRow

        assert item.event_id is not None
        return (MediaRow(item.event_id, item),)

    timeline.media = media  # type: ignore[method-assign,assignment]
    jumps: list[str] = []
    panel.jump_requested.connect(jumps.append)
    panel.set_room(school_rooms()[0], timeline)
    panel.tabs.pick(5)
    tab = panel.pages.currentWidget()
    await until(lambda: tab.model.rowCount() == 1)  # type: ignore[union-attr]
    tab.view.activated.emit(tab.model.index(0, 0))  # type: ignore[union-attr]
    assert jumps == ["$m6"]


async def test_a_tab_without_anything_says_so(panel: InfoPanel) -> None:
    panel.set_room(school_rooms()[0], FakeTimeline())
    panel.tabs.pick(1)
    tab = panel.pages.currentWidget()
    await until(lambda: tab.state.text() == "Фотографий пока нет")  # type: ignore[union-attr]


async def test_what_is_sent_and_deleted_meanwhile_is_seen(panel: InfoPanel) -> None:
    timeline = FakeTimeline()
    panel.set_room(school_rooms()[0], timeline)
    panel.tabs.pick(3)
    tab = panel.pages.currentWidget()
    assert isinstance(tab, MediaTab)
    await until(lambda: tab.state.text() == "Файлов пока нет")
    plan = MediaContent(MediaKind.FILE, "План.docx", None, MediaInfo())
    timeline.items.insert(0, [replace(make_item("m1", plan), event_id=None)])
    timeline.items.commit()
    assert tab.model.rowCount() == 0, "it has not gone out"
    timeline.items.update(0, make_item("m1", plan))
    timeline.items.insert(1, [make_item("m2", replace(plan, filename="Отчёт.docx"))])
    timeline.items.insert(2, [make_item("m3", replace(plan, kind=MediaKind.IMAGE))])
    timeline.items.commit()
    assert [row.event_id for row in tab.model.items()] == ["$m2", "$m1"]
    assert tab.view.isVisible()
    for at in (0, 1):
        timeline.items.update(at, replace(timeline.items[at], content=RedactedContent()))
    timeline.items.commit()
    assert tab.model.rowCount() == 0
    assert tab.state.isVisible()


async def test_a_silent_chat_says_so(panel: InfoPanel) -> None:
    panel.set_room(room("чат", mute=MuteMode.NONE), FakeTimeline())
    assert panel.mute.text() == "Выключено"
    assert panel.mute.accessibleName() == "Уведомления: Выключено"
    await asyncio.sleep(0)


async def test_a_direct_chat_has_no_members_tab(panel: InfoPanel) -> None:
    summary = next(one for one in school_rooms() if one.direct_user is not None)
    panel.set_room(summary, FakeTimeline())
    assert panel.tabs.current == 1
    await asyncio.sleep(0)


async def test_tabs_are_walked_by_keys(panel: InfoPanel) -> None:
    panel.set_room(school_rooms()[0], FakeTimeline())
    QTest.keyClick(panel.tabs, Qt.Key.Key_Right)
    assert panel.tabs.current == 1
    QTest.keyClick(panel.tabs, Qt.Key.Key_Left)
    assert panel.tabs.current == 0
    await asyncio.sleep(0)


async def test_beside_the_chosen_tab_its_neighbours_are_seen(panel: InfoPanel) -> None:
    panel.set_room(school_rooms()[0], FakeTimeline())
    tabs = panel.tabs
    for chosen in (0, 1, 2, 3, 4, 5, 4, 3, 2, 1):
        tabs.pick(chosen)
        for index, left, width in tabs._spans():
            if abs(index - chosen) == 1:
                assert left + 24 < tabs.width(), "no wheel is needed to click it"
                assert left + width > 24
    await asyncio.sleep(0)


def test_creators_and_admins_are_named() -> None:
    from app.ui.panel.member_rows import power_word, spoken

    vera = person("Вера")
    assert power_word(Member(vera, Membership.JOIN, CREATOR_POWER)) == "создатель"
    assert power_word(Member(vera, Membership.JOIN, 100)) == "админ"
    assert spoken(Member(vera, Membership.JOIN, 0), None) == "Вера"


async def test_a_file_of_another_day_says_which(panel: InfoPanel) -> None:
    old = replace(poll_item(), timestamp=datetime(2025, 8, 4, 8, 15, tzinfo=UTC))
    assert "4 августа 2025 в 12:15" in spoken(MediaRow(EventId("$poll"), old))
