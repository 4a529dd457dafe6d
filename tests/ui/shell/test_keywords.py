"""Notification words in the settings: added, taken away, refused with nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.errors import Forbidden
from app.services.tasks import TaskScope
from app.ui.qt.widgets import IconButton
from app.ui.settings.keywords import KeywordsPart
from app.ui.theme import Theme
from tests.helpers.fakes.session import FakeSession
from tests.helpers.settle import until


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def tasks() -> TaskScope:
    def fail(error: BaseException) -> None:
        raise error

    return TaskScope(fail)


@pytest.fixture
def part(theme: Theme, session: FakeSession, tasks: TaskScope) -> KeywordsPart:
    part = KeywordsPart(theme, session, tasks)
    part.show()
    return part


def _crosses(part: KeywordsPart) -> list[IconButton]:
    return [one for one in part.findChildren(IconButton) if one.isVisible()]


async def test_a_word_is_added_by_enter_and_taken_away(
    part: KeywordsPart, session: FakeSession
) -> None:
    assert part.nothing.isVisible()
    assert not part.add.isEnabled()
    part.field.setText("футбол*")
    QTest.keyClick(part.field, Qt.Key.Key_Return)
    await until(lambda: [one.pattern for one in session.keywords.words.value] == ["футбол*"])
    await until(lambda: part.field.text() == "")
    assert not part.nothing.isVisible()
    (cross,) = _crosses(part)
    assert cross.accessibleName() == "Убрать слово «футбол*»"
    cross.click()
    await until(lambda: session.keywords.words.value == ())
    assert part.nothing.isVisible()
    assert _crosses(part) == []


async def test_a_refusal_is_said_and_the_word_stays_in_the_field(
    part: KeywordsPart, session: FakeSession
) -> None:
    session.keywords.error = Forbidden(status=403)
    part.field.setText("футбол")
    part.add.click()
    await until(part.trouble.isVisible)
    assert part.trouble.text()
    assert part.field.text() == "футбол"
    assert part.add.isEnabled()
    session.keywords.error = None
    part.add.click()
    await until(lambda: part.field.text() == "")
    assert not part.trouble.isVisible()


async def test_settings_closed_meanwhile_are_no_error(
    part: KeywordsPart, session: FakeSession, tasks: TaskScope
) -> None:
    part.field.setText("футбол")
    part.add.click()
    part.deleteLater()
    await until(lambda: session.keywords.words.value and not len(tasks))
