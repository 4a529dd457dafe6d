"""The plan against an independent oracle, for random lives of schools.

`PARTA_HISTORIES=1000` tries as many; without it there are 250.
"""

import os
from dataclasses import replace
from random import Random

import pytest

from server.school_core.chats import ChatKey, WantedChat, wanted_chats
from server.school_core.plan import Kind, Present, brake, plan
from server.school_core.roster import ClassId, EnrolmentRole, Roster
from tests.server.core.histories import begin, go_on
from tests.server.core.oracle import Oracle
from tests.server.core.schools import DAY, SCHOOL, enrol, pid, school

HISTORIES = int(os.environ.get("PARTA_HISTORIES", "250"))


class Homeserver:
    """What the steps do, written without looking at the plan's code."""

    def __init__(self):
        self.names, self.chats, self.archived, self.closed = {}, {}, set(), set()
        self.writes = 0

    def present(self) -> Present:
        chats = {
            key: WantedChat(key, name, dict(levels), space)
            for key, (name, levels, space) in self.chats.items()
        }
        return Present(dict(self.names), chats, frozenset(self.archived), frozenset(self.closed))

    def do(self, step):
        self.writes += 1
        name, levels, space = self.chats.get(step.chat, ("", {}, None))
        match step.kind:
            case Kind.CREATE_ACCOUNT:
                assert step.person not in self.names
                self.names[step.person] = step.name
            case Kind.RENAME_ACCOUNT:
                assert step.person in self.names
                self.names[step.person] = step.name
            case Kind.REOPEN_ACCOUNT:
                self.closed.remove(step.person)
            case Kind.CLOSE_ACCOUNT:
                assert all(step.person not in chat[1] for chat in self.chats.values())
                self.closed.add(step.person)
            case Kind.CREATE_CHAT:
                assert step.chat not in self.chats
                self.chats[step.chat] = (step.name, {}, None)
            case Kind.CARRY_ON:
                (old,) = (k for k in self.chats if (k.kind, k.about) == (step.chat.kind, step.name))
                self.chats[step.chat] = self.chats.pop(old)
                self.chats = {
                    key: (name, levels, step.chat if space == old else space)
                    for key, (name, levels, space) in self.chats.items()
                }
            case Kind.RESTORE_CHAT:
                self.archived.remove(step.chat)
            case Kind.RENAME_CHAT:
                self.chats[step.chat] = (step.name, levels, space)
            case Kind.LIST:
                about = step.chat.about if step.chat.kind in HOME else step.chat.org
                space = replace(step.chat, kind="space", about=about)
                self.chats[step.chat] = (name, levels, space)
            case Kind.UNLIST:
                self.chats[step.chat] = (name, levels, None)
            case Kind.JOIN:
                assert step.person in self.names, "an account comes before its chats"
                levels[step.person] = 0
            case Kind.RAISE:
                assert step.level > levels[step.person], "a level is for members"
                levels[step.person] = step.level
            case Kind.LOWER:
                assert step.level < levels[step.person]
                levels[step.person] = step.level
            case Kind.REMOVE:
                assert levels.pop(step.person) == 0, "rights go before the person"
            case Kind.ARCHIVE:
                assert not any(levels.values()), "nobody leads an archive"
                self.archived.add(step.chat)
            case Kind.REPAIR_CHAT:
                raise AssertionError("nothing is broken here")


HOME = ("class", "parents")


def run(homeserver, roster: Roster, *, stop_after=None, **more):
    barred = {link.guardian for link in roster.guardianships if link.no_contact}
    steps = plan(
        roster.people, wanted_chats(roster, DAY), homeserver.present(), barred=barred, **more
    )
    for step in steps[:stop_after]:
        homeserver.do(step)
    return steps


def assert_as_the_oracle_says(homeserver: Homeserver, oracle: Oracle) -> None:
    found = {
        (key.kind, key.about): (
            name,
            levels,
            (space.kind, space.about) if space else None,
            key in homeserver.archived,
        )
        for key, (name, levels, space) in homeserver.chats.items()
    }
    wanted = {
        key: (room.name, room.people, room.listed_in, room.archived)
        for key, room in oracle.rooms.items()
    }
    assert found == wanted
    assert homeserver.names == oracle.names


