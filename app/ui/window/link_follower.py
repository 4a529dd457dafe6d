"""Where links lead: those from outside to the right profile, those in messages never out of theirs.

A page of the web may hand us any link, so nothing happens by a link alone: what is not shown
already is asked about first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from app.domain.cards import CardLink
from app.domain.errors import Forbidden, NotFound, UserText
from app.domain.ids import EventId, ProfileId, RoomId, UserId
from app.domain.invite_links import token_of
from app.ui.desktop.links import JoinLink, OpenLink, PersonLink, RoomLink, parse_link
from app.ui.look import Look
from app.ui.qt.i18n import tr, trn

if TYPE_CHECKING:
    from app.services.facade.session import Session
    from app.ui.window.main_window import MainWindow

NOT_OURS = UserText("Эта ссылка не для Парты или повреждена.")
ELSEWHERE = UserText("Эта ссылка ведёт в другую школу. Войдите в неё, чтобы открыть ссылку.")
CLOSED = UserText("Этого чата нет среди ваших, а войти в него по ссылке нельзя: нужно приглашение.")
CARD = UserText("Карточка для входа лежит в сообщении. Не входите по ней: она может быть чужой.")
NOBODY = UserText("Сначала войдите: ссылка откроется в вашем профиле.")


class Places(Protocol):
    """What a follower of links asks of the screen."""

    window: MainWindow
    look: Look

    @property
    def living(self) -> Mapping[ProfileId, Session]:
        """The sessions of the profiles that are signed in."""

    @property
    def active(self) -> ProfileId | None:
        """The profile that is shown."""

    def show_profile(self, profile_id: ProfileId) -> None:
        """Bring a profile to the front."""

    def show_login(self, address: str = "", *, card: str = "") -> None:
        """Show the page for signing in."""

    def show_notice(self, text: UserText) -> None:
        """Say a sentence in passing."""

    async def show_room(
        self, profile_id: ProfileId, room_id: RoomId, event_id: EventId | None = None
    ) -> None:
        """Bring a chat to the front."""


class LinkFollower:
    """Follows one link at a time."""

    def __init__(self, places: Places) -> None:
        self._places = places

    async def follow(self, url: str) -> None:
        """Follow a link that the system handed over: to the profile it belongs to."""
        places = self._places
        match parse_link(url):
            case JoinLink(address, server):
                mine = self._of_server(server)
                if mine is None:
                    places.show_login(address)
                else:
                    await self._join_school(mine, address)
            case CardLink(address, code):
                places.show_login(address, card=code)
            case OpenLink(address, server):
                mine = self._of_server(server)
                if mine is None:
                    places.show_login(address)
                else:
                    places.show_profile(mine)
            case RoomLink() | PersonLink() as link:
                owner = self._owner(link)
                if owner is None:
                    places.show_notice(NOBODY)
                else:
                    await self._open(owner, link)
            case None:
                places.show_notice(NOT_OURS)

    async def follow_within(self, profile_id: ProfileId, url: str) -> None:
        """Follow a link in a message of a profile; it leads nowhere but into that profile."""
        session = self._places.living.get(profile_id)
        if session is None:
            return
        match parse_link(url):
            case RoomLink() | PersonLink() as link:
                await self._open(profile_id, link)
            case JoinLink(address, server) if server in ("", _server(session)):
                await self._join_school(profile_id, address)
            case OpenLink(_, server) if server == _server(session):
                self._places.show_profile(profile_id)
            case JoinLink() | OpenLink():
                self._places.show_notice(ELSEWHERE)
            case CardLink():
                self._places.show_notice(CARD)
            case None if token_of(url):
                await self._join_school(profile_id, url)
            case None:
                self._places.show_notice(NOT_OURS)

    # -------------------------------------------------------------------------------- which profile

    def _of_server(self, server: str) -> ProfileId | None:
        found = (one for one, session in self._ordered() if server and _server(session) == server)
        return next(found, None)

    def _owner(self, link: RoomLink | PersonLink) -> ProfileId | None:
        """Return whose chat it is, else who is of the same server, else who is shown."""
        name = link.room if isinstance(link, RoomLink) else link.user
        if isinstance(link, RoomLink):
            for profile_id, session in self._ordered():
                if session.rooms.get(link.room) is not None:
                    return profile_id
        first = next((one for one, _ in self._ordered()), None)
        return self._of_server(name.partition(":")[2]) or first

    def _ordered(self) -> list[tuple[ProfileId, Session]]:
        """Return the profiles, that one first which is shown."""
        active = self._places.active
        return sorted(self._places.living.items(), key=lambda item: item[0] != active)

    # ---------------------------------------------------------------------------------- going there

    async def _open(self, profile_id: ProfileId, link: RoomLink | PersonLink) -> None:
        if isinstance(link, PersonLink):
            await self._show_person(profile_id, link.user)
            return
        session = self._places.living[profile_id]
        if session.rooms.get(link.room) is not None:
            await self._places.show_room(profile_id, link.room, link.event)
            return
        await self._offer(profile_id, session, link)

    async def _offer(self, profile_id: ProfileId, session: Session, link: RoomLink) -> None:
        """Look at a chat from outside; open it if it is mine by another name, else ask to enter."""
        from app.ui.qt.dialogs import confirm

        places = self._places
        try:
            seen = await session.rooms.glance(link.room, link.via)
        except (NotFound, Forbidden):
            places.show_notice(CLOSED)
            return
        if session.rooms.get(seen.room_id) is not None:
            await places.show_room(profile_id, seen.room_id, link.event)
            return
        if not seen.open:
            places.show_notice(CLOSED)
            return
        places.show_profile(profile_id)
        people = trn("%n [участник|участника|участников]", seen.members)
        name = seen.name or tr("Чат без названия")
        if await confirm(
            places.window,
            places.look.theme(session.profile.value.kind),
            tr("Вступить в чат?"),
            f"{name}\n{people}",
            action=tr("Вступить"),
        ):
            room_id = await session.rooms.join(link.room, link.via)
            await places.show_room(profile_id, room_id, link.event)

    async def _show_person(self, profile_id: ProfileId, user: UserId) -> None:
        from app.ui.panel.person_sheet import show_person

        places = self._places
        session = places.living[profile_id]
        places.show_profile(profile_id)
        page = places.window.page_of(profile_id)
        if page is None:
            return
        wanted: list[str] = []
        await show_person(
            page,
            page.theme,
            page.images,
            session=session,
            timeline=None,
            user_id=user,
            write=wanted.append,
        )
        if wanted:
            room_id = await session.rooms.create_direct(UserId(wanted[0]))
            await places.show_room(profile_id, room_id)

    async def _join_school(self, profile_id: ProfileId, address: str) -> None:
        """Show where a school's own link leads, and enter."""
        from app.ui.dialogs.join import ask_join

        places = self._places
        session = places.living[profile_id]
        places.show_profile(profile_id)
        theme = places.look.theme(session.profile.value.kind)
        room_id = await ask_join(places.window, theme, session.school.links, address)
        if room_id is not None:
            await places.show_room(profile_id, room_id)


def _server(session: Session) -> str:
    return session.profile.value.user_id.partition(":")[2]
