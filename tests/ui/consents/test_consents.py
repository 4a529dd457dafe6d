"""Reading and deciding, the list in the settings, the door of a school."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.client_policy import ClientPolicy, Switches
from app.domain.consents import ConsentDocument, PersonConsent
from app.domain.errors import Offline
from app.domain.ids import PersonId
from app.services.tasks import TaskScope
from app.ui.consents.consent_sheet import ConsentSheet
from app.ui.consents.consents_page import ConsentsPage
from app.ui.theme import Theme
from app.ui.window.outdated import OutdatedPage
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.fakes.school import MOTHER
from tests.helpers.fakes.session import FakeSession
from tests.helpers.settle import turns
from tests.ui.consents.conftest import until
from tests.ui.shell.conftest import Live, start

__all__ = ["start"]

MUM = PersonConsent(PersonId("p-0"), "Елена Кузнецова")
SON = PersonConsent(PersonId("p-1"), "Артём Кузнецов")
DOCUMENT = ConsentDocument(
    "privacy",
    2,
    "Обработка персональных данных",
    "Школа хранит имя, класс и сообщения.\n" * 20,
    required=True,
    published_at=datetime(2026, 9, 1, tzinfo=UTC),
    people=(MUM, SON, PersonConsent(PersonId("p-2"), "Чужой ребёнок", may=False)),
)


async def test_a_parent_decides_for_each_one(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    consents = session.school.consents
    consents.there = (DOCUMENT,)
    sheet = ConsentSheet(host, theme, consents, DOCUMENT)
    sheet.open()
    assert [box.text() for box, _ in sheet.boxes] == ["Елена Кузнецова", "Артём Кузнецов"]
    sheet.boxes[1][0].setChecked(False)
    consents.error = Offline()
    QTest.mouseClick(sheet.agree, Qt.MouseButton.LeftButton)
    await until(lambda: not sheet.note.isHidden())
    assert sheet.boxes[0][0].isChecked(), "nothing is lost when the network is away"
    consents.error = None
    QTest.mouseClick(sheet.agree, Qt.MouseButton.LeftButton)
    await until(lambda: not sheet.isVisible())
    assert ("say", "privacy", "p-0", True) in consents.calls
    assert not [call for call in consents.calls if "p-1" in call]


async def test_the_settings_say_what_was_given_and_take_it_back(
    host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope
) -> None:
    given = replace(MUM, given=True, version=2, at=datetime(2026, 9, 3, tzinfo=UTC))
    old = replace(SON, version=1, at=datetime(2025, 9, 3, tzinfo=UTC))
    session.school.consents.there = (replace(DOCUMENT, people=(given, old)),)
    page = ConsentsPage(theme, session, tasks)
    page.setParent(host)
    page.show()

    def said() -> str:
        return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())

    await until(lambda: "согласие дано 03.09.2026" in said())
    assert "вышла новая редакция: решение от 03.09.2025 её не касается" in said()
    assert "Телефонную книгу" in said(), "what is shared stands there too"
    back = next(
        one
        for one in page.findChildren(QPushButton)
        if one.accessibleName() == "Отозвать согласие за Елена Кузнецова"
    )
    back.click()
    await until(
        lambda: [b for b in host.findChildren(QPushButton) if b.property("look") == "danger"]
    )
    next(b for b in host.findChildren(QPushButton) if b.property("look") == "danger").click()
    await until(lambda: "согласие отозвано" in said())
    assert ("say", "privacy", "p-0", False) in session.school.consents.calls


async def test_the_list_says_when_there_is_no_network(
    host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope
) -> None:
    session.school.consents.error = Offline()
    page = ConsentsPage(theme, session, tasks)
    page.setParent(host)
    page.show()
    await until(lambda: not page.again.isHidden())
    assert "Нет связи" in page.state.text()
    session.school.consents.error = None
    page.again.click()
    await until(lambda: "пока не просит" in page.state.text())


async def test_who_comes_in_is_asked_once(start) -> None:
    profiles = FakeProfiles()
    school = profiles.sessions[0].school
    school.me.set(MOTHER)
    school.consents.there = (DOCUMENT,)
    live: Live = start(profiles)
    await school.consents.refresh()
    window = live.screen.window
    await until(lambda: window.findChild(ConsentSheet))
    window.findChild(ConsentSheet).reject()
    await turns(30)
    await school.consents.refresh()
    await turns(30)
    assert not [one for one in window.findChildren(ConsentSheet) if one.isVisible()]
    # A new version is a new question.
    school.consents.there = (replace(DOCUMENT, version=3),)
    await school.consents.refresh()
    await until(lambda: [one for one in window.findChildren(ConsentSheet) if one.isVisible()])


async def test_a_version_that_is_too_old_sees_why_and_everything_comes_back(start) -> None:
    profiles = FakeProfiles()
    school = profiles.sessions[0].school
    school.me.set(MOTHER)
    live: Live = start(profiles)
    await turns(30)
    page = live.screen.window.page
    assert page is not None
    school.policy.set(
        ClientPolicy(allowed=False, text="Обновите до 2.0.", download_url="https://s14.example/p")
    )
    gate = page.findChild(OutdatedPage)
    assert gate.isVisible()
    assert not page.body.isVisible()
    assert gate.text.text() == "Обновите до 2.0."
    assert gate.download.isVisible()
    school.next_policy = ClientPolicy()
    gate.again.click()
    await until(page.body.isVisible)
    assert not gate.isVisible()


async def test_what_the_school_switches_off_is_not_offered(start) -> None:
    from app.ui.rail.rail import Section

    profiles = FakeProfiles()
    school = profiles.sessions[0].school
    school.me.set(MOTHER)
    live: Live = start(profiles)
    await turns(30)
    diary = live.screen.window.rail.sections[Section.DIARY]
    assert not diary.isHidden()
    school.policy.set(ClientPolicy(switches=Switches(diary=False)))
    assert diary.isHidden()
