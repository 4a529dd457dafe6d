"""Whom I may write to: what the service says is hostile until read, and kept for later."""

from typing import Any

import pytest

from app.domain.circle import CircleKind
from app.domain.errors import Offline
from app.domain.parse.circle import parse_circles
from app.domain.people import Role
from app.services.school.people import PeopleService
from tests.unit.services_school.test_diary import _Parts as Parts

VERA = {
    "user_id": "@vera:school14.example",
    "name": "Вартанян Вера",
    "role": "teacher",
    "leads": ["9Б"],
    "subjects": ["биология"],
    "children": [],
}


def told(*people: Any, kind: str = "teachers") -> dict[str, Any]:
    return {"circles": [{"kind": kind, "school_class": "", "people": list(people)}]}


async def test_what_was_told_last_is_there_without_a_connection() -> None:
    parts = Parts()
    people = PeopleService(parts, parts)
    assert await people.kept_circles() == ()
    parts.school.answers["/v1/me/people"] = told(VERA)
    found = await people.circles()
    (near,) = found[0].people
    assert (near.person.name, near.person.role) == ("Вартанян Вера", Role.TEACHER)
    assert (near.leads, near.subjects) == (("9Б",), ("биология",))
    parts.school.error = Offline()
    with pytest.raises(Offline):
        await people.circles()
    assert await PeopleService(parts, parts).kept_circles() == found


@pytest.mark.parametrize(
    "reply",
    [
        None,
        [],
        {"circles": 5},
        {"circles": [None, 7, {"kind": "teachers"}]},
        told(VERA, kind="enemies"),
        told({"user_id": "@a:b", "name": "\u200b\u202e"}),
        told({"user_id": 5, "name": "Вера"}),
        told(None),
    ],
)
def test_nonsense_makes_no_circle(reply: object) -> None:
    assert parse_circles(reply) == ()


def test_an_unknown_role_is_none_and_the_rest_stays() -> None:
    (circle,) = parse_circles(told(VERA | {"role": "emperor", "subjects": [1, "химия"]}))
    assert circle.kind is CircleKind.TEACHERS
    assert circle.people[0].person.role is Role.NONE
    assert circle.people[0].subjects == ("химия",)
