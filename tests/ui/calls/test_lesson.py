"""A lesson on the screen: the teacher's controls, the pupil's view, the register."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from app.domain.calls import NO_SOURCES, SHARE, TALK, EndReason, Source, VideoTrack, Waiting
from app.domain.errors import UserText
from app.domain.lessons import Attendance, Group, Question, Recording
from app.ui.calls.floating import FloatingWindow
from app.ui.calls.lesson.attendance import AttendanceSheet, as_csv, remark
from app.ui.calls.lesson.dividing import divide, left_over, moved
from app.ui.calls.lesson.groups import GroupsSheet
from app.ui.calls.lesson.question import AskSheet
from app.ui.calls.people_rows import PersonRow
from app.ui.qt.dialogs import Sheet
from tests.helpers.fakes.calls import make_lesson, pupils, vera
from tests.helpers.fakes.moment import NOW
from tests.helpers.fakes.people import person
from tests.helpers.settle import turns
from tests.ui.calls.conftest import fails, press
from tests.ui.dialogs.conftest import until

SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def names(window) -> list[str]:
    rows: list[PersonRow] = list(window.people.model.items())
    return [row.participant.person.name for row in rows]


def menu_of(window) -> QMenu:
    return next(menu for menu in window.findChildren(QMenu) if menu.isVisible())


def action(menu: QMenu, start: str):
    return next(one for one in menu.actions() if one.text().startswith(start))


def sheet_of(window, kind: type = Sheet):
    return next((one for one in window.findChildren(kind) if one.isVisible()), None)


def button(widget, text: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == text)


async def ask_about(window, who):
    """Open the menu of a person as a click on their row does."""
    row = names(window).index(who.person.name)
    window.people.view.clicked.emit(window.people.model.index(row, 0))
    return menu_of(window)


async def test_people_stand_as_me_then_hands_by_time_then_by_name(open_window):
    call = make_lesson(count=5)
    window = open_window(call)
    assert window.people.isVisible(), "a teacher sees the people at once"
    assert names(window) == [
        "Вера Вартанян", "Артём Кузнецов", "Дарья Иванова",
        "Евгения Лазарева", "Илья Соколов", "Камила Искандарова",
    ]  # fmt: skip
    assert window.people.title.text() == "Участники 6"
    call.change(call.participants[5].identity, hand_since=NOW - timedelta(minutes=5))
    assert names(window)[1] == "Евгения Лазарева", "her hand went up first"
    spoken = window.people.model.data(window.people.model.index(1, 0))
    assert spoken.startswith("Евгения Лазарева, рука поднята")
    assert spoken.endswith("очередь 1")


async def test_a_lesson_that_is_known_only_after_the_call_began_is_taken_up(open_window):
    call = make_lesson()
    lesson, call.lesson = call.lesson, None
    lesson.change(leads=False)
    window = open_window(call)
    assert window.desk is None
    call.lesson = lesson
    call.change(call.own.identity, speaking=True)
    assert window.desk is not None
    lesson.change(leads=True)
    assert window.people.mute_all.isVisible()


async def test_all_are_muted_by_button_and_by_key(open_window):
    call = make_lesson()
    window = open_window(call)
    button(window.people, "Выключить всем звук").click()
    await until(lambda: ("mute_all",) in call.lesson.done)
    loud = [one for one in call.participants if Source.MICROPHONE in one.publishing]
    assert [one.person.name for one in loud] == ["Вера Вартанян"]
    press(window.stage, Qt.Key.Key_M, SHIFT)
    await until(lambda: call.lesson.done.count(("mute_all",)) == 2)


async def test_the_floor_is_given_and_taken_by_menu(open_window):
    call = make_lesson()
    window = open_window(call)
    daria = next(one for one in call.participants if one.person.name == "Дарья Иванова")
    menu = await ask_about(window, daria)
    action(menu, "Дать слово").trigger()
    menu.close()
    await until(lambda: ("give_floor", daria.person.user_id, TALK) in call.lesson.done)
    menu = await ask_about(window, daria)
    action(menu, "Забрать слово").trigger()
    menu.close()
    await until(lambda: ("give_floor", daria.person.user_id, NO_SOURCES) in call.lesson.done)


async def test_who_may_share_and_who_goes(open_window):
    call = make_lesson()
    window = open_window(call)
    artem = call.participants[1]
    menu = await ask_about(window, artem)
    action(menu, "Запретить показ").trigger()
    menu.close()
    left = artem.may_publish - SHARE
    await until(lambda: ("give_floor", artem.person.user_id, left) in call.lesson.done)
    menu = await ask_about(window, artem)
    action(menu, "Удалить с урока").trigger()
    menu.close()
    await until(lambda: sheet_of(window))
    assert ("remove", artem.person.user_id) not in call.lesson.done, "it is asked first"
    button(sheet_of(window), "Удалить").click()
    await until(lambda: ("remove", artem.person.user_id) in call.lesson.done)
    assert "Артём Кузнецов" not in names(window)


async def test_a_pupil_has_no_such_menu(open_window):
    call = make_lesson(leads=False)
    window = open_window(call)
    window.side.toggle_people()
    menu = await ask_about(window, call.participants[1])
    assert [one.text() for one in menu.actions()] == ["Закрепить", "Написать лично"]
    menu.close()
    window.menus.more()
    texts = " ".join(one.text() for one in menu_of(window).actions())
    assert "Группы" not in texts
    assert "Посещаемость" not in texts
    press(window.stage, Qt.Key.Key_M, SHIFT)
    press(window.stage, Qt.Key.Key_L, SHIFT)
    assert call.lesson.done == []
    assert window.people.mute_all.isHidden()


async def test_who_waits_at_the_door_is_let_in(open_window):
    call = make_lesson()
    window = open_window(call)
    guest, other = person("Пётр Гость"), person("Мама Ильи")
    call.lesson.change(door=(guest, other))
    assert window.people.door.isVisible()
    let_in = next(
        one for one in window.people.door.findChildren(QPushButton) if one.text() == "Впустить всех"
    )
    let_in.click()
    await until(lambda: ("admit", (guest.user_id, other.user_id)) in call.lesson.done)
    assert not window.people.door.isVisible()


async def test_the_lesson_ends_for_all_after_a_question(open_window):
    call = make_lesson()
    window = open_window(call)
    window.bar.end.click()
    menu = menu_of(window)
    action(menu, "Завершить урок для всех").trigger()
    menu.close()
    await until(lambda: sheet_of(window))
    button(sheet_of(window), "Отмена").click()
    await until(lambda: sheet_of(window) is None)
    assert call.lesson.done == []
    window.controls.end_for_all()
    await until(lambda: sheet_of(window))
    button(sheet_of(window), "Завершить урок").click()
    await until(lambda: ("end_for_all",) in call.lesson.done)
    assert window.door.title.text() == "Урок закончился"
    assert window.side.isHidden(), "nothing is left to be led"
    assert window.header.timer.isHidden()


async def test_lock_timer_and_floor_for_all_stand_in_the_menu(open_window):
    call = make_lesson()
    window = open_window(call)
    press(window.stage, Qt.Key.Key_L, SHIFT)
    await until(lambda: ("set_locked", True) in call.lesson.done)
    assert window.header.locked.isVisible()
    window.desk.set_timer(3)
    await until(lambda: call.lesson.state.value.timer_until)
    assert window.header.timer.text() in ("Осталось 03:00", "Осталось 02:59")
    window.menus.more()
    menu = menu_of(window)
    action(menu, "Разрешить всем говорить").trigger()
    menu.close()
    await until(lambda: ("set_floor", TALK) in call.lesson.done)


async def test_everybody_sees_how_long_the_groups_still_work(open_window):
    call = make_lesson(leads=False)
    window = open_window(call)
    group = Group("1", "Группа 1", frozenset({vera().person.user_id}))
    until_then = datetime.now(UTC) + timedelta(minutes=5)
    call.lesson.change(groups=(group,), group=group, groups_until=until_then)
    assert window.header.timer.text() in ("Осталось 05:00", "Осталось 04:59")
    call.lesson.change(timer_until=until_then - timedelta(minutes=3))
    assert window.header.timer.text() in ("Осталось 02:00", "Осталось 01:59")
    call.lesson.change(groups=(), group=None, timer_until=None)
    assert window.header.timer.isHidden(), "they were called back before"


async def test_who_led_a_lesson_looks_at_its_register_when_it_is_over(open_window):
    call = make_lesson()
    window = open_window(call)
    call.lesson.change(timer_until=datetime.now(UTC) + timedelta(minutes=5))
    call.end(EndReason.ENDED_FOR_ALL)
    call.lesson.change(locked=True)  # what the server says last
    assert window.header.timer.isHidden(), "no time runs any more"
    window.door.attendance.click()
    await until(lambda: (sheet := window.findChild(AttendanceSheet)) and sheet.isVisible())
    window.findChild(AttendanceSheet).reject()
    await turns()
    pupil = make_lesson(leads=False)
    window = open_window(pupil)
    pupil.end(EndReason.ENDED_FOR_ALL)
    assert window.door.attendance.isHidden()


async def test_a_refusal_of_the_server_is_shown(open_window):
    call = make_lesson()
    call.lesson.error = fails("Вы больше не ведёте этот урок.")
    window = open_window(call)
    window.desk.mute_all()
    from tests.ui.calls.test_window import toasts

    await until(lambda: toasts(window) == ["Вы больше не ведёте этот урок."])


# --------------------------------------------------------------------------------- a pupil


async def test_at_the_door_the_pupil_reads_for_whom_they_wait(open_window):
    call = make_lesson(leads=False)
    call.state.set(Waiting(UserText("Учитель ещё не вошёл.")))
    window = open_window(call)
    assert window.middle.currentWidget() is window.door
    assert window.door.text.text() == "Учитель ещё не вошёл."
    assert window.door.check.isVisible()
    window.door.leave.click()
    await until(lambda: ("leave",) in call.done)


async def test_the_pupil_asks_for_the_floor_and_gets_it(open_window):
    call = make_lesson(leads=False)
    window = open_window(call)
    assert window.banners.texts == [
        "Микрофон выключен учителем. Поднимите руку (H), чтобы попросить слово."
    ]
    assert window.bar.hand.accessibleName() == "Попросить слово (H)"
    press(window.stage, Qt.Key.Key_H)
    await until(lambda: ("raise_hand", True) in call.done)
    call.change(call.own.identity, may_publish=TALK)
    assert window.banners.texts == []


VERA = person("Вера Вартанян")


async def test_a_recording_is_told_before_it_begins_and_as_long_as_it_goes_on(open_window):
    call = make_lesson(leads=False)
    call.change(call.own.identity, may_publish=TALK)
    window = open_window(call)
    assert not window.header.recording.isVisible()
    call.lesson.change(recording=Recording.SOON, recorder=VERA)
    assert not window.header.recording.isVisible(), "it does not go on yet"
    (soon,) = window.banners.texts
    assert soon == (
        "Через несколько секунд начнётся запись урока. Записывает Вера Вартанян. "
        "Можно остаться с выключенной камерой и микрофоном или выйти."
    )
    call.lesson.change(recording=Recording.ON)
    assert window.header.recording.text() == "Идёт запись"
    (on,) = window.banners.texts
    assert on.startswith("Урок записывается. Записывает Вера Вартанян.")
    call.lesson.change(recording=Recording.NOT_OFFERED, recorder=None)
    assert window.banners.texts == []


async def test_who_comes_into_a_recorded_lesson_reads_it_at_once(open_window):
    call = make_lesson(leads=False)
    call.change(call.own.identity, may_publish=TALK)
    call.lesson.change(recording=Recording.ON, recorder=VERA)
    window = open_window(call)
    assert window.banners.isVisible()
    assert window.banners.texts[0].startswith("Урок записывается.")


async def test_a_recorded_pupil_turns_the_camera_off_or_leaves(open_window):
    call = make_lesson(leads=False)
    mine = frozenset({Source.CAMERA, Source.MICROPHONE})
    call.change(call.own.identity, may_publish=TALK, publishing=mine)
    call.lesson.change(recording=Recording.ON, recorder=VERA)
    window = open_window(call)
    button(window.banners, "Выключить камеру").click()
    await until(lambda: ("set_camera", False) in call.done)
    left = [one.text() for one in window.banners.findChildren(QPushButton) if one.isVisible()]
    assert left == ["Выйти с урока"], "there is no camera any more to turn off"
    (leave,) = [one for one in window.banners.findChildren(QPushButton) if one.isVisible()]
    leave.setFocus()
    press(leave, Qt.Key.Key_Space)
    await until(lambda: ("leave",) in call.done)


async def test_in_a_group_it_is_said_that_groups_are_not_recorded(open_window):
    call = make_lesson(leads=False)
    call.change(call.own.identity, may_publish=TALK)
    call.lesson.change(recording=Recording.ON, recorder=VERA)
    window = open_window(call)
    call.lesson.change(group=Group("g", "Первая", frozenset()))
    told = next(text for text in window.banners.texts if text.startswith("Урок записывается"))
    assert told.endswith("В группах запись не идёт: она застанет вас, когда вы вернётесь.")


async def test_the_small_window_says_it_too(open_window):
    call = make_lesson(leads=False)
    lesson, call.lesson = call.lesson, None
    large = open_window(call)
    small = FloatingWindow(call, large.controls, large.theme, large.images)
    assert small.recorded.isHidden()
    call.lesson = lesson
    lesson.change(recording=Recording.SOON, recorder=VERA)
    call.change(call.own.identity, speaking=True)
    assert not small.recorded.isHidden()
    lesson.change(recording=Recording.NOT_OFFERED, recorder=None)
    assert small.recorded.isHidden()
    small.finish()


async def test_the_teacher_stops_it_and_hears_that_it_broke_off(open_window):
    call = make_lesson()
    call.lesson.change(recording=Recording.ON, recorder=VERA)
    window = open_window(call)
    assert window.banners.texts == [
        "Урок записывается. Записывает Вера Вартанян. Это видят все на уроке."
    ]
    button(window.banners, "Остановить запись").click()
    await until(lambda: ("set_recording", False) in call.lesson.done)
    assert window.banners.texts == []
    call.lesson.change(recording_failed=True)
    assert window.banners.texts[0].startswith("Запись не получилась или прервалась")
    call.lesson.change(leads=False)
    assert not any("не получилась" in text for text in window.banners.texts)


async def test_recording_is_offered_only_where_the_server_has_it_and_asked_for(open_window):
    call = make_lesson()
    window = open_window(call)
    window.menus.more()
    menu = menu_of(window)
    assert not any("апис" in one.text() for one in menu.actions())
    menu.close()
    call.lesson.change(recording=Recording.OFF)
    window.desk.toggle_recording()
    await until(lambda: sheet_of(window))
    button(sheet_of(window), "Записывать").click()
    await until(lambda: ("set_recording", True) in call.lesson.done)


async def test_a_question_is_answered_and_its_totals_seen_when_closed(open_window):
    call = make_lesson(leads=False)
    window = open_window(call)
    asked = Question("q1", "Сколько тычинок?", ("Пять", "Шесть"))
    call.lesson.change(question=asked)
    assert window.card.isVisible()
    window.card.options[1].click()
    await until(lambda: ("answer", 1) in call.lesson.done)
    assert window.card.options[1].text() == "✓ Шесть"
    call.lesson.change(question=replace(asked, open=False, totals=(2, 7)))
    assert window.card.options == []
    call.lesson.change(question=None)
    assert not window.card.isVisible()


async def test_the_teacher_asks_the_class(open_window):
    call = make_lesson()
    window = open_window(call)
    window.desk.ask()
    await until(lambda: sheet_of(window, AskSheet))
    sheet = sheet_of(window, AskSheet)
    assert not sheet.ask.isEnabled()
    sheet.text.setText("Поняли тему?")
    sheet.options[1].setText("Да")
    assert not sheet.ask.isEnabled(), "two equal answers"
    sheet.options[1].setText("Не совсем")
    sheet.ask.click()
    await until(lambda: ("ask", "Поняли тему?", ("Да", "Не совсем")) in call.lesson.done)
    button(window.card, "Подвести итог").click()
    await until(lambda: ("close_question",) in call.lesson.done)


# --------------------------------------------------------------------------------- groups


@pytest.mark.parametrize(("people", "count", "sizes"), [(7, 3, [3, 2, 2]), (2, 5, [1, 1])])
def test_groups_are_even_and_nobody_is_lost(people, count, sizes):
    everybody = [replace(vera(), leads=True), *pupils(people)]
    groups = divide(everybody, count, Random(1))
    assert sorted((len(group.members) for group in groups), reverse=True) == sizes
    members = set().union(*(group.members for group in groups))
    assert members == {one.person.user_id for one in everybody[1:]}


async def test_the_class_goes_into_groups_hears_the_teacher_and_comes_back(open_window):
    call = make_lesson(count=6)
    window = open_window(call)
    window.desk.show_groups()
    await until(lambda: sheet_of(window, GroupsSheet))
    sheet = sheet_of(window, GroupsSheet)
    sheet.count.setValue(2)
    sheet.start.click()
    await until(lambda: call.lesson.state.value.groups)
    assert [len(group.members) for group in call.lesson.state.value.groups] == [3, 3]
    left = call.lesson.state.value.groups_until - datetime.now(UTC)
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    sheet.message.setText("Осталось две минуты")
    sheet.tell.click()
    await until(lambda: ("tell_groups", "Осталось две минуты") in call.lesson.done)
    sheet.back.click()
    await until(lambda: ("end_groups",) in call.lesson.done)
    sheet.reject()


def test_a_person_is_in_one_group_or_in_none():
    everybody = [vera(), *pupils(3)]
    groups = divide(everybody, 2, Random(1))
    user = next(iter(groups[0].members))
    groups = moved(groups, user, 1)
    assert user in groups[1].members
    assert user not in groups[0].members
    assert left_over(groups, everybody) == []
    assert left_over(moved(groups, user, None), everybody) == [user]


async def test_the_teacher_moves_a_pupil_by_hand(open_window):
    call = make_lesson(count=4)
    window = open_window(call)
    window.desk.show_groups()
    await until(lambda: sheet_of(window, GroupsSheet))
    sheet = sheet_of(window, GroupsSheet)
    sheet.count.setValue(2)
    first, second = sheet.groups
    user = min(first.members)
    name = next(one.person.name for one in call.participants if one.person.user_id == user)

    def chip() -> QPushButton | None:
        chips = [one for one in sheet.findChildren(QPushButton) if one.text() == name]
        return next((one for one in chips if one.isVisible()), None)

    async def move(to: str) -> None:
        await until(chip)
        chip().click()
        menu = menu_of(sheet)
        action(menu, to).trigger()
        menu.close()

    await move("Группа 2")
    assert user in sheet.groups[1].members
    await move("Оставить на уроке")
    assert left_over(sheet.groups, call.participants) == [user]
    await move("Группа 1")
    assert sheet.groups == (first, second)
    await move("Оставить на уроке")
    sheet.start.click()
    await until(lambda: call.lesson.state.value.groups)
    sent = call.lesson.state.value.groups
    assert [one.members for one in sent] == [first.members - {user}, second.members]
    sheet.reject()


# ------------------------------------------------------------------------------- register


def row(name: str, **fields) -> Attendance:
    fields.setdefault("expected", True)
    return Attendance(person(name), **fields)


REGISTER = (
    row("Артём", joined=NOW, left=NOW + timedelta(minutes=40), total=timedelta(minutes=38)),
    row("Дарья", joined=NOW, here=True, total=timedelta(minutes=5), late=timedelta(minutes=7)),
    row("Илья"),
    row("=cmd()", joined=NOW, expected=False, total=timedelta(minutes=1)),
)


def test_remarks_are_sentences():
    assert [remark(one) for one in REGISTER] == [
        "", "опоздал(а) на 7 минут", "не был(а)", "не из списка",
    ]  # fmt: skip


def test_the_csv_opens_in_a_spreadsheet_and_runs_nothing():
    lines = as_csv(REGISTER).splitlines()
    assert lines[0] == "Ученик;Вошёл;Вышел;Минут;Отметка"
    assert lines[1] == "Артём;11:45;12:25;38;"
    assert lines[2] == "Дарья;11:45;на уроке;5;опоздал(а) на 7 минут"
    assert lines[3] == "Илья;—;—;0;не был(а)"
    assert lines[4].startswith("'=cmd();")


async def test_the_register_is_shown_and_saved(open_window, tmp_path):
    call = make_lesson()
    call.lesson.register = REGISTER
    window = open_window(call)
    button(window.people, "Посещаемость").click()
    await until(lambda: sheet_of(window, AttendanceSheet))
    sheet = sheet_of(window, AttendanceSheet)
    await until(lambda: sheet.table.rowCount() == 4)
    assert sheet.summary.text() == "Были 2 из 3 · 1 опоздал"
    target = tmp_path / "урок.csv"
    sheet.save_to(target)
    mark = b"\xef\xbb\xbf"  # with it spreadsheets read Russian letters
    assert target.read_bytes() == mark + as_csv(REGISTER).encode()
    sheet.reject()


async def test_a_register_that_cannot_be_had_says_so(open_window):
    call = make_lesson()
    call.lesson.error = fails("Сервис школы не отвечает.")
    window = open_window(call)
    window.desk.show_attendance()
    await until(lambda: sheet_of(window, AttendanceSheet))
    sheet = sheet_of(window, AttendanceSheet)
    await until(lambda: sheet.summary.text() == "Сервис школы не отвечает.")
    assert not sheet.save.isEnabled()
    sheet.reject()


# ------------------------------------------------------------------------------ the check


async def test_the_check_shows_level_and_picture_and_lets_the_devices_go(open_window):
    from app.ui.calls.check import CheckSheet

    call = make_lesson(leads=False)
    call.state.set(Waiting(UserText("Учитель ещё не вошёл.")))
    window = open_window(call)
    window.door.check.click()
    await until(lambda: sheet_of(window, CheckSheet))
    sheet, check = sheet_of(window, CheckSheet), window._calls.check
    await until(lambda: sheet.mirror.image is not None)
    assert sheet.meter.level == pytest.approx(0.4)
    for box in sheet.choices.values():
        assert box.grab().toImage().pixelColor(box.width() // 2, 6).lightness() < 128, "dark field"
    sheet.sound.click()
    sheet.loop.click()
    await until(lambda: ("loop_back", True) in check.done)
    assert ("play_test_sound",) in check.done
    check.problem.set(UserText("Микрофон занят."))
    assert sheet.problem.text() == "Микрофон занят."
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    await until(lambda: ("close",) in check.done)


async def test_the_menu_of_a_tile_pins_it(open_window):
    call = make_lesson()
    window = open_window(call)
    track = VideoTrack(call.participants[3].identity, Source.CAMERA)
    window._on_menu(track, window.pos())
    menu = menu_of(window)
    action(menu, "Закрепить").trigger()
    menu.close()
    assert window.stage.view.pinned == track
