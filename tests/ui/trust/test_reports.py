"""Complaining, and what two administrators do about it."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.errors import Forbidden, UserText
from app.domain.ids import EventId, RoomId
from app.domain.rooms import Powers
from app.domain.trust import LOOK_LASTS, Step
from app.services.tasks import TaskScope
from app.ui.conversation.choices import Choice, choices_for
from app.ui.qt.dialogs import Sheet
from app.ui.theme import Theme
from app.ui.trust.report_dialog import ReportDialog, report_message
from app.ui.trust.report_sheet import ReportSheet
from app.ui.trust.reports_view import ReportsView
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import make_item
from tests.helpers.fakes.trust import ME, NOW, OLGA, report
from tests.ui.trust.conftest import until

ROOM, EVENT = RoomId("!9b:school14.example"), EventId("$said")


def _click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _sheet(host: QWidget, theme: Theme, session: FakeSession) -> ReportSheet:
    complaints = session.school.complaints
    sheet = ReportSheet(host, theme, complaints, complaints.reports[0], me=ME)
    sheet.open()
    return sheet


async def test_a_message_is_reported_with_a_reason(
    host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope
) -> None:
    complaints = session.school.complaints
    tasks.start(report_message(host, theme, complaints, ROOM, EVENT))
    await until(lambda: host.findChild(Sheet) is not None)
    sheet = host.findChild(Sheet)
    assert isinstance(sheet, ReportDialog)
    assert not sheet.go.isEnabled()
    _click(sheet.reasons.buttons()[-1])
    assert not sheet.go.isEnabled(), "«Другое» needs words"
    sheet.more.setPlainText("Присылает чужие фото")
    complaints.error = Forbidden(status=403, user_text=UserText("Нельзя."))
    _click(sheet.go)
    await until(sheet.note.isVisible)
    assert sheet.more.toPlainText() == "Присылает чужие фото"
    complaints.error = None
    _click(sheet.go)
    await until(lambda: not sheet.isVisible())
    assert complaints.calls[-1] == ("about_message", ROOM, EVENT, "Другое: Присылает чужие фото")


def test_only_messages_of_others_at_a_school_can_be_reported() -> None:
    theirs = make_item("1", "Привет")
    mine = make_item("2", "Привет", mine=True)
    assert Choice.REPORT in choices_for(theirs, Powers(), reports=True)
    assert Choice.REPORT not in choices_for(theirs, Powers())
    assert Choice.REPORT not in choices_for(mine, Powers(), reports=True)


def test_what_i_can_do_about_a_complaint() -> None:
    day = LOOK_LASTS
    assert report().step(ME, NOW) is Step.ASK
    assert report(event_id=None).step(ME, NOW) is Step.NO_MESSAGE
    mine = report(asked_by=ME, asked_at=NOW)
    assert mine.step(ME, NOW) is Step.WAIT
    assert mine.step(OLGA, NOW) is Step.AGREE
    assert mine.step(OLGA, NOW + day) is Step.ASK, "asked too long ago"
    agreed = report(asked_by=ME, asked_at=NOW, agreed_by=OLGA, agreed_at=NOW)
    assert agreed.step(ME, NOW) is agreed.step(OLGA, NOW) is Step.READ
    assert agreed.step(report().reporter, NOW) is Step.OTHERS
    assert agreed.step(ME, NOW + day) is Step.ASK, "the day is over"
    assert report(closed_by=ME).step(ME, NOW + timedelta(days=9)) is Step.CLOSED


async def test_one_asks_another_agrees_and_only_then_it_can_be_read(
    host: QWidget, theme: Theme, head: FakeSession
) -> None:
    complaints = head.school.complaints
    complaints.reports = [report()]
    sheet = _sheet(host, theme, head)
    assert not sheet.next.isEnabled(), "asking needs a reason"
    sheet.why.setText("Жалоба на угрозы")
    _click(sheet.next)
    await until(lambda: sheet.step is Step.WAIT)
    assert not sheet.next.isVisible()
    assert not sheet.delete.isVisible()
    sheet.reject()

    complaints.reports = [report(asked_by=OLGA, asked_at=NOW, why="Жалоба на угрозы")]
    sheet = _sheet(host, theme, head)
    assert "Белова Ольга Игоревна просит о просмотре" in sheet.state.text()
    _click(sheet.next)
    await until(lambda: sheet.step is Step.READ)
    _click(sheet.next)
    await until(lambda: sheet.said.count() == 2)
    assert complaints.calls[-1] == ("read", 1)
    sheet.hours.setCurrentIndex(1)
    _click(sheet.mute)
    await until(lambda: complaints.calls[-1] == ("mute", 1, 3))
    await until(sheet.close_button.isVisible)
    sheet.why.setText("Беседа с классом")
    _click(sheet.close_button)
    await until(lambda: not sheet.isVisible())
    assert complaints.calls[-1] == ("close", 1, "Беседа с классом")


async def test_a_refusal_of_the_server_is_said_in_the_sheet(
    host: QWidget, theme: Theme, head: FakeSession
) -> None:
    complaints = head.school.complaints
    complaints.reports = [report(asked_by=OLGA, asked_at=NOW)]
    sheet = _sheet(host, theme, head)
    said = "Согласиться должен другой администратор, не тот, кто попросил."
    complaints.error = Forbidden(status=403, user_text=UserText(said))
    _click(sheet.next)
    await until(sheet.note.isVisible)
    assert sheet.note.text() == said
    sheet.reject()


async def test_the_queue_puts_open_and_closed_apart(
    host: QWidget, theme: Theme, head: FakeSession, tasks: TaskScope
) -> None:
    complaints = head.school.complaints
    closed = report(2, closed_by=OLGA, decision="Беседа")
    complaints.reports = [report(1, asked_by=OLGA, asked_at=NOW), closed]
    view = ReportsView(theme, head.school, tasks)
    view.setParent(host)
    view.show()
    view.came_up()
    await until(lambda: view.stack.currentWidget() is view.area)
    (line,) = view.list.rows()
    assert (line.title, line.side, line.loud) == (
        "Кузнецов Артём Олегович",
        "нужно ваше согласие",
        True,
    )
    assert "Плохие слова" not in line.spoken
    view.pills.choose(1)
    await until(lambda: [one.side for one in view.list.rows()] == ["закрыта"])
