"""«Урок записывается»: told to everybody before it begins, to who comes later, and all along."""

from collections.abc import Callable

from app.domain.calls import Source
from app.domain.lessons import LessonState, Recording
from app.ui.calls.banners import Banner, Banners
from app.ui.calls.controls import Controls
from app.ui.qt.i18n import tr

_KEY, _FAILED = "recording", "recording failed"


class RecordingNotice:
    """Keeps the line about the recording: who does it, and what one can do about it.

    It cannot be closed: it stays as long as the lesson is recorded.
    """

    def __init__(self, banners: Banners, controls: Controls, *, stop: Callable[[], object]) -> None:
        self._banners, self._controls, self._stop = banners, controls, stop

    def show_state(self, state: LessonState) -> None:
        """Say it, or take it away; asked again when anything about me changes."""
        if state.recording in {Recording.SOON, Recording.ON}:
            on = state.recording is Recording.ON
            name = state.recorder.name if state.recorder is not None else ""
            apart = state.group is not None
            text = recording_words(name, on=on, leads=state.leads, apart=apart)
            actions = self._teacher() if state.leads else self._pupil()
            self._banners.say(Banner(_KEY, "record_20_regular", text, "danger", actions))
        else:
            self._banners.drop(_KEY)
        if state.recording_failed and state.leads:
            text = tr("Запись не получилась или прервалась: сервер записи занят или недоступен.")
            self._banners.say(Banner(_FAILED, "warning_20_regular", text, "warn"))
        else:
            self._banners.drop(_FAILED)

    def _teacher(self) -> list[tuple[str, Callable[[], object]]]:
        return [(tr("Остановить запись"), self._stop)]

    def _pupil(self) -> list[tuple[str, Callable[[], object]]]:
        actions: list[tuple[str, Callable[[], object]]] = []
        if self._controls.is_on(Source.CAMERA):
            actions.append((tr("Выключить камеру"), self._controls.toggle_camera))
        return [*actions, (tr("Выйти с урока"), self._controls.leave)]


def recording_words(name: str, *, on: bool, leads: bool, apart: bool = False) -> str:
    """Return what the line says; `name` is who records, '' where that is not known.

    `apart`: this person is in a breakout group, which is not recorded.
    """
    soon = tr("Через несколько секунд начнётся запись урока.")
    what = tr("Урок записывается.") if on else soon
    who = tr("Записывает {name}.", name=name) if name else ""
    if apart:
        choice = tr("В группах запись не идёт: она застанет вас, когда вы вернётесь.")
    elif leads:
        choice = tr("Это видят все на уроке.")
    else:
        choice = tr("Можно остаться с выключенной камерой и микрофоном или выйти.")
    return " ".join(part for part in (what, who, choice) if part)