@pytest.mark.parametrize("part", range(5))
def test_any_history_ends_exactly_as_the_oracle_says(part):
    for seed in range(part, HISTORIES, 5):
        rng, homeserver, oracle = Random(seed), Homeserver(), Oracle()
        first = begin(rng)
        for roster in (first, *go_on(first, rng, changes=12)):
            oracle.after(roster)
            run(homeserver, roster, stop_after=rng.randint(0, 40))  # killed at some step
            run(homeserver, roster)
            assert_as_the_oracle_says(homeserver, oracle)
            assert run(homeserver, roster) == (), "a second sync writes nothing"


def changed(roster, person, group, *, role=EnrolmentRole.TEACHER, primary=False, gone=False):
    others = {e for e in roster.enrolments if (e.person, e.school_class) != (pid(person), group)}
    new = set() if gone else {enrol(person, group, role, primary=primary)}
    return replace(roster, enrolments=frozenset(others | new))


def without_class(roster, gone):
    return replace(roster, classes={k: v for k, v in roster.classes.items() if k != gone})


def test_a_new_class_teacher_is_raised_before_the_old_one_is_lowered():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    roster = changed(changed(roster, "ivan", "9b", primary=True), "vera", "9b")
    steps = [
        (s.kind, s.person)
        for s in plan(roster.people, wanted_chats(roster, DAY), homeserver.present())
    ]
    assert steps.index((Kind.RAISE, "ivan")) < steps.index((Kind.LOWER, "vera"))


def test_a_dissolved_class_is_an_archive_and_comes_back_as_the_same_chat():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    before = {key: dict(chat[1]) for key, chat in homeserver.chats.items()}
    run(homeserver, without_class(roster, "9b"))
    assert {key.kind for key in homeserver.archived} == {"class", "parents", "space"}
    key = ChatKey("class", SCHOOL, "9b")
    assert homeserver.chats[key][1] == dict.fromkeys(before[key], 0), "they go on reading"
    steps = run(homeserver, roster)
    assert Kind.CREATE_CHAT not in {step.kind for step in steps}
    assert {key: dict(chat[1]) for key, chat in homeserver.chats.items()} == before


def test_who_has_left_reads_no_archive():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    roster = without_class(roster, "9b")
    run(homeserver, roster)
    people = {key: person for key, person in roster.people.items() if key != "dasha"}
    run(homeserver, replace(roster, people=people), leavers={pid("dasha")})
    assert all("dasha" not in levels for _, levels, _ in homeserver.chats.values())
    assert homeserver.closed == {"dasha"}
    run(homeserver, roster)
    assert homeserver.closed == set(), "whoever comes back has the old account"


def test_a_class_goes_on_under_its_new_number():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    old = roster.classes[ClassId("9b")]
    new = replace(old, id=ClassId("10b"), title="10Б", grade=10)
    roster = replace(
        roster,
        classes={**without_class(roster, "9b").classes, new.id: new},
        enrolments=frozenset(
            replace(e, school_class=new.id) if e.school_class == "9b" else e
            for e in roster.enrolments
        ),
    )
    steps = run(homeserver, roster, successors={ClassId("9b"): new.id})
    kinds = {step.kind for step in steps}
    assert kinds == {Kind.CARRY_ON, Kind.RENAME_CHAT}, "the same rooms with the same people"
    assert homeserver.chats[ChatKey("class", SCHOOL, "10b")][0] == "10Б · класс"
    assert run(homeserver, roster, successors={ClassId("9b"): new.id}) == ()


def test_a_truncated_export_is_held_back():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    present = homeserver.present()
    for cut in (
        replace(roster, enrolments=frozenset()),
        without_class(without_class(roster, "9b"), "9b-bio"),
    ):
        steps = plan(cut.people, wanted_chats(cut, DAY), present)
        assert brake(steps, present).code == "brake"
        assert brake(steps, present, confirmed=True).allowed


def test_one_pupil_who_leaves_a_school_of_twenty_does_not_brake():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    present = homeserver.present()
    fewer = changed(roster, "artem", "9b-bio", gone=True)
    steps = plan(fewer.people, wanted_chats(fewer, DAY), present)
    assert [step.kind for step in steps] == [Kind.REMOVE]
    assert brake(steps, present).allowed


def test_an_invited_stranger_is_turned_away_and_rights_that_are_not_the_schools_put_right():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    key = ChatKey("class", SCHOOL, "9b")
    present = replace(
        homeserver.present(), waiting={key: frozenset({pid("@spy:x")})}, damaged={key}
    )
    steps = plan(roster.people, wanted_chats(roster, DAY), present)
    assert [(s.kind, s.person) for s in steps] == [
        (Kind.REPAIR_CHAT, None),
        (Kind.REMOVE, "@spy:x"),
    ]
