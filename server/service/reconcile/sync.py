"""One sync from end to end: look at the homeserver, plan, judge, carry out."""

from collections.abc import AsyncIterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from server.school_core.chats import Pin, wanted_chats
from server.school_core.plan import Step, brake, plan
from server.school_core.roster import ClassId, PersonId
from server.school_core.school import School
from server.school_core.verdict import Verdict
from server.service.reconcile.executor import CHATS, Aim, Executor
from server.service.reconcile.picture import Picture, RoomNow, picture
from server.service.reconcile.ports import Outcome, Requests, Watcher


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a school wants of its chats beside its roster.

    `former` are accounts of people who have left the roster; those of `leavers` among them are to
    be closed. `successors` say as which classes the classes of last year go on.
    """

    pins: Sequence[Pin] = ()
    former: Mapping[str, PersonId] = field(default_factory=dict)
    leavers: Set[PersonId] = frozenset()
    successors: Mapping[ClassId, ClassId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan that nobody has carried out yet, and whether it may be."""

    aim: Aim
    now: Picture
    steps: tuple[Step, ...]
    verdict: Verdict


async def look(requests: Requests, people: Mapping[str, PersonId]) -> Picture:
    """Read the service's rooms and all accounts; writes nothing."""
    rooms = [RoomNow(**room) async for room in _pages(requests, "rooms")]
    accounts = [account async for account in _pages(requests, "accounts")]
    return picture(rooms, accounts, people=people, bot=requests.bot)


async def _pages(requests: Requests, what: str) -> AsyncIterator[dict[str, Any]]:
    after: str | None = ""
    while after is not None:
        page = await requests.call("GET", CHATS, params={"of": what, "after": after})
        for one in page[what]:
            yield one
        after = page["next"]


async def draft(
    requests: Requests,
    school: School,
    *,
    day: date,
    wishes: Wishes | None = None,
    confirmed: bool = False,
) -> Draft:
    """Compare a school with what is there."""
    wishes = wishes or Wishes()
    now = await look(requests, {**wishes.former, **school.accounts})
    users = {person: user for user, person in (*wishes.former.items(), *school.accounts.items())}
    # Whoever has no account in the document cannot be let in anywhere.
    people = {key: person for key, person in school.roster.people.items() if key in users}
    roster = replace(school.roster, people=people)
    wanted = wanted_chats(roster, day, pins=wishes.pins)
    steps = plan(
        people,
        wanted,
        now.present,
        barred={link.guardian for link in roster.guardianships if link.no_contact},
        leavers=wishes.leavers,
        successors=wishes.successors,
    )
    verdict = brake(steps, now.present, confirmed=confirmed)
    return Draft(Aim(roster.revision, wanted, users), now, steps, verdict)


async def carry_out(requests: Requests, made: Draft, watcher: Watcher) -> Outcome:
    """Do what a draft says; the roster it comes from must have been told to the module before.

    Told first, the module already refuses those who leave and lets those who come write as soon as
    they are in.

    Raises:
        HomeserverDown: it is away; draft anew and go on when it is back.
    """
    return await Executor(requests, made.aim, made.now, watcher).run(made.steps)
