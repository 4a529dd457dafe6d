"""The school of `./run` in the window: what a mother, a teacher and a head find in it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from server.demo import journal
from server.local.demo import people
from server.local.demo.accounts import PASSWORD
from server.local.demo.school_year import school_now
from server.local.demo.seed import SMALL
from tests.e2e.conftest import Computer
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school import Homeserver, running


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    data = tmp_path_factory.mktemp("demo") / "data"
    with running(Homeserver(data, "school", seed="small", service=True)) as homeserver:
        yield homeserver


async def test_diary_journal_and_activity(computer: Computer, demo: Homeserver) -> None:
    async def sign_in(login: str) -> None:
        user = MatrixUser(demo, f"@{login}:{demo.server_name}", login, password=PASSWORD)
        await computer.sign_in(user)
        await user.aclose()

    await sign_in("kuznetsova")
    await computer.do("open", chat="9Б · родители")
    await computer.do("section", name="diary")
    if expected := _week_of_artem():
        said = await computer.do("lists", words=expected[0][0])
        shown = [row for row in said if row[:2].isdigit()]
        for parts, row in zip(expected, shown, strict=True):
            assert all(part in row for part in parts), (parts, row)
    else:
        await computer.do("reads", words="На этой неделе уроков нет.")

    await sign_in("vera")
    await computer.do("open", chat="Кузнецов Артём")
    await computer.do("reads", words="под наблюдением школы")
    await computer.do("section", name="diary")
    await computer.do("loads_journal", title="9Б · биология")
    said = await computer.do("lists", words="Кузнецов Артём")
    assert len(said) == SMALL.most

    await sign_in("director")
    await computer.do("section", name="school")
    said = await computer.do("lists", words="Школа № 14")
    assert len(said) == 3, "the school, its district, its region"
    await computer.do("open", chat="Пряничная область · администраторы")
    await computer.do("reads_message", words="Учителя, написавшие более 10 сообщений")


def _week_of_artem() -> list[tuple[str, ...]]:
    """What must stand in each row: when, what, homework, marks."""
    today = school_now().date()
    monday = today - timedelta(days=today.weekday())
    rows = []
    for day in journal.days(monday, monday + timedelta(days=5)):
        for lesson in journal.lessons("9Б", day, people.TEACH["9Б"]):
            given = (journal.mark("s14-artem", lesson, one, today) for one in lesson.tasks)
            marks = ", ".join(one.value for one in given if one.value)
            begins = f"{journal.BELLS[lesson.number - 1][0]:%H:%M}, {lesson.subject}"
            rows.append((begins, lesson.tasks[0].text, f"отметки: {marks}" if marks else ""))
    return rows
