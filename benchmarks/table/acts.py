"""`python -m benchmarks.table.acts --data DIR`: the program on a screen, one JSON act a line.

The clock starts with the person's click or key and stops when the paint event of the widget that
shows the answer has been handled. Times are seconds, or monotonic where two processes meet.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import bootstrap
from app.domain.profiles import ConnectionPhase
from app.services.profiles import ProfileManager
from app.ui.application import Screen
from app.ui.chat_list.view import ChatListView
from app.ui.conversation.page import ConversationPage
from app.ui.login.form import LoginForm
from app.ui.rail.profile_button import ProfileButton
from app.ui.window.profile_page import ProfilePage

PATIENCE = 120.0


class _Eye(QObject):
    """Notes when a widget has painted, given that something is true."""

    def __init__(self, widget: QWidget, is_so: Callable[[], object]) -> None:
        super().__init__()
        self._is_so, self.at = is_so, 0.0
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """Qt: this paint shows it, so it is there once the event loop has its turn again."""
        if event.type() is QEvent.Type.Paint and not self.at and self._is_so():
            QTimer.singleShot(0, self, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.at = self.at or time.monotonic()

    def close(self) -> None:
        """Stop looking."""
        self._widget.removeEventFilter(self)


class Person:
    """The acts; each is a method that takes what the line gave and returns its result."""

    def __init__(self, window: Screen, profiles: ProfileManager) -> None:
        self._screen, self._profiles = window, profiles
        self._eye: _Eye | None = None

    async def live(self) -> None:
        """Wait until every profile is up to date."""
        for session in self._profiles.sessions:
            phase = session.connection
            await _until(lambda p=phase: p.value.phase is ConnectionPhase.LIVE)  # type: ignore[misc]
        await asyncio.sleep(3)  # what comes after: profile, previews, snapshot

    async def switch(self, times: int) -> list[float]:
        """Click the other profile on the rail; until its list has painted."""
        taken = []
        for _ in range(times):
            now = self._page
            other = next(
                b
                for b in self._screen.window.findChildren(ProfileButton)
                if b.entry.profile.id != now.profile.id
            )
            page = self._screen.window.page_of(other.entry.profile.id)
            assert page is not None
            eye = _Eye(page.chats.view.viewport(), lambda p=page: self._page is p)
            began = time.monotonic()
            QTest.mouseClick(other, Qt.MouseButton.LeftButton)
            taken.append(await self._seen(eye) - began)
            await asyncio.sleep(0.3)
        first = self._profiles.sessions[0].profile.value.id
        self._screen.window.rail.profile_picked.emit(first)
        await _until(lambda: self._page.profile.id == first)
        return taken

    async def open(self, name: str, times: int) -> list[float]:
        """Click a chat of the list; until its rows have painted."""
        taken = []
        await self._click_chat(lambda room: room.name != name)
        await asyncio.sleep(0.5)
        for _ in range(times):
            taken.append(await self._click_chat(lambda room: room.name == name))
            await asyncio.sleep(0.5)
            if len(taken) < times:
                await self._click_chat(lambda room: room.name != name)
                await asyncio.sleep(0.5)
        return taken

    async def back(self, rows: int, step: int) -> list[float]:
        """Turn the wheel until so many rows have gone by; the time of each frame."""
        view = self._conversation.view
        view.to_bottom()
        await asyncio.sleep(1)
        start = view.stretch.items[view.stretch.placed[0].unit.start].key
        taken: list[float] = []
        stalls = 0
        while stalls < 2000:
            first = view.stretch.placed[0].unit.start
            origin = view.stretch.index(start)
            if origin is None or origin - first >= rows:
                return taken
            began = time.monotonic()
            centre = QPointF(view.viewport().rect().center())
            wheel = QWheelEvent(
                centre,
                view.viewport().mapToGlobal(centre),
                QPoint(0, step),
                QPoint(0, step),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(view.viewport(), wheel)
            view.viewport().repaint()
            await asyncio.sleep(0)
            taken.append(time.monotonic() - began)
            moved = view.stretch.placed[0].unit.start
            stalls = stalls + 1 if moved == first == 0 else 0
            await asyncio.sleep(0.004)
        raise RuntimeError("no older rows came")

    async def letters(self, times: int) -> list[float]:
        """Press a letter in the composer; until it has painted."""
        field = self._conversation.composer.field
        field.setFocus()
        taken = []
        for number in range(times):
            wanted = "x" * (number + 1)
            eye = _Eye(field.viewport(), lambda w=wanted: field.toPlainText() == w)
            began = time.monotonic()
            QTest.keyClick(field, Qt.Key.Key_X)
            taken.append(await self._seen(eye) - began)
            await asyncio.sleep(0.05)
        field.clear()
        return taken

    async def echoes(self, times: int) -> list[float]:
        """Press Enter; until the row of the message has painted."""
        field, view = self._conversation.composer.field, self._conversation.view
        view.to_bottom()
        taken = []
        for _ in range(times):
            field.setFocus()
            field.setPlainText(f"echo {time.time_ns()}")
            await asyncio.sleep(0.2)
            last = view.stretch.items[-1].key
            eye = _Eye(view.viewport(), lambda k=last: view.stretch.items[-1].key != k)
            began = time.monotonic()
            QTest.keyClick(field, Qt.Key.Key_Return)
            taken.append(await self._seen(eye) - began)
            await asyncio.sleep(0.5)
        return taken

    async def room(self) -> str:
        """Return the open chat."""
        self._conversation.view.to_bottom()
        return str(self._page.room_id)

    async def expect(self, words: str) -> None:
        """Begin to look for a message."""
        view = self._conversation.view
        self._eye = _Eye(
            view.viewport(), lambda: any(words in repr(item) for item in view.stretch.items[-3:])
        )

    async def painted(self) -> float:
        """Return when that message had painted (monotonic)."""
        assert self._eye is not None
        return await self._seen(self._eye)

    async def sign_in(self, server: str, user: str, password: str) -> tuple[float, int]:
        """Press Enter on the password; until rows of the list have painted."""
        self._screen.show_login(server)
        forms = self._screen.window.findChildren(LoginForm)
        form = next(one for one in forms if one.isVisible())
        await _until(lambda: form.password.isVisible())
        form.user.setText(user)
        form.password.setText(password)
        began = time.monotonic()
        QTest.keyClick(form.password, Qt.Key.Key_Return)
        await _until(lambda: self._screen.window.page is not None)
        view = self._page.chats.view
        eye = _Eye(view.viewport(), lambda: view.model().rowCount() and view.isVisible())
        if view.isVisible() and view.model().rowCount():
            view.viewport().update()
        seconds = await self._seen(eye) - began
        return seconds, view.model().rowCount()

    # --------------------------------------------------------------------------------- parts

    @property
    def _page(self) -> ProfilePage:
        page = self._screen.window.page
        assert page is not None
        return page

    @property
    def _conversation(self) -> ConversationPage:
        conversation = self._page.conversation
        assert conversation is not None
        return conversation

    async def _click_chat(self, which: Callable[[Any], bool]) -> float:
        page, session = self._page, self._page.session
        assert session is not None
        view: ChatListView = page.chats.view
        rooms = list(session.rooms.observe(None))
        row = next(number for number, room in enumerate(rooms) if which(room))
        wanted = rooms[row].room_id
        index = view.model().index(row, 0)
        view.scrollTo(index)
        await asyncio.sleep(0.2)

        def there() -> bool:
            conversation = page.conversation
            return bool(
                conversation
                and conversation.room_id == wanted
                and conversation.view.timeline is not None
                and conversation.view.stretch.placed
            )

        if page.conversation is None:
            page.chats.room_chosen.emit(wanted)
            await _until(there)
            return 0.0
        eye = _Eye(page.conversation.view.viewport(), there)
        began = time.monotonic()
        at = view.visualRect(index).center()
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )
        return await self._seen(eye) - began

    async def _seen(self, eye: _Eye) -> float:
        await _until(lambda: eye.at)
        eye.close()
        return eye.at


async def _until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        await asyncio.sleep(0.001)


async def _drive(window: Screen, profiles: ProfileManager) -> None:
    loop = asyncio.get_running_loop()
    person = Person(window, profiles)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        given = json.loads(line)
        try:
            result = {"result": await getattr(person, given.pop("do"))(**given)}
        except Exception as error:  # boundary: told to whoever measures
            result = {"error": repr(error)}
        print(json.dumps(result), flush=True)


def main() -> None:
    """Run the program, driven by standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    bootstrap.run(bootstrap.Options(data=parser.parse_args().data), _drive)


if __name__ == "__main__":
    main()
