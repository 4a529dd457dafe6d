"""Rosters put together, compared, ruled over and carried into the next school year."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from server.demo.school import make_school
from server.demo.year import a_year
from server.school_core.merging import Merge, joined, suggestions, with_merges, within
from server.school_core.roles import Role
from server.school_core.roster import ClassKind, Guardianship, Roster, SchoolPerson
from server.school_core.roster_diff import Change, compare
from server.school_core.rulings import Ruling, with_rulings
from server.school_core.succession import replaced_classes, successions
from tests.server.core.schools import DAY, cid, enrol, pid, school

demos = st.builds(make_school, seed=st.integers(0, 999), size=st.integers(5, 80))


def texts(before, after, day=DAY):
    return {(line.change, line.text) for line in compare(before, after, day).lines}


def test_nothing_changes_between_a_roster_and_itself():
    found = compare(school(), school(), DAY)
    assert found.lines == ()
    assert found.summary == "Изменений нет."


def test_a_transfer_a_newcomer_and_a_leaver_are_told_by_name():
    roster = school()
    pupil = next(e for e in roster.enrolments if (e.person, e.school_class) == ("artem", "9b"))
    people = {key: one for key, one in roster.people.items() if key != "petya"}
    people[pid("nika")] = SchoolPerson(pid("nika"), "Новая", "Ника")
    after = replace(
        roster,
        people=people,
        roles=frozenset(one for one in roster.roles if one.person != "petya"),
        enrolments=(roster.enrolments - {pupil}) | {replace(pupil, school_class=cid("2a"))},
    )
    found = texts(roster, after)
    assert (Change.MOVES, "Ученик 9Б Имя: 9Б → 2А") in found
    assert (Change.COMES, "Новая Ника: без роли") in found
    assert (Change.GOES, "Ученик 2А Имя: ученик, 2А") in found
    assert len(found) == 3


def test_a_new_class_teacher_a_new_name_a_lost_role_and_a_ruling():
    roster = school()
    led = next(e for e in roster.enrolments if e.school_class == "9b" and e.primary)
    grant = next(one for one in roster.roles if one.person == "mixed" and one.role is Role.TEACHER)
    link = Guardianship(pid("mama"), pid("artem"))
    people = dict(roster.people)
    people[pid("olga")] = replace(people[pid("olga")], family="Облакова")
    after = replace(
        roster,
        people=people,
        roles=roster.roles - {grant},
        enrolments=(roster.enrolments - {led}) | {replace(led, person=pid("ivan"))},
        guardianships=(roster.guardianships - {link}) | {replace(link, no_diary=True)},
    )
    assert texts(roster, after) == {
        (Change.LEADS, "9Б: Классная 9Б Имя → Биолог 9Б Имя"),
        (Change.RENAMED, "Мама Даши Имя → Облакова Имя"),
        (Change.ROLE, "Учит 2А, мать Артёма Имя: родитель, учитель → родитель"),
        (Change.RULING, "Мама Артёма Имя — Ученик 9Б Имя: без дневника"),
    }


@settings(max_examples=10, deadline=None)
@given(demo=demos)
def test_the_diff_of_every_moment_of_a_year_is_its_reverse_backwards(demo):
    before = None
    for moment in a_year(demo, moments=4):
        if before is not None:
            there = compare(before.roster, moment.school.roster, moment.day).counts
            back = compare(moment.school.roster, before.roster, moment.day).counts
            assert there.get(Change.COMES, 0) == back.get(Change.GOES, 0)
            assert there.get(Change.MOVES, 0) == back.get(Change.MOVES, 0)
            assert there.get(Change.LEADS, 0) == back.get(Change.LEADS, 0)
        before = moment.school


def test_a_ruling_stands_over_the_register_and_goes_when_it_is_lifted():
    roster = school()
    ruling = Ruling(pid("mama"), pid("artem"), no_contact=True)
    ruled = with_rulings(roster, [ruling, Ruling(pid("olga"), pid("artem"), no_contact=True)])
    assert Guardianship(pid("mama"), pid("artem"), no_contact=True) in ruled.guardianships
    assert len(ruled.guardianships) == len(roster.guardianships), "it makes nobody a parent"
    assert with_rulings(roster, []) == roster
    lenient = Ruling(pid("papa"), pid("artem"))
    papa = Guardianship(pid("papa"), pid("artem"), no_contact=True)
    assert papa in with_rulings(roster, [lenient]).guardianships


def test_two_children_are_suggested_to_have_one_mother_and_only_suggested():
    roster = school()
    twin = replace(roster.people[pid("mama")], id=pid("mama2"))
    other = replace(roster.people[pid("artem")], id=pid("brat"), given="Брат")
    grants = {
        replace(one, person=new)
        for one in roster.roles
        for old, new in (("mama", pid("mama2")), ("artem", pid("brat")))
        if one.person == old
    }
    links = frozenset({Guardianship(pid("mama2"), pid("brat"))})
    more = Roster(
        people={twin.id: twin, other.id: other}, roles=frozenset(grants), guardianships=links
    )
    whole, clashes = joined([roster, more], revision="r")
    assert clashes == ()
    (found,) = suggestions(whole)
    assert {found.one, found.other} == {"mama", "mama2"}
    assert "mama2" in whole.people
    merged = with_merges(whole, [Merge(pid("mama"), pid("mama2"))])
    children = {link.child for link in merged.guardianships if link.guardian == "mama"}
    assert children == {"artem", "brat"}
    assert "mama2" not in merged.people
    assert with_merges(whole, []) == whole


def test_people_with_known_birth_dates_that_differ_are_never_suggested():
    born = (date(2010, 1, 1), date(2011, 1, 1))
    people = {
        pid(str(n)): SchoolPerson(pid(str(n)), "Облаков", "Иван", born=day)
        for n, day in enumerate(born)
    }
    assert suggestions(Roster(people=people)) == ()
    same = {key: replace(one, born=born[0]) for key, one in people.items()}
    assert len(suggestions(Roster(people=same))) == 1
    told = dict.fromkeys(same, "x-1")
    assert suggestions(Roster(people=same), told)[0].certain


@settings(max_examples=30, deadline=None)
@given(demo=demos, pairs=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=6))
def test_merges_in_any_order_leave_no_trace_of_who_is_gone(demo, pairs):
    keys = sorted(demo.roster.people)
    merges = [Merge(keys[a % len(keys)], keys[b % len(keys)]) for a, b in pairs]
    merged = with_merges(demo.roster, merges)
    named = {one.person for one in merged.roles} | {one.person for one in merged.enrolments}
    named |= {one.guardian for one in merged.guardianships}
    named |= {one.child for one in merged.guardianships}
    assert named <= merged.people.keys()
    assert len(demo.roster.people) - len(merged.people) <= len(pairs)


def test_two_people_under_one_id_are_a_clash():
    roster = school()
    stranger = SchoolPerson(pid("mama"), "Совсем", "Другая")
    _, clashes = joined([roster, Roster(people={stranger.id: stranger})], revision="r")
    assert [clash.id for clash in clashes] == ["mama"]
    apart, clashes = joined(
        [roster, within(Roster(people={stranger.id: stranger}), "b:")], revision="r"
    )
    assert clashes == ()
    assert {"mama", "b:mama"} <= apart.people.keys()


@settings(max_examples=8, deadline=None)
@given(demo=st.builds(make_school, seed=st.integers(0, 99), size=st.integers(280, 320)))
def test_after_the_summer_every_class_goes_on_a_year_older(demo):
    *_, last, new = a_year(demo, moments=3)
    before, after = last.school.roster, new.school.roster
    found = successions(before, after, new.day)
    homes = {
        before.classes[one.old].title: after.classes[one.new].title
        for one in found
        if before.classes[one.old].kind is ClassKind.HOMEROOM
    }
    expected = {
        one.title: f"{one.grade + 1}{one.title[-1]}"
        for one in before.classes.values()
        if one.kind is ClassKind.HOMEROOM and one.grade < 11
    }
    assert homes == expected
    assert len({one.new for one in found}) == len(found)


def test_a_class_that_kept_its_id_and_not_its_pupils_is_told():
    roster = school()
    role = next(e.role for e in roster.enrolments if e.person == "artem")
    was = {enrol(name, "9b", role) for name in ("artem", "dasha", "petya")}
    now = {enrol(name, "9b", role) for name in ("katya", "olga", "mama")}
    before = replace(roster, enrolments=frozenset(was))
    after = replace(roster, enrolments=frozenset(now))
    assert replaced_classes(before, after, DAY) == ("9b",)
    assert replaced_classes(before, before, DAY) == ()
