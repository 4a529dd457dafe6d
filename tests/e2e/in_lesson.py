"""What teachers and pupils do in a lesson, by the same menus, buttons and keys as a person."""

from PySide6.QtWidgets import QFileDialog, QLabel, QMenu

from app.ui.calls.lesson.attendance import AttendanceSheet
from app.ui.calls.lesson.groups import GroupsSheet
from app.ui.calls.lesson.question import AskSheet
from app.ui.calls.people_rows import PersonRow, spoken_row
from app.ui.qt.dialogs import Sheet
from app.ui.rail.rail import Section
from tests.e2e.in_call import InCall
from tests.tour.hand import Lost


class InLesson(InCall):
    """Commands of `tests.e2e.app` for lessons."""

    # -------------------------------------------------------------------------- in and out

    async def lesson_button(self, name: str) -> None:
        """Press the one button of a class's chat, which says this."""
        button = self._conversation.header.calls.lesson
        await self._hand.until(
            lambda: not button.isHidden() and button.accessibleName() == name, f"the button {name}"
        )
        button.click()
        await self._hand.until(lambda: self._center.window, "the call's window")

    async def begins_from_journal(self, title: str) -> None:
        """One click in the row of today."""
        self._screen.window.rail.sections[Section.DIARY].click()
        await self._hand.press(f"Начать урок: {title}")
        await self._hand.until(lambda: self._center.window, "the call's window")

    async def at_the_door(self) -> str:
        """Wait until one stands at the lesson's door; what is read there."""
        door = self._call.door
        await self._hand.until(
            lambda: (
                self._call.middle.currentWidget() is door
                and door.title.text() == "Вы у двери урока"
            ),
            "the lesson's door",
        )
        return door.text.text()

    async def inside(self) -> None:
        """Wait until the lesson itself is shown."""
        await self._hand.until(
            lambda: self._call.middle.currentWidget() is self._call.frame and self._call._people,
            "the lesson",
        )

    async def ends_for_all(self) -> None:
        self._call.bar.end.click()
        await self._choose("Завершить урок для всех")
        await self._hand.until(lambda: self._sheet(Sheet), "the question")
        await self._hand.press("Завершить урок", within=self._sheet(Sheet))
        await self.sees_end("Урок закончился")

    async def sees_end(self, title: str) -> str:
        """Wait for the page of the end, and close it; the sentence on it."""
        door = self._call.door
        try:
            await self._hand.until(lambda: door.title.text() == title, f"the end: {title}")
        except Lost as lost:
            raise Lost(f"{lost}; {self._call.call.state.value}") from lost
        words = door.text.text()
        door.close_button.click()
        await self._hand.until(lambda: self._center.window is None, "the window to close")
        return words

    # ------------------------------------------------------------------------------ people

    async def sees_people(self, starts: list[str]) -> list[str]:
        """Wait until the list of people begins with these, in this order; all of it."""

        def rows() -> list[PersonRow]:
            return list(self._call.people.model.items())

        await self._hand.until(
            lambda: [row.participant.person.name for row in rows()][: len(starts)] == starts,
            f"{starts} first among the people",
        )
        return [spoken_row(row) for row in rows()]

    async def does_with(self, name: str, action: str) -> None:
        """Open somebody's menu in the list of people and choose."""
        people = self._call.people
        rows = list(people.model.items())
        at = next(n for n, row in enumerate(rows) if row.participant.person.name == name)
        people.view.clicked.emit(people.model.index(at, 0))
        await self._choose(action)

    async def lets_in(self, name: str) -> None:
        """Let in one who waits at the door."""
        await self._hand.press(f"Впустить: {name}", within=self._call.people.door)

    async def mutes_all(self) -> None:
        await self._hand.press("Выключить всем звук", within=self._call.people)

    async def is_refused(self, words: str) -> None:
        """Wait for a word in passing."""
        await self._hand.until(lambda: words in self._words("toast"), f"{words} in passing")

    async def reads_banner(self, words: str, *, gone: bool = False) -> None:
        """Wait until a line over the pictures says this, or until none does."""
        await self._hand.until(
            lambda: (words in self._call.banners.texts) is not gone,
            f"{words} among {self._call.banners.texts}",
        )

    # ------------------------------------------------------------------ question, timer, groups

    async def asks(self, text: str, options: list[str]) -> None:
        await self._from_more("Вопрос классу")
        await self._hand.until(lambda: self._sheet(AskSheet), "the question's sheet")
        sheet = self._sheet(AskSheet)
        assert isinstance(sheet, AskSheet)
        await self._hand.type(sheet.text, text)
        for field, option in zip(sheet.options, options, strict=True):
            field.clear()
            await self._hand.type(field, option)
        await self._hand.press("Спросить", within=sheet)

    async def answers_question(self, option: str) -> None:
        card = self._call.card
        await self._hand.press(option, within=card)
        await self._hand.until(
            lambda: self._hand.button(f"✓ {option}", within=card), f"my answer in {card._question}"
        )

    async def closes_question(self) -> None:
        await self._hand.press("Подвести итог", within=self._call.card)

    async def sees_totals(self, totals: dict[str, int]) -> None:
        """Wait until the answers stand with their numbers."""

        def shown() -> bool:
            question = self._call.card._question
            return (
                question is not None
                and question.totals is not None
                and dict(zip(question.options, question.totals, strict=True)) == totals
            )

        await self._hand.until(shown, f"the totals {totals}")

    async def sets_timer(self, words: str) -> None:
        await self._from_more("Таймер", words)

    async def sees_timer(self) -> str:
        timer = self._call.header.timer
        await self._hand.until(lambda: not timer.isHidden() and timer.text(), "the timer")
        return timer.text()

    async def divides(self, groups: list[list[str]]) -> None:
        """Put people into groups by hand and send them off."""
        await self._from_more("Группы")
        sheet = await self._groups()
        sheet.count.setValue(max(len(groups), 2))
        for place, names in enumerate(groups):
            for name in names:
                await self._move(sheet, name, place)
        await self._hand.press("Разойтись", within=sheet)
        await self._hand.until(lambda: sheet.back.isVisible(), "the groups")

    async def _move(self, sheet: GroupsSheet, name: str, place: int) -> None:
        user = next(u for u, known in sheet._names.items() if known == name)
        if user in sheet.groups[place].members:
            return
        await self._hand.press(f"{name}: перенести в другую группу", within=sheet)
        await self._choose(sheet.groups[place].name, of=sheet)
        assert user in sheet.groups[place].members

    async def tells_groups(self, text: str) -> None:
        sheet = await self._groups()
        await self._hand.type(sheet.message, text)
        await self._hand.press("Отправить", within=sheet)

    async def looks_into(self, group: str) -> None:
        sheet = await self._groups()
        await self._hand.press(f"Зайти в группу «{group}»", within=sheet)

    async def calls_back(self) -> None:
        await self._from_more("Группы")
        sheet = await self._groups()
        await self._hand.press("Вернуть всех", within=sheet)
        await self._hand.until(lambda: sheet.start.isVisible(), "the groups to end")
        sheet.reject()

    async def _groups(self) -> GroupsSheet:
        await self._hand.until(lambda: self._sheet(GroupsSheet), "the groups' sheet")
        sheet = self._sheet(GroupsSheet)
        assert isinstance(sheet, GroupsSheet)
        return sheet

    # ---------------------------------------------------------------------------- attendance

    async def attendance(self, path: str) -> list[list[str]]:
        """Open the register and save it where the system's dialog is told; its rows as shown."""
        await self._hand.press("Посещаемость", within=self._call.people)
        await self._hand.until(lambda: self._sheet(AttendanceSheet), "the register")
        sheet = self._sheet(AttendanceSheet)
        assert isinstance(sheet, AttendanceSheet)
        await self._hand.until(lambda: sheet.table.rowCount(), "its rows")
        await self._hand.press("Сохранить CSV", within=sheet)
        await self._hand.until(self._file_dialog, "the dialog of files")
        dialog = self._file_dialog()
        assert dialog is not None
        dialog.selectFile(path)
        dialog.done(QFileDialog.DialogCode.Accepted)
        await self._hand.until(
            lambda: any("Сохранено" in one for one in self._words("toast")), "it"
        )
        table = sheet.table
        rows = [
            [item.text() if (item := table.item(row, at)) else "" for at in range(5)]
            for row in range(table.rowCount())
        ]
        sheet.reject()
        return rows

    # --------------------------------------------------------------------------------- parts

    def _sheet(self, kind: type[Sheet]) -> Sheet | None:
        return next((one for one in self._call.findChildren(kind) if one.isVisible()), None)

    def _file_dialog(self) -> QFileDialog | None:
        dialogs = self._call.findChildren(QFileDialog)
        return next((one for one in dialogs if one.isVisible()), None)

    def _words(self, name: str) -> list[str]:
        return [one.text() for one in self._call.findChildren(QLabel, name) if one.isVisible()]

    async def _from_more(self, *path: str) -> None:
        self._call.bar.more.click()
        await self._choose(*path)

    async def _choose(self, *path: str, of: object = None) -> None:
        """Choose in the menu that is open, by how the entries begin."""
        host = of if isinstance(of, Sheet) else self._call

        def menus() -> list[QMenu]:
            return [one for one in host.findChildren(QMenu) if one.isVisible()]

        await self._hand.until(menus, "a menu")
        menu = root = menus()[0]
        for words in path:
            found = [one for one in menu.actions() if one.text().startswith(words)]
            assert found, f"{words} is not among {[one.text() for one in menu.actions()]}"
            inner = found[0].menu()
            if isinstance(inner, QMenu):
                menu = inner
            else:
                found[0].trigger()
        root.close()
