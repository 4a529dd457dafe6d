"""The steps through calls: a lesson with half a class in it, and a call that rings."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import yaml
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.calls import Source
from app.ui.calls.center import CallCenter
from app.ui.calls.lesson.attendance import AttendanceSheet
from app.ui.calls.lesson.groups import GroupsSheet
from app.ui.calls.lesson.question import AskSheet
from app.ui.calls.window import CallWindow
from app.ui.qt.dialogs import Sheet
from tests.tour.hand import Hand, Lost

if TYPE_CHECKING:
    from tests.tour.steps import Tour

ARTEM, DASHA, ILYA, KAMILA = (
    "Кузнецов Артём", "Иванова Дарья", "Соколов Илья", "Искандарова Камила",
)  # fmt: skip
PUPILS = (
    ARTEM, DASHA, ILYA, KAMILA, "Воронов Алексей", "Гусева Алина", "Ефимов Богдан",
    "Зайцева Валерия", "Комаров Глеб", "Латыпова Диана", "Макаров Егор", "Носова Екатерина",
)  # fmt: skip
MOTHER = "Смирнова Ольга"
SUBJECT = "9Б · биология"


class Classroom:
    """The process in which the pupils sit (`tests.tour.classroom`)."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def do(self, what: str, **more: Any) -> None:
        """Let it do something."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write((json.dumps({"do": what, **more}) + "\n").encode())
        async with asyncio.timeout(60):
            if await self._process.stdout.readline() != b"ok\n":
                raise Lost(f"the pupils did not {what}")


class CallSteps:
    """Steps with calls; each leaves its call."""

    def __init__(self, tour: "Tour") -> None:
        self._tour = tour

    def steps(self) -> list[Callable[[], Awaitable[None]]]:
        """The steps in their order; a school without LiveKit has none."""
        livekit = self._tour.status["programs"].get("livekit", {})
        return [self.lesson, self.incoming_call] if livekit.get("phase") == "ready" else []

    async def lesson(self) -> None:
        """Vera starts a lesson from the chat of her subject; the class comes."""
        hand = self._tour.hand
        await self._tour.open_chat(SUBJECT)
        button = self._tour.conversation.header.calls.lesson
        await hand.until(button.isVisible, "the button of the lesson")
        await hand.click(button)
        async with self._classroom() as pupils:
            window = await self._window()
            room = str(window.call.info.room_id)
            await pupils.do("enter", room=room, people=PUPILS)
            people = window.people.model
            await hand.until(lambda: people.rowCount() > len(PUPILS), "the class")
            for who in (DASHA, ILYA):
                await pupils.do("hand", who=who)
            await self._give(window, ARTEM, "Дать слово")
            await self._give(window, ARTEM, "Разрешить показ экрана")
            await self._give(window, KAMILA, "Дать слово")
            for who, source in ((ARTEM, "camera"), (KAMILA, "camera"), (ARTEM, "screen_share")):
                await pupils.do("show", who=who, source=source)
            await pupils.do("speak", who=ARTEM)
            await self._seen(window, 3)
            await self._picture(window, "call-lesson")
            window.toggle_arrangement()
            await self._seen(window, 2)
            await self._picture(window, "call-lesson-grid")
            window.toggle_arrangement()
            await self._sheets(window)
            await self._question(window)
            window.controls.end_for_all()
            sheet = await self._sheet(window, Sheet)
            await hand.press("Завершить урок", within=sheet)
            await hand.until(lambda: window.door.close_button.isVisible(), "the end")
            await self._picture(window, "call-lesson-over")
            window.finish()

    async def incoming_call(self) -> None:
        """A mother calls; Vera takes it."""
        hand, center = self._tour.hand, self._center
        await self._tour.open_chat(MOTHER)
        room = str(self._tour.conversation.room_id)
        async with self._classroom() as others:
            await others.do("ring", room=room, who=MOTHER)
            await hand.until(lambda: center.incoming is not None, "the ring")
            assert center.incoming is not None
            await self._picture(center.incoming, "call-incoming")
            center.incoming.video.click()
            window = await self._window()
            await self._seen(window, 2)
            await self._picture(window, "call-direct")
            center.go_small()
            small = center.small
            if small is None:
                raise Lost("no small window")
            await hand.until(small.isVisible, "the small window")
            await self._picture(small, "call-small")
            center.show_window()
            window.controls.leave()
            await hand.until(lambda: center.window is None, "the window to close")

    # --------------------------------------------------------------------------------- parts

    async def _sheets(self, window: CallWindow) -> None:
        assert window.desk is not None
        window.desk.show_attendance()
        register = await self._sheet(window, AttendanceSheet)
        await self._tour.hand.until(lambda: register.table.rowCount(), "the register")  # type: ignore[attr-defined]
        await self._picture(window, "call-attendance")
        register.reject()
        window.desk.show_groups()
        groups = await self._sheet(window, GroupsSheet)
        await self._picture(window, "call-groups")
        groups.reject()

    async def _question(self, window: CallWindow) -> None:
        assert window.desk is not None
        window.desk.ask()
        sheet = await self._sheet(window, AskSheet)
        assert isinstance(sheet, AskSheet)
        sheet.text.setText("Что созревает в завязи?")
        for field, text in zip(sheet.options, ("Семена", "Пыльца"), strict=True):
            field.setText(text)
        await self._tour.hand.press("Спросить", within=sheet)
        await self._tour.hand.until(window.card.isVisible, "the question")
        window.desk.set_timer(5)
        await self._tour.hand.until(window.header.timer.isVisible, "the timer")
        await self._picture(window, "call-question")

    async def _give(self, window: CallWindow, who: str, action: str) -> None:
        """Open somebody's menu among the people and choose."""
        hand, view = self._tour.hand, window.people.view
        rows = list(window.people.model.items())
        row = [one.participant.person.name for one in rows].index(who)
        before = rows[row].participant.may_publish
        view.clicked.emit(window.people.model.index(row, 0))
        await hand.until(lambda: _menus(window), "the menu of a person")
        menu = _menus(window)[0]
        actions = {one.text(): one for one in menu.actions()}
        if action not in actions:
            raise Lost(f"{action} is not among {sorted(actions)}")
        actions[action].trigger()
        menu.close()
        identity = rows[row].participant.identity

        def given() -> bool:
            one = next(p for p in window._people if p.identity == identity)
            return one.may_publish != before

        await hand.until(given, action)

    async def _seen(self, window: CallWindow, pictures: int) -> None:
        """Wait until so many pictures are on the stage."""
        stage = window.stage

        def there() -> int:
            return sum(1 for tile in stage.plan.tiles if stage._feeds.image(tile.track))

        await self._tour.hand.until(lambda: there() >= pictures, f"{pictures} pictures")

    async def _window(self) -> CallWindow:
        center = self._center
        await self._tour.hand.until(lambda: center.window is not None, "the call's window")
        window = center.window
        assert window is not None

        def inside() -> bool:
            own = next((one for one in window._people if one.own), None)
            return own is not None and Source.CAMERA in own.publishing

        await self._tour.hand.until(inside, "to be inside")
        return window

    async def _sheet(self, window: CallWindow, kind: type[Sheet]) -> Sheet:
        def found() -> list[Sheet]:
            return [one for one in window.findChildren(kind) if one.isVisible()]

        await self._tour.hand.until(found, "a sheet")
        return found()[0]

    async def _picture(self, window: QWidget, name: str) -> None:
        await Hand(window, self._tour.hand.pictures).picture(name, seconds=1.5)

    @property
    def _center(self) -> CallCenter:
        page = self._tour.screen.window.page
        if page is None or page.center is None:
            raise Lost("no calls here")
        return page.center

    @asynccontextmanager
    async def _classroom(self) -> AsyncIterator[Classroom]:
        status = self._tour.status
        school = status["servers"]["school"]
        settings = yaml.safe_load((self._tour.data / "service" / "service.yaml").read_text())
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.tour.classroom"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdin is not None
        start = {key: school[key] for key in ("url", "service_url", "server_name")}
        start["key"] = settings["appservice_token"]
        process.stdin.write((json.dumps(start) + "\n").encode())
        classroom = Classroom(process)
        try:
            yield classroom
        finally:
            with contextlib.suppress(Lost, TimeoutError, ConnectionError):
                await classroom.do("leave")
            process.kill()
            await process.wait()
            call = self._center.calls.current.value
            if call is not None:  # a step that failed on its way
                await call.leave()


def _menus(window: QWidget) -> list[QMenu]:
    return [one for one in window.findChildren(QMenu) if one.isVisible()]
