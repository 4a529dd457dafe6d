"""`/v1/channels`: the catalogue, subscribing, making, removing."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.school_core.order import by_name
from server.school_core.roles import Role
from server.school_core.rooms import ROOM
from server.service.audit import repository as audit
from server.service.auth import Admin, Caller, Me
from server.service.channels.tables import ChannelRow
from server.service.homeserver import V3, Homeserver, HomeserverRefused
from server.service.ids import RoomId, UserId
from server.service.problems import Problem, forbidden, missing
from server.service.rooms import bring, joined_rooms
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/channels", tags=["Каналы"])

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
ChannelId = Annotated[RoomId, Path()]

_WRITER = 100
_FREE_EVENTS = (
    "m.reaction",
    "org.matrix.msc3381.poll.response",
    "m.poll.response",
    "m.room.redaction",
)
_NO_CHANNEL = "Такого канала нет."


class NewChannelBody(BaseModel):
    """A channel to make. No `roles`: for everybody of the school."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "org": "school-14",
                    "name": "Олимпиады",
                    "about": "Сроки, задания, результаты",
                    "subject": "Математика",
                    "roles": ["pupil", "parent", "teacher"],
                }
            ]
        }
    )

    org: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    name: Line
    about: Text = ""
    subject: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    roles: list[Role] = Field(default=[], max_length=6)


class ChannelBody(NewChannelBody):
    """A channel of the catalogue."""

    room_id: str
    subscribed: bool


class ChannelsBody(BaseModel):
    """The catalogue of the asker's schools, by subject and name."""

    channels: list[ChannelBody]


class WriterBody(BaseModel):
    """Whether somebody may write in a channel."""

    user_id: UserId
    writes: bool


class ChannelWriterBody(BaseModel):
    """Somebody who writes in a channel."""

    user_id: str
    name: str


class WritersBody(BaseModel):
    """Everybody who writes in a channel, by name."""

    writers: list[ChannelWriterBody]


@router.get("", summary="Каталог каналов")
async def catalogue(caller: Me, world: InWorld) -> ChannelsBody:
    """What there is for somebody like the asker, and what they read already."""
    rows = await world.database.run(every_channel)
    joined = await joined_rooms(world.homeserver, caller.user_id)
    found = [row for row in rows if is_for(row, caller)]
    return ChannelsBody(channels=[_body(row, row.room_id in joined) for row in found])


@router.post("", summary="Создать канал", status_code=201)
async def make(body: NewChannelBody, admin: Admin, world: InWorld) -> ChannelBody:
    """The asker is its first writer."""
    school = await world.book.school()
    if school is None or body.org not in school.roster.orgs:
        raise missing("Такой школы нет.", "no_school")
    if not admin.administers(body.org):
        raise forbidden("role_needed", "Каналы школы создаёт её администратор.")
    known = await world.database.run(every_channel)
    if any(one.org == body.org and by_name(one.name)[0] == by_name(body.name)[0] for one in known):
        # Most often asked twice, where the answer to the first time was lost.
        raise Problem(409, "channel_twice", "Канал с таким названием уже есть.")
    homeserver = world.homeserver
    room_id = await homeserver.create_room(_room(body, admin.user_id))
    await bring(homeserver, room_id, admin.user_id)
    row = await world.database.run(_keep, body, room_id, admin.user_id, world)
    return _body(row, subscribed=True)


@router.post("/{room_id}/subscription", summary="Подписаться", status_code=204)
async def subscribe(room_id: ChannelId, caller: Me, world: InWorld) -> None:
    """Into the channel at once."""
    row = await _for(world, caller, room_id)
    await bring(world.homeserver, row.room_id, caller.user_id)


@router.delete("/{room_id}/subscription", summary="Отписаться", status_code=204)
async def unsubscribe(room_id: ChannelId, caller: Me, world: InWorld) -> None:
    """Out of it again; whoever is not inside is out already."""
    row = await _for(world, caller, room_id)
    await _leave(world.homeserver, row.room_id, caller.user_id)


@router.get("/{room_id}/writers", summary="Авторы канала")
async def writers(room_id: ChannelId, admin: Admin, world: InWorld) -> WritersBody:
    """Who writes there; for administrators of its school."""
    row = await _for_admin(world, admin, room_id)
    event = await world.homeserver.state_event(row.room_id, "m.room.power_levels")
    levels = ((event or {}).get("content") or {}).get("users") or {}
    school = await world.book.school()
    people = {
        account: school.roster.people[person].full_name
        for account, person in (school.accounts.items() if school else ())
        if school and person in school.roster.people
    }
    found = [
        ChannelWriterBody(user_id=account, name=people.get(account, account))
        for account, level in levels.items()
        if level >= _WRITER and account != world.homeserver.bot
    ]
    return WritersBody(writers=sorted(found, key=lambda one: (by_name(one.name), one.user_id)))


