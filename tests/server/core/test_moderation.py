"""Muting and looking: the rules by themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from server.school_core.moderation import (
    Look,
    judge_agreement,
    judge_mute,
    judge_muted,
    judge_reading,
    mute_key,
)

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
MS = int(NOW.timestamp() * 1000)
HOUR = 3_600_000


@pytest.mark.parametrize(("power", "theirs", "content", "code"), [
    (50, 0, {"until": MS + HOUR}, "mute"), (50, 0, {}, "mute"),
    (49, 0, {"until": MS + HOUR}, "mute_power"), (50, 50, {"until": MS + HOUR}, "mute_power"),
    (50, 0, {"until": MS}, "mute_shape"), (50, 0, {"until": MS + 31 * 24 * HOUR}, "mute_shape"),
    (50, 0, {"until": True}, "mute_shape"), (50, 0, {"x": 1}, "mute_shape"),
])  # fmt: skip
def test_who_mutes_whom(power, theirs, content, code):
    verdict = judge_mute(content, power=power, their_power=theirs, now_ms=MS)
    assert verdict.code == code


def test_a_mute_ends_by_itself():
    mute = {"until": MS + HOUR}
    assert mute_key("@artem:x") == "artem:x"
    refusal = judge_muted(mute, "m.room.message", NOW)
    assert not refusal.allowed
    assert "25.11 13:00" in refusal.text
    assert not judge_muted(mute, "m.reaction", NOW).allowed
    assert judge_muted(mute, "m.room.redaction", NOW).allowed
    assert judge_muted(mute, "m.room.message", NOW + timedelta(hours=1)).allowed
    assert judge_muted({}, "m.room.message", NOW).allowed


def test_four_eyes():
    asked = Look("@one", NOW)
    assert judge_agreement(asked, "@one", NOW).code == "look_same"
    assert judge_agreement(asked, "@two", NOW).allowed
    assert judge_agreement(asked, "@two", NOW + timedelta(days=1)).code == "look_over"
    assert judge_reading(asked, "@one", NOW).code == "look_not_agreed"
    assert judge_reading(None, "@one", NOW).code == "look_not_agreed"
    agreed = Look("@one", NOW, "@two", NOW)
    assert judge_agreement(agreed, "@three", NOW).code == "look_agreed"
    assert judge_reading(agreed, "@one", NOW).allowed
    assert judge_reading(agreed, "@two", NOW).allowed
    assert judge_reading(agreed, "@three", NOW).code == "look_others"
    assert judge_reading(agreed, "@one", NOW + timedelta(days=1)).code == "look_over"
