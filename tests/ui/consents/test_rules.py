"""«Правила»: who has not agreed; what whoever runs the server publishes and lets in."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.client_policy import Switches, VersionRules
from app.domain.consents import ConsentOverview
from app.domain.errors import Offline
from app.domain.school_rules import SchoolRules
from app.services.tasks import TaskScope
from app.ui.consents.publish_sheet import PublishSheet
from app.ui.consents.rules_view import RulesView
from app.ui.theme import Theme
from tests.helpers.fakes.school import HEAD
from tests.helpers.fakes.session import FakeSession
from tests.ui.consents.conftest import until
from tests.ui.consents.test_consents import DOCUMENT, MUM, SON


def made(host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope) -> RulesView:
    view = RulesView(theme, session.school, tasks)
    view.setParent(host)
    view.resize(host.size())
    view.show()
    view.came_up()
    return view


async def test_an_administrator_sees_who_has_not_agreed(
    host: QWidget, theme: Theme, head: FakeSession, tasks: TaskScope
) -> None:
    consents = head.school.consents
    consents.there = (DOCUMENT,)
    consents.overviews = {"privacy": ConsentOverview(34, (MUM, SON))}
    view = made(host, theme, head, tasks)
    await until(lambda: view.cards)
    card = view.cards[0]
    assert "34 согласия · без согласия 2 человека" in card.state.text()
    assert [line.title for line in card.list.rows()] == [MUM.name, SON.name]
    assert card.renew.isHidden(), "the text is for whoever runs the server"
    assert view.versions.isHidden()
    consents.error = Offline()
    view.came_up()
    await until(lambda: view.strip.isVisible())
    assert view.cards == [card], "what was seen stays"


async def test_the_operator_publishes_and_nothing_typed_is_lost(
    host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope
) -> None:
    session.school.me.set(replace(HEAD, operator=True))
    consents = session.school.consents
    consents.there = (DOCUMENT,)
    view = made(host, theme, session, tasks)
    await until(lambda: view.cards)
    view.cards[0].renew.click()
    await until(lambda: host.findChild(PublishSheet))
    sheet = host.findChild(PublishSheet)
    assert isinstance(sheet, PublishSheet)
    assert not sheet.publish.isEnabled(), "this very text stands already"
    sheet.content.setPlainText("Вторая редакция")
    consents.error = Offline()
    QTest.mouseClick(sheet.publish, Qt.MouseButton.LeftButton)
    await until(lambda: not sheet.note.isHidden())
    assert sheet.content.toPlainText() == "Вторая редакция"
    consents.error = None
    QTest.mouseClick(sheet.publish, Qt.MouseButton.LeftButton)
    await until(lambda: not sheet.isVisible())
    assert ("publish", "privacy", DOCUMENT.title, "Вторая редакция", True) in consents.calls


async def test_an_administrator_decides_for_the_school(
    host: QWidget, theme: Theme, head: FakeSession, tasks: TaskScope
) -> None:
    head.school.own_rules = SchoolRules(classmates=False)
    view = made(host, theme, head, tasks)
    await until(lambda: view.stack.currentWidget() is view.area)
    card = view.rules
    assert not card.switches["classmates"].isChecked()
    assert card.switches["pupil_forwards"].isChecked()
    card.switches["staff_exactly"].setChecked(True)
    head.school.error = Offline()
    card.save.click()
    await until(lambda: head.school.calls)
    assert card.switches["staff_exactly"].isChecked(), "what was chosen stays"
    head.school.error = None
    card.save.click()
    rules = SchoolRules(classmates=False, staff_exactly=True)
    await until(lambda: head.school.own_rules == rules)
    assert head.school.calls[-1] == ("set_school_rules", view.org, rules)


async def test_versions_are_numbers_and_the_switches_are_kept(
    host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope
) -> None:
    session.school.me.set(replace(HEAD, operator=True))
    view = made(host, theme, session, tasks)
    await until(lambda: not view.versions.isHidden())
    card = view.versions
    card.oldest.setText("новая")
    card.save.click()
    assert not card.note.isHidden()
    card.oldest.setText("1.2")
    card.address.setText("http://school14.example")
    card.save.click()
    assert "https" in card.note.text()
    card.address.setText("https://school14.example/parta")
    card.switches["calls"].setChecked(False)
    card.save.click()
    rules = VersionRules(
        "1.2", download_url="https://school14.example/parta", switches=Switches(calls=False)
    )
    await until(lambda: ("set_version_rules", rules) in session.school.calls)
    assert card.note.isHidden()
