"""Polls are held to what they promise."""

import pytest

from server.school_core.polls import (
    RULES,
    Target,
    judge_poll_end,
    judge_start,
    judge_vote,
    read_poll,
)

NOW = 1_795_000_000_000
START, VOTE = "org.matrix.msc3381.poll.start", "org.matrix.msc3381.poll.response"


def start(*, answers=("a", "b", "c"), most=1, **rules):
    body = {
        "question": {"body": "Когда?"},
        "answers": [{"id": one} for one in answers],
        "max_selections": most,
        RULES: rules,
    }
    return {START: body}


def stable(*answers):
    return {"m.poll": {"answers": [{"m.id": one} for one in answers], "max_selections": 1}}


def poll(content, kind=START):
    return read_poll(Target("$p", "!r", kind, "@author:x", content))


def vote(*answers):
    return {VOTE: {"answers": list(answers)}}


def verdict(content, voted, *, room="!r", now=NOW, ended=False):
    return judge_vote(room, poll(content), voted, now_ms=now, ended=ended).code


CASES = [
    (start(), vote("a"), "vote"),
    (start(), vote(), "vote"),
    (start(), vote("a", "b"), "poll_too_many"),
    (start(), vote("a", "a"), "vote"),
    (start(most=2), vote("a", "b"), "vote"),
    (start(), vote("z"), "poll_unknown_answer"),
    (start(), {VOTE: {"answers": "a"}}, "poll_unknown_answer"),
    (start(), {VOTE: {"answers": [1]}}, "poll_unknown_answer"),
    (start(), {}, "poll_unknown_answer"),
    (start(anonymous=True), vote("a"), "poll_anonymous"),
    (start(no_revote=True), vote(), "poll_empty"),
    (start(no_revote=True), vote("a"), "vote"),
    (start(closes_at=NOW), vote("a"), "poll_closed"),
    (start(closes_at=NOW + 1), vote("a"), "vote"),
    (stable("a"), {"m.selections": ["a"]}, "vote"),
    (stable("a"), {"m.selections": ["z"]}, "poll_unknown_answer"),
]


@pytest.mark.parametrize(("content", "voted", "code"), CASES)
def test_votes(content, voted, code):
    assert verdict(content, voted) == code


def test_a_vote_is_for_an_open_poll_of_this_chat():
    assert verdict(start(), vote("a"), room="!other") == "no_poll"
    assert verdict(start(), vote("a"), ended=True) == "poll_closed"
    assert poll(start(), kind="m.room.message") is None
    assert judge_vote("!r", None, vote("a"), now_ms=NOW, ended=False).code == "no_poll"


def test_who_closes_a_poll():
    assert judge_poll_end("@author:x", "!r", poll(start())).allowed
    assert judge_poll_end("@other:x", "!r", poll(start())).code == "poll_end"
    assert judge_poll_end("@author:x", "!other", poll(start())).code == "no_poll"


BAD_STARTS = [
    start(answers=()),
    start(answers=[str(number) for number in range(21)]),
    start(answers=("a", "a")),
    start(most=0),
    start(most="2"),
    start(closes_at=NOW),
    start(closes_at="tomorrow"),
    start(no_revote="yes"),
    start(anonymous=1),
    {START: {"answers": [{"id": "a"}], RULES: []}},
    {START: None},
    {},
]


@pytest.mark.parametrize("content", BAD_STARTS, ids=str)
def test_a_poll_that_promises_nonsense_is_not_begun(content):
    assert judge_start(content, now_ms=NOW).code == "poll_shape"


def test_a_poll_is_not_edited():
    edit = start() | {"m.relates_to": {"rel_type": "m.replace", "event_id": "$p"}}
    assert judge_start(edit, now_ms=NOW).code == "poll_edit"
    assert judge_start(start(closes_at=NOW + 1, no_revote=True), now_ms=NOW).allowed
    assert judge_start(stable("a", "b"), now_ms=NOW).allowed