@router.put("/{room_id}/writers", summary="Кто пишет в канал", status_code=204)
async def set_writer(room_id: ChannelId, body: WriterBody, admin: Admin, world: InWorld) -> None:
    """Let somebody of the school write, or not any more."""
    row = await _for_admin(world, admin, room_id)
    day = await world.book.today()
    standing = day.standing(body.user_id) if day else None
    if standing is None or row.org not in standing.orgs:
        raise Problem(400, "stranger", "Этот человек не из вашей школы.")
    if body.writes:
        await bring(world.homeserver, row.room_id, body.user_id)
    await _set_level(world.homeserver, row.room_id, body.user_id, _WRITER if body.writes else 0)
    await world.database.run(_log, "channel.writer", admin.user_id, row, body.user_id, world)


@router.delete("/{room_id}", summary="Убрать канал из каталога", status_code=204)
async def remove(room_id: ChannelId, admin: Admin, world: InWorld) -> None:
    """Nobody subscribes any more; whoever reads it keeps what was written."""
    row = await _for_admin(world, admin, room_id)
    await world.database.run(_remove, row, admin.user_id, world)


def _room(body: NewChannelBody, writer: str) -> dict[str, object]:
    content = {"kind": "channel", "managed": False, "orgId": body.org, "subject": body.subject}
    return {
        "preset": "private_chat",
        "name": body.name,
        "topic": body.about,
        "creation_content": {"type": "app.parta.channel"},
        "initial_state": [
            {"type": ROOM, "content": content | {"hide_members": True}},
            {"type": "m.room.history_visibility", "content": {"history_visibility": "shared"}},
        ],
        "power_level_content_override": {
            "events_default": _WRITER,
            "invite": _WRITER,
            "users": {writer: _WRITER},
            # The whole map is replaced, so Synapse's own entries are here too.
            "events": dict.fromkeys(_FREE_EVENTS, 0)
            | dict.fromkeys(("m.room.name", "m.room.avatar", "m.room.topic"), 100)
            | dict.fromkeys(
                ("m.room.power_levels", "m.room.history_visibility", "m.room.encryption"), 100
            )
            | dict.fromkeys(("m.room.server_acl", "m.room.tombstone"), 150),
        },
    }


def is_for(row: ChannelRow, caller: Caller) -> bool:
    """Whether somebody is one of those a channel is for."""
    if caller.administers(row.org):
        return True
    wanted = frozenset(Role(name) for name in row.roles.split(",") if name)
    if row.org not in caller.orgs:
        return False
    return not wanted or caller.has(*wanted, org=row.org)


async def _for(world: World, caller: Caller, room_id: str) -> ChannelRow:
    row = await world.database.run(_row, room_id)
    if row is None or not is_for(row, caller):
        raise missing(_NO_CHANNEL)
    return row


async def _for_admin(world: World, admin: Caller, room_id: str) -> ChannelRow:
    row = await world.database.run(_row, room_id)
    if row is None or not admin.administers(row.org):
        raise missing(_NO_CHANNEL)
    return row


async def _leave(homeserver: Homeserver, room_id: str, user_id: str) -> None:
    try:
        await homeserver.call("POST", f"{V3}/rooms/{quote(room_id)}/leave", who=user_id, json={})
    except HomeserverRefused as refused:
        if refused.status not in {403, 404}:
            raise


async def _set_level(homeserver: Homeserver, room_id: str, user_id: str, level: int) -> None:
    event = await homeserver.state_event(room_id, "m.room.power_levels")
    content = dict((event or {}).get("content") or {})
    users = {**content.get("users", {}), user_id: level}
    if content.get("users") != users:
        await homeserver.set_state(room_id, "m.room.power_levels", content | {"users": users})


def _body(row: ChannelRow, subscribed: bool) -> ChannelBody:
    return ChannelBody(
        org=row.org,
        name=row.name,
        about=row.about,
        subject=row.subject,
        roles=[Role(name) for name in row.roles.split(",") if name],
        room_id=row.room_id,
        subscribed=subscribed,
    )


# -------------------------------------------------------------------------------- units of work


def every_channel(session: Session) -> list[ChannelRow]:
    """The channels of every school, by subject and name."""
    query = select(ChannelRow).order_by(ChannelRow.subject, ChannelRow.name, ChannelRow.room_id)
    return list(session.scalars(query))


def _row(session: Session, room_id: str) -> ChannelRow | None:
    return session.get(ChannelRow, room_id)


def _keep(
    session: Session, body: NewChannelBody, room_id: str, actor: str, world: World
) -> ChannelRow:
    row = ChannelRow(
        room_id=room_id,
        org=body.org,
        name=body.name,
        about=body.about,
        subject=body.subject,
        roles=",".join(sorted({role.value for role in body.roles})),
        made_at=world.now(),
    )
    session.add(row)
    _log(session, "channel.made", actor, row, "", world)
    return row


def _remove(session: Session, row: ChannelRow, actor: str, world: World) -> None:
    session.delete(session.merge(row))
    _log(session, "channel.removed", actor, row, "", world)


def _log(
    session: Session, action: str, actor: str, row: ChannelRow, whom: str, world: World
) -> None:
    audit.append(
        session,
        actor=actor,
        action=action,
        org=row.org,
        subject=whom or row.room_id,
        details={"room": row.room_id},
        now=world.now(),
    )
