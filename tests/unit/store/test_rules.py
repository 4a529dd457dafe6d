"""The pure rules: powers, previews, names, account data, votes, valid edits."""

from typing import Any

import pytest

from app.domain.account import direct_rooms, mute_modes, read_tags, read_time
from app.domain.aggregate import Vote, anonymous_state, poll_end, poll_state, valid_edits
from app.domain.ids import UserId
from app.domain.people import CREATOR_POWER
from app.domain.polls import Ballot, PollAnswer, PollStart, Tally
from app.domain.power import powers_of, read_levels
from app.domain.preview import NO_NAME, preview_of, room_name
from app.domain.rooms import MuteMode, PreviewKind
from tests.unit.store.world import BOB, EVE, ME, World


def create(version: str = "12", **content: Any) -> dict[str, Any]:
    return {"sender": BOB, "content": {"room_version": version, **content}}


def test_creators_of_version_12_have_endless_power() -> None:
    levels = read_levels(create(additional_creators=[EVE]), {"content": {"users": {ME: 100}}})
    assert levels.of(BOB) == levels.of(EVE) == CREATOR_POWER
    assert (levels.of(ME), levels.of(UserId("@x:y"))) == (100, 0)


def test_before_version_12_the_creator_is_who_the_levels_say() -> None:
    assert read_levels(create("11"), {"content": {}}).of(BOB) == 0
    assert read_levels(create("11"), None).of(BOB) == 100


@pytest.mark.parametrize("value", [None, True, "много", [], {}, 1.5, "9" * 30])
def test_a_level_that_is_no_number_is_the_default(value: object) -> None:
    levels = read_levels(create(), {"content": {"redact": value, "users": {ME: value}}})
    assert (levels.redact, levels.of(ME)) == (50, 0)


def test_old_rooms_may_have_levels_as_text() -> None:
    assert read_levels(create("9"), {"content": {"users": {ME: " 50 "}}}).of(ME) == 50


def test_what_i_may_follows_the_levels() -> None:
    channel = {"content": {"events_default": 100, "users": {EVE: 100}, "users_default": 0}}
    levels = read_levels(create(), channel)
    mine, eves = powers_of(levels, ME), powers_of(levels, EVE)
    assert (mine.can_send, mine.can_pin, mine.can_invite) == (False, False, True)
    assert eves.can_send and eves.can_redact_others and eves.can_mention_room
    assert not powers_of(levels, EVE, joined=False).can_send


def test_previews_name_the_sender_in_groups_and_never_tell_a_spoiler() -> None:
    world = World()
    spoiler = world.text(
        "это тайна",
        content={
            "format": "org.matrix.custom.html",
            "formatted_body": "это <span data-mx-spoiler>тайна</span>",
        },
    )
    shown = preview_of(spoiler.content, sender_name="Иван Петров Сидоров", mine=False, group=True)
    assert (shown.sender_name, shown.text) == ("Иван Петров", "это ▒▒▒▒▒")
    emote = world.event("m.room.message", {"msgtype": "m.emote", "body": "машет"})
    shown = preview_of(emote.content, sender_name="Иван", mine=False, group=True)
    assert (shown.sender_name, shown.text) == ("", "Иван машет")
    left = world.member(EVE, "Ева", "leave")
    shown = preview_of(left.content, sender_name="Ева", mine=True, group=True)
    assert (shown.kind, shown.mine, shown.text) == (
        PreviewKind.SERVICE,
        False,
        "Ева больше не в чате",
    )


@pytest.mark.parametrize(
    ("given", "heroes", "others", "direct", "name"),
    [
        ("9Б", ["Ева"], 5, "", "9Б"),
        (None, ["Ева"], 1, "Ева Браун", "Ева Браун"),
        ("  ", ["Ева", "Ян"], 2, "", "Ева и Ян"),
        (None, ["А", "Б", "В"], 3, "", "А, Б и В"),
        (None, ["А", "Б"], 30, "", "А, Б и ещё 28"),
        (None, [], 0, "", NO_NAME),
    ],
)
def test_a_chat_is_called_after_what_is_known(
    given: str | None, heroes: list[str], others: int, direct: str, name: str
) -> None:
    assert room_name(given, heroes, others=others, direct_name=direct) == name


