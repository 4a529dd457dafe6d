"""The OneRoster gradebook: CSV and REST tell the same diary, broken files tell what is wrong."""

from datetime import date, time

import pytest

from server.demo import journal
from server.demo.gradebook import SUBJECTS, DemoGroup, gradebook_export
from server.service.diary import marks
from server.service.diary.gradebook import Gradebook, Group, LineItem, Result, Slot, diary_days
from server.service.diary.oneroster import read_export, read_rest
from server.service.rosters.problems import Report, RosterRefused

ITEM = "sourcedId,title,classSourcedId,dueDate"
TERM = "sourcedId,title,startDate,endDate"
MONDAY, TODAY = date(2026, 11, 16), date(2026, 11, 18)
GROUPS = tuple(
    DemoGroup(f"9b-{n}", "9Б", name, ("artem", "dasha")) for n, name in enumerate(SUBJECTS)
)


def gradebook(files: dict[str, bytes]) -> Gradebook:
    export = read_export(files, report=Report())
    return Gradebook(
        export.line_items.rows, export.results.rows, export.slots.rows, export.periods.rows
    )


def diary(book: Gradebook, begins: date, ends: date, student: str = "artem"):
    names = {group.id: Group(group.subject) for group in GROUPS}
    return diary_days(book, names, begins, ends, student=student)


@pytest.fixture(scope="module")
def export() -> dict[str, bytes]:
    return gradebook_export(GROUPS, begins=date(2026, 10, 26), today=TODAY)


def test_the_diary_of_an_export_is_the_journal_it_was_made_from(export):
    found = diary(gradebook(export), MONDAY, TODAY)
    assert [day.day for day in found] == [MONDAY, date(2026, 11, 17), TODAY]
    for day in found:
        plan = journal.lessons("9Б", day.day)
        assert [one.subject for one in day.lessons] == [one.subject for one in plan]
        for lesson, wanted in zip(day.lessons, plan, strict=True):
            assert (lesson.begins, lesson.ends) == journal.BELLS[wanted.number - 1]
            entries = [journal.mark("artem", wanted, task, TODAY) for task in wanted.tasks]
            assert [one.mark for one in lesson.assignments] == [one.value for one in entries]
            assert [one.weight for one in lesson.assignments] == [
                journal.KINDS[task.kind][1] for task in wanted.tasks
            ]


def test_two_pupils_of_a_group_never_see_each_others_marks(export):
    book = gradebook(export)
    days = {
        who: diary(book, date(2026, 10, 26), TODAY, who) for who in ("artem", "dasha", "nobody")
    }
    assert days["artem"] != days["dasha"]
    assert all(
        not one.mark and not one.comment
        for day in days["nobody"]
        for lesson in day.lessons
        for one in lesson.assignments
    )


def test_periods_leave_the_year_itself_out(export):
    periods = gradebook(export).periods
    assert [one.title for one in periods] == [f"{n} четверть" for n in (1, 2, 3, 4)]
    assert marks.period_at(periods, TODAY).title == "2 четверть"


def test_rest_objects_are_the_rows_of_the_files():
    items = [
        {
            "sourcedId": "li1",
            "status": "active",
            "title": "Проект",
            "dueDate": "2026-11-18T00:00:00.000Z",
            "class": {"href": "…", "sourcedId": "9b-bio", "type": "class"},
            "category": {"sourcedId": "c1"},
            "metadata": {"duty": "true", "lesson": 2},
        }
    ]
    results = [
        {
            "sourcedId": "r1",
            "lineItem": {"sourcedId": "li1"},
            "student": {"sourcedId": "artem"},
            "scoreStatus": "fully graded",
            "score": 4.0,
            "comment": "Хорошо",
        }
    ]
    kinds = [{"sourcedId": "c1", "title": "Проект", "weight": 2}]
    found = read_rest(
        {"lineItems": items, "results": results, "categories": kinds}, report=Report()
    )
    item = LineItem("li1", "9b-bio", "Проект", TODAY, "Проект", 2.0, "", True, 2)
    assert found.line_items.rows == (item,)
    assert found.results.rows == (Result("r1", "li1", "artem", "4", "Хорошо"),)


def test_a_delta_names_what_is_gone_and_a_bulk_replaces():
    manifest = b"propertyName,value\nfile.results,delta\n"
    results = (
        b"sourcedId,status,lineItemSourcedId,studentSourcedId,score\n"
        b"r1,active,li1,artem,5\nr2,tobedeleted,li1,artem,3\n"
    )
    delta = read_export({"manifest.csv": manifest, "results.csv": results}, report=Report())
    assert (delta.results.whole, len(delta.results.rows)) == (False, 1)
    assert delta.results.gone == {"r2"}
    assert not delta.line_items.rows
    assert not delta.line_items.whole
    assert read_export({"results.csv": results}, report=Report()).results.whole


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("lineitems.csv", f"{ITEM}\nl1,Тест,c1,31.02.2026", "31.02.2026"),
        ("lineitems.csv", "sourcedId,titel,classSourcedId,dueDate\nl1,a,c,2026-09-01", "titel"),
        ("timetable.csv", "classSourcedId,weekday,number\nc1,9,1", "1–7"),
        ("timetable.csv", "classSourcedId,weekday,number,beginTime\nc1,1,1,полдень", "полдень"),
        ("categories.csv", "sourcedId,title,weight\nk,Тест,много", "много"),
        ("academicsessions.csv", f"{TERM}\nq,Четверть,2026-09-01,2026-08-01", "раньше"),
        ("academicsessions.csv", f"{TERM}\nq,Четверть,2026-09-01,2031-08-01", "длиннее"),
    ],
)
def test_a_broken_file_is_named_with_its_line(name, text, says):
    report = Report()
    with pytest.raises(RosterRefused) as refused:
        read_export({name: text.encode()}, report=report)
    assert any(says in str(one) and ("строка" in str(one)) for one in refused.value.problems)


def test_other_scales_are_shown_and_count_in_no_average():
    results = "sourcedId,lineItemSourcedId,studentSourcedId,score\nr,li,artem,87"
    (result,) = read_export({"results.csv": results.encode()}, report=Report()).results.rows
    assert result.mark == "87"
    assert marks.number_of(result.mark) is None


def test_a_work_outside_the_timetable_makes_its_own_lesson_and_a_double_lesson_shows_it_once():
    groups = {"alg": Group("Алгебра"), "phys": Group("Физика")}
    slots = (Slot("alg", 1, 1, time(8, 30)), Slot("alg", 1, 2))
    items = (
        LineItem("1", "alg", "№ 5", MONDAY),
        LineItem("2", "alg", "Тест", MONDAY, lesson=2),
        LineItem("3", "phys", "§4", MONDAY),
    )
    (day,) = diary_days(Gradebook(items, (), slots), groups, MONDAY, MONDAY, student="artem")
    assert [(one.number, one.subject, [a.id for a in one.assignments]) for one in day.lessons] == [
        (1, "Алгебра", ["1"]),
        (2, "Алгебра", ["2"]),
        (3, "Физика", ["3"]),
    ]
