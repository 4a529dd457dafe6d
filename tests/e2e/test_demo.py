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
from tests.helpers.school import Homeserver, MatrixUser


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    data = tmp_path_factory.mktemp("demo") / "data"
    homeserver = Homeserver(data, "school", seed="small", service=True)
    try:
        homeserver.start()
        yield homeserver
    finally:
        homeserver.stop()


async def test_diary_journal_and_activity(computer: Computer, demo: Homeserver) -> None:
    async def sign_in(login: str) -> None:
        user = MatrixUser(demo, f"@{login}:{demo.server_name}", login, password=PASSWORD)
        await computer.sign_in(user)
        await user.aclose()

    today = school_now().date()
    monday = today - timedelta(days=today.weekday())
    lessons = [
        lesson
        for day in journal.days(monday, monday + timedelta(days=5))
        for lesson in journal.lessons("9Б", day, people.TEACH["9Б"])
    ]

    await sign_in("kuznetsova")
    await computer.do("open", chat="9Б · родители")
    await computer.do("section", name="diary")
    if lessons:
        said = await computer.do("lists", words=lessons[0].subject)
        expected = [f"{journal.BELLS[one.number - 1][0]:%H:%M}, {one.subject}" for one in lessons]
        shown = [row for row in said if row[:2].isdigit()]
        assert all(row.startswith(one) for one, row in zip(expected, shown, strict=True)), shown
    else:
        await computer.do("reads", words="На этой неделе уроков нет.")

    await sign_in("vera")
    await computer.do("section", name="diary")
    await computer.do("loads_journal", title="9Б · биология")
    said = await computer.do("lists", words="Кузнецов Артём")
    assert len(said) == SMALL.most

    await sign_in("director")
    await computer.do("section", name="school")
    said = await computer.do("lists", words="Школа № 14")
    assert len(said) == 3, "the school, its district, its region"
