"""The section «Люди»: circles of the school, found by name and by what people are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.circle import Circle, CircleKind, Near
from app.domain.errors import Offline
from app.ui.delegates.search_row import Heading, spoken_result
from app.ui.rail.rail import Section
from tests.helpers.fakes.people import person
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.fakes.rooms import FakeRoomList
from tests.helpers.fakes.school import VERA
from tests.helpers.settle import turns
from tests.ui.dialogs.conftest import until
from tests.ui.shell.conftest import Live

PETROV = Near(person("Пётр Петров"), subjects=("физика", "химия"), leads=("7А",))
MAMA = Near(person("Елена Кузнецова"), children=("Кузнецов Артём",))
AROUND = (
    Circle(CircleKind.COLLEAGUES, people=(PETROV,)),
    Circle(CircleKind.PUPILS, "9Б", (Near(person("Илья Соколов")),)),
    Circle(CircleKind.PARENTS, "9Б", (MAMA,)),
)


@pytest.fixture
async def live(start) -> Live:
    profiles = FakeProfiles()
    profiles.sessions[0].school.me.set(VERA)
    profiles.sessions[0].rooms = FakeRoomList([])
    return start(profiles)


async def opened(live: Live):
    await turns(30)
    live.screen.window.rail.sections[Section.PEOPLE].click()
    await turns(30)
    return live.screen.window.page.sections._people


def shown(pane) -> list[str]:
    rows = (pane.model.item(row) for row in range(pane.model.rowCount()))
    return [f"# {row.title}" if isinstance(row, Heading) else spoken_result(row) for row in rows]


async def test_colleagues_the_own_class_and_its_parents_stand_there(live: Live) -> None:
    live.profiles.sessions[0].school.people.around = AROUND
    pane = await opened(live)
    assert shown(pane)[-6:] == [
        "# Коллеги · 1",
        "Пётр Петров, физика, химия, классный руководитель 7А",
        "# 9Б · 1",
        "Илья Соколов",
        "# 9Б, родители · 1",
        "Елена Кузнецова, Кузнецов Артём",
    ]


@pytest.mark.parametrize("typed", ["петр", "хим", "7а", "ПЁТР физ"])
async def test_a_colleague_is_found_by_name_subject_and_class(live: Live, typed: str) -> None:
    session = live.profiles.sessions[0]
    session.school.people.around = AROUND
    session.search.known = [PETROV.person, person("Пётр Чужой")]
    pane = await opened(live)
    pane.field.setText(typed)
    assert shown(pane)[:2] == ["# Коллеги · 1", spoken_result(PETROV)], "before anybody is asked"
    await until(lambda: pane._looking is None)
    assert sum("Петров" in row for row in shown(pane)) == 1
    wanted: list[str] = []
    pane.direct_wanted.connect(wanted.append)
    QTest.keyClick(pane.field, Qt.Key.Key_Down)
    QTest.keyClick(pane.field, Qt.Key.Key_Return)
    assert wanted == [PETROV.person.user_id], "headings are passed over"


async def test_what_was_told_last_stands_while_the_school_does_not_answer(live: Live) -> None:
    people = live.profiles.sessions[0].school.people
    people.kept, people.error = AROUND, Offline()
    pane = await opened(live)
    assert "# Коллеги · 1" in shown(pane)


async def test_nothing_and_no_answer_is_said_with_a_way_to_try_again(live: Live) -> None:
    people = live.profiles.sessions[0].school.people
    people.error = Offline()
    pane = await opened(live)
    assert pane.notice.title.text() == "Список людей не загрузился"
    people.error, people.around = None, AROUND
    pane.notice.button.click()
    await until(lambda: "# Коллеги · 1" in shown(pane))


async def test_the_personal_profile_asks_no_school(live: Live) -> None:
    personal = live.profiles.sessions[1]
    live.profiles.activate(personal.profile.value.id)
    await opened(live)
    assert ("circles",) not in personal.school.people.calls
