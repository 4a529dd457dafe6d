"""The second step in the settings and in «Правила»: set up, printed, switched off, reset, asked."""

import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.errors import Offline
from app.domain.second_step import SecondStep
from app.services.tasks import TaskScope
from app.ui.consents.rules_view import RulesView
from app.ui.consents.second_step_card import ResetSheet
from app.ui.qt.dialogs import Sheet
from app.ui.roster.cards_view import CardsView
from app.ui.settings.printed_codes import PrintedCodesSheet, write_sheet
from app.ui.settings.second_step import CodeSheet, SecondStepPart, state_words
from app.ui.settings.second_step_setup import SetUpSheet
from app.ui.theme import Theme
from app.ui.window.school_door import SchoolDoor
from tests.helpers.fakes.moment import NOW
from tests.helpers.fakes.second_step import FakeSecondStep
from tests.helpers.fakes.session import FakeSession
from tests.ui.identity.conftest import until

S = TypeVar("S", bound=Sheet)


@pytest.fixture
def book(session: FakeSession) -> FakeSecondStep:
    return session.school.second_step


@pytest.fixture
async def part(
    host: QWidget, theme: Theme, book: FakeSecondStep, tasks: TaskScope
) -> SecondStepPart:
    made = SecondStepPart(theme, book, tasks)
    made.setParent(host)
    made.show()
    await until(lambda: book.state.value is not None)
    return made