@pytest.mark.parametrize(
    "rubbish", [{}, {"global": 5}, {"global": {"room": [5, {}, {"rule_id": 1}]}}]
)
def test_broken_push_rules_mute_nothing(rubbish: dict[str, Any]) -> None:
    assert mute_modes(rubbish) == {}


def test_an_override_is_stronger_than_a_room_rule() -> None:
    condition = {"kind": "event_match", "key": "room_id", "pattern": "!a"}
    rules = {
        "room": [{"rule_id": "!a", "actions": []}, {"rule_id": "!b", "actions": ["dont_notify"]}],
        "override": [
            {"rule_id": "!a", "actions": [], "conditions": [condition]},
            {"rule_id": "!c", "actions": [], "enabled": False, "conditions": [condition]},
            {"rule_id": ".m.rule.master", "actions": []},
        ],
    }
    assert mute_modes({"global": rules}) == {"!a": MuteMode.NONE, "!b": MuteMode.MENTIONS}


@pytest.mark.parametrize(
    ("favourite", "order"),
    [({"order": 0.25}, 0.25), ({"order": 7}, 1.0), ({"order": "x"}, 0.5), ({}, 0.5), (5, None)],
)
def test_a_pin_always_has_an_order(favourite: object, order: float | None) -> None:
    assert read_tags({"tags": {"m.favourite": favourite}}).pin_order == order


def test_other_account_data_of_strange_shapes() -> None:
    assert direct_rooms({BOB: ["!a", 5], EVE: "!b", "x": None}) == {"!a": BOB}
    assert [read_time({"ts": value}) for value in (5, -5, True, "5", None)] == [5, 0, 0, 0, 0]


def test_votes_are_cut_to_what_the_poll_allows() -> None:
    poll = PollStart("?", tuple(PollAnswer(key, key) for key in "абв"), max_selections=2)
    votes = [Vote(BOB, 5, ("а", "а", "б", "в")), Vote(ME, 9, ("в",)), Vote(ME, 7, ("а",))]
    state = poll_state(poll, votes, end=8, me=ME)
    assert state.votes == (("а", (BOB, ME)), ("б", (BOB,)), ("в", ()))
    taken_back = poll_state(poll, [Vote(ME, 1, ("а",)), Vote(ME, 2, ())], end=None, me=ME)
    assert (taken_back.voters, taken_back.own, taken_back.closed) == (0, frozenset(), False)


def test_a_poll_is_closed_by_its_author_or_a_moderator() -> None:
    levels = read_levels(create(), {"content": {"users": {EVE: 50}}})
    assert poll_end([(ME, 1)], UserId("@author:x"), levels) is None
    assert poll_end([(ME, 1), (EVE, 5), (UserId("@author:x"), 3)], UserId("@author:x"), levels) == 3


def test_an_edit_cannot_put_another_file_in_place_of_a_picture() -> None:
    world = World()
    picture = {"msgtype": "m.image", "body": "a.png", "url": "mxc://school/a", "info": {}}
    original = world.event("m.room.message", picture)

    def edit(new: dict[str, Any]) -> Any:
        relates = {"rel_type": "m.replace", "event_id": original.event_id}
        content = {"m.new_content": new, "m.relates_to": relates, **picture}
        return world.event("m.room.message", content)

    caption = edit({**picture, "body": "подпись", "filename": "a.png"})
    swapped = edit({**picture, "url": "mxc://school/b"})
    assert valid_edits(original, [swapped, caption]) == (caption,)


def test_an_anonymous_poll_counts_what_was_told_and_nothing_else() -> None:
    poll = PollStart("?", (PollAnswer("а", "А"), PollAnswer("б", "Б")), anonymous=True)
    tally = Tally(4, (("а", 3), ("б", 1)))
    state = anonymous_state(poll, tally, Ballot(voted=True, chosen=("б", "x")), closed=False)
    assert (state.count("а"), state.count("б"), state.voters) == (3, 1, 4)
    assert (state.own, state.voted, state.closed) == (frozenset({"б"}), True, False)
    over = Tally(4, (), closed=True)
    assert anonymous_state(poll, over, Ballot(), closed=False).closed
