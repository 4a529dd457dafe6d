"""Breakout groups: dividing the class, sending it off, a message to all, calling back."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSpinBox, QVBoxLayout, QWidget

from app.domain.calls import Participant
from app.domain.ids import UserId
from app.domain.lessons import Group
from app.domain.order import by_name
from app.services.facade.calls import Lesson
from app.ui.calls.lesson.dividing import divide, left_over, moved
from app.ui.qt.dialogs import Sheet
from app.ui.qt.flow import FlowLayout
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.qt.widgets import empty, label, push_button
from app.ui.theme import FontRole, Theme


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
        self._list.setSpacing(12)
        row = QHBoxLayout(self._plan)
        row.setContentsMargins(0, 0, 0, 0)
        for text, field in ((tr("Групп"), self.count), (tr("Минут"), self.minutes)):
            row.addWidget(label(theme, text, FontRole.BODY, tone="text2"))
            row.addWidget(field)
            row.addSpacing(16)
        row.addStretch(1)
        self.shuffle = push_button(tr("Перемешать"), look="flat")
        row.addWidget(self.shuffle)
        hint = tr("Нажмите на имя, чтобы перенести ученика в другую группу.")
        self._hint = label(theme, hint, FontRole.CAPTION, tone="text2", wrap=True)
        self.body.addWidget(self._plan)
        self.body.addWidget(self._hint)
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

    def move_person(self, user: UserId, place: int | None) -> None:
        """Put a pupil into another group, or into none."""
        self.groups = moved(self.groups, user, place)
        self._show(self._lesson.state.value.groups)

    def _divide(self) -> None:
        self.groups = divide(self._people, self.count.value(), self._chance)
        self._show(self._lesson.state.value.groups)

    def _show(self, running: tuple[Group, ...]) -> None:
        for planning in (self._plan, self._hint, self.start):
            planning.setVisible(not running)
        for steering in (self.message, self.tell, self.back):
            steering.setVisible(bool(running))
        self.tell.setEnabled(bool(self.message.text().strip()))
        self.start.setEnabled(any(group.members for group in self.groups))
        empty(self._list)
        for place, group in enumerate(running or self.groups):
            look_in = self._look_in(group) if running else None
            names = None if running else self._chips(group.members, place)
            self._list.addWidget(self._line(group.name, group.members, names=names, end=look_in))
        alone = left_over(running or self.groups, self._people)
        if alone:
            names = None if running else self._chips(alone, None)
            self._list.addWidget(self._line(tr("Останутся на уроке"), alone, names=names))

    def _line(
        self,
        title: str,
        members: Iterable[UserId],
        *,
        names: QWidget | None,
        end: QWidget | None = None,
    ) -> QWidget:
        """Title with the count, the names under it, perhaps a button at the end."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(4)
        sorted_names = self._by_name(members)
        count = trn("%n [человек|человека|человек]", len(sorted_names))
        words.addWidget(label(self._theme, f"{title} · {count}", FontRole.BODY_STRONG))
        if names is None:
            text = ", ".join(self._names.get(user, "") for user in sorted_names)
            names = label(self._theme, text, FontRole.CAPTION, tone="text2", wrap=True)
        words.addWidget(names)
        row.addLayout(words, 1)
        if end is not None:
            row.addWidget(end)
        return line

    def _chips(self, members: Iterable[UserId], place: int | None) -> QWidget:
        """The members' names as buttons that open the list of other groups."""
        box = QWidget()
        flow = FlowLayout(box)
        flow.setSpacing(self._theme.px(6))
        for user in self._by_name(members):
            name = self._names.get(user, "")
            chip = push_button(name.replace("&", "&&"), look="chip")
            chip.setAccessibleName(tr("{name}: перенести в другую группу", name=name))
            chip.clicked.connect(lambda _=False, at=chip, it=user: self._on_chip(at, it, place))
            flow.addWidget(chip)
        return box

    def _on_chip(self, chip: QWidget, user: UserId, place: int | None) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for other, group in enumerate(self.groups):
            if other != place:
                action = menu.addAction(group.name)
                action.triggered.connect(lambda _=False, to=other: self.move_person(user, to))
        if place is not None:
            action = menu.addAction(tr("Оставить на уроке"))
            action.triggered.connect(lambda: self.move_person(user, None))
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _look_in(self, group: Group) -> QWidget:
        button = push_button(tr("Зайти"), look="flat")
        button.setAccessibleName(tr("Зайти в группу «{name}»", name=group.name))
        button.clicked.connect(lambda: self._on_enter(group.key))
        return button

    def _by_name(self, members: Iterable[UserId]) -> list[UserId]:
        return sorted(members, key=lambda user: by_name(self._names.get(user, "")))

    def _on_start(self) -> None:
        until = datetime.now(UTC) + timedelta(minutes=self.minutes.value())
        groups = [group for group in self.groups if group.members]
        self._tasks.start(self._lesson.start_groups(groups, until=until))

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
