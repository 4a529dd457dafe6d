"""The application: settings in, ASGI out; migrations, jobs and connections for its lifetime."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from server.service import problems
from server.service.body_limit import BodyLimit
from server.service.calls.recorder import Recorder
from server.service.calls.sfu import Sfu
from server.service.calls.tokens import LiveKitKeys
from server.service.database import Database
from server.service.diary.pool import GradebookPool
from server.service.directory.book import Directory
from server.service.domains import DOMAINS, Job
from server.service.homeserver import Homeserver, HomeserverDown, HomeserverRefused
from server.service.migrations import upgrade
from server.service.school.book import SchoolBook
from server.service.settings import Settings
from server.service.vault import Vault
from server.service.world import World, utc_now

_log = logging.getLogger(__name__)

_AGAIN = 5.0
VAULT_KEY = "vault.key"
"""File in the data folder with the key of families' secrets; keep it out of database backups."""


def create_app(settings: Settings) -> FastAPI:
    """Build the service; nothing is opened before its lifetime begins."""
    ready = asyncio.Event()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        database = Database(settings.database_url.get_secret_value())
        homeserver = Homeserver(settings)
        sfu, recorder = _sfu(settings), _recorder(settings)
        gradebooks = GradebookPool(Vault.at(settings.data_dir / VAULT_KEY))
        try:
            await asyncio.to_thread(upgrade, database.engine)
            book = SchoolBook(database, homeserver, zone=settings.zone, now=utc_now)
            directory = Directory(settings.directory)
            app.state.world = World(
                settings, database, homeserver, book, gradebooks, sfu, recorder, directory=directory
            )
            async with asyncio.TaskGroup() as jobs:
                running = [jobs.create_task(_introduce(app.state.world, ready))]
                for domain in DOMAINS:
                    running += [
                        jobs.create_task(_go_on(job, app.state.world, ready)) for job in domain.jobs
                    ]
                yield
                await app.state.world.errands.aclose()
                for task in running:
                    task.cancel()
        finally:
            for hand in (sfu, recorder):
                if hand is not None:
                    await hand.aclose()
            await gradebooks.aclose()
            await homeserver.aclose()
            database.close()

    app = FastAPI(
        title="Парта: сервис школы",
        version="1",
        lifespan=lifespan,
        openapi_url="/v1/openapi.json",
        # These pages would load scripts from foreign servers.
        docs_url=None,
        redoc_url=None,
        responses=problems.RESPONSES,
        generate_unique_id_function=_operation_id,
    )
    problems.install(app)
    app.add_middleware(BodyLimit)
    for domain in DOMAINS:
        if domain.router is not None:
            app.include_router(domain.router)

    @app.get("/health", include_in_schema=False)
    async def health() -> JSONResponse:
        return JSONResponse({"ready": ready.is_set()}, 200 if ready.is_set() else 503)

    return app


def _sfu(settings: Settings) -> Sfu | None:
    livekit = settings.livekit
    if livekit is None:
        return None
    return Sfu(livekit.api, LiveKitKeys(livekit.key, livekit.secret.get_secret_value()))


def _recorder(settings: Settings) -> Recorder | None:
    livekit = settings.livekit
    if livekit is None or livekit.egress is None:
        return None
    keys = LiveKitKeys(livekit.key, livekit.secret.get_secret_value())
    return Recorder(livekit.api, keys, livekit.egress)


def _operation_id(route: APIRoute) -> str:
    module = route.endpoint.__module__.split(".")[-2]
    return f"{module}_{route.name}"


async def _introduce(world: World, ready: asyncio.Event) -> None:
    """Wait for the homeserver and see that the bot has its account; only then are we ready."""
    secret = world.settings.registration_shared_secret
    while True:
        try:
            await world.homeserver.wait_up()
            if secret is not None:
                await world.homeserver.register_bot(secret.get_secret_value())
            if await world.homeserver.is_admin(world.homeserver.bot):
                ready.set()
                return
            _log.error("%s is no server administrator", world.homeserver.bot)
        except (HomeserverDown, HomeserverRefused) as trouble:
            _log.warning("the bot has no account yet: %s", trouble)
        await asyncio.sleep(_AGAIN)


async def _go_on(job: Job, world: World, ready: asyncio.Event) -> None:
    """Keep a job going, whatever befalls it."""
    await ready.wait()
    while True:
        try:
            await job(world)
            return
        except Exception:  # boundary: the entry of a job, which must not end with one error
            _log.exception("a job broke off and is begun anew")
        await asyncio.sleep(_AGAIN)
