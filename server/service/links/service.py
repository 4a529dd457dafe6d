"""What links do: who may make one, who comes in by one, what a newcomer may look back at."""

import secrets
from datetime import datetime
from urllib.parse import quote

from sqlalchemy.orm import Session

from server.school_core.roles import Role
from server.school_core.verdict import Verdict, no, yes
from server.service.audit import repository as audit
from server.service.auth import Caller
from server.service.homeserver import ADMIN, HomeserverRefused, Json
from server.service.links import repository
from server.service.links.repository import Link
from server.service.links.schemas import NewLinkBody
from server.service.problems import Problem, forbidden, missing, refuse
from server.service.rooms import RoomView, look
from server.service.world import World

WINDOW = 250
_MODERATOR = 50
_LEADER = 100
_VISIBILITY = "m.room.history_visibility"
_SHOWN = frozenset(
    {
        "m.room.message",
        "m.sticker",
        "m.poll.start",
        "org.matrix.msc3381.poll.start",
    }
)
_MOST_PAGES = 20

_GONE = "Эта ссылка больше не действует. Попросите новую."
_NAMES = {
    Role.ADMIN: "администраторов школы",
    Role.TEACHER: "учителей",
    Role.STAFF: "сотрудников",
    Role.PARENT: "родителей",
    Role.PUPIL: "учеников",
    Role.BOT: "служебных записей",
}


async def make(world: World, caller: Caller, body: NewLinkBody) -> tuple[Link, str]:
    """Make a link; gives it with its token, which is not kept."""
    now = world.now()
    if body.expires_at is not None and body.expires_at <= now:
        raise Problem(400, "expires_in_past", "Срок ссылки уже прошёл: выберите время в будущем.")
    view = await _view(world, caller, body.room_id)
    _may_invite(view, caller)
    if view.managed and not body.roles:
        raise Problem(
            400, "roles_needed", "Для школьного чата укажите, для кого ссылка: роли в школе."
        )
    if body.history:
        await _close_history(world, view, caller)
    token = secrets.token_urlsafe(16)
    link = Link(
        secrets.token_urlsafe(9),
        view.room_id,
        view.name,
        caller.user_id,
        view.org or next(iter(sorted(caller.orgs)), ""),
        frozenset(body.roles),
        body.history,
        body.max_uses,
        0,
        now,
        body.expires_at,
        None,
    )
    await world.database.run(_keep, link, token)
    return link, token


async def of_room(world: World, caller: Caller, room_id: str) -> tuple[Link, ...]:
    """The links of a chat that the caller may see: all for its leaders, else the own ones."""
    view = await _view(world, caller, room_id)
    found = await world.database.run(repository.of_room, room_id)
    leads = view.power(caller.user_id) >= _MODERATOR
    return tuple(link for link in found if leads or link.creator == caller.user_id)


async def revoke(world: World, caller: Caller, link_id: str) -> None:
    """Let a link open nothing from now on."""
    link = await world.database.run(repository.by_id, link_id)
    if link is None:
        raise missing("Такой ссылки нет.")
    if link.creator != caller.user_id and not (link.org and caller.administers(link.org)):
        view = await look(world.homeserver, link.room_id, who=caller.user_id)
        if view is None or view.power(caller.user_id) < _MODERATOR:
            raise missing("Такой ссылки нет.")
    await world.database.run(_end, link, caller.user_id, world.now())


async def preview(world: World, caller: Caller, token: str) -> tuple[Link, Verdict, bool]:
    """What a token opens, whether it does so for the caller, and whether they are inside."""
    link = await find(world, token)
    view = await look(world.homeserver, link.room_id, who=caller.user_id)
    verdict = await _judge(world, caller, link)
    return link, verdict, view is not None


async def join(world: World, caller: Caller, token: str) -> str:
    """Bring the caller into the chat of a link; gives the chat's id."""
    link = await find(world, token)
    if await look(world.homeserver, link.room_id, who=caller.user_id) is not None:
        return link.room_id
    refuse(await _judge(world, caller, link))
    inviter = await _inviter(world, link)
    user_id, now = caller.user_id, world.now()
    if not await world.database.run(repository.reserve, link.id, user_id, now=now):
        raise _gone()
    try:
        await _bring_in(world, link, inviter, user_id)
    except HomeserverRefused:
        await world.database.run(repository.release, link.id, user_id)
        raise
    homeserver = world.homeserver
    event = await homeserver.state_event(link.room_id, "m.room.member", key=user_id, who=user_id)
    event_id = str((event or {}).get("event_id", ""))
    await world.database.run(_note_joined, link, user_id, event_id, now)
    return link.room_id


async def find(world: World, token: str) -> Link:
    """The open link of a token."""
    link = await world.database.run(repository.by_token, token)
    if link is None:
        raise missing("Такой ссылки нет. Проверьте, что она скопирована целиком.", "no_link")
    if not link.open_at(world.now()):
        raise _gone()
    return link


async def window(world: World, caller: Caller, room_id: str) -> list[Json]:
    """The last events before the caller's joining, oldest first, where a link allowed it."""
    if await look(world.homeserver, room_id, who=caller.user_id) is None:
        raise missing("Вас нет в этом чате.")
    joined_as = await world.database.run(repository.window_from, room_id, caller.user_id)
    if joined_as is None:
        raise missing("История до вашего прихода закрыта.", "no_window")
    at = f"{ADMIN}/v1/rooms/{quote(room_id)}"
    context = await world.homeserver.call(
        "GET", f"{at}/context/{quote(joined_as)}", params={"limit": "0"}
    )
    token, found = str(context.get("start", "")), list[Json]()
    for _ in range(_MOST_PAGES):
        page = await world.homeserver.call(
            "GET", f"{at}/messages", params={"dir": "b", "from": token, "limit": "500"}
        )
        found += [event for event in page.get("chunk", ()) if _is_shown(event)]
        token = str(page.get("end") or "")
        if not token or len(found) >= WINDOW:
            break
    return found[:WINDOW][::-1]


