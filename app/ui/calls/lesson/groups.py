"""Breakout groups: dividing the class, sending it off, a message to all, calling back."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app.domain.calls import Participant
from app.domain.ids import UserId
from app.domain.lessons import Group
from app.services.call_facade import Lesson
from app.ui.qt.dialogs import Sheet
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.qt.widgets import label, push_button
from app.ui.theme import FontRole, Theme


def divide(people: Sequence[Participant], count: int, chance: Random) -> tuple[Group, ...]:
    """Divide those who do not lead into `count` groups whose sizes differ by one at most."""
    pupils = sorted({one.person.user_id for one in people if not one.leads})
    chance.shuffle(pupils)
    count = max(1, min(count, len(pupils) or 1))
    members: list[set[UserId]] = [set() for _ in range(count)]
    for place, user in enumerate(pupils):
        members[place % count].add(user)
    return tuple(
        Group("", tr("Группа {number}", number=number), frozenset(each))
        for number, each in enumerate(members, 1)
    )


class GroupsSheet(Sheet):
    """Planning while there are none, steering while there are."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        lesson: Lesson,
        *,
        people: Sequence[Participant],
        tasks: Starter,
        chance: Random | None = None,
    ) -> None:
        super().__init__(parent, theme, tr("Группы"), width=520)
        self._lesson, self._people, self._tasks = lesson, tuple(people), tasks
        self._chance = chance or Random()
        self._names = {one.person.user_id: one.person.name for one in people}
        self.count = _number(tr("Сколько групп"), 2, 12, 3)
        self.minutes = _number(tr("Сколько минут"), 1, 60, 10)
        self.message = QLineEdit()
        self.message.setPlaceholderText(tr("Сообщение всем группам"))
        self.message.setAccessibleName(tr("Сообщение всем группам"))
        self.message.setMaxLength(500)
        self._plan = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        row = QHBoxLayout(self._plan)
        row.setContentsMargins(0, 0, 0, 0)
        for text, field in ((tr("Групп"), self.count), (tr("Минут"), self.minutes)):
            row.addWidget(label(theme, text, FontRole.BODY, tone="text2"))
            row.addWidget(field)
            row.addSpacing(16)
        row.addStretch(1)
        self.shuffle = push_button(tr("Перемешать"), look="flat")
        row.addWidget(self.shuffle)
        self.body.addWidget(self._plan)
        self.body.addLayout(self._list)
        self.body.addWidget(self.message)
        self.tell = self.add_action(tr("Отправить"), slot=self._on_tell)
        self.back = self.add_action(tr("Вернуть всех"), look="danger", slot=self._on_back)
        self.start = self.add_action(tr("Разойтись"), look="primary", slot=self._on_start)
        self.count.valueChanged.connect(lambda _: self._divide())
        self.shuffle.clicked.connect(self._divide)
        self.message.textChanged.connect(lambda text: self.tell.setEnabled(bool(text.strip())))
        self.message.returnPressed.connect(self._on_tell)
        self.groups: tuple[Group, ...] = ()
        self._divide()
        self._cut = lesson.state.subscribe(lambda state: self._show(state.groups))

    def done(self, code: int) -> None:
        """Qt: stop watching."""
        self._cut()
        super().done(code)

    def _divide(self) -> None:
        self.groups = divide(self._people, self.count.value(), self._chance)
        self._show(self._lesson.state.value.groups)

    def _show(self, running: tuple[Group, ...]) -> None:
        self._plan.setVisible(not running)
        self.message.setVisible(bool(running))
        self.tell.setVisible(bool(running))
        self.tell.setEnabled(bool(self.message.text().strip()))
        self.back.setVisible(bool(running))
        self.start.setVisible(not running)
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for group in running or self.groups:
            self._list.addWidget(self._line(group, running=bool(running)))

    def _line(self, group: Group, *, running: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        count = trn("%n [человек|человека|человек]", len(group.members))
        title = f"{group.name} · {count}"
        words.addWidget(label(self._theme, title, FontRole.BODY_STRONG))
        names = ", ".join(sorted(self._names.get(user, "") for user in group.members))
        words.addWidget(label(self._theme, names, FontRole.CAPTION, tone="text2", wrap=True))
        row.addLayout(words, 1)
        if running:
            look_in = push_button(tr("Зайти"), look="flat")
            look_in.setAccessibleName(tr("Зайти в группу «{name}»", name=group.name))
            look_in.clicked.connect(lambda: self._on_enter(group.key))
            row.addWidget(look_in)
        return line

    def _on_start(self) -> None:
        until = datetime.now(UTC) + timedelta(minutes=self.minutes.value())
        self._tasks.start(self._lesson.start_groups(self.groups, until=until))

    def _on_tell(self) -> None:
        text = self.message.text().strip()
        if text:
            self._tasks.start(self._tell(text))

    async def _tell(self, text: str) -> None:
        await self._lesson.tell_groups(text)
        self.message.clear()

    def _on_back(self) -> None:
        self._tasks.start(self._lesson.end_groups())

    def _on_enter(self, key: str) -> None:
        self._tasks.start(self._lesson.enter_group(key))
        self.accept()


def _number(name: str, least: int, most: int, value: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(least, most)
    field.setValue(value)
    field.setAccessibleName(name)
    return field
