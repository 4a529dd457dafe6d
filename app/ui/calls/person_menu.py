"""What can be done with one person of a call: pin; and for who leads, floor, mute, remove."""

from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.calls import NO_SOURCES, SHARE, TALK, Participant, Source
from app.services.facade.calls import Lesson
from app.ui.qt.dialogs import confirm
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.theme import Theme


class PersonMenu:
    """Builds the menu of a participant; errors reach the task scope."""

    def __init__(self, host: QWidget, theme: Theme, tasks: Starter, lesson: Lesson | None) -> None:
        self._host, self._theme, self._tasks, self._lesson = host, theme, tasks, lesson

    def build(
        self, one: Participant, *, pinned: bool, pin: Callable[[], None], write: Callable[[], None]
    ) -> QMenu:
        """Return the menu; it deletes itself when it is closed."""
        menu = QMenu(self._host)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setAccessibleName(one.person.name)
        self._add(menu, "pin_20_regular", tr("Открепить") if pinned else tr("Закрепить"), pin)
        if not one.own:
            self._add(menu, "compose_24_regular", tr("Написать лично"), write)
        lesson = self._lesson
        if lesson is not None and lesson.state.value.leads and not one.own and not one.leads:
            menu.addSeparator()
            self._add_lesson(menu, lesson, one)
        return menu

    def _add_lesson(self, menu: QMenu, lesson: Lesson, one: Participant) -> None:
        user, may = one.person.user_id, one.may_publish

        def start(make: Callable[[], Awaitable[None]]) -> Callable[[], None]:
            async def run() -> None:
                await make()

            def act() -> None:
                self._tasks.start(run())

            return act

        def floor(sources: frozenset[Source]) -> Callable[[], None]:
            return start(lambda: lesson.give_floor(user, sources))

        if Source.MICROPHONE in one.may_publish:
            self._add(menu, "mic_off_20_regular", tr("Забрать слово"), floor(NO_SOURCES))
        else:
            self._add(menu, "mic_20_regular", tr("Дать слово"), floor(may | TALK))
        if Source.SCREEN in one.may_publish:
            words = tr("Запретить показ экрана")
            self._add(menu, "desktop_20_regular", words, floor(may - SHARE))
        else:
            words = tr("Разрешить показ экрана")
            self._add(menu, "desktop_20_regular", words, floor(may | SHARE))
        if one.publishing:
            mute = start(lambda: lesson.mute(one.identity))
            self._add(menu, "speaker_mute_24_regular", tr("Выключить звук и камеру"), mute)
        if one.hand_since is not None:
            lower = start(lambda: lesson.lower_hand(user))
            self._add(menu, "hand_left_24_regular", tr("Опустить руку"), lower)
        menu.addSeparator()
        self._add(
            menu,
            "person_delete_20_regular",
            tr("Удалить с урока…"),
            start(lambda: self._remove(lesson, one)),
        )

    async def _remove(self, lesson: Lesson, one: Participant) -> None:
        if await confirm(
            self._host,
            self._theme,
            tr("Удалить с урока?"),
            tr("{name} сможет вернуться, только если вы впустите.", name=one.person.name),
            action=tr("Удалить"),
            danger=True,
        ):
            await lesson.remove(one.person.user_id)

    def _add(self, menu: QMenu, icon: str, text: str, act: Callable[[], None]) -> None:
        menu.addAction(self._theme.qicon(icon), text).triggered.connect(lambda: act())
