"""The job that runs syncs: those that were asked for, one a night, and those a crash broke off."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from server.school_core.chats import wanted_chats
from server.school_core.plan import Step
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.reconcile import accounts, repository
from server.service.reconcile.news import news
from server.service.reconcile.repository import Run, RunState
from server.service.reconcile.sync import Draft, Wishes, carry_out, draft
from server.service.world import World

_log = logging.getLogger(__name__)

_LOOK_EVERY = 0.5
_AGAIN = 10.0
_TRIES = 6
_NIGHT = time(0, 5)
"""Enrolments begin and end at midnight."""
SERVICE = "service"


class _Record:
    """Writes down what a run does and whether it shall stop."""

    def __init__(self, world: World, run: int) -> None:
        self._world = world
        self._run = run
        self._stop = False

    async def did(self, steps: Sequence[Step]) -> None:
        """Write the steps down before the next request."""
        database, now = self._world.database, self._world.now()
        self._stop = await database.run(repository.did, self._run, steps, now=now) or self._stop

    def stops(self) -> bool:
        """Whether somebody asked the run to stop."""
        return self._stop


async def run_syncs(world: World) -> None:
    """Job: take up runs as they are asked for."""
    await world.database.run(repository.adopt)
    night = _next_night(world)
    while True:
        if world.now() >= night:
            night = _next_night(world)
            # The first sync is an administrator's; from then on it goes by itself.
            if await world.database.run(repository.runs, limit=1):
                now = world.now()
                await world.database.run(repository.ask, by=SERVICE, confirmed=False, now=now)
        run = await world.database.run(repository.claim, now=world.now())
        if run is None:
            await asyncio.sleep(_LOOK_EVERY)
        else:
            await _run(world, run)


def today(world: World) -> date:
    """The day it is at the school."""
    return world.now().astimezone(world.settings.zone).date()


async def preview(world: World, *, confirmed: bool = False) -> Draft | None:
    """What a sync would do now; None while there is no roster. Writes nothing on the homeserver."""
    # What stands may have been put in place a moment ago, in the very transaction that asked for
    # this sync.
    await world.book.refresh()
    school = await world.book.school()
    if school is None:
        return None
    day = today(world)
    known = await world.database.run(accounts.note, school, today=day)
    pins = await world.database.run(repository.pins)
    wishes = Wishes(
        pins=[one.pin for one in pins],
        former=known.people,
        leavers=known.leavers,
        successors=await world.database.run(repository.successors),
    )
    return await draft(world.homeserver, school, day=day, wishes=wishes, confirmed=confirmed)


async def _run(world: World, run: Run) -> None:
    for attempt in range(_TRIES):
        try:
            state, text = await _attempt(world, run)
            break
        except HomeserverDown as down:
            _log.warning("sync %s: the homeserver is away: %s", run.id, down)
            if attempt == _TRIES - 1:
                state, text = RunState.BROKEN, "Сервер школы не отвечает. Запустите ещё раз."
                break
            await world.database.run(repository.did, run.id, (), now=world.now())
            await asyncio.sleep(_AGAIN)
    else:  # pragma: no cover - the loop ends by itself
        return
    await world.database.run(repository.end, run.id, state, text=text, now=world.now())
    await _tell(world)


async def _attempt(world: World, run: Run) -> tuple[RunState, str]:
    made = await preview(world, confirmed=run.confirmed)
    if made is None:
        return RunState.DONE, "Списка школы ещё нет."
    revision, planned = made.aim.revision, len(made.steps)
    await world.database.run(repository.plan, run.id, revision=revision, planned=planned)
    if not made.verdict.allowed:
        return RunState.HELD, made.verdict.text
    # The rules before the rooms: whoever leaves has no rights left, whoever comes has them.
    await world.book.tell()
    record = _Record(world, run.id)
    outcome = await carry_out(world.homeserver, made, record)
    for trouble in outcome.troubles:
        _log.warning(
            "sync %s: %s: %s", run.id, [s.kind.name for s in trouble.steps], trouble.reason
        )
    if outcome.stopped:
        return RunState.STOPPED, "Остановлено. Остальное сделает следующая синхронизация."
    if outcome.troubles:
        number = sum(len(trouble.steps) for trouble in outcome.troubles)
        return RunState.BROKEN, f"Сервер не принял изменений: {number}. Подробности в журнале."
    return RunState.DONE, ""


async def _tell(world: World) -> None:
    """Tell the leaders of chats what changed; what a killed process did not tell, too."""
    school = await world.book.school()
    if school is None:
        return
    pins = [one.pin for one in await world.database.run(repository.pins)]
    wanted = wanted_chats(school.roster, today(world), pins=pins)
    users = {person: user for user, person in school.accounts.items()}
    for run, changes in (await world.database.run(repository.untold)).items():
        texts = news(changes, wanted, school.roster.people)
        for person, text in texts.items():
            if person in users:
                try:
                    txn = f"sync-{run}-{users[person]}"  # told twice it is told once
                    await world.homeserver.tell(users[person], text, txn=txn)
                except (HomeserverDown, HomeserverRefused) as trouble:
                    _log.warning("sync %s: somebody was not told: %s", run, trouble)
        await world.database.run(repository.mark_told, run)


def _next_night(world: World) -> datetime:
    now = world.now().astimezone(world.settings.zone)
    night = datetime.combine(now.date(), _NIGHT, tzinfo=world.settings.zone)
    return night if night > now else night + timedelta(days=1)
