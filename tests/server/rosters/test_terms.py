"""School years in a list: classes of two of them change places in one day."""

from datetime import date

import pytest

from server.demo.__main__ import export
from server.demo.school import make_school
from server.demo.tables import zipped
from server.demo.year import a_year
from server.school_core.roster import ClassKind
from server.school_core.succession import successions
from server.service.rosters.bundle import read_bundle
from server.service.rosters.problems import Report
from server.service.rosters.roster_map import to_roster
from server.service.rosters.rows import row_of
from server.service.rosters.terms import next_change, titled, waiting
from tests.server.rosters.lists import imported

SUMMER, AUTUMN, LATER = date(2027, 7, 20), date(2027, 9, 1), date(2027, 10, 1)
FORMS = ("oneroster12", "oneroster11")


def tables_of(**classes):
    """Classes of a school by their terms; a term is «from … to …»."""
    terms = {term for told in classes.values() for term in told.split()}
    sessions = {
        term: {"sourcedId": term, "title": term[:4], "startDate": term[:10], "endDate": term[11:]}
        for term in terms
    }
    rows = {
        key: {"sourcedId": key, "schoolSourcedId": key[0], "termSourcedIds": told.replace(" ", ",")}
        for key, told in classes.items()
    }
    return {
        "academicSessions": {key: row_of("s.csv", 1, cells) for key, cells in sessions.items()},
        "classes": {key: row_of("c.csv", 1, cells) for key, cells in rows.items()},
    }


OLD, NEW = "2026-09-01/2027-05-31", "2027-09-01/2028-05-31"
FIRST, SECOND = "2026-09-01/2026-12-30", "2027-01-11/2027-05-31"


@pytest.mark.parametrize(
    ("classes", "day", "over", "coming"),
    [
        ({"a9": OLD, "a10": NEW}, SUMMER, set(), {"a10"}),
        ({"a9": OLD, "a10": NEW}, AUTUMN, {"a9"}, set()),
        ({"a9": OLD, "a10": NEW}, date(2026, 10, 1), set(), {"a10"}),
        ({"a9": OLD}, LATER, set(), set()),
        ({"a10": NEW}, SUMMER, set(), set()),
        ({"a10": NEW, "aclub": ""}, SUMMER, set(), set()),
        ({"a9": OLD, "b10": NEW}, SUMMER, set(), set()),
        ({"a9": OLD, "b10": NEW}, AUTUMN, set(), set()),
        ({"a9": OLD, "abio1": FIRST, "abio2": SECOND}, date(2026, 12, 31), set(), {"abio2"}),
        ({"a9": OLD, "abio1": FIRST, "abio2": SECOND}, date(2027, 1, 12), {"abio1"}, set()),
        ({"a9": f"{FIRST} {SECOND}", "a10": NEW}, SUMMER, set(), {"a10"}),
    ],
)
def test_which_classes_do_not_stand(classes, day, over, coming) -> None:
    found = waiting(tables_of(**classes), day)
    assert (found.over, found.coming) == (over, coming)


def test_when_the_next_year_begins_and_what_it_is_called() -> None:
    tables = tables_of(a9=OLD, a10=NEW, abio=NEW)
    assert next_change(tables, SUMMER) == AUTUMN
    assert titled(tables, {"a10", "abio"}) == "2027"
    assert next_change(tables, AUTUMN) is None
    assert next_change(tables_of(a9=OLD), SUMMER) is None


@pytest.mark.parametrize("form", FORMS)
def test_a_list_of_two_years_turns_in_one_day_and_every_class_goes_on(form) -> None:
    school = make_school(seed=5, size=60, number=77)
    *_, coming = a_year(school, moments=1)
    both = read_bundle(zipped(export((school, coming.school), form)))
    tables = imported(both, day=SUMMER).tables

    def homes(day):
        roster = to_roster(tables, revision="r", report=Report(), day=day)
        kinds = roster.classes.values()
        return roster, sorted(one.title for one in kinds if one.kind is ClassKind.HOMEROOM)

    before, titles = homes(SUMMER)
    after, later = homes(AUTUMN)
    assert (titles, later) == (["5А", "9А"], ["10А", "6А"])
    goes_on = {
        (before.classes[one.old].title, after.classes[one.new].title)
        for one in successions(before, after, AUTUMN)
    }
    assert {("5А", "6А"), ("9А", "10А")} <= goes_on
