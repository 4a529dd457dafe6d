"""The left pane of a profile: header, search, chips, and the chats or what stands for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.diff import ObservableList
from app.domain.folders import InFolder
from app.domain.ids import RoomId
from app.domain.profiles import Connection, ConnectionPhase, Profile
from app.domain.rooms import RoomKind, RoomSummary
from app.ui.chat_list.chips import FilterChips
from app.ui.chat_list.header import ListHeader, SearchField
from app.ui.chat_list.states import Notice, OfflineBanner, Skeleton
from app.ui.chat_list.view import ChatListView
from app.ui.delegates.chat_row import spoken
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import DiffListModel
from app.ui.qt.widgets import bind, push_button
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.services.facade.rooms import SectionFilter
    from app.services.facade.session import Session

_MINUTE = 60_000


class ChatListPane(QWidget):
    """Chats of one profile; first from a snapshot, then alive."""

    room_chosen = Signal(str)
    room_menu = Signal(str, QPoint)
    invite_answered = Signal(str, bool)
    new_chat = Signal()
    catalogue_wanted = Signal()
    """The school's channels, to choose from."""
    search_typed = Signal(str)

    def __init__(self, theme: Theme, images: ImageLoader, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._session: Session | None = None
        self._section: SectionFilter = None
        self._searching = False
        self._connection, self._saving = Connection(), False
        self._cuts: list[Callable[[], None]] = []
        self.model: DiffListModel[RoomSummary] = DiffListModel(
            self, text_of=lambda summary: spoken(summary, datetime.now(UTC))
        )
        self.header = ListHeader(theme)
        self.search = SearchField(theme, tr("Поиск по чатам и сообщениям"), hint="Ctrl K")
        self.chips = FilterChips(theme, profile.kind)
        self.catalogue = push_button(tr("Каталог каналов"), look="link")
        self.catalogue.clicked.connect(self.catalogue_wanted)
        self.catalogue.hide()
        self.banner = OfflineBanner(theme)
        self.view = ChatListView(theme, images, self.model)
        self.skeleton = Skeleton(theme)
        self.notice = Notice(theme)
        self.stack = QStackedWidget()
        for page in (self.view, self.skeleton, self.notice):
            self.stack.addWidget(page)
        self._field = QWidget()
        field = QVBoxLayout(self._field)
        field.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        field.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self._field, self.chips, self.banner):
            column.addWidget(part)
        column.addWidget(self.catalogue, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.stack, 1)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bind(
            theme,
            self,
            lambda: self.setStyleSheet(
                f"QWidget#pane {{ background: {theme.colors.surface.name()}; }}"
            ),
        )
        self._wire()
        self.header.show_state(profile, self._connection)
        self._show_fitting()

    def show_snapshot(self, rooms: list[RoomSummary]) -> None:
        """Paint rows of last time before anything else exists."""
        rows: ObservableList[RoomSummary] = ObservableList()
        rows.reset(rooms)
        rows.commit()
        self.model.set_source(rows)

    def attach(self, session: Session) -> None:
        """Show the living session from now on."""
        self._session = session
        self.model.set_source(session.rooms.observe(self._section))
        self._cuts.append(session.saving.subscribe(self._on_saving))
        self._cuts.append(session.connection.subscribe(self._on_connection))
        self._cuts.append(session.profile.subscribe(self._on_profile))
        self._cuts.append(session.folders.all.subscribe(self.chips.show_folders))

    def detach(self) -> None:
        """Stop watching the session."""
        for cut in self._cuts:
            cut()
        self._cuts.clear()
        self.model.close()

    def show_section(self, section: SectionFilter) -> None:
        """Show only chats of a section."""
        self._section = section
        self.catalogue.setVisible(self._has_channels())
        if self._session is not None:
            self.model.set_source(self._session.rooms.observe(section))
        self.view.scrollToTop()
        self._show_fitting()

    def show_instead(self, panel: QWidget) -> None:
        """Add a panel that may stand in the place of the rows."""
        self.stack.addWidget(panel)

    def show_results(self, panel: QWidget | None) -> None:
        """Show the panel of search results, or the chats again."""
        self._searching = panel is not None
        self.chips.setVisible(panel is None)
        if panel is not None:
            self.stack.setCurrentWidget(panel)
        else:
            self._show_fitting()

    def open_room(self, room_id: RoomId | None) -> None:
        """Highlight the open chat."""
        self.view.set_open_room(room_id)

    def _wire(self) -> None:
        self.header.new_chat.connect(self.new_chat)
        self.chips.picked.connect(self.show_section)
        self.view.chosen.connect(self.room_chosen)
        self.view.menu_wanted.connect(self.room_menu)
        self.view.accepted.connect(lambda room_id: self.invite_answered.emit(room_id, True))
        self.view.declined.connect(lambda room_id: self.invite_answered.emit(room_id, False))
        self.search.textChanged.connect(self.search_typed)
        self.banner.retry.connect(self._on_retry)
        self.notice.acted.connect(self._on_notice_acted)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(self._show_fitting)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self.view.forget_layouts)
        self._clock.start()

    def _has_channels(self) -> bool:
        school = self._session.school.me.value if self._session is not None else None
        return self._section is RoomKind.CHANNEL and school is not None

    def _show_fitting(self) -> None:
        if self._searching:
            return
        if self.model.rowCount():
            self.stack.setCurrentWidget(self.view)
            return
        loading = self._connection.phase in (
            ConnectionPhase.CONNECTING,
            ConnectionPhase.CATCHING_UP,
        )
        if self._section is None and loading:
            self.stack.setCurrentWidget(self.skeleton)
            return
        if self._section is None and self._connection.phase is ConnectionPhase.OFFLINE:
            self.notice.say(
                "wifi_off_20_regular",
                tr("Нет связи с сервером"),
                tr("Чаты появятся, когда связь восстановится."),
                action=tr("Повторить"),
            )
        elif self._section is None:
            self.notice.say(
                "chat_multiple_24_regular",
                tr("Пока нет чатов"),
                tr("Начните разговор с коллегой, учеником или родителем."),
                action=tr("Новый чат"),
            )
        elif self._section == "unread":
            self.notice.say("checkmark_circle_20_filled", tr("Всё прочитано"), "")
        elif self._section == "archive":
            self.notice.say(
                "archive_20_regular",
                tr("В архиве пусто"),
                tr("Сюда попадают чаты, которые вы убрали из списка."),
            )
        elif isinstance(self._section, InFolder):
            self.notice.say(
                "folder_20_regular",
                tr("В папке пока нет чатов"),
                tr("Добавьте их из меню чата или из меню папки."),
            )
        elif self._has_channels():
            self.notice.say(
                "megaphone_24_regular",
                tr("Вы пока не читаете каналов"),
                tr("Выберите их в каталоге школы."),
            )
        else:
            self.notice.say("chat_multiple_24_regular", tr("Здесь пока нет чатов"), "")
        self.stack.setCurrentWidget(self.notice)

    def _on_connection(self, connection: Connection) -> None:
        self._connection = connection
        server = self._profile.homeserver.split("://")[-1]
        self.header.show_state(self._profile, connection, saving=self._saving)
        self.banner.show_state(server, connection)
        self._show_fitting()

    def _on_profile(self, profile: Profile) -> None:
        self._profile = profile
        self.header.show_state(profile, self._connection, saving=self._saving)

    def _on_saving(self, saving: bool) -> None:
        self._saving = saving
        self.header.show_state(self._profile, self._connection, saving=saving)

    def _on_retry(self) -> None:
        if self._session is not None:
            self._session.wake()

    def _on_notice_acted(self) -> None:
        if self._connection.phase is ConnectionPhase.OFFLINE:
            self._on_retry()
        else:
            self.new_chat.emit()
