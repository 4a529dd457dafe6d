"""What the person does in a call: switches, hand, screen, leaving; and why one is barred."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.calls import CallKind, Participant, Pictures, Shareable, Source
from app.services.facade.calls import Call
from app.ui.calls.wish import Wish
from app.ui.qt.dialogs import confirm
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.theme import Theme


class Controls(QObject):
    """The actions of a call window; `refused` says in words why one is not possible now."""

    refused = Signal(str)

    def __init__(self, call: Call, theme: Theme, tasks: Starter, host: QWidget) -> None:
        super().__init__(host)
        self._call, self._theme, self._tasks, self._host = call, theme, tasks, host
        self._microphone = Wish(tasks, call.set_microphone)
        self._camera = Wish(tasks, call.set_camera)
        self._hand = Wish(tasks, call.raise_hand)
        self._talking = False
        self.own: Participant | None = None

    def is_on(self, source: Source) -> bool:
        """Whether the person publishes it."""
        return self.own is not None and source in self.own.publishing

    def why_not(self, source: Source) -> str:
        """Why the person may not publish it, or ''."""
        own = self.own
        if own is None or source in own.may_publish:
            return ""
        if self._call.info.kind is CallKind.LESSON:
            if source is Source.SCREEN:
                return tr("Показывать экран можно с разрешения учителя")
            if source is Source.CAMERA:
                return tr("Камера включится, когда учитель даст слово: поднимите руку")
            return tr("Микрофон включится, когда учитель даст слово: поднимите руку")
        return tr("Это запрещено в этом звонке")

    @property
    def leads(self) -> bool:
        """Whether the person leads the lesson."""
        lesson = self._call.lesson
        return lesson is not None and lesson.state.value.leads

    def toggle_microphone(self) -> None:
        """Speak, or be silent."""
        self._toggle(self._microphone, Source.MICROPHONE)

    def hold_to_talk(self, down: bool) -> None:
        """Speak while the key is held, if the microphone was off."""
        if down:
            if self.is_on(Source.MICROPHONE) or self._talking:
                return
            if reason := self.why_not(Source.MICROPHONE):
                self.refused.emit(reason)
                return
            self._talking = True
            self._microphone.want(True)
        elif self._talking:
            self._talking = False
            self._microphone.want(False)

    def toggle_camera(self) -> None:
        """Be seen, or not."""
        self._toggle(self._camera, Source.CAMERA)

    def toggle_sound_only(self) -> None:
        """Neither see nor be seen, to save the line; or see again."""
        on = self._call.pictures.value is not Pictures.OFF
        self._tasks.start(self._call.set_sound_only(on))

    def toggle_hand(self) -> None:
        """Raise the hand, or take it down."""
        up = self.own is not None and self.own.hand_since is not None
        pending = self._hand.pending
        self._hand.want(not (up if pending is None else pending))

    def toggle_screen(self) -> None:
        """Show a screen, or stop."""
        if self.is_on(Source.SCREEN):
            self._tasks.start(self._call.stop_screen())
        elif reason := self.why_not(Source.SCREEN):
            self.refused.emit(reason)
        else:
            self._tasks.start(self._choose_screen())

    def react(self, emoji: str) -> None:
        """Send a reaction."""
        self._tasks.start(self._call.react(emoji))

    def leave(self) -> None:
        """Leave the call."""
        self._tasks.start(self._call.leave())

    def end_for_all(self) -> None:
        """End the lesson for everybody, after a question."""
        self._tasks.start(self._end_for_all())

    async def _end_for_all(self) -> None:
        lesson = self._call.lesson
        if lesson is not None and await confirm(
            self._host,
            self._theme,
            tr("Завершить урок для всех?"),
            tr("Все ученики выйдут из звонка. Посещаемость сохранится сама."),
            action=tr("Завершить урок"),
            danger=True,
        ):
            await lesson.end_for_all()

    async def _choose_screen(self) -> None:
        from app.ui.calls.screens import choose_screen

        found = await self._call.shareables()
        if not found:
            await self._call.start_screen(None)
            return
        chosen: tuple[Shareable, bool] | None = await choose_screen(self._host, self._theme, found)
        if chosen is not None:
            await self._call.start_screen(chosen[0], sound=chosen[1])

    def _toggle(self, wish: Wish, source: Source) -> None:
        now = self.is_on(source) if wish.pending is None else wish.pending
        reason = self.why_not(source)
        if not now and reason:
            self.refused.emit(reason)
        else:
            wish.want(not now)
