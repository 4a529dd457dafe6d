"""The steps of the tour, in the order a person would come to them."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.profiles import ConnectionPhase
from app.domain.rooms import Ticks
from app.services.facade.session import Session
from app.services.profiles import ProfileManager
from app.ui.application import Screen
from app.ui.chat_list.view import ChatListView
from app.ui.conversation.page import ConversationPage
from app.ui.login.form import LoginForm
from app.ui.preferences import Mode
from app.ui.qt.dialogs import Sheet
from app.ui.rail.profile_button import ProfileButton
from tests.tour.calls import CallSteps
from tests.tour.hand import Hand, Lost
from tests.tour.school import EmbeddedSchool
from tests.tour.sections import Sections
from tests.tour.writing import Writing

STANDARD, SMALL = (1440, 860), (1024, 700)


class Tour:
    """Drives the app; a step that fails is noted and the next one goes on."""

    def __init__(self, out: Path, school: EmbeddedSchool, *, only: frozenset[str]) -> None:
        self.out, self._school, self._only = out, school, only
        self.status: dict[str, Any] = {}
        self.owns_school = True
        self.data = school.data
        self.done: list[str] = []
        self.failures: list[tuple[str, BaseException]] = []

    async def drive_english(self, screen: Screen, profiles: ProfileManager) -> None:
        """Come back in English: everything is still there."""
        await self._walk(screen, profiles, [self.restarted_in_english])

    async def drive(self, screen: Screen, profiles: ProfileManager) -> None:
        """Walk through every step."""
        steps: list[Callable[[], Awaitable[None]]] = [
            self.login,
            self.sign_in_school,
            self.main_school,
            self.main_dark,
            *Writing(self).steps(),
            self.search,
            self.find_in_chat,
            self.new_chat,
            self.people,
            self.settings,
            *Sections(self).steps(),
            *CallSteps(self).steps(),
            self.sign_in_personal,
            self.switch_back,
            self.small_window,
            self.big_text,
        ]
        if self.owns_school:
            steps.append(self.offline)
        await self._walk(screen, profiles, steps)

    async def _walk(
        self,
        screen: Screen,
        profiles: ProfileManager,
        steps: list[Callable[[], Awaitable[None]]],
    ) -> None:
        self.screen, self.profiles = screen, profiles
        self.hand = Hand(screen.window, self.out)
        QApplication.setCursorFlashTime(0)  # a blinking cursor never stands still
        screen.window.resize(*STANDARD)
        for step in steps:
            name = step.__name__
            needed = name.startswith("sign_in")
            if self._only and name not in self._only and not needed:
                continue
            try:
                await step()
                self.done.append(name)
                print(f"✓ {name}", flush=True)
            except Exception as error:  # boundary: every step is tried, every failure is told
                self.failures.append((name, error))
                print(f"✗ {name}: {error}", flush=True)
                await self.leave_everything()

    # ---------------------------------------------------------------------------- small things

    @property
    def session(self) -> Session:
        active = self.profiles.active.value
        return next(s for s in self.profiles.sessions if s.profile.value.id == active)

    @property
    def conversation(self) -> ConversationPage:
        page = self.screen.window.page
        conversation = page.conversation if page is not None else None
        if conversation is None:
            raise Lost("no conversation is open")
        return conversation

    async def open_chat(self, name: str) -> None:
        room = next((r for r in self.session.rooms.observe(None) if r.name.startswith(name)), None)
        page = self.screen.window.page
        if room is None or page is None:
            raise Lost(f"no chat {name}")
        view = next(one for one in page.findChildren(ChatListView) if one.isVisible())
        row = [r.room_id for r in self.session.rooms.observe(None)].index(room.room_id)
        index = view.model().index(row, 0)
        view.scrollTo(index)
        await self.hand.click(view.viewport(), view.visualRect(index).center())
        await self.hand.until(
            lambda: page.room_id == room.room_id and len(self.conversation.view.stretch.items),
            f"messages of {name}",
        )

    async def sheet(self) -> Sheet:
        await self.hand.until(lambda: self._sheets(), "a dialog")
        return self._sheets()[-1]

    def _sheets(self) -> list[Sheet]:
        return [one for one in self.screen.window.findChildren(Sheet) if one.isVisible()]

    async def close_sheet(self) -> None:
        count = len(self._sheets())
        self._sheets()[-1].reject()
        await self.hand.until(lambda: len(self._sheets()) < count, "the dialog to close")

    async def leave_everything(self) -> None:
        for menu in self.screen.window.findChildren(QMenu):
            menu.close()
        for sheet in self._sheets():
            sheet.reject()
        await self.hand.settle()

    def form(self) -> LoginForm:
        return next(one for one in self.screen.window.findChildren(LoginForm) if one.isVisible())

    def last_text(self) -> str:
        items = self.conversation.view.stretch.items
        return str(getattr(getattr(items[-1].content, "body", None), "text", ""))

    # -------------------------------------------------------------------------------- signing in

    async def sign_in(self, server: str, user: str, *, picture: str = "") -> None:
        """Fill the form that is shown and wait until the profile lives."""
        form = self.form()
        form.address.clear()
        await self.hand.type(form.address, self.status["servers"][server]["url"])
        await self.hand.until(lambda: self.form().server is not None, "the server")
        form = self.form()
        password = next(one for one in self.status["logins"] if one["server"] == server)["password"]
        await self.hand.type(form.user, user)
        await self.hand.type(form.password, password)
        if picture:
            await self.hand.picture(picture)
        count = len(self.profiles.sessions)
        await self.hand.key(Qt.Key.Key_Return, on=form.password)
        await self.hand.until(lambda: len(self.profiles.sessions) > count, "the profile")
        await self.hand.until(
            lambda: self.session.connection.value.phase is ConnectionPhase.LIVE, "live"
        )

    async def login(self) -> None:
        await self.hand.until(
            lambda: any(one.isVisible() for one in self.screen.window.findChildren(LoginForm)),
            "the sign-in page",
        )
        await self.hand.picture("login-empty")

    async def sign_in_school(self) -> None:
        await self.sign_in("school", "vera", picture="login")
        await self.hand.until(lambda: len(self.session.rooms.observe(None)) > 8, "chats")

    async def sign_in_personal(self) -> None:
        self.screen.show_login()
        await self.hand.until(lambda: self.form().isVisible(), "the sign-in page")
        await self.hand.press("Войти в личный профиль")
        await self.sign_in("personal", "vera", picture="login-personal")
        await self.open_chat("Семья")
        self.conversation.show_panel(False)
        await self.hand.picture("main-personal-light")

    # ------------------------------------------------------------------------------- main window

    async def main_school(self) -> None:
        await self.open_chat("9Б · класс")
        self.conversation.show_panel(True)
        await self.hand.picture("main-school-light")

    async def main_dark(self) -> None:
        self.screen.preferences.change(mode=Mode.DARK)
        await self.hand.picture("main-school-dark")
        self.screen.preferences.change(mode=Mode.LIGHT)
        await self.hand.settle()

    # ------------------------------------------------------------------------ finding, settings

    async def search(self) -> None:
        page = self.screen.window.page
        assert page is not None
        page.search()
        await self.hand.type(page.chats.search, "проект")
        await self.hand.settle()
        await self.hand.picture("search")
        page.leave_search()

    async def find_in_chat(self) -> None:
        await self.open_chat("9Б · класс")
        self.conversation.find_in_chat()
        await self.hand.type(self.conversation.find_bar.field, "проект")
        await self.hand.until(lambda: "из" in self.conversation.find_bar.count.text(), "hits")
        await self.hand.picture("find-in-chat")
        self.conversation.find_bar.closed.emit()

    async def new_chat(self) -> None:
        page = self.screen.window.page
        assert page is not None
        page.chats.new_chat.emit()
        await self.sheet()
        await self.hand.picture("new-chat")
        await self.close_sheet()

    async def people(self) -> None:
        from app.ui.rail.rail import Section

        page = self.screen.window.page
        assert page is not None
        page.sections.show(Section.PEOPLE)
        await self.hand.picture("people")
        page.sections.show(Section.CHATS)

    async def settings(self) -> None:
        self.screen.window.rail.settings_wanted.emit()
        await self.sheet()
        await self.hand.picture("settings")
        await self.close_sheet()

    # ----------------------------------------------------------------------------- other shapes

    async def switch_back(self) -> None:
        first = self.profiles.sessions[0].profile.value
        buttons = self.screen.window.rail.findChildren(ProfileButton)
        await self.hand.click(min(buttons, key=lambda button: button.y()))
        await self.hand.until(lambda: self.profiles.active.value == first.id, "the school profile")
        await self.hand.picture("switched-back")

    async def small_window(self) -> None:
        self.screen.window.resize(*SMALL)
        self.conversation.show_panel(False)
        await self.hand.picture("small-1024x700")
        self.screen.window.resize(700, 700)
        await self.hand.picture("narrow-700x700")
        self.screen.window.resize(*STANDARD)

    async def big_text(self) -> None:
        self.screen.preferences.change(text_size=200)
        await self.hand.picture("text-200")
        self.screen.preferences.change(text_size=100)
        await self.hand.settle()

    async def restarted_in_english(self) -> None:
        await self.hand.until(lambda: len(self.profiles.sessions) == 2, "both profiles again")
        await self.hand.until(
            lambda: self.session.connection.value.phase is ConnectionPhase.LIVE, "live"
        )
        first = self.profiles.sessions[0].profile.value.id
        self.profiles.activate(first)
        await self.hand.until(lambda: self.screen.window.page is not None, "the page")
        await self.open_chat("9Б · класс")
        self.conversation.show_panel(True)
        await self.hand.picture("main-english")
        self.conversation.composer.enclosures.ask_poll()
        await self.sheet()
        await self.hand.picture("poll-dialog-english")
        await self.close_sheet()
        self.screen.show_login()
        await self.hand.picture("login-english")

    async def offline(self) -> None:
        self._school.stop()
        await self.hand.until(
            lambda: self.session.connection.value.phase is ConnectionPhase.OFFLINE, "offline"
        )
        field = self.conversation.composer.field
        await self.hand.type(field, "Это уйдёт, когда появится связь")
        await self.hand.key(Qt.Key.Key_Return, on=field)
        await self.hand.until(lambda: self.last_text().startswith("Это уйдёт"), "the echo")
        rooms = self.session.rooms.observe()
        if next(room for room in rooms if room.pin_order is None).ticks is not Ticks.QUEUED:
            raise Lost("what waits for the network does not stand first in the list")
        await self.hand.picture("offline")
        self._school.start()
        self.session.wake()
        view = self.conversation.view
        await self.hand.until(lambda: view.stretch.items[-1].event_id is not None, "it went out")
        await self.hand.picture("online-again")
