"""Writing to support: the log is seen before it goes, and goes only where one says so."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.redaction import redact
from app.domain.trust import Ticket
from app.services.tasks import TaskScope
from app.ui.qt.dialogs import Sheet
from app.ui.settings.help import HelpPage, shortcuts
from app.ui.theme import Theme
from app.ui.trust.support_sheet import SupportSheet
from app.ui.trust.tickets_view import TicketSheet, TicketsView
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.trust import ARTYOM, NOW
from tests.ui.trust.conftest import until


async def test_the_log_goes_as_it_was_shown_and_edited(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    support = session.school.support
    sheet = SupportSheet(host, theme, support)
    sheet.open()
    assert not sheet.log.isVisible()
    assert not sheet.go.isEnabled()
    sheet.what.setPlainText("Не слышно звука")
    sheet.with_log.setChecked(True)
    await until(sheet.log.toPlainText)
    assert sheet.log.toPlainText() == support.text
    sheet.log.setPlainText("sync failed")
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    await until(lambda: not sheet.isVisible())
    assert support.calls[-1] == ("ask", "Не слышно звука", "sync failed")


async def test_without_a_yes_no_log_goes(host: QWidget, theme: Theme, session: FakeSession) -> None:
    sheet = SupportSheet(host, theme, session.school.support)
    sheet.open()
    sheet.what.setPlainText("Вопрос")
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    await until(lambda: not sheet.isVisible())
    assert session.school.support.calls == [("ask", "Вопрос", "")]


async def test_help_leads_to_support_and_from_there_to_its_chat(
    host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope
) -> None:
    page = HelpPage(theme, session, tasks)
    page.setParent(host)
    page.show()
    opened: list[str] = []
    page.room_wanted.connect(opened.append)
    QTest.mouseClick(page.support, Qt.MouseButton.LeftButton)
    await until(lambda: host.findChild(Sheet) is not None)
    sheet = host.findChild(Sheet)
    assert isinstance(sheet, SupportSheet)
    sheet.what.setPlainText("Вопрос")
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    await until(lambda: opened == ["!Обращение"])
    assert "Ctrl+K" in dict(shortcuts())


def test_a_log_is_cleaned_of_secrets_and_people() -> None:
    line = (
        "GET /sync Authorization: Bearer syt_abc_def @vera:school14.example !room12345:school "
        'vera@school.example +7 912 345-67-89 /home/vera/x {"password": "котик"}'
    )
    cleaned = redact(line)
    for secret in ("syt_", "vera", "room12345", "912", "котик"):
        assert secret not in cleaned
    assert cleaned.startswith("GET /sync")


async def test_administrators_see_requests_save_the_log_and_close_them(
    host: QWidget, theme: Theme, head: FakeSession, tasks: TaskScope, tmp_path: Path
) -> None:
    support = head.school.support
    support.list = [Ticket(7, None, ARTYOM, "Кузнецов Артём", "Нет звука", True, NOW)]
    view = TicketsView(theme, head.school, tasks)
    view.setParent(host)
    view.show()
    view.came_up()
    await until(lambda: view.stack.currentWidget() is view.area)
    (line,) = view.list.rows()
    assert (line.title, line.text) == ("№ 7 · Кузнецов Артём", "Нет звука")
    sheet = TicketSheet(host, theme, support, support.list[0])
    sheet.open()
    await sheet.save_to(tmp_path / "log")
    assert support.calls[-1] == ("save_log", 7, tmp_path / "log")
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    await until(lambda: not sheet.isVisible())
    view.came_up()
    await until(lambda: view.stack.currentWidget() is view.notice)
    view.pills.choose(1)
    await until(lambda: [one.title for one in view.list.rows()] == ["№ 7 · Кузнецов Артём"])
