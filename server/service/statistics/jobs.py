"""Every Monday: count the week that is over and put the link into the administrators' chats.

What is due follows from what is kept, not from a timer: after a restart, or days of being away, the
same is done that would have been done, and a link is posted once.
"""

import asyncio
import logging
from collections.abc import Iterable
from html import escape

from server.school_core.activity import OrgActivity, parse_week, published
from server.school_core.roles import Role
from server.school_core.rooms import ROOM
from server.school_core.school import School
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.statistics import repository, service
from server.service.statistics.repository import Snapshot
from server.service.world import World

_log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
_NAME = "{org} · администраторы"


async def keep_weekly(world: World) -> None:
    """Job: look every minute whether something is due."""
    while True:
        try:
            await do_what_is_due(world)
        except (HomeserverDown, HomeserverRefused) as trouble:
            _log.warning("the statistics wait for the homeserver: %s", trouble)
        await asyncio.sleep(LOOK_SECONDS)


async def do_what_is_due(world: World) -> None:
    """Count the last week if it was not, post its link if it was not."""
    school = await world.book.school()
    if school is None:
        return
    week = service.due_week(world.now().astimezone(world.settings.zone))
    found = await world.database.run(repository.snapshot, week)
    if found is None:
        found = await service.take(world, week)
    for top in tops(found.groups):
        known = await world.database.run(repository.room, top.org)
        wanted = administrators(school, top.org)
        if wanted and (known is None or known.posted_week != week):
            room_id = await _room(world, top, known.room_id if known else None, wanted)
            await _post(world, room_id, found, top)
            await world.database.run(repository.note_posted, top.org, week)


def tops(groups: Iterable[OrgActivity]) -> tuple[OrgActivity, ...]:
    """Return organisations with nothing above them: a chat each."""
    groups = tuple(groups)
    known = {one.org for one in groups}
    return tuple(one for one in groups if one.parent is None or one.parent not in known)


async def _post(world: World, room_id: str, found: Snapshot, top: OrgActivity) -> None:
    base = f"{world.settings.public_url.rstrip('/')}/v1/statistics/file?"
    monday = parse_week(found.week)
    shown = next(one for one in published(found.groups) if one.org == top.org)
    share = f"{shown.share} %".replace(".", ",") if shown.share is not None else "мало учителей"
    said = f"Учителя, написавшие более 10 сообщений за неделю с {monday:%d.%m.%Y}: {share}."
    links = {
        f"Отчёт ({name})": base + service.signed_query(world, found.week, form, top.org)
        for name, form in (("CSV", "csv"), ("Excel", "xlsx"))
    }
    last = "Ссылки действуют две недели."
    anchors = [f'<a href="{escape(url)}">{name}</a>' for name, url in links.items()]
    content = {
        "msgtype": "m.text",
        "body": "\n".join([said, *(f"{name}: {url}" for name, url in links.items()), last]),
        "format": "org.matrix.custom.html",
        "formatted_body": "<br>".join([said, *anchors, last]),
    }
    # The same transaction after a crash is the same message.
    await world.homeserver.send(
        room_id,
        "m.room.message",
        content,
        txn=f"statistics-{found.week}-{top.org}",
    )


async def _room(world: World, top: OrgActivity, room_id: str | None, wanted: frozenset[str]) -> str:
    """The chat with exactly these administrators in it."""
    homeserver = world.homeserver
    if room_id is None:
        state = {"kind": "admins", "managed": True, "orgId": top.org}
        room_id = await homeserver.create_room(
            {
                "preset": "private_chat",
                "name": _NAME.format(org=top.name),
                "initial_state": [{"type": ROOM, "content": state}],
            }
        )
        await world.database.run(repository.put_room, top.org, room_id)
    inside = await homeserver.members(room_id) - {homeserver.bot}
    for account in sorted(wanted - inside):
        await homeserver.invite(room_id, account)
        await homeserver.join(room_id, who=account)
    for account in sorted(inside - wanted):
        await homeserver.kick(room_id, account, reason="Больше не администратор")
    return room_id


def administrators(school: School, top: str) -> frozenset[str]:
    """Return the accounts of administrators of an organisation and of all below it."""
    orgs = school.roster.orgs
    below = {top}
    grown = True
    while grown:
        more = {one.id for one in orgs.values() if one.parent in below} - below
        below |= more
        grown = bool(more)
    people = {
        grant.person
        for grant in school.roster.roles
        if grant.role is Role.ADMIN and grant.org in below
    }
    return frozenset(account for account, person in school.accounts.items() if person in people)
