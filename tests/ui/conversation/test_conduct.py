"""Why one cannot write now stands where one would write; what was typed stays."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.conduct import EVERY_DAY, Conduct, QuietHours, QuietMode
from app.domain.people import Member, Membership
from app.domain.rooms import Powers, RoomDetails
from app.services.tasks import TaskScope
from app.ui.composer.bar import ComposerBar
from app.ui.conversation.bottom import Bottom
from app.ui.panel.member_order import MemberOrder
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.school import VERA
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import ARTYOM, FakeTimeline, make_item
from tests.helpers.fakes.timeline import VERA as TEACHER
from tests.helpers.settle import until

ALL_DAY = QuietHours(EVERY_DAY, time(0), time(0), QuietMode.NOBODY)


class Writing:
    """Composer and bottom of one chat."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.session = FakeSession()
        self.session.school.me.set(VERA)
        self.timeline = FakeTimeline([make_item("1", "Привет")])
        self.summary = self.session.rooms.observe()[0]
        self.bar = ComposerBar(self.session, theme, ImageLoader(theme))
        self.bottom = Bottom(theme, self.bar, self.session)
        qtbot.addWidget(self.bottom)
        self.bottom.resize(700, 200)
        self.bottom.show()
        self.bar.set_room(self.summary, self.timeline)
        self.ask(Conduct())

    def ask(self, conduct: Conduct, power: int = 0) -> None:
        """The chat asks something else of those who write."""
        details = replace(self.timeline.details.value, conduct=conduct, powers=Powers(mine=power))
        self.timeline.details.set(details)
        self.bottom.show_for(self.summary, details)

    def sent(self) -> list[str]:
        return [call[2] for call in self.session.composer.calls if call[0] == "send_text"]

    def said(self) -> str:
        return self.bottom.foot.accessibleName() if self.bottom.foot.isVisible() else ""


def _submenu(entry: QAction) -> QMenu:
    found = entry.menu()
    assert isinstance(found, QMenu)
    return found


@pytest.fixture
def writing(theme: Theme, qtbot: QtBot) -> Writing:
    return Writing(theme, qtbot)


def test_quiet_hours_say_until_when_and_keep_the_draft(writing: Writing) -> None:
    writing.bar.field.setPlainText("Завтра контрольная")
    writing.ask(Conduct(ALL_DAY))
    assert writing.said() == "Тихие часы: писать можно будет с 00:00. Набранное сохранится."
    assert not writing.bar.isVisible()
    writing.ask(Conduct())
    assert writing.bar.isVisible()
    assert writing.bar.field.toPlainText() == "Завтра контрольная"
    kept = writing.session.composer.draft(writing.summary.room_id)
    assert kept.text == "Завтра контрольная"


def test_staff_write_in_hours_of_the_staff_and_a_muted_person_does_not(writing: Writing) -> None:
    writing.ask(Conduct(replace(ALL_DAY, mode=QuietMode.STAFF)))
    assert writing.said() == "", "a teacher is staff"
    writing.session.school.me.set(None)
    writing.ask(Conduct(replace(ALL_DAY, mode=QuietMode.STAFF)))
    assert "пишут только сотрудники школы" in writing.said()
    me = writing.session.profile.value.user_id
    writing.ask(Conduct(muted={me: datetime.now(UTC) + timedelta(hours=1)}))
    assert writing.said().startswith("Вам нельзя писать в этот чат до: ")


async def test_a_mute_ends_on_the_screen_by_itself(writing: Writing) -> None:
    me = writing.session.profile.value.user_id
    writing.ask(Conduct(muted={me: datetime.now(UTC) + timedelta(seconds=0.3)}))
    assert writing.said()
    await until(writing.bar.isVisible, turns=3_000)


def test_slow_mode_counts_and_the_text_stays(writing: Writing) -> None:
    writing.ask(Conduct(slow=30))
    writing.timeline.items.insert(
        1, [make_item("2", "Моё", mine=True, when=datetime.now(UTC) - timedelta(seconds=10))]
    )
    writing.timeline.items.commit()
    assert writing.bar.manners.isVisible()
    assert writing.bar.manners.text.text().startswith("Медленный режим: следующее сообщение через")
    writing.bar.field.setPlainText("Ещё")
    QTest.mouseClick(writing.bar.send, Qt.MouseButton.LeftButton)
    assert writing.bar.field.toPlainText() == "Ещё"
    assert writing.sent() == []
    writing.ask(Conduct(slow=30), power=50)
    assert not writing.bar.manners.isVisible()


async def test_links_and_files_are_refused_before_they_go(writing: Writing) -> None:
    writing.ask(Conduct(files=50, links=50))
    writing.bar.field.setPlainText("https://game.example")
    QTest.mouseClick(writing.bar.send, Qt.MouseButton.LeftButton)
    assert writing.bar.field.toPlainText() == "https://game.example"
    assert writing.sent() == []
    assert writing.bar.manners.objection_to_files().startswith("Файлы в этом чате")
    writing.ask(Conduct(files=50, links=50), power=50)
    assert writing.bar.manners.objection_to_files() == ""
    QTest.mouseClick(writing.bar.send, Qt.MouseButton.LeftButton)
    await until(writing.sent)


async def test_a_leader_mutes_a_member_for_hours_and_lets_them_write_again(
    theme: Theme, qtbot: QtBot
) -> None:
    session, host = FakeSession(), QWidget()
    session.school.me.set(VERA)
    qtbot.addWidget(host)
    errors: list[BaseException] = []
    tasks = TaskScope(errors.append)
    order = MemberOrder(host, theme, session, tasks)
    room_id = session.rooms.observe()[0].room_id
    details = RoomDetails(room_id, powers=Powers(mine=100, can_redact_others=True))
    member = Member(ARTYOM, Membership.JOIN, 0)

    def entries(shown: Member, known: RoomDetails) -> dict[str, QAction]:
        menu = QMenu(host)
        order.add(menu, shown, known)
        return {entry.text(): entry for entry in menu.actions() if entry.text()}

    offered = entries(member, details)
    assert list(offered) == [
        "Запретить писать",
        "Удалить всё от этого человека…",
        "Не получать сообщения",
        "Пожаловаться…",
    ]
    hours = _submenu(offered["Запретить писать"]).actions()
    assert [one.text() for one in hours] == ["На 1 час", "На 3 часа", "На 24 часа", "На 72 часа"]
    hours[1].trigger()
    await until(lambda: session.chat_settings.muted)
    (room, user, muted_until) = session.chat_settings.muted[0]
    assert (room, user) == (room_id, ARTYOM.user_id)
    assert muted_until is not None
    assert timedelta(hours=2) < muted_until - datetime.now(UTC) <= timedelta(hours=3)

    muted = replace(details, conduct=Conduct(muted={ARTYOM.user_id: muted_until}))
    (allow, *_) = entries(member, muted).values()
    allow.trigger()
    await until(lambda: len(session.chat_settings.muted) == 2)
    assert session.chat_settings.muted[1][2] is None
    teacher = Member(TEACHER, Membership.JOIN, 100)
    assert list(entries(teacher, details)) == ["Пожаловаться…"], "the school is not hidden"
    offered["Не получать сообщения"].trigger()
    await until(lambda: session.people.ignored.value == {ARTYOM.user_id})
    assert "Снова получать сообщения" in entries(member, details)
    await tasks.aclose()
    assert errors == []
