"""Sources that the service pulls by itself: folders on the server and OneRoster services."""

import asyncio
import logging
from pathlib import Path

from server.service.auth import Caller
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.intake import repository, service
from server.service.intake.kept import unpack_tables
from server.service.intake.repository import Source, SourceKind
from server.service.problems import Problem
from server.service.rosters.bundle import read_bundle
from server.service.rosters.contract import Connector
from server.service.rosters.list_export import ListOptions
from server.service.rosters.oneroster_rest import OneRosterRest
from server.service.rosters.problems import RosterRefused
from server.service.rosters.rest_client import RestSettings
from server.service.rosters.sources import Imported, connector_for
from server.service.vault import VaultError
from server.service.world import World

_log = logging.getLogger(__name__)

_LOOK_EVERY = 5.0
SERVICE = "service"


def about(source_id: str) -> str:
    """What a source's secret is sealed together with."""
    return f"roster source {source_id}"


def connector_of(world: World, source: Source) -> Connector:
    """Return what reads a source.

    Raises:
        RosterRefused: a folder holds nothing that can be read.
        Problem: its secret does not open any more.
    """
    if source.kind is SourceKind.REST:
        told = source.settings
        try:
            secret = world.gradebooks.vault.open(source.sealed or b"", about=about(source.id))
        except VaultError:
            text = "Секрет источника не открывается: введите его заново."
            raise Problem(409, "secret_lost", text) from None
        settings = RestSettings(told["url"], told["token_url"], told["client_id"], secret)
        return OneRosterRest(settings)
    known = unpack_tables(source.tables)
    options = ListOptions(
        source.org, source.org, source.list_key, service.today(world), before=known
    )
    return connector_for(read_bundle(Path(source.settings["folder"])), known=known, lists=options)


async def pull_now(world: World, caller: Caller, source: Source) -> repository.Draft:
    """Pull a source and make a draft of it."""
    return await service.drafted(world, caller, source, await read_now(world, source))


async def read_now(world: World, source: Source) -> Imported:
    """Read what a source tells now; nothing is made of it."""
    try:
        connector = await asyncio.to_thread(connector_of, world, source)
    except RosterRefused as refusal:
        raise service.refused(refusal) from None
    return await service.read_from(world, source, connector)


async def pull_when_due(world: World) -> None:
    """Job: pull sources whose time has come; what the brake holds waits for a person."""
    while True:
        for source in await world.database.run(repository.due, now=world.now()):
            trouble = await _pulled(world, source)
            if trouble:
                _log.warning("roster source %s: %s", source.id, trouble)
            await world.database.run(repository.pulled, source.id, now=world.now(), trouble=trouble)
        await asyncio.sleep(_LOOK_EVERY)


async def _pulled(world: World, source: Source) -> str:
    """Pull a source and let it stand; gives what stood in the way."""
    caller = Caller(SERVICE, operator=True)
    try:
        draft = await pull_now(world, caller, source)
        if not draft.report["allowed"]:
            return f"Ждёт подтверждения. {draft.report['brake']}"
        await service.confirm(world, caller, draft.id, confirmed=False, carry_on=True)
    except Problem as problem:
        found = "; ".join(field.text for field in problem.body.fields[:5])
        return f"{problem.body.text} {found}".strip()
    except (HomeserverDown, HomeserverRefused):
        return "Сервер школы не ответил. Следующая попытка будет позже."
    return ""
