"""What can be done to a chat from the list: the context menu, its questions, the calls."""

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.ids import RoomId, UserId
from app.domain.people import Person
from app.domain.profiles import ProfileKind
from app.domain.rooms import MuteMode, RoomKind, RoomState, RoomSummary
from app.services.facade.session import Session
from app.ui.chat_list.folder_menu import FolderMenu
from app.ui.qt.dialogs import confirm
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader, Starter
from app.ui.theme import Theme

MORNING_HOUR = 7
_SCHOOLS = frozenset({RoomKind.CLASS, RoomKind.PARENTS, RoomKind.STAFF, RoomKind.SUBJECT})
"""Chats whose people the school decides."""
_Action = Callable[[], Coroutine[Any, Any, None]]


def until_morning(now: datetime) -> datetime:
    """Return the next seven o'clock in the morning on this computer's clock."""
    here = now.astimezone()
    morning = here.replace(hour=MORNING_HOUR, minute=0, second=0, microsecond=0)
    if morning <= here:
        morning += timedelta(days=1)
    return morning.astimezone(UTC)


class ChatMenu:
    """Builds the context menu of a chat and does what is picked."""

    def __init__(
        self,
        owner: QWidget,
        theme: Theme,
        session: Session,
        tasks: Starter,
        *,
        images: ImageLoader,
        opened: Callable[[RoomId], object],
    ) -> None:
        self._owner, self._theme, self._images = owner, theme, images
        self._session, self._rooms, self._tasks = session, session.rooms, tasks
        self.folders = FolderMenu(owner, theme, session, tasks, images)
        self._opened = opened
        """Told of a chat that was made from another one."""

    def build(self, summary: RoomSummary) -> QMenu:
        """Return the menu; it deletes itself when it closes."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(summary.name)
        room = summary.room_id
        if summary.state is RoomState.INVITED:
            self._add(
                menu,
                "checkmark_20_regular",
                tr("Принять приглашение"),
                lambda: self._rooms.accept(room),
            )
            self._add(menu, "dismiss_20_regular", tr("Отклонить"), lambda: self._rooms.leave(room))
            return menu
        self._pinning(menu, summary)
        unread = bool(summary.unread or summary.marked_unread)
        self._add(
            menu,
            "mail_read_20_regular" if unread else "mail_unread_20_regular",
            tr("Отметить прочитанным") if unread else tr("Отметить непрочитанным"),
            lambda: self._rooms.mark_unread(room, unread=not unread),
        )
        self._muting(menu, summary)
        self.folders.add_to(menu, summary)
        self._add(
            menu,
            "archive_20_regular",
            tr("Вернуть из архива") if summary.archived else tr("В архив"),
            lambda: self._rooms.archive(room, archived=not summary.archived),
        )
        if summary.kind is not RoomKind.DIRECT:
            self._arranging(menu, summary)
        menu.addSeparator()
        person = summary.direct_user
        if person is not None and self._session.school.me.value is not None:
            self._add(
                menu,
                "flag_24_regular",
                tr("Пожаловаться…"),
                lambda: self._report(person, summary.name),
            )
        if person is not None and not summary.verified:
            self._hiding(menu, Person(person, summary.name))
        self._add(menu, "broom_20_regular", tr("Очистить историю…"), lambda: self._clear(summary))
        if summary.kind in _SCHOOLS:
            menu.addAction(tr("Состав ведёт школа: выйти нельзя")).setEnabled(False)
        else:
            leave = tr("Выйти из чата…")
            self._add(menu, "sign_out_20_regular", leave, lambda: self._leave(summary))
        return menu

    def _arranging(self, menu: QMenu, summary: RoomSummary) -> None:
        """What is set up in a chat of several, by whoever may."""
        menu.addSeparator()
        if self._session.profile.value.kind is ProfileKind.SCHOOL:
            self._add(
                menu,
                "history_20_regular",
                tr("Что писали до меня…"),
                lambda: self._before_me(summary),
            )
        self._add(
            menu,
            "settings_24_regular",
            tr("Настройки чата…"),
            lambda: self._settings(summary),
        )
        self._add(
            menu,
            "copy_20_regular",
            tr("Новый чат на основе этого…"),
            lambda: self._clone(summary),
        )
        me = self._session.school.me.value
        if me is not None and me.is_staff:
            self._add(
                menu,
                "arrow_download_20_regular",
                tr("Перенести переписку сюда…"),
                lambda: self._transfer(summary),
            )

    def answer_invite(self, room_id: RoomId, accept: bool) -> None:
        """Accept or decline an invite."""
        act = self._rooms.accept if accept else self._rooms.leave
        self._tasks.start(act(room_id))

    def _pinning(self, menu: QMenu, summary: RoomSummary) -> None:
        room = summary.room_id
        pinned = summary.pin_order is not None
        self._add(
            menu,
            "pin_off_20_regular" if pinned else "pin_20_regular",
            tr("Открепить") if pinned else tr("Закрепить"),
            lambda: self._rooms.pin(room, pinned=not pinned),
        )
        if not pinned:
            return
        order = [s.room_id for s in self._rooms.observe(None) if s.pin_order is not None]
        place = order.index(room) if room in order else 0
        if place > 0:
            self._add(
                menu,
                "arrow_up_20_regular",
                tr("Поднять выше"),
                lambda: self._rooms.move_pinned(room, place - 1),
            )
        if place < len(order) - 1:
            self._add(
                menu,
                "arrow_down_20_regular",
                tr("Опустить ниже"),
                lambda: self._rooms.move_pinned(room, place + 1),
            )

    def _muting(self, menu: QMenu, summary: RoomSummary) -> None:
        room = summary.room_id
        if summary.mute is not MuteMode.ALL:
            self._add(
                menu,
                "alert_20_regular",
                tr("Включить уведомления"),
                lambda: self._rooms.mute(room, MuteMode.ALL, until=None),
            )
            return
        sub = menu.addMenu(self._theme.qicon("alert_off_20_regular"), tr("Отключить уведомления"))
        now = datetime.now(UTC)
        for text, until in (
            (tr("На час"), now + timedelta(hours=1)),
            (tr("До утра"), until_morning(now)),
            (tr("Навсегда"), None),
        ):
            self._add(sub, "", text, partial(self._rooms.mute, room, MuteMode.NONE, until=until))
        if summary.kind is not RoomKind.DIRECT:
            self._add(
                sub,
                "",
                tr("Только упоминания"),
                lambda: self._rooms.mute(room, MuteMode.MENTIONS, until=None),
            )

    async def _settings(self, summary: RoomSummary) -> None:
        from app.ui.dialogs.chat_settings import show_chat_settings

        await show_chat_settings(self._owner, self._theme, self._session, self._images, summary)

    def _hiding(self, menu: QMenu, person: Person) -> None:
        hidden = person.user_id in self._session.people.ignored.value
        self._add(
            menu,
            "eye_20_regular" if hidden else "eye_off_20_regular",
            tr("Снова получать сообщения") if hidden else tr("Не получать сообщения"),
            lambda: self._session.people.ignore(person.user_id, ignored=not hidden),
        )

    async def _report(self, person: UserId, name: str) -> None:
        from app.ui.trust.report_dialog import report_person

        complaints = self._session.school.complaints
        await report_person(self._owner, self._theme, complaints, person, name)

    async def _before_me(self, summary: RoomSummary) -> None:
        from app.ui.dialogs.before_me import show_before_me

        await show_before_me(self._owner, self._theme, self._session, summary)

    async def _transfer(self, summary: RoomSummary) -> None:
        from app.ui.dialogs.transfer import show_transfer

        await show_transfer(self._owner, self._theme, self._session, self._images, summary=summary)

    async def _clone(self, summary: RoomSummary) -> None:
        from app.ui.dialogs.new_chat import ask_chat_like

        made = await ask_chat_like(
            self._owner, self._theme, self._session, self._images, summary=summary
        )
        if made is not None:
            self._opened(made)

    async def _clear(self, summary: RoomSummary) -> None:
        if await confirm(
            self._owner,
            self._theme,
            tr("Очистить историю?"),
            tr(
                "Сообщения чата «{name}» исчезнут только у вас. Остальные их увидят.",
                name=summary.name,
            ),
            action=tr("Очистить"),
            danger=True,
        ):
            await self._rooms.clear_history(summary.room_id)

    async def _leave(self, summary: RoomSummary) -> None:
        if await confirm(
            self._owner,
            self._theme,
            tr("Выйти из чата?"),
            tr("Вы выйдете из чата «{name}» и перестанете получать сообщения.", name=summary.name),
            action=tr("Выйти из чата"),
            danger=True,
        ):
            await self._rooms.leave(summary.room_id)

    def _add(self, menu: QMenu, icon: str, text: str, act: _Action) -> None:
        action = menu.addAction(text)
        if icon:
            action.setIcon(self._theme.qicon(icon))
        action.triggered.connect(lambda: self._tasks.start(act()))
