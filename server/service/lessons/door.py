"""Entering a call: an ordinary one with all rights, a lesson's as far as its rules let one."""

from dataclasses import dataclass, replace

from server.school_core.lessons import (
    EVERYTHING,
    NOTHING,
    TALK,
    Enters,
    Grant,
    Place,
    Refused,
    Waits,
    entry,
)
from server.service.auth import Caller
from server.service.calls.chats import chat_of_member
from server.service.calls.requests import room_name
from server.service.calls.tokens import LiveKitKeys, entry_token
from server.service.lessons import repository
from server.service.lessons.leading import found, sfu_of
from server.service.lessons.lesson import Lesson
from server.service.lessons.planning import lesson_now
from server.service.lessons.refusals import NO_CALLS, TOO_MANY, refusal
from server.service.lessons.told import metadata
from server.service.problems import forbidden, missing
from server.service.world import World


@dataclass(frozen=True, slots=True)
class Admission:
    """A place in a call: where to connect and with what.

    `lesson` is None in chats whose calls nobody leads; `waits` says why one stands at the door.
    """

    url: str
    jwt: str
    lesson: Lesson | None = None
    waits: Waits | None = None


async def enter(world: World, *, room_id: str, user_id: str, identity: str) -> Admission:
    """Judge who asks for a token to a chat's call, and note whose connection it will be.

    Raises:
        Problem: they are not in the chat, or the lesson's rules refuse them.
    """
    sfu = sfu_of(world)
    chat = await chat_of_member(world.homeserver, room_id, user_id)
    if chat.class_id is None:
        if chat.own:
            await _go_on(world, room_id, user_id)
        room = room_name(room_id)
        await sfu.open_room(room)
        return _admission(world, room, identity, EVERYTHING)
    lesson = await lesson_now(world, chat, user_id)
    judged = entry(lesson.rules, user_id, lesson.place_of(user_id, await world.book.today()))
    if isinstance(judged, Refused):
        raise refusal(judged.why)
    await _take_seat(world, lesson, identity, user_id)
    await sfu.open_room(lesson.room, metadata(lesson))
    waits = judged if isinstance(judged, Waits) else None
    grant = judged.grant if isinstance(judged, Enters) else NOTHING
    admission = _admission(world, lesson.room, identity, grant)
    return replace(admission, lesson=lesson, waits=waits)


async def enter_group(
    world: World, caller: Caller, lesson_id: str, key: str, device_id: str
) -> Admission:
    """Enter the room of a breakout group: one's own, or any for who leads.

    Raises:
        Problem: there is no such group for the caller.
    """
    lesson, user_id = await found(world, lesson_id), caller.user_id
    here = lesson.place_of(user_id, await world.book.today())
    group = next((one for one in lesson.board.groups if one.key == key), None)
    if group is None or not (here is Place.LEADS or user_id in group.members):
        raise missing("Такой группы нет.", "no_such_group")
    judged = entry(lesson.rules, user_id, here)
    if not isinstance(judged, Enters):
        raise refusal(judged.why)
    identity = f"{user_id}:{device_id}"
    await _take_seat(world, lesson, identity, user_id)
    room = lesson.group_room(key)
    await sfu_of(world).open_room(room, metadata(lesson))
    grant = replace(judged.grant, sources=judged.grant.sources | TALK)
    return replace(_admission(world, room, identity, grant), lesson=lesson)


async def _go_on(world: World, room_id: str, user_id: str) -> None:
    """Whom the school has parted since, a parent by a ruling say, it does not connect either."""
    day, homeserver = await world.book.today(), world.homeserver
    if day is None:
        return
    people = await homeserver.members(room_id) - {homeserver.bot}
    if day.goes_on(user_id, people).allowed:
        return
    for one in people:  # whoever runs the server is bound by no such rule, nor is whom they call
        if await homeserver.is_admin(one):
            return
    raise forbidden("contact_ended", "Вам больше нельзя созваниваться: так решила школа.")


async def _take_seat(world: World, lesson: Lesson, identity: str, user_id: str) -> None:
    if not await world.database.run(repository.seat, lesson.id, identity, user_id):
        raise refusal(TOO_MANY, 429)


def _admission(world: World, room: str, identity: str, grant: Grant) -> Admission:
    settings = world.settings.livekit
    if settings is None:
        raise refusal(NO_CALLS, 404)
    keys = LiveKitKeys(settings.key, settings.secret.get_secret_value())
    return Admission(settings.url, entry_token(keys, room=room, identity=identity, grant=grant))
