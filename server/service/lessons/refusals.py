"""The sentences with which lessons say no."""

from server.school_core.verdict import Verdict, no
from server.service.problems import Problem

NO_LESSON = no("class_call_no_lesson", "Звонок в чате класса начинает учитель.")
NOT_LEADING = no("lesson_not_leading", "Вести этот урок может только его учитель.")
NOT_INSIDE = no("lesson_not_inside", "Сначала войдите на урок.")
NO_CLASS = no("no_class_chat", "Урок проводят в чате класса или предмета.")
OTHER_LESSON = no("lesson_running", "В этом чате уже идёт урок.")
OVER = no("lesson_ended", "Урок закончился.")
NO_CALLS = no("calls_off", "В этой школе звонки не подключены.")
TOO_MANY = no("too_many_devices", "Вы вошли на этот урок со слишком многих устройств.")
UNKNOWN = no("not_found", "Такого урока нет.")


def refusal(verdict: Verdict, status: int = 403) -> Problem:
    """Make the problem of a verdict that says no."""
    return Problem(status, verdict.code, verdict.text)
