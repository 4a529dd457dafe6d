"""The people of a call in a panel: me, raised hands in the order of time, everybody by name.

Who leads a lesson also sees who waits at the door, mutes all and opens the register.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.domain.calls import Participant, Source, VideoTrack
from app.domain.diff import ObservableList
from app.domain.order import by_name
from app.domain.people import Person
from app.services.list_patch import patch
from app.ui.calls.people_rows import PersonDelegate, PersonRow, spoken_row
from app.ui.calls.plan import in_order
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.widgets import IconButton, empty, label, push_button
from app.ui.theme import FontRole, Theme

_DOOR_SHOWN = 5


class PeoplePanel(QWidget):
    """Shows and asks; the window acts."""

    menu_wanted = Signal(object, QPoint)
    """(VideoTrack, place on the screen)."""
    mute_all_wanted = Signal()
    attendance_wanted = Signal()
    admitted = Signal(list)
    """User ids of who may come in."""

    def __init__(self, theme: Theme, images: ImageLoader) -> None:
        super().__init__()
        self._theme = theme
        self._rows: ObservableList[PersonRow] = ObservableList()
        self.model: DiffListModel[PersonRow] = DiffListModel(self, text_of=spoken_row)
        self.model.set_source(self._rows)
        self.title = label(theme, "", FontRole.TITLE)
        self.attendance = push_button(tr("Посещаемость"), look="link")
        self.mute_all = push_button(tr("Выключить всем звук"))
        self.mute_all.setToolTip("Ctrl+Shift+M")
        self.door = QWidget()
        self._door = QVBoxLayout(self.door)
        self._door.setContentsMargins(16, 0, 12, 4)
        self._door.setSpacing(2)
        self._waiting: tuple[Person, ...] = ()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(PersonDelegate(theme, images, self))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.setAccessibleName(tr("Участники звонка"))
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.activated.connect(self._on_activated)
        self.view.clicked.connect(self._on_activated)
        self.attendance.clicked.connect(self.attendance_wanted)
        self.mute_all.clicked.connect(self.mute_all_wanted)
        images.ready.connect(lambda _: self.view.viewport().update())
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.attendance)
        self._head = QWidget()
        self._head.setLayout(head)
        self._head.setFixedHeight(theme.px(56))
        whole = QVBoxLayout()
        whole.setContentsMargins(16, 0, 16, 8)
        whole.addWidget(self.mute_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(whole)
        column.addWidget(self.door)
        column.addWidget(self.view, 1)
        self.show_lesson(leads=False, door=())

    def show_people(self, people: Sequence[Participant]) -> None:
        """Show these people; somebody with two devices has two rows and counts once."""
        count = len({one.person.user_id for one in people})
        self.title.setText(trn("[Участник|Участники|Участники] %n", count))
        hands = [one.identity for one in in_order(people) if one.hand_since is not None]
        turn = {identity: place for place, identity in enumerate(hands, 1)}

        def order(one: Participant) -> tuple[object, ...]:
            return (not one.own, turn.get(one.identity, len(turn) + 1), by_name(one.person.name))

        wanted = [PersonRow(one, turn.get(one.identity, 0)) for one in sorted(people, key=order)]
        patch(self._rows, wanted, lambda row: row.participant.identity)
        self._rows.commit()

    def show_lesson(self, *, leads: bool, door: Sequence[Person]) -> None:
        """Show what who leads may do, and who waits."""
        self.attendance.setVisible(leads)
        self.mute_all.setVisible(leads)
        self._show_door(tuple(door) if leads else ())

    def _show_door(self, waiting: tuple[Person, ...]) -> None:
        self.door.setVisible(bool(waiting))
        if waiting == self._waiting:
            return
        self._waiting = waiting
        empty(self._door)
        if not waiting:
            return
        self._door.addWidget(
            self._line(
                trn("У двери %n [человек|человека|человек]", len(waiting)),
                waiting,
                tr("Впустить всех"),
            )
        )
        for person in waiting[:_DOOR_SHOWN]:
            self._door.addWidget(self._line(person.name, (person,), tr("Впустить")))

    def _line(self, text: str, people: Sequence[Person], action: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        many = len(people) > 1
        role = FontRole.CAPTION_STRONG if action == tr("Впустить всех") else FontRole.BODY
        row.addWidget(label(self._theme, text, role, wrap=True), 1)
        users = [person.user_id for person in people]
        if action == tr("Впустить всех"):
            button = push_button(action, look="flat")
            button.setVisible(many)
            row.addWidget(button)
            button.clicked.connect(lambda: self.admitted.emit(users))
        else:
            let_in = IconButton(self._theme, "checkmark_20_regular", f"{action}: {text}", size=32)
            row.addWidget(let_in)
            let_in.clicked.connect(lambda: self.admitted.emit(users))
        return line

    def _on_menu(self, at: QPoint) -> None:
        self._ask(self.view.indexAt(at), self.view.viewport().mapToGlobal(at))

    def _on_activated(self, index: QModelIndex) -> None:
        box = self.view.visualRect(index)
        self._ask(index, self.view.viewport().mapToGlobal(box.center()))

    def _ask(self, index: QModelIndex, at: QPoint) -> None:
        row = index.data(ItemRole) if index.isValid() else None
        if isinstance(row, PersonRow):
            self.menu_wanted.emit(VideoTrack(row.participant.identity, Source.CAMERA), at)
