"""The lesson of a call window: its state onto the screen, the teacher's actions to the service."""

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.domain.calls import NO_SOURCES, TALK, Participant, Source
from app.domain.lessons import LessonState, Recording
from app.services.facade.calls import Lesson
from app.ui.calls.banners import Banner, Banners
from app.ui.calls.controls import Controls
from app.ui.calls.header import CallHeader
from app.ui.calls.lesson.question import AskSheet, QuestionCard
from app.ui.calls.lesson.recording_notice import RecordingNotice
from app.ui.calls.people import PeoplePanel
from app.ui.qt.dialogs import confirm, opened
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.theme import Theme

TIMERS = (1, 3, 5, 10, 15)


class LessonDesk(QObject):
    """Lives with a call window; `menu` adds the teacher's actions to «Ещё»."""

    def __init__(
        self,
        lesson: Lesson,
        theme: Theme,
        tasks: Starter,
        *,
        host: QWidget,
        title: str,
        header: CallHeader,
        people: PeoplePanel,
        banners: Banners,
        card: QuestionCard,
        everybody: Callable[[], list[Participant]],
        controls: Controls,
    ) -> None:
        super().__init__(host)
        self._lesson, self._theme, self._tasks, self._host = lesson, theme, tasks, host
        self._title, self._everybody = title, everybody
        self._header, self._people, self._banners, self._card = header, people, banners, card
        self._notice = RecordingNotice(banners, controls, stop=self.toggle_recording)
        people.mute_all_wanted.connect(self.mute_all)
        people.attendance_wanted.connect(self.show_attendance)
        people.admitted.connect(lambda users: self._do(lesson.admit(users)))
        card.answered.connect(lambda option: self._do(lesson.answer(option)))
        card.close_wanted.connect(lambda: self._do(lesson.close_question()))
        self._cut = lesson.state.subscribe(self._on_state)

    def close(self) -> None:
        """Stop watching."""
        self._cut()

    @property
    def leads(self) -> bool:
        """Whether this person leads."""
        return self._lesson.state.value.leads

    def fill(self, menu: QMenu) -> None:
        """Add what the teacher can do."""
        state = self._lesson.state.value
        if not state.leads:
            return
        free = Source.MICROPHONE in state.floor
        self._add(
            menu,
            "mic_20_regular",
            tr("Говорить только с разрешения") if free else tr("Разрешить всем говорить"),
            lambda: self._do(self._lesson.set_floor(NO_SOURCES if free else TALK)),
        )
        self._add(
            menu,
            "lock_open_20_regular" if state.locked else "lock_closed_20_regular",
            tr("Открыть вход") if state.locked else tr("Закрыть вход"),
            self.toggle_lock,
            "Ctrl+Shift+L",
        )
        timers = menu.addMenu(self._theme.qicon("timer_20_regular"), tr("Таймер"))
        for minutes in TIMERS:
            words = trn("%n [минута|минуты|минут]", minutes)
            timers.addAction(words).triggered.connect(
                lambda _=False, length=minutes: self.set_timer(length)
            )
        if state.timer_until is not None:
            timers.addSeparator()
            timers.addAction(tr("Убрать таймер")).triggered.connect(lambda: self.set_timer(None))
        self._add(menu, "question_circle_20_regular", tr("Вопрос классу…"), self.ask)
        self._add(menu, "people_team_20_regular", tr("Группы…"), self.show_groups)
        self._add(menu, "clipboard_text_ltr_20_regular", tr("Посещаемость…"), self.show_attendance)
        if state.recording is not Recording.NOT_OFFERED:
            off = state.recording is Recording.OFF
            words = tr("Записывать урок…") if off else tr("Остановить запись")
            self._add(menu, "record_20_regular", words, self.toggle_recording)
        menu.addSeparator()

    # --------------------------------------------------------------------------- actions

    def mute_all(self) -> None:
        """Take the microphone from everybody."""
        if self.leads:
            self._do(self._lesson.mute_all())

    def toggle_lock(self) -> None:
        """Nobody new comes in, or again everybody of the class."""
        if self.leads:
            self._do(self._lesson.set_locked(not self._lesson.state.value.locked))

    def set_timer(self, minutes: int | None) -> None:
        """Show a clock that runs down; None takes it away."""
        until = datetime.now(UTC) + timedelta(minutes=minutes) if minutes else None
        self._do(self._lesson.set_timer(until))

    def ask(self) -> None:
        """Ask the class."""
        self._do(self._ask())

    def show_groups(self) -> None:
        """Divide the class, or steer the groups."""
        from app.ui.calls.lesson.groups import GroupsSheet

        sheet = GroupsSheet(
            self._host, self._theme, self._lesson, people=self._everybody(), tasks=self._tasks
        )
        self._do(_show(sheet))

    def show_attendance(self) -> None:
        """Open the register."""
        from app.ui.calls.lesson.attendance import AttendanceSheet

        if self.leads:
            self._do(_show(AttendanceSheet(self._host, self._theme, self._lesson, self._title)))

    def toggle_recording(self) -> None:
        """Record, after a question; or stop."""
        self._do(self._record())

    async def _ask(self) -> None:
        sheet = AskSheet(self._host, self._theme)
        if await opened(sheet) == QDialog.DialogCode.Accepted:
            text, options = sheet.question
            await self._lesson.ask(text, options)

    async def _record(self) -> None:
        off = self._lesson.state.value.recording is Recording.OFF
        if not off or await confirm(
            self._host,
            self._theme,
            tr("Записывать урок?"),
            tr(
                "Все на уроке и в чате класса узнают об этом, и через десять секунд запись "
                "начнётся. Файл сможете открыть вы и администратор школы."
            ),
            action=tr("Записывать"),
        ):
            await self._lesson.set_recording(off)

    # ---------------------------------------------------------------------------- state

    def _on_state(self, state: LessonState) -> None:
        self._header.show_lesson(
            recording=state.recording, locked=state.locked, timer_until=_time_is_up(state)
        )
        self._people.show_lesson(leads=state.leads, door=state.door)
        self._card.show_question(state.question, leads=state.leads)
        self._say_floor(state)
        self._say_groups(state)
        self._notice.show_state(state)
        if state.notice:
            self._banners.say(
                Banner("notice", "info_20_regular", tr("Учитель: {text}", text=state.notice))
            )
        else:
            self._banners.drop("notice")

    def _say_floor(self, state: LessonState) -> None:
        me = next((one for one in self._everybody() if one.own), None)
        if state.leads or me is None or Source.MICROPHONE in me.may_publish:
            self._banners.drop("floor")
            return
        self._banners.say(
            Banner(
                "floor",
                "mic_off_20_regular",
                tr("Микрофон выключен учителем. Поднимите руку (H), чтобы попросить слово."),
            )
        )

    def people_changed(self) -> None:
        """Somebody's rights changed, perhaps mine."""
        self._say_floor(self._lesson.state.value)
        self._notice.show_state(self._lesson.state.value)

    def _say_groups(self, state: LessonState) -> None:
        if state.group is not None:
            actions = (
                [(tr("Вернуться"), lambda: self._do(self._lesson.enter_group("")))]
                if state.leads
                else []
            )
            text = tr("Вы в группе «{name}»", name=state.group.name)
            self._banners.say(Banner("group", "people_team_20_regular", text, actions=actions))
        elif state.groups and state.leads:
            text = trn("Класс работает в %n [группе|группах|группах]", len(state.groups))
            self._banners.say(
                Banner(
                    "group",
                    "people_team_20_regular",
                    text,
                    actions=[(tr("Управлять"), self.show_groups)],
                )
            )
        else:
            self._banners.drop("group")

    def _do(self, coro: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(coro)

    def _add(
        self, menu: QMenu, icon: str, text: str, act: Callable[[], object], keys: str = ""
    ) -> None:
        action = menu.addAction(self._theme.qicon(icon), f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda: act())


def _time_is_up(state: LessonState) -> datetime | None:
    """When the next clock has run down: the teacher's timer, or the time in groups."""
    clocks = (state.timer_until, state.groups_until if state.groups else None)
    return min((one for one in clocks if one is not None), default=None)


async def _show(sheet: QDialog) -> None:
    await opened(sheet)
