"""Recorded lessons: what each is, opening, saving and deleting it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.recordings import LessonRecording
from app.services.facade.school.recordings import Recordings
from app.services.facade.school.school import School
from app.ui.calls.words import running_time
from app.ui.conversation.words import size_words
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import IconButton, bind, divider, empty, label
from app.ui.roster.loaded import LoadedView
from app.ui.school.cards import Card, plain_text
from app.ui.school.file_link import Deal, FileLink, open_file, save_file
from app.ui.school.words import day_words
from app.ui.theme import FontRole, Theme
from app.ui.when import full_time, local


class RecordingLine(QWidget):
    """A recording: its name opens it; below, who made it, how long it is, until when it is kept."""

    delete_wanted = Signal()

    def __init__(self, theme: Theme, one: LessonRecording, now: datetime) -> None:
        super().__init__()
        self._facts = recording_facts(one, now)
        name = tr("{lesson}, {when}", lesson=one.title, when=full_time(one.began, now))
        self.file = FileLink(theme, name)
        said = tr("Удалить запись {name}", name=name)
        self.delete = IconButton(theme, "delete_20_regular", said, size=28, icon_size=18)
        self.delete.clicked.connect(self.delete_wanted)
        self.below = label(theme, self._facts, FontRole.CAPTION, tone="text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.file)
        words.addWidget(self.below)
        across = QHBoxLayout(self)
        across.addLayout(words, 1)
        across.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignVCenter)

        def fit() -> None:
            across.setContentsMargins(theme.px(15), theme.px(8), theme.px(15), theme.px(8))
            across.setSpacing(theme.px(12))

        bind(theme, self, fit)

    def show_progress(self, done: int, total: int) -> None:
        """Say how much has come; nothing more to say once all has."""
        coming = total > 0 and done < total
        share = tr("Загружается: {percent} %", percent=100 * done // total) if coming else ""
        self.below.setText(share or self._facts)

    def set_busy(self, busy: bool) -> None:
        """One thing at a time."""
        for part in (self.file, self.delete):
            part.setEnabled(not busy)
        if not busy:
            self.below.setText(self._facts)


class RecordingsCard(Card):
    """The recordings that the person may open; hidden, or a sentence, where there are none."""

    def __init__(
        self, theme: Theme, recordings: Recordings, tasks: Starter, *, nothing: str = ""
    ) -> None:
        super().__init__(theme, tr("Записи уроков"))
        self._recordings, self._tasks = recordings, tasks
        self._nothing = nothing
        self._rows: tuple[LessonRecording, ...] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self.hide()

    @property
    def lines(self) -> list[RecordingLine]:
        """The lines from top to bottom."""
        found = (self._lines.itemAt(place) for place in range(self._lines.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [one for one in widgets if isinstance(one, RecordingLine)]

    async def load(self) -> None:
        """Ask, and show.

        Raises:
            AppError: there is no answer; what is shown stays.
        """
        self.show_rows(await self._recordings.all())

    def show_rows(self, rows: Sequence[LessonRecording]) -> None:
        """Show these."""
        if self._rows == tuple(rows):
            return
        self._rows = tuple(rows)
        empty(self._lines)
        now = datetime.now(UTC)
        for one in rows:
            line = RecordingLine(self._theme, one, now)
            line.file.opened.connect(partial(self._deal, line, one, open_file))
            line.file.saved.connect(partial(self._deal, line, one, save_file))
            line.delete_wanted.connect(partial(self._on_delete, line, one))
            self._lines.addWidget(divider())
            self._lines.addWidget(line)
        if not rows and self._nothing:
            self._lines.addWidget(plain_text(self._theme, self._nothing))
        self.setVisible(bool(rows or self._nothing))

    def _deal(self, line: RecordingLine, one: LessonRecording, deal: Deal) -> None:
        self._tasks.start(self._fetch(line, one, deal))

    async def _fetch(self, line: RecordingLine, one: LessonRecording, deal: Deal) -> None:
        async def fetch(target: Path) -> None:
            await self._recordings.fetch(one.id, target, progress=line.show_progress)

        line.set_busy(True)
        await deal(self, self._theme, file_name(one), fetch)
        line.set_busy(False)

    def _on_delete(self, line: RecordingLine, one: LessonRecording) -> None:
        self._tasks.start(self._delete(line, one))

    async def _delete(self, line: RecordingLine, one: LessonRecording) -> None:
        if not await confirm(
            self,
            self._theme,
            tr("Удалить запись урока?"),
            tr("Она удалится с сервера школы для всех. Вернуть её нельзя."),
            action=tr("Удалить"),
            danger=True,
        ):
            return
        line.set_busy(True)
        try:
            await self._recordings.delete(one.id)
            await self.load()
        except AppError as error:
            toast(self, self._theme, user_text(error.user_text))
            line.set_busy(False)


class RecordingsView(LoadedView):
    """«Школа» → «Записи уроков»: every recording of the school, for who administers it."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        nothing = tr(
            "Записей нет. Записывать уроки учителя могут, если это разрешено в «Правилах» и на "
            "сервере школы есть чем записывать."
        )
        self.card = RecordingsCard(theme, school.recordings, tasks, nothing=nothing)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    async def load(self) -> None:
        """Ask for what there is."""
        await self.card.load()
        self.stack.setCurrentWidget(self.area)


def recording_facts(one: LessonRecording, now: datetime) -> str:
    """Return what stands under a recording's name."""
    parts = [one.by] if one.by else []
    if one.length:
        parts.append(running_time(one.length))
    if one.size:
        parts.append(size_words(one.size))
    if one.kept_until is not None:
        day = local(one.kept_until).date()
        year = f" {day.year}" if day.year != local(now).year else ""
        parts.append(tr("хранится до {day}", day=f"{day_words(day)}{year}"))
    return " · ".join(parts)


def file_name(one: LessonRecording) -> str:
    """Return a name for the file that every system takes."""
    plain = "".join(char if char.isalnum() or char in " -" else "_" for char in one.title)
    return f"{plain.strip() or 'lesson'} {local(one.began):%Y-%m-%d %H-%M}.mp4"
