"""What people do in «Дневник» and «Школа»."""

from app.ui.rail.rail import Section
from app.ui.school.cards import FitList
from app.ui.school.journal_table import JournalTable
from app.ui.school.journal_view import JournalView
from tests.e2e.in_lesson import InLesson


class InSchool(InLesson):
    """Commands of `tests.e2e.app` for the school's sections."""

    async def section(self, name: str) -> None:
        """Click a section in the rail, once this person has it."""
        button = self._screen.window.rail.sections[Section(name)]
        await self._hand.until(button.isVisible, f"the section {name}")
        await self._hand.click(button)

    async def loads_journal(self, title: str) -> None:
        """Choose a journal and load it."""
        view = self._page.findChildren(JournalView)[-1]
        await self._hand.until(lambda: view.group.options, "journals to choose from")
        view.group.choose(next(key for key, name in view.group.options if name == title))
        await self._hand.press("Загрузить")

    async def lists(self, words: str) -> list[str]:
        """Wait for a row with these words; every row of the section, as a screen reader says it."""
        await self._hand.until(
            lambda: any(words in row for row in self._listed()), f"{words} in a list"
        )
        return self._listed()

    async def reads_message(self, words: str) -> None:
        """Wait until a message of the open chat has these words."""
        await self._hand.until(
            lambda: any(words in row for row in self._rows()), f"{words} in the chat"
        )

    def _listed(self) -> list[str]:
        window = self._screen.window
        shown = [one.rows_model for one in window.findChildren(FitList) if one.isVisible()]
        rows = [
            model.data(model.index(row, 0)) for model in shown for row in range(model.rowCount())
        ]
        tables = [one for one in window.findChildren(JournalTable) if one.isVisible()]
        return rows + [row for table in tables for row in table.spoken_rows()]
