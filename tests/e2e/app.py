"""`python -m tests.e2e.app DATA KEYRING`: the whole app offscreen, doing what stdin says.

One JSON command a line ({"do": "write", "text": …}), one JSON answer a line. Waiting is done here,
beside the widgets; the test outside may kill this process at any moment.
"""

import asyncio
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app import bootstrap
from app.services.facade.session import Session
from app.services.profiles import ProfileManager
from app.ui.application import Screen
from app.ui.login import form as login_form
from app.ui.login.form import LoginForm
from app.ui.qt.dialogs import Sheet
from app.ui.window.stopped import StoppedPage
from tests.e2e.file_keyring import FileKeyring
from tests.e2e.in_school import InSchool
from tests.helpers.oidc import browse
from tests.tour import hand as tour_hand
from tests.tour.hand import Hand
from tests.unit.services_messages.world import say

PATIENCE = 90.0


class Person(InSchool):
    """Somebody at the window; public methods are the commands."""

    def __init__(self, screen: Screen, profiles: ProfileManager) -> None:
        self._screen, self._profiles = screen, profiles
        self._hand = Hand(screen.window, Path())

    # ------------------------------------------------------------------------------ signing in

    async def sign_in(
        self,
        address: str,
        user: str,
        password: str,
        *,
        shared: bool = False,
        personal: bool = False,
    ) -> None:
        form = await self._form(address, personal=personal)
        if shared:
            form.shared.setChecked(True)
        form.user.setText(user)
        form.password.setText(password)
        count = len(self._profiles.sessions)
        await self._hand.key(Qt.Key.Key_Return, on=form.password)
        await self._hand.until(lambda: len(self._profiles.sessions) > count, "the profile")
        await self._hand.until(lambda: self._screen.window.page, "the page of the profile")

    async def sign_in_sso(self, address: str) -> None:
        login_form.open_in_browser = browse  # type: ignore[assignment]
        await self._form(address, personal=False)
        await self._hand.press("Продолжить через Школьный вход")
        await self._hand.until(lambda: len(self._profiles.sessions), "the profile")
        await self._hand.until(lambda: self._screen.window.page, "the page of the profile")

    async def sign_in_again(self, password: str) -> None:
        stopped = await self._stopped()
        old = self._session
        stopped.password.setText(password)
        await self._hand.click(stopped.main)
        await self._hand.until(lambda: self._session is not old, "the session anew")

    async def sign_out(self) -> None:
        self._screen.window.rail.sign_out_wanted.emit(self._session.profile.value.id)
        count = len(self._profiles.sessions)
        await self._hand.until(self._sheets, "the question")
        await self._hand.press("Выйти", within=self._sheets()[-1])
        await self._hand.until(lambda: len(self._profiles.sessions) < count, "to be signed out")

    # ------------------------------------------------------------------------------- in a chat

    async def open(self, chat: str) -> None:
        def room() -> Any:
            return next((r for r in self._session.rooms.observe(None) if r.name == chat), None)

        await self._hand.until(room, f"the chat {chat}")
        self._page.chats.room_chosen.emit(room().room_id)
        await self._hand.until(
            lambda: self._page.conversation and self._conversation.room_id == room().room_id,
            "the chat to open",
        )
        await self._hand.until(lambda: self._conversation.view.timeline, "its messages")

    async def type(self, text: str) -> None:
        await self._hand.type(self._conversation.composer.field, text)

    async def write(self, text: str) -> None:
        await self.type(text)
        await self._hand.key(Qt.Key.Key_Return, on=self._conversation.composer.field)
        await self.sees(text)

    async def sees(self, text: str) -> None:
        await self._hand.until(lambda: self._page.conversation, "a conversation")
        await self._hand.until(lambda: text in self._rows(), f"{text} among {self._rows()}")

    async def sent(self, text: str) -> None:
        await self._hand.until(
            lambda: any(say(i) == text and i.event_id for i in self._items()), f"{text} to go out"
        )

    async def kept(self) -> None:
        """Wait until what was written is on the disk, as it is moments after its echo."""
        store = self._session._store  # type: ignore[attr-defined]
        while not await store.outbox():  # each look is a turn of the database thread
            pass

    async def scroll_up(self) -> None:
        bar = self._conversation.view.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)

    # -------------------------------------------------------------------------- the whole window

    async def switch(self, place: int) -> None:
        wanted = self._profiles.sessions[place - 1]
        self._screen.window.rail.profile_picked.emit(wanted.profile.value.id)
        await self._hand.until(lambda: self._page.session is wanted, "the other profile")

    async def live(self) -> None:
        await self._hand.until(
            lambda: self._session.connection.value.phase.value == "live", "to be up to date"
        )

    async def offline(self) -> None:
        await self._hand.until(
            lambda: self._session.connection.value.phase.value == "offline", "to be offline"
        )

    async def take_links(self) -> None:
        await self._screen.take_links()

    async def wake(self) -> None:
        self._session.wake()

    async def reads(self, words: str) -> None:
        """Wait until these words stand anywhere in the window, cut off where it is narrow."""
        await self._hand.until(
            lambda: any(words in f"{one.text()}\n{one.accessibleName()}" for one in self._labels()),
            f"the words {words}",
        )

    async def look(self) -> dict[str, Any]:
        page = self._screen.window.page
        shown = page is not None and page.conversation is not None and page.room_id is not None
        return {
            "profiles": [s.profile.value.title for s in self._profiles.sessions],
            "chats": [r.name for r in self._session.rooms.observe(None)] if page else [],
            "chat": self._session.rooms.get(page.room_id).name if shown else "",  # type: ignore
            "rows": self._rows() if shown else [],
            "draft": self._conversation.composer.field.toPlainText() if shown else "",
            "scroll": self._conversation.view.verticalScrollBar().value() if shown else 0,
            "phase": self._session.connection.value.phase.value if page else "",
        }

    async def picture(self, path: str) -> None:
        self._screen.window.grab().save(path)

    # ----------------------------------------------------------------------------------- parts

    @property
    def _session(self) -> Session:
        active = self._profiles.active.value
        return next(s for s in self._profiles.sessions if s.profile.value.id == active)

    def _items(self) -> list[Any]:
        return list(self._conversation.view.stretch.items)

    def _rows(self) -> list[str]:
        return [say(item) for item in self._items()]

    def _labels(self) -> list[QLabel]:
        return [one for one in self._screen.window.findChildren(QLabel) if one.isVisible()]

    def _sheets(self) -> list[Sheet]:
        return [one for one in self._screen.window.findChildren(Sheet) if one.isVisible()]

    def _forms(self) -> list[LoginForm]:
        return [one for one in self._screen.window.findChildren(LoginForm) if one.isVisible()]

    async def _stopped(self) -> StoppedPage:
        def found() -> list[StoppedPage]:
            pages = self._screen.window.findChildren(StoppedPage)
            return [one for one in pages if one.isVisible()]

        await self._hand.until(found, "the page that says why it stopped")
        return found()[0]

    async def _form(self, address: str, *, personal: bool) -> LoginForm:
        if len(self._profiles.sessions):
            self._screen.show_login()
        await self._hand.until(self._forms, "the sign-in page")
        if personal:
            await self._hand.press("Войти в личный профиль")
        form = self._forms()[-1]
        form.start(address)
        await self._hand.until(lambda: form.server is not None, "the server")
        return form


async def obey(screen: Screen, profiles: ProfileManager) -> None:
    """Do what comes on stdin until it ends."""
    tour_hand.PATIENCE = PATIENCE
    person = Person(screen, profiles)
    loop = asyncio.get_running_loop()
    _answer({"ok": "ready"})
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)
        try:
            answer = {"ok": await getattr(person, command.pop("do"))(**command)}
        except Exception:  # boundary: the test outside tells what went wrong
            answer = {"error": traceback.format_exc()}
        _answer(answer)


def _answer(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    keyring.set_keyring(FileKeyring(Path(sys.argv[2])))
    raise SystemExit(bootstrap.run(bootstrap.Options(data=Path(sys.argv[1])), obey))
