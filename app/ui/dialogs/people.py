"""Who reacted, who has read, who voted for what, and how a message changed."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.content import PollContent
from app.domain.ids import ItemKey
from app.domain.order import by_name
from app.domain.preview import preview_of
from app.domain.timeline import EditVersion
from app.services.facade.timeline import Timeline
from app.ui.dialogs.rows import Row, RowsView, person_row
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import divider, label
from app.ui.theme import FontRole, Theme
from app.ui.when import full_time

Load = Callable[[], Coroutine[Any, Any, Sequence[Row]]]


async def show_reactions(
    parent: QWidget, theme: Theme, images: ImageLoader, timeline: Timeline, key: ItemKey
) -> None:
    """Show every reaction with everybody who reacted."""

    async def load() -> list[Row]:
        rows = []
        for reaction in await timeline.reactions(key):
            side = trn("%n [человек|человека|человек]", reaction.count)
            rows.append(Row(f"h{reaction.key}", reaction.key, side=side, heading=True))
            rows += [_in_group(reaction.key, person_row(one)) for one in reaction.senders]
        return rows

    sheet = ListSheet(parent, theme, images, title=tr("Реакции"), load=load)
    sheet.nothing = tr("Реакций больше нет")
    await opened(sheet)


async def show_readers(
    parent: QWidget, theme: Theme, images: ImageLoader, timeline: Timeline, key: ItemKey
) -> None:
    """Show who has read a message."""

    async def load() -> list[Row]:
        people = sorted(await timeline.readers(key), key=lambda one: by_name(one.name))
        return [person_row(one) for one in people]

    sheet = ListSheet(parent, theme, images, title=tr("Кто прочитал"), load=load)
    sheet.nothing = tr("Пока никто не прочитал")
    await opened(sheet)


async def show_voters(
    parent: QWidget, theme: Theme, images: ImageLoader, timeline: Timeline, key: ItemKey
) -> None:
    """Show who voted for what."""
    item = next((one for one in timeline.items if one.key == key), None)
    poll = item.content.poll if item and isinstance(item.content, PollContent) else None

    async def load() -> list[Row]:
        voters = dict(await timeline.poll_voters(key))
        rows = []
        for answer in poll.answers if poll else ():
            people = voters.get(answer.id, ())
            side = trn("%n голос(а/ов)", len(people))
            rows.append(Row(f"h{answer.id}", answer.text, side=side, heading=True))
            rows += [_in_group(answer.id, person_row(one)) for one in people]
        return rows if any(not row.heading for row in rows) else []

    sheet = ListSheet(parent, theme, images, title=tr("Кто голосовал"), load=load)
    sheet.nothing = tr("Пока никто не проголосовал")
    await opened(sheet)


async def show_edits(
    parent: QWidget, theme: Theme, images: ImageLoader, timeline: Timeline, key: ItemKey
) -> None:
    """Show the versions of a message, the newest on top."""
    sheet = EditsSheet(parent, theme, lambda: timeline.edits(key))
    await opened(sheet)


class ListSheet(TaskSheet):
    """A list that is asked for when the sheet opens."""

    nothing = ""

    def __init__(
        self, parent: QWidget | None, theme: Theme, images: ImageLoader, *, title: str, load: Load
    ) -> None:
        super().__init__(parent, theme, title, width=400)
        self._load = load
        self.rows = RowsView(theme, images, title)
        self.rows.setMinimumHeight(theme.px(300))
        self.body.addWidget(self.rows, 1)
        self.rows.say(tr("Загружаем…"))

    def open(self) -> None:
        """Qt: ask."""
        super().open()
        self.rows.view.setFocus()
        self.tasks.start(self._fill())

    async def _fill(self) -> None:
        rows = await self._load()
        self.rows.show_rows(rows, nothing=self.nothing)
        high = min(len(rows), 10) * self._theme.px(52)
        self.rows.setMinimumHeight(max(self._theme.px(200), high))

    def refused(self, words: str) -> None:
        """Say it in the list's place."""
        self.rows.say(words)


class EditsSheet(TaskSheet):
    """Versions one under the other, each with its time."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        load: Callable[[], Coroutine[Any, Any, tuple[EditVersion, ...]]],
    ) -> None:
        super().__init__(parent, theme, tr("История изменений"), width=460)
        self._load = load
        self._note = label(theme, tr("Загружаем…"), FontRole.BODY, tone="text2", wrap=True)
        self.body.addWidget(self._note)
        self.versions: list[QLabel] = []

    def open(self) -> None:
        """Qt: ask."""
        super().open()
        self.tasks.start(self._fill())

    async def _fill(self) -> None:
        versions = await self._load()
        self._note.setVisible(not versions)
        self._note.setText(tr("Прежних версий нет"))
        for place, version in enumerate(reversed(versions)):
            if place:
                self.body.addWidget(divider())
            self._add(version, first=place == len(versions) - 1)

    def _add(self, version: EditVersion, *, first: bool) -> None:
        theme = self._theme
        when = full_time(version.timestamp, datetime.now(UTC))
        title = tr("Сначала · {time}", time=when) if first else when
        body = getattr(version.content, "body", None) or getattr(version.content, "caption", None)
        preview = preview_of(version.content, sender_name="", mine=False, group=False)
        text = label(theme, body.text if body else preview.text, FontRole.BODY, wrap=True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(label(theme, title, FontRole.CAPTION, tone="text3"))
        column.addWidget(text)
        self.body.addLayout(column)
        self.versions.append(text)

    def refused(self, words: str) -> None:
        """Say it in the list's place."""
        self._note.setText(words)


def _in_group(group: str, row: Row) -> Row:
    """The same person may stand under several headings: keys are unique in a list."""
    return Row(
        f"{group}\n{row.key}",
        row.title,
        row.text,
        face=row.face,
        picture=row.picture,
        cap=row.cap,
    )
