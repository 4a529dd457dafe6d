"""A lesson in two windows, on real servers: from the pupil at the door to the register as CSV."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.e2e.conftest import Computer
from tests.helpers.call import Device, soon
from tests.server.lessons.conftest import ClassRoom

CHAT = "9Б · класс"
ASK = "Микрофон включится, когда учитель даст слово: поднимите руку"
SILENT = "Микрофон выключен учителем. Поднимите руку (H), чтобы попросить слово."


async def test_a_lesson_between_two_windows(
    computers: tuple[Computer, Computer], klass: ClassRoom, tmp_path: Path
) -> None:
    klass.room_id = await klass.chat("vera", "artem", "dasha", "ivan")
    vera, artem = computers
    for computer, name in ((vera, "vera"), (artem, "artem")):
        await computer.sign_in(klass[name].matrix)
        await computer.do("open", chat=CHAT)
    await _the_pupil_waits_until_the_teacher_comes(klass, vera, artem)
    dasha = await klass.inside("dasha")
    ivan = klass.device("ivan")
    await _a_stranger_is_let_in_by_hand(vera, klass, ivan)
    await _hands_and_the_floor(vera, artem, dasha)
    await _the_screen_needs_leave(vera, artem, dasha)
    await _a_question_and_a_timer(vera, artem)
    await _groups_by_hand(vera, artem, dasha)
    await _the_register_is_saved(vera, tmp_path / "урок.csv")
    saved = (tmp_path / "урок.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert saved[0] == "Ученик;Вошёл;Вышел;Минут;Отметка"
    assert any(line.startswith("Первый Артём;") for line in saved)
    await vera.do("ends_for_all")
    assert await artem.do("sees_end", title="Урок закончился") == "Звонок завершён для всех"
    await soon(lambda: dasha.ended is not None and ivan.ended is not None)
    # The next one, of no timetable: one click, and it rings at the pupil's.
    await vera.do("lesson_button", name="Начать урок")
    await vera.do("inside")
    await artem.do("answers")
    await artem.do("inside")
    await vera.do("ends_for_all")
    await artem.do("sees_end", title="Урок закончился")
    # And one from the journal.
    await vera.do("begins_from_journal", title="9Б")
    await vera.do("inside")
    await artem.do("answers")
    await artem.do("inside")
    await vera.do("ends_for_all")


async def _the_pupil_waits_until_the_teacher_comes(
    klass: ClassRoom, vera: Computer, artem: Computer
) -> None:
    """The lesson of the timetable opens with the first who comes near its hour."""
    begins = datetime.now(UTC) + timedelta(minutes=5)
    await klass.lesson(starts_at=begins.isoformat(), start=False)
    await artem.do("lesson_button", name="Войти в урок")
    assert (await artem.do("at_the_door")).startswith("Учителя ещё нет")
    await vera.do("lesson_button", name="Начать урок")
    for computer in (vera, artem):
        await computer.do("inside")
    await artem.do("reads_banner", words=SILENT)
    assert await artem.do("watches"), "the teacher is seen"


async def _a_stranger_is_let_in_by_hand(vera: Computer, klass: ClassRoom, ivan: Device) -> None:
    answer = await ivan.get_token(klass.room_id)
    assert answer["app.parta.waits"]["code"] == "lesson_not_admitted"
    await ivan.join()
    await vera.do("lets_in", name="Иван Чужов")
    await soon(lambda: ivan.states and ivan.user_id not in ivan.states[-1]["waiting"])
    await soon(lambda: ivan.sees)


async def _hands_and_the_floor(vera: Computer, artem: Computer, dasha: Device) -> None:
    lesson = dasha.states[-1]["id"]
    await dasha.member.ok("PUT", f"/v1/lessons/{lesson}/hand", json={"up": True})
    await artem.do("presses", key="H")
    await vera.do("hears_of", words="Артём Первый, рука поднята")
    rows = await vera.do("sees_people", starts=["Вера Классная", "Даша Вторая", "Артём Первый"])
    assert rows[1].endswith("очередь 1") and rows[2].endswith("очередь 2"), rows
    await artem.do("presses", key="M")
    await artem.do("is_refused", words=ASK)
    await vera.do("does_with", name="Артём Первый", action="Дать слово")
    await artem.do("reads_banner", words=SILENT, gone=True)
    await artem.do("presses", key="M")
    await vera.do("hears_of", words="Артём Первый, микрофон включён")
    await vera.do("mutes_all")
    await artem.do("reads_banner", words=SILENT)
    await vera.do("hears_of", words="Артём Первый, микрофон выключен")
    await artem.do("presses", key="M")
    await artem.do("is_refused", words=ASK)


async def _the_screen_needs_leave(vera: Computer, artem: Computer, dasha: Device) -> None:
    await artem.do("presses", key="S")
    await artem.do("is_refused", words="Показывать экран можно с разрешения учителя")
    await vera.do("does_with", name="Даша Вторая", action="Разрешить показ экрана")
    await soon(lambda: dasha.may_publish)
    await dasha.publish("screen_share")
    for computer in (vera, artem):
        await computer.do("hears_of", words="показывает экран")
    await vera.do("does_with", name="Даша Вторая", action="Запретить показ экрана")
    await soon(lambda: not dasha.may_publish)


async def _a_question_and_a_timer(vera: Computer, artem: Computer) -> None:
    await vera.do("asks", text="Что такое митоз?", options=["Деление", "Питание"])
    await artem.do("answers_question", option="Деление")
    await vera.do("sees_totals", totals={"Деление": 1, "Питание": 0})
    await vera.do("closes_question")
    await artem.do("sees_totals", totals={"Деление": 1, "Питание": 0})
    await vera.do("sets_timer", words="3 минуты")
    assert (await artem.do("sees_timer")).startswith("Осталось 02:5")


async def _groups_by_hand(vera: Computer, artem: Computer, dasha: Device) -> None:
    await vera.do("divides", groups=[["Артём Первый"], ["Даша Вторая"]])
    await artem.do("reads_banner", words="Вы в группе «Группа 1»")
    groups = {one["name"]: one["members"] for one in dasha.states[-1]["groups"]}
    assert groups["Группа 2"][-1:] == [dasha.user_id]
    await vera.do("tells_groups", text="Осталась минута")
    await artem.do("reads_banner", words="Учитель: Осталась минута")
    await vera.do("looks_into", group="Группа 1")
    for computer in (vera, artem):
        await computer.do("sees_people", starts=[])
        await computer.do("reads_banner", words="Вы в группе «Группа 1»")
    await vera.do("calls_back")
    await artem.do("reads_banner", words="Вы в группе «Группа 1»", gone=True)
    await artem.do("reads_banner", words=SILENT)


async def _the_register_is_saved(vera: Computer, path: Path) -> None:
    rows = {row[0]: row for row in await vera.do("attendance", path=str(path))}
    assert rows["Первый Артём"][2] == "на уроке"
