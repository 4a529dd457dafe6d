"""What a person does in a call: speak, be seen, show a screen, raise a hand, look at others."""

from collections.abc import Coroutine

from app.domain.calls import CallStats, Shareable, VideoTrack
from app.domain.diff import Observable
from app.domain.errors import AppError, UserText
from app.services.calls.gestures import Gestures
from app.services.calls.lesson import Lesson
from app.services.calls.membership import Membership
from app.services.calls.parts import CallParts
from app.services.calls.travel import Travel
from app.services.facade.calls import VideoFeed
from app.services.ports.calls import CallLine


class Deeds:
    """The half of `Call` that acts; the other half knows where the call stands."""

    notice: Observable[UserText | None]
    _parts: CallParts
    _travel: Travel
    _gestures: Gestures
    _membership: Membership
    _lesson: Lesson | None

    async def set_microphone(self, on: bool) -> None:
        """Speak, or be silent."""
        await self._there().set_microphone(on)

    async def set_camera(self, on: bool) -> None:
        """Be seen, or not."""
        await self._there().set_camera(on)

    async def set_sound_only(self, on: bool) -> None:
        """Neither see nor be seen; off: see again."""
        await self._there().set_sound_only(on)
        if on:
            await self._there().set_camera(False)

    async def shareables(self) -> tuple[Shareable, ...]:
        """Screens and windows."""
        return await self._parts.media.shareables()

    async def start_screen(self, what: Shareable | None, *, sound: bool = False) -> None:
        """Show a screen or window."""
        await self._there().start_screen(what, sound=sound)

    async def stop_screen(self) -> None:
        """Show no screen any more."""
        await self._there().stop_screen()

    async def raise_hand(self, up: bool) -> None:
        """Raise my hand, or take it down."""
        if self._lesson is not None:
            await self._lesson.raise_hand(up)
            return
        await self._gestures.raise_hand(self._membership.event_id, up)

    async def react(self, emoji: str) -> None:
        """Send a reaction that is seen for some seconds."""
        await self._gestures.react(self._membership.event_id, emoji)

    def watch(self, track: VideoTrack, width: int, height: int) -> VideoFeed:
        """Look at a picture."""
        return self._there().watch(track, width, height)

    async def stats(self) -> CallStats:
        """Figures of this moment."""
        line = self._travel.line
        return await line.stats() if line is not None else CallStats()

    def _there(self) -> CallLine:
        if self._travel.line is None:
            raise AppError("the call is over", user_text=UserText("Звонок уже завершён."))
        return self._travel.line

    async def _try(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except AppError as error:
            self.notice.set(error.user_text)
