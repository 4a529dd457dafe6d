"""A teacher applies in the settings; an administrator looks at the proof and decides."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.errors import Forbidden, Offline, UserText
from app.domain.trust import Stage, Verification
from app.services.tasks import TaskScope
from app.ui.qt.dialogs import Sheet
from app.ui.theme import Theme
from app.ui.trust.application_sheet import ApplicationSheet
from app.ui.trust.applications_view import ApplicationsView
from app.ui.trust.apply_sheet import ApplySheet
from app.ui.trust.status_page import StatusPage, is_for
from tests.helpers.fakes.school import MOTHER
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.trust import SCHOOLS, application
from tests.ui.trust.conftest import until


def _click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def test_an_application_needs_name_day_of_birth_and_proof(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    teachers = session.school.teachers
    sheet = ApplySheet(host, theme, teachers, teachers.status)
    sheet.open()
    assert not sheet.go.isEnabled()
    sheet.family.setText("Вартанян ")
    sheet.given.setText("Вера")
    sheet.born.setText("31.02.1986")
    sheet.take_file(Path("справка.pdf"))
    assert not sheet.go.isEnabled()
    assert sheet.born.property("wrong") is True
    sheet.born.setText("12.03.1986")
    assert sheet.go.isEnabled()
    teachers.error = Forbidden(
        status=403, user_text=UserText("Подтвердить статус учителя можно с 18 лет.")
    )
    _click(sheet.go)
    await until(sheet.note.isVisible)
    assert sheet.note.text() == "Подтвердить статус учителя можно с 18 лет."
    assert sheet.family.text() == "Вартанян "
    teachers.error = None
    _click(sheet.go)
    await until(lambda: not sheet.isVisible())
    (_, form, proof) = teachers.calls[-1]
    assert (form.org, form.family, form.born) == ("s14", "Вартанян", date(1986, 3, 12))
    assert proof == Path("справка.pdf")


async def test_the_page_says_where_the_application_stands(
    host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope
) -> None:
    teachers = session.school.teachers
    page = StatusPage(theme, session, tasks)
    page.setParent(host)
    page.show()
    await until(lambda: page.button.isVisible())
    assert page.title.text() == "Статус учителя не подтверждён"
    _click(page.button)
    await until(lambda: host.findChild(ApplySheet) is not None)
    sheet = host.findChild(Sheet)
    assert isinstance(sheet, ApplySheet)
    sheet.reject()
    declined = replace(application(1, Stage.DECLINED), reason="Приложите справку.")
    teachers.status = Verification(False, "", declined, SCHOOLS)
    session.people.badges.set(1)
    await until(lambda: page.reason.isVisible())
    assert page.reason.text() == "Причина: Приложите справку."
    assert page.button.text() == "Исправить и отправить снова"
    approved = application(1, Stage.APPROVED)
    teachers.status = Verification(True, "application", approved, SCHOOLS)
    session.people.badges.set(2)
    await until(lambda: page.title.text() == "Статус учителя подтверждён")
    assert not page.button.isVisible()


async def test_offline_the_page_offers_to_try_again(
    host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope
) -> None:
    session.school.teachers.error = Offline()
    page = StatusPage(theme, session, tasks)
    page.setParent(host)
    page.show()
    await until(lambda: page.button.isVisible())
    assert page.button.text() == "Повторить"
    session.school.teachers.error = None
    _click(page.button)
    await until(lambda: page.title.text() == "Статус учителя не подтверждён")


def test_the_page_is_not_for_pupils(session: FakeSession) -> None:
    assert is_for(session)
    pupil = replace(MOTHER, grants=(replace(MOTHER.grants[0], role="pupil"),))
    session.school.me.set(pupil)
    assert not is_for(session)
    session.school.me.set(None)
    assert not is_for(session)


async def test_the_queue_shows_who_waits_and_says_when_nobody_does(
    host: QWidget, theme: Theme, head: FakeSession, tasks: TaskScope
) -> None:
    teachers = head.school.teachers
    teachers.waiting = [application(1)]
    view = ApplicationsView(theme, head.school, tasks)
    view.setParent(host)
    view.show()
    view.came_up()
    await until(lambda: view.stack.currentWidget() is view.area)
    (line,) = view.list.rows()
    assert (line.title, line.text) == ("Вартанян Вера Арамовна", "Биология · Школа № 14")
    view.pills.choose(1)
    await until(lambda: view.stack.currentWidget() is view.notice)
    assert view.notice.title.text() == "Никого"
    teachers.error = Offline()
    view.pills.choose(0)
    await until(lambda: view.notice.title.text() == "Список не открылся")


async def test_an_administrator_accepts_refuses_with_a_reason_and_revokes(
    host: QWidget, theme: Theme, head: FakeSession, tmp_path: Path
) -> None:
    teachers = head.school.teachers
    teachers.waiting = [application(1), application(2)]
    sheet = ApplicationSheet(host, theme, teachers, teachers.waiting[0])
    saved: list[str] = []
    sheet.proof_saved.disconnect()
    sheet.proof_saved.connect(saved.append)
    sheet.open()
    await sheet.save_proof_to(tmp_path / "proof")
    assert saved == [str(tmp_path / "proof")]
    assert not sheet.refuse.isEnabled()
    _click(sheet.accept_button)
    await until(lambda: not sheet.isVisible())
    assert teachers.calls[-1] == ("decide", "case1", True, "")

    sheet = ApplicationSheet(host, theme, teachers, teachers.waiting[0])
    sheet.open()
    QTest.keyClicks(sheet.reason, "no paper")
    _click(sheet.refuse)
    await until(lambda: not sheet.isVisible())
    assert teachers.calls[-1] == ("decide", "case2", False, "no paper")

    sheet = ApplicationSheet(host, theme, teachers, teachers.approved[0])
    sheet.open()
    assert sheet.refuse.text() == "Отозвать"
    QTest.keyClicks(sheet.reason, "left")
    _click(sheet.refuse)
    await until(lambda: not sheet.isVisible())
    assert teachers.calls[-1] == ("revoke", "case1", "left")
