"""The members tab: a field to find somebody, adding people, the list."""

from collections.abc import Sequence
from functools import partial
from typing import assert_never

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QMenu, QVBoxLayout, QWidget

from app.domain.diff import ObservableList, Unsubscribe
from app.domain.errors import AppError
from app.domain.ids import UserId
from app.domain.order import alike
from app.domain.people import LastSeen, Member, Membership
from app.domain.rooms import RoomDetails
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.services.tasks import TaskScope
from app.ui.panel.member_order import MemberOrder
from app.ui.panel.member_rows import MemberDelegate, spoken
from app.ui.panel.person_acts import PersonAct, act_words, acts_for, appoint, take_out
from app.ui.panel.tile import AddRow
from app.ui.qt.failures import toasted
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme

_SETTLE_MS = 120


class MembersTab(QWidget):
    """Presence is asked for the rows that are seen, not for a thousand."""

    direct_requested = Signal(str)
    person_requested = Signal(str)
    counted = Signal(int)

    def __init__(self, session: Session, theme: Theme, images: ImageLoader) -> None:
        super().__init__()
        self._session, self._theme, self._images = session, theme, images
        self._tasks = TaskScope(toasted(self, theme))
        self._timeline: Timeline | None = None
        self._all: tuple[Member, ...] = ()
        self._told: tuple[object, ...] | None = None
        self._rows: ObservableList[Member] = ObservableList()
        self._watched: dict[UserId, Unsubscribe] = {}
        self._details_cut: Unsubscribe | None = None
        self._badges_cut: Unsubscribe | None = None
        self.field = QLineEdit()
        self.field.setProperty("look", "search")
        self.field.setPlaceholderText(tr("Поиск"))
        self.field.setAccessibleName(tr("Найти участника"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _: self._show())
        self.add = AddRow(theme, tr("Добавить участников"))
        self.add.clicked.connect(self._on_add)
        self.state = label(theme, "", FontRole.BODY, tone="text3", wrap=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.model: DiffListModel[Member] = DiffListModel(
            self, text_of=lambda member: spoken(member, self._seen(member.person.user_id))
        )
        self.model.set_source(self._rows)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(MemberDelegate(theme, images, self._seen, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(tr("Участники"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.activated.connect(self._on_activated)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._watch_visible)
        self.view.verticalScrollBar().valueChanged.connect(lambda _: self._settle.start())
        column = QVBoxLayout(self)
        column.setSpacing(4)
        column.setContentsMargins(0, 8, 0, 0)
        search = QHBoxLayout()
        search.setContentsMargins(16, 4, 16, 0)
        search.addWidget(self.field)
        column.addLayout(search)
        column.addWidget(self.add)
        column.addWidget(self.state)
        column.addWidget(self.view, 1)
        images.ready.connect(lambda _: self.view.viewport().update())

    def set_timeline(self, timeline: Timeline) -> None:
        """Show the members of another chat."""
        self.release()
        self._timeline = timeline
        self._all = ()
        self.field.clear()
        self.state.setText(tr("Загружаю участников…"))
        self._show()
        self._told = None
        self._details_cut = timeline.details.subscribe(self._on_details)
        self._badges_cut = self._session.people.badges.subscribe(lambda _: self._look(timeline))

    def _on_details(self, details: RoomDetails) -> None:
        self.add.setVisible(details.powers.can_invite and not details.managed)
        before, self._told = self._told, (details.administrators, details.joined_count)
        if before is not None and before != self._told and self._timeline is not None:
            self._look(self._timeline)

    def _look(self, timeline: Timeline) -> None:
        self._tasks.start(self._load(timeline))

    def release(self) -> None:
        """Stop asking for anybody's presence."""
        self._tasks.cancel()
        if self._details_cut is not None:
            self._details_cut()
            self._details_cut = None
        if self._badges_cut is not None:
            self._badges_cut()
            self._badges_cut = None
        for cut in self._watched.values():
            cut()
        self._watched.clear()

    def hideEvent(self, event: object) -> None:
        """Qt: nobody looks, nobody is asked for."""
        for cut in self._watched.values():
            cut()
        self._watched.clear()

    def showEvent(self, event: object) -> None:
        """Qt: ask again."""
        self._settle.start()

    async def _load(self, timeline: Timeline) -> None:
        try:
            members = await timeline.members()
        except AppError as error:
            self.state.setText(user_text(error.user_text))
            return
        if timeline is self._timeline:
            self._all = tuple(one for one in members if one.membership is Membership.JOIN)
            self.counted.emit(len(self._all))
            self._show()

    def _show(self) -> None:
        words = alike(self.field.text()).split()
        found = [one for one in self._all if _has_all(one, words)]
        self._rows.reset(found)
        self._rows.commit()
        if self._all:
            self.state.setText(self._note(bool(found)))
        self.state.setVisible(bool(self.state.text()))
        self._settle.start()

    def _note(self, found: bool) -> str:
        if not found:
            return tr("Никого не нашлось")
        there = self._timeline.details.value.joined_count if self._timeline is not None else 0
        return tr("Без связи видны не все участники.") if len(self._all) < there else ""

    def _seen(self, user_id: UserId) -> LastSeen | None:
        return self._session.people.last_seen(user_id).value

    def _watch_visible(self) -> None:
        if not self.isVisible():
            return
        wanted = {member.person.user_id for member in self._visible()}
        for gone in set(self._watched) - wanted:
            self._watched.pop(gone)()
        for user_id in wanted - set(self._watched):
            seen = self._session.people.last_seen(user_id)
            self._watched[user_id] = seen.subscribe(lambda _: self.view.viewport().update())

    def _visible(self) -> Sequence[Member]:
        height = self.view.viewport().height()
        first = self.view.indexAt(QPoint(4, 1)).row()
        last = self.view.indexAt(QPoint(4, height - 2)).row()
        rows = self.model.items()
        return rows[max(first, 0) : (last + 1 if last >= 0 else len(rows))]

    def _on_activated(self, index: QModelIndex) -> None:
        member = index.data(ItemRole)
        if isinstance(member, Member):
            self.person_requested.emit(member.person.user_id)

    def _on_menu(self, at: QPoint) -> None:
        member = self.view.indexAt(at).data(ItemRole)
        if isinstance(member, Member) and self._timeline is not None:
            menu = self.menu_of(member, self._timeline)
            menu.popup(self.view.viewport().mapToGlobal(at))

    def menu_of(self, member: Member, timeline: Timeline) -> QMenu:
        """Make the menu of a member; it deletes itself when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(member.person.name)
        words = act_words()
        for act in acts_for(member, timeline.details.value, self._session.profile.value.user_id):
            icon = self._theme.qicon(act.value, self._theme.colors.text2)
            menu.addAction(icon, words[act], partial(self._do, act, member, timeline))
        school, me = self._session.school.me.value, self._session.profile.value.user_id
        if school is not None and member.person.user_id != me:
            order = MemberOrder(self, self._theme, self._session, self._tasks)
            order.add(menu, member, timeline.details.value)
        return menu

    def _do(self, act: PersonAct, member: Member, timeline: Timeline) -> None:
        match act:
            case PersonAct.CARD:
                self.person_requested.emit(member.person.user_id)
            case PersonAct.WRITE:
                self.direct_requested.emit(member.person.user_id)
            case PersonAct.APPOINT | PersonAct.DISMISS:
                self._tasks.start(self._appoint(timeline, member, up=act is PersonAct.APPOINT))
            case PersonAct.REMOVE:
                self._tasks.start(self._take_out(timeline, member))
            case _:
                assert_never(act)

    async def _take_out(self, timeline: Timeline, member: Member) -> None:
        await take_out(self, self._theme, self._session, timeline.room_id, member=member)

    async def _appoint(self, timeline: Timeline, member: Member, *, up: bool) -> None:
        await appoint(self, self._theme, self._session, timeline.room_id, member=member, up=up)

    def _on_add(self) -> None:
        if self._timeline is not None:
            self._tasks.start(self._add(self._timeline))

    async def _add(self, timeline: Timeline) -> None:
        from app.ui.dialogs.new_chat import ask_people
        from app.ui.qt.dialogs import toast

        inside = {member.person.user_id for member in self._all}
        chosen = await ask_people(
            self, self._theme, self._session, self._images, title=tr("Добавить участников"),
            leave_out=inside,
        )  # fmt: skip
        for person in chosen or ():
            await self._session.rooms.invite(timeline.room_id, person.user_id)
        if chosen:
            toast(self, self._theme, trn("Приглашено: %n", len(chosen)))
            await timeline.refresh_members()
            await self._load(timeline)


def _has_all(member: Member, words: Sequence[str]) -> bool:
    name = alike(member.person.name).split()
    return all(any(part.startswith(word) for part in name) for word in words)
