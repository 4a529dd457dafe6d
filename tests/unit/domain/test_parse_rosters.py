"""Replies about rosters: whatever a server sends gives something usable or one error."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadReply
from app.domain.parse import rosters as parse
from app.domain.people import Role
from app.domain.rosters import CardState, RunState

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "people", "lines", "drafts", "runs", "state", "pins", "until", "merges",
                 "steps", "counts", "problems", "suggestions", "one", "other", "classes", "card"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)  # fmt: skip
TOLERANT = (
    parse.parse_drafts, parse.parse_revisions, parse.parse_classes, parse.parse_people,
    parse.parse_pins, parse.parse_rulings, parse.parse_merges, parse.parse_status,
    parse.parse_preview, parse.parse_holders, parse.parse_new_cards, parse.parse_steps,
)  # fmt: skip


@given(JSON)
def test_any_reply_is_read_without_a_crash(reply: object) -> None:
    for read in TOLERANT:
        read(reply)
    for strict in (parse.parse_draft, parse.parse_run):
        try:
            strict(reply)
        except BadReply:
            continue


def test_a_draft_without_an_id_is_no_draft() -> None:
    with pytest.raises(BadReply):
        parse.parse_draft({"summary": "Людей было 1."})


def test_only_an_explicit_yes_lets_a_draft_through() -> None:
    assert not parse.parse_draft({"id": "d", "allowed": "yes"}).allowed
    assert parse.parse_draft({"id": "d", "allowed": True}).allowed


def test_a_person_keeps_every_role_that_is_known() -> None:
    body = {
        "people": [
            {
                "id": "t1",
                "name": "Вера\u202e Вартанян",
                "roles": ["teacher", "parent", "king"],
                "relatives": [{"id": "p1", "name": "Нина"}, {"name": "без номера"}],
            },
            {"name": "без номера"},
        ],
        "next": 200,
    }
    page = parse.parse_people(body)
    (one,) = page.people
    assert one.name == "Вера Вартанян"
    assert one.roles == (Role.TEACHER, Role.PARENT)
    assert [other.id for other in one.relatives] == ["p1"]
    assert page.following == 200


def test_days_states_and_cards() -> None:
    pins = {"pins": [{"id": "a", "until": "2026-12-31"}, {"id": "b", "until": "скоро"}]}
    (pin,) = parse.parse_pins(pins)
    assert pin.until == date(2026, 12, 31)
    run = {"id": 3, "state": "held", "text": "Ждёт"}
    assert parse.parse_status({"runs": [run, {"state": "?"}]}).runs[0].state is RunState.HELD
    (holder,) = parse.parse_holders({"people": [{"person": "p", "card": None}]})
    assert holder.state is CardState.NONE
