"""The diary of a profile: what is asked for, and what can be read without a connection."""

from datetime import date
from typing import Any

import pytest

from app.domain.errors import Offline
from app.domain.ids import PersonId
from app.services.school.diary import DiaryService
from app.services.school.school import SchoolService
from tests.helpers.fakes.service import FakeService

ARTEM, POLINA = PersonId("p-1"), PersonId("p-2")
CHILDREN = [
    {"person": "p-1", "name": "Артём", "class_title": "9Б", "gradebook": {"title": "СГ"}},
    {"person": "p-2", "name": "Полина", "class_title": "7А", "gradebook": None},
]
WEEK = {"monday": "2026-11-16", "source": "СГ", "fetched_at": "2026-11-18T05:05:00Z"}


class _Parts:
    """The api and the store of a session, as far as the diary needs them."""

    def __init__(self) -> None:
        self.school = FakeService()
        self.settings: dict[str, Any] = {}

    async def setting(self, key: str) -> Any:
        return self.settings.get(key)

    async def put_setting(self, key: str, value: Any) -> None:
        self.settings[key] = value


@pytest.fixture
def parts() -> _Parts:
    parts = _Parts()
    parts.school.answers |= {
        "/v1/me": {"name": "Елена", "roles": [{"org": "s", "role": "parent"}]},
        "/v1/diary/children": CHILDREN,
        "/v1/diary/children/p-1/week": WEEK,
    }
    return parts


async def test_the_last_week_can_be_read_without_a_connection(parts: _Parts) -> None:
    diary = DiaryService(parts, parts)
    assert await diary.kept_children() == ()
    assert await diary.kept_week(ARTEM) is None
    children = await diary.children()
    week = await diary.week(ARTEM, date(2026, 11, 18))
    assert parts.school.calls[-1][2] == {"day": "2026-11-18"}
    parts.school.error = Offline()
    with pytest.raises(Offline):
        await diary.week(ARTEM, None)
    later = DiaryService(parts, parts)
    assert await later.kept_children() == children
    assert await later.kept_week(ARTEM) == week


async def test_a_diary_that_is_no_longer_mine_goes_from_this_computer(parts: _Parts) -> None:
    diary = DiaryService(parts, parts)
    await diary.children()
    await diary.week(ARTEM, None)
    parts.school.answers["/v1/diary/children"] = CHILDREN[1:]
    await diary.children()
    assert await diary.kept_week(ARTEM) is None
    assert [one.person for one in await diary.kept_children()] == [POLINA]


async def test_what_is_kept_may_be_damaged(parts: _Parts) -> None:
    parts.settings |= {"diary.children": [{}], "diary.week.p-1": {"monday": "когда-то"}}
    diary = DiaryService(parts, parts)
    assert await diary.kept_children() == ()
    assert await diary.kept_week(ARTEM) is None


async def test_linking_gives_the_password_away_and_keeps_none(parts: _Parts) -> None:
    path = "/v1/diary/children/p-1/link"
    parts.school.answers[path] = {"linked": False, "students": [{"id": 5, "name": "Артём К."}]}
    diary = DiaryService(parts, parts)
    outcome = await diary.link(ARTEM, "sgo", login="мама", password="тайна")
    assert (outcome.linked, outcome.students) == (False, ((5, "Артём К."),))
    assert parts.school.calls[-1][2]["password"] == "тайна"
    assert "тайна" not in repr(parts.settings)


async def test_who_i_am_is_known_at_the_next_start_before_the_server_answers(
    parts: _Parts,
) -> None:
    school = SchoolService(parts, parts)
    await school.load()
    assert school.me.value is None
    await school.refresh()
    assert school.me.value is not None
    assert school.me.value.is_family
    again = SchoolService(parts, parts)
    await again.load()
    assert again.me.value == school.me.value
