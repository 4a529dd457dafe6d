"""What a person does in a call: presses, watches, hears of the others, hangs up."""

from PySide6.QtCore import Qt

from app.ui.application import Screen
from app.ui.calls.center import CallCenter
from app.ui.calls.plan import Place
from app.ui.calls.window import CallWindow
from app.ui.calls.words import spoken_participant
from app.ui.conversation.page import ConversationPage
from app.ui.rail.rail import Section
from app.ui.window.profile_page import ProfilePage
from tests.helpers.marker import number_in
from tests.tour.hand import Hand, Lost


class InCall:
    """Commands of `tests.e2e.app` for the windows of calls."""

    _screen: Screen
    _hand: Hand

    async def calls(self, *, video: bool) -> None:
        """Press the button in the head of the open chat."""
        buttons = self._conversation.header.calls
        button = buttons.video if video else buttons.call
        await self._hand.until(lambda: not button.isHidden(), "the button that calls")
        button.click()
        await self._hand.until(lambda: self._center.window, "the call's window")

    async def answers(self) -> str:
        """Wait for the ring and take it with video; who calls, as the window says it."""
        await self._hand.until(lambda: self._center.incoming, "a ring")
        window = self._center.incoming
        assert window is not None
        words = window.accessibleName()
        window.video.click()
        await self._hand.until(lambda: self._center.window, "the call's window")
        return words

    async def declines(self) -> None:
        await self._hand.until(lambda: self._center.incoming, "a ring")
        window = self._center.incoming
        assert window is not None
        window.decline.click()

    async def goes_by(self) -> str:
        """How the media goes now: udp, tcp, or over a relay."""
        return str((await self._call.call.stats()).transport)

    async def watches(self) -> list[int]:
        """The numbers of ten pictures of the other, as they were painted on the stage."""
        seen: list[int] = []

        def more() -> bool:
            stage = self._call.stage
            for tile in stage.plan.tiles:
                held = stage._feeds._images.get(tile.track)
                if held is not None and tile.place is Place.MAIN:
                    number = number_in(held[1])
                    if number not in seen[-1:]:
                        seen.append(number)
            return len(seen) >= 10

        try:
            await self._hand.until(more, "pictures of the other")
        except Lost as lost:
            people = [spoken_participant(one) for one in self._call._people]
            raise Lost(f"{lost}: {seen}, {people}, {self._call.call.state.value}") from lost
        return seen

    async def presses(self, key: str) -> None:
        """A key of the call's window."""
        self._call.activateWindow()
        self._call.stage.setFocus()
        await self._hand.key(getattr(Qt.Key, f"Key_{key}"), on=self._call.stage)

    async def hears_of(self, words: str) -> None:
        """Wait until a tile of the call is spoken of with these words."""
        await self._hand.until(
            lambda: any(words in spoken_participant(one) for one in self._call._people),
            f"{words} among the people of the call",
        )

    async def hangs_up(self) -> None:
        self._call.bar.end.click()
        await self._hand.until(lambda: self._center.window is None, "the window to close")

    async def reads_in_call(self, words: str) -> None:
        """Wait until the page of the call's beginning or end says this."""
        await self._hand.until(
            lambda: self._call.door.text.text() == words, f"{words} in the call's window"
        )
        self._call.finish()

    async def history(self) -> list[str]:
        """The section «Звонки», as a screen reader says it."""
        self._screen.window.rail.sections[Section.CALLS].click()
        pane = self._page.sections.history
        assert pane is not None
        await self._hand.until(lambda: pane.model.rowCount(), "a call in the history")
        return [pane.model.data(pane.model.index(row, 0)) for row in range(pane.model.rowCount())]

    # ----------------------------------------------------------------------------------- parts

    @property
    def _page(self) -> ProfilePage:
        page = self._screen.window.page
        assert page is not None, "no profile is shown"
        return page

    @property
    def _conversation(self) -> ConversationPage:
        conversation = self._page.conversation
        assert conversation is not None, "no chat is open"
        return conversation

    @property
    def _center(self) -> CallCenter:
        center = self._page.center
        assert center is not None, "no calls"
        return center

    @property
    def _call(self) -> CallWindow:
        window = self._center.window
        assert window is not None, "no call"
        return window
