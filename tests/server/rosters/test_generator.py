"""Invented schools: every format reads back as the same school, whole or through a year."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.demo import tables
from server.demo.__main__ import FORMATS, export, main
from server.demo.school import make_region, make_school, merged
from server.demo.year import a_year
from server.school_core.chats import wanted_chats
from server.school_core.document import read_document
from server.school_core.plan import Present, plan
from server.school_core.roles import Role
from server.school_core.roster import ClassKind, EnrolmentRole
from server.service.rosters.problems import Weight
from tests.server.rosters.lists import DAY, imported

CSV = ["oneroster11", "oneroster12", "sds21"]
small = st.builds(
    make_school, seed=st.integers(0, 10_000), size=st.integers(1, 90), year=st.just(2026)
)


def same(roster):
    return replace(roster, revision="")


def read_back(files, before=None, *, day=DAY):
    result = imported(files, before, day=day)
    assert [one for one in result.problems if one.weight is Weight.ERROR] == []
    return result


def lower(files):
    return {name.lower(): data for name, data in files.items()}


@pytest.mark.parametrize("form", [*CSV, "xlsx"])
@settings(max_examples=8, deadline=None)
@given(school=small)
def test_every_format_reads_back_as_the_same_school(form, school):
    result = read_back(lower(export((school,), form)))
    assert result.problems == ()
    roster = result.roster
    if form == "xlsx":  # the name of the school is not in its lists
        roster = replace(roster, orgs=school.roster.orgs)
    assert same(roster) == same(school.roster)


def test_a_region_reads_back_with_the_authorities_above():
    schools = make_region(seed=3, schools=7, size=30)
    for form in CSV:
        roster = read_back(lower(export(schools, form))).roster
        assert same(roster) == same(merged(schools))
    assert len(roster.orgs) == 7 + 2 + 1


def test_the_document_is_what_the_module_reads():
    school = make_school(seed=1, size=60)
    text = export((school,), "document")["roster.json"]
    assert same(read_document(text, server_name="x").roster) == same(school.roster)


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@settings(max_examples=4, deadline=None)
@given(school=small)
def test_a_year_of_deltas_ends_where_a_year_of_bulk_exports_does(version, school):
    make = {"1.1": tables.oneroster_11, "1.2": tables.oneroster_12}[version]
    kept, before = {}, None
    for moment in a_year(school):
        files = tables.bulk(make((moment.school,)), version=version)
        whole = read_back(lower(files), day=moment.day).roster
        assert same(whole) == same(moment.school.roster)
        if before is not None:
            old = make((before.school,))
            files = tables.delta(old, make((moment.school,)), version=version, day=moment.day)
        result = read_back(lower(files), kept, day=moment.day)
        assert same(result.roster) == same(moment.school.roster)
        kept, before = result.tables, moment


def test_the_new_year_has_new_classes_and_no_graduates():
    moments = list(a_year(make_school(seed=5, size=300)))
    old, new = moments[-2].school.roster, moments[-1].school.roster
    assert not old.classes.keys() & new.classes.keys()
    eldest = {key for key, one in old.classes.items() if one.grade == 11}
    gone = {e.person for e in old.enrolments if e.school_class in eldest} & {
        g.person for g in old.roles if g.role is Role.PUPIL
    }
    assert gone
    assert not gone & new.people.keys()
    assert {one.grade for one in new.classes.values() if one.kind is ClassKind.HOMEROOM} == {
        one.grade for one in old.classes.values() if one.kind is ClassKind.HOMEROOM
    } - {11} | {1} | ({11} if any(one.grade == 10 for one in old.classes.values()) else set())


def test_a_school_is_the_same_every_time_and_as_it_should_be():
    school = make_school(seed=14, size=1000)
    assert same(make_school(seed=14, size=1000).roster) == same(school.roster)
    roster = school.roster
    pupils = {grant.person for grant in roster.roles if grant.role is Role.PUPIL}
    parents = {grant.person for grant in roster.roles if grant.role is Role.PARENT}
    teachers = {grant.person for grant in roster.roles if grant.role is Role.TEACHER}
    assert len(pupils) == 1000
    assert parents & teachers, "teachers who are parents"
    assert len({link.child for link in roster.guardianships}) == 1000
    assert len(parents) < 2000 - 100, "siblings share their parents"
    led = [e for e in roster.enrolments if e.primary]
    homes = [one for one in roster.classes.values() if one.kind is ClassKind.HOMEROOM]
    assert len(led) == len(homes) == 40
    assert {e.role for e in roster.enrolments} == {EnrolmentRole.PUPIL, EnrolmentRole.TEACHER}
    steps = plan(roster.people, wanted_chats(roster, DAY), Present())
    assert steps


def test_the_command_line_writes_a_year(tmp_path):
    assert main(["--size", "30", "--out", str(tmp_path), "--year", "--format", "oneroster11"]) == 0
    folders = sorted(path.name for path in tmp_path.iterdir())
    assert folders[0] == "2026-09-01"
    assert folders[-1] == "2027-09-01"
    said = json.loads((tmp_path / folders[-1] / "events.json").read_text("utf-8"))
    assert said["events"][0].startswith("Новый учебный год")
    assert (tmp_path / folders[1] / "delta" / "users.csv").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_line_writes_every_format(tmp_path, form):
    assert main(["--size", "20", "--out", str(tmp_path), "--format", form, "--gradebook"]) == 0
    assert any(tmp_path.iterdir())


def test_the_journal_goes_with_the_export_and_does_not_disturb_it():
    school = make_school(seed=2, size=30)
    files = lower(export((school,), "oneroster12", gradebook=True))
    assert {"results.csv", "lineitems.csv"} <= files.keys()
    assert same(read_back(files, day=date(2026, 11, 25)).roster) == same(school.roster)