# -------------------------------------------------------------------------------------- judging


async def _view(world: World, caller: Caller, room_id: str) -> RoomView:
    view = await look(world.homeserver, room_id, who=caller.user_id)
    if view is None:
        raise missing("Вас нет в этом чате.")
    return view


def _may_invite(view: RoomView, caller: Caller) -> None:
    power = view.power(caller.user_id)
    if view.managed:
        if not caller.administers(view.org) and power < _LEADER:
            raise forbidden(
                "link_managed", "Ссылки на школьный чат делает его руководитель или администратор."
            )
    elif power < view.needs("invite", 0):
        raise forbidden("link_power", "В этом чате вам нельзя приглашать, значит и делать ссылки.")


async def _judge(world: World, caller: Caller, link: Link) -> Verdict:
    """Whether somebody is one of those a link is for."""
    if link.roles and not caller.has(*link.roles, org=link.org or None):
        whom = ", ".join(_NAMES[role] for role in sorted(link.roles, key=list(_NAMES).index))
        return no("link_roles", f"Эта ссылка для {whom}. У вас в школе другая роль.")
    view = await look(world.homeserver, link.room_id, who=world.homeserver.bot)
    if view is not None and view.managed and not _belongs(caller, view):
        return no("link_not_yours", "Этот чат другого класса: войти в него по ссылке нельзя.")
    return yes("link")


def _belongs(caller: Caller, view: RoomView) -> bool:
    """Whether the roster has somebody where a chat of the school is; the roster stays right."""
    standing = caller.standing
    if standing is None:
        return False
    kind, about = view.school.get("kind"), view.school.get("classId")
    if kind in {"class", "subject"}:
        return about in standing.learns | standing.teaches
    if kind == "parents":
        return about in standing.child_classes | standing.teaches
    if kind == "staff":
        return caller.has(Role.ADMIN, Role.TEACHER, Role.STAFF, org=view.org)
    return view.org in caller.orgs


async def _inviter(world: World, link: Link) -> str:
    """In whose name the invitation is made; a link whose creator lost the right is dead."""
    view = await look(world.homeserver, link.room_id, who=link.creator)
    if view is not None:
        if view.managed:
            return world.homeserver.bot
        day = await world.book.today()
        known = day is None or day.standing(link.creator) is not None
        if known and view.power(link.creator) >= view.needs("invite", 0):
            return link.creator
    else:
        own = await look(world.homeserver, link.room_id, who=world.homeserver.bot)
        if own is not None and own.managed:  # an administrator need not be inside
            day = await world.book.today()
            if day is not None and Role.ADMIN in day.roles(link.creator):
                return world.homeserver.bot
    await world.database.run(_end, link, "service", world.now())
    raise _gone()


def _gone() -> Problem:
    return Problem(410, "link_gone", _GONE)


# ----------------------------------------------------------------------------------------- deeds


async def _bring_in(world: World, link: Link, inviter: str, user_id: str) -> None:
    try:
        await world.homeserver.invite(link.room_id, user_id, who=inviter)
    except HomeserverRefused as refused:
        # Invited already, by an attempt that broke off.
        event = await world.homeserver.state_event(
            link.room_id, "m.room.member", key=user_id, who=inviter
        )
        if ((event or {}).get("content") or {}).get("membership") != "invite":
            raise refused from None
    await world.homeserver.join(link.room_id, who=user_id)


async def _close_history(world: World, view: RoomView, caller: Caller) -> None:
    """Newcomers are to see the window and no more, so Matrix itself must show them nothing.

    What was written while everybody could look back stays open: Matrix judges by the time of
    writing. Where the caller may not change it, it stays as it is.
    """
    if view.managed or view.power(caller.user_id) < view.needs_for_state(_VISIBILITY):
        return
    homeserver = world.homeserver
    event = await homeserver.state_event(view.room_id, _VISIBILITY, who=caller.user_id)
    now = ((event or {}).get("content") or {}).get("history_visibility", "shared")
    if now == "shared":
        content = {"history_visibility": "joined"}
        await homeserver.set_state(view.room_id, _VISIBILITY, content, who=caller.user_id)


def _is_shown(event: object) -> bool:
    if not isinstance(event, dict) or event.get("type") not in _SHOWN:
        return False
    content = event.get("content")
    if not isinstance(content, dict) or not content:
        return False  # redacted
    relation = content.get("m.relates_to")
    return not (isinstance(relation, dict) and relation.get("rel_type") == "m.replace")


def _keep(session: Session, link: Link, token: str) -> None:
    repository.add(session, link, token)
    _log(session, link, link.creator, "link.made", link.created_at)


def _end(session: Session, link: Link, actor: str, now: datetime) -> None:
    repository.revoke(session, link.id, now=now)
    _log(session, link, actor, "link.revoked", now)


def _note_joined(session: Session, link: Link, user_id: str, event_id: str, now: datetime) -> None:
    repository.joined(session, link.id, user_id, event_id=event_id, now=now)
    _log(session, link, user_id, "link.used", now)


def _log(session: Session, link: Link, actor: str, action: str, now: datetime) -> None:
    details = {"room": link.room_id}
    audit.append(
        session, actor=actor, action=action, org=link.org, subject=link.id, details=details, now=now
    )
