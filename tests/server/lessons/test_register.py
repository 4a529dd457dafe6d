"""A lesson moving on by itself, and its register, as pure values."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from server.school_core.attendance import Stay
from server.school_core.lessons import Phase, Place
from server.school_core.school import School, SchoolDay
from server.service.lessons.board import Board, Group
from server.service.lessons.lesson import EndReason, Lesson, moved_on
from server.service.lessons.register import as_csv, register
from tests.server.core.schools import DAY, NAMES, SCHOOL, pid
from tests.server.core.schools import school as roster

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ACCOUNTS = {f"@{name}:s": pid(name) for name in NAMES}
WHOLE = School(roster(), ACCOUNTS)
TODAY = SchoolDay(WHOLE, DAY)
WAITING = Lesson("L1", "!r", SCHOOL, "9b", "Биология", "@vera:s", Phase.WAITING, NOW, opened=NOW)


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_it_begins_with_its_teacher_and_remembers_who_was_inside() -> None:
    everybody = {"@vera:s", "@artem:s", "@mama:s"}
    still = moved_on(WAITING, everybody - {"@vera:s"}, None, day=TODAY, now=after(1))
    assert (still.phase, still.board.entered) == (Phase.WAITING, frozenset())
    live = moved_on(still, everybody, after(1.5), day=TODAY, now=after(2))
    assert (live.phase, live.begun, live.teacher_seen) == (Phase.LIVE, after(1.5), after(2))
    assert live.board.entered == {"@vera:s", "@artem:s"}
    later = moved_on(live, everybody, after(10), day=TODAY, now=after(11))
    assert later.begun == after(1.5)


def test_it_ends_when_the_teacher_has_been_gone_for_long_at_the_time_of_going() -> None:
    live = replace(WAITING, phase=Phase.LIVE, begun=after(1), teacher_seen=after(30))
    assert moved_on(live, {"@artem:s"}, None, day=TODAY, now=after(34)).phase is Phase.LIVE
    over = moved_on(live, {"@artem:s"}, None, day=TODAY, now=after(36))
    assert (over.phase, over.ended, over.end_reason) == (
        Phase.ENDED,
        after(30),
        EndReason.ORPHANED,
    )


def test_it_does_not_take_place_when_nobody_comes_to_teach() -> None:
    assert moved_on(WAITING, {"@artem:s"}, None, day=TODAY, now=after(59)).phase is Phase.WAITING
    over = moved_on(WAITING, {"@artem:s"}, None, day=TODAY, now=after(61))
    assert (over.phase, over.end_reason) == (Phase.ENDED, EndReason.NEVER_BEGUN)
    assert moved_on(over, {"@vera:s"}, after(62), day=TODAY, now=after(62)) == over


def test_groups_are_called_back_by_the_clock() -> None:
    group = Group(key="g", name="1", members=frozenset({"@artem:s"}))
    live = replace(
        WAITING,
        phase=Phase.LIVE,
        teacher_seen=NOW,
        board=Board().divide((group,), after(5)),
    )
    assert moved_on(live, set(), None, day=TODAY, now=after(4)).board.groups == (group,)
    back = moved_on(live, set(), None, day=TODAY, now=after(4.999 + 0.001)).board
    assert (back.groups, back.leaving) == ((), frozenset({"g"}))


ENDED = replace(
    WAITING,
    phase=Phase.ENDED,
    begun=NOW,
    ended=after(45),
    board=Board(entered=frozenset({"@vera:s", "@artem:s", "@ivan:s"})),
)
STAYS = {
    "@vera:s": (Stay(NOW, after(45)),),
    "@artem:s": (Stay(after(7), after(20)), Stay(after(25), None)),
    "@ivan:s": (Stay(after(10), after(12)),),
    "@mama:s": (Stay(after(1), after(44)),),  # stood at the door all the time
}


def test_the_register_has_everybody_on_the_list_and_who_else_was_inside() -> None:
    lines = register(ENDED, STAYS, WHOLE, day=DAY, now=after(90))
    found = {line.user_id: line for line in lines}
    assert set(found) == {"@artem:s", "@dasha:s", "@vera:s", "@ivan:s"}
    artem = found["@artem:s"]
    assert (artem.present_seconds, artem.late_minutes, artem.here) == (33 * 60, 7, False)
    assert (artem.joined, artem.left, artem.expected) == (after(7), after(45), True)
    assert (found["@dasha:s"].joined, found["@dasha:s"].expected) == (None, True)
    assert (found["@vera:s"].place, found["@ivan:s"].place) == (Place.LEADS, Place.GUEST)
    assert [line.expected for line in lines] == [True, True, False, False]


def test_a_pupil_without_an_account_is_on_the_list_too() -> None:
    accounts = {user: person for user, person in ACCOUNTS.items() if person != pid("dasha")}
    lines = register(ENDED, STAYS, School(roster(), accounts), day=DAY, now=after(90))
    dasha = next(line for line in lines if line.person == "dasha")
    assert (dasha.user_id, dasha.joined) == (None, None)


def test_a_spreadsheet_opens_it_and_runs_nothing_in_it() -> None:
    lines = register(ENDED, STAYS, WHOLE, day=DAY, now=after(90))
    evil = lines[0].model_copy(update={"name": '=HYPERLINK("x")'})
    text = as_csv((evil, *lines[1:]), ZoneInfo("Europe/Moscow"))
    rows = text.splitlines()
    assert rows[0].startswith("\ufeffФамилия, имя;Был;Вошёл")
    assert rows[1].startswith("\"'=HYPERLINK")
    assert any(row.endswith("да;12:07:00;12:45:00;33;7") for row in rows)
    assert any(";нет;;;;" in row for row in rows)