def _sheet(host: QWidget, kind: type[S]) -> S | None:
    found = [one for one in host.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def _words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


async def test_it_is_switched_on_by_the_first_code_and_gives_ten_for_paper(
    part: SecondStepPart, host: QWidget, book: FakeSecondStep
) -> None:
    assert "хватает пароля" in part.state.text() and not part.off.isVisible()
    part.switch_on.click()
    await until(lambda: (sheet := _sheet(host, SetUpSheet)) and sheet.secret.text())
    sheet = _sheet(host, SetUpSheet)
    assert sheet is not None
    assert sheet.secret.text() == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert sheet.qr._rows and not sheet.go.isEnabled()
    QTest.keyClicks(sheet.code, "000000")
    sheet.go.click()
    await until(sheet.note.isVisible)
    assert "Код не подходит" in sheet.note.text() and sheet.code.text() == "000000"
    sheet.code.setText("123456")
    sheet.go.click()
    await until(lambda: _sheet(host, PrintedCodesSheet))
    paper = _sheet(host, PrintedCodesSheet)
    assert paper is not None
    assert all(code in _words(paper) for code in book.CODES)
    paper.copy.click()
    assert QGuiApplication.clipboard().text().split("\n") == list(book.CODES)
    paper.accept()
    await until(part.off.isVisible)
    assert "Включён" in part.state.text() and not part.switch_on.isVisible()


async def test_it_goes_off_and_is_printed_anew_by_a_code(
    part: SecondStepPart, host: QWidget, book: FakeSecondStep
) -> None:
    book.now = SecondStep(NOW, codes_left=2)
    await part.refresh()
    assert "Напечатайте новые" in part.state.text()
    part.codes.click()
    await until(lambda: _sheet(host, CodeSheet))
    sheet = _sheet(host, CodeSheet)
    assert sheet is not None and not sheet.go.isEnabled()
    sheet.code.setText("123456")
    sheet.go.click()
    await until(lambda: _sheet(host, PrintedCodesSheet))
    paper = _sheet(host, PrintedCodesSheet)
    assert paper is not None
    paper.accept()
    await until(lambda: _sheet(host, PrintedCodesSheet) is None)
    part.off.click()
    await until(lambda: _sheet(host, CodeSheet))
    sheet = _sheet(host, CodeSheet)
    assert sheet is not None
    sheet.code.setText(book.CODES[0])
    sheet.go.click()
    await until(part.switch_on.isVisible)
    assert ("switch_off", book.CODES[0]) in book.calls


async def test_without_a_connection_there_is_a_sentence_and_another_try(
    part: SecondStepPart, book: FakeSecondStep
) -> None:
    book.error = Offline("gone")
    await part.refresh()
    assert part.again.isVisible() and "Нет связи" in part.state.text()
    book.error = None
    part.again.click()
    await until(lambda: not part.again.isVisible())


def test_whoever_has_to_have_it_reads_so() -> None:
    assert "Школа просит" in state_words(SecondStep(required=True))


async def test_the_sheet_is_a_file_of_ones_own(tmp_path: Path, book: FakeSecondStep) -> None:
    target = tmp_path / "коды.pdf"
    write_sheet(target, book.CODES)
    assert target.read_bytes().startswith(b"%PDF")
    if sys.platform != "win32":  # there the folder decides who reads it
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(OSError):
        write_sheet(tmp_path / "нет" / "коды.pdf", book.CODES)


async def test_the_school_asks_it_of_its_staff_and_resets_one_with_a_reason(
    host: QWidget, theme: Theme, head: FakeSession, tasks: TaskScope, book: FakeSecondStep
) -> None:
    view = RulesView(theme, head.school, tasks)
    view.setParent(host)
    view.resize(900, 700)
    view.show()
    view.chosen_org = "school-14"
    view.came_up()
    card = view.second
    await until(lambda: len(card.list.rows()) == 2)
    assert [line.text for line in card.list.rows()] == ["включён 01.09.2026", "не включён"]
    card.staff.click()
    await until(lambda: ("ask_staff", "school-14", True) in book.calls)
    card.list.chosen.emit(card.list.rows()[1])
    card.list.chosen.emit(card.list.rows()[0])
    await until(lambda: _sheet(host, ResetSheet))
    sheet = _sheet(host, ResetSheet)
    assert sheet is not None and not sheet.go.isEnabled()
    assert "Белов Пётр" in _words(sheet), "whoever has none is not reset"
    sheet.reason.setText("Потерян телефон")
    sheet.go.click()
    await until(lambda: ("reset", "p-1", "Потерян телефон") in book.calls)


async def test_a_class_teacher_resets_it_beside_the_cards(
    host: QWidget, theme: Theme, head: FakeSession, tasks: TaskScope, book: FakeSecondStep
) -> None:
    cards = head.school.cards
    cards.holders = (replace(cards.holders[0], second_step=True), cards.holders[1])
    view = CardsView(theme, head.school, tasks)
    view.setParent(host)
    view.show()
    view.chosen_org = "school-14"
    view.came_up()
    await until(lambda: len(view.ticks) == 2)
    lost = [one for one in view.findChildren(QWidget) if one.isVisible()
            and one.accessibleName().startswith("Сбросить второй шаг")]  # fmt: skip
    (button,) = lost
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: _sheet(host, ResetSheet))
    sheet = _sheet(host, ResetSheet)
    assert sheet is not None
    sheet.reason.setText("Потерян телефон")
    sheet.go.click()
    await until(lambda: ("reset", "p-1", "Потерян телефон") in book.calls)


async def test_whoever_has_to_have_it_is_led_to_it_once(
    host: QWidget, theme: Theme, session: FakeSession, tasks: TaskScope, book: FakeSecondStep
) -> None:
    content = QWidget(host)
    door = SchoolDoor(host, content, theme, session=session, tasks=tasks)
    book.state.set(SecondStep())
    assert _sheet(host, Sheet) is None
    book.state.set(SecondStep(required=True))
    await until(lambda: _sheet(host, Sheet))
    ask = _sheet(host, Sheet)
    assert ask is not None and "Школа просит всех сотрудников" in _words(ask)
    ask.accept()
    await until(lambda: (sheet := _sheet(host, SetUpSheet)) and sheet.secret.text())
    sheet = _sheet(host, SetUpSheet)
    assert sheet is not None
    sheet.reject()
    await until(lambda: _sheet(host, Sheet) is None)
    door.came_up()
    assert _sheet(host, Sheet) is None, "asked again at the next start"
    door.close()
