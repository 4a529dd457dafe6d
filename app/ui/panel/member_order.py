"""What keeps order in the menu of a member: complain, mute for hours, delete all they wrote."""

from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.conduct import HELPS
from app.domain.people import Member, Person, Role
from app.domain.rooms import RoomDetails
from app.services.facade.session import Session
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.theme import Theme
from app.ui.when import moment_words

_HOURS = (1, 3, 24, 72)


def may_be_hidden(person: Person) -> bool:
    """Whether one may want to read nothing of somebody: not of those who speak for the school."""
    return person.role in (Role.NONE, Role.PUPIL, Role.PARENT)


def add_hiding(
    menu: QMenu, theme: Theme, session: Session, tasks: Starter, *, person: Person
) -> None:
    """Add «Не получать сообщения», or the way back."""
    hidden = person.user_id in session.people.ignored.value
    icon = theme.qicon("eye_20_regular" if hidden else "eye_off_20_regular", theme.colors.text2)
    words = tr("Снова получать сообщения") if hidden else tr("Не получать сообщения")
    entry = menu.addAction(icon, words)
    owner = menu.parentWidget()

    async def turn() -> None:
        await session.people.ignore(person.user_id, ignored=not hidden)
        said = (
            tr("{name}: сообщения снова приходят.", name=person.name)
            if hidden
            else tr("{name}: новые сообщения к вам не придут.", name=person.name)
        )
        if owner is not None:
            toast(owner, theme, said)

    entry.triggered.connect(lambda: tasks.start(turn()))


class MemberOrder:
    """Offers what the server would allow; it judges again."""

    def __init__(self, owner: QWidget, theme: Theme, session: Session, tasks: Starter) -> None:
        self._owner, self._theme = owner, theme
        self._session, self._tasks = session, tasks

    def add(self, menu: QMenu, member: Member, details: RoomDetails) -> None:
        """Add the entries to a member's menu."""
        mine = details.powers.mine
        menu.addSeparator()
        if mine >= HELPS and member.power < mine:
            self._add_muting(menu, member, details)
            if details.powers.can_redact_others:
                icon = self._theme.qicon("broom_20_regular", self._theme.colors.danger)
                wipe = menu.addAction(icon, tr("Удалить всё от этого человека…"))
                wipe.triggered.connect(lambda: self._tasks.start(self._wipe(member, details)))
        if may_be_hidden(member.person):
            add_hiding(menu, self._theme, self._session, self._tasks, person=member.person)
        icon = self._theme.qicon("flag_24_regular", self._theme.colors.danger)
        report = menu.addAction(icon, tr("Пожаловаться…"))
        report.triggered.connect(lambda: self._tasks.start(self._report(member)))

    def _add_muting(self, menu: QMenu, member: Member, details: RoomDetails) -> None:
        icon = self._theme.qicon("mic_off_20_regular", self._theme.colors.text2)
        until = details.conduct.muted.get(member.person.user_id)
        if until is not None and until > datetime.now(UTC):
            words = tr("Снять запрет писать (до: {when})", when=moment_words(until))
            allow = menu.addAction(icon, words)
            allow.triggered.connect(lambda: self._tasks.start(self._mute(member, details, 0)))
            return
        sub = menu.addMenu(icon, tr("Запретить писать"))
        for hours in _HOURS:
            entry = sub.addAction(trn("На %n [час|часа|часов]", hours))
            entry.triggered.connect(partial(self._on_mute, member, details, hours))

    def _on_mute(self, member: Member, details: RoomDetails, hours: int, _: bool = False) -> None:
        self._tasks.start(self._mute(member, details, hours))

    async def _mute(self, member: Member, details: RoomDetails, hours: int) -> None:
        until = datetime.now(UTC) + timedelta(hours=hours) if hours else None
        person = member.person
        await self._session.chat_settings.mute_person(details.room_id, person.user_id, until=until)
        said = (
            tr("{name} не сможет писать в этот чат.", name=person.name)
            if hours
            else tr("{name} снова может писать в этот чат.", name=person.name)
        )
        toast(self._owner, self._theme, said)

    async def _wipe(self, member: Member, details: RoomDetails) -> None:
        person = member.person
        if await confirm(
            self._owner,
            self._theme,
            tr("Удалить всё?"),
            tr("Всё, что {name} написал(а) в этом чате, исчезнет у всех.", name=person.name),
            action=tr("Удалить"),
            danger=True,
        ):
            complaints = self._session.school.complaints
            await complaints.wipe_in_chat(details.room_id, person.user_id)
            toast(self._owner, self._theme, tr("Сообщения удаляются."))

    async def _report(self, member: Member) -> None:
        from app.ui.trust.report_dialog import report_person

        person = member.person
        complaints = self._session.school.complaints
        await report_person(self._owner, self._theme, complaints, person.user_id, person.name)
