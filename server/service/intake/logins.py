"""Whose login names at the registers the lists tell: the register's password opens their accounts.

No person's hand is in it: where a list, a register or the school of now has changed, what the lists
say is bound anew. What people bound themselves stays, and so does what was unbound.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import partial

from sqlalchemy.orm import Session

from server.school_core.parts import schools_of
from server.school_core.roster import PersonId, Roster
from server.service.audit import repository as audit
from server.service.diary import repository as diary
from server.service.diary.repository import Register
from server.service.identity import repository as identities
from server.service.identity.repository import Outside
from server.service.identity.service import masked, outside_of
from server.service.intake import repository, service
from server.service.intake.kept import unpack_tables
from server.service.intake.repository import Source
from server.service.rosters.logins import ANY, Logins, opened, plain
from server.service.school import repository as school_repository
from server.service.vault import Vault
from server.service.world import World

_LOOK_EVERY = 3.0
_ACTOR = "service"


async def feed_when_changed(world: World) -> None:
    """Job: bind what lists tell whenever something it follows from is another."""
    fed: object = None
    while True:
        now = await world.database.run(_what_it_follows_from)
        if now != fed:
            await feed(world)
            fed = now
        await asyncio.sleep(_LOOK_EVERY)


async def feed(world: World) -> None:
    """Bind what the lists of now tell of each register, and nothing else of what they ever told."""
    registers = await world.database.run(diary.registers)
    if not registers:
        return
    roster = await service.standing(world)
    sources = await world.database.run(repository.sources)
    merges = await world.database.run(repository.merges)
    heirs = {one.merge.gone: one.merge.kept for one in merges}
    vault = world.gradebooks.vault
    told = await asyncio.to_thread(_told, sources, roster, heirs, vault)
    for register in registers:
        org = org_of(register, roster)
        wanted = _wanted(register, told, roster, org)
        bind = partial(_bind, world=world, register=register.id, org=org, wanted=wanted)
        await world.database.run(bind)


def org_of(register: Register, roster: Roster) -> str:
    """The school whose lists name a register's logins, '' for none."""
    if register.logins_of is not None:
        return register.logins_of
    schools = schools_of(roster)
    return next(iter(schools)) if len(schools) == 1 else ""


def _what_it_follows_from(session: Session) -> object:
    return (
        school_repository.revision(session),
        repository.taken_times(session),
        diary.registers(session),
    )


def _told(
    sources: Collection[Source],
    roster: Roster,
    heirs: Mapping[PersonId, PersonId],
    vault: Vault,
) -> Mapping[PersonId, Logins]:
    """The logins of people who are in the roster that stands, under the ids they have there."""
    found: dict[PersonId, dict[str, str]] = {}
    for source in sources:
        for key, logins in opened(unpack_tables(source.tables), vault):
            person = PersonId(f"{source.namespace}{key}")
            while person not in roster.people and person in heirs:
                person = heirs[person]
            if person in roster.people:
                found[person] = {**logins, **found.get(person, {})}
    return found


def _wanted(
    register: Register, told: Mapping[PersonId, Logins], roster: Roster, org: str
) -> Mapping[str, Collection[PersonId]]:
    """Login → whose it is. One that different humans would share is nobody's."""
    ours = {grant.person for grant in roster.roles if grant.org == org}
    owners: dict[str, set[PersonId]] = defaultdict(set)
    for person in ours & told.keys():
        login = told[person].get(register.id) or told[person].get(ANY)
        if login:
            owners[plain(login)].add(person)
    return {
        login: people
        for login, people in owners.items()
        if len({roster.people[one].full_name.casefold() for one in people}) == 1
    }


def _bind(
    session: Session,
    *,
    world: World,
    register: str,
    org: str,
    wanted: Mapping[str, Collection[PersonId]],
) -> None:
    pairs: dict[tuple[Outside, str], None] = {
        (outside_of(world, register, login, hint=masked(login)), person): None
        for login, people in wanted.items()
        for person in sorted(people)
    }
    bound, gone = identities.take_lists(session, register, pairs, now=world.now())
    if bound or gone:
        details = {"provider": register, "bound": bound, "gone": gone}
        audit.append(
            session,
            actor=_ACTOR,
            action="identity.listed",
            org=org,
            details=details,
            now=world.now(),
        )
