"""`GET /v1/me/people`: whom I may write to."""

from collections.abc import Mapping
from typing import Any

from app.domain.circle import Circle, CircleKind, Near
from app.domain.clean import clean_name
from app.domain.ids import UserId
from app.domain.parse.fields import identifier, items, mapping, text
from app.domain.people import Person, role_of

_KINDS = {kind.value: kind for kind in CircleKind}
_MOST_CIRCLES, _MOST_PEOPLE, _MOST_WORDS = 200, 2_000, 30


def parse_circles(reply: object) -> tuple[Circle, ...]:
    """Return the circles; kinds that are not known and people without an account are left out."""
    rows = (mapping(row) for row in items(mapping(reply).get("circles"), _MOST_CIRCLES))
    made = (_circle(row) for row in rows)
    return tuple(one for one in made if one is not None and one.people)


def _circle(row: Mapping[str, Any]) -> Circle | None:
    kind = _KINDS.get(text(row.get("kind")))
    if kind is None:
        return None
    people = (_near(mapping(one)) for one in items(row.get("people"), _MOST_PEOPLE))
    found = tuple(one for one in people if one is not None)
    return Circle(kind, clean_name(text(row.get("school_class"))), found)


def _near(row: Mapping[str, Any]) -> Near | None:
    user_id, name = identifier(row.get("user_id")), clean_name(text(row.get("name")))
    if user_id is None or not name:
        return None
    return Near(
        Person(UserId(user_id), name, role=role_of(row.get("role"))),
        leads=_words(row.get("leads")),
        subjects=_words(row.get("subjects")),
        children=_words(row.get("children")),
    )


def _words(value: object) -> tuple[str, ...]:
    words = (clean_name(text(one)) for one in items(value, _MOST_WORDS))
    return tuple(one for one in words if one)
