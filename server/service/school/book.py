"""The school of now: the roster that stands with the roles given beside it, for everybody to ask.

Kept in memory, read anew when the database holds another picture (another process may have written
it), and told to the homeserver's module, which enforces it.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from server.school_core.document import read_document
from server.school_core.document_write import write_document
from server.school_core.roles import Role
from server.school_core.roster import OrgId, PersonId, RoleGrant, SchoolPerson
from server.school_core.school import School, SchoolDay
from server.service.database import Database
from server.service.homeserver import Homeserver, HomeserverDown, HomeserverRefused
from server.service.school import repository
from server.service.school.repository import Stored

_log = logging.getLogger(__name__)

_LOOK_EVERY = 1.0
_TELL_EVERY = 5.0


class SchoolBook:
    """Answers with the school; None while no roster was ever taken."""

    def __init__(
        self,
        database: Database,
        homeserver: Homeserver,
        *,
        zone: ZoneInfo,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._homeserver = homeserver
        self._zone = zone
        self._now = now
        self._school: School | None = None
        self._day: SchoolDay | None = None
        self._looked = float("-inf")
        self._telling = asyncio.Lock()

    async def school(self) -> School | None:
        """Roster, accounts and switches as they stand, given roles among them."""
        if time.monotonic() - self._looked > _LOOK_EVERY:
            await self.refresh()
        return self._school

    async def today(self) -> SchoolDay | None:
        """The same on this day of the school's time zone, standings worked out."""
        school = await self.school()
        if school is None:
            return None
        date = self._now().astimezone(self._zone).date()
        if self._day is None or self._day.day != date:
            self._day = SchoolDay(school, date)
        return self._day

    async def take(self, document: str) -> School:
        """Put a roster document in place of the one that stands, here and in the module.

        Raises:
            DocumentRefused: it is no roster; the old one stays.
        """
        taken = read_document(document, server_name=self._homeserver.server_name)
        await self._database.run(
            repository.store,
            revision=taken.roster.revision,
            document=document,
            now=self._now(),
        )
        await self.changed()
        return self._school or taken

    async def changed(self) -> None:
        """Read anew after a write and tell the module at once; if it is away, `keep_told` will."""
        await self.refresh()
        try:
            await self.tell()
        except (HomeserverDown, HomeserverRefused) as trouble:
            _log.warning("the module was not told the roster: %s", trouble)

    async def refresh(self) -> None:
        """Look whether the database holds another picture than the one in memory."""
        revision = await self._database.run(repository.revision)
        self._looked = time.monotonic()
        if revision == (self._school.roster.revision if self._school else None):
            return
        stored = await self._database.run(repository.load)
        self._school = _picture(stored, self._homeserver.server_name) if stored else None
        self._day = None

    async def tell(self) -> None:
        """Give the module what stands, if it holds something else."""
        async with self._telling:
            school = self._school
            if school is None:
                return
            told = _with_bot(school, self._homeserver.bot)
            if await self._homeserver.roster_revision() != told.roster.revision:
                document = json.dumps(write_document(told), ensure_ascii=False)
                await self._homeserver.put_roster(document)

    async def keep_told(self) -> None:
        """Job: the module holds what stands, whoever was restarted."""
        while True:
            await self.refresh()
            try:
                await self.tell()
            except (HomeserverDown, HomeserverRefused) as trouble:
                _log.warning("the module was not told the roster: %s", trouble)
            await asyncio.sleep(_TELL_EVERY)


def store_school(session: Session, school: School, *, now: datetime) -> None:
    """Within a unit of work: put a roster in place; call `SchoolBook.changed` after it."""
    document = json.dumps(write_document(school), ensure_ascii=False)
    repository.store(session, revision=school.roster.revision, document=document, now=now)


def _with_bot(school: School, bot: str) -> School:
    """The school as the module is told it: the bot is there with its role, in every school."""
    person = PersonId(f"account {bot}")
    people = {**school.roster.people, person: SchoolPerson(person, "", "Школа")}
    grants = {RoleGrant(person, org, Role.BOT) for org in school.roster.orgs}
    roster = replace(
        school.roster,
        revision=f"{school.roster.revision}~bot",
        people=people,
        roles=school.roster.roles | grants,
    )
    return replace(school, roster=roster, accounts={**school.accounts, bot: person})


def _picture(stored: Stored, server_name: str) -> School:
    school = read_document(stored.document, server_name=server_name)
    people, accounts = dict(school.roster.people), dict(school.accounts)
    roles = set(school.roster.roles)
    for given in stored.given:
        if given.org not in school.roster.orgs:
            continue
        person = accounts.get(given.user_id)
        if person is None:
            person = accounts[given.user_id] = PersonId(f"account {given.user_id}")
            people[person] = SchoolPerson(
                person, given.family, given.given, given.middle, given.born
            )
        roles.add(RoleGrant(person, OrgId(given.org), given.role))
    roster = replace(school.roster, revision=stored.revision, people=people, roles=frozenset(roles))
    decided = {OrgId(org): one for org, one in stored.switches.items() if org in school.roster.orgs}
    return replace(
        school, roster=roster, accounts=accounts, switches={**school.switches, **decided}
    )
