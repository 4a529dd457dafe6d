"""What every domain is given: settings, database, homeserver, the school of today, the clock."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from server.service.calls.recorder import Recorder
from server.service.calls.sfu import Sfu
from server.service.database import Database
from server.service.diary.pool import GradebookPool
from server.service.directory.book import Directory
from server.service.directory.limit import AddressLimit
from server.service.errands import Errands
from server.service.homeserver import Homeserver
from server.service.school.book import SchoolBook
from server.service.settings import Settings
from server.service.turns import Turns


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """One running service; endpoints and jobs get it, nothing else is shared.

    `sfu` is None in a school without calls, `recorder` in one that has nothing to record with.
    """

    settings: Settings
    database: Database
    homeserver: Homeserver
    book: SchoolBook
    gradebooks: GradebookPool
    sfu: Sfu | None = None
    recorder: Recorder | None = None
    turns: Turns = field(default_factory=Turns)
    errands: Errands = field(default_factory=Errands)
    directory: Directory = field(default_factory=lambda: Directory(None))
    now: Callable[[], datetime] = utc_now
    standing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held from looking at the roster that stands until another stands in its place."""
    asked: AddressLimit = field(default_factory=lambda: AddressLimit(utc_now))
    """How often an address has asked what is told to everybody."""


def _world(request: Request) -> World:
    world: World = request.app.state.world
    return world


InWorld = Annotated[World, Depends(_world)]
"""Parameter type of an endpoint that needs the world."""
