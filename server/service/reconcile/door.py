"""The one door for a new roster: accounts for all, the brake, then it stands and is synced."""

import json
from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from server.school_core.contact import ContactSwitches
from server.school_core.document import read_document
from server.school_core.document_write import write_document
from server.school_core.roster import ClassId, OrgId, Roster
from server.school_core.school import School
from server.service.audit import repository as audit
from server.service.problems import Problem
from server.service.reconcile import accounts, repository
from server.service.reconcile.job import today
from server.service.reconcile.repository import Run
from server.service.reconcile.sync import Draft, Wishes, draft
from server.service.school.book import store_school
from server.service.world import World


async def compare(
    world: World,
    roster: Roster,
    *,
    switches: Mapping[OrgId, ContactSwitches] | None = None,
    confirmed: bool = False,
    successors: Mapping[ClassId, ClassId] | None = None,
    day: date | None = None,
) -> tuple[School, Draft]:
    """The school a roster makes, and what it would change today or on a day to come.

    Nothing is told to anybody.

    Raises:
        DocumentRefused: the roster cannot stand.
    """
    server_name = world.settings.server_name
    assigned = await world.database.run(accounts.assign, roster, server_name=server_name)
    stands = await world.book.school()
    if switches is None:
        switches = stands.switches if stands is not None else {}
    # Through the document, as everybody will read it.
    text = json.dumps(write_document(School(roster, assigned, switches)), ensure_ascii=False)
    school = read_document(text, server_name=server_name)
    known = await world.database.run(accounts.everybody)
    if successors is None:
        successors = await world.database.run(repository.successors)
    wishes = Wishes(
        pins=[one.pin for one in await world.database.run(repository.pins)],
        former=known,
        successors=successors,
    )
    made = await draft(
        world.homeserver, school, day=day or today(world), wishes=wishes, confirmed=confirmed
    )
    return school, made


async def submit(
    world: World,
    roster: Roster,
    *,
    by: str,
    switches: Mapping[OrgId, ContactSwitches] | None = None,
    confirmed: bool = False,
    successors: Mapping[ClassId, ClassId] | None = None,
    also: Callable[[Session], None] = lambda _: None,
) -> Run:
    """Let a roster stand in place of the one before and ask for the sync that makes it real.

    `also` is done in the same transaction: with what it writes down the roster stands, or neither.

    Raises:
        DocumentRefused: the roster cannot stand.
        Problem: it would take too many people out and nobody has confirmed that (409 `brake`).
    """
    school, made = await compare(
        world, roster, switches=switches, confirmed=confirmed, successors=successors
    )
    if not made.verdict.allowed:
        raise Problem(409, made.verdict.code, made.verdict.text)

    def stand(session: Session) -> Run:
        now = world.now()
        store_school(session, school, now=now)
        if successors is not None:
            repository.set_successors(session, successors)
        audit.append(
            session,
            actor=by,
            action="roster.taken",
            details={"revision": roster.revision, "people": len(roster.people)},
            now=now,
        )
        also(session)
        return repository.ask(session, by=by, confirmed=confirmed, now=now)

    run = await world.database.run(stand)
    await world.book.changed()
    return run
