"""What a profile shows of its calls: windows, ring, marks, history, the way in from a chat."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.calls import CallKind, EndReason, Live, Outcome, RunningCall, Source
from app.domain.ids import RoomId
from app.domain.profiles import ProfileKind
from app.ui.application import Screen
from app.ui.calls.ringer import CALLING, RING, Ringer
from app.ui.qt import places
from app.ui.rail.rail import Section
from tests.helpers.fakes.calls import CLASS, DIRECT, FakeCalls, make_lesson, missed, ring
from tests.helpers.fakes.moment import NOW
from tests.helpers.fakes.people import person
from tests.helpers.fakes.profiles import FakeProfiles
from tests.helpers.fakes.session import FakeSession
from tests.helpers.fakes.timeline import FakeTimeline
from tests.ui.dialogs.conftest import until
from tests.ui.shell.conftest import Live as Running
from tests.ui.shell.conftest import start  # noqa: F401 - a fixture

Start = Callable[..., Running]


class Silence:
    """A sound that a test ends."""

    made: list["Silence"] = []  # noqa: RUF012 - emptied by the fixture

    def __init__(self, path: Path) -> None:
        assert path.exists()
        self.path, self.starts, self.closed, self.finished = path, 0, False, False
        Silence.made.append(self)

    def start(self) -> None:
        self.starts += 1
        self.finished = False

    def close(self, *, wait: float = 2.0) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> list[Silence]:
    Silence.made = []
    before = Ringer.__init__
    monkeypatch.setattr(Ringer, "__init__", lambda self, parent: before(self, parent, Silence))
    return Silence.made


class Desk:
    """A running screen whose two profiles have calls."""

    def __init__(self, begin: Start) -> None:
        self.school, self.home = FakeSession(), FakeSession(ProfileKind.PERSONAL)
        for session in (self.school, self.home):
            session.calls = FakeCalls()
            session.timelines = lambda room_id, at: FakeTimeline([], room_id=room_id)
        self.school.calls.teaches = False
        self.live = begin(FakeProfiles([self.school, self.home]))
        self.screen: Screen = self.live.screen
        page = self.screen.window.page
        assert page is not None
        self.page = page
        assert page.center is not None
        self.center = page.center
        self.calls: FakeCalls = self.school.calls

    async def open(self, room_id: RoomId):
        await self.page.open(room_id)
        assert self.page.conversation is not None
        return self.page.conversation


@pytest.fixture
async def desk(start: Start) -> Desk:  # noqa: F811
    return Desk(start)


async def test_a_video_call_starts_from_the_head_of_a_chat(desk):
    page = await desk.open(DIRECT)
    page.header.calls.video.click()
    await until(lambda: desk.center.window is not None)
    assert desk.calls.done == [("start", DIRECT, True)]
    assert desk.center.window.isVisible()
    assert desk.center.window.door.text.text() == "Звоним…"
    assert page.header.calls.isHidden(), "one is in it already"


async def test_waiting_for_an_answer_sounds_until_it_comes(desk, silence):
    desk.center.start(DIRECT, video=False)
    await until(lambda: silence)
    assert silence[0].path.name == "calling.wav"
    desk.calls.current.value.state.set(Live(NOW))
    assert silence[0].closed


async def test_where_the_server_has_no_calls_there_are_no_buttons(desk):
    desk.calls.offered.set(False)
    page = await desk.open(DIRECT)
    assert page.header.calls.isHidden()
    desk.calls.offered.set(True)
    assert not page.header.calls.call.isHidden()
    assert page.header.calls.lesson.isHidden()


async def test_a_pupil_comes_into_the_lesson_by_the_same_button(desk):
    page = await desk.open(CLASS)
    assert page.header.calls.call.isHidden()
    assert page.header.calls.lesson.accessibleName() == "Войти в урок"
    page.header.calls.lesson.click()
    await until(lambda: desk.center.window is not None)


async def test_whom_the_room_does_not_let_into_calls_has_no_buttons(desk):
    page = await desk.open(DIRECT)
    details = page.view.timeline.details
    details.set(replace(details.value, powers=replace(details.value.powers, can_call=False)))
    assert page.header.calls.isHidden()
    details.set(replace(details.value, powers=replace(details.value.powers, can_call=True)))
    assert not page.header.calls.call.isHidden()


async def test_a_teacher_starts_a_lesson_in_one_click(desk):
    desk.calls.teaches = True
    page = await desk.open(CLASS)
    assert page.header.calls.call.isHidden()
    assert page.header.calls.lesson.accessibleName() == "Начать урок"
    page.header.calls.lesson.click()
    await until(lambda: desk.center.window is not None)
    assert desk.calls.done == [("start_lesson", CLASS)]
    assert desk.center.window.desk.leads


async def test_a_running_call_is_offered_in_the_chat_and_joined(desk):
    page = await desk.open(CLASS)
    assert page.running.isHidden()
    people = tuple(person(name) for name in ("А", "Б", "В"))
    desk.calls.running(CLASS).set(RunningCall(CLASS, CallKind.GROUP, people))
    assert not page.running.isHidden()
    assert page.running.accessibleName() == "Идёт звонок · 3 участника"
    assert desk.calls.ready == 1
    page.running.join.click()
    await until(lambda: desk.calls.done)
    assert desk.calls.done == [("start", CLASS, False)]
    assert page.running.join.text() == "Открыть"


async def test_a_running_lesson_is_entered_as_a_lesson(desk):
    desk.calls.next = make_lesson(leads=False)
    desk.calls.running(CLASS).set(RunningCall(CLASS, CallKind.LESSON, (person("А"),)))
    page = await desk.open(CLASS)
    assert page.running.accessibleName() == "Идёт урок · 1 участник"
    page.running.join.click()
    await until(lambda: desk.calls.done == [("start_lesson", CLASS)])


async def test_a_ringing_call_comes_over_everything_in_its_profiles_colour(desk, silence):
    """It rings in the personal profile while the school one is shown."""
    center = desk.screen.window.page_of(desk.home.profile.value.id).center
    desk.home.calls.incoming.set(ring("Саша"))
    assert desk.home.calls.ready == 1
    window = center.incoming
    assert window.isVisible()
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.accessibleName() == "Входящий видеозвонок: Саша. Личное"
    middle = window.grab().toImage().pixelColor(window.width() // 2, 8)
    assert middle == window._theme.colors.rail
    assert middle != desk.page.theme.colors.rail
    assert [sound.path.name for sound in silence] == ["ring.wav"]
    silence[0].finished = True
    center._ringer._on_tick()
    assert silence[0].starts == 2, "it rings again and again"


@pytest.mark.parametrize(("key", "video"), [("Return", True), ("V", True), ("A", False)])
async def test_keys_take_a_call(desk, silence, key, video):
    desk.calls.incoming.set(ring())
    window = desk.center.incoming
    window.activateWindow()
    if key == "Return":
        QTest.keyClick(window, Qt.Key.Key_Return)
    else:
        (window.video if video else window.audio).click()
    await until(lambda: desk.center.window is not None)
    assert desk.calls.done == [("accept", "$ring", video)]
    assert silence[0].closed
    assert desk.center.incoming is None


async def test_escape_declines(desk, silence):
    desk.calls.incoming.set(ring())
    QTest.keyClick(desk.center.incoming, Qt.Key.Key_Escape)
    await until(lambda: desk.calls.done == [("decline", "$ring")])
    assert desk.center.incoming is None
    assert silence[0].closed


async def test_a_call_taken_on_another_device_stops_ringing_here(desk, silence):
    desk.calls.incoming.set(ring())
    window = desk.center.incoming
    desk.calls.incoming.set(None)
    assert desk.center.incoming is None
    assert not window.isVisible()
    assert silence[0].closed
    assert desk.calls.done == []


async def test_quiet_hours_show_a_call_without_a_sound(desk, silence):
    desk.screen.preferences.change(quiet=True, quiet_from="00:00", quiet_to="23:59")
    desk.calls.incoming.set(ring())
    assert desk.center.incoming.isVisible()
    assert silence == []


async def test_nothing_comes_up_over_a_screen_that_is_shown_to_others(desk, silence):
    desk.center.start(CLASS, video=False)
    await until(lambda: desk.center.window is not None)
    call = desk.calls.current.value
    call.change(call.own.identity, publishing=frozenset({Source.SCREEN}))
    desk.calls.incoming.set(ring())
    assert desk.center.incoming is None


async def test_a_missed_call_is_notified_with_its_chat(desk):
    told = []
    desk.screen._desktop.notify = told.append
    record = missed("Саша")
    desk.calls.missed.set(record)
    assert [(n.title, n.body, n.room_id) for n in told] == [
        ("Саша", "Пропущенный звонок", record.room_id)
    ]


async def test_the_call_becomes_small_while_the_main_window_is_used_and_comes_back(desk):
    desk.center.start(DIRECT, video=True)
    await until(lambda: desk.center.window is not None)
    desk.calls.current.value.state.set(Live(NOW))
    desk.center.window.move(desk.screen.window.pos())
    desk.center.main_used()
    small = desk.center.small
    assert small.isVisible()
    assert not desk.center.window.isVisible()
    assert len(small.stage.plan.tiles) == 1
    small.microphone.click()
    await until(lambda: small.microphone.accessibleName() == "Включить микрофон")
    QTest.mouseDClick(small, Qt.MouseButton.LeftButton)
    assert desk.center.window.isVisible()
    assert desk.center.small is None


async def test_a_window_that_comes_up_only_in_passing_makes_nothing_small(desk):
    desk.center.start(DIRECT, video=True)
    await until(lambda: desk.center.window is not None)
    desk.center.window.move(desk.screen.window.pos())
    desk.center.main_came_up()
    desk.center.window.activateWindow()
    await until(lambda: not desk.center._settling.isActive())
    assert desk.center.small is None
    desk.screen.window.activateWindow()
    await until(lambda: desk.center.small is not None)


async def test_a_call_beside_the_main_window_stays_large(desk):
    desk.center.start(DIRECT, video=True)
    await until(lambda: desk.center.window is not None)
    main = desk.screen.window.frameGeometry()
    desk.center.window.move(main.right() + 50, main.top())
    desk.center.main_used()
    assert desk.center.small is None


@pytest.fixture
def wayland(monkeypatch):
    """Windows do not know where they are."""
    monkeypatch.setattr(places, "are_known", lambda: False)


async def test_where_no_window_stays_on_top_the_small_call_lies_inside_the_main_window(
    desk, wayland
):
    main = desk.screen.window
    main.resize(main.screen().size())
    desk.center.start(DIRECT, video=True)
    await until(lambda: desk.center.window is not None)
    desk.center.main_used()
    small = desk.center.small
    assert small.parent() is main
    assert not small.isWindow()
    assert small.isVisible()
    assert not desk.center.window.isVisible()
    from_corner = main.rect().bottomRight() - small.geometry().bottomRight()
    assert 0 < from_corner.x() < 60
    assert 0 < from_corner.y() < 120
    QTest.mousePress(small, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(small, QPoint(-80, 10_000))
    QTest.mouseRelease(small, Qt.MouseButton.LeftButton)
    dragged = main.rect().bottomRight() - small.geometry().bottomRight()
    assert (dragged.x(), dragged.y()) == (from_corner.x() + 100, 0)
    main.resize(main.width() + 40, main.height() + 30)
    assert main.rect().bottomRight() - small.geometry().bottomRight() == dragged
    main.hide()
    assert small.isWindow()
    assert small.isVisible()
    QTest.mouseDClick(small, Qt.MouseButton.LeftButton)
    assert desk.center.window.isVisible()


async def test_where_a_new_window_would_take_the_keyboard_a_ring_lies_inside_the_one_in_use(
    desk, wayland
):
    main = desk.screen.window
    main.activateWindow()
    written = QLineEdit(main)
    written.show()
    written.setFocus()
    desk.calls.incoming.set(ring())
    window = desk.center.incoming
    assert window.isVisible()
    assert window.parent() is main
    assert main.rect().contains(window.geometry())
    answers = []
    window.accepted.connect(answers.append)
    assert main.focusWidget() is written
    QTest.keyClicks(written, "av")
    QTest.keyClick(main, Qt.Key.Key_Return)
    QTest.keyClick(main, Qt.Key.Key_V)
    assert written.text() == "av"
    assert answers == []
    main.hide()
    assert window.isWindow()
    assert window.isVisible()
    QTest.mouseClick(window.audio, Qt.MouseButton.LeftButton)
    assert answers == [False]


@pytest.mark.parametrize(
    ("size", "surely"), [((0.4, 1.0), False), ((1.0, 0.4), False), ((0.6, 0.6), True)]
)
def test_where_places_are_not_known_windows_that_may_stand_beside_each_other_do(
    wayland, qtbot, size, surely
):
    one, other = QWidget(), QWidget()
    room = one.screen().size()
    for window in (one, other):
        qtbot.addWidget(window)
        window.resize(int(room.width() * size[0]), int(room.height() * size[1]))
    assert places.overlap(one, other) is surely


async def test_the_end_of_a_small_call_is_seen(desk):
    desk.center.start(DIRECT, video=True)
    await until(lambda: desk.center.window is not None)
    call = desk.calls.current.value
    call.state.set(Live(NOW))
    desk.center.go_small()
    call.end(EndReason.LOST)
    assert desk.center.small is None
    assert desk.center.window.isVisible()
    assert desk.center.window.door.text.text() == "Связь потеряна"


async def test_calling_again_after_no_answer(desk):
    desk.center.start(DIRECT, video=True)
    await until(lambda: desk.center.window is not None)
    desk.calls.current.value.end(EndReason.NO_ANSWER)
    desk.calls.current.set(None)
    desk.center.window.door.again.click()
    await until(lambda: desk.calls.done == [("start", DIRECT, True)] * 2)
    await until(lambda: desk.center.window is not None and desk.center.window.isVisible())


async def test_the_rail_marks_the_profile_that_talks(desk):
    assert not any(button.entry.in_call for button in desk.screen.window.rail.buttons)
    desk.center.start(DIRECT, video=False)
    await until(lambda: desk.calls.current.value)
    first, second = desk.screen.window.rail.buttons
    assert (first.entry.in_call, second.entry.in_call) == (True, False)
    assert "идёт звонок" in first.accessibleName()


async def test_a_profile_that_goes_takes_its_windows_along(desk):
    desk.center.start(DIRECT, video=False)
    await until(lambda: desk.center.window is not None)
    desk.calls.incoming.set(ring())
    center = desk.center
    await desk.live.profiles.sign_out(desk.school.profile.value.id)
    assert (center.window, center.incoming, center.small) == (None, None, None)


# ------------------------------------------------------------------------------------- history


async def history(desk, *records):
    desk.calls.records = records
    rail = desk.screen.window.rail
    rail.sections[Section.CALLS].click()
    pane = desk.page.sections.history
    await until(lambda: ("history",) in desk.calls.done)
    await until(lambda: pane.stack.currentWidget() is (pane.view if records else pane.notice))
    return pane


async def test_the_section_lists_calls_and_calls_back(desk):
    long = timedelta(minutes=3, seconds=5)
    pane = await history(
        desk,
        missed("Саша"),
        replace(missed("Мама", days_ago=1), outcome=Outcome.OUTGOING, duration=long, video=True),
    )
    spoken = [pane.model.data(pane.model.index(row, 0)) for row in range(2)]
    assert spoken[0].startswith("Саша, Пропущенный, ")
    assert spoken[1].startswith("Мама, Исходящий, 03:05, видео, вчера в ")
    assert desk.page.sections.shown is Section.CALLS
    from app.ui.calls.history import button_of

    at = button_of(pane.view.visualRect(pane.model.index(0, 0))).center().toPoint()
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    await until(lambda: ("start", RoomId("!Саша"), False) in desk.calls.done)


async def test_a_row_opens_the_chat_by_key(desk):
    pane = await history(desk, replace(missed("Артём"), room_id=DIRECT))
    pane.view.setCurrentIndex(pane.model.index(0, 0))
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    await until(lambda: desk.page.room_id == DIRECT)


async def test_without_calls_the_section_says_how_to_call(desk):
    pane = await history(desk)
    assert pane.notice.isVisible()


async def test_an_error_is_shown_in_its_place(desk):
    from tests.ui.calls.conftest import fails

    desk.calls.error = fails("Хранилище занято.")
    desk.screen.window.rail.sections[Section.CALLS].click()
    await until(lambda: desk.page.sections.history is not None)
    await until(lambda: desk.page.sections.history.notice.text.text() == "Хранилище занято.")


def test_the_names_of_the_sounds_are_files():
    from app.ui.resources import resource

    assert all(resource(name).stat().st_size > 10_000 for name in (RING, CALLING))
